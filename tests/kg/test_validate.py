"""The compiled shapes: what they refuse to compile, how a document is judged in its context, how results are told."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef

from kg import rdf
from kg.resources import ontology
from kg.store import Store
from kg.triples import quads
from kg.validate import Result, Severity, UnsupportedShape, document_violations, ruleset, validate, violations
from kg.validate.compiler import compiled
from kg.validate.patterns import Hierarchy
from kg.validate.reference import dataset_of
from kg.validate.report import conforms, to_json, to_turtle
from kg.validate.shapes import read
from kg.validate.terms import name
from tests.kg.made import reading

BROKEN = ontology() / "examples" / "broken"
VALID = ontology() / "examples" / "valid-worked-example.ttl"
ID = "https://w3id.org/counterclaim/id/"
CC = "https://w3id.org/counterclaim/ns#"
PREFIXES = f"""@prefix cc: <{CC}> . @prefix id: <{ID}> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ccs: <https://w3id.org/counterclaim/shapes#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . """


def store_of(turtle: str) -> ox.Store:
    store = ox.Store()
    store.load((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return store


# ---- compiling


@pytest.mark.parametrize(
    ("shape", "feature"),
    [
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:property [ sh:path cc:epithet ; sh:pattern "a" ; sh:message "m" ] .',
            "sh:pattern",
        ),
        ('ccs:s a sh:NodeShape ; sh:targetNode id:x ; sh:nodeKind sh:IRI ; sh:message "m" .', "sh:targetNode"),
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:deactivated true ; sh:nodeKind sh:IRI ; sh:message "m" .',
            "sh:deactivated",
        ),
        ('ccs:s a sh:NodeShape ; sh:nodeKind sh:IRI ; sh:message "m" .', "sh:targetClass"),
        ("ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:nodeKind sh:IRI .", "sh:message"),
        ('ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:nodeKind sh:BlankNodeOrIRI ; sh:message "m" .', "sh:nodeKind"),
        ('ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:minCount 1 ; sh:message "m" .', "sh:minCount"),
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:property [ sh:path [ sh:zeroOrMorePath cc:revises ] ; sh:minCount 1 ; sh:message "m" ] .',
            "sh:path",
        ),
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:property [ sh:path cc:epithet ; sh:minCount 9 ; sh:message "m" ] .',
            "a cardinality",
        ),
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:property [ sh:path cc:epithet ; sh:in ( 1 ) ; sh:message "m" ] .',
            "sh:in",
        ),
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:property [ sh:path cc:epithet ; sh:datatype xsd:double ; sh:message "m" ] .',
            "sh:datatype",
        ),
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:message "m" ; sh:or ( [ sh:path cc:epithet ; sh:class cc:Actor ] ) .',
            "sh:and, sh:or",
        ),
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:sparql [ sh:message "m" ; sh:select "SELECT (COUNT(?x) AS ?n) WHERE { $this ?p ?x }" ] .',
            "sh:select",
        ),
        (
            'ccs:s a sh:NodeShape ; sh:targetClass cc:Claim ; sh:sparql [ sh:message "m" ; sh:select "SELECT $this WHERE { $this ?p ?x MINUS { ?x ?y ?z } }" ] .',
            "sh:select",
        ),
        ("ccs:s a sh:NodeShape , rdfs:Class ; sh:targetClass cc:Claim .", "rdf:type"),
    ],
)
def test_what_is_not_known_is_refused_by_name(shape: str, feature: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(PREFIXES + shape, encoding="utf-8")
    with pytest.raises(UnsupportedShape) as caught:
        compiled(read([path]), Hierarchy(()))
    assert (caught.value.shape, caught.value.feature) == ("s", feature)


def test_subclasses_are_found_at_any_depth_and_in_circles() -> None:
    tree = Hierarchy([("b", "a"), ("c", "b"), ("x", "y"), ("a", "c")])
    assert tree.at_or_below("a") == ("a", "b", "c")
    assert tree.at_or_below("y") == ("x", "y")
    assert tree.at_or_below("x") == ("x",)


def test_queries_are_the_same_every_time() -> None:
    folder = ontology()
    again = read(sorted((folder / "shapes").glob("*.ttl")))
    pairs = [(name(t.subject), name(t.object)) for t in ruleset().subclasses]
    first = compiled(ruleset().shapes, Hierarchy(pairs))
    assert [c.query for c in compiled(again, Hierarchy(reversed(pairs)))] == [c.query for c in first]


# ---- what is judged


def test_classes_that_data_declare_count() -> None:
    store = store_of(
        """id:Firm rdfs:subClassOf cc:Organization . id:mill a id:Firm ; skos:prefLabel "the mill"@en ; cc:affiliatedWith id:state .
        id:state a cc:State . id:other a id:Unrelated ; cc:affiliatedWith "x" ."""
    )
    found = violations(store)
    assert found == validate(dataset_of(store))
    assert [(r.shape, r.focus) for r in found] == [("entity-has-one-name-a-language", ID + "state")]


def test_a_store_whose_default_graph_is_the_union_gives_the_same() -> None:
    store = Store()
    store.put([q for q in quads(reading("a.txt")) if not q.predicate.value.endswith("#voice")])
    found = violations(store.graph, union=False)
    named = ox.Store()
    named.extend(store.quads())
    assert found == violations(named)
    assert {r.shape for r in found if r.severity is Severity.VIOLATION} == {"report-has-one-voice"}


def test_what_kg_reads_breaks_no_rule() -> None:
    assert conforms(document_violations(quads(reading("a.txt"))))


STATE = """id:state a cc:State ; skos:prefLabel "the state"@en . id:agency a cc:Organization ; cc:affiliatedWith id:state ."""


def _context() -> tuple[ox.Store, list[str]]:
    graph = ox.NamedNode(ID + "graph/entities")
    store = ox.Store()
    store.extend(ox.Quad(q.subject, q.predicate, q.object, graph) for q in store_of(STATE))
    return store, [graph.value]


def test_the_context_is_known_and_not_judged() -> None:
    context, graphs = _context()
    document = list(store_of('id:ana a cc:Person ; skos:prefLabel "Ana"@en ; cc:affiliatedWith id:agency .'))
    assert document_violations(document, context, graphs) == []  # the agency has no name, which is no fault of the document
    alone = document_violations(document)
    assert [(r.shape, r.component, r.value) for r in alone] == [("class-Actor", "ClassConstraintComponent", ID + "agency")]


def test_a_clash_with_the_context_is_a_fault_of_the_document() -> None:
    context, graphs = _context()
    document = list(store_of('id:state skos:prefLabel "another name"@en .'))
    assert document_violations(document) == []
    assert [(r.shape, r.focus) for r in document_violations(document, context, graphs)] == [
        ("entity-has-one-name-a-language", ID + "state")
    ]


# ---- what is told

ONE = Result(
    Severity.WARNING,
    "own-voice-is-the-outlets",
    ID + "r",
    "",
    "12",
    'A "word".',
    "http://www.w3.org/2001/XMLSchema#integer",
    "SPARQLConstraintComponent",
)
TWO = Result(
    Severity.VIOLATION, "claim-is-conveyed", "_:b1", f"^<{CC}conveys>", "", "No report.", "", "MinCountConstraintComponent"
)
THREE = Result(
    Severity.INFO,
    "statement-content-has-words",
    ID + "s",
    f"<{CC}content>/<{RDFS.label}>",
    "x",
    "No words.",
    "@en",
    "MinCountConstraintComponent",
)


def test_only_violations_make_data_fail() -> None:
    assert conforms([])
    assert conforms([ONE, THREE])
    assert not conforms([ONE, TWO])


def test_report_in_turtle_is_a_shacl_report() -> None:
    text = to_turtle([ONE, TWO, THREE])
    graph = Graph().parse(data=text, format="turtle")
    assert "[" not in text and "_:" not in text
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert str(graph.value(report, SH.conforms)) == "false"
    found = {}
    for node in graph.objects(report, SH.result):
        value = graph.value(node, SH.value)
        shape = str(graph.value(node, SH.sourceShape)).rsplit("#", 1)[-1]
        found[shape] = (
            str(graph.value(node, SH.resultSeverity)).rsplit("#", 1)[-1],
            None if value is None else value.n3(),
            graph.value(node, SH.resultPath),
        )
    assert found["own-voice-is-the-outlets"] == ("Warning", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>', None)
    assert found["claim-is-conveyed"][:2] == ("Violation", None)
    assert graph.value(found["claim-is-conveyed"][2], SH.inversePath) == URIRef(CC + "conveys")
    path = found["statement-content-has-words"][2]
    assert path is not None
    assert list(graph.items(path)) == [URIRef(CC + "content"), RDFS.label]
    assert to_turtle([ONE, TWO, THREE]) == text


def test_report_in_json() -> None:
    assert json.loads(to_json([TWO], {"_:b1": ["mine.ttl"]})) == {
        "conforms": False,
        "results": [
            {
                "severity": "Violation",
                "shape": "claim-is-conveyed",
                "focus": "_:b1",
                "path": f"^<{CC}conveys>",
                "message": "No report.",
                "component": "MinCountConstraintComponent",
                "where": ["mine.ttl"],
            }
        ],
    }


# ---- the command


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "validate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_command_on_files() -> None:
    good = kg(VALID)
    assert (good.returncode, good.stdout) == (0, "")
    assert good.stderr.startswith("conforms: ")
    bad = kg(VALID, BROKEN / "node-has-an-iri.ttl")
    assert bad.returncode == 1
    assert "node-has-an-iri.ttl" in bad.stdout and "_:f1n1" in bad.stdout and "Give this node a stable IRI" in bad.stdout
    warned = kg(BROKEN / "own-voice-is-the-outlets.ttl")
    assert warned.returncode == 0
    assert "Warning" in warned.stdout and warned.stderr == "conforms: 1 warning\n"
    assert kg(BROKEN / "own-voice-is-the-outlets.ttl", "--severity", "violation").stdout == ""


def test_command_gives_the_same_by_both_engines() -> None:
    path = BROKEN / "claim-is-conveyed.ttl"
    fast, slow = (kg(path, "--format", "turtle", "--engine", e) for e in ("sparql", "pyshacl"))
    assert fast.returncode == slow.returncode == 1
    assert fast.stdout == slow.stdout


def test_command_tells_bad_input_from_broken_rules(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("<a> <b> .\n", encoding="utf-8")
    for arguments in ([path], [tmp_path / "none.ttl"], ["--store", tmp_path / "none"], [VALID, "--document", "a.txt"]):
        done = kg(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert done.stderr.startswith("kg: ")
    assert "mine.ttl:1:" in kg(path).stderr


def test_command_on_a_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.put(quads(reading("good.txt")))
    second = reading("bad.txt")
    second = replace(second, document=replace(second.document, text=second.document.text + "More.\n"))
    store.put([q for q in quads(second) if not q.predicate.value.endswith("#voice")])
    store.close()
    whole = kg("--store", tmp_path / "store", "-f", "json", "--severity", "violation")
    assert whole.returncode == 1
    results = json.loads(whole.stdout)["results"]
    assert {(r["shape"], *r["where"]) for r in results} == {("report-has-one-voice", "bad.txt")}
    assert kg("--store", tmp_path / "store", "--document", "good.txt").returncode == 0
    assert kg("--store", tmp_path / "store", "--document", "bad.txt").returncode == 1
    missing = kg("--store", tmp_path / "store", "--document", "other.txt")
    assert missing.returncode == 2 and "no document 'other.txt'" in missing.stderr


def test_reference_and_engine_read_the_same_file(tmp_path: Path) -> None:
    store = rdf.store_of([BROKEN / "no-derived-property-in-a-document.trig"])
    (found,) = violations(store)
    assert found.message == f"{CC}outletCount is computed; remove it from {ID}graph/page."
