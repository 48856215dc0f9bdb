"""Which events does a document tell of? Each once, with its date, places and those who did it; planned, foiled, denied ones told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Event, Span
from kg.vocabulary import EventStatus, EventType
from loaders.annotate.phrases import Phrase, text_of
from loaders.extract.context import Context
from loaders.extract.events.groups import Group, is_recent
from loaders.extract.events.hang import overlap
from loaders.extract.events.mentions import mentions
from loaders.extract.events.merge import grouped
from loaders.extract.events.model import Mention
from loaders.extract.events.scene import Town, day_of, fresh, is_live, is_now, is_quarter, lies_around, town_of
from loaders.extract.events.when import Clock
from loaders.extract.events.where import is_spot, same_place
from loaders.extract.events.words import UNDONE
from loaders.extract.voice import speakers_of
from loaders.gazetteer.gazetteer import folded

LABEL = 80  # characters


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event and the characters of the words that tell of it or point back to it."""

    event: Event
    mentions: tuple[Span, ...]


def events(context: Context) -> tuple[Event, ...]:
    """The events that a document tells of, in the order of the text."""
    return tuple(o.event for o in occurrences(context))


def event_at(found: Sequence[Occurrence], span: Span) -> Event | None:
    """The event that a stretch of text tells of: the one with a mention in it; of several the one mentioned most, then first."""
    held = [(sum(m in span for m in o.mentions), -n, o.event) for n, o in enumerate(found) if any(m in span for m in o.mentions)]
    return max(held, key=lambda h: h[:2])[2] if held else None


def occurrences(context: Context) -> tuple[Occurrence, ...]:
    """The events of a document with all their mentions, for those who tie figures and charges to them."""
    clock = Clock(context.document, context.segments)
    found: list[Mention] = []
    for sentence in context.sentences:
        found += mentions(context, sentence, clock)
        clock.passed(sentence)
    out: list[Occurrence] = []
    used: dict[str, int] = {}
    groups = grouped(found, clock.day())
    _set_scene(context, groups, clock)
    for group in groups:
        if not _is_told(group):
            continue
        event = _event(context, group, used)
        out.append(Occurrence(event, tuple(sorted({m.sentence.spans[m.trigger.at] for m in group.mentions}))))
    return tuple(sorted(out, key=lambda o: (o.event.span, o.event.key)))


def _set_scene(context: Context, groups: Sequence[Group], clock: Clock) -> None:
    """The town that a report is from, for its main event where no place is told, and for streets and buildings that no gazetteer has.

    The main event without a day has the day on which people came to its scene.
    """
    if not groups:
        return
    main = max(groups, key=lambda g: (len(g.mentions), -min(m.clause.start for m in g.mentions)))
    told = [m.sentence.place for m in main.mentions if not m.terse]
    today = clock.day()
    if today is not None and is_live(context):
        for g in groups:
            if g.when is None and g.status is EventStatus.OCCURRED and any(m.terse or is_now(m.sentence) for m in g.mentions):
                g.when, g.inherited = (today.isoformat(), today.isoformat()), True
    vague = main.when is None or (clock.day() is not None and main.when == (f"{clock.day():%Y}", f"{clock.day():%Y}"))
    if vague and main.status is EventStatus.OCCURRED and told:
        found = day_of(context, clock, min(told)) or (None if main.is_many else fresh(context, clock, min(told)))
        if found is not None and (main.when is None or overlap(found, main.when)):
            main.when, main.inherited = found, True
    town = town_of(context)
    if town is None:
        return
    for g in groups:
        if (
            g.status is EventStatus.OCCURRED
            and is_recent(g, clock.day())
            and not any(same_place(p, town.place) for p in g.places)
            and _is_in(context, g, town, main=g is main)
        ):
            g.places.append(town.place)
            g.inherited = True


def _is_in(context: Context, g: Group, town: Town, *, main: bool) -> bool:
    """Whether an event lies in the town of the report: the main one without a place, or at streets, buildings and quarters alone.

    A county or region of the town says no more of the main event than that, if the report itself speaks of the town.
    """
    if not g.places:
        return main
    spots = [is_spot(p) or is_quarter(context, p.name) for p in g.places]
    if any(spots):
        beside = town.place.within[:1]
        return all(spot or p.authority is None or p.within[:1] == beside for spot, p in zip(spots, g.places, strict=True))
    return main and town.sure and all(lies_around(p, town.place) for p in g.places)


def _is_told(group: Group) -> bool:
    """Whether an event is more than a word: dated, placed, done by or to somebody, or told by a verb or as one thing."""
    if all(m.trigger.use == "echo" for m in group.mentions):
        return False
    first = [m for m in group.mentions if m.trigger.use == "own"]
    if group.status is not EventStatus.OCCURRED:
        known = group.status is EventStatus.FOILED or bool(group.when and group.places)
        return any(not m.terse and (not m.definite or known) for m in first)
    if not first:
        return bool(group.when and (group.places or group.names)) or bool(group.names and group.places)
    if group.when or group.places or group.names:
        return True
    if group.type is EventType.ARREST:
        return False  # "two people have been detained", nobody knows when or where
    if group.type in UNDONE:
        return len(group.mentions) > 2  # "houses had burned down"
    return len(group.mentions) > 2 or any(
        not m.plural and not m.terse and (m.trigger.patients or m.trigger.agents) for m in first
    )


def _event(context: Context, group: Group, used: dict[str, int]) -> Event:
    best = max(group.mentions, key=_telling)
    earliest, latest = group.when or (None, None)
    base = "-".join(
        folded(x).replace(" ", "-")
        for x in (group.type.value, earliest or "undated", group.places[0].name if group.places else "")
    )
    base = base.strip("-")
    used[base] = used.get(base, 0) + 1
    _, speakers = speakers_of(context, best.sentence.spans[best.trigger.at])
    confidence = (
        {"own": 0.8, "part": 0.6, "echo": 0.5}[best.trigger.use]
        + (0.1 if group.when and group.places else 0.0)
        - (0.1 if group.inherited else 0.0)
    )
    return Event(
        key=base if used[base] == 1 else f"{base}-{used[base]}",
        type=group.type,
        span=best.clause,
        label=_label(best),
        status=group.status,
        earliest=earliest,
        latest=latest,
        places=tuple(group.places),
        perpetrators=tuple(group.doers),
        claimant=speakers[0] if speakers else None,
        rule=best.trigger.rule,
        confidence=round(confidence, 2),
    )


def _telling(m: Mention) -> tuple[int, int, int, int]:
    """How fully a mention tells its event."""
    facts = (m.when is not None) + bool(m.places) + bool(m.names) + bool(m.trigger.patients)
    return (m.status is EventStatus.OCCURRED) + (m.trigger.use == "own") * 2 - m.terse * 2, facts, not m.definite, -m.clause.start


def _label(m: Mention) -> str:
    """A few words of the text that name the event."""
    sentence, t = m.sentence, m.trigger
    if t.noun:
        words = list(Phrase(sentence, t.outer).core())
    else:
        along = [w for p in t.patients[:1] if p > t.at for w in Phrase(sentence, p).core()]
        words = sorted({t.at, *sentence.tree.under(t.at, "compound:prt"), *along})  # "blew himself up"
    text = text_of(sentence, words)
    return text if len(text) <= LABEL else text[:LABEL].rsplit(" ", 1)[0]
