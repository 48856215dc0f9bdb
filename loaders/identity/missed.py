"""Which names does the name finder miss or cut up? Names of lists, and capitalised phrases that hold a noun for a body."""

from __future__ import annotations

from collections.abc import Iterator

from kg.vocabulary import PartKind
from loaders.annotate.phrases import text_of
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import folded
from loaders.identity import nouns

_LONGEST = 8  # words of a listed name


def listed(s: Sentence) -> Iterator[tuple[int, int]]:
    """Names of several words that a list of groups, organisations, outlets or buildings has, also where the name finder cuts them up."""
    k = 0
    while k < len(s):
        length = 0
        if s.words[k][:1].isupper() and s.words[k].casefold() in nouns.listed_openings():
            for end in range(min(len(s), k + _LONGEST), k + 1, -1):
                text = text_of(s, range(k, end))
                if text.islower() or not s.words[end - 1][:1].isalnum():
                    continue
                known = nouns.armed_group(text) or folded(text) in nouns.metonyms()
                if (known and s.words[k].lower() != "the") or (
                    not _goes_on(s, k, end)
                    and (
                        (nouns.outlet(text) and _is_outlet_here(s, k, end))
                        or (nouns.organization(text) and s.words[k].lower() != "the")
                    )
                ):
                    length = end - k
                    yield k, end
                    break
        if (
            not length
            and s.tree.upos[k] == "PROPN"
            and len(s.words[k]) > 2
            and s.name_at(k) is None
            and nouns.armed_group(s.words[k])
        ):
            yield k, k + 1
        k += max(length, 1)


def _goes_on(s: Sentence, first: int, end: int) -> bool:
    """Whether the name finder has a longer name there: "The National" in "The National Union of Teachers"."""
    name = s.name_at(end - 1)
    return name is not None and (name[1] > end or (name[0] < first and s.words[name[0]].lower() != "the"))


def capitalised(s: Sentence) -> Iterator[tuple[int, int]]:
    """Names of bodies that the name finder missed or cut: several capitalised words of which one is a noun for a body."""
    if s.segment.kind in (PartKind.HEADLINE, PartKind.HEADING) or sum(w[:1].isupper() for w in s.words) * 2 > len(s):
        return
    k = 0
    while k < len(s):
        end = k
        while end < len(s) and (
            _is_capital(s, end)
            or (end > k and s.words[end] in ("of", "for", "and", "&") and end + 1 < len(s) and _is_capital(s, end + 1))
        ):
            end += 1
        first = k + 1 if end > k and s.words[k].lower() in ("the", "a", "an", "this", "that") else k
        if end - first > 1 and "and" not in s.words[first:end] and _is_missed_body(s, first, end):
            yield first, end
        k = max(end, k + 1)


def _is_capital(s: Sentence, k: int) -> bool:
    word = s.words[k]
    return word[:1].isupper() and word[-1:].isalpha() and (len(word) > 1 or s.tree.upos[k] == "PROPN")


def _is_missed_body(s: Sentence, first: int, end: int) -> bool:
    words = [w.lower() for w in s.words[first:end]]
    head = words[words.index("of", 1) - 1] if "of" in words[1:-1] else words[-1]
    body = nouns.bodies().get(head)
    if (
        body is None
        or body.needs == ("-",)
        or body.kind == "State"
        or any((w in nouns.people() and w not in nouns.bodies()) or w in nouns.honorifics() for w in words)
    ):
        return False
    inside = [n for n in s.names if n[0] < end and first < n[1]]
    return all(first <= n[0] and n[1] <= end and n[2] != "PER" for n in inside) and not any(n[:2] == (first, end) for n in inside)


def _is_outlet_here(s: Sentence, first: int, end: int) -> bool:
    """The words of an outlet's name are all written as names: "The Nation", not "the Nation" of a king."""
    return all(s.words[k][:1].isupper() or s.words[k] in ("of", "and", "de", "della", "&") for k in range(first, end))
