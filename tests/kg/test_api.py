"""The Python interface: rows with types, evidence with characters, rdflib over the same store."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.api import KnowledgeGraph, Rows
from kg.derive import derive
from kg.errors import KgError, NoStore
from kg.query import Field
from kg.triples import quads
from tests.kg.made import TEXT, reading


@pytest.fixture
def graph() -> KnowledgeGraph:
    made: KnowledgeGraph = kg.memory()
    made.store.put(quads(reading()))
    derive(made.store)
    return made


def test_answers_have_names_and_rows(graph: KnowledgeGraph) -> None:
    found = graph.query("accusations", accused="Westland")
    assert len(found) == 1
    assert found.as_dicts()[0]["accuser"] == "Ana Petrel"
    assert found.names[:3] == ["document", "outlet", "accuser"]
    assert graph.query("figures-by-outlet").names[4:] == ["Daily Lamp", "Ostra Post"]


def test_a_claim_leads_to_its_characters(graph: KnowledgeGraph) -> None:
    iri = str(graph.query("accusations").as_dicts()[0]["claim"])
    (evidence,) = graph.claim(iri).evidence
    assert TEXT[evidence.start : evidence.end] == evidence.quote
    assert evidence.sentence.endswith("on 4 May.")
    assert (evidence.document, evidence.outlet, evidence.chain) == ("blast.txt", "Daily Lamp", ("Daily Lamp", "Ana Petrel"))
    with pytest.raises(KgError, match="not in the store"):
        graph.claim("https://e.org/none")


def test_rdflib_reads_from_the_same_store(graph: KnowledgeGraph) -> None:
    found = graph.rdflib().query("SELECT (COUNT(*) AS ?n) WHERE { ?d a <https://w3id.org/counterclaim/ns#Accusation> }")
    assert [int(row[0]) for row in found] == [1]  # type: ignore[index]


def test_a_store_is_opened_and_begun(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        kg.open(tmp_path / "s", read_only=True)
    with kg.open(tmp_path / "s") as begun:
        begun.store.put(quads(reading()))
    with kg.open(tmp_path / "s", read_only=True) as again:
        assert len(again.query("denials")) == 1
        assert len(again.rdflib()) > 500


def test_data_frames_have_types() -> None:
    pd = pytest.importorskip("pandas")
    columns = tuple(
        Field(n, t, True, "")
        for n, t in (("n", "integer"), ("x", "decimal"), ("b", "boolean"), ("s", "string"), ("d", "date"), ("m", "date"))
    )
    frame = Rows(columns, [(1, 2, True, "a", "2031-05-04", "2031-05"), (None,) * 6]).df()
    assert [str(t) for t in frame.dtypes] == ["Int64", "float64", "boolean", "string", "datetime64[ns]", "string", "string"]
    assert list(frame.columns) == ["n", "x", "b", "s", "d", "m", "m_precision"]
    assert frame["s"].isna().tolist() == [False, True]
    assert frame["d"][0] == pd.Timestamp("2031-05-04")
    assert frame["m_precision"][0] == "month"


def test_views_are_networkx_graphs(graph: KnowledgeGraph) -> None:
    view = graph.graph("accusations")
    assert [(view.nodes[a]["label"], view.nodes[b]["label"]) for a, b in view.edges()] == [("Ana Petrel", "Westland")]
    assert list(graph.graph("accusations", since="2032").edges()) == []
    with pytest.raises(KgError, match="no outlet"):
        graph.graph("accusations", outlets=["Nobody's Gazette"])
    with pytest.raises(KgError, match="accusations outlets claims"):
        graph.graph("friends")
