"""The HTML reference of ontology, shapes and vocabularies, built with pyLODE."""

from __future__ import annotations

import html
import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from kg import resources, schema
from kg.schema import Kind, curie
from kg.validate import SHAPES, read_graph, rules


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a heading of its own on a page."""

    iri: str
    name: str
    definition: str
    note: str = ""
    parents: tuple[str, ...] = ()


def _page_graph(iri: str, title: str, description: str, entries: list[Entry]) -> Graph:
    """A page's contents in the form that pyLODE shows best: an ontology of classes.

    The release in use (see pyproject.toml) has a page for vocabularies that leaves the concepts out, and none for shapes.
    """
    graph = Graph()
    node = URIRef(iri)
    graph.add((node, RDF.type, OWL.Ontology))
    graph.add((node, DCTERMS.title, Literal(title, lang="en")))
    graph.add((node, DCTERMS.description, Literal(description, lang="en")))
    for entry in entries:
        term = URIRef(entry.iri)
        graph.add((term, RDF.type, OWL.Class))
        graph.add((term, RDFS.label, Literal(entry.name, lang="en")))
        graph.add((term, SKOS.definition, Literal(entry.definition, lang="en")))
        if entry.note:
            graph.add((term, SKOS.scopeNote, Literal(entry.note, lang="en")))
        for parent in entry.parents:
            graph.add((term, RDFS.subClassOf, URIRef(parent)))
    return graph


def shape_entries() -> list[Entry]:
    """Every shape: its messages, and on what and how gravely it works."""
    source = rules().shapes
    out = []
    for shape in source.subjects(RDF.type, SH.NodeShape):
        parts = [shape, *source.objects(shape, SH.property), *source.objects(shape, SH.sparql)]
        messages = sorted({str(m) for p in parts for m in source.objects(p, SH.message)})
        severities = sorted({str(s).removeprefix(str(SH)) for p in parts for s in source.objects(p, SH.severity)})
        targets = sorted(curie(str(t)) for t in source.objects(shape, SH.targetClass))
        targets += sorted(f"subjects of {curie(str(t))}" for t in source.objects(shape, SH.targetSubjectsOf))
        out.append(
            Entry(
                str(shape),
                str(shape).removeprefix(SHAPES),
                " ".join(messages),
                f"{', '.join(severities) or 'Violation'}; on {', '.join(targets)}",
            )
        )
    return sorted(out, key=lambda e: e.name)


def concept_entries(scheme: str) -> list[Entry]:
    """Every concept of a scheme, under its notation."""
    return [
        Entry(
            c.iri,
            c.notation or c.name,
            c.definition,
            f"{c.curie}; close to {', '.join(map(curie, c.close))}" if c.close else c.curie,
            c.parents,
        )
        for c in schema.schema().concepts(scheme)
    ]


def ontology_graph() -> Graph:
    """The ontology with local names as labels, so that pyLODE's anchors are the local names and `ns#Claim` leads somewhere."""
    graph = read_graph([schema.files()[0]], Graph())
    for term in schema.schema().terms.values():
        node = URIRef(term.iri)
        if (node, RDF.type, None) in graph:
            graph.remove((node, RDFS.label, None))
            graph.add((node, RDFS.label, Literal(term.name, lang="en")))
    return graph


@contextmanager
def _quiet() -> Iterator[None]:
    """Give the root logger back its level and handlers: importing pyLODE changes both."""
    level, handlers = logging.root.level, list(logging.root.handlers)
    logging.root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logging.root.setLevel(level)
        logging.root.handlers[:] = handlers


def _write(graph: Graph, page: Path, heading: str) -> None:
    import pylode

    logging.root.setLevel(logging.WARNING)
    text = pylode.OntPub(ontology=graph, sort_subjects=True).make_html()
    if heading:
        text = re.sub(r"(<h[24][^>]*>\s*(?:<a[^>]*>)?)\s*Classes\b", rf"\g<1>{heading}", text)
    page.write_text(text, encoding="utf-8")


_INDEX = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Counterclaim reference</title></head>
<body>
<h1>Counterclaim reference</h1>
<p>{description}</p>
<ul>
{items}
</ul>
</body>
</html>
"""


def write(folder: Path) -> list[Path]:
    """Write the reference into a folder (made if need be), with the Turtle sources beside it; return the pages, index first."""
    folder.mkdir(parents=True, exist_ok=True)
    terms = schema.schema()
    with _quiet():
        pages = [("The ontology: classes and properties", folder / "ontology.html")]
        _write(ontology_graph(), pages[0][1], "")
        pages.append(("The shapes: what the data must look like", folder / "shapes.html"))
        model = rules().shapes
        about = {p: str(model.value(URIRef(SHAPES[:-1]), p)) for p in (DCTERMS.title, DCTERMS.description)}
        _write(_page_graph(SHAPES[:-1], about[DCTERMS.title], about[DCTERMS.description], shape_entries()), pages[1][1], "Rules")
        for scheme in terms.of_kind(Kind.SCHEME):
            page = folder / f"{scheme.name}.html"
            _write(_page_graph(scheme.iri, scheme.label, scheme.definition, concept_entries(scheme.iri)), page, "Concepts")
            pages.append((f"Vocabulary: {scheme.label}", page))
    sources = [*schema.files(), *sorted((resources.ontology() / "shapes").glob("*.ttl")), resources.ontology() / "alignments.ttl"]
    for source in sources:
        shutil.copyfile(source, folder / source.name)
    items = [f'<li><a href="{p.name}">{html.escape(t)}</a></li>' for t, p in pages]
    items += [f'<li><a href="{s.name}">{s.name}</a> (Turtle)</li>' for s in sources]
    description = str(rules().model.value(URIRef(schema.ONTOLOGY), DCTERMS.description))
    index = folder / "index.html"
    index.write_text(_INDEX.format(description=html.escape(description), items="\n".join(items)), encoding="utf-8")
    return [index, *(p for _, p in pages)]
