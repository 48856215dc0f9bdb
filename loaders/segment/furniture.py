"""Which lines are text of the site, not of the story? Rows of the lexicon, and the tail of a page below its last paragraph.

What is prose stays prose: a line counts as furniture only by a fixed phrase, or by standing below the story with its like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.vocabulary import PartKind
from loaders.lexicon import rows
from loaders.segment.lines import Line

_LONGEST = 400  # characters of a piece of furniture
_LONGEST_NOTE = 4000  # characters of a paragraph about the site or the author
_SAYS = re.compile(r"\b(?:says?|said|told|tells|according|added|reported|announced)\b")
_SITE = re.compile(
    r"\b(?:newsletter|subscri\w+|donat\w+|contribution|sources used|our (?:website|app|journalism|newsroom)|"
    r"this (?:article|analysis|story|website|report))\b"
)
ROW = re.compile(r"[^:|]{2,60}[:|–-]\s*(?:at least |about |over |nearly |more than |up to )?\d[\d,]*\b")  # "Injured: 40"
_SILENT = (PartKind.BYLINE, PartKind.SOURCE_LIST)
LOOSE = (PartKind.PARAGRAPH, PartKind.HEADING)
_BIO = re.compile(
    r"\b(?:is|was|are)\b.{0,80}\b(?:journalists?|reporters?|correspondents?|editors?|writers?|columnists?|contributors?|fellow|analyst|author)\b"
)
_BIO_MORE = re.compile(
    r"\b(?:covers|covering|focus(?:es|ing)? on|writes (?:about|on|for)|reports on|speciali[sz]\w+|has (?:written|reported|worked) (?:for|on|at)|"
    r"can be reached|follow (?:him|her|them)|lives in|holds an?)\b|@\w"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\W*(?:{r['pattern']})\W*", re.IGNORECASE), r["scope"]) for r in rows("boilerplate"))


def scope(text: str) -> str | None:
    """The scope (line, zone, end) of the piece of furniture that a line is; None when it is none."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return None
    return next((found for pattern, found in _patterns() if pattern.fullmatch(bare)), None)


def speaks_of_the_site(text: str) -> bool:
    """Whether a paragraph, outside quotation marks and without a speaker, is about the outlet, or the author, itself."""
    if len(text) > _LONGEST_NOTE:
        return False
    plain = re.sub(r"[“\"][^“”\"]*[”\"]", "", text).lower()
    if _SAYS.search(plain):
        return False
    first = re.search(r"\b(?:our|us|we|i['’]m|i am)\b", plain)
    if first and _SITE.search(plain):
        return True
    if re.search(r"\bdesk\b.{0,80}\b(?:delivers|covers|brings|focuses|team)\b", plain):
        return True
    return _BIO.search(plain) is not None and _BIO_MORE.search(plain) is not None


def tail(lines: Sequence[Line], kinds: Sequence[PartKind], scopes: Sequence[str | None]) -> int:
    """The index of the first line below the story: from there on come only furniture, text about the site, and short lines.

    An unclosed line may as well be the story cut off, or a row of figures: short lines count as links only below the heading
    of such links, or when they are many.
    """
    last = -1
    for k, line in enumerate(lines):
        is_story = line.is_prose or line.is_sentence or kinds[k] is PartKind.TIMELINE_ENTRY
        if is_story and scopes[k] is None and not speaks_of_the_site(line.text) and kinds[k] not in _SILENT:
            last = k
    if last < 0:
        return len(lines)
    rest = range(last + 1, len(lines))
    loose = [k for k in rest if scopes[k] is None and kinds[k] in LOOSE and not ROW.match(lines[k].text)]
    if len(loose) >= 3 and not lines[last].text.endswith(":"):
        return last + 1
    several = sum(scopes[k] is not None for k in rest) > 1
    starts = ("line", "zone", "end") if several else ("zone", "end")
    return next((k for k in rest if scopes[k] in starts or speaks_of_the_site(lines[k].text)), len(lines))
