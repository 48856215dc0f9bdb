"""Which terms of the ontology do files use, and at which line is one that is not declared?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.make.namespace import identifier
from kg.schema import NAMESPACE, PREFIXES, VOCABULARY, Kind, Schema

_OURS = {NAMESPACE: "CC", VOCABULARY: "V"}
_IRI = re.compile(rf"(?:{re.escape(NAMESPACE)}|{re.escape(VOCABULARY)})[A-Za-z][\w-]*")
_PREFIX = re.compile(r"(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_RELATIONS = frozenset(("cc:preconj",))  # of Universal Dependencies, where "cc" is coordination
SUFFIXES = (".ttl", ".trig", ".rq", ".py", ".tsv", ".csv")


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One place where a term stands: its IRI, the file, the line (from 1) and the words there."""

    path: Path
    line: int
    iri: str
    words: str


def uses(path: Path) -> Iterator[Use]:
    """Every use of a term of our namespaces in one file: full IRIs, prefixed names, and attributes of CC and V in Python."""
    text = path.read_text(encoding="utf-8")
    prefixes = {p: n for p, n in _PREFIX.findall(text) if n in _OURS}
    if path.suffix not in (".ttl", ".trig"):
        # Queries inside Python code, and lexicons, lean on the usual prefixes.
        prefixes = {**{p: n for p, n in PREFIXES.items() if n in _OURS}, **prefixes}
    names = re.compile(r"(?<![\w/:#.@<-])(" + "|".join(map(re.escape, prefixes)) + r"):([A-Za-z][\w-]*)") if prefixes else None
    for number, line in enumerate(text.splitlines(), 1):
        if path.suffix != ".py" and line.lstrip().startswith("#"):
            continue
        for match in _IRI.finditer(line):
            yield Use(path, number, match[0], match[0])
        for match in names.finditer(line) if names else ():
            if match[0] not in _RELATIONS:
                yield Use(path, number, prefixes[match[1]] + match[2], match[0])
    if path.suffix == ".py":
        yield from _attributes(path, text)


def _attributes(path: Path, text: str) -> Iterator[Use]:
    of = {name: namespace for namespace, name in _OURS.items()}
    for node in ast.walk(ast.parse(text, str(path))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in of:
            yield Use(path, node.lineno, of[node.value.id] + node.attr, f"{node.value.id}.{node.attr}")


def _python_names(schema: Schema) -> dict[str, str]:
    """Each term under the IRI that its Python name spells (hyphens are underscores there)."""
    return {t.iri[: -len(t.name)] + identifier(t.name): t.iri for t in schema.terms.values()}


def undeclared(paths: Iterable[Path], schema: Schema) -> list[Use]:
    """The uses of terms that the schema does not declare, in order of file and line."""
    spelled = _python_names(schema)
    return sorted({u for p in paths for u in uses(p) if u.iri not in schema.terms and u.iri not in spelled})


def unused(paths: Iterable[Path], schema: Schema) -> list[str]:
    """The IRIs of declared terms that no file uses and no competency question asks for.

    A concept counts as used when a property in use takes its values from the concept's scheme, or another concept matches it.
    """
    spelled = _python_names(schema)
    seen = {spelled.get(u.iri, u.iri) for p in paths for u in uses(p)}
    asked = {t.iri for t in schema.terms.values() if t.questions}
    schemes = {p.scheme for p in schema.properties if p.iri in seen | asked}
    matched = {m for t in schema.terms.values() for m in t.close}
    schemes |= {schema.terms[m].scheme for m in matched if m in schema.terms}
    parents = {p for t in schema.terms.values() if t.iri in seen for p in schema.ancestors(t.iri)}
    return [
        t.iri
        for t in schema.terms.values()
        if t.iri not in seen | asked | matched | parents
        and t.iri not in schemes
        and t.kind is not Kind.ANNOTATION_PROPERTY
        and not (t.kind is Kind.CONCEPT and t.scheme in schemes)
    ]
