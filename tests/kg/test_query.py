"""Parameters are bound as terms, and answers come as Python values."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset

from kg.query import BadParameter, Field, Query

DATA = """
@prefix e: <https://example.org/> .
e:a e:name "A"@en ; e:size 1 ; e:ok true ; e:share 0.5 ; e:day "2026-01-30"^^<http://www.w3.org/2001/XMLSchema#date> .
e:b e:name "say \\"no\\" } . <x>" ; e:size 2 .
"""
QUERY = Query(
    "names",
    "Names",
    "Things by name and size.",
    (Field("name", "string", True, "name"), Field("least", "integer", False, "size"), Field("thing", "iri", True, "thing")),
    (Field("thing", "iri", False, ""), Field("name", "string", False, ""), Field("size", "integer", False, "")),
    """PREFIX e: <https://example.org/>
SELECT ?thing ?name ?size WHERE {
  VALUES ?p_name { UNDEF }
  FILTER (!BOUND(?p_name) || STR(?name) = STR(?p_name))
  VALUES ?p_least { UNDEF }
  FILTER (?size >= ?p_least)
  VALUES ?p_thing { UNDEF }
  FILTER (!BOUND(?p_thing) || ?thing = ?p_thing)
  ?thing e:name ?name ; e:size ?size .
} ORDER BY ?thing""",
)


def stores() -> list[ox.Store | Dataset]:
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    dataset = Dataset(default_union=True)
    dataset.parse(data=DATA, format="turtle")
    return [store, dataset]


A = ("https://example.org/a", "A", 1)
B = ("https://example.org/b", 'say "no" } . <x>', 2)


@pytest.mark.parametrize("store", stores(), ids=["pyoxigraph", "rdflib"])
def test_parameters_choose_rows(store: ox.Store | Dataset) -> None:
    assert QUERY.run(store, least=1).rows == [A, B]
    assert QUERY.run(store, least=2).rows == [B]
    assert QUERY.run(store, least=1, name="A").rows == [A]
    assert QUERY.run(store, least=1, name=B[1]).rows == [B], "a value that looks like SPARQL is a value"
    assert QUERY.run(store, least="1", thing=A[0]).rows == [A]


@pytest.mark.parametrize(
    ("values", "parameter", "reason"),
    [
        ({"least": 1, "nmae": "A"}, "nmae", "there is none; it takes name, least, thing"),
        ({}, "least", "must be given: size"),
        ({"least": "many"}, "least", "'many' is no integer"),
        ({"least": 1, "thing": "no iri"}, "thing", "'no iri' is no iri"),
    ],
)
def test_bad_parameters_are_refused(values: dict[str, str | int], parameter: str, reason: str) -> None:
    with pytest.raises(BadParameter) as caught:
        QUERY.bind(values)
    assert caught.value.parameter == parameter
    assert caught.value.reason.startswith(reason)


@given(st.text())
def test_no_text_escapes_its_quotes(text: str) -> None:
    bound = QUERY.bind({"least": 1, "name": text})
    found = ox.Store().query(bound)
    assert isinstance(found, ox.QuerySolutions)
    assert [v.value for v in found.variables] == ["thing", "name", "size"]


@pytest.mark.parametrize("store", stores(), ids=["pyoxigraph", "rdflib"])
def test_values_are_typed_and_lists_sorted(store: ox.Store | Dataset) -> None:
    names = ("size", "ok", "share", "day", "both", "none")
    types = ("integer", "boolean", "decimal", "date", "strings", "string")
    query = Query(
        "types",
        "Types",
        "One value of each type.",
        (),
        tuple(Field(n, t, True, "") for n, t in zip(names, types, strict=True)),
        """PREFIX e: <https://example.org/>
SELECT ?size ?ok ?share ?day ("z | a | z" AS ?both) ?none WHERE {
  e:a e:size ?size ; e:ok ?ok ; e:share ?share ; e:day ?day . OPTIONAL { e:a e:nothing ?none } }""",
    )
    assert query.run(store).rows == [(1, True, Decimal("0.5"), "2026-01-30", "a | z", None)]


def test_a_file_is_not_needed_to_run(tmp_path: Path) -> None:
    assert QUERY.run(ox.Store(), least=1).rows == []
