"""Who speaks where? Utterances by the sentences that their contents touch, and which words stand within quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from loaders.annotate.sentences import Sentence
from loaders.extract.speech import Utterance

_OPENING, _CLOSING, _STRAIGHT = frozenset(("“", "``", "«", "„")), frozenset(("”", "''", "»")), '"'


class Speech:
    """The utterances of a document."""

    def __init__(self, utterances: Sequence[Utterance]) -> None:
        self._utterances = utterances
        self._pieces = sorted((c.start, c.end, n) for n, u in enumerate(utterances) for c in u.content)
        self._longest = max((end - start for start, end, _ in self._pieces), default=0)
        self._voices: dict[int, dict[int, list[Utterance]]] = {}
        for u in utterances:
            for p in u.speakers:
                self._voices.setdefault(p.sentence.place, {}).setdefault(p.head, []).append(u)

    def around(self, s: Sentence) -> list[Utterance]:
        """The utterances whose content touches a sentence, in their order."""
        first = bisect_left(self._pieces, (s.span.start - self._longest, 0, 0))
        last = bisect_right(self._pieces, (s.span.end, 0, 0))
        found = sorted({n for start, end, n in self._pieces[first:last] if end > s.span.start})
        return [self._utterances[n] for n in found]

    def speakers(self, s: Sentence) -> Collection[int]:
        """The heads of speakers in a sentence."""
        return self._voices.get(s.place, {}).keys()

    def of(self, s: Sentence, k: int) -> list[Utterance]:
        """The utterances of which the word at `k` is a speaker."""
        return self._voices.get(s.place, {}).get(k, [])


def quoting(s: Sentence, k: int, around: Sequence[Utterance]) -> list[Utterance]:
    """The utterances that quote the word at `k`: direct ones that hold it, where it stands within quotation marks.

    In a sentence without marks, which a quotation of several sentences may have, all that hold it do.
    """
    holding = [u for u in around if u.direct and u.holds(s.spans[k])]
    return holding if holding and _is_within_marks(s, k, holding) else []


def telling(s: Sentence, k: int, around: Sequence[Utterance]) -> list[Utterance]:
    """The utterances that tell the word at `k` in words of their own."""
    quoted = quoting(s, k, around)
    return [u for u in around if u.holds(s.spans[k]) and not any(u is q for q in quoted)]


def _is_within_marks(s: Sentence, k: int, holding: Sequence[Utterance]) -> bool:
    marks = [n for n, w in enumerate(s.words) if w in _OPENING or w in _CLOSING or w == _STRAIGHT]
    if not marks:
        return True
    first = s.words[marks[0]]
    inside = first in _CLOSING or (
        first == _STRAIGHT and len(marks) % 2 == 1 and marks[0] > 0 and any(u.holds(s.spans[0]) for u in holding)
    )
    for n in marks:
        if n >= k:
            break
        inside = s.words[n] in _OPENING or (s.words[n] == _STRAIGHT and not inside)
    return inside
