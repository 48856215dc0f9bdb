"""Every stored query, on a small graph with the case it must find and a near miss, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import rdf, schema
from kg.query import Query, Table, read_queries, read_query
from kg.resources import queries
from kg.validate import read_dataset

HERE = Path(__file__).parent
NAMES = [q.name for q in read_queries(queries())]


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


def test_every_folder_has_a_query() -> None:
    assert {p.name for p in HERE.iterdir() if p.is_dir() and p.name != "__pycache__"} == set(NAMES)
