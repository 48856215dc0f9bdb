"""How is a store written as RDF: Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML?

TriG and N-Quads keep the graphs; the others are the union of all graphs, in which every answer stays the same. All are
written from sorted lines, so the same data give the same bytes. JSON-LD and RDF/XML are written by pyoxigraph, statement by
statement in that order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import groupby, islice
from typing import BinaryIO

import pyoxigraph as ox

from kg.export.lines import Form, Wanted, parted, sorted_lines
from kg.export.selection import Selection, holds_union, reports, select
from kg.export.turtle import Group, prefixes, trig, turtle
from kg.iris import BASE
from kg.ns import CC
from kg.schema import PREFIXES, schema

_SUBCLASS = f"<{PREFIXES['rdfs']}subClassOf>".encode()
_GRAPHS_OF_ONTOLOGY = "SELECT DISTINCT ?g { GRAPH ?g { ?o a owl:Ontology } }"
_GRAPHS_OF_DOCUMENTS = "SELECT DISTINCT ?g ?d { GRAPH ?g { ?d a cc:Document } }"
_ACCUSATIONS = """SELECT ?claim ?from ?to WHERE {
  ?claim a cc:Accusation ; cc:claimant ?a ; cc:target ?b .
  OPTIONAL { ?a cc:canonical ?ac } BIND (COALESCE(?ac, ?a) AS ?from)
  OPTIONAL { ?b cc:canonical ?bc } BIND (COALESCE(?bc, ?b) AS ?to) }"""
_TYPE = f" <{PREFIXES['rdf']}type> ".encode()
_BATCH = 4096  # lines that are parsed at once
_STEP = 20_000  # statements between two words of progress
Seen = Callable[[Group], None]
Progress = Callable[[int], None]


class Syntax(StrEnum):
    """The RDF formats, by the names that `kg export` takes."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"

    @property
    def keeps_graphs(self) -> bool:
        return self in (Syntax.TRIG, Syntax.NQUADS)

    @property
    def rdf_format(self) -> ox.RdfFormat:
        return _FORMATS[self]


_FORMATS = {
    Syntax.TURTLE: ox.RdfFormat.TURTLE,
    Syntax.TRIG: ox.RdfFormat.TRIG,
    Syntax.NQUADS: ox.RdfFormat.N_QUADS,
    Syntax.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    Syntax.JSONLD: ox.RdfFormat.JSON_LD,
    Syntax.RDFXML: ox.RdfFormat.RDF_XML,
}


def dump(
    store: ox.Store,
    syntax: Syntax,
    out: BinaryIO,
    *,
    chosen: Selection | None = None,
    with_ontology: bool = False,
    base: str = BASE,
    seen: Seen | None = None,
    progress: Progress | None = None,
) -> int:
    """Write a store, or the documents that a selection keeps with all that is no document; the number of statements comes back.

    The ontology's graph stays out unless asked for, save its class tree, which some stored queries walk. With a selection,
    derived links are kept where both their ends are. `base` is the store's base IRI, for prefixes. `seen` is told of every
    subject's statements, `progress` now and then of how many are written.
    """
    form = {Syntax.TRIG: Form.GRAPHS, Syntax.NQUADS: Form.QUADS}.get(syntax, Form.TRIPLES)
    ontology = set() if with_ontology else {row["g"] for row in select(store, _GRAPHS_OF_ONTOLOGY)}
    named, united = next(store.named_graphs(), None) is not None, holds_union(store)
    wanted: Wanted | None
    # The union is at hand in the default graph: half as much to write, and nothing twice.
    of_union = united and not chosen and (form is Form.TRIPLES or not named)
    if of_union:
        wanted = _beside(_only_in(store, ontology))
    else:
        wanted = _wanted(store, chosen or Selection(), ontology, skip_default=named and united)
    counted = _Counter(progress)
    lines = counted.each(sorted_lines(store, form, wanted, default_only=of_union))
    table = prefixes(base)
    match syntax:
        case Syntax.TURTLE:
            out.writelines(turtle(lines, table, seen))
        case Syntax.TRIG:
            out.writelines(trig(lines, table, seen))
        case Syntax.NTRIPLES | Syntax.NQUADS:
            out.writelines(lines if seen is None else _telling(lines, seen))
        case _:
            told = lines if seen is None else _telling(lines, seen)
            ox.serialize(_triples(told), out, format=syntax.rdf_format, prefixes=table)
    return counted.count


