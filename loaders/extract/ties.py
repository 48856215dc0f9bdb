"""Which event does a claim tell of, in which period does a count fall, and when was it said?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Accusation, Claim, Denial, Event, Figure, Responsibility, Span
from kg.vocabulary import Scope
from loaders.annotate.dates import Date
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.events import Occurrence, event_at
from loaders.extract.events.when import Clock

_LASTING = ("in", "during", "since", "over", "for", "within")


def tied(context: Context, claims: Sequence[Claim], found: Sequence[Occurrence]) -> list[Claim]:
    """The claims with their events, periods and days of saying as far as the text tells them; denials answer the claims as they are now."""
    clock = Clock(context.document, context.segments)
    days = {s.place: clock.dates(s) for s in context.sentences}
    now: dict[Claim, Claim] = {}
    for claim in claims:
        if not isinstance(claim, Denial):
            now[claim] = _tied(context, claim, found, days)
    for claim in claims:
        if isinstance(claim, Denial):
            answers = tuple(now.get(a, a) for a in claim.answers)
            now[claim] = _dated(context, replace(claim, answers=answers), days)
    return [now[c] for c in claims]


def _tied(context: Context, claim: Claim, found: Sequence[Occurrence], days: dict[int, list[Date]]) -> Claim:
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
        return claim if event is None else replace(claim, event=event)
    return claim


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
        if day.earliest is None or day.latest is None or len(day.earliest) == len("2025-01-01"):
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
        exact = day.earliest is not None and day.earliest == day.latest and len(day.earliest) == len("2025-01-01")
        if exact and any(w in said for w in sentence.within(day.span)):
            return replace(claim, by=replace(claim.by, said_on=day.earliest))
    return claim
