"""Stores for the tests of exports: a small one by hand, and the examples as `kg.store` keeps them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import rdf
from kg.resources import ontology
from kg.store import Store

HERE = Path(__file__).parent


def fill(store: ox.Store, quads: list[ox.Quad]) -> None:
    """Add quads as `kg.store` does: each in its graph, and in the default graph."""
    store.extend(quads)
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)


@pytest.fixture
def small() -> ox.Store:
    """Two papers, three actors, two accusations with a denial, a toll; graphs of their own, nothing in the default graph."""
    return rdf.store_of([HERE / "small.trig"])


@pytest.fixture
def kept() -> Store:
    """The valid examples in a store of ours, one graph for each file."""
    store = Store()
    for path in sorted((ontology() / "examples").glob("valid-*.ttl")):
        graph = ox.NamedNode(f"{store.minter.base}graph/doc/{path.stem}")
        fill(store.graph, [ox.Quad(q.subject, q.predicate, q.object, graph) for q in rdf.quads_of(path)])
    return store