class _Counter:
    def __init__(self, progress: Progress | None) -> None:
        self.count, self._progress = 0, progress

    def each(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        for n, line in enumerate(lines, 1):
            self.count = n
            if self._progress is not None and n % _STEP == 0:
                self._progress(n)
            yield line


def _telling(lines: Iterable[bytes], seen: Seen) -> Iterator[bytes]:
    """The lines as they come, while `seen` hears of each group of one subject."""
    for subject, group in groupby(lines, lambda line: line.partition(b" ")[0]):
        kept = list(group)
        pairs = []
        for line in kept:
            _, predicate, thing = parted(line[:-3])[0].split(b" ", 2)
            pairs.append((predicate, thing))
        seen((subject, pairs))
        yield from kept


def _triples(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    """Sorted N-Triples as terms, the types of a subject first."""
    ordered = _types_first(lines)
    while batch := list(islice(ordered, _BATCH)):
        for quad in ox.parse(b"".join(batch), ox.RdfFormat.N_TRIPLES):
            yield quad.triple


def _types_first(lines: Iterable[bytes]) -> Iterator[bytes]:
    for subject, group in groupby(lines, lambda line: line.partition(b" ")[0]):
        start = subject + _TYPE
        yield from sorted(group, key=lambda line, start=start: not line.startswith(start))  # type: ignore[misc]


def _beside(triples: set[bytes]) -> Wanted | None:
    """All but some triples; of these the class tree."""
    return (lambda _, line: line not in triples or _SUBCLASS in line) if triples else None


def _only_in(store: ox.Store, graphs: Iterable[str]) -> set[bytes]:
    """The triples of some graphs that no other graph has."""
    inside = {ox.DefaultGraph(), *map(ox.NamedNode, graphs)}
    return {
        str(quad.triple).encode()
        for graph in graphs
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        if all(q.graph_name in inside for q in store.quads_for_pattern(quad.subject, quad.predicate, quad.object))
    }


def _wanted(store: ox.Store, chosen: Selection, graphs: Iterable[str], *, skip_default: bool) -> Wanted | None:
    """Which quads go along; None for all. Of `graphs`, the ontology's, only the class tree does."""
    ontology = {_token(g) for g in graphs}
    if not chosen:
        if not ontology and not skip_default:
            return None
        return lambda graph, line: bool(graph or not skip_default) and (graph not in ontology or _SUBCLASS in line)
    documents = {r.document for r in reports(store, chosen)}
    kept: set[str] = set()
    other: set[str] = set()
    for row in select(store, _GRAPHS_OF_DOCUMENTS):
        (kept if row["d"] in documents else other).add(row["g"])
    other -= kept
    out = {_token(g) for g in other}
    there = _described(store, kept)
    lost = _described(store, other) - there
    accusing = {(_token(row["from"]), _token(row["to"])) for row in select(store, _ACCUSATIONS) if _token(row["claim"]) in there}
    derived = {_token(p.iri) for p in schema().properties if p.derived}
    accuses = _token(CC.accuses)

    def wanted(graph: bytes, line: bytes) -> bool:
        if graph in out or (skip_default and not graph):
            return False
        if graph in ontology:
            return _SUBCLASS in line
        subject, predicate, thing = line.split(b" ", 2)
        if predicate == accuses:
            return (subject, thing) in accusing
        return predicate not in derived or (subject not in lost and thing not in lost)

    return wanted


def _token(iri: str) -> bytes:
    return f"<{iri}>".encode()


def _described(store: ox.Store, graphs: Iterable[str]) -> set[bytes]:
    """The nodes that some graphs describe."""
    of = (store.quads_for_pattern(None, None, None, ox.NamedNode(graph)) for graph in graphs)
    return {str(quad.subject).encode() for quads in of for quad in quads}
