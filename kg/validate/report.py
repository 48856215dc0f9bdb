"""How is a validation told to a machine? As a SHACL validation report in Turtle, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

import pyoxigraph as ox

from kg.export.turtle import turtle
from kg.schema import PREFIXES
from kg.validate.results import Result, Severity
from kg.validate.shapes import NAMESPACE, SH
from kg.validate.terms import XSD

_GENID = "https://w3id.org/counterclaim/.well-known/genid/"  # IRIs in the place of blank nodes (RDF 1.1, section 3.5)
_RDF = PREFIXES["rdf"]
_TYPE = ox.NamedNode(_RDF + "type")


def conforms(results: Sequence[Result]) -> bool:
    """Whether data pass: warnings and infos are told, only violations keep them out."""
    return all(r.severity is not Severity.VIOLATION for r in results)


def to_json(results: Sequence[Result], places: Mapping[str, Sequence[str]]) -> str:
    """The results as JSON; `places` are the files or documents that speak of a node. Empty fields are left out."""
    listed = []
    for result in results:
        fields = {name: str(getattr(result, name)) for name in Result.__slots__}
        listed.append({k: v for k, v in fields.items() if v} | {"where": list(places.get(result.focus, ()))})
    return json.dumps({"conforms": conforms(results), "results": listed}, ensure_ascii=False, indent=2)


def to_turtle(results: Sequence[Result]) -> str:
    """The results as a `sh:ValidationReport`. The same results give the same text; there are no blank nodes."""
    lines = sorted(f"{triple} .\n".encode() for triple in set(_triples(results)))
    prefixes = {"sh": SH, "ccs": NAMESPACE} | {n: PREFIXES[n] for n in ("cc", "rdf", "xsd")}
    return b"".join(turtle(lines, prefixes)).decode()


def _skolem(*parts: str) -> ox.NamedNode:
    return ox.NamedNode(_GENID + sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:20])


def _node(name: str) -> ox.NamedNode:
    return _skolem("node", name) if name.startswith("_:") else ox.NamedNode(name)


def _literal(value: str, kind: str) -> ox.Literal:
    if kind.startswith("@"):
        return ox.Literal(value, language=kind[1:])
    return ox.Literal(value, datatype=ox.NamedNode(kind))


def _triples(results: Sequence[Result]) -> Iterator[ox.Triple]:
    found = [(_skolem("result", *(str(getattr(r, n)) for n in Result.__slots__)), r) for r in results]
    report = _skolem("report", *(node.value for node, _ in found))
    yield ox.Triple(report, _TYPE, _sh("ValidationReport"))
    yield ox.Triple(report, _sh("conforms"), _literal("true" if conforms(results) else "false", XSD + "boolean"))
    for node, result in found:
        yield ox.Triple(report, _sh("result"), node)
        yield ox.Triple(node, _TYPE, _sh("ValidationResult"))
        yield ox.Triple(node, _sh("resultSeverity"), _sh(result.severity.value))
        yield ox.Triple(node, _sh("sourceShape"), ox.NamedNode(NAMESPACE + result.shape))
        yield ox.Triple(node, _sh("sourceConstraintComponent"), _sh(result.component))
        yield ox.Triple(node, _sh("focusNode"), _node(result.focus))
        yield ox.Triple(node, _sh("resultMessage"), ox.Literal(result.message))
        if result.value or result.datatype:
            value = _literal(result.value, result.datatype) if result.datatype else _node(result.value)
            yield ox.Triple(node, _sh("value"), value)
        if result.path:
            yield from _path(node, result.path)


def _path(node: ox.NamedNode, path: str) -> Iterator[ox.Triple]:
    steps = re.findall(r"<([^>]*)>", path)
    if not steps:
        yield ox.Triple(node, _sh("resultPath"), ox.NamedNode(path))
    elif path.startswith("^"):
        yield ox.Triple(node, _sh("resultPath"), _skolem("path", path))
        yield ox.Triple(_skolem("path", path), _sh("inversePath"), ox.NamedNode(steps[0]))
    else:
        cells = [_skolem("path", path, str(n)) for n in range(len(steps))]
        yield ox.Triple(node, _sh("resultPath"), cells[0])
        for cell, step, rest in zip(cells, steps, [*cells[1:], ox.NamedNode(_RDF + "nil")], strict=True):
            yield ox.Triple(cell, ox.NamedNode(_RDF + "first"), ox.NamedNode(step))
            yield ox.Triple(cell, ox.NamedNode(_RDF + "rest"), rest)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)
