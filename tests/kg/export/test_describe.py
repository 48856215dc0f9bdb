"""The VoID and DCAT description of a dump."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from kg.export.describe import Census, Dump, description
from kg.export.dump import Syntax, dump

PREFIXES = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX ext: <http://ldf.fi/void-ext#> PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/> PREFIX spdx: <http://spdx.org/rdf/terms#> PREFIX cc: <https://w3id.org/counterclaim/ns#>
"""


def described(store: ox.Store, folder: Path, syntax: Syntax = Syntax.TURTLE) -> tuple[Graph, Path]:
    census = Census(store)
    file = folder / f"all.{syntax}"
    with file.open("wb") as out:
        dump(store, syntax, out, seen=census.seen)
    data = b"".join(description(census, Dump.of(file, syntax)))
    return Graph().parse(data=data, format="turtle"), file


def rows(graph: Graph, text: str) -> list[tuple[str, ...]]:
    found = graph.query(PREFIXES + text)
    return sorted(tuple("" if v is None else str(v).rpartition("#")[2] for v in row) for row in found)  # type: ignore[union-attr]


def test_counts_are_those_of_the_dump(small: ox.Store, tmp_path: Path) -> None:
    graph, file = described(small, tmp_path)
    data = Graph().parse(file)
    expected = {
        "triples": len(data),
        "entities": len(set(data.subjects())),
        "distinctSubjects": len(set(data.subjects())),
        "distinctObjects": len(set(data.objects())),
        "properties": len(set(data.predicates())),
    }
    for name, value in expected.items():
        assert rows(graph, f"SELECT ?n {{ ?d a void:Dataset ; void:{name} ?n }}") == [(str(value),)], name


def test_counts_of_quads_are_the_same_in_both_formats(small: ox.Store, tmp_path: Path) -> None:
    for syntax in (Syntax.TRIG, Syntax.NQUADS):
        graph, _ = described(small, tmp_path, syntax)
        assert rows(graph, "SELECT ?n { ?d a void:Dataset ; void:triples ?n }") == [(str(len(small)),)]
        assert rows(graph, "SELECT ?n { ?p void:class cc:Accusation ; void:entities ?n }") == [("1",)]


def test_editors_find_classes_properties_and_what_they_lead_to(small: ox.Store, tmp_path: Path) -> None:
    graph, _ = described(small, tmp_path)
    text = """SELECT ?property ?class ?type ?n {
        ?d void:classPartition ?c . ?c void:class cc:Report ; void:propertyPartition ?p . ?p void:property ?property .
        { ?p void:classPartition ?o . ?o void:class ?class ; void:triples ?n } UNION
        { ?p ext:datatypePartition ?o . ?o ext:datatype ?type ; void:triples ?n } }"""
    assert rows(graph, text) == [
        ("citedOutlet", "MediaOutlet", "", "1"),
        ("conveys", "Accusation", "", "2"),
        ("conveys", "Denial", "", "1"),
        ("conveys", "FigureClaim", "", "2"),
        ("evidence", "Passage", "", "1"),
        ("evidence", "Quotation", "", "1"),
        ("inDocument", "Document", "", "5"),
        ("outlet", "MediaOutlet", "", "5"),
        ("saidOn", "", "date", "2"),
        ("saidOn", "", "gYearMonth", "1"),
    ]


def test_the_file_and_the_period_are_told(small: ox.Store, tmp_path: Path) -> None:
    graph, file = described(small, tmp_path)
    text = """SELECT ?name ?media ?size ?sum ?from ?to { ?d a dcat:Dataset ; dcat:distribution ?f ; dct:temporal ?t .
        ?f dct:title ?name ; dcat:mediaType ?media ; dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?sum .
        ?t dcat:startDate ?from ; dcat:endDate ?to }"""
    digest = sha256(file.read_bytes()).hexdigest()
    media = "https://www.iana.org/assignments/media-types/text/turtle"
    assert rows(graph, text) == [("all.turtle", media, str(file.stat().st_size), digest, "2024-05-01", "2024-05-31")]


def test_no_node_is_blank(small: ox.Store, tmp_path: Path) -> None:
    graph, _ = described(small, tmp_path)
    assert all(term.n3()[:2] != "_:" for triple in graph for term in triple)


def test_a_store_without_dates_has_no_period(tmp_path: Path) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o")))
    graph, _ = described(store, tmp_path)
    assert rows(graph, "SELECT ?t { ?d dct:temporal ?t }") == []
    assert io.StringIO(graph.serialize()).read().count("void:triples 1") == 2  # of the whole, and of its one property
