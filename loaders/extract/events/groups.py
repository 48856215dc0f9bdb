"""What do the mentions of one event say of it together?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.model import Name, Place
from kg.vocabulary import EventStatus, EventType
from loaders.extract.events.hang import joined
from loaders.extract.events.model import Mention, When
from loaders.extract.events.where import same_place
from loaders.extract.events.words import context_words

RECENT = timedelta(days=60)  # a report's own event is not older; what is older is background
VIOLENT = (EventType.ATTACK, EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.SHOOTING, EventType.AIRSTRIKE, EventType.CLASH,
             EventType.KILLING, EventType.OPERATION)  # fmt: skip
_BROAD = (EventType.ATTACK, EventType.KILLING, EventType.CLASH, EventType.OPERATION)


def family_of(m: Mention) -> str:
    """The types that may tell of one event; taking land is apart from violence."""
    kind = m.trigger.type
    if kind is EventType.OPERATION and m.sentence.tree.lemmas[m.trigger.at] in context_words("territory"):
        return "territory"
    return "violence" if kind in VIOLENT else kind.value


@dataclass(eq=False)
class Group:
    """Mentions of one event."""

    mentions: list[Mention] = field(default_factory=list)
    when: When | None = None
    places: list[Place] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    inherited: bool = False

    def add(self, m: Mention) -> None:
        told_here = any(x.sentence is m.sentence for x in self.mentions)
        self.mentions.append(m)
        if m.trigger.use != "echo" or self.when is not None or told_here:  # "earlier incidents in May" date nothing else
            self.when = joined(self.when, m.when)
        for p in m.places:
            if not any(same_place(p, q) for q in self.places):
                self.places.append(p)
        if m.trigger.use == "own" or (m.trigger.use == "part" and not self.names):
            keys = {n.actor.key for n in self.names}
            self.names += [n for n in m.names if n.actor.key not in keys]

    @property
    def doers(self) -> list[Name]:
        """Those who did it; who only clashed with them in it is none ("the attacks set off clashes between X and the army")."""
        if self.type is EventType.CLASH:
            return self.names
        if self.type is EventType.PROTEST:  # those who shot at it did not march
            own = {n.actor.key for m in self.mentions if m.trigger.type is EventType.PROTEST for n in m.names}
            return [n for n in self.names if n.actor.key in own]
        clashed = {n.actor.key for m in self.mentions if m.trigger.type is EventType.CLASH for n in m.names}
        told = {n.actor.key for m in self.mentions if m.trigger.type is not EventType.CLASH for n in m.names}
        return [n for n in self.names if n.actor.key in told or n.actor.key not in clashed]

    @property
    def status(self) -> EventStatus:
        return self.mentions[0].status

    @property
    def family(self) -> str:
        return family_of(self.mentions[0])

    @property
    def sides(self) -> set[str]:
        return {m.trigger.side for m in self.mentions} - {""}

    @property
    def type(self) -> EventType:
        """The one narrow type that the mentions give it, else the first that tells it."""
        own = [m.trigger.type for m in self.mentions if m.trigger.use == "own"] or [m.trigger.type for m in self.mentions]
        if self.family != "violence":
            return own[0]
        narrow = {t for t in own if t not in _BROAD}
        if EventType.SUICIDE_BOMBING in narrow:
            narrow.discard(EventType.BOMBING)
        if "state" in self.sides and EventType.OPERATION in own:
            return EventType.OPERATION
        if len(narrow) == 1:
            return next(iter(narrow))
        if len(narrow) > 1:
            return EventType.ATTACK
        return next((t for t in own if t is EventType.ATTACK), own[0])

    @property
    def is_aggregate(self) -> bool:
        """Whether it is told as several attacks in one."""
        return any(m.plural for m in self.mentions if m.trigger.use == "own")

    @property
    def is_many(self) -> bool:
        """Whether most of the tellings of the text itself tell it as several."""
        own = [m.plural for m in self.mentions if m.trigger.use == "own" and not m.terse]
        return sum(own) * 2 > len(own)


def is_recent(g: Group, today: date | None) -> bool:
    """Whether an event may be one that the report is about, not one it looks back to."""
    return g.when is None or not is_old(g.when, today)


def is_old(when: When, today: date | None) -> bool:
    if today is None:
        return len(when[1]) < 10
    text = when[1]
    if len(text) == 4:
        return int(text) < today.year
    last = f"{text}-28" if len(text) == 7 else text
    return date.fromisoformat(last) < today - RECENT
