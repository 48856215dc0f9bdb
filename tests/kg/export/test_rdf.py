"""RDF out of a store: the same statements for every reader, the same bytes everywhere, and answers that survive."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Graph

from kg import rdf
from kg.export.dump import Syntax, dump
from kg.export.lines import Form, parted, sorted_lines
from kg.export.selection import BadDate, UnknownOutlet, selection
from kg.export.turtle import prefixes, trig, turtle
from kg.ns import CC
from kg.query import read_queries
from kg.resources import queries
from kg.store import Store

HERE = Path(__file__).parent
UNION = [s for s in Syntax if not s.keeps_graphs]
RDFLIB = {
    Syntax.TURTLE: "turtle", Syntax.TRIG: "trig", Syntax.NQUADS: "nquads",
    Syntax.NTRIPLES: "nt", Syntax.JSONLD: "json-ld", Syntax.RDFXML: "xml",
}  # fmt: skip


def exported(store: ox.Store, syntax: Syntax, **options: object) -> bytes:
    out = io.BytesIO()
    dump(store, syntax, out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def triples(store: ox.Store) -> set[ox.Triple]:
    return {q.triple for q in store}


def read(data: bytes, syntax: Syntax) -> list[ox.Quad]:
    return list(ox.parse(data, syntax.rdf_format))


# ---- every reader finds the same


@pytest.mark.parametrize("syntax", UNION)
def test_pyoxigraph_reads_the_union(kept: Store, syntax: Syntax) -> None:
    found = [q.triple for q in read(exported(kept.graph, syntax, with_ontology=True), syntax)]
    assert len(found) == len(set(found))
    assert set(found) == triples(kept.graph)


@pytest.mark.parametrize("syntax", [Syntax.TRIG, Syntax.NQUADS])
def test_pyoxigraph_reads_the_graphs(kept: Store, syntax: Syntax) -> None:
    assert set(read(exported(kept.graph, syntax, with_ontology=True), syntax)) == set(kept.quads())


@pytest.mark.parametrize("syntax", UNION)
def test_rdflib_reads_the_union(kept: Store, syntax: Syntax) -> None:
    graph = Graph().parse(data=exported(kept.graph, syntax, with_ontology=True), format=RDFLIB[syntax])
    expected = Graph().parse(data="".join(f"{t} .\n" for t in triples(kept.graph)), format="nt")
    assert set(graph) == set(expected)


@pytest.mark.parametrize("syntax", [Syntax.TRIG, Syntax.NQUADS])
def test_rdflib_reads_the_graphs(kept: Store, syntax: Syntax) -> None:
    graph = Dataset()
    graph.parse(data=exported(kept.graph, syntax), format=RDFLIB[syntax])
    expected = Dataset()
    expected.parse(data=exported(kept.graph, Syntax.TRIG), format="trig")
    assert set(graph.quads()) == set(expected.quads())
    assert len(set(graph.quads())) == len(read(exported(kept.graph, syntax), syntax))


@pytest.mark.parametrize("syntax", [Syntax.NTRIPLES, Syntax.RDFXML])
def test_owlready2_reads_the_union(kept: Store, syntax: Syntax, tmp_path: Path) -> None:
    import owlready2

    file = tmp_path / "all"
    file.write_bytes(exported(kept.graph, syntax, with_ontology=True))
    world = owlready2.World()
    world.get_ontology(file.as_uri()).load()
    world.as_rdflib_graph().serialize(tmp_path / "again.nt", format="nt", encoding="utf-8")
    again = {q.triple for q in ox.parse(path=tmp_path / "again.nt", format=ox.RdfFormat.N_TRIPLES)}
    # owlready2 says of a file without a name of its own that it is an ontology, and drops a slash at the end of an IRI.
    found = {str(t).replace("/>", ">") for t in again if t.subject != ox.NamedNode("http://anonymous")}
    assert found == {str(t).replace("/>", ">") for t in triples(kept.graph)}


# ---- what a person sees

PLUM = """@prefix cc: <https://w3id.org/counterclaim/ns#> .
@prefix actor: <https://w3id.org/counterclaim/id/actor/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
actor:b cc:affiliatedWith actor:a.b , <https://example.org/odd,name> ; a cc:State , cc:Actor ; skos:prefLabel "B \\"two\\"\\n"@en .
actor:a.b cc:low 3 ; cc:high 4.5 ; cc:value "7"^^xsd:decimal ; rdfs:comment true , "x"^^xsd:date .
"""


def test_turtle_is_as_people_write_it() -> None:
    store = ox.Store()
    store.extend(ox.parse(PLUM.encode(), ox.RdfFormat.TURTLE))
    head, _, body = exported(store, Syntax.TURTLE).decode().partition("\n\n")
    assert head.splitlines() == [f"@prefix {p}: <{iri}> ." for p, iri in sorted(prefixes().items())]
    assert body == (
        "actor:a.b cc:high 4.5 ;\n"
        "    cc:low 3 ;\n"
        '    cc:value "7"^^xsd:decimal ;\n'
        '    rdfs:comment true , "x"^^xsd:date .\n'
        "\n"
        "actor:b a cc:Actor , cc:State ;\n"
        '    skos:prefLabel "B \\"two\\"\\n"@en ;\n'
        "    cc:affiliatedWith <https://example.org/odd,name> , actor:a.b .\n"
    )


def test_trig_has_a_block_for_each_graph() -> None:
    store = ox.Store()
    store.extend(
        ox.parse(
            b"<urn:s> <urn:p> 1 . <urn:g> { <urn:s> <urn:p> 2 . <urn:r> <urn:p> <urn:o> } <urn:f> { <urn:s> a <urn:c> }",
            ox.RdfFormat.TRIG,
        )
    )
    for quad in list(store.quads_for_pattern(None, None, None, ox.DefaultGraph())):
        store.remove(quad)
    assert exported(store, Syntax.TRIG).decode().partition("\n\n")[2] == (
        "<urn:f> {\n<urn:s> a <urn:c> .\n}\n\n<urn:g> {\n<urn:r> <urn:p> <urn:o> .\n\n<urn:s> <urn:p> 2 .\n}\n"
    )


def test_long_lists_of_values_stand_below_each_other() -> None:
    names = [f"https://example.org/{'long' * 5}/{n}" for n in range(4)]
    lines = sorted(f"<urn:s> <urn:p> <{n}> .\n".encode() for n in names)
    text = b"".join(turtle(lines, {})).decode()
    assert text == "\n<urn:s> <urn:p>\n        " + " ,\n        ".join(f"<{n}>" for n in names) + " .\n"


# ---- sorted, and the same everywhere


def test_lines_are_sorted_and_single(small: ox.Store) -> None:
    lines = exported(small, Syntax.NTRIPLES).splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) < len(small)  # one accusation stands in two graphs
    assert {line + b"\n" for line in lines} == {f"{t} .\n".encode() for t in triples(small)}


def test_graphs_come_one_after_the_other(small: ox.Store) -> None:
    lines = list(sorted_lines(small, Form.GRAPHS))
    graphs = [line.split(b"\t")[0] for line in lines]
    assert graphs == sorted(graphs)
    assert len(lines) == len(small)


def test_runs_on_disk_give_the_same(small: ox.Store) -> None:
    for form in Form:
        assert list(sorted_lines(small, form, run=100)) == list(sorted_lines(small, form))


SCRIPT = """
import random, sys, pyoxigraph as ox
from pathlib import Path
from kg import rdf
from kg.export.dump import Syntax, dump
from kg.export.describe import Census, Dump, description
quads = rdf.quads_of(Path(sys.argv[1]))
random.Random(int(sys.argv[2])).shuffle(quads)
store = ox.Store()
for quad in quads:
    store.add(quad)
