"""Which shape has a word? The encoder's vocabulary is uncased, so case goes in as a feature of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

(
    SPECIAL,
    LOWER,
    TITLE,
    UPPER,
    INITIAL,
    MIXED,
    DIGITS,
    DIGITS_AND_LETTERS,
    PUNCTUATION,
    TITLE_AT_START,
    UPPER_AT_START,
    CLITIC,
    DOTTED,
    SENTENCE_END,
) = range(14)
SHAPES = 15  # one is spare
# After these a capital may only mean that a sentence, a quotation or a list item begins.
OPENERS = frozenset(". ! ? \" '' `` ” “ : ) ( - — – ... … * ' ’ ‘ ] ; • ·".split())


@lru_cache(maxsize=1 << 16)
def _shape(word: str) -> int:
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        if digits:
            return DIGITS
        return SENTENCE_END if word[0] in ".!?" else PUNCTUATION
    if digits:
        return DIGITS_AND_LETTERS
    if word[0] in "'’" or word.lower() in ("n't", "n’t"):
        return CLITIC
    if "." in word and word[0].isupper():
        return DOTTED
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return LOWER
    if len(letters) == 1:
        return INITIAL
    if all(upper):
        return UPPER
    return TITLE if upper[0] and not any(upper[1:]) else MIXED


def shapes(words: Sequence[str]) -> list[int]:
    """The shape of each word; a capital at the start, or after an opener, has a shape of its own."""
    out = []
    previous = None
    for word in words:
        shape = _shape(word)
        if shape in (TITLE, UPPER) and (previous is None or previous in OPENERS):
            shape = TITLE_AT_START if shape == TITLE else UPPER_AT_START
        out.append(shape)
        previous = word
    return out
