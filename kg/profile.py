"""Is an ontology in OWL 2 RL, and within the global rules of OWL 2 DL?

After the W3C recommendations "OWL 2 Web Ontology Language Profiles", section 4.2, and "Structural Specification",
sections 3.1 and 5.8. Read from triples, so it covers what can be written there, named and nameless class expressions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.schema import PREFIXES, curie

_OWL, _RDF, _RDFS, _XSD = (PREFIXES[p] for p in ("owl", "rdf", "rdfs", "xsd"))
_TYPE = ox.NamedNode(_RDF + "type")
_THING = _OWL + "Thing"
# Profiles, 4.2.2; owl:real and owl:rational are left out of RL.
_XSD_NAMES = """decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte
unsignedLong unsignedInt unsignedShort unsignedByte float double string normalizedString token language Name NCName NMTOKEN
boolean hexBinary base64Binary anyURI dateTime dateTimeStamp"""
_DATATYPES = {_RDF + "PlainLiteral", _RDF + "XMLLiteral", _RDFS + "Literal"} | {_XSD + n for n in _XSD_NAMES.split()}
_FORBIDDEN = {
    _OWL + n
    for n in (
        "disjointUnionOf",
        "hasSelf",
        "onDatatype",
        "withRestrictions",
        "datatypeComplementOf",
        "onDataRange",
        "onProperties",
    )
}
_NO_TYPES = {_OWL + "ReflexiveProperty"}
_KINDS = {_OWL + n: n for n in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")} | {
    _RDFS + "Datatype": "Datatype"
}
# Section 5.9 of the structural specification: an IRI may not stand for two of one group.
_EXCLUSIVE = (("ObjectProperty", "DatatypeProperty", "AnnotationProperty"), ("Class", "Datatype"))

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """An axiom outside the profile: the term it is about, and why."""

    term: str
    reason: str


def _values(store: ox.Store, subject: Node, name: str) -> list[Node]:
    assert isinstance(subject, (ox.NamedNode, ox.BlankNode))
    return [q.object for q in store.quads_for_pattern(subject, ox.NamedNode(name), None, None)]


def _items(store: ox.Store, head: Node) -> Iterator[Node]:
    while head != ox.NamedNode(_RDF + "nil"):
        yield _values(store, head, _RDF + "first")[0]
        head = _values(store, head, _RDF + "rest")[0]


def _name(node: Node) -> str:
    return curie(node.value) if isinstance(node, ox.NamedNode) else "a nameless expression"


def _sub(store: ox.Store, node: Node) -> str | None:
    """Why an expression cannot stand where RL asks for a subclass; None when it can."""
    if isinstance(node, ox.NamedNode):
        return "owl:Thing stands for a class" if node.value == _THING else None
    for parts in ("intersectionOf", "unionOf"):
        for head in _values(store, node, _OWL + parts):
            return next((r for r in (_sub(store, i) for i in _items(store, head)) if r), None)
    if _values(store, node, _OWL + "oneOf") or _values(store, node, _OWL + "hasValue"):
        return None
    for filler in _values(store, node, _OWL + "someValuesFrom"):
        if isinstance(filler, ox.NamedNode) and (filler.value == _THING or filler.value in _DATATYPES):
            return None
        return _sub(store, filler)
    return "this kind of expression may not be a subclass in RL"


def _super(store: ox.Store, node: Node) -> str | None:
    """Why an expression cannot stand where RL asks for a superclass; None when it can."""
    if isinstance(node, ox.NamedNode):
        return "owl:Thing stands for a class" if node.value == _THING else None
    for head in _values(store, node, _OWL + "intersectionOf"):
        return next((r for r in (_super(store, i) for i in _items(store, head)) if r), None)
    for inner in _values(store, node, _OWL + "complementOf"):
        return _sub(store, inner)
    if _values(store, node, _OWL + "hasValue"):
        return None
    for filler in _values(store, node, _OWL + "allValuesFrom"):
        return None if isinstance(filler, ox.NamedNode) and filler.value in _DATATYPES else _super(store, filler)
    for limit in (*_values(store, node, _OWL + "maxCardinality"), *_values(store, node, _OWL + "maxQualifiedCardinality")):
        return None if isinstance(limit, ox.Literal) and limit.value in "01" else "a cardinality above 1"
    return "this kind of expression may not be a superclass in RL"


def rl_problems(store: ox.Store) -> list[Problem]:
    """The axioms that leave OWL 2 RL, sorted; an empty list means the ontology is in the profile."""
    found: set[Problem] = set()

    def note(term: Node, reason: str | None) -> None:
        if reason:
            found.add(Problem(_name(term), reason))

    datatype_properties = {q.subject for q in store.quads_for_pattern(None, _TYPE, ox.NamedNode(_OWL + "DatatypeProperty"), None)}
    for quad in store:
        predicate = quad.predicate.value
        if predicate in _FORBIDDEN:
            note(quad.subject, f"{curie(predicate)} is not in RL")
        elif predicate == _RDF + "type" and isinstance(quad.object, ox.NamedNode) and quad.object.value in _NO_TYPES:
            note(quad.subject, f"{curie(quad.object.value)} is not in RL")
        elif predicate == _RDFS + "subClassOf":
            note(quad.subject, _sub(store, quad.subject))
            note(quad.subject, _super(store, quad.object))
        elif predicate == _OWL + "equivalentClass":
            # RL allows named classes, intersections and hasValue on both sides.
            for side in (quad.subject, quad.object):
                note(quad.subject, _sub(store, side) or _super(store, side))
        elif predicate == _OWL + "disjointWith":
            note(quad.subject, _sub(store, quad.subject) or _sub(store, quad.object))
        elif predicate == _RDFS + "domain":
            note(quad.subject, _super(store, quad.object))
        elif predicate == _RDFS + "range":
            if quad.subject in datatype_properties:
                if not isinstance(quad.object, ox.NamedNode) or quad.object.value not in _DATATYPES:
                    note(quad.subject, f"the range {_name(quad.object)} is no datatype of RL")
            else:
                note(quad.subject, _super(store, quad.object))
        elif predicate == _OWL + "members":
            for item in _items(store, quad.object):
                note(item, _sub(store, item))
    return sorted(found)


def dl_problems(store: ox.Store) -> list[Problem]:
    """What breaks the global rules of OWL 2 DL that a reasoner would read past: double roles, undeclared terms in axioms."""
    kinds: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, _TYPE, None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode) and quad.object.value in _KINDS:
            kinds.setdefault(quad.subject.value, set()).add(_KINDS[quad.object.value])
    found = {
        Problem(curie(iri), f"declared as {' and as '.join(sorted(of & set(group)))}")
        for iri, of in kinds.items()
        for group in _EXCLUSIVE
        if len(of & set(group)) > 1
    }
    builtin = (_OWL, _RDF, _RDFS, _XSD)
    for quad in store:
        if not quad.predicate.value.startswith(builtin) and quad.predicate.value not in kinds:
            found.add(Problem(curie(quad.predicate.value), "used as a property and not declared"))
        if (
            quad.predicate == _TYPE
            and isinstance(quad.object, ox.NamedNode)
            and not quad.object.value.startswith(builtin)
            and "Class" not in kinds.get(quad.object.value, ())
        ):
            found.add(Problem(curie(quad.object.value), "used as a class and not declared"))
    return sorted(found)
