"""Which place is meant by a name in a document? What lies around it in the text, and what else the document speaks of, decide.

"Gulu, Northern Uganda" and "Cairo, Illinois" name the region around; of places with one name the text means those in the states
and regions that it speaks of; alone, a name stands for the largest place that bears it, and a small one for none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.model import Place as Located
from loaders.annotate.phrases import text_of
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import Place, State, abbreviations, folded, gazetteer

_KINDS = {
    **dict.fromkeys("city town village port municipality capital".split(), "town"),
    **dict.fromkeys("province state region governorate oblast prefecture canton".split(), "region"),
    **dict.fromkeys("district county tehsil division".split(), "district"),
}
_SUFFIX = re.compile(
    rf"^(?:the )?({'|'.join(_KINDS)}|island) of (?:the )?(.+)$|^(.+?)[ -]({'|'.join(_KINDS)}|island|area)$", re.IGNORECASE
)
_PARTED = frozenset((",", "in", "(", "of"))


class Locator:
    """The places of one document; `states` are the ISO codes that it speaks of, the most spoken of first."""

    def __init__(self, sentences: Sequence[Sentence], states: Sequence[str]) -> None:
        self._states = tuple(states)
        count: Counter[str] = Counter()
        other: Counter[str] = Counter()
        for s in sentences:
            for start, end, tag in s.names:
                (count if tag == "LOC" else other)[text_of(s, range(start, end))] += 1
        self._places = frozenset(n for n in count if count[n] >= other[n])
        self._near = tuple(n for n in count if any(p.kind != "town" for p in gazetteer().places(n)))
        self._around: dict[str, str] = {}  # folded name -> what the text once names around it
        for s in sentences:
            for start, end, tag in s.names:
                if tag == "LOC" and (holder := _holder(s, end)) is not None:
                    self._around.setdefault(folded(text_of(s, range(start, end))), holder)

    def is_place(self, name: str) -> bool:
        """Whether a name is a place's wherever the document has it, by the greater number of its mentions."""
        return name in self._places

    def place(self, s: Sentence, start: int, end: int) -> Located:
        """The place that some words name, with its GeoNames address and what lies around it, nearest first.

        A name that no gazetteer has, or that could be many, has no address; it lies in what the text names around it.
        """
        while start < end - 1 and s.words[start].lower() == "the":
            start += 1
        while end > start + 1 and s.words[end - 1] in ("’s", "'s", "’", "'"):
            end -= 1
        text = text_of(s, range(start, end))
        return self.named(text, s, start, end)

    def named(self, text: str, s: Sentence | None = None, start: int = 0, end: int = 0) -> Located:
        """The place of a name, from words `start` to `end` of a sentence where it stands in one (a dateline does not)."""
        name, kind = _bare(text)
        if kind is None and s is not None and end < len(s):
            kind = _KINDS.get(s.words[end].lower())
        holder = _holder(s, end) if s is not None else None
        around = [h for h in (holder, self._around.get(folded(text))) if h]
        span = s.cover(range(start, end)) if s is not None else None
        for n in dict.fromkeys((text, name)):
            found = gazetteer().locate(n, self._states, around=around, near=self._near, kind=kind)
            if isinstance(found, State):
                return Located(text, span, found.authority)
            if found is not None:
                return Located(text, span, found.authority, gazetteer().around(found))
        return Located(text, span, None, self._chain(around[0]) if around else ())

    def _chain(self, holder: str) -> tuple[str, ...]:
        found = gazetteer().locate(holder, self._states, near=self._near)
        return (holder, *gazetteer().around(found)) if isinstance(found, Place) else (holder,)


def _bare(text: str) -> tuple[str, str | None]:
    """A name without the noun that says what it is, and that kind: "Kunar province", "city of Goma"."""
    match = _SUFFIX.match(text)
    if match is None:
        return text, None
    noun, name = (match[1], match[2]) if match[1] else (match[4], match[3])
    return name, _KINDS.get(noun.lower())


def _holder(s: Sentence, end: int) -> str | None:
    """The place that the text names around another: after a comma, in brackets, after "in" or "of" and perhaps a noun."""
    k = end
    while k < len(s) and (
        s.words[k].lower() in _KINDS or s.words[k].lower() in ("area", "neighbourhood", "neighborhood", "suburb")
    ):
        k += 1
    if k >= len(s) or s.words[k].lower() not in _PARTED or (k == end and s.words[k].lower() == "of"):
        return None
    k += 1
    while k < len(s) and s.words[k].lower() in (
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "north",
        "south",
        "east",
        "west",
    ):
        k += 1
    name = s.name_at(k) if k < len(s) else None
    if name is None or name[2] != "LOC" or name[0] != k:
        return None
    text = text_of(s, range(name[0], name[1])).removesuffix("’s").removesuffix("'s")
    if s.words[name[1] : name[1] + 1] == (".",) and f"{text}." in abbreviations():
        text += "."
    listed = s.words[name[0] - 1] == "," and name[1] < len(s) and s.words[name[1]] in ("and", "or")
    if listed or s.words[name[0] - 1] not in (",", "(", "in", "of", "the"):
        return None
    holder, _ = _bare(text)
    holder = abbreviations().get(holder, holder)
    known = gazetteer().state(holder) is not None or any(p.kind != "town" for p in gazetteer().places(holder))
    return holder if known else None
