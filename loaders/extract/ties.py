"""Which event does a claim tell of, in which period does a count fall, and when was it said?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.model import Accusation, Claim, Denial, Event, Figure, Responsibility, Span
from kg.vocabulary import EventStatus, Measure, Scope
from loaders.annotate.dates import Date
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.events import Occurrence, event_at
from loaders.extract.events.when import Clock

_SUFFERED = frozenset(
    (Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DISPLACED, Measure.ABDUCTED, Measure.DETAINED, Measure.FREED)
)
_DAY, _MONTH = len("2025-01-01"), timedelta(days=31)
_LASTING = ("in", "during", "since", "over", "for", "within")


def tied(context: Context, claims: Sequence[Claim], found: Sequence[Occurrence]) -> list[Claim]:
    """The claims with their events, periods and days of saying as far as the text tells them; denials answer the claims as they are now."""
    clock = Clock(context.document, context.segments)
    main = _main_event(found, clock.anchor)
    days = {s.place: clock.dates(s) for s in context.sentences}
    now: dict[Claim, Claim] = {}
    for claim in claims:
        if not isinstance(claim, Denial):
            now[claim] = _tied(context, claim, found, main, days)
    for claim in claims:
        if isinstance(claim, Denial):
            answers = tuple(now.get(a, a) for a in claim.answers)
            now[claim] = _dated(context, replace(claim, answers=answers), days)
    return [now[c] for c in claims]


def _tied(context: Context, claim: Claim, found: Sequence[Occurrence], main: Event | None, days: dict[int, list[Date]]) -> Claim:
    claim = _dated(context, claim, days)
    sentence = context.sentence_at(claim.span.start)
    if sentence is None:
        return claim
    if isinstance(claim, Figure):
        period = _period(sentence, claim, days[sentence.place])
        if period is not None:
            return replace(claim, period=period, scope=Scope.WINDOW if claim.scope is Scope.CUMULATIVE else claim.scope)
    if isinstance(claim, Figure | Accusation | Responsibility) and claim.event is None:
        event = event_at(found, claim.span) or _only_event(found, sentence.span)
        if event is None and isinstance(claim, Figure) and claim.measure in _SUFFERED and not _is_elsewhere(sentence, days, main):
            event = main  # "the toll has risen to 57" in a report on one event
        return claim if event is None else replace(claim, event=event)
    return claim


def _main_event(found: Sequence[Occurrence], anchor: str | None) -> Event | None:
    """The event that a document is about: of those that occurred of late, the one mentioned more often than any other; None else."""
    late = [o for o in found if o.event.status is EventStatus.OCCURRED and _is_late(o.event, anchor)]
    ranked = sorted(late, key=lambda o: -len(o.mentions))
    if not ranked or (len(ranked) > 1 and len(ranked[0].mentions) == len(ranked[1].mentions)):
        return None
    return ranked[0].event


def _is_late(event: Event, anchor: str | None) -> bool:
    """Whether an event lies in the month before the day that the document speaks from, as far as the text dates it."""
    if event.latest is None or anchor is None or len(anchor) < _DAY or len(event.latest) < _DAY:
        return event.latest is None or anchor is None or event.latest[:4] == anchor[:4]
    return date.fromisoformat(event.latest) >= date.fromisoformat(anchor) - _MONTH


def _is_elsewhere(sentence: Sentence, days: dict[int, list[Date]], main: Event | None) -> bool:
    """Whether a sentence speaks of another time than that of the main event."""
    told = [d for d in days[sentence.place] if d.earliest is not None]
    begun = main.earliest if main is not None else None
    return any(begun is None or (d.latest or d.earliest or "") < begun[: len(d.latest or d.earliest or "")] for d in told)


def _only_event(found: Sequence[Occurrence], span: Span) -> Event | None:
    """The event of a sentence that tells of one alone."""
    inside = [o.event for o in found if any(m in span for m in o.mentions)]
    return inside[0] if len(inside) == 1 else None


def _period(sentence: Sentence, figure: Figure, days: Sequence[Date]) -> tuple[str, str] | None:
    """The month or longer in which a count falls: "254 attacks in 2025"; its first and last day, month or year."""
    tree = sentence.tree
    words = sentence.within(figure.span)
    verbs = {k for w in words for k in (w, tree.heads[w]) if tree.is_verbal(k)} | set(words)
    for day in days:
        if day.earliest is None or day.latest is None or len(day.earliest) == _DAY:
            continue
        head = next((w for w in sentence.within(day.span) if tree.heads[w] not in sentence.within(day.span)), None)
        if head is not None and tree.heads[head] in verbs and tree.case(head) in _LASTING:
            return day.earliest, day.latest
    return None


def _dated(context: Context, claim: Claim, days: dict[int, list[Date]]) -> Claim:
    """The claim with the day on which it was said: one that hangs on its cue ("said on Sunday")."""
    cue = claim.by.cue
    sentence = None if cue is None else context.sentence_at(cue.start)
    if cue is None or sentence is None or claim.by.said_on is not None:
        return claim
    tree, cues = sentence.tree, sentence.within(cue)
    said = {w for k in cues for w in tree.children[k] if w not in cues}
    for day in days[sentence.place]:
        exact = day.earliest is not None and day.earliest == day.latest and len(day.earliest) == _DAY
        if exact and any(w in said for w in sentence.within(day.span)):
            return replace(claim, by=replace(claim.by, said_on=day.earliest))
    return claim
