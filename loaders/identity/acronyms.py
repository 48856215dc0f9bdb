"""Which short form stands for which full name in a document?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.identity.bodies import is_acronym
from loaders.identity.mentions import Mention

ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*-?[A-Z]?")


def acronyms(found: Sequence[Mention]) -> dict[str, str]:
    """Acronym -> full name, from "Full Name (FN)", "FN (Full Name)", "Full Name, or FN," and else from initials.

    Two full names with the same initials claim none of them, unless one stands beside the acronym.
    """
    out: dict[str, str] = {}
    full = [(m, m.text) for m in found if m.tag != "PER" and m.end - m.first > 1]
    for m, text in full:
        word = _beside(m)
        if word is not None and is_acronym(word, text):
            out.setdefault(word, text)
    for m in found:
        word = m.text
        if m.end - m.first != 1 or not ACRONYM.fullmatch(word) or word in out:
            continue
        inside = _inside(m)
        if inside is not None and is_acronym(word, inside):
            out[word] = inside
            continue
        fitting = {text for _, text in full if is_acronym(word, text)}
        if len(fitting) == 1 and (len(word) > 2 or word == "".join(w[0] for w in next(iter(fitting)).split())):
            out[word] = fitting.pop()
    return out


def _beside(m: Mention) -> str | None:
    """The acronym after a full name, in brackets or after "or" and "known as"."""
    rest = m.sentence.words[m.end : m.end + 6]
    if rest[:1] in (("’s",), ("'s",)):
        rest = rest[1:]
    if rest[:1] not in (("(",), (",",)):
        return None
    for k, word in enumerate(rest[1:5], 1):
        if ACRONYM.fullmatch(word):
            return word if rest[0] == "(" or {"or", "as"} & {w.lower() for w in rest[:k]} else None
    return None


def _inside(m: Mention) -> str | None:
    """What stands in brackets after an acronym: "RSF (Rapid Support Forces)"."""
    rest = m.sentence.words[m.end : m.end + 10]
    if rest[:1] != ("(",) or ")" not in rest:
        return None
    return " ".join(rest[1 : rest.index(")")])
