"""What form has a document, and how was it written? Only as far as its layout and its own words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Citation, Document, Segment
from kg.vocabulary import Authorship, DocType, PartKind, Resolution

_SEVERAL = 2  # cited outlets make a digest
_ENTRIES = 3  # dated or timed entries make a live page
_MADE = r"(?:generated|written|produced|created)"
_AI = r"(?:an? )?(?:AI|A\.I\.|artificial intelligence|(?:large )?language model|ChatGPT)\b"
_GENERATED = re.compile(rf"\b(?:AI[- ]{_MADE}\b|{_MADE} (?:entirely )?(?:by|using) {_AI})", re.IGNORECASE)
_ASSISTED = re.compile(rf"\b(?:AI[- ]assisted\b|with (?:the )?(?:help|assistance|support) (?:of|from) {_AI})", re.IGNORECASE)
_DESK = re.compile(r"\b(?:desk|staff|newsroom|bureau|web team|editorial team)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:by|written by|reported by)\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+)+", re.IGNORECASE)


def doc_type(segments: Sequence[Segment], citations: Sequence[Citation]) -> DocType | None:
    """A digest where several outlets are cited, a live page where entries follow each other; None where the layout tells nothing."""
    outlets = {c.outlet for c in citations if c.outlet and c.resolution is Resolution.RESOLVED}
    if len(outlets) >= _SEVERAL:
        return DocType.DIGEST
    posts = sum(s.kind is PartKind.POST and s.anchor is not None for s in segments)
    return DocType.LIVE_PAGE if posts >= _ENTRIES else None


def authorship(document: Document, segments: Sequence[Segment], wires: Sequence[str]) -> Authorship | None:
    """How a document says it was written; an agency's own report is one that names no author and one agency."""
    notes = [document.slice(s.span) for s in segments if s.kind in (PartKind.BYLINE, PartKind.BOILERPLATE)]
    bylines = [document.slice(s.span) for s in segments if s.kind is PartKind.BYLINE]
    if any(_GENERATED.search(n) for n in notes):
        return Authorship.AI_GENERATED
    if any(_ASSISTED.search(n) for n in notes):
        return Authorship.AI_ASSISTED
    if any(_DESK.search(b) for b in bylines):
        return Authorship.DESK
    if any(_NAMED.search(b) for b in bylines):
        return Authorship.NAMED_AUTHOR
    return Authorship.AGENCY if len(wires) == 1 and not bylines else None