for syntax in Syntax:
    census = Census(store)
    dump(store, syntax, sys.stdout.buffer, seen=census.seen)
    sys.stdout.buffer.writelines(description(census, Dump("all", syntax, 1, "ab" * 32)))
"""


def test_order_of_loading_and_hash_seed_change_nothing() -> None:
    outputs = set()
    for seed in ("0", "1", "77"):
        command = [sys.executable, "-c", SCRIPT, str(HERE / "small.trig"), seed]
        done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 20_000


@pytest.mark.parametrize("form", list(Form))
def test_blank_nodes_get_names_of_their_own(form: Form) -> None:
    found = set()
    for names in (("a", "b", "c"), ("z", "y", "x")):
        store = ox.Store()
        nodes = [ox.BlankNode(n) for n in names]
        link, graph = ox.NamedNode("urn:p"), ox.NamedNode("urn:g")
        quads = [
            ox.Quad(nodes[0], link, nodes[1], graph),
            ox.Quad(nodes[1], link, ox.Literal("an _:end"), graph),
            ox.Quad(ox.NamedNode("urn:s"), link, nodes[0], graph),
            ox.Quad(ox.NamedNode("urn:s"), link, ox.Literal("no node: _:x"), graph),
            ox.Quad(ox.NamedNode("urn:s"), link, ox.NamedNode("urn:o"), nodes[2]),
        ]
        random.Random(names[0]).shuffle(quads)
        store.extend(quads)
        found.add(b"".join(sorted_lines(store, form)))
    assert len(found) == 1
    text = found.pop()
    assert b'"no node: _:x"' in text and b"_:c14n0" in text and b"_:z" not in text


@pytest.mark.parametrize(
    ("quad", "expected"),
    [
        (b"<s> <p> <o> <g>", (b"<s> <p> <o>", b"<g>")),
        (b"<s> <p> <o>", (b"<s> <p> <o>", b"")),
        (b"<s> <p> _:o", (b"<s> <p> _:o", b"")),
        (b"<s> <p> _:o _:g", (b"<s> <p> _:o", b"_:g")),
        (b'<s> <p> "a <b>"', (b'<s> <p> "a <b>"', b"")),
        (b'<s> <p> "a <b>" <g>', (b'<s> <p> "a <b>"', b"<g>")),
        (b'<s> <p> "a <b"^^<d>', (b'<s> <p> "a <b"^^<d>', b"")),
        (b'<s> <p> "a _:b"@en', (b'<s> <p> "a _:b"@en', b"")),
    ],
)
def test_a_quad_parts_from_its_graph(quad: bytes, expected: tuple[bytes, bytes]) -> None:
    assert parted(quad) == expected


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
LOCALS = st.text("ab.-_:/~%é0", min_size=1, max_size=6)


@st.composite
def terms(draw: st.DrawFn) -> ox.NamedNode | ox.Literal:
    kind = draw(st.sampled_from(["iri", "text", "tagged", "typed"]))
    if kind == "iri":
        base = draw(st.sampled_from([*prefixes().values(), "urn:x:", "https://example.org/a/"]))
        return ox.NamedNode(base + draw(LOCALS).replace("%", "%20"))
    if kind == "text":
        return ox.Literal(draw(TEXTS))
    if kind == "tagged":
        return ox.Literal(draw(TEXTS), language=draw(st.sampled_from(["en", "ps-arab"])))
    value = draw(st.sampled_from(["1", "-1", "+01", "1.0", ".5", "1.", "true", "0", "1e3", "2024-01-01", "", " 1"]))
    name = draw(st.sampled_from(["integer", "decimal", "boolean", "double", "date", "int"]))
    return ox.Literal(value, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}"))


@given(st.lists(st.tuples(terms(), terms(), terms(), terms()), max_size=8))
def test_any_term_survives(rows: list[tuple[ox.NamedNode, ...]]) -> None:
    store = ox.Store()
    for subject, predicate, thing, graph in rows:
        if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and isinstance(graph, ox.NamedNode):
            store.add(ox.Quad(subject, predicate, thing, graph))
    found = b"".join(turtle(sorted_lines(store, Form.TRIPLES), prefixes()))
    assert {q.triple for q in ox.parse(found, ox.RdfFormat.TURTLE)} == triples(store)
    found = b"".join(trig(sorted_lines(store, Form.GRAPHS), prefixes()))
    assert set(ox.parse(found, ox.RdfFormat.TRIG)) == set(store)


# ---- what goes along


def test_the_ontology_stays_out_but_for_its_class_tree(kept: Store) -> None:
    inside = set(kept.triples_of("ontology"))
    elsewhere = {q.triple for q in kept.quads() if q.graph_name.value != kept.minter.graph("ontology")}  # type: ignore[union-attr]
    for syntax in (Syntax.TURTLE, Syntax.TRIG):
        left = {q.triple for q in read(exported(kept.graph, syntax), syntax)} - elsewhere
        assert left == {t for t in inside - elsewhere if t.predicate.value.endswith("#subClassOf")}
        assert len(left) > 10


def test_every_answer_survives_the_union(kept: Store) -> None:
    again, graphs = ox.Store(), ox.Store()
    again.extend(read(exported(kept.graph, Syntax.TURTLE), Syntax.TURTLE))
    graphs.extend(kept.quads())
    full = 0
    for query in read_queries(queries()):
        needed = {p.name for p in query.parameters if not p.optional}
        if not needed:
            expected = query.run(graphs).rows
            assert query.run(again).rows == expected, query.name
            full += bool(expected)
    assert full > 10


def graphs_of(data: bytes) -> set[str]:
    return {q.graph_name.value.rpartition("/")[2] for q in read(data, Syntax.NQUADS) if isinstance(q.graph_name, ox.NamedNode)}


def derived(data: bytes) -> set[str]:
    names = {CC.deniedBy, CC.accuses, CC.outletCount, CC.contradicts, CC.canonical}
    found = [q for q in read(data, Syntax.NQUADS) if q.predicate.value in names]
    return {f"{q.subject.value.rpartition('/')[2]} {q.predicate.value.rpartition('#')[2]}" for q in found}  # type: ignore[union-attr]


def test_an_outlet_brings_its_documents_and_what_is_derived_from_them(small: ox.Store) -> None:
    gazette = exported(small, Syntax.NQUADS, chosen=selection(small, ["gazette"]))
    assert graphs_of(gazette) == {"entities", "vocabulary", "derived", "gazette-page"}
    # The denial stands in the Herald alone, and so does the toll of two.
    assert derived(gazette) == {"blame outletCount", "the-union canonical", "union accuses"}
    wire = exported(small, Syntax.NQUADS, chosen=selection(small, ["Port Wire"]))
    assert graphs_of(wire) == {"entities", "vocabulary", "derived", "herald-page"}
    assert derived(wire) == {"blame deniedBy", "blame outletCount", "the-union canonical", "union accuses"}


def test_an_accusation_of_left_out_documents_does_not_stay() -> None:
    store = rdf.store_of([HERE / "small.trig"])
    text = """PREFIX cc: <https://w3id.org/counterclaim/ns#> PREFIX id: <https://w3id.org/counterclaim/id/>
        DELETE DATA { GRAPH <https://w3id.org/counterclaim/id/graph/gazette-page> {
            <https://w3id.org/counterclaim/id/claim/blame> a cc:Accusation ;
                cc:claimant <https://w3id.org/counterclaim/id/actor/the-union> . } }"""
    store.update(text)
    store.update(
        "DELETE WHERE { GRAPH <https://w3id.org/counterclaim/id/graph/gazette-page> { <https://w3id.org/counterclaim/id/claim/blame> ?p ?o } }"
    )
    assert "union accuses" not in derived(exported(store, Syntax.NQUADS, chosen=selection(store, ["Gazette"])))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2024-05-05", None, {"gazette-page"}),  # of a month only part must lie within
        (None, "2024-04", set()),
        ("2024-06", None, set()),
        ("2024-05-03", "2024-05-04", {"gazette-page", "herald-page"}),
        (None, "2024-05-01", {"gazette-page", "herald-page"}),
    ],
)
def test_dates_choose_documents(small: ox.Store, since: str | None, until: str | None, expected: set[str]) -> None:
    data = exported(small, Syntax.NQUADS, chosen=selection(small, since=since, until=until))
    assert graphs_of(data) - {"entities", "vocabulary", "derived"} == expected


def test_a_selection_of_our_own_store_writes_nothing_twice(kept: Store) -> None:
    chosen = selection(kept.graph, ["NewsGram"])
    quads = read(exported(kept.graph, Syntax.NQUADS, chosen=chosen), Syntax.NQUADS)
    assert all(isinstance(q.graph_name, ox.NamedNode) for q in quads)
    union = {q.triple for q in read(exported(kept.graph, Syntax.TURTLE, chosen=chosen), Syntax.TURTLE)}
    assert union == {q.triple for q in quads}
    names = {q.subject.value for q in quads if q.predicate.value.endswith("identifier")}  # type: ignore[union-attr]
    # The example has its three documents in one graph, which goes along as a whole; the other file's graph stays behind.
    assert {n.rpartition("/")[2] for n in names} == {"killed-84", "planned-and-denied", "toll-145-177"}


def test_what_cannot_be_chosen_is_told(small: ox.Store) -> None:
    with pytest.raises(UnknownOutlet, match="no outlet 'Gazete' in this store; did you mean Gazette"):
        selection(small, ["Gazete"])
    with pytest.raises(BadDate, match="write a day, a month or a year"):
        selection(small, since="May 2024")
