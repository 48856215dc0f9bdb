"""From which day does each part of a document speak? "Yesterday" and "Friday" are counted from there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kg.model import Document, Segment
from kg.vocabulary import PartKind
from loaders.annotate.dates import dates
from loaders.annotate.days import day_of
from loaders.segment import marks

_NEAR = timedelta(days=7)  # a dateline further from the publication is another story's


def published(document: Document, segments: Sequence[Segment]) -> str | None:
    """The date of publication: as given, else as the text states it above its first paragraph, else that of its dateline.

    None where nothing states it. A day in figures that could be read in two ways states nothing.
    """
    if document.published is not None:
        return document.published
    stated = None
    for segment in segments:
        if segment.kind is PartKind.DATELINE and segment.anchor:
            return stated or segment.anchor
        if segment.kind is PartKind.PARAGRAPH:
            break
        if segment.kind is PartKind.BYLINE and stated is None:
            text = document.slice(segment.span)
            if marks.is_stamp(text) or marks.FRONT.match(text):
                stated = next((d.earliest for d in dates(text) if d.is_day), None)
    return stated


def anchors(document: Document, segments: Sequence[Segment]) -> tuple[str | None, ...]:
    """The date from which each segment speaks: its own (a timeline entry's, a post's), else the last dateline's, else the publication's."""
    general = published(document, segments)
    base = day_of(general)
    now = general
    out: list[str | None] = []
    for segment in segments:
        if segment.kind is PartKind.DATELINE and segment.anchor:
            day = day_of(segment.anchor)
            now = segment.anchor if base is None or (day is not None and _is_near(day, base)) else general
        elif segment.kind is PartKind.HEADLINE:
            now = general
        out.append(segment.anchor if segment.kind is not PartKind.DATELINE and segment.anchor else now)
    return tuple(out)


def _is_near(day: date, base: date) -> bool:
    return abs(day - base) <= _NEAR
