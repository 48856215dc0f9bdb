"""Which numbers does a sentence state, within which bounds? Digits, words, ranges, and vague counts ("dozens")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.vocabulary import BoundKind
from loaders.annotate.sentences import Sentence

_UNITS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)} | {"fourty": 40}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "lakhs": 10**5,
           "crore": 10**7, "crores": 10**7, "dozen": 12, "score": 20, "bn": 10**9, "mn": 10**6, "m": 10**6, "k": 1000, "tn": 10**12}  # fmt: skip
_AFTER_DIGITS_ONLY = frozenset(("bn", "mn", "m", "k", "tn", "b"))
_VAGUE = frozenset(("dozens", "scores", "hundreds", "thousands", "millions", "tens", "several", "billions"))
_OF_VAGUE = frozenset(("thousands", "millions", "billions"))
_DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3})+|\d+(?:\.\d+)?")
_HYPHENS = frozenset(("-", "‑", "‐"))
_DASHES = frozenset(("-", "–", "—", "‑", "‐", "to"))

# What stands before a number, the longest first, and the bound that it makes of it.
_BEFORE: tuple[tuple[tuple[str, ...], BoundKind], ...] = tuple(
    sorted(
        (
            (tuple(phrase.split()), kind)
            for kind, phrases in (
                (BoundKind.AT_LEAST, "at least|not less than|no less than|no fewer than|not fewer than|a minimum of|minimum|at minimum"),
                (BoundKind.MORE_THAN, "more than|over|upwards of|upward of|in excess of|exceeding|exceeds|exceed|exceeded|above|well over|greater than|beyond|surpassing|surpassed|past|excess of"),
                (BoundKind.AT_MOST, "up to|as many as|as high as|as much as|at most|no more than|not more than|a maximum of|maximum"),
                (BoundKind.LESS_THAN, "fewer than|less than|under|below"),
                (BoundKind.NEARLY, "nearly|almost|close to|approaching|just under|just below"),
                (BoundKind.ABOUT, "about|around|closer to|some|roughly|approximately|an estimated|estimated|circa|approx.|approx|~|c."),
            )
            for phrase in phrases.split("|")
        ),
        key=lambda p: -len(p[0]),
    )
)  # fmt: skip
_AFTER: tuple[tuple[tuple[str, ...], BoundKind], ...] = (
    (("or", "more"), BoundKind.AT_LEAST),
    (("or", "so"), BoundKind.ABOUT),
    (("-", "odd"), BoundKind.ABOUT),
    (("plus",), BoundKind.AT_LEAST),
    (("+",), BoundKind.AT_LEAST),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: the words `first` to `last`, its bounds, or `words` where it is vague; `whole` takes in what limits it."""

    first: int
    last: int
    whole: tuple[int, int]
    low: int | None
    high: int | None
    bound: BoundKind
    words: str | None = None
    fraction: bool = False


def _cardinal(words: Sequence[str], k: int) -> tuple[float, int] | None:
    """(value, place after it) of the number that begins at a word."""
    first = words[k]
    if _DIGITS.fullmatch(first):
        value = float(first.replace(",", ""))
        k += 1
        # "10 000" with a blank as separator
        while k < len(words) and re.fullmatch(r"\d{3}", words[k]) and "." not in first and "," not in first and len(first) <= 3:
            value = value * 1000 + int(words[k])
            k += 1
        while k < len(words) and words[k].lower() in _SCALES and words[k].lower() != "score":
            value *= _SCALES[words[k].lower()]
            k += 1
        return value, k
    total, group, at = 0.0, 0.0, k
    seen = False
    while at < len(words):
        word = words[at].lower()
        if word in _UNITS and (
            not seen or group == 0 or (group % 100 == 0 or (group % 10 == 0 and 20 <= group % 100 < 100 and _UNITS[word] < 10))
        ):
            group += _UNITS[word]
        elif word in _TENS and (not seen or group % 100 == 0):
            group += _TENS[word]
        elif (
            word in ("a", "an")
            and not seen
            and at + 1 < len(words)
            and words[at + 1].lower() in ("hundred", "thousand", "million", "billion", "dozen", "score")
        ):
            group = 1
        elif word == "half" and not seen and [w.lower() for w in words[at + 1 : at + 3]] == ["a", "dozen"]:
            return 6, at + 3
        elif word in ("hundred", "dozen", "score") and seen and word not in _AFTER_DIGITS_ONLY:
            group = max(group, 1) * _SCALES[word]
        elif word in ("thousand", "million", "billion", "trillion", "lakh", "crore") and seen:
            total += max(group, 1) * _SCALES[word]
            group = 0
        elif (word in ("-", "‑", "‐") and seen and at + 1 < len(words) and words[at + 1].lower() in _UNITS and words[at - 1].lower() in _TENS) or (
            word == "and" and seen and group >= 100 and at + 1 < len(words) and words[at + 1].lower() in (_UNITS | _TENS) and words[at - 1].lower() in _SCALES
        ):  # fmt: skip
            at += 1
            continue
        else:
            break
        seen = True
        at += 1
    return (total + group, at) if seen else None


