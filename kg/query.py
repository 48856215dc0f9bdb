"""What does a stored query ask, and what does it answer?

A query is a `.rq` file whose header of `#+` lines gives title, description, parameters and columns. A parameter stands in
the text as `VALUES ?p_name { UNDEF }`, so that the file runs as it is on any SPARQL endpoint; here the clause gets the value,
or is taken out when none is given. With it goes each line that ends in `# when given: name`: a pattern that always matches,
there to find the parameter's rows by index. A `name` is a label in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph
from rdflib import Literal as RdflibLiteral
from rdflib.query import ResultRow
from rdflib.term import Node

from kg.errors import BadFile, KgError
from kg.schema import PREFIXES

TYPES = ("iri", "iris", "name", "string", "strings", "integer", "decimal", "boolean", "date")
SEPARATOR = " | "
Value = str | int | Decimal | bool | None
_XSD = PREFIXES["xsd"]
_DATATYPES = {"integer": "integer", "decimal": "decimal", "boolean": "boolean", "date": "date"}
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)  # how pyoxigraph tells where a query breaks
_FIELD = re.compile(
    r"(?P<name>[a-z_][a-z0-9_]*): (?P<type>[a-z]+)(?P<absent>\?)?(?:, (?P<need>required|optional))? -- (?P<text>.+)"
)


class BadParameter(KgError):
    """A parameter that a query does not have, lacks, or cannot take; carries `query`, `parameter` and `reason`."""

    def __init__(self, query: str, parameter: str, reason: str) -> None:
        super().__init__(f"{query}: parameter {parameter}: {reason}")
        self.query, self.parameter, self.reason = query, parameter, reason


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a column. `strings` and `iris` are several values in one cell; `optional` fields may be absent."""

    name: str
    type: str
    optional: bool
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: rows of Python values in the order of the columns; None where a cell is empty."""

    columns: tuple[Field, ...]
    rows: list[tuple[Value, ...]]

    @property
    def names(self) -> list[str]:
        return [c.name for c in self.columns]


@dataclass(frozen=True, slots=True)
class Query:
    """A stored query and its contract."""

    name: str
    title: str
    description: str
    parameters: tuple[Field, ...]
    columns: tuple[Field, ...]
    text: str
    pivot: str | None = None  # the column whose values answers show as columns of their own

    def bind(self, values: Mapping[str, Value | Sequence[Value]]) -> str:
        """The SPARQL text with the parameters filled in; several values of one mean any of them.

        Raises BadParameter on an unknown, missing or ill-typed one.
        """
        known = {p.name: p for p in self.parameters}
        for name in values:
            if name not in known:
                raise BadParameter(self.name, name, f"there is none; it takes {', '.join(known) or 'no parameters'}")
        text = self.text
        for name, field in known.items():
            value = values.get(name)
            if value is None and not field.optional:
                raise BadParameter(self.name, name, f"must be given: {field.text}")
            given = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
            filled = "" if value is None else f"VALUES ?p_{name} {{ {' '.join(str(_term(self.name, field, v)) for v in given)} }}"
            if value is None:
                text = _when_given(name).sub("", text)
            # A function, since the value may hold backslashes.
            text = _clause(name).sub(lambda _, filled=filled: filled, text)  # type: ignore[misc]
        return text

    def run(self, store: ox.Store | Graph, **values: Value) -> Table:
        """Answer the query on a pyoxigraph store or an rdflib graph, over the union of all graphs."""
        text = self.bind(values)
        rows: list[tuple[Value, ...]]
        if isinstance(store, Graph):
            found = store.query(text)
            rows = [tuple(_from_rdflib(v) for v in row) for row in found if isinstance(row, ResultRow)]
        else:
            solutions = store.query(text, use_default_graph_as_union=True)
            assert isinstance(solutions, ox.QuerySolutions)
            rows = [tuple(from_oxigraph(v) for v in row) for row in solutions]
        return Table(self.columns, list(self.tidy(rows)))

    def tidy(self, rows: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
        """The rows with the members of list cells in order, and texts without characters as empty cells."""
        lists = [i for i, c in enumerate(self.columns) if c.type in ("strings", "iris")]
        for row in rows:
            yield _sorted_lists(row, lists) if lists else row


def _clause(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES\s+\?p_{re.escape(name)}\s*\{{\s*UNDEF\s*\}}", re.IGNORECASE)


def _when_given(name: str) -> re.Pattern[str]:
    return re.compile(rf"^.*# when given: {re.escape(name)}$\n", re.MULTILINE)


def _term(query: str, field: Field, value: Value) -> ox.NamedNode | ox.Literal:
    """A parameter's value as a term; its text form is SPARQL, whatever characters it holds."""
    try:
        if field.type == "iri":
            return ox.NamedNode(str(value))
        if field.type == "name":
            return ox.Literal(str(value), language="en")
        if field.type == "integer":
            return ox.Literal(str(int(str(value))), datatype=ox.NamedNode(_XSD + "integer"))
        if field.type in _DATATYPES:
            return ox.Literal(
                str(value).lower() if field.type == "boolean" else str(value),
                datatype=ox.NamedNode(_XSD + _DATATYPES[field.type]),
            )
    except ValueError as error:
        raise BadParameter(query, field.name, f"{value!r} is no {field.type}: {error}") from None
    return ox.Literal(str(value))


