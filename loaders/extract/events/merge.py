"""Which mentions tell of one event? Type family, day, place and side must agree; back-references join the nearest that fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kg.model import Name
from kg.vocabulary import EventStatus, EventType, PartKind
from loaders.extract.events.groups import Group, family_of, is_old
from loaders.extract.events.hang import overlap
from loaders.extract.events.model import Mention
from loaders.extract.events.where import meet, narrower, same_place, unsure

CLOSE = 3  # sentences within which two tellings of one type fill each other out, the one with the day, the other with the place
NEAR = 2  # sentences over which an event without date and place takes those of the event told around it
_BLASTS = ("blast", "explosion")
_CONFLICT = {"violence", "territory", "abduction", "hijacking", "blockade", "arrest"}


def grouped(mentions: Sequence[Mention], today: date | None) -> list[Group]:
    """The events that mentions tell of, in order of their first mention. Headlines come last: they tell again."""
    today = today or _latest(mentions)
    groups: list[Group] = []
    body = [m for m in mentions if not m.terse]
    told = [*body, *(m for m in mentions if m.terse)]
    for m in [*(m for m in told if m.trigger.use == "own"), *(m for m in told if m.trigger.use != "own")]:
        if m.trigger.use == "part" and m.when is None:  # what the same sentence tells of is its day
            m.when = next(
                (g.when for g in groups if g.when is not None and any(x.sentence is m.sentence for x in g.mentions)), None
            )
        best = _best(m, groups, today)
        if best is not None:
            if m.status is best.status:
                best.add(m)
            else:
                best.mentions.append(m)
        elif m.trigger.use != "echo":
            new = Group()
            new.add(m)
            groups.append(new)
    groups = _joined(groups, today)
    _inherit(groups, today)
    return sorted(groups, key=lambda g: min(m.clause.start for m in g.mentions))


def _latest(mentions: Sequence[Mention]) -> date | None:
    """The last day that is named: the document is not older."""
    days = [m.when[1] for m in mentions if m.when is not None and len(m.when[1]) == 10]
    return date.fromisoformat(max(days)) if days else None


def _best(m: Mention, groups: Iterable[Group], today: date | None) -> Group | None:
    scored = [(score, n, g) for n, g in enumerate(groups) if (score := _fit(m, g, today)) is not None]
    return max(scored, key=lambda s: s[:2])[2] if scored else None


def _fit(m: Mention, g: Group, today: date | None) -> float | None:
    """How well a mention fits an event; None where it is another one."""
    if not _same_family(m, g):
        return None
    doubted = m.status in (EventStatus.FOILED, EventStatus.NEGATED) and g.status is EventStatus.OCCURRED
    if m.status is not g.status and not (doubted and (m.definite or m.plural or not (m.when or m.places or m.trigger.noun))):
        return None
    nearest = min(abs(x.sentence.place - m.sentence.place) for x in g.mentions)
    together = nearest == 0
    if m.when and g.when and not overlap(m.when, g.when):
        return None
    if m.again and not together:
        return None
    if not together and _is_new(m) and g.when is not None and g.when[0] != g.when[1]:
        return None  # "a blast on Thursday night", after "this week's shelling"
    side = m.trigger.side
    clash = m.trigger.type is EventType.CLASH or g.type is EventType.CLASH
    if m.trigger.use == "part":  # those whom the other side killed in it
        clash = clash or any(x.trigger.type is EventType.CLASH and x.sentence is m.sentence for x in g.mentions)
    if side and g.sides and side not in g.sides and not clash:
        return None
    if _other_actor(m.names, g.names):
        return None
    if (
        m.trigger.type is EventType.OPERATION
        and m.trigger.use == "part"
        and "state" not in g.sides
        and g.type is not EventType.OPERATION
        and not clash
    ):
        return None
    near_place = bool(m.places and g.places and meet(m.places, g.places))
    if (
        m.places
        and g.places
        and not near_place
        and not ((_heads(m, g) or _is_retold(m, g, nearest)) and unsure(m.places, g.places))
    ):
        return None
    if near_place and _is_sub_event(m, g):
        return None
    shared = bool({n.actor.key for n in m.names} & {n.actor.key for n in g.names})
    alike = any(x.sentence.tree.lemmas[x.trigger.at] == m.sentence.tree.lemmas[m.trigger.at] for x in g.mentions)
    fills = (
        nearest <= CLOSE
        and not (m.when and g.when)
        and not (m.places and g.places)
        and m.trigger.type is g.type
        and bool(g.when or g.places)
    )
    if (
        m.trigger.use == "own"
        and not (m.definite or _heads(m, g) or together or near_place or shared or fills or _same_day(m, g))
        and (m.when or m.places)
    ):
        return None
    if m.trigger.use == "own" and not together:
        old = g.when is not None and is_old(g.when, today)
        if m.when is None and old and not (m.definite and nearest <= 2):
            return None
        if m.when is not None and g.when is None and (today is None or is_old(m.when, today)):
            return None
    if m.trigger.use != "own" and m.when is None and g.when is not None and is_old(g.when, today) and nearest > 1:
        return None
    score = 4.0 if together else 2.0 / nearest
    score += 3.0 if m.when and g.when else 0.0
    score += 2.0 if near_place else 0.0
    score += 2.0 if shared else 0.0
    score += 1.0 if side and side in g.sides else 0.0
    score += 1.0 if alike else 0.0
    return score + min(len(g.mentions), 5) * 0.2


def _is_new(m: Mention) -> bool:
    """Whether a noun brings in an event of a day of its own: "a blast on Thursday"."""
    own = m.trigger.noun and m.trigger.use == "own" and not m.definite and not m.plural
    return own and m.when is not None and m.when[0] == m.when[1] and len(m.when[0]) == 10


def _heads(m: Mention, g: Group) -> bool:
    """Whether a headline tells an event of the body again."""
    return m.sentence.segment.kind is PartKind.HEADLINE and m.trigger.type is g.type


def _is_retold(m: Mention, g: Group, nearest: int) -> bool:
    """Whether a mention close by tells of the same type of event again: pointing back to it, or dating it alike."""
    if nearest > CLOSE or m.trigger.type is not g.type:
        return False
    return (m.definite and not m.plural and m.when is None) or (m.when is not None and m.when == g.when and len(m.when[0]) == 10)


def _same_day(m: Mention, g: Group) -> bool:
    """Whether both are dated, by days: a month or a year in common says little."""
    return m.when is not None and g.when is not None and len(m.when[0]) == 10 and len(g.when[0]) == 10


def _same_family(m: Mention, g: Group) -> bool:
    if m.trigger.use == "echo":
        return True
    if m.trigger.use == "part":
        return g.family in ("violence", "accident", "disaster", "protest") or (
            g.family == "hijacking" and m.sentence is g.mentions[-1].sentence
        )
    return family_of(m) == g.family or _is_that_blast(m, g)


def _is_that_blast(m: Mention, g: Group) -> bool:
    """Whether "the blast" is the one of an accident told before, and no bomb."""
    if g.type is not EventType.ACCIDENT or not m.definite or m.plural or _noun(m) not in _BLASTS:
        return False
    return any(_noun(x) in _BLASTS for x in g.mentions)


def _noun(m: Mention) -> str:
    return m.sentence.tree.lemmas[m.trigger.at]


def _other_actor(mine: Sequence[Name], theirs: Sequence[Name]) -> bool:
    """Whether two armed groups or two states are named for it, and none in common."""
    for kind in ("ArmedGroup", "State"):
        a = {n.actor.key for n in mine if n.actor.kind == kind and not n.actor.unnamed}
        b = {n.actor.key for n in theirs if n.actor.kind == kind and not n.actor.unnamed}
        if a and b and not a & b:
            return True
    return False


def _is_sub_event(m: Mention, g: Group) -> bool:
    """Whether a mention tells one of several attacks, at a place of its own that the whole does not name."""
    if (
        not g.is_aggregate
        or m.plural
        or m.definite
        or m.trigger.use != "own"
        or (m.when is not None and g.when is not None and m.when == g.when)
    ):
        return False
    return not any(same_place(x, y) or narrower(y, x) for x in m.places for y in g.places)


def _joined(groups: list[Group], today: date | None) -> list[Group]:
    """Events that turned out to be one: same family, day, place and side."""
    out: list[Group] = []
    for g in groups:
        for h in out:
            same_day = g.when is not None and h.when is not None and g.when == h.when and len(g.when[0]) == 10
            if (
                g.family == h.family and g.status is h.status and same_day and not _other_actor(g.names, h.names)
                and not (g.sides and h.sides and not g.sides & h.sides) and meet(g.places, h.places) and not any(m.again for m in g.mentions)
                and not _is_sub_event(g.mentions[0], h)
            ):  # fmt: skip
                for m in g.mentions:
                    h.add(m)
                break
        else:
            out.append(g)
    return out


def _belongs(g: Group, h: Group) -> bool:
    """Whether two events are told as one story: in one sentence, or close by and of one conflict."""
    apart = _apart(g, h)
    mine, theirs = {n.actor.key for n in g.names}, {n.actor.key for n in h.names}
    if apart and mine and theirs and not mine & theirs and {g.family, h.family} == {"violence"}:
        return False  # what one side and what another did
    return apart == 0 or (apart <= NEAR and {g.family, h.family} <= _CONFLICT)


def _is_as_real(g: Group, h: Group) -> bool:
    """Whether one event may take day and place of another: equally real, or told in one sentence with one that was foiled then."""
    return h.status is g.status or (h.status is EventStatus.FOILED and g.status is EventStatus.OCCURRED and _apart(g, h) == 0)


def _apart(g: Group, h: Group) -> int:
    """How many sentences lie between the nearest tellings of two events."""
    return min(abs(m.sentence.place - x.sentence.place) for m in g.mentions for x in h.mentions)


def _inherit(groups: list[Group], today: date | None) -> None:
    """Date and place of an event told in one sentence with another, where it has none of its own."""
    for g in groups:
        if g.when is not None and g.places:
            continue
        if g.when is not None and is_old(g.when, today):
            continue
        if any(m.again for m in g.mentions):
            continue
        near = [
            h
            for h in groups
            if h is not g and _is_as_real(g, h) and not (h.when is not None and is_old(h.when, today)) and _belongs(g, h)
        ]
        near.sort(key=lambda h: (_apart(g, h) > 0, -len(h.mentions), h.mentions[0].clause))
        for h in near:
            if g.when is None and h.when is not None and (not g.places or not h.places or meet(g.places, h.places)):
                g.when, g.inherited = h.when, True
            if not g.places and h.places and (h.when is None or g.when is None or overlap(g.when, h.when)):
                g.places, g.inherited = list(h.places), True