def _limits(words: Sequence[str], first: int, last: int) -> tuple[BoundKind | None, int, int]:
    """(bound, first, last) with the words around a number that limit it."""
    before = [w.lower() for w in words[:first]]
    kind: BoundKind | None = None
    start = first
    if before and before[-1] in ("$", "£", "€", "us", "rs", "rs."):
        before = before[:-1]
    for phrase, bound in _BEFORE:
        if tuple(before[-len(phrase) :]) == phrase:
            kind, start = bound, len(before) - len(phrase)
            break
    after = [w.lower() for w in words[last + 1 : last + 3]]
    for phrase, bound in _AFTER:
        if tuple(after[: len(phrase)]) == phrase and (phrase != ("plus",) or kind is None):
            return kind or bound, start, last + len(phrase)
    return kind, start, last


def is_designation(sentence: Sentence, k: int) -> bool:
    """Whether a number is part of a name: "Su-24", "COVID-19"."""
    spans = sentence.spans
    glued = (
        k > 1
        and sentence.words[k - 1] in _HYPHENS
        and spans[k - 2].end == spans[k - 1].start
        and spans[k - 1].end == spans[k].start
    )
    return glued and sentence.words[k - 2].isalpha() and _cardinal(sentence.words, k - 2) is None


def numbers(sentence: Sentence) -> list[Number]:
    """The numbers of a sentence in order. Ordinals, dates, ages and the like are told apart by those who ask."""
    words = sentence.words
    out: list[Number] = []
    k = 0
    while k < len(words):
        lower = words[k].lower()
        if lower in _VAGUE and (sentence.tree.upos[k] != "VERB" or words[k + 1 : k + 2] == ("of",)):
            last = k
            if words[k + 1 : k + 2] == ("of",) and k + 2 < len(words) and words[k + 2].lower() in _OF_VAGUE:
                last = k + 2
            elif lower == "tens":
                k += 1
                continue
            text = " ".join(w.lower() for w in words[k : last + 1])
            _, start, _ = _limits(words, k, last)
            out.append(Number(k, last, (start, last), None, None, BoundKind.VAGUE, text))
            k = last + 1
            continue
        found = None if is_designation(sentence, k) else _cardinal(words, k)
        if found is None or (words[k][0].isalpha() and lower in ("a", "an") and found[1] == k + 1):
            k += 1
            continue
        value, after = found
        if after + 1 < len(words) and words[after] in _HYPHENS and words[after + 1].lower() in _SCALES:  # "a 60-billion project"
            value, after = value * _SCALES[words[after + 1].lower()], after + 2
        last = after - 1
        low = high = value
        kind: BoundKind | None = None
        # "37-70", "1,000 to 2,000", "between 200 and 250", "from 3 to 5"
        if after + 1 < len(words):
            joined = words[after].lower() in _DASHES or (
                words[after].lower() == "and" and k > 0 and words[k - 1].lower() == "between"
            )
            second = _cardinal(words, after + 1) if joined else None
            if second is not None and _is_range(value, second[0], words, k, after, second[1]):
                low, high, last = value, second[0], second[1] - 1
                if (
                    low < 1000 <= high
                    and re.fullmatch(r"\d{1,3}", words[k])
                    and high % 1000 == 0
                    and words[last].lower() in _SCALES
                ):
                    low *= _SCALES[words[last].lower()]
                kind = BoundKind.RANGE
        limit, start, end = _limits(words, k, last)
        if kind is None:
            kind = limit or BoundKind.EXACT
        elif words[start - 1 : start] and words[k - 1].lower() in ("between", "from"):
            start = k - 1
        fraction = any(v != int(v) for v in (low, high))
        bounds = _bounds(kind, int(low), int(high))
        out.append(Number(k, last, (start, end), *bounds, kind, fraction=fraction))
        k = max(end, last) + 1
    return out


def _is_range(low: float, high: float, words: Sequence[str], k: int, middle: int, after: int) -> bool:
    if high <= low and not (high > 999 and low < 1000):
        return False
    if words[middle].lower() in ("-", "–", "—", "‑", "‐") and middle + 1 < len(words):
        # a score or a date is no range: "2025-26", "3-2"
        return not (1900 <= low <= 2100 and high < 100)
    return not (1900 <= low <= 2100 and 1900 <= high <= 2100)


def _bounds(kind: BoundKind, low: int, high: int) -> tuple[int | None, int | None]:
    if kind in (BoundKind.AT_LEAST, BoundKind.MORE_THAN):
        return low, None
    if kind in (BoundKind.AT_MOST, BoundKind.LESS_THAN):
        return None, high
    return low, high
