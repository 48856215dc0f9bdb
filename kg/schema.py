"""Which classes, properties and concepts are there, and what do they mean?"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import rdf, resources
from kg.errors import UnknownTerm

ONTOLOGY = "https://w3id.org/counterclaim/ns"
NAMESPACE = "https://w3id.org/counterclaim/ns#"
VOCABULARY = "https://w3id.org/counterclaim/vocab/"
PREFIXES = {
    "cc": NAMESPACE,
    "v": VOCABULARY,
    "dct": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Kind(StrEnum):
    """What a term is."""

    CLASS = "class"
    OBJECT_PROPERTY = "object property"
    DATATYPE_PROPERTY = "datatype property"
    ANNOTATION_PROPERTY = "annotation property"
    SCHEME = "concept scheme"
    CONCEPT = "concept"


_TYPES = {
    PREFIXES["owl"] + "Class": Kind.CLASS,
    PREFIXES["owl"] + "ObjectProperty": Kind.OBJECT_PROPERTY,
    PREFIXES["owl"] + "DatatypeProperty": Kind.DATATYPE_PROPERTY,
    PREFIXES["owl"] + "AnnotationProperty": Kind.ANNOTATION_PROPERTY,
    PREFIXES["skos"] + "ConceptScheme": Kind.SCHEME,
    PREFIXES["skos"] + "Concept": Kind.CONCEPT,
}


@dataclass(frozen=True, slots=True)
class Term:
    """One declared term. `parents` are superclasses or broader concepts; `scheme` is a concept's own, or that of a property's
    values.
    """

    iri: str
    kind: Kind
    label: str
    definition: str
    example: str = ""
    parents: tuple[str, ...] = ()
    domain: str | None = None
    range: str | None = None
    scheme: str | None = None
    notation: str | None = None
    close: tuple[str, ...] = ()
    derived: bool = False
    questions: tuple[str, ...] = ()

    @property
    def curie(self) -> str:
        return curie(self.iri)

    @property
    def name(self) -> str:
        """The local name."""
        return self.iri.removeprefix(NAMESPACE).removeprefix(VOCABULARY)


def curie(iri: str) -> str:
    """The IRI with a known prefix, or the IRI itself."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@dataclass(frozen=True, slots=True)
class Schema:
    """All terms of our two namespaces, by IRI, in the order of their IRIs."""

    terms: dict[str, Term]

    def of_kind(self, *kinds: Kind) -> list[Term]:
        return [t for t in self.terms.values() if t.kind in kinds]

    @property
    def classes(self) -> list[Term]:
        return self.of_kind(Kind.CLASS)

    @property
    def properties(self) -> list[Term]:
        return self.of_kind(Kind.OBJECT_PROPERTY, Kind.DATATYPE_PROPERTY)

    def concepts(self, scheme: str) -> list[Term]:
        """The concepts of a scheme, in the order of their IRIs."""
        return [t for t in self.terms.values() if t.kind is Kind.CONCEPT and t.scheme == scheme]

    def ancestors(self, iri: str) -> list[str]:
        """The superclasses (or broader concepts) of a term, nearest first."""
        out: list[str] = []
        queue = list(self.terms[iri].parents) if iri in self.terms else []
        while queue:
            parent = queue.pop(0)
            if parent not in out:
                out.append(parent)
                queue.extend(self.terms[parent].parents if parent in self.terms else ())
        return out

    def find(self, name: str) -> Term:
        """The term with this IRI, prefixed name, local name, notation or label. Raises UnknownTerm with the closest names.

        Where names clash, classes and properties come before concepts; a prefixed name is never ambiguous.
        """
        wanted = name.strip().strip("<>")
        prefix, _, rest = wanted.partition(":")
        iri = PREFIXES[prefix] + rest if prefix in PREFIXES else wanted
        if iri in self.terms:
            return self.terms[iri]
        ordered = sorted(self.terms.values(), key=lambda t: (t.kind in (Kind.CONCEPT, Kind.SCHEME), t.iri))
        for test in (
            lambda t: t.name == wanted,
            lambda t: t.notation == wanted,
            lambda t: wanted.casefold() in (t.name.casefold(), t.label.casefold()),
        ):
            for term in ordered:
                if test(term):
                    return term
        names = {n: t.curie for t in ordered for n in (t.name, t.label, t.curie)}
        close = difflib.get_close_matches(wanted, names, n=4, cutoff=0.6)
        raise UnknownTerm(name, list(dict.fromkeys(names[n] for n in close)))


def files(folder: Path | None = None) -> list[Path]:
    """The ontology and its vocabularies."""
    folder = folder or resources.ontology()
    return [folder / "counterclaim.ttl", *sorted((folder / "vocabularies").glob("*.ttl"))]


def read(paths: list[Path]) -> Schema:
    """The terms that some files declare. Raises BadFile on a syntax error."""
    store = rdf.store_of(paths)

    def values(subject: ox.NamedNode, name: str) -> list[str]:
        prefix, _, rest = name.partition(":")
        found = store.quads_for_pattern(subject, ox.NamedNode(PREFIXES[prefix] + rest), None, None)
        return sorted(q.object.value for q in found if isinstance(q.object, (ox.NamedNode, ox.Literal)))

    def one(subject: ox.NamedNode, name: str) -> str | None:
        found = values(subject, name)
        return found[0] if found else None

    terms: dict[str, Term] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), None, None):
        subject, kind = quad.subject, _TYPES.get(getattr(quad.object, "value", ""))
        if kind is None or not isinstance(subject, ox.NamedNode) or not subject.value.startswith((NAMESPACE, VOCABULARY)):
            continue
        parents = values(subject, "rdfs:subClassOf") + values(subject, "rdfs:subPropertyOf") + values(subject, "skos:broader")
        terms[subject.value] = Term(
            iri=subject.value,
            kind=kind,
            label=one(subject, "rdfs:label") or one(subject, "skos:prefLabel") or "",
            definition=one(subject, "skos:definition") or one(subject, "dct:description") or "",
            example=one(subject, "skos:example") or "",
            parents=tuple(parents),
            domain=one(subject, "rdfs:domain"),
            range=one(subject, "rdfs:range"),
            scheme=one(subject, "cc:conceptScheme") or one(subject, "skos:inScheme"),
            notation=one(subject, "skos:notation"),
            close=tuple(values(subject, "skos:closeMatch") + values(subject, "skos:broadMatch")),
            derived=one(subject, "cc:isDerived") == "true",
            questions=tuple(values(subject, "cc:competencyQuestion")),
        )
    return Schema(dict(sorted(terms.items())))


@cache
def schema() -> Schema:
    """The terms of the ontology that ships with this package, read once."""
    return read(files())
