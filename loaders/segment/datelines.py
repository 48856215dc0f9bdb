"""Which words before the first sentence say where and when it was written? "LIMA, Peru (AP) — ", "Accra, Feb. 2: "."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.annotate.dates import dates
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity.nouns import outlet

_LONGEST = 80
_BREAK = re.compile(r"\s*(?:—|–|--|:(?=\s|$)|\s[-|](?=\s))\s*")
_PARENS = re.compile(r"\(([A-Z][\w /.&-]{1,30})\)")
_SMALL = frozenset("de la le les el al ar an as del du da do dos of the and san near on y".split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: the length of its words, where the text goes on after it, and its day where it states one."""

    length: int
    rest: int
    day: str | None


def dateline(text: str, anchor: str | None, *, opens: bool) -> Dateline | None:
    """The dateline that a text begins with, None when it begins otherwise; `opens` when the text is the first of its article.

    A lone place counts only there, and before a colon only in capitals: "Silva: We won" is a speaker.
    """
    for mark in _BREAK.finditer(text, 0, _LONGEST + 3):
        head = text[: mark.start()]
        if not head.strip():
            return None
        days = list(dates(head, anchor))
        if not _is_one(head, mark[0].strip(), bool(days), opens):
            continue  # a second part may follow: "Accra, Ghana — January 31:"
        following = dateline(text[mark.end() :], anchor, opens=opens) if not days else None
        if following and following.day and following.length < 30:
            return Dateline(mark.end() + following.length, mark.end() + following.rest, following.day)
        day = next((d.earliest for d in days if d.is_day), None)
        return Dateline(len(head.rstrip()), mark.end(), day)
    return None


def _is_one(head: str, mark: str, dated: bool, opens: bool) -> bool:
    parens = _PARENS.search(head)
    agency = parens if parens and (outlet(parens[1]) or parens[1].isupper() or "." in parens[1] or "/" in parens[1]) else None
    bare = _PARENS.sub(" ", head)
    for d in reversed(list(dates(bare, "2000-01-15"))):
        bare = bare[: d.span.start] + " " + bare[d.span.end :]
    names = [n for part in re.split(r"[,/;—–]", bare) if (n := part.strip(" ."))]
    words = [w for n in names for w in n.split()]
    if len(words) > 8 or any(not (w[0].isupper() or w in _SMALL) for w in words):
        return False
    if not names:
        return bool(agency or (dated and opens))
    if agency and (names[0].isupper() or _is_place(names[0])):
        return True
    if not opens:
        return False
    capitals = names[0].isupper() and len(names[0]) > 2
    if dated:
        return capitals or any(map(_is_place, names))
    if mark == ":":
        return (capitals or len(names) > 1) and _is_place(names[0])
    return (capitals and len(words) <= 4) or _is_place(names[0])


def _is_place(name: str) -> bool:
    where = gazetteer()
    return bool(where.state(name) or where.seat(name) or where.places(name))
