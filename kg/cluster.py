"""Which events of different documents are one? Those of like type, day, place and perpetrators, with a stated score.

A day or place that one report leaves open counts half where both tell of the same people and bodies. Two events of one document
are never one: its reader kept them apart. An event joins others when it is the same as one and may be the same as each, so that an
attack on a province does not make one of the attacks on its towns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product

import pyoxigraph as ox

from kg.facts import PREF_LABEL, RDF_TYPE, class_iri
from kg.iris import folded
from kg.ns import CC, V
from kg.vocabulary import Relation

SAME = 0.75  # score from which two events are taken for one
MAYBE = 0.6  # score from which two are worth a curator's look
COMPANY = 2  # names that two documents share, from which on they are taken to tell of one affair
_LAST_DAY = date.max.isoformat()
RARE = 50  # documents that a name may stand in and still tell something
_NAMED = ("Person", "Organization", "GovernmentBody", "ArmedGroup")
_FAMILIES = (
    frozenset((V.attack, V.bombing, V.suicide_bombing, V.shooting, V.airstrike, V.killing)),
    frozenset((V.clash, V.operation)),
    frozenset((V.abduction, V.hijacking)),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """What of an event is compared. `day` is empty and `places` are none where its document does not tell them."""

    iri: str
    documents: frozenset[str]
    type: str
    status: str
    day: str
    places: frozenset[str]
    around: frozenset[str] = field(default=frozenset())  # larger places around its places
    doers: frozenset[str] = field(default=frozenset())
    names: frozenset[str] = field(default=frozenset())  # of its places
    company: frozenset[str] = field(default=frozenset())  # rare full names of people and bodies in its documents


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two entities with how alike they are, from 0 to 1, and what speaks for it."""

    score: float
    a: str
    b: str
    reason: str


def score(a: Happening, b: Happening) -> float:
    """How alike two events are, from 0 (cannot be one) to 1."""
    if a.status != b.status or a.documents & b.documents:
        return 0.0
    open_is = 0.5 if len(a.company & b.company) >= COMPANY else 0.0
    kind = 1.0 if a.type == b.type else 0.7 if any(a.type in f and b.type in f for f in _FAMILIES) else 0.0
    when = open_is if not (a.day and b.day) else 1.0 if a.day == b.day else 0.5 if _next_days(a.day, b.day) else 0.0
    where = open_is if not (a.places and b.places) else _where(a, b)
    who = 0.5 if not (a.doers and b.doers) else 1.0 if a.doers & b.doers else 0.0
    return 0.0 if 0.0 in (kind, when, where) else round(0.3 * kind + 0.3 * when + 0.25 * where + 0.15 * who, 3)


def _where(a: Happening, b: Happening) -> float:
    """How near two events were: at one place, or at one of the same name of which not both tell what is around it; or inside."""
    if a.places & b.places or (a.names & b.names and not (a.around and b.around)):
        return 1.0
    return 0.7 if a.places & b.around or b.places & a.around else 0.0


def _next_days(a: str, b: str) -> bool:
    if len(a) != 10 or len(b) != 10:  # a month or a year
        return False
    return abs(date.fromisoformat(a) - date.fromisoformat(b)) == timedelta(days=1)


def pairs(events: Iterable[Happening]) -> Iterator[Pair]:
    """The pairs of events that are worth a look: near in days and places, or of documents with shared company."""
    here = sorted(events, key=lambda e: e.iri)
    found = {(min(m, n), max(m, n)) for m, n in (*_near(here), *_in_company(here)) if m != n}
    for m, n in sorted(found):
        alike = score(here[m], here[n])
        if alike >= MAYBE:
            told = all(e.day and e.places for e in (here[m], here[n]))
            reason = "type, day, place, perpetrators" if told else "type, day or place, perpetrators, shared names"
            yield Pair(alike, here[m].iri, here[n].iri, reason)


def _near(here: Sequence[Happening]) -> Iterator[tuple[int, int]]:
    """Events of one day or of days next to each other at one place, at places of one name, or one inside the place of the other."""
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    inside: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, event in enumerate(here):
        for day in _days(event.day) if event.day else ():
            for place in event.places | event.names:
                at[day, place].append(n)
            for larger in event.around:
                inside[day, larger].append(n)
    for spot, same in at.items():
        yield from combinations(same, 2)
        yield from product(same, inside.get(spot, ()))


