"""What did people decide about who is whom? An append-only file beside the store, which no load touches, as a graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadFile, KgError
from kg.facts import RDF_TYPE, text
from kg.ns import CC
from kg.store import Store
from kg.vocabulary import Verdict

GRAPH = "decisions"
FILE = "decisions.jsonl"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on two entities, by somebody, for a reason. A later one on the same two takes the place of an earlier."""

    a: str
    b: str
    verdict: str
    by: str
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


def read(path: Path) -> list[Decision]:
    """All decisions of a file, in order; none where there is no file. Raises BadFile with the line."""
    if not path.is_file():
        return []
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            decision = Decision(**json.loads(line))
            Verdict(decision.verdict)
        except (ValueError, TypeError) as error:
            raise BadFile(path, f"is no decision: {error}", line=number) from None
        out.append(decision)
    return out


def decide(store: Store, decision: Decision) -> None:
    """Append a decision and bring the graph of decisions in line. Raises KgError where an entity is not in the store."""
    if store.path is None:
        raise KgError("decisions are kept beside a store on disk; this one is in memory")
    if decision.a == decision.b:
        raise KgError(f"{decision.a} is given twice")
    for entity in decision.pair:
        if next(store.graph.quads_for_pattern(ox.NamedNode(entity), ox.NamedNode(RDF_TYPE), None), None) is None:
            raise KgError(f"{entity} is not in the store")
    with (store.path / FILE).open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(decision), ensure_ascii=False, sort_keys=True) + "\n")
    bring(store)


def bring(store: Store) -> None:
    """Make the graph of decisions tell what the file does, for entities that are in the store."""
    if store.path is not None and store.replace(GRAPH, (t for d in read(store.path / FILE) for t in _triples(store, d))):
        store.fresh, store.changed = False, None  # a verdict on two entities may reach any claim


def _triples(store: Store, decision: Decision) -> Iterator[ox.Triple]:
    if any(
        next(store.graph.quads_for_pattern(ox.NamedNode(e), ox.NamedNode(RDF_TYPE), None), None) is None for e in decision.pair
    ):
        return
    node = ox.NamedNode(store.minter.iri("decision", *decision.pair, decision.verdict, decision.by, decision.why))
    yield ox.Triple(node, ox.NamedNode(RDF_TYPE), ox.NamedNode(CC.MergeDecision))
    for entity in decision.pair:
        yield ox.Triple(node, ox.NamedNode(CC.member), ox.NamedNode(entity))
    yield ox.Triple(node, ox.NamedNode(CC.verdict), ox.NamedNode(Verdict(decision.verdict).iri))
    yield ox.Triple(node, ox.NamedNode(CC.decidedBy), text(decision.by))
    yield ox.Triple(node, ox.NamedNode(CC.rationale), text(decision.why))


def pairs_of(store: Store, verdict: Verdict) -> list[tuple[str, str]]:
    """The pairs of entities whose last decision has a verdict."""
    if store.path is None:
        return []
    last = {d.pair: d.verdict for d in read(store.path / FILE)}
    return sorted(pair for pair, found in last.items() if found == verdict.value)
