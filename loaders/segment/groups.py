"""Which lines belong together: lists that lost their bullets, tables, posts and who signs them, lists of sources?"""

from __future__ import annotations

import re

from kg.model import Document
from kg.vocabulary import PartKind
from loaders.segment import furniture, marks
from loaders.segment.lines import Line

SOURCE_HEADINGS = re.compile(
    r"(?:the )?(?:sources?|references|citations|further reading|sources used|source list|works cited|footnotes|endnotes)\s*:?",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\[\d{1,3}\]:?\s+\S")
_CELLS = re.compile(r"[|\t]+")
_SILENT = (PartKind.BOILERPLATE, PartKind.BYLINE)


def unmarked_lists(found: list[Line], kinds: list[PartKind], given: list[PartKind | None]) -> None:
    """Lines set close below a heading or a colon, in a text whose paragraphs stand apart, are a list that lost its bullets."""
    paragraphs = [line for line, kind in zip(found, kinds, strict=True) if kind is PartKind.PARAGRAPH]
    if any(g is not None for g in given) or sum(line.blank_before for line in paragraphs) < 0.6 * len(paragraphs):
        return
    for k in range(1, len(found) - 1):
        introduced = kinds[k - 1] is PartKind.HEADING or (kinds[k - 1] is PartKind.PARAGRAPH and found[k - 1].text.endswith(":"))
        if not introduced or kinds[k] is not PartKind.PARAGRAPH:
            continue
        end = next(
            (j for j in range(k + 1, len(found)) if found[j].blank_before or kinds[j] is not PartKind.PARAGRAPH), len(found)
        )
        if end - k >= 2 and (end == len(found) or found[end].blank_before):
            kinds[k:end] = [PartKind.LIST_ITEM] * (end - k)


def rows_of_figures(found: list[Line], kinds: list[PartKind], given: list[PartKind | None]) -> None:
    """Lines next to each other that each give a number to a name are items of a list: "Killed: 12"."""
    rows = [furniture.ROW.match(line.text) is not None and kinds[k] in furniture.LOOSE for k, line in enumerate(found)]
    for k, is_row in enumerate(rows):
        if is_row and given[k] is None and any(rows[j] for j in (k - 1, k + 1) if 0 <= j < len(rows)):
            kinds[k] = PartKind.LIST_ITEM


def tables(found: list[Line], kinds: list[PartKind], given: list[PartKind | None]) -> None:
    """Lines next to each other with as many cells are rows of a table."""
    cells = [len(_CELLS.split(line.text.strip("| \t"))) for line in found]
    for k in range(len(found)):
        beside = [j for j in (k - 1, k + 1) if 0 <= j < len(found)]
        if given[k] is None and cells[k] > 1 and kinds[k] not in _SILENT and any(cells[j] == cells[k] for j in beside):
            kinds[k] = PartKind.TABLE_ROW


def posts(found: list[Line], kinds: list[PartKind], given: list[PartKind | None]) -> None:
    """A line that signs a post, and the text above it that it signs."""
    for k, line in enumerate(found):
        if given[k] is None and kinds[k] is not PartKind.BOILERPLATE and marks.signature(line.text):
            kinds[k] = PartKind.POST
            j = k - 1
            while (
                j >= 0 and given[j] is None and kinds[j] is PartKind.PARAGRAPH and (j == k - 1 or not found[j + 1].blank_before)
            ):
                kinds[j] = PartKind.POST
                j -= 1


def source_lists(
    document: Document, found: list[Line], kinds: list[PartKind], given: list[PartKind | None], scopes: list[str | None]
) -> None:
    """What stands below a heading such as "Sources", and numbered entries below a text that cites them."""
    inside = False
    for k, line in enumerate(found):
        if kinds[k] in furniture.LOOSE and SOURCE_HEADINGS.fullmatch(line.text.strip()):
            inside, kinds[k] = True, PartKind.SOURCE_LIST
            continue
        is_over = scopes[k] is not None or kinds[k] in (PartKind.BOILERPLATE, PartKind.HEADLINE, PartKind.CAPTION)
        may_be_over = kinds[k] in (PartKind.HEADING, PartKind.TIMELINE_ENTRY)
        inside = inside and not is_over and (not may_be_over or _is_entry(found, k))
        kinds[k] = PartKind.SOURCE_LIST if inside else kinds[k]
    for k in range(len(found) - 1, -1, -1):
        if scopes[k] is not None or kinds[k] in (PartKind.BOILERPLATE, PartKind.BYLINE, PartKind.SOURCE_LIST):
            continue
        number = _ENTRY.match(found[k].text)
        if (
            number is None
            or given[k] is not None
            or document.text.find(number[0].split("]")[0] + "]", 0, found[k].span.start) < 0
        ):
            break
        kinds[k] = PartKind.SOURCE_LIST


def _is_entry(found: list[Line], k: int) -> bool:
    """Whether a line of a list of sources is numbered, or follows its number or bullet."""
    before = found[k - 1].text if k else ""
    return (
        marks.BULLET.match(found[k].text) is not None
        or _ENTRY.match(found[k].text) is not None
        or marks.BULLET.fullmatch(before) is not None
    )


def empty_headings(kinds: list[PartKind]) -> None:
    """Headings at the end, with nothing but furniture below them, are furniture as well."""
    below = False
    for k in range(len(kinds) - 1, -1, -1):
        below = below or kinds[k] is PartKind.BOILERPLATE
        if kinds[k] is PartKind.HEADING and below:
            kinds[k] = PartKind.BOILERPLATE
        elif kinds[k] not in (*_SILENT, PartKind.SOURCE_LIST):
            break
