"""Which lines does a text have, when some were only wrapped?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kg.model import Span

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = " \t\xa0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_BARE = re.compile(rf"[^\s{_BLANKS}](?:.*[^\s{_BLANKS}])?", re.DOTALL)
_STOP = re.compile(r"[a-z]{3}[.!?][”\"’)]*\s+[“\"‘(]?[A-Z]")
_WIDEST = 120  # characters; wider lines are paragraphs, not wrapped ones
_END = (".", "!", "?", "…", ":", ";")
_WRAPS = "”\"’')]*†‡ "
_OPENS_ENTRY = re.compile(r"[•·▪◦‣●■►➤*]|[-–—]\s|\(?\d{1,3}[.)]\s|\[\d|[-–—]$|\d{1,3}\.?$")


@dataclass(frozen=True)
class Line:
    """A line that is not blank, or several that were only wrapped; `blank_before` when a blank line parts it from the one before."""

    span: Span
    text: str
    blank_before: bool

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does: with its stop, or as a quotation that opened it."""
        bare = self.text.rstrip(_WRAPS)
        return bare.endswith((*_END, ",") if len(bare) < len(self.text) else _END) or (
            self.text[0] in "“\"‘'" and self.text[-1] in "”\"’'" and self.words > 4
        )

    @property
    def is_sentence(self) -> bool:
        """Whether it could be a short paragraph: some words, with a sentence's stop."""
        return self.words >= 4 and self.is_closed and not self.text.endswith((":", ";"))

    @cached_property
    def is_prose(self) -> bool:
        """Running text: long enough and closed, or with a sentence that ends inside."""
        return (self.words >= 9 and self.is_closed) or (self.words >= 6 and sentence_ends(self.text))


def sentence_ends(text: str) -> bool:
    """Whether a sentence of some words ends inside a text and another begins."""
    return any(len(text[: m.start()].split(maxsplit=4)) > 4 for m in _STOP.finditer(text))


def raw_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, as they stand, without the blanks around them."""
    out: list[Line] = []
    place, blank = 0, True
    ends = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    for stop, after in [*ends, (len(text), len(text))]:
        bare = _BARE.search(text, place, stop)
        if bare:
            out.append(Line(Span(*bare.span()), bare[0], blank))
        blank = bare is None
        place = after
    return out


def _width(lines: list[Line]) -> int | None:
    """The column at which the text was wrapped; None when its lines end where its author ended them.

    Wrapped lines are full: the first word of the next would not have fitted.
    """
    width = max((len(line.text) for line in lines), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if not b.blank_before]
    if width > _WIDEST or width < 40 or len(pairs) < 3:
        return None
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if full >= 0.7 * len(pairs) else None


def _is_full(line: Line, following: Line, width: int) -> bool:
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width - 4


def _goes_on(line: Line, last: Line, following: Line, width: int | None) -> bool:
    """Whether a line, whose last row is `last`, was only wrapped, and `following` is the rest of it."""
    if following.blank_before or _OPENS_ENTRY.match(following.text):
        return False
    if width is not None:
        return _is_full(last, following, width)
    if re.match(r"[,.;:!?)\]”’](?:\s|$)", following.text):
        return not line.is_closed  # cut around a link
    return following.text[0].islower() and not line.is_closed and len(line.text) > 40


def lines(text: str, *, stands_alone: re.Pattern[str]) -> list[Line]:
    """The lines of a text that are not blank; one that was only wrapped goes on in the next, unless it `stands_alone`."""
    found = raw_lines(text)
    width = _width(found)
    out: list[Line] = []
    for before, line in zip([None, *found], found, strict=False):
        alone = before is None or stands_alone.match(before.text) or stands_alone.match(line.text)
        if before is not None and not alone and _goes_on(out[-1], before, line, width):
            span = Span(out[-1].span.start, line.span.end)
            out[-1] = Line(span, text[span.start : span.end], out[-1].blank_before)
        else:
            out.append(line)
    return out
