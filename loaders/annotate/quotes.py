"""What stands between quotation marks? Typed pairs on a stack, so that one odd mark never loses a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Document, Segment, Span

_CLOSERS = {"“": "”\"", "„": "“”\"", "«": "»", "‹": "›", "‘": "’'", '"': "\"”", "``": ("''", "”", '"'), "'": "'’", "''": ("''",)}  # fmt: skip
_DOUBLE = ("“", "„", "«", '"', "``", "''")
_ALWAYS_OPEN = ("“", "„", "«", "``", "‹", "‘")
_MARK = re.compile(r"``|''|[“”„«»‹›‘’\"']")
_SHORTENED = re.compile(r"(?:em|tis|twas|twere|cause|til|till|bout|round|n|nuff|s|\d\ds?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `span` with its marks, `inner` without. `open_ended` when its paragraph ends before it does."""

    span: Span
    inner: Span
    mark: str
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """The quotations of a paragraph, the place and mark of one still open at its end, and a closing mark that nothing opened."""

    quotes: list[Quote]
    left: tuple[int, str] | None
    stray: tuple[int, str] | None


def _opens(text: str, k: int, width: int, start: int, end: int) -> bool:
    """Whether a mark that could open or close stands where one opens: after a break, before something."""
    before = text[k - 1] if k > start else " "
    after = text[k + width] if k + width < end else " "
    return (before.isspace() or before in "([{—–-:“‘\"'/") and not after.isspace()


def _ends(text: str, k: int, width: int, end: int) -> bool:
    """Whether a mark stands where one closes: before a break."""
    after = text[k + width] if k + width < end else " "
    return after.isspace() or after in ".,;:!?)]}—–-/…’”'\""


def _in_segment(text: str, start: int, end: int) -> _Found:
    out: list[Quote] = []
    stack: list[tuple[int, str]] = []
    stray: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        k, mark = match.start(), match[0]
        closing = next((n for n in range(len(stack) - 1, -1, -1) if mark in _CLOSERS[stack[n][1]]), None)
        if mark in ("’", "'") and _is_apostrophe(text, k, start, end, closing is not None):
            continue
        opens = _opens(text, k, len(mark), start, end)
        if mark in ('"', "'", "''") and closing is not None and opens and not _ends(text, k, len(mark), end):
            closing = None
        if closing is not None:
            opened, kind = stack[closing]
            del stack[closing:]
            if k > opened + len(kind) and not (kind in "'‘" and text[opened + 1 : k].lower() == "n"):  # rock 'n' roll
                out.append(Quote(Span(opened, match.end()), Span(opened + len(kind), k), kind))
        elif mark in _ALWAYS_OPEN or (mark in ('"', "'", "''") and opens):
            same = next((n for n, (_, kind) in enumerate(stack) if kind == mark), None)
            if same is not None:  # opened again without having been closed: the first was stray
                del stack[same:]
            stack.append((k, mark))
        elif stray is None and not out and not stack and mark in ("”", '"', "''"):
            stray = (k, mark)
    left = next(((place, mark) for place, mark in stack if mark in _DOUBLE), None)
    return _Found(out, left, stray)


def _is_apostrophe(text: str, k: int, start: int, end: int, could_close: bool) -> bool:
    before = text[k - 1] if k > start else " "
    after = text[k + 1] if k + 1 < end else " "
    if before.isalnum() and after.isalnum():
        return True
    if not before.isalnum() and _SHORTENED.match(text, k + 1, end):
        return text[k] == "’" or not _closes_later(text, k + 1, end)
    if not could_close:
        return text[k] == "’" or before.isalnum()  # plural possessive: "the rebels' leader"
    goes_on = before in "sS" and after.isspace() and text[k + 2 : k + 3].islower() and k + 2 < end
    return goes_on and _closes_later(text, k + 1, end)


def _closes_later(text: str, k: int, end: int) -> bool:
    """Whether a single mark that can close comes before one that opens again."""
    for match in re.compile("[‘’']").finditer(text, k, end):
        before, after = text[match.start() - 1], text[match.end()] if match.end() < end else " "
        if match[0] == "‘" or (before.isspace() and not after.isspace()):
            return False
        if not after.isalnum() and not before.isspace():
            return True
    return False


def quotes(document: Document, segments: Sequence[Segment]) -> tuple[Quote, ...]:
    """The quotations in the segments that are read, in order, outer ones before those inside them.

    A quotation that is not closed in its paragraph goes to the end of it where the next paragraph goes on with it: opens again
    with the same mark, as the custom for long quotations is, or closes what it never opened. Else, when the mark tells that it
    opens, it goes to the end of its paragraph as well. A stray straight mark is none.
    """
    out: list[Quote] = []
    text = document.text
    read = [(s, _in_segment(text, s.span.start, s.span.end)) for s in segments if s.is_read]
    going_on = False
    for n, (segment, found) in enumerate(read):
        here = found.quotes
        if going_on and found.stray is not None and found.stray[0] > segment.span.start:
            place, mark = found.stray
            here = [*here, Quote(Span(segment.span.start, place + len(mark)), Span(segment.span.start, place), mark)]
        going_on = False
        if found.left is not None:
            place, mark = found.left
            following = read[n + 1] if n + 1 < len(read) else None
            reopens = following is not None and text.startswith(mark, following[0].span.start)
            closes = following is not None and following[1].stray is not None and following[1].stray[1] in _CLOSERS[mark]
            inner = Span(place + len(mark), segment.span.end)
            if (reopens or closes or mark in _ALWAYS_OPEN) and inner.start < inner.end:
                here = [q for q in here if q.span.start < place or q.mark not in _DOUBLE]
                here.append(Quote(Span(place, segment.span.end), inner, mark, reopens or closes))
                going_on = closes
        out += here
    return tuple(sorted(out, key=lambda q: (q.span.start, -q.span.end)))
