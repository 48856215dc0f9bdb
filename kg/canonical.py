"""Which entity stands for each merged one, and for which bloc does each actor speak?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg import cluster
from kg.decisions import pairs_of
from kg.facts import EXACT_MATCH, PREF_LABEL, RDF_TYPE
from kg.ns import CC
from kg.parties import safe_pairs
from kg.store import Store
from kg.vocabulary import Verdict

PREDICATES = frozenset((ox.NamedNode(CC.canonical), ox.NamedNode(CC.bloc)))
_UNION = ox.DefaultGraph()


def merged(store: Store) -> Iterator[ox.Triple]:
    """`canonical` for each entity that another stands for: events that are alike, actors that are one on safe evidence, and
    what people decided.
    """
    same, different = pairs_of(store, Verdict.SAME), pairs_of(store, Verdict.DIFFERENT)

    def first(node: str) -> tuple[bool, int, str]:
        return _precedence(store.graph, node)

    alike = list(cluster.pairs(cluster.happenings(store.graph)))
    events = cluster.clusters(alike, same, different)
    stands = cluster.clusters([*alike, *safe_pairs(store, events)], same, different, first=first)
    for node, canonical in stands.items():
        yield ox.Triple(ox.NamedNode(node), ox.NamedNode(CC.canonical), ox.NamedNode(canonical))


def identities(store: Store) -> set[ox.Triple]:
    """Who stands for whom, and for each actor that a claim or a report names its `bloc`."""
    out = set(merged(store))
    stands = {t.subject.value: t.object.value for t in out}  # type: ignore[union-attr]
    for actor, bloc in blocs(store.graph, stands):
        out.add(ox.Triple(ox.NamedNode(actor), ox.NamedNode(CC.bloc), ox.NamedNode(bloc)))
    return out


def _precedence(store: ox.Store, node: str) -> tuple[bool, int, str]:
    """Which of several merged entities stands for all: one with an authority, then the one of the longest name, then by IRI.

    Events have their names from us, so that theirs do not count.
    """

    def values(predicate: str) -> list[str]:
        found = store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(predicate), None, _UNION)
        return [q.object.value for q in found if isinstance(q.object, (ox.NamedNode, ox.Literal))]

    if CC.Event in values(RDF_TYPE):
        return True, 0, node
    return not values(EXACT_MATCH), -max(map(len, values(PREF_LABEL)), default=0), node


def blocs(store: ox.Store, stands: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each actor that a claim or a report names, with the last of those it is affiliated with; several where it is with several.

    In a circle of affiliations the first by IRI is the last. `stands` maps merged entities to those that stand for them.
    """

    def pairs(predicate: str) -> Iterator[tuple[str, str]]:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, _UNION):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                yield quad.subject.value, quad.object.value

    above: dict[str, set[str]] = defaultdict(set)
    for below, over in pairs(CC.affiliatedWith):
        a, b = stands.get(below, below), stands.get(over, over)
        if a != b:
            above[a].add(b)
    lasts: dict[str, tuple[str, ...]] = {}
    for actor in sorted({a for p in (CC.claimant, CC.target, CC.originator) for _, a in pairs(p)}):
        first = stands.get(actor, actor)
        if first not in lasts:
            lasts[first] = _lasts(first, above)
        for last in lasts[first]:
            yield actor, last


def _reached(node: str, above: Mapping[str, set[str]]) -> set[str]:
    """What is above a node, at any height."""
    found: set[str] = set()
    queue = [node]
    while queue:
        new = above.get(queue.pop(), set()) - found
        found |= new
        queue += new
    return found


def _lasts(node: str, above: Mapping[str, set[str]]) -> tuple[str, ...]:
    reached = _reached(node, above) | {node}
    ends = sorted(n for n in reached if not above.get(n))
    return tuple(ends) or (min(n for n in reached if n in _reached(n, above)),)
