"""Every stored query, on a small graph with the case it must find and a near miss, on both engines."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import rdf, schema
from kg.facts import PREF_LABEL, RDF_TYPE
from kg.ns import CC
from kg.query import SEPARATOR, Query, Table, read_queries, read_query
from kg.resources import queries
from kg.schema import PREFIXES
from kg.validate import read_dataset

SUB_CLASS = PREFIXES["rdfs"] + "subClassOf"
HERE = Path(__file__).parent
NAMES = [q.name for q in read_queries(queries())]
# What a document itself says of a chain or a source is shown as it says it; the others have no actor in a column.
AS_TOLD = {"attribution-chain", "unnamed-sources-only", "runs-compared"}


def cells(table: Table) -> list[list[str]]:
    return [table.names, *(["" if v is None else str(v) for v in row] for row in table.rows)]


def case(name: str) -> tuple[Query, Path, dict[str, str], list[list[str]]]:
    folder = HERE / name
    expected = [line.split("\t") for line in (folder / "expected.tsv").read_text(encoding="utf-8").splitlines()]
    given = folder / "parameters.tsv"
    lines = given.read_text(encoding="utf-8").splitlines() if given.exists() else []
    return read_query(queries() / f"{name}.rq"), folder / "data.trig", dict(line.split("\t") for line in lines), expected


@pytest.mark.parametrize("name", NAMES)
def test_answers_on_pyoxigraph(name: str) -> None:
    query, data, parameters, expected = case(name)
    assert cells(query.run(rdf.store_of([*schema.files(), data]), **parameters)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_answers_on_rdflib(name: str) -> None:
    query, data, parameters, expected = case(name)
    assert cells(query.run(read_dataset([*schema.files(), data]), **parameters)) == expected


@pytest.mark.parametrize("name", [n for n in NAMES if n not in AS_TOLD])
def test_an_actor_that_another_stands_for_shows_under_its_name(name: str) -> None:
    query, data, parameters, expected = case(name)
    store = rdf.store_of([*schema.files(), data])
    shown = {part for row in expected[1:] for value in row for part in value.split(SEPARATOR)}
    renamed = {}
    for actor, label in actors(store):
        if label in shown:
            renamed[label] = f"{label} again"
            other = ox.NamedNode(actor.value + "-again")
            store.add(ox.Quad(actor, ox.NamedNode(CC.canonical), other))
            store.add(ox.Quad(other, ox.NamedNode(PREF_LABEL), ox.Literal(renamed[label], language="en")))
            for quad in list(store.quads_for_pattern(None, ox.NamedNode(CC.bloc), actor)):
                store.remove(quad)
                store.add(ox.Quad(quad.subject, quad.predicate, other))
    wanted = [[SEPARATOR.join(renamed.get(p, p) for p in value.split(SEPARATOR)) for value in row] for row in expected[1:]]
    assert renamed
    answer = query.run(store, **{k: renamed.get(v, v) for k, v in parameters.items()})
    assert sorted(cells(answer)[1:]) == sorted(wanted)


def actors(store: ox.Store) -> list[tuple[ox.NamedNode, str]]:
    """The actors of a small graph with their names."""
    kinds = {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(SUB_CLASS), ox.NamedNode(CC.Actor))}
    kinds |= {q.subject for kind in kinds for q in store.quads_for_pattern(None, ox.NamedNode(SUB_CLASS), kind)}
    found = store.quads_for_pattern(None, ox.NamedNode(PREF_LABEL), None)
    nodes = {q.subject: q.object.value for q in found}
    return [
        (n, label)
        for n, label in nodes.items()
        if any(q.object in kinds for q in store.quads_for_pattern(n, ox.NamedNode(RDF_TYPE), None))
    ]


def test_every_folder_has_a_query() -> None:
    assert {p.name for p in HERE.iterdir() if p.is_dir() and p.name != "__pycache__"} == set(NAMES)
