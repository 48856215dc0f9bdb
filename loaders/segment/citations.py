"""Which outlet does a numbered citation lead to? Markers in the text, resolved through the document's own lists of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from kg.model import Citation, Document, Segment, Span
from kg.vocabulary import PartKind, Resolution
from loaders.identity.nouns import outlet
from loaders.lexicon import rows

_MARKER = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_NUMBER = re.compile(r"\s*(?:[-–•*]\s*)?(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})(?=[.):]|\s|$))[.):]?\s*")
_URL = re.compile(r"https?://\S+")
_HEAD = re.compile(r"(?P<name>[^:–—|]{2,60}?)\s*(?:[:–—|]|\s-\s|$)")
_PARTS = re.compile(r"\s*(?:[:–—|,;()“”\"]|\s-\s|\.\s|\.$)\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered entry of a list of sources: its number, its outlet, the whole of it, and which list of the document it is in."""

    number: str
    outlet: str | None
    span: Span
    place: int = 0


def entries(document: Document, segments: Sequence[Segment]) -> list[Entry]:
    """The numbered entries of the document's lists of sources. A number may stand on a line before its entry."""
    out: list[Entry] = []
    pending: str | None = None
    place = -1
    inside = False
    for segment in segments:
        if segment.kind is not PartKind.SOURCE_LIST:
            pending, inside = None, inside and segment.kind is PartKind.BYLINE
            continue
        place, inside = place if inside else place + 1, True
        text = document.slice(segment.span)
        number = _NUMBER.match(text)
        rest = text[number.end() :] if number else text
        if number:
            pending = next(g for g in number.groups() if g)
        if pending is None or not rest.strip(" -–•*"):
            continue
        out.append(Entry(pending, _outlet(rest.strip(" -–•*")), segment.span, place))
        pending = None
    return out


@cache
def _domains() -> dict[str, str]:
    return {d: r["name"] for r in rows("outlets") for d in r.words("domains")}


def _outlet(entry: str) -> str | None:
    """The outlet of an entry: the one in front of its colon or dash, another that is known, the one whose site it links to."""
    bare = _URL.sub(" ", entry).strip()
    head = _HEAD.match(bare)
    name = head["name"].strip() if head else ""
    if name and outlet(name):
        return name
    known = next((p for p in _PARTS.split(bare) if p and outlet(p)), None)
    if known:
        return known
    url = _URL.search(entry)
    if url:
        try:
            host = (urlsplit(url[0].rstrip(".,;)")).hostname or "").removeprefix("www.")
        except ValueError:
            host = ""
        found = next((_domains()[d] for d in (host, host.partition(".")[2]) if d in _domains()), host or None)
        if found:
            return found
    return name if name and name[:1].isupper() and len(name.split()) <= 5 and name != bare else None


def _numbers(match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """(number, characters) of each number of a marker; a marker of several is parted among them, without a gap."""
    found = list(re.finditer(r"\d{1,3}", match[1]))
    starts = [match.start(), *(match.start(1) + f.start() for f in found[1:])]
    ends = [*starts[1:], match.end()]
    for k, number in enumerate(found):
        yield number[0], Span(starts[k], ends[k])
        between = match[1][number.end() : found[k + 1].start()].strip() if k + 1 < len(found) else ""
        if between in ("-", "–") and int(number[0]) < int(found[k + 1][0]) - 1 < int(number[0]) + 20:
            for n in range(int(number[0]) + 1, int(found[k + 1][0])):
                yield str(n), Span(starts[k], ends[k])


def _named_before(text: str, place: int) -> str | None:
    """The outlet that the words right before a marker name: "according to the Daily Graphic [4]"."""
    words = list(re.finditer(r"[\w.&'’-]+", text[max(0, place - 60) : place]))
    tail = text[max(0, place - 60) : place].rstrip()
    if not words or words[-1].end() < len(tail):
        return None
    base = max(0, place - 60)
    for n in range(min(4, len(words)), 0, -1):
        name = text[base + words[-n].start() : base + words[-1].end()]
        if outlet(name):
            return name
    return None


def _is_insertion(text: str, span: Span) -> bool:
    """Whether a number in brackets is an editor's word within a sentence: "we lost [18] men"."""
    return text[span.start - 1 : span.start] == " " and re.match(r" [a-z]", text[span.end : span.end + 2]) is not None


def citations(document: Document, segments: Sequence[Segment]) -> tuple[Citation, ...]:
    """The citation markers of the text that is read, each with the outlet that its number leads to.

    A list of sources stands for the text between it and the list before. Resolved: that list has the number. Inferred: another
    list has it, or the words before the marker name the outlet. Ambiguous: several outlets go by the number. Dangling: none does;
    the marker is kept, and is no word of the text.
    """
    known: dict[tuple[int, str], list[Entry]] = {}
    found = entries(document, segments)
    for entry in found:
        known.setdefault((entry.place, entry.number), []).append(entry)
    last = max((e.place for e in found), default=-1)
    place, inside = 0, False
    out: list[Citation] = []
    for segment in segments:
        if segment.kind is PartKind.SOURCE_LIST:
            inside = True
        elif inside and segment.kind is not PartKind.BYLINE:
            place, inside = place + 1, False
        if not segment.is_read:
            continue
        for match in _MARKER.finditer(document.text, segment.span.start, segment.span.end):
            if not found and _is_insertion(document.text, Span(*match.span())):
                continue
            for number, span in _numbers(match):
                own = known.get((place, number), [])
                others = [e for p in range(last + 1) for e in known.get((p, number), [])]
                near = own or others
                names = {e.outlet for e in near if e.outlet is not None}
                status, name = Resolution.DANGLING, None
                if len(names) == 1:
                    status, name = (Resolution.RESOLVED if own else Resolution.INFERRED), next(iter(names))
                elif names:
                    status = Resolution.AMBIGUOUS
                elif named := _named_before(document.text, match.start()):
                    status, name = Resolution.INFERRED, named
                at = near[0].span if len(near) == 1 else None
                out.append(Citation(span, f"[{number}]", name, status, at, segment.section))
    return tuple(out)