def _days(day: str) -> tuple[str, ...]:
    """A day and the one after it, so that events of days next to each other have one in common."""
    if len(day) != 10 or day == _LAST_DAY:
        return (day,)
    return day, (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _in_company(here: Sequence[Happening]) -> Iterator[tuple[int, int]]:
    """Events of documents with shared company, where one leaves its day or place open."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for n, event in enumerate(here):
        for name in event.company:
            by_name[name].append(n)
    told = [bool(e.day and e.places) for e in here]
    for same in by_name.values():
        yield from (pair for pair in combinations(same, 2) if not all(told[n] for n in pair))


def clusters(
    found: Iterable[Pair],
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    *,
    first: Callable[[str], tuple[object, ...]] = lambda node: (node,),
) -> dict[str, str]:
    """Each merged node under the node that stands for all, the `first` of them: by IRI where nothing else is given.

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
        if all(p not in apart and (alike.get(p, 0.0) >= MAYBE or p[0] in decided or p[1] in decided) for p in across):
            join(a, b)
    heads = {g: min(g, key=first) for g in set(groups.values())}
    return {node: heads[g] for node, g in groups.items() if heads[g] != node}


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def happenings(store: ox.Store) -> list[Happening]:
    """The events of a store that have a day and a place, or one of both and company that another document has too."""

    def values(subject: str, predicate: str) -> set[str]:
        found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
        return {q.object.value for q in found if isinstance(q.object, (ox.NamedNode, ox.Literal))}

    def nodes(subject: str, predicate: str) -> set[str]:
        found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
        return {q.object.value for q in found if isinstance(q.object, ox.NamedNode)}

    def subjects(predicate: str, value: str) -> set[str]:
        found = store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value), ox.DefaultGraph())
        return {q.subject.value for q in found if isinstance(q.subject, ox.NamedNode)}

    above: Mapping[str, set[str]] = _Closure(lambda place: nodes(place, CC.locatedIn))
    company = _company(store)
    out = []
    for event in sorted(subjects(RDF_TYPE, CC.Event)):
        days, places = values(event, CC.earliest), nodes(event, CC.tookPlaceIn)
        graphs = {
            q.graph_name.value
            for q in store.quads_for_pattern(ox.NamedNode(event), ox.NamedNode(CC.eventType), None)
            if isinstance(q.graph_name, ox.NamedNode)
        }
        beside = frozenset(n for g in graphs for n in company.get(g, ()))
        if not (days and places) and not beside:
            continue
        deeds = [d for d in subjects(CC.aboutEvent, event) if Relation.CARRIED_OUT.iri in nodes(d, CC.relation)]
        out.append(
            Happening(
                event,
                frozenset(graphs),
                min(values(event, CC.eventType), default=""),
                min(values(event, CC.eventStatus), default=V.occurred),
                min(days, default=""),
                frozenset(places),
                frozenset().union(*(above[p] for p in places)),
                frozenset(a for d in deeds for a in nodes(d, CC.subjectActor)),
                frozenset(folded(n) for p in places for n in values(p, PREF_LABEL)),
                beside,
            )
        )
    return out


def _company(store: ox.Store) -> dict[str, set[str]]:
    """The full names of people and bodies that each document's graph has and a few others have too."""
    inside: dict[str, set[str]] = defaultdict(set)
    for kind in _NAMED:
        for quad in store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(class_iri(kind))):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode):
                inside[quad.subject.value].add(quad.graph_name.value)
    named: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, ox.NamedNode(PREF_LABEL), None, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value in inside and isinstance(quad.object, ox.Literal):
            words = quad.object.value.split()
            if len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper():
                named[folded(quad.object.value)] |= inside[quad.subject.value]
    out: dict[str, set[str]] = defaultdict(set)
    for name, graphs in named.items():
        if 2 <= len(graphs) <= RARE:
            for graph in graphs:
                out[graph].add(name)
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
