"""What does one reading say, row by row? The objects of `kg read --format jsonl`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.model import (
    Accusation,
    Characterisation,
    Claim,
    Condemnation,
    Denial,
    Event,
    Figure,
    Name,
    Place,
    Reading,
    Responsibility,
    Span,
    Statement,
)

Row = dict[str, object]
KINDS: dict[type[Claim], str] = {
    Statement: "statement",
    Figure: "figure",
    Accusation: "accusation",
    Denial: "denial",
    Responsibility: "responsibility",
    Condemnation: "condemnation",
    Characterisation: "characterisation",
}


def rows(reading: Reading) -> Iterator[Row]:
    """One object for each claim and event, in the order of the text.

    Offsets are code points of the document, the end exclusive; names and pieces of text carry theirs, and a name whose
    words do not stand in the text has none. What is not known is None.
    """
    told = [(c.span, KINDS[type(c)], _claim(c, reading.document.slice)) for c in reading.claims]
    told += [(e.span, "event", _event(e, reading.document.slice)) for e in reading.events]
    for span, kind, (rule, confidence, own) in sorted(told, key=lambda t: (t[0], t[1])):
        yield {
            "document": reading.document.name,
            "kind": kind,
            "start": span.start,
            "end": span.end,
            "quote": reading.document.slice(span),
            "rule": rule,
            "confidence": round(confidence, 3),
            **own,
        }


def _piece(span: Span | None, slice_of: Callable[[Span], str]) -> Row | None:
    return None if span is None else {"text": slice_of(span), "start": span.start, "end": span.end}


def _name(name: Name | None, slice_of: Callable[[Span], str]) -> Row | None:
    if name is None:
        return None
    text, start, end = (
        (name.actor.name, None, None) if name.span is None else (slice_of(name.span), name.span.start, name.span.end)
    )
    return {"text": text, "start": start, "end": end, "actor": name.actor.name}


def _claim(claim: Claim, slice_of: Callable[[Span], str]) -> tuple[str, float, Row]:
    who, by = _name(claim.by.speaker, slice_of), claim.by
    own: Row = {}
    if isinstance(claim, Statement):
        content = [_piece(s, slice_of) for s in claim.content]
        own = {
            "speaker": who,
            "cue": _piece(by.cue, slice_of),
            "content": content,
            "direct": claim.direct,
            "act": claim.act.value,
        }
    elif isinstance(claim, Figure):
        own = {
            "measure": claim.measure.value,
            "victims": claim.victims.value,
            "low": claim.low,
            "high": claim.high,
            "approximate": claim.approximate,
            "words": claim.words,
            "claimant": who,
            "disputed": claim.disputed,
            "event": claim.event.label if claim.event else None,
        }
    elif isinstance(claim, Accusation):
        own = {"accuser": who, "accused": _name(claim.accused, slice_of), "what": claim.what, "relation": claim.relation.value}
    elif isinstance(claim, Denial):
        own = {"denier": who, "denied": claim.denied, "against": _name(claim.against, slice_of)}
    elif isinstance(claim, Responsibility):
        own = {"claimant": who, "event": claim.event.label if claim.event else claim.what}
    elif isinstance(claim, Condemnation):
        own = {"claimant": who, "target": _name(claim.target, slice_of), "what": claim.what}
    elif isinstance(claim, Characterisation):
        own = {"claimant": who, "target": _name(claim.target, slice_of), "epithet": claim.epithet}
    own["voice"] = by.voice.value
    own["outlets"] = sorted({c.outlet for c in by.citations if c.outlet} | {n.actor.name for n in by.via})
    own["said_on"] = by.said_on
    return claim.rule, claim.confidence, own


def _event(event: Event, slice_of: Callable[[Span], str]) -> tuple[str, float, Row]:
    own: Row = {
        "type": event.type.value,
        "status": event.status.value,
        "label": event.label,
        "date": event.earliest,
        "until": event.latest,
        "places": [_place(p, slice_of) for p in event.places],
        "perpetrators": [_name(n, slice_of) for n in event.perpetrators],
        "claimant": _name(event.claimant, slice_of),
    }
    return event.rule, event.confidence, own


def _place(place: Place, slice_of: Callable[[Span], str]) -> Row:
    text, start, end = (
        (place.name, None, None) if place.span is None else (slice_of(place.span), place.span.start, place.span.end)
    )
    return {"text": text, "start": start, "end": end, "place": place.name, "within": list(place.within)}
