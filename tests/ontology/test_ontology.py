"""The ontology is sound, complete, and the same in every library."""

from __future__ import annotations

import shutil
from pathlib import Path

import owlready2
import pytest
from rdflib import OWL, RDF, Graph

from kg import check, ns, profile, rdf, reason, schema, vocabulary
from kg.errors import BadFile, Inconsistent, MissingTool
from kg.make.__main__ import generated
from kg.query import read_queries, read_query
from kg.resources import ontology
from kg.schema import Kind

CHECKS = Path(__file__).parent / "checks"
NAMES = [q.name for q in read_queries(ontology() / "checks")]
ASKED = """Actor Event Location Claim Denial Person Organization State GovernmentBody ArmedGroup MediaOutlet UnnamedSource Proposition
Allegation Figure Quantity Accusation FigureClaim ResponsibilityClaim Condemnation Characterisation Statement Document Passage
Quotation Mention Report AttributionStep MergeDecision ExtractionRun""".split()

java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs a Java runtime, and there is none")


def test_every_class_that_users_know_is_there() -> None:
    names = {t.name for t in schema.schema().classes}
    assert [n for n in ASKED if n not in names] == []


def test_three_libraries_see_the_same_ontology() -> None:
    path = schema.files()[0]
    graph = Graph().parse(path)
    store = rdf.store_of([path])
    world = reason.world_of(rdf.quads_of(path), path.name)

    def rdflib_count(kind: str) -> int:
        return len(set(graph.subjects(RDF.type, OWL[kind])))

    def oxigraph_count(kind: str) -> int:
        rows = store.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <{OWL[kind]}> }}")
        return int(next(iter(rows))[0].value)  # type: ignore[arg-type]

    seen = [(rdflib_count(k), oxigraph_count(k)) for k in ("Class", "ObjectProperty", "DatatypeProperty")]
    by_owlready = [len(list(world.classes())), len(list(world.object_properties())), len(list(world.data_properties()))]
    assert [a for a, _ in seen] == [b for _, b in seen] == by_owlready
    assert by_owlready[0] > len(ASKED)


@pytest.mark.parametrize("name", NAMES)
def test_house_rule_finds_its_violation_and_leaves_the_near_miss(name: str) -> None:
    query = read_query(ontology() / "checks" / f"{name}.rq")
    table = query.run(rdf.store_of([CHECKS / name / "data.ttl"]))
    found = [table.names, *(["" if v is None else str(v) for v in row] for row in table.rows)]
    expected = (CHECKS / name / "expected.tsv").read_text(encoding="utf-8").splitlines()
    assert found == [line.split("\t") for line in expected]


@pytest.mark.parametrize("name", NAMES)
def test_house_rule_holds(name: str) -> None:
    assert read_query(ontology() / "checks" / f"{name}.rq").run(rdf.store_of(schema.files())).rows == []


def test_ontology_is_in_its_profiles() -> None:
    store = rdf.store_of(schema.files())
    assert profile.rl_problems(store) == []
    assert profile.dl_problems(store) == []


PREFIXES = """@prefix e: <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . """


