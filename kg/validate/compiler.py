"""Which SPARQL query finds the nodes that break a constraint?

One query for each constraint of each shape. Where a query engine and the reference may read a literal differently (ill-typed
numbers, dates with a zone), the query finds every suspect and a check in Python, in the reference's own terms, decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from kg.schema import PREFIXES
from kg.validate.patterns import Hierarchy, conforms, distinct, exists, first, is_iri, listed, number
from kg.validate.results import Severity, UnsupportedShape
from kg.validate.shapes import SH, Rule, Shape
from kg.validate.terms import XSD, Term, has_datatype, is_at_least, is_at_most, is_less

SPARQL = "SPARQLConstraintComponent"
Row = Mapping[str, Term | None]
_PREFIXES = {name: PREFIXES[name] for name in ("rdf", "rdfs", "owl")}  # every rule has these
_TYPE = f"<{PREFIXES['rdf']}type>"
_WELL_TYPED = {
    XSD + "string": "DATATYPE(?value) = <{0}>",
    XSD + "integer": "(DATATYPE(?value) = <{0}> && isNumeric(?value))",
    XSD + "decimal": "(DATATYPE(?value) = <{0}> && isNumeric(?value))",
    XSD + "date": "(DATATYPE(?value) = <{0}> && YEAR(?value) > 0 && YEAR(?value) < 10000)",
    XSD + "gYear": "DATATYPE(?value) = <{0}>",
    XSD + "gYearMonth": "DATATYPE(?value) = <{0}>",
}
_BARE = {"minCount", "maxCount", "uniqueLang"}  # their results have no value
_NODE_KINDS = {"IRI": "isIRI({0})", "BlankNode": "isBlank({0})", "Literal": "isLiteral({0})"}


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of one shape as a query; a row of its answer breaks the rule if `is_broken` agrees.

    `message` may hold `{?name}` for what the row selects. Data without one IRI out of each set of `needs`, as a predicate or a
    class, have no rows.
    """

    shape: str
    component: str
    severity: Severity
    message: str
    path: str
    query: str
    needs: tuple[frozenset[str], ...]
    is_broken: Callable[[Row], bool] | None = None
    value_is_focus: bool = False


def compiled(shapes: Iterable[Shape], hierarchy: Hierarchy) -> tuple[Check, ...]:
    """The checks of some shapes, in their order. Raises UnsupportedShape."""
    return tuple(check for shape in shapes for check in _Compiler(shape, hierarchy).checks())