def _sorted_lists(row: tuple[Value, ...], lists: list[int]) -> tuple[Value, ...]:
    """The row with the members of its list cells sorted: SPARQL leaves the order of GROUP_CONCAT open."""
    out = list(row)
    for i in lists:
        members = sorted({m for m in str(out[i] or "").split(SEPARATOR) if m})
        out[i] = SEPARATOR.join(members) or None
    return tuple(out)


def _number(text: str, datatype: str) -> Value:
    if datatype == "integer":
        return int(text)
    if datatype == "decimal":
        return Decimal(text)
    return text in ("true", "1")


def from_oxigraph(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """A term as a Python value: numbers and booleans as such, the rest as text."""
    if value is None:
        return None
    if isinstance(value, ox.Literal):
        datatype = value.datatype.value.removeprefix(_XSD)
        return _number(value.value, datatype) if datatype in ("integer", "decimal", "boolean") else value.value
    return str(value) if isinstance(value, (ox.BlankNode, ox.Triple)) else value.value


def _from_rdflib(value: Node | None) -> Value:
    if value is None:
        return None
    if isinstance(value, RdflibLiteral) and value.datatype is not None:
        datatype = str(value.datatype).removeprefix(_XSD)
        return _number(str(value), datatype) if datatype in ("integer", "decimal", "boolean") else str(value)
    return f"_:{value}" if isinstance(value, BNode) else str(value)


def read_query(path: Path) -> Query:
    """Read a `.rq` file. Raises BadFile with the line when its header is not as it must be, or the text is no SPARQL."""
    text = path.read_text(encoding="utf-8")
    single: dict[str, str] = {}
    lists: dict[str, list[Field]] = {"parameters": [], "columns": []}
    section = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            break
        body = line[2:]
        key, _, rest = body.strip().partition(":")
        if body.startswith("   ") and section is not None:
            match = _FIELD.fullmatch(body.strip())
            if match is None or match["type"] not in TYPES:
                raise BadFile(path, f"a field reads `name: type -- text` with a type of {' '.join(TYPES)}", line=number)
            lists[section].append(
                Field(match["name"], match["type"], bool(match["absent"]) or match["need"] == "optional", match["text"])
            )
        elif key in lists and not rest.strip():
            section = key
        elif key in ("title", "description", "pivot") and rest.strip():
            single[key], section = rest.strip(), None
        else:
            raise BadFile(path, f"unknown header line {line!r}", line=number)
    for need in ("title", "description"):
        if need not in single:
            raise BadFile(path, f"the header has no {need}", line=1)
    for parameter in lists["parameters"]:
        if not _clause(parameter.name).search(text):
            raise BadFile(path, f"parameter {parameter.name} needs a clause VALUES ?p_{parameter.name} {{ UNDEF }}", line=1)
    query = Query(
        path.stem,
        single["title"],
        single["description"],
        tuple(lists["parameters"]),
        tuple(lists["columns"]),
        text,
        single.get("pivot"),
    )
    if query.pivot is not None and query.pivot not in [c.name for c in query.columns]:
        raise BadFile(path, f"the pivot {query.pivot} is none of the columns", line=1)
    try:
        found = ox.Store().query(text)
    except SyntaxError as error:
        place = _PLACE.match(str(error.msg))
        if place is None:
            raise BadFile(path, str(error.msg)) from None
        raise BadFile(path, place[3], line=int(place[1]), column=int(place[2])) from None
    if isinstance(found, ox.QuerySolutions):
        projected = [v.value for v in found.variables]
        if projected != [c.name for c in query.columns]:
            raise BadFile(path, f"the header's columns differ from the projected variables: {' '.join(projected)}", line=1)
    return query


def read_queries(folder: Path) -> Iterator[Query]:
    """The queries of a folder, by name."""
    for path in sorted(folder.glob("*.rq")):
        yield read_query(path)
