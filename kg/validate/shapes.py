"""What do the shapes say? Read from SHACL into values; whatever is not known here is refused, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg import rdf
from kg.schema import PREFIXES
from kg.validate.results import Severity, UnsupportedShape
from kg.validate.terms import Term

SH = "http://www.w3.org/ns/shacl#"
NAMESPACE = "https://w3id.org/counterclaim/shapes#"
_RDF = PREFIXES["rdf"]
_STRUCTURE = {"targetClass", "targetSubjectsOf", "severity", "message", "property", "sparql", "path", "ignoredProperties"}
_LISTS = {"in"}
_MEMBERS = {"and", "or"}
_VALUES = {
    *("class", "nodeKind", "datatype", "minCount", "maxCount", "minInclusive", "maxInclusive"),
    *("lessThan", "lessThanOrEquals", "disjoint", "uniqueLang", "closed"),
}
_RULE = {"select", "message", "prefixes"}
_SELECT = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?(?P<names>(?:[$?]\w+\s+)+)(?:WHERE\s*)?\{(?P<body>.*)\}\s*", re.S | re.I)
_FORBIDDEN = re.compile(r"\b(MINUS|VALUES|SERVICE|SELECT)\b", re.I)  # SHACL forbids them, or $this would not reach inside


@dataclass(frozen=True, slots=True)
class Rule:
    """A SPARQL rule: the pattern whose solutions break it, what it selects beside the node, and its message."""

    prefixes: tuple[tuple[str, str], ...]
    body: str
    names: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: on which nodes it works, what it asks, and what is told where it fails.

    `path` is a SPARQL property path, empty for a node shape. `values` are the plain parameters of its constraints, `members`
    the shapes that `and` and `or` join.
    """

    name: str
    path: str = ""
    severity: Severity = Severity.VIOLATION
    message: str = ""
    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    values: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    members: dict[str, tuple[tuple[Shape, ...], ...]] = field(default_factory=dict)
    properties: tuple[Shape, ...] = ()
    rules: tuple[Rule, ...] = ()


def read(paths: list[Path]) -> tuple[Shape, ...]:
    """The node shapes of some files, by name. Raises BadFile, or UnsupportedShape for SHACL that is not known here."""
    return _Reader(rdf.store_of(paths)).shapes()