class _Compiler:
    """The checks of one node shape and its property shapes."""

    def __init__(self, shape: Shape, hierarchy: Hierarchy) -> None:
        self._shape, self._hierarchy = shape, hierarchy
        if bool(shape.classes) == bool(shape.subjects_of):
            raise UnsupportedShape(shape.name, "sh:targetClass", "a shape needs target classes, or subjects of properties")
        types = sorted({t for c in shape.classes for t in hierarchy.at_or_below(c)})
        self._targets = frozenset(types or shape.subjects_of)
        if types:
            self._target = f"VALUES ?_type {{ {' '.join(f'<{t}>' for t in types)} }} ?this {_TYPE} ?_type ."
            self._is_target = f"FILTER EXISTS {{ ?this {_TYPE} ?_type FILTER (?_type IN ({listed(types)})) }}"
        else:
            self._target = f"?this {'|'.join(f'<{p}>' for p in shape.subjects_of)} ?_any ."
            self._is_target = f"FILTER EXISTS {{ {self._target} }}"

    def checks(self) -> Iterator[Check]:
        for shape in (self._shape, *self._shape.properties):
            for parameter, given in (*shape.values.items(), *shape.members.items()):
                if parameter in ("minCount", "maxCount") and not shape.path:
                    raise UnsupportedShape(shape.name, f"sh:{parameter}", "only a property shape can count")
                build = getattr(self, f"_{parameter}")
                yield from build(shape, given)
        for rule in self._shape.rules:
            yield self._sparql(rule)

    # ---- the parts of a query

    def _check(
        self, shape: Shape, parameter: str, body: str, *, needs: Iterable[str] = (), confirm: Callable[[Row], bool] | None = None
    ) -> Check:
        chosen = " ".join(n for n in ("?path", "?value", "?other") if n in body and (n != "?value" or parameter not in _BARE))
        return Check(
            shape=shape.name,
            component=f"{parameter[0].upper()}{parameter[1:]}ConstraintComponent",
            severity=shape.severity,
            message=shape.message,
            path=shape.path.strip("<>") if is_iri(shape.path) else shape.path,
            query=f"SELECT DISTINCT ?this {chosen} WHERE {{ {body} }}",
            needs=tuple(frozenset(n) for n in (self._targets, set(needs)) if n),
            is_broken=confirm,
            value_is_focus=not shape.path and parameter != "closed",
        )

    def _values(self, shape: Shape, parameter: str, test: str, confirm: Callable[[Row], bool] | None = None) -> Check:
        """A check of each value: `test` keeps those that fail. Few do, so the target is tested after it."""
        if not shape.path:
            return self._check(shape, parameter, f"{self._target} {test.replace('?value', '?this')}", confirm=confirm)
        body = f"?this {shape.path} ?value . {test} {self._is_target}"
        return self._check(shape, parameter, body, needs=first(shape.path), confirm=confirm)

    # ---- constraints, by the name of their parameter

    def _class(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        for wanted in given:
            types = listed(self._hierarchy.at_or_below(wanted.value))
            test = f"FILTER NOT EXISTS {{ ?value {_TYPE} ?_class FILTER (?_class IN ({types})) }}"
            yield self._values(shape, "class", test)

    def _nodeKind(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        kind = given[0].value.removeprefix(SH)
        if kind not in _NODE_KINDS:
            raise UnsupportedShape(shape.name, "sh:nodeKind", f"{kind} is not known to the compiler")
        yield self._values(shape, "nodeKind", f"FILTER (!{_NODE_KINDS[kind].format('?value')})")

    def _in(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        if not all(isinstance(v, ox.NamedNode) for v in given):
            raise UnsupportedShape(shape.name, "sh:in", "only IRIs can be listed")
        # Literals and IRIs are never equal, but comparing them is an error in SPARQL.
        yield self._values(shape, "in", f"FILTER (!isIRI(?value) || ?value NOT IN ({listed(v.value for v in given)}))")

    def _datatype(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        yield self._typed(shape, "datatype", [v.value for v in given])

    def _typed(self, shape: Shape, parameter: str, datatypes: list[str]) -> Check:
        if not shape.path:
            raise UnsupportedShape(shape.name, "sh:datatype", "only a property shape can have it")
        for wanted in datatypes:
            if wanted not in _WELL_TYPED:
                raise UnsupportedShape(shape.name, "sh:datatype", f"{wanted} is not known to the compiler")
        test = " || ".join(_WELL_TYPED[d].format(d) for d in datatypes)

        def is_broken(row: Row) -> bool:
            value = row["value"]
            return value is not None and not any(has_datatype(value, d) for d in datatypes)

        return self._values(shape, parameter, f"FILTER (!COALESCE({test}, false))", is_broken)

    def _minCount(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        least = number(shape, given)
        if least:
            test = f"FILTER (!{exists(shape, least)})"
            yield self._check(shape, "minCount", f"{self._target} {test}")

    def _maxCount(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        body = f"{distinct(shape, number(shape, given) + 1)} {self._is_target}"
        yield self._check(shape, "maxCount", body, needs=first(shape.path))

    def _uniqueLang(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        if given[0].value == "true":
            test = 'FILTER (LANG(?_1) != "" && LCASE(LANG(?_1)) = LCASE(LANG(?_2)))'
            body = f"{distinct(shape, 2)} {test} {self._is_target}"
            yield self._check(shape, "uniqueLang", body, needs=first(shape.path))

    def _disjoint(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        for other in given:
            yield self._values(shape, "disjoint", f"?this <{other.value}> ?value .")

    def _lessThan(self, shape: Shape, given: tuple[Term, ...], *, or_equal: bool = False) -> Iterator[Check]:
        def is_broken(row: Row) -> bool:
            value, other = row["value"], row["other"]
            return value is not None and other is not None and not is_less(value, other, or_equal=or_equal)

        for other in given:
            test = f"?this <{other.value}> ?other . FILTER (!COALESCE(?value {'<=' if or_equal else '<'} ?other, false))"
            yield self._values(shape, "lessThanOrEquals" if or_equal else "lessThan", test, is_broken)

    def _lessThanOrEquals(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        yield from self._lessThan(shape, given, or_equal=True)

    def _minInclusive(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        yield from self._bounded(shape, "minInclusive", ">=", given, is_at_least)

    def _maxInclusive(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        yield from self._bounded(shape, "maxInclusive", "<=", given, is_at_most)

    def _bounded(
        self, shape: Shape, parameter: str, sign: str, given: tuple[Term, ...], fits: Callable[[Term, ox.Literal], bool]
    ) -> Iterator[Check]:
        def is_broken(bound: ox.Literal, row: Row) -> bool:
            value = row["value"]
            return value is not None and not fits(value, bound)

        for bound in given:
            assert isinstance(bound, ox.Literal)
            test = f"FILTER (!COALESCE(?value {sign} {bound}, false))"
            yield self._values(shape, parameter, test, partial(is_broken, bound))

    def _closed(self, shape: Shape, given: tuple[Term, ...]) -> Iterator[Check]:
        if given[0].value == "true":
            paths = [p.path.strip("<>") for p in shape.properties if is_iri(p.path)]
            test = f"?this ?path ?value . FILTER (?path NOT IN ({listed(sorted({*paths, *shape.ignored}))}))"
            yield self._check(shape, "closed", f"{self._target} {test}")

    def _and(self, shape: Shape, given: tuple[tuple[Shape, ...], ...]) -> Iterator[Check]:
        if shape.path:
            raise UnsupportedShape(shape.name, "sh:and", "only a node shape can have it")
        for members in given:
            yield self._check(shape, "and", f"{self._target} FILTER (!({' && '.join(map(conforms, members))}))")

    def _or(self, shape: Shape, given: tuple[tuple[Shape, ...], ...]) -> Iterator[Check]:
        for members in given:
            if shape.path:
                if any(set(m.values) != {"datatype"} or m.path or m.members for m in members):
                    raise UnsupportedShape(shape.name, "sh:or", "on a property shape, only datatypes can be joined")
                yield self._typed(shape, "or", [d.value for m in members for d in m.values["datatype"]])
            else:
                yield self._check(shape, "or", f"{self._target} FILTER (!({' || '.join(map(conforms, members))}))")

    def _sparql(self, rule: Rule) -> Check:
        shape = self._shape
        prefixes = "".join(f"PREFIX {n}: <{iri}> " for n, iri in sorted((_PREFIXES | dict(rule.prefixes)).items()))
        chosen = " ".join(f"?{n}" for n in dict.fromkeys(("this", *rule.names)))
        return Check(
            shape=shape.name,
            component=SPARQL,
            severity=shape.severity,
            message=rule.message,
            path="",
            query=f"{prefixes} SELECT DISTINCT {chosen} WHERE {{ {self._target} {rule.body} }}",
            needs=(self._targets,),
            value_is_focus="value" not in rule.names,
        )
