"""Which actors does a store know: under which names, of which kind, of which state, in which documents?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.cluster import Pair
from kg.facts import ALT_LABEL, EXACT_MATCH, PREF_LABEL, RDF_TYPE, class_iri
from kg.model import ACTOR_KINDS, Actor
from kg.ns import CC
from kg.store import Store
from loaders.identity.across import Known, Likeness, candidates, safe

_UNION = ox.DefaultGraph()


def known(store: Store, stands: Mapping[str, str]) -> Iterator[Known]:
    """The actors of a store, by IRI. `stands` tells which event stands for each that is one with another."""
    graph = store.graph
    events = _events(store, stands)
    names, aliases, exact = (_values(graph, p) for p in (PREF_LABEL, ALT_LABEL, EXACT_MATCH))
    above = _values(graph, CC.affiliatedWith)
    shared = {q.subject for q in graph.quads_for_pattern(None, ox.NamedNode(PREF_LABEL), None, store.entities)}
    told: dict[str, set[str]] = defaultdict(set)  # the documents that tell of each
    kind_of: dict[str, str] = {}
    roles = {q.subject for q in graph.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(class_iri("UnnamedSource")))}
    for kind in ACTOR_KINDS:
        for quad in graph.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(class_iri(kind))):
            if isinstance(quad.subject, ox.NamedNode):
                kind_of.setdefault(quad.subject.value, kind)
                if quad.graph_name not in (_UNION, store.entities) and isinstance(quad.graph_name, ox.NamedNode):
                    told[quad.subject.value].add(quad.graph_name.value)
    for iri in sorted(kind_of):
        node = ox.NamedNode(iri)
        actor = Actor(
            iri,
            max(names.get(iri, [iri]), key=len),
            kind_of[iri],
            tuple(sorted(aliases.get(iri, ()))),
            authority=next(iter(sorted(exact.get(iri, ()))), None),
            unnamed=node in roles,
        )
        beside = frozenset(e for d in told[iri] for e in events.get(d, ()))
        yield Known(actor, frozenset(told[iri]), _state(iri, above, kind_of), node not in shared, beside)


def _events(store: Store, stands: Mapping[str, str]) -> dict[str, set[str]]:
    """The events that the graph of each document tells of and another one tells of too, under the IRI that stands for all."""
    heads = set(stands.values())
    out: dict[str, set[str]] = defaultdict(set)
    for quad in store.graph.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(CC.Event)):
        node = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
        one = stands.get(node, node)
        if one in heads and isinstance(quad.graph_name, ox.NamedNode):
            out[quad.graph_name.value].add(one)
    return out


def _values(graph: ox.Store, predicate: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    for quad in graph.quads_for_pattern(None, ox.NamedNode(predicate), None, _UNION):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
            out[quad.subject.value].append(quad.object.value)
    return out


def _state(iri: str, above: dict[str, list[str]], kinds: dict[str, str]) -> str | None:
    """The one state above an actor; None where there are several."""
    seen: set[str] = set()
    queue = [iri]
    while queue:
        new = set(above.get(queue.pop(), ())) - seen
        seen |= new
        queue += new
    states = [n for n in seen if kinds.get(n) == "State"]
    return states[0] if len(states) == 1 else None


def _pairs(found: list[Likeness]) -> list[Pair]:
    return [Pair(p.score, p.a, p.b, p.reason) for p in found]


def safe_pairs(store: Store, stands: Mapping[str, str]) -> list[Pair]:
    """The actors that are one on safe evidence; `stands` as in `known`."""
    return _pairs(safe(known(store, stands)))


def possible_pairs(store: Store, stands: Mapping[str, str]) -> list[Pair]:
    """The actors that may be one, the safe ones first; `stands` as in `known`."""
    found = list(known(store, stands))
    return _pairs(safe(found)) + _pairs(candidates(found))
