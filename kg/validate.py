"""Which rules does some data break? SHACL, by the reference engine pySHACL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

import pyshacl
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg import rdf, resources, schema
from kg.errors import KgError

G = TypeVar("G", bound=Graph)

SHAPES = "https://w3id.org/counterclaim/shapes#"
_FORMATS = {".ttl": "turtle", ".trig": "trig", ".nt": "nt", ".nq": "nquads", ".rdf": "xml", ".jsonld": "json-ld"}


class Severity(StrEnum):
    """How grave a broken rule is: a violation keeps a document out, a warning is shown, an info is a remark."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One broken rule: which shape, at which node, along which path, with which value."""

    severity: Severity
    shape: str
    focus: str
    path: str
    value: str
    message: str


class ShapesFailure(KgError):
    """pySHACL could not run the shapes over the data; carries its `reason`. The data are not judged."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the shapes could not be run: {reason}")
        self.reason = reason


def read_graph(paths: Iterable[Path], into: G) -> G:
    """Add the data of some files to an rdflib graph or dataset and return it. Raises BadFile with line and column."""
    for path in paths:
        rdf.quads_of(path)  # its syntax errors have line and column
        into.parse(path, format=_FORMATS[path.suffix])
    return into


def read_dataset(paths: Iterable[Path]) -> Dataset:
    """An rdflib dataset of some files whose default graph is the union of all. Raises BadFile as `read_graph`."""
    return read_graph(paths, Dataset(default_union=True))


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
    by = by or rules()
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
    if not isinstance(report, Graph):
        raise ShapesFailure(str(text))
    order = list(Severity)
    found = {_result(report, node, by) for node in report.subjects(RDF.type, SH.ValidationResult)}
    return sorted(found, key=lambda r: (order.index(r.severity), r.shape, r.focus, r.path, r.value, r.message))


def _result(report: Graph, node: Node, by: Rules) -> Result:
    def one(predicate: URIRef) -> str:
        found = report.value(node, predicate)
        return "" if found is None else str(found)

    shape = report.value(node, SH.sourceShape)
    return Result(
        severity=Severity(one(SH.resultSeverity).removeprefix(str(SH))),
        shape=by.owners.get(shape, str(shape)) if shape is not None else "",
        focus=one(SH.focusNode),
        path=one(SH.resultPath),
        value=one(SH.value),
        message=one(SH.resultMessage),
    )
