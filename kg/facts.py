"""Where are the triples of one document gathered, and how does a value become an RDF term?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox

from kg.ns import NAMESPACE
from kg.schema import PREFIXES

RDF_TYPE = PREFIXES["rdf"] + "type"
LABEL = PREFIXES["rdfs"] + "label"
PREF_LABEL, ALT_LABEL, EXACT_MATCH = (PREFIXES["skos"] + n for n in ("prefLabel", "altLabel", "exactMatch"))
IDENTIFIER, TITLE, ISSUED, LANGUAGE, SOURCE = (
    PREFIXES["dct"] + n for n in ("identifier", "title", "issued", "language", "source")
)
GENERATED_BY = PREFIXES["prov"] + "wasGeneratedBy"
_XSD = PREFIXES["xsd"]
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}
Term = ox.NamedNode | ox.Literal


def iri(text: str) -> ox.NamedNode:
    return ox.NamedNode(text)


def text(value: str) -> ox.Literal:
    """A plain text."""
    return ox.Literal(value)


def english(value: str) -> ox.Literal:
    """A name or label in English."""
    return ox.Literal(value, language="en")


def whole(value: int) -> ox.Literal:
    """A whole number."""
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "integer"))


def share(value: float) -> ox.Literal:
    """A number from 0 to 1, to three digits, in the form in which stores keep it (1, not 1.0)."""
    number = Decimal(str(round(min(max(value, 0.0), 1.0), 3))).normalize()
    return ox.Literal(f"{number:f}", datatype=ox.NamedNode(_XSD + "decimal"))


def date(value: str) -> ox.Literal:
    """A year, month or day in ISO form, typed as what it is."""
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + _DATES[len(value)]))


class Facts:
    """The quads of one document while they are gathered: those of the document's graph, and those of the entities'."""

    def __init__(self, document_graph: str, entities_graph: str) -> None:
        self._document, self._entities = ox.NamedNode(document_graph), ox.NamedNode(entities_graph)
        self._quads: set[ox.Quad] = set()

    def add(self, subject: str, predicate: str, *objects: Term | str) -> None:
        """State something in the document's graph; a str is an IRI."""
        self._put(self._document, subject, predicate, objects)

    def share(self, subject: str, predicate: str, *objects: Term | str) -> None:
        """State something in the graph of entities."""
        self._put(self._entities, subject, predicate, objects)

    def _put(self, graph: ox.NamedNode, subject: str, predicate: str, objects: Iterable[Term | str]) -> None:
        s, p = ox.NamedNode(subject), ox.NamedNode(predicate)
        self._quads.update(ox.Quad(s, p, ox.NamedNode(o) if isinstance(o, str) else o, graph) for o in objects)

    def a(self, subject: str, *classes: str) -> str:
        """State what a node is, and return the node."""
        self.add(subject, RDF_TYPE, *classes)
        return subject

    def sorted(self) -> list[ox.Quad]:
        """All quads in the order of their N-Quads lines."""
        return sorted(self._quads, key=str)


def class_iri(name: str) -> str:
    """The IRI of a class by its local name, as `kg.model.Actor.kind` has it."""
    return NAMESPACE + name