@pytest.mark.parametrize(
    ("axiom", "problems"),
    [
        ("e:A rdfs:subClassOf owl:Thing .", [("e:A", "owl:Thing stands for a class")]),
        ("e:p a owl:DatatypeProperty ; rdfs:range xsd:date .", [("e:p", "the range xsd:date is no datatype of RL")]),
        (
            "e:p a owl:ObjectProperty ; rdfs:domain [ owl:unionOf ( e:A e:B ) ] .",
            [("e:p", "this kind of expression may not be a superclass in RL")],
        ),
        (
            "e:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty e:p ; owl:someValuesFrom e:B ] .",
            [("e:A", "this kind of expression may not be a superclass in RL")],
        ),
        (
            "e:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty e:p ; owl:maxCardinality 2 ] .",
            [("e:A", "a cardinality above 1")],
        ),
        ("e:p a owl:ReflexiveProperty .", [("e:p", "owl:ReflexiveProperty is not in RL")]),
        ("e:A owl:disjointUnionOf ( e:B e:C ) .", [("e:A", "owl:disjointUnionOf is not in RL")]),
        # near misses: what RL does allow
        ("e:A rdfs:subClassOf e:B .", []),
        ("[ owl:unionOf ( e:A e:B ) ] rdfs:subClassOf e:C .", []),
        ("[ a owl:Restriction ; owl:onProperty e:p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf e:C .", []),
        ("e:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty e:p ; owl:allValuesFrom e:B ] .", []),
        ("e:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty e:p ; owl:maxCardinality 1 ] .", []),
        ("e:A rdfs:subClassOf [ owl:complementOf e:B ] .", []),
        ("[] a owl:AllDisjointClasses ; owl:members ( e:A e:B ) .", []),
        ("e:p a owl:DatatypeProperty ; rdfs:range xsd:decimal .", []),
    ],
)
def test_rl_profile(axiom: str, problems: list[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "case.ttl"
    path.write_text(PREFIXES + axiom, encoding="utf-8")
    found = profile.rl_problems(rdf.store_of([path]))
    assert [(p.term.replace("https://example.org/", "e:"), p.reason) for p in found] == problems


def test_dl_rules(tmp_path: Path) -> None:
    path = tmp_path / "case.ttl"
    path.write_text(
        PREFIXES
        + "e:p a owl:ObjectProperty , owl:DatatypeProperty . e:A a owl:Class , owl:ObjectProperty . e:x a e:B ; e:q e:y .",
        encoding="utf-8",
    )
    assert [(p.term.replace("https://example.org/", "e:"), p.reason) for p in profile.dl_problems(rdf.store_of([path]))] == [
        ("e:B", "used as a class and not declared"),
        ("e:p", "declared as DatatypeProperty and as ObjectProperty"),
        ("e:q", "used as a property and not declared"),
    ]


@java
def test_hermit_finds_the_ontology_and_the_examples_consistent() -> None:
    assert list(check.consistency(ontology())) == []


@java
def test_hermit_finds_a_contradiction_and_an_empty_class(tmp_path: Path) -> None:
    both = tmp_path / "both.ttl"
    both.write_text(
        "@prefix cc: <https://w3id.org/counterclaim/ns#> . <https://example.org/x> a cc:Person , cc:Location .", encoding="utf-8"
    )
    with pytest.raises(Inconsistent, match=r"both\.ttl"):
        reason.unsatisfiable([*schema.files(), both])
    empty = tmp_path / "empty.ttl"
    empty.write_text(
        """@prefix cc: <https://w3id.org/counterclaim/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . cc:Haunted a owl:Class ; rdfs:subClassOf cc:Person , cc:Location .""",
        encoding="utf-8",
    )
    assert reason.unsatisfiable([*schema.files(), empty]) == ["https://w3id.org/counterclaim/ns#Haunted"]


def test_without_java_the_check_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingTool, match="default-jre-headless"):
        reason.unsatisfiable(schema.files())
    found = list(check.consistency(ontology()))
    assert [(f.place, f.remark) for f in found] == [("skipped", True)]


def test_owlready_is_not_fooled_by_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text("", encoding="utf-8")
    with pytest.raises(BadFile, match="found no class"):
        reason.world_of(rdf.quads_of(path), path.name)


def test_generated_files_are_up_to_date(top: Path) -> None:
    stale = [str(p.relative_to(top)) for p, text in generated(top).items() if p.read_text(encoding="utf-8") != text]
    assert stale == [], "run `python -m kg.make`"


def test_namespace_is_closed() -> None:
    assert ns.CC.Denial == "https://w3id.org/counterclaim/ns#Denial"
    assert ns.V.suicide_bombing == "https://w3id.org/counterclaim/vocab/suicide-bombing"
    with pytest.raises(AttributeError):
        _ = ns.CC.Denail  # type: ignore[attr-defined]


def test_enums_are_the_schemes() -> None:
    terms = schema.schema()
    for prop in terms.properties:
        if prop.scheme is not None:
            enum = getattr(vocabulary, prop.name[0].upper() + prop.name[1:])
            assert {(m.value, m.iri) for m in enum} == {(c.notation, c.iri) for c in terms.concepts(prop.scheme)}


NOTATIONS = {
    "measure": "killed injured abducted detained missing displaced freed surrendered strength incidents places duration_hours money other",
    "countedGroup": "civilians security militants people children women workers journalists medics other",
    "eventType": "attack bombing suicide-bombing shooting airstrike abduction hijacking clash operation arrest killing protest blockade "
    "accident disaster other",
}


@pytest.mark.parametrize("name", NOTATIONS)
def test_notations_that_answers_print(name: str) -> None:
    terms = schema.schema()
    scheme = terms.terms[schema.NAMESPACE + name].scheme
    assert scheme is not None
    assert sorted(c.notation or "" for c in terms.concepts(scheme)) == sorted(NOTATIONS[name].split())


def test_relations_narrow_to_involvement() -> None:
    terms = schema.schema()
    above = {c.name: [a.removeprefix(schema.VOCABULARY) for a in terms.ancestors(c.iri)] for c in terms.of_kind(Kind.CONCEPT)}
    assert [above[n] for n in ("planned", "backed", "sheltered", "involved-in")] == [
        ["involved-in"],
        ["involved-in"],
        ["backed", "involved-in"],
        [],
    ]


def test_alignments_are_never_imported() -> None:
    path = ontology() / "alignments.ttl"
    assert path not in schema.files()
    targets = {str(q.object.value) for q in rdf.quads_of(path) if hasattr(q.object, "value")}
    for anchor in (
        "semanticweb.cs.vu.nl/2009/11/sem/",
        "linkedevents.org/ontology/",
        "www.w3.org/ns/prov#",
        "www.w3.org/ns/oa#",
        "schema.org/",
        "purl.org/spar/cito/",
        "cidoc-crm.org/cidoc-crm/",
        "cidoc-crm.org/extensions/crminf/",
        "schema.followthemoney.tech/",
        "groundedannotationframework.org/grasp#",
        "nlp2rdf/ontologies/nif-core#",
    ):
        assert any(anchor in t for t in targets), anchor
    assert not any(t == str(OWL.imports) for t in (str(q.predicate.value) for q in rdf.quads_of(path)))


def test_owlready_default_world_is_left_alone() -> None:
    reason.world_of(rdf.quads_of(schema.files()[0]), "ontology")
    assert list(owlready2.default_world.classes()) == []
