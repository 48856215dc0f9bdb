"""Which part of a text is what: headline, deck, dateline, paragraph, list item, timeline, source list, furniture of the site?

Every letter of the text stands in exactly one segment; what stands between segments are blanks, bullets and the dash after a
dateline. Nothing is dropped: text that is not read is marked, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Document, Segment, Span
from kg.vocabulary import PartKind
from loaders.identity.nouns import agencies, outlet
from loaders.segment import furniture, groups, marks
from loaders.segment.datelines import dateline
from loaders.segment.head import head
from loaders.segment.lines import Line, lines, sentence_ends

_STANDS_ALONE = re.compile(
    r"\s*(?:by:? [A-Z]|(?:author|written by|updated|published|posted|photo|image|source)\b\s*:|(?:last )?(?:updated|published|posted)\b|\d+ min(?:ute)?s? read|.*\(@\w+\))",
    re.IGNORECASE,
)
_FRONT_DATE = "date"
_ITEMS = (PartKind.LIST_ITEM, PartKind.TABLE_ROW, PartKind.POST, PartKind.TIMELINE_ENTRY)
_DOUBTFUL = (None, PartKind.HEADING, PartKind.LIST_ITEM)  # what a format's own word leaves open to be furniture


def segments(document: Document) -> tuple[Segment, ...]:
    """The segments of a document in order. Where its format tells the kind of a part (HTML), that stands."""
    text = document.text
    out: list[Segment] = []
    if document.layout:
        found = [Line(s.span, document.slice(s.span), True) for s in document.layout]
        given: list[PartKind | None] = [None if s.kind is PartKind.PARAGRAPH else s.kind for s in document.layout]
    else:
        found = lines(text, stands_alone=_STANDS_ALONE)
        given = [None] * len(found)
        front = marks.FRONT.match(text)
        if front and found:
            start = found[0].span.start
            out.append(Segment(PartKind.BYLINE, Span(front.start("date") - len(_FRONT_DATE) - 1, front.end("date"))))
            rest = Span(front.end() + len(text[front.end() :]) - len(text[front.end() :].lstrip()), found[0].span.end)
            found[0] = Line(rest, text[rest.start : rest.end], True)
            if rest.start >= rest.end or rest.start < start:
                del found[0], given[0]
    kinds = _kinds(document, found, given)
    return tuple(out + _assembled(document, found, kinds))


def _kinds(document: Document, found: list[Line], given: list[PartKind | None]) -> list[PartKind]:
    """The kind of each line: by what it shows of itself, then by where it stands."""
    scopes = [furniture.scope(line.text) if given[k] in _DOUBTFUL else None for k, line in enumerate(found)]
    kinds = [g or _own(document, found, k, scopes) for k, g in enumerate(given)]
    groups.source_lists(document, found, kinds, given, scopes)
    groups.tables(found, kinds, given)
    groups.rows_of_figures(found, kinds, given)
    below = len(found) if document.layout else furniture.tail(found, kinds, scopes)
    told = 0
    ended = zone = False
    for k, line in enumerate(found):
        kind = kinds[k]
        if given[k] not in _DOUBTFUL:
            zone = False
        elif ended:
            kinds[k] = PartKind.BOILERPLATE
        elif scopes[k] is not None:
            kinds[k] = PartKind.BOILERPLATE if kind is not PartKind.CAPTION else kind
            ended = scopes[k] == "end" and told >= 2
            zone = scopes[k] in ("zone", "end")
        elif (zone and not (line.is_prose or line.is_sentence) and kind is not PartKind.TIMELINE_ENTRY) or (
            k >= below and (furniture.speaks_of_the_site(line.text) or _is_link(found, kinds, k))
        ):
            kinds[k] = PartKind.BOILERPLATE
        elif line.is_prose:
            told, zone = told + 1, False
    head(document, found, kinds, free=[g is None for g in given])
    groups.unmarked_lists(found, kinds, given)
    groups.posts(found, kinds, given)
    groups.empty_headings(kinds)
    return kinds


def _is_link(found: list[Line], kinds: list[PartKind], k: int) -> bool:
    """Whether a line below the story can only be a link: no sentence, no row of figures, no heading of a list."""
    if kinds[k] not in furniture.LOOSE or found[k].is_closed or furniture.ROW.match(found[k].text):
        return False
    return k + 1 == len(found) or kinds[k + 1] not in _ITEMS


def _own(document: Document, found: list[Line], k: int, scopes: list[str | None]) -> PartKind:
    """The kind of a line by its own form."""
    line = found[k]
    if marks.timeline_date(line.text, document.published) and not marks.is_stamp(line.text):
        return PartKind.TIMELINE_ENTRY
    if scopes[k] is None and marks.is_byline(line.text):
        return PartKind.BYLINE
    if marks.opens_with_time(line.text):
        return PartKind.TIMELINE_ENTRY
    if marks.is_labelled_caption(line.text) or (marks.ends_in_credit(line.text) and k + 1 < len(found)):
        return PartKind.CAPTION
    if marks.BULLET.match(line.text):
        return PartKind.LIST_ITEM
    following = next((found[j] for j in range(k + 1, len(found)) if scopes[j] is None), None)
    return PartKind.HEADING if _is_heading(line, following) else PartKind.PARAGRAPH


def _is_heading(line: Line, following: Line | None) -> bool:
    """A short line without an end that something follows; one that ends in a colon introduces what follows, unless it is a title."""
    text = line.text
    if following is None or line.words > 16 or len(text) > 120 or sentence_ends(text):
        return False
    if text.rstrip("”\"’')").endswith((".", "!", ",", ";", "…")):
        return False
    if re.match(r"[A-Z][A-Z .’'-]+:\s", text) and text.endswith("?"):
        return False  # a speaker of an interview
    is_quoted = text[0] in "“\"‘'`"
    if text[-1] in "”\"’'" and (line.words > 4 if is_quoted else ":" not in text):
        return False
    if text.endswith(":"):
        long = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
        return line.words <= 3 or (bool(long) and sum(w[0].isupper() for w in long) >= 0.75 * len(long))
    return text[0].isalnum() or text[0] in "“\"‘'([¿#"


def _assembled(document: Document, found: list[Line], kinds: list[PartKind]) -> list[Segment]:
    """Lines as segments: with their section, the line that introduces them, and their date; datelines and bullets cut off."""
    out: list[Segment] = []
    section: str | None = None
    lead: Span | None = None
    opens = True
    for line, kind in zip(found, kinds, strict=True):
        is_heading = kind is PartKind.HEADING or (
            kind is PartKind.SOURCE_LIST and groups.SOURCE_HEADINGS.fullmatch(line.text.strip()) is not None
        )
        if kind is PartKind.PARAGRAPH and section is not None and marks.BOX.fullmatch(section.strip(" :")):
            section = None  # the box of the main points has ended
        own = None if is_heading or kind is PartKind.HEADLINE else section
        out += _cut(document, Segment(kind, line.span, own, None, lead if kind in _ITEMS else None), opens=opens)
        if is_heading and out[-1].kind is kind:
            section = line.text.strip()
        day = marks.signature(line.text) if kind is PartKind.POST else None
        if day is not None:
            for j in range(len(out) - 1, -1, -1):
                if out[j].kind is not PartKind.POST or (j < len(out) - 1 and marks.signature(document.slice(out[j].span))):
                    break
                out[j] = replace(out[j], anchor=day[0])
        if kind not in _ITEMS and kind is not PartKind.BOILERPLATE:
            lead = line.span if line.text.rstrip().endswith(":") and kind in (PartKind.PARAGRAPH, PartKind.HEADING) else None
        if kind in (PartKind.PARAGRAPH, *_ITEMS) or (kind is PartKind.HEADING and out[-1].kind is PartKind.HEADING):
            opens = kind is PartKind.HEADING or out[-1].kind is PartKind.DATELINE
    return out


def _cut(document: Document, segment: Segment, *, opens: bool) -> list[Segment]:
    """A segment without its bullet, with its dateline as a segment of its own, and with the date that it states."""
    text, start = document.slice(segment.span), segment.span.start
    if segment.kind is PartKind.TIMELINE_ENTRY:
        found = marks.timeline_date(text, document.published)
        return [replace(segment, anchor=found[0] if found else None)]
    if segment.kind is PartKind.LIST_ITEM:
        bullet = marks.BULLET.match(text)
        return (
            [replace(segment, span=Span(start + bullet.end(), segment.span.end))]
            if bullet and bullet.end() < len(text)
            else [segment]
        )
    if segment.kind in (PartKind.PARAGRAPH, PartKind.HEADING, PartKind.DECK):
        place = dateline(text, document.published, opens=opens)
        if place is not None:
            first = Segment(PartKind.DATELINE, Span(start, start + place.length), segment.section, place.day)
            rest = Span(start + place.rest, segment.span.end)
            return (
                [first, replace(segment, span=rest)]
                if text[place.rest :].strip()
                else [replace(first, span=Span(start, segment.span.end))]
            )
    return [segment]


def wires(document: Document, parts: Sequence[Segment] = ()) -> tuple[str, ...]:
    """The agencies whose text the document says it uses: "With inputs from ...", "LIMA, Peru (AP) — ", a last "(Reuters)"."""
    match = marks.INPUTS.search(document.text)
    found = [w.strip() for w in re.split(r",| and ", match["who"])] if match and match["who"] else []
    may_be = re.split(r", | and ", match["helped"]) if match and match["helped"] else []
    for part in parts:
        if part.kind is PartKind.DATELINE:
            may_be += [p[1] for p in re.finditer(r"\(([^()]+)\)", document.slice(part.span))]
    last = next((document.slice(p.span) for p in reversed(parts) if p.kind is PartKind.PARAGRAPH), "")
    closing = re.search(r"[.”\"]\s{0,9}\(([A-Z][\w /&-]{1,30})\)\s*$", last[-60:])
    may_be += [closing[1]] if closing else []
    for name in may_be:
        words = name.split()[:3]
        found += next(([n] for k in range(len(words), 0, -1) if outlet(n := " ".join(words[:k])) in agencies()), [])
    return tuple(dict.fromkeys(w for w in found if w))
