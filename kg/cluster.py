"""Which events of different documents are one? Those of like type, day, place and perpetrators, with a stated score.

Two events of one document are never one: its reader kept them apart. An event joins others only when it fits each of them
(complete linkage), so that an attack on a province does not make one of the attacks on its towns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pyoxigraph as ox

from kg.facts import RDF_TYPE
from kg.ns import CC, V
from kg.vocabulary import Relation

SAME = 0.75  # score from which two events are taken for one
MAYBE = 0.6  # score from which two are worth a curator's look
_FAMILIES = (
    frozenset((V.attack, V.bombing, V.suicide_bombing, V.shooting, V.airstrike, V.killing)),
    frozenset((V.clash, V.operation)),
    frozenset((V.abduction, V.hijacking)),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """What of an event is compared."""

    iri: str
    documents: frozenset[str]
    type: str
    status: str
    day: str
    places: frozenset[str]
    around: frozenset[str] = field(default=frozenset())  # larger places around its places
    doers: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two events with how alike they are, from 0 to 1."""

    score: float
    a: str
    b: str


def score(a: Happening, b: Happening) -> float:
    """How alike two events are, from 0 (cannot be one) to 1."""
    if a.status != b.status or a.documents & b.documents:
        return 0.0
    kind = 1.0 if a.type == b.type else 0.7 if any(a.type in f and b.type in f for f in _FAMILIES) else 0.0
    when = 1.0 if a.day == b.day else 0.5 if _next_days(a.day, b.day) else 0.0
    where = 1.0 if a.places & b.places else 0.7 if a.places & b.around or b.places & a.around else 0.0
    who = 0.5 if not (a.doers and b.doers) else 1.0 if a.doers & b.doers else 0.0
    return 0.0 if 0.0 in (kind, when, where) else round(0.3 * kind + 0.3 * when + 0.25 * where + 0.15 * who, 3)


def _next_days(a: str, b: str) -> bool:
    if len(a) != 10 or len(b) != 10:
        return False
    return abs(date.fromisoformat(a) - date.fromisoformat(b)) == timedelta(days=1)


def pairs(events: Iterable[Happening]) -> Iterator[Pair]:
    """The pairs of events that are worth a look, those of the same day and of days next to each other."""
    by_day: dict[str, list[Happening]] = defaultdict(list)
    for event in sorted(events, key=lambda e: e.iri):
        by_day[event.day].append(event)
    for day, here in sorted(by_day.items()):
        later = []
        if len(day) == 10 and day != "9999-12-31":
            later = by_day.get((date.fromisoformat(day) + timedelta(days=1)).isoformat(), [])
        for n, a in enumerate(here):
            for b in [*here[n + 1 :], *later]:
                alike = score(a, b)
                if alike >= MAYBE:
                    yield Pair(alike, *_pair(a.iri, b.iri))


def clusters(
    found: Iterable[Pair], same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()
) -> dict[str, str]:
    """Each merged node under the node that stands for all, the first of them by IRI.

    `same` and `different` are people's decisions, which hold whatever the scores.
    """
    alike = {(p.a, p.b): p.score for p in found}
    apart = {_pair(a, b) for a, b in different}
    groups: dict[str, frozenset[str]] = {}

    def group(node: str) -> frozenset[str]:
        return groups.get(node, frozenset((node,)))

    def join(a: str, b: str) -> None:
        both = group(a) | group(b)
        groups.update(dict.fromkeys(both, both))

    for a, b in sorted(_pair(a, b) for a, b in same):
        join(a, b)
    decided = dict(groups)
    for (a, b), how in sorted(alike.items(), key=lambda item: (-item[1], item[0])):
        if how < SAME or group(a) == group(b):
            continue
        across = [_pair(x, y) for x in group(a) for y in group(b)]
        if all(p not in apart and (alike.get(p, 0.0) >= SAME or p[0] in decided or p[1] in decided) for p in across):
            join(a, b)
    return {node: min(g) for node, g in groups.items() if min(g) != node}


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def happenings(store: ox.Store) -> list[Happening]:
    """The events of a store's default graph that have a day and a place."""

    def values(subject: str, predicate: str) -> set[str]:
        found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
        return {q.object.value for q in found if isinstance(q.object, (ox.NamedNode, ox.Literal))}

    def subjects(predicate: str, value: str) -> set[str]:
        found = store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value), ox.DefaultGraph())
        return {q.subject.value for q in found if isinstance(q.subject, ox.NamedNode)}

    above: Mapping[str, set[str]] = _Closure(lambda place: values(place, CC.locatedIn))
    out = []
    for event in sorted(subjects(RDF_TYPE, CC.Event)):
        days, places = values(event, CC.earliest), values(event, CC.tookPlaceIn)
        if not days or not places:
            continue
        deeds = [d for d in subjects(CC.aboutEvent, event) if Relation.CARRIED_OUT.iri in values(d, CC.relation)]
        out.append(
            Happening(
                event,
                frozenset(d for m in subjects(CC.refersTo, event) for d in values(m, CC.inDocument)),
                min(values(event, CC.eventType), default=""),
                min(values(event, CC.eventStatus), default=V.occurred),
                min(days),
                frozenset(places),
                frozenset().union(*(above[p] for p in places)),
                frozenset(a for d in deeds for a in values(d, CC.subjectActor)),
            )
        )
    return out


class _Closure(dict[str, set[str]]):
    """The larger places around a place, each looked up once."""

    def __init__(self, step: Callable[[str], set[str]]) -> None:
        super().__init__()
        self._step = step

    def __missing__(self, place: str) -> set[str]:
        self[place] = set()  # a circle ends here
        for larger in sorted(self._step(place)):
            self[place] |= {larger} | self[larger]
        return self[place]
