"""Where is the headline, and what stands around it: the picture's text and labels above, the deck below?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Document
from kg.vocabulary import PartKind
from loaders.segment import marks
from loaders.segment.lines import Line

_FAR = 15  # lines; a title further down is a link to the page itself
_OPEN = (PartKind.PARAGRAPH, PartKind.HEADING)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _is_title(text: str, title: str | None) -> bool:
    """Whether a line is the known title, with or without the name of the site behind it."""
    if not title:
        return False
    here, there = _plain(text), _plain(title)
    if not here or here == there:
        return bool(here)
    if (
        len(here) >= 20
        and len(there) >= 20
        and (there.startswith(here) or here.startswith(there))
        and abs(len(here) - len(there)) < 60
    ):
        return True
    one, two = set(here.split()), set(there.split())
    return len(one) >= 5 and len(one & two) >= 0.75 * len(one | two)


def _could_be_title(line: Line) -> bool:
    if marks.BOX.fullmatch(line.text.strip(" :")):
        return False
    return 3 <= line.words <= 40 and not line.text.endswith((".", ":", ",", ";")) and line.text[0] not in '“"([•*-'


def _is_repeated(line: Line, following: Sequence[Line]) -> bool:
    """Whether a line breaks off in an ellipsis and one of the next begins as it does: a foretaste."""
    bare = line.text.rstrip("… .[]")
    return (
        line.text.endswith(("…", "...", "…]", "...]"))
        and len(bare) > 40
        and any(f.text.startswith(bare[:-12]) for f in following)
    )


def _first_paragraph(lines: Sequence[Line], kinds: Sequence[PartKind]) -> int:
    """The first line that is running text, and no picture's."""
    return next(
        (
            k
            for k, line in enumerate(lines)
            if kinds[k] is PartKind.PARAGRAPH and line.is_prose and not marks.ends_in_credit(line.text)
        ),
        len(lines),
    )


def head(document: Document, lines: Sequence[Line], kinds: list[PartKind], *, free: Sequence[bool]) -> None:
    """Sets the kinds of the lines of the head, among those that are `free`: whose kind no format gave."""
    for k, line in enumerate(lines[:_FAR]):
        if free[k] and kinds[k] in _OPEN and _is_repeated(line, lines[k + 1 : k + 4]):
            kinds[k] = PartKind.DECK
    said = [k for k in range(len(lines)) if kinds[k] is PartKind.HEADLINE]
    titles = said or [
        k for k, line in enumerate(lines[:_FAR]) if free[k] and kinds[k] in _OPEN and _is_title(line.text, document.title)
    ]
    body = _first_paragraph(lines, kinds)
    if not titles:
        found = next((k for k in range(min(body, 8)) if free[k] and kinds[k] in _OPEN and _could_be_title(lines[k])), None)
        if (
            found is None
            and len(lines) > 1
            and lines[0].words == 2
            and free[0]
            and kinds[0] in _OPEN
            and kinds[1] is PartKind.BYLINE
        ):
            found = 0
        if found is None or found + 1 >= len(lines):
            _credits(lines, kinds, free, range(min(body, _FAR)))
            return
        titles = [found]
    title = _plain(document.title or "")
    titles += [
        k
        for k, line in enumerate(lines[:_FAR])
        if free[k] and kinds[k] is PartKind.BOILERPLATE and title and _plain(line.text) == title
    ]
    for k in titles:
        kinds[k] = PartKind.HEADLINE
    for k in range(min(titles) + 1, min(body, _FAR)):
        if free[k] and kinds[k] in _OPEN and marks.is_imprint(lines[k].text):
            kinds[k] = PartKind.BYLINE
    _above(lines, kinds, free, min(titles))
    _credits(lines, kinds, free, range(max(titles), min(body, _FAR)))
    for k in titles:
        _deck(lines, kinds, free, k)


def _above(lines: Sequence[Line], kinds: list[PartKind], free: Sequence[bool], title: int) -> None:
    """Above the headline stand labels ("Politics") and pictures' texts; of other text it is a foretaste."""
    for k in range(title):
        if free[k] and kinds[k] in _OPEN:
            if lines[k].words <= 4 and not lines[k].is_closed:
                kinds[k] = PartKind.BOILERPLATE
            else:
                kinds[k] = PartKind.CAPTION if marks.ends_in_credit(lines[k].text) else PartKind.DECK


def _credits(lines: Sequence[Line], kinds: list[PartKind], free: Sequence[bool], places: range) -> None:
    for k in places:
        if free[k] and kinds[k] in _OPEN and marks.ends_in_credit(lines[k].text):
            kinds[k] = PartKind.CAPTION


def _deck(lines: Sequence[Line], kinds: list[PartKind], free: Sequence[bool], title: int) -> None:
    """Below the headline: what stands above the author's line, a line without an end, or a foretaste that the text repeats."""
    byline = next((k for k in range(title + 1, min(title + 5, len(lines))) if kinds[k] is PartKind.BYLINE), None)
    if byline is not None and any(
        line.is_prose and kinds[k] is PartKind.PARAGRAPH for k, line in enumerate(lines[byline:], byline)
    ):
        between = [k for k in range(title + 1, byline) if kinds[k] in _OPEN]
        if len(between) <= 2 and all(lines[k].words <= 60 for k in between):
            for k in between:
                kinds[k] = PartKind.DECK if free[k] else kinds[k]
    follows = next(
        (
            k
            for k in range(title + 1, len(lines))
            if kinds[k] not in (PartKind.BOILERPLATE, PartKind.BYLINE, PartKind.CAPTION, PartKind.HEADLINE)
        ),
        None,
    )
    while follows is not None and follows + 1 < len(lines) and free[follows] and kinds[follows] in _OPEN:
        line = lines[follows]
        if kinds[follows - 1] is PartKind.BYLINE or marks.BOX.fullmatch(line.text.strip(" :")):
            break  # a deck stands above the author
        if line.words < 5 or line.is_closed or line.text.endswith((",", ";")):
            break
        kinds[follows] = PartKind.DECK
        follows += 1
