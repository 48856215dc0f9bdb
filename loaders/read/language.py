"""Is a text English?"""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SURE = 0.95
_WORDS = 8  # fewer tell too little
_LAST_LATIN = 0x24F  # of the Latin letters in Unicode; text in other scripts is not English, whatever it is
_SAMPLE = 4000  # characters, from the beginning and from the middle


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def foreign(text: str) -> str | None:
    """The ISO 639-1 code of a text's language where that is surely not English; None for English, and for what is too short to tell."""
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    codes = set()
    for sample in (text[:_SAMPLE], text[middle : middle + _SAMPLE]):
        letters = sum(c.isalpha() for c in sample)
        if len(sample.split()) < _WORDS and letters < 40:
            return None
        code, share = _identifier().classify(sample)
        is_latin = 2 * sum(c.isalpha() and ord(c) <= _LAST_LATIN for c in sample) >= letters
        if code == "en" or (is_latin and share < _SURE):
            return None
        codes.add(str(code))
    return min(codes)