class _Reader:
    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def shapes(self) -> tuple[Shape, ...]:
        kind = ox.NamedNode(_RDF + "type")
        nodes = {q.subject for q in self._store.quads_for_pattern(None, kind, ox.NamedNode(SH + "NodeShape"), None)}
        found = [self._shape(n, n.value.removeprefix(NAMESPACE)) for n in nodes if isinstance(n, ox.NamedNode)]
        return tuple(sorted(found, key=lambda s: s.name))

    def _parameters(self, node: Term) -> Iterator[tuple[str, Term]]:
        assert not isinstance(node, ox.Literal)
        for quad in self._store.quads_for_pattern(node, None, None, None):
            if quad.predicate.value.startswith(SH):
                assert not isinstance(quad.object, ox.Triple)
                yield quad.predicate.value.removeprefix(SH), quad.object

    def _objects(self, node: Term, predicate: str) -> list[Term]:
        assert not isinstance(node, ox.Literal)
        found = self._store.quads_for_pattern(node, ox.NamedNode(predicate), None, None)
        return sorted((q.object for q in found if not isinstance(q.object, ox.Triple)), key=str)

    def _items(self, head: Term) -> list[Term]:
        out: list[Term] = []
        while head.value != _RDF + "nil":
            out += self._objects(head, _RDF + "first")
            head = self._objects(head, _RDF + "rest")[0]
        return out

    def _shape(self, node: Term, name: str, *, member: bool = False) -> Shape:
        given: dict[str, list[Term]] = {}
        for parameter, value in self._parameters(node):
            given.setdefault(parameter, []).append(value)
        unknown = sorted(set(given) - _STRUCTURE - _LISTS - _MEMBERS - _VALUES)
        if unknown:
            raise UnsupportedShape(name, f"sh:{unknown[0]}", "not known to the compiler")
        if any(k.value.endswith("#Class") for k in self._objects(node, _RDF + "type")):
            raise UnsupportedShape(name, "rdf:type", "a shape that is a class, and so its own target")
        lists = {k: tuple(i for head in given[k] for i in self._items(head)) for k in _LISTS & set(given)}
        joined = {
            k: tuple(sorted((tuple(self._shape(i, name, member=True) for i in self._items(h)) for h in given[k]), key=repr))
            for k in sorted(_MEMBERS & set(given))
        }
        path = self._path(name, given["path"][0]) if "path" in given else ""
        constraints = {*given} & (_LISTS | _MEMBERS | _VALUES | {"sparql"})
        if path and "sparql" in given:
            raise UnsupportedShape(name, "sh:sparql", "a SPARQL rule on a property shape")
        if (path or member) and "property" in given:
            raise UnsupportedShape(name, "sh:property", "a property shape inside a property shape or a list")
        messages = [m.value for m in given.get("message", [])]
        if not member and (len(messages) > 1 or (constraints - {"sparql"} and not messages)):
            raise UnsupportedShape(name, "sh:message", f"{len(messages)} messages where there must be one")
        return Shape(
            name=name,
            path=path,
            severity=Severity(given["severity"][0].value.removeprefix(SH)) if "severity" in given else Severity.VIOLATION,
            message="".join(messages),
            classes=tuple(sorted(c.value for c in given.get("targetClass", []))),
            subjects_of=tuple(sorted(p.value for p in given.get("targetSubjectsOf", []))),
            values={k: tuple(sorted(given[k], key=str)) for k in sorted(_VALUES & set(given))} | lists,
            ignored=tuple(i.value for head in given.get("ignoredProperties", []) for i in self._items(head)),
            members=joined,
            properties=tuple(sorted((self._shape(p, name) for p in given.get("property", [])), key=repr)),
            rules=tuple(sorted((self._rule(r, name) for r in given.get("sparql", [])), key=repr)),
        )

    def _path(self, name: str, node: Term) -> str:
        if isinstance(node, ox.NamedNode):
            return f"<{node.value}>"
        inverse = self._objects(node, SH + "inversePath")
        parts = inverse or (self._items(node) if self._objects(node, _RDF + "first") else [])
        if not parts or not all(isinstance(p, ox.NamedNode) for p in parts):
            raise UnsupportedShape(name, "sh:path", "a path other than a property, its inverse, or properties in a row")
        return f"^<{parts[0].value}>" if inverse else "/".join(f"<{p.value}>" for p in parts)

    def _rule(self, node: Term, name: str) -> Rule:
        given = dict(self._parameters(node))
        unknown = sorted(set(given) - _RULE)
        if unknown:
            raise UnsupportedShape(name, f"sh:{unknown[0]}", "not known to the compiler on a SPARQL rule")
        match = _SELECT.fullmatch(given["select"].value) if "select" in given else None
        if match is None:
            raise UnsupportedShape(name, "sh:select", "must be SELECT, plain variables, WHERE and one group")
        forbidden = _FORBIDDEN.search(match["body"])
        if forbidden:
            raise UnsupportedShape(name, "sh:select", f"{forbidden[1]} is not allowed in a rule")
        if "message" not in given:
            raise UnsupportedShape(name, "sh:message", "a SPARQL rule needs one")
        declared = self._objects(given["prefixes"], SH + "declare") if "prefixes" in given else []
        prefixes = {self._objects(d, SH + "prefix")[0].value: self._objects(d, SH + "namespace")[0].value for d in declared}
        names = tuple(n.strip("$?") for n in match["names"].split())
        return Rule(tuple(sorted(prefixes.items())), match["body"], names, given["message"].value)
