"""How does the reference engine see an RDF term: as text, and when is a literal well typed, or less than another?"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.schema import PREFIXES

if TYPE_CHECKING:
    from rdflib import BNode, Literal, URIRef

Term = ox.NamedNode | ox.BlankNode | ox.Literal
XSD = PREFIXES["xsd"]
# What rdflib makes of a literal of these datatypes when it is well typed; of gYear and gYearMonth it checks nothing.
_PYTHON: dict[str, type | None] = {
    XSD + "string": str,
    XSD + "integer": int,
    XSD + "decimal": Decimal,
    XSD + "date": date,
    XSD + "gYear": None,
    XSD + "gYearMonth": None,
}


def to_rdflib(term: Term) -> URIRef | BNode | Literal:
    """The same term in rdflib."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    kind = None if term.language or term.datatype.value == XSD + "string" else term.datatype.value
    return rdflib.Literal(term.value, lang=term.language, datatype=kind, normalize=False)


def name(term: Term | ox.Triple) -> str:
    """A term in a result: an IRI, `_:` and a label, or a literal's characters."""
    if isinstance(term, ox.Triple):
        return str(term)
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def datatype(term: Term) -> str:
    """The datatype of a literal, or `@` and its language; empty for nodes."""
    if not isinstance(term, ox.Literal):
        return ""
    return f"@{term.language}" if term.language else term.datatype.value


def has_datatype(term: Term, wanted: str) -> bool:
    """Whether a term is a literal of this datatype and well typed."""
    if not isinstance(term, ox.Literal) or term.datatype.value != wanted:
        return False
    literal = _literal(term)
    kind = _PYTHON[wanted]
    return kind is None or (literal.ill_typed is not True and isinstance(literal.value, kind))


def is_less(one: Term, other: Term, *, or_equal: bool) -> bool:
    """Whether one value is less than (or equal to) another; where the reference gives up (blank nodes), it is not."""
    if isinstance(one, ox.BlankNode) or isinstance(other, ox.BlankNode):
        return False
    left, right = _comparable(one), _comparable(other)
    if type(left) is not type(right):  # a text and something else
        return False
    try:
        return bool(left <= right if or_equal else left < right)  # type: ignore[operator]
    except TypeError:  # the reference gives up here too
        return False


def is_at_least(term: Term, bound: ox.Literal) -> bool:
    """Whether a value reaches a lower bound; only comparable literals do."""
    order = _compare(term, bound)
    return order is not None and order >= 0


def is_at_most(term: Term, bound: ox.Literal) -> bool:
    """Whether a value stays within an upper bound; only comparable literals do."""
    order = _compare(term, bound)
    return order is not None and order <= 0


def _literal(term: ox.Literal) -> Literal:
    import rdflib

    found = to_rdflib(term)
    assert isinstance(found, rdflib.Literal)
    return found


def _comparable(term: ox.NamedNode | ox.Literal) -> object:
    """IRIs and texts as Python strings, other literals as they are: so the reference compares them."""
    if isinstance(term, ox.NamedNode):
        return term.value
    literal = _literal(term)
    return literal.value if isinstance(literal.value, str) else literal


def _compare(term: Term, bound: ox.Literal) -> int | None:
    """-1, 0 or 1 as a value is below, at or above a bound; None when the two cannot be compared."""
    if not isinstance(term, ox.Literal):
        return None
    left, right = _literal(term), _literal(bound)
    if isinstance(left.value, str) is not isinstance(right.value, str):
        return None
    try:
        if left.eq(right):
            return 0
        if type(left.value) in (datetime, time):  # rdflib would order these before numbers
            return 1 if left.value > right.value else -1
        return 1 if left > right else -1
    except (TypeError, NotImplementedError):
        return None
