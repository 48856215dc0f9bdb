"""What does the reference engine, pySHACL, find? All of SHACL, slowly; the compiled rules must find the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg import rdf, resources, schema
from kg.validate.results import Result, Severity, ShapesFailure, in_order
from kg.validate.terms import to_rdflib

G = TypeVar("G", bound=Graph)

SHAPES = "https://w3id.org/counterclaim/shapes#"
_FORMATS = {".ttl": "turtle", ".trig": "trig", ".nt": "nt", ".nq": "nquads", ".rdf": "xml", ".jsonld": "json-ld"}


def read_graph(paths: Iterable[Path], into: G) -> G:
    """Add the data of some files to an rdflib graph or dataset and return it. Raises BadFile with line and column."""
    for path in paths:
        rdf.quads_of(path)  # its syntax errors have line and column
        into.parse(path, format=_FORMATS[path.suffix])
    return into


def read_dataset(paths: Iterable[Path]) -> Dataset:
    """An rdflib dataset of some files whose default graph is the union of all. Raises BadFile as `read_graph`."""
    return read_graph(paths, Dataset(default_union=True))


def dataset_of(quads: Iterable[ox.Quad]) -> Dataset:
    """The same quads as an rdflib dataset whose default graph is the union of all."""
    found = Dataset(default_union=True)
    for quad in quads:
        where = found.default_graph if isinstance(quad.graph_name, ox.DefaultGraph) else found.graph(to_rdflib(quad.graph_name))
        where.add(tuple(to_rdflib(t) for t in (quad.subject, quad.predicate, quad.object)))  # type: ignore[arg-type]
    return found


@dataclass(frozen=True, slots=True)
class Rules:
    """The shapes, and the model whose subclasses they lean on."""

    shapes: Graph
    model: Graph
    owners: dict[Node, str]  # the local name of the shape to which each shape and (nameless) property shape belongs

    @property
    def names(self) -> set[str]:
        return set(self.owners.values())


@cache
def rules(folder: Path | None = None) -> Rules:
    """The rules of an ontology folder, by default the one that ships with the package; read once."""
    folder = folder or resources.ontology()
    shapes = read_graph(sorted((folder / "shapes").glob("*.ttl")), Graph())
    owners: dict[Node, str] = {}
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        for part in (shape, *shapes.objects(shape, SH.property)):
            owners[part] = str(shape).removeprefix(SHAPES)
    return Rules(shapes, read_graph(schema.files(folder), Graph()), owners)


def validate(data: Graph, by: Rules | None = None) -> list[Result]:
    """The broken rules of the data, gravest first, then by shape and node. Raises ShapesFailure when pySHACL gives up.

    The model is mixed in for its subclasses and is not judged itself.
    """
    import pyshacl

    by = by or rules()
    try:
        _, report, text = pyshacl.validate(
            data,
            shacl_graph=by.shapes,
            ont_graph=by.model,
            inference="none",
            advanced=False,
            allow_infos=True,
            allow_warnings=True,
            inplace=False,
        )
    except Exception as error:  # rdflib's arithmetic fails in many ways over literals that are not of their datatype
        raise ShapesFailure(f"pySHACL failed over these data: {type(error).__name__}: {error}") from error
    if not isinstance(report, Graph):
        raise ShapesFailure(str(text))
    return in_order(_result(report, node, by) for node in report.subjects(RDF.type, SH.ValidationResult))


def _name(node: Node | None) -> str:
    if node is None:
        return ""
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _path(report: Graph, node: Node | None) -> str:
    """An IRI, or the SPARQL property path that a nameless path stands for."""
    if not isinstance(node, BNode):
        return _name(node)
    inverse = report.value(node, SH.inversePath)
    if inverse is not None:
        return f"^<{inverse}>"
    return "/".join(f"<{item}>" for item in report.items(node))


def _result(report: Graph, node: Node, by: Rules) -> Result:
    def one(predicate: URIRef) -> Node | None:
        return report.value(node, predicate)

    shape, value = one(SH.sourceShape), one(SH.value)
    kind = ""
    if isinstance(value, Literal):
        kind = f"@{value.language}" if value.language else str(value.datatype or schema.PREFIXES["xsd"] + "string")
    return Result(
        severity=Severity(_name(one(SH.resultSeverity)).removeprefix(str(SH))),
        shape=by.owners.get(shape, str(shape)) if shape is not None else "",
        focus=_name(one(SH.focusNode)),
        path=_path(report, one(SH.resultPath)),
        value=_name(value),
        message=_name(one(SH.resultMessage)),
        datatype=kind,
        component=_name(one(SH.sourceConstraintComponent)).removeprefix(str(SH)),
    )
