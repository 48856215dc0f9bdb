"""What follows from all documents together? Links between claims, computed anew as a whole after a change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import cluster, resources
from kg.answers import lateral
from kg.decisions import bring, pairs_of
from kg.errors import BadFile
from kg.ns import CC
from kg.store import Store
from kg.vocabulary import Verdict

GRAPH = "derived"


def derive(store: Store) -> bool:
    """Rebuild the derived graph: who stands for whom, then what each rule of `queries/derived` constructs.

    Returns whether it changed. Raises BadFile for a rule that cannot be run.
    """
    bring(store)
    before = set(store.triples_of(GRAPH))
    identities = set(_identities(store))
    store.replace(GRAPH, identities)  # the rules look through it
    made = identities | {t for path in rules() for t in _constructed(store, path)}
    store.replace(GRAPH, made)
    store.fresh = True
    return made != before


def rules() -> list[Path]:
    """The CONSTRUCT files, by name."""
    return sorted((resources.queries() / "derived").glob("*.rq"))


def _constructed(store: Store, path: Path) -> Iterator[ox.Triple]:
    try:
        found = store.graph.query(lateral(path.read_text(encoding="utf-8")))
    except SyntaxError as error:
        raise BadFile(path, str(error.msg)) from None
    if not isinstance(found, ox.QueryTriples):
        raise BadFile(path, "is no CONSTRUCT query")
    return iter(found)


def _identities(store: Store) -> Iterator[ox.Triple]:
    """The entity that stands for each merged one: events that are alike, and what people decided."""
    same, different = pairs_of(store, Verdict.SAME), pairs_of(store, Verdict.DIFFERENT)
    found = cluster.pairs(cluster.happenings(store.graph))
    for node, canonical in cluster.clusters(found, same, different).items():
        yield ox.Triple(ox.NamedNode(node), ox.NamedNode(CC.canonical), ox.NamedNode(canonical))
