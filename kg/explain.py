"""What stands behind a node? From claim over reports to the characters of documents, with the sentence around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import KgError
from kg.facts import IDENTIFIER, LABEL, PREF_LABEL, RDF_TYPE
from kg.ns import CC, NAMESPACE
from kg.schema import curie
from kg.store import Store

_UP = {CC.conveys: False, CC.content: True, CC.denies: True, CC.evidence: True, CC.cue: True, CC.step: True, CC.ofQuantity: True}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report of a claim: the characters that show it, their sentence, and the way from the publisher to the speaker."""

    claim: str
    report: str
    document: str
    outlet: str
    quote: str
    start: int
    end: int
    sentence: str
    chain: tuple[str, ...]
    rule: str
    confidence: float


class Nodes:
    """Looks up what a store says, by node and property."""

    def __init__(self, store: Store) -> None:
        self._store = store.graph

    def values(self, node: str, predicate: str) -> list[str]:
        found = self._store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(predicate), None, ox.DefaultGraph())
        return sorted(q.object.value for q in found if isinstance(q.object, (ox.NamedNode, ox.Literal)))

    def one(self, node: str, predicate: str) -> str:
        return next(iter(self.values(node, predicate)), "")

    def subjects(self, predicate: str, node: str) -> list[str]:
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(node), ox.DefaultGraph())
        return sorted(q.subject.value for q in found if isinstance(q.subject, ox.NamedNode))

    def label(self, node: str) -> str:
        """What a person would call a node."""
        return self.one(node, PREF_LABEL) or self.one(node, LABEL) or self.one(node, IDENTIFIER) or curie(node)

    def statements(self, node: str) -> list[tuple[str, str, str]]:
        """What is said of a node: the property, the value, and what a person would call the value."""
        found = self._store.quads_for_pattern(ox.NamedNode(node), None, None, ox.DefaultGraph())
        pairs = sorted((q.predicate.value, isinstance(q.object, ox.NamedNode), getattr(q.object, "value", "")) for q in found)
        return [(curie(p), v, self.label(v) if is_node else "") for p, is_node, v in pairs]


def claims_of(store: Store, node: str) -> list[str]:
    """The claims that a node is, conveys, shows, or is held or denied in. Raises KgError when the store does not know it."""
    nodes = Nodes(store)
    kinds = nodes.values(node, RDF_TYPE)
    if not kinds:
        raise KgError(f"{node} is not in the store")
    seen, queue, out = {node}, [node], []
    while queue:
        here = queue.pop(0)
        if nodes.subjects(CC.conveys, here) or nodes.values(here, CC.claimant):
            out.append(here)
            continue
        for predicate, upwards in _UP.items():
            for other in nodes.subjects(predicate, here) if upwards else nodes.values(here, predicate):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
    return sorted(out)


def evidence(store: Store, claim: str) -> list[Evidence]:
    """Every report of a claim, by document and place in it."""
    nodes = Nodes(store)
    found = [_evidence(nodes, claim, report) for report in nodes.subjects(CC.conveys, claim)]
    return sorted((e for e in found if e is not None), key=lambda e: (e.document, e.start, e.end, e.report))


def _evidence(nodes: Nodes, claim: str, report: str) -> Evidence | None:
    passages = nodes.values(report, CC.evidence)
    whole = next((p for p in passages if not set(nodes.values(p, CC.within)) & set(passages)), None)
    if whole is None:
        return None
    sentences = [nodes.one(w, CC.exact) for w in nodes.values(whole, CC.within)]
    steps = sorted(
        (int(nodes.one(s, CC.order) or 0), nodes.label(nodes.one(s, CC.agent)), nodes.one(s, CC.marker))
        for s in nodes.values(report, CC.step)
    )
    return Evidence(
        claim,
        report,
        nodes.label(nodes.one(report, CC.inDocument)),
        nodes.label(nodes.one(report, CC.outlet)),
        nodes.one(whole, CC.exact),
        int(nodes.one(whole, CC.start) or 0),
        int(nodes.one(whole, CC.end) or 0),
        min(sentences, key=len, default=nodes.one(whole, CC.exact)),
        tuple(f"{who} {marker}".strip() for _, who, marker in steps),
        nodes.one(report, CC.rule),
        float(nodes.one(report, CC.confidence) or 0),
    )


def counts(store: Store) -> Iterator[tuple[str, int]]:
    """How many nodes of each class there are, and triples in all, the classes by name."""
    text = "SELECT ?kind (COUNT(*) AS ?n) WHERE { ?node a ?kind } GROUP BY ?kind"
    found = store.graph.query(text)
    assert isinstance(found, ox.QuerySolutions)
    rows = [(row[0].value, int(row[1].value)) for row in found]
    yield from sorted((iri.removeprefix(NAMESPACE), n) for iri, n in rows if iri.startswith(NAMESPACE))
