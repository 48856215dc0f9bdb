"""Are two names those of one person? Honorifics, parts of names, sex."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.gazetteer.gazetteer import folded
from loaders.identity import nouns

_LAST = frozenset(("jr", "sr", "ii", "iii", "iv"))


def tokens(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without honorifics in front and clitics behind."""
    words = [w.strip(".,").replace("’s", "").replace("'s", "") for w in name.split()]
    words = [folded(w) for w in words if w.strip("’'")]
    known = nouns.honorifics()
    while len(words) > 1 and (h := known.get(words[0])) is not None and (not h.is_name or len(words) > 2):
        words.pop(0)
    return tuple(words)


def surname(parts: Sequence[str]) -> str:
    """The last word of a name that is no "Jr"."""
    return next((w for w in reversed(parts) if w not in _LAST), "")


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names may be one person's: the same, or one a part of the other that keeps its first or last word.

    "Jr" and "III" part namesakes; initials stand for names ("J. Doe", "Jane Doe").
    """
    if a == b:
        return True
    if not a or not b or {w for w in a if w in _LAST} != {w for w in b if w in _LAST}:
        return False
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return len(long) > 1 and len(short[0]) > 2 and short[0] in (surname(long), long[0])
    if surname(short) != surname(long):
        return False
    rest = list(long)
    for word in short:
        match = next((w for w in rest if w == word or (1 in (len(w), len(word)) and w[0] == word[0])), None)
        if match is None:
            return False
        rest.remove(match)
    return True


def sex_of(words: Iterable[str], titles: Iterable[str]) -> str | None:
    """ "f" or "m" where the honorifics before a name, the nouns that describe it or its given name tell; None where they do not.

    `words` are those of the name as it is written, honorifics included.
    """
    given = list(words)
    for w in given:
        h = nouns.honorifics().get(w.strip(".").lower())
        if h is None:
            break
        if h.sex and not h.is_name:
            return h.sex
    found = {nouns.sexed()[t] for t in titles if t in nouns.sexed()}
    if len(found) == 1:
        return found.pop()
    parts = tokens(" ".join(given))
    return nouns.sex_of_given_name(parts[0]) if len(parts) > 1 else None
