"""How is a stored query, or anybody's SPARQL, answered from a store, row by row?

Two things make answers over many documents come soon. A query whose rows belong to documents is asked for some documents at a
time, in the order of their names, so that the first rows do not wait for the last. And each OPTIONAL of a stored query is run as
LATERAL, an extension of Oxigraph: row by row through the indexes, where the engine would often scan all it could join with. For
the patterns of our queries, whose shared variables are bound before, the two mean the same; a test holds them against rdflib.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import resources
from kg.errors import BadFile, KgError
from kg.query import Field, Query, Value, from_oxigraph, read_query
from kg.store import Store

CHUNK = 64  # documents asked for at a time, once the first rows are out
_GROUP = re.compile(r"^  (?:OPTIONAL )?\{", re.MULTILINE)
_SKIPPED = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^>\s]*>|#[^\n]*')


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer, and its rows as they come."""

    columns: tuple[Field, ...]
    rows: Iterator[tuple[Value, ...]]

    @property
    def names(self) -> list[str]:
        return [c.name for c in self.columns]


def names() -> list[str]:
    """The names of the stored queries."""
    return sorted(p.stem for p in resources.queries().glob("*.rq"))


def find(name: str) -> Query:
    """The stored query of a name, or the query in a file. Raises KgError when there is neither."""
    path = resources.queries() / f"{name}.rq"
    if re.fullmatch(r"[\w-]+", name) and path.is_file():
        return _stored(path)
    file = Path(name)
    if file.suffix in (".rq", ".sparql") or file.is_file():
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise BadFile(file, f"cannot be read: {error.strerror}") from None
        return read_query(file) if text.startswith("#+") else plain(text, file)
    raise KgError(f"no stored query {name!r} and no such file; `kg queries` lists what there is")


@cache
def _stored(path: Path) -> Query:
    """A query of the package, read and checked once in a process: checking one takes longer than answering about one actor."""
    return read_query(path)


def plain(text: str, path: Path = Path("-")) -> Query:
    """Anybody's SELECT as a query without parameters. Raises BadFile with line and column where it is no SELECT."""
    try:
        found = ox.Store().query(text)
    except SyntaxError as error:
        place = re.match(r"error at (\d+):(\d+): (.*)", str(error.msg), re.DOTALL)
        if place is None:
            raise BadFile(path, str(error.msg)) from None
        raise BadFile(path, place[3], line=int(place[1]), column=int(place[2])) from None
    if not isinstance(found, ox.QuerySolutions):
        raise BadFile(path, "is no SELECT query; ASK and CONSTRUCT have no rows")
    return Query(path.stem, "", "", (), tuple(Field(v.value, "string", True, "") for v in found.variables), text)


def answer(store: Store, query: Query, values: Mapping[str, Value] = {}, *, chunk: int = CHUNK) -> Answer:
    """The answer of a query; its rows are computed as they are taken. Raises BadParameter on a parameter it cannot take."""
    query.bind(values)  # says at once what is wrong with them
    by_document = query.columns[:1] and query.columns[0].name == "document" and "document" not in values
    if by_document and not values and any(p.name == "document" for p in query.parameters):
        return Answer(query.columns, query.tidy(_in_turn(store, query, chunk)))
    return Answer(query.columns, query.tidy(_rows(store, query, query.bind(values))))


def _in_turn(store: Store, query: Query, chunk: int) -> Iterator[tuple[Value, ...]]:
    """The rows of all documents, of a few and then of more at a time, in the order of their names."""
    documents, done, size = sorted({name for _, name in store.documents()}), 0, 2
    while done < len(documents):
        yield from _rows(store, query, query.bind({"document": documents[done : done + size]}))
        done, size = done + size, min(2 * size, max(chunk, 2))


def _rows(store: Store, query: Query, text: str) -> Iterator[tuple[Value, ...]]:
    found = store.graph.query(lateral(text) if query.title else text)
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        yield tuple(from_oxigraph(v) for v in row)


def lateral(text: str) -> str:
    """A stored query with the groups and OPTIONALs of its outermost WHERE run for each row (unions are left as they are).

    Such a group begins a line, two spaces from its edge.
    """
    out, at = [], 0
    match = _GROUP.search(text)
    while match is not None:
        end = _closing(text, match.end() - 1)
        group = text[match.start() : end]
        union = re.match(r"\s*UNION\b", text[end:]) or re.search(r"\bUNION\s*$", text[: match.start()])
        first = re.search(r"\{\s*$", _SKIPPED.sub("", text[: match.start()]))  # nothing is bound before it
        out += [text[at : match.start()], group if union or first else f"  LATERAL {{ {group.strip()} }}"]
        at = end
        match = _GROUP.search(text, at)
    return "".join([*out, text[at:]])


def _closing(text: str, opening: int) -> int:
    """The place behind the brace that closes the one at `opening`; braces in strings, IRIs and comments do not count."""
    depth, at = 0, opening
    while at < len(text):
        skipped = _SKIPPED.match(text, at)
        if skipped:
            at = skipped.end()
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
        if depth == 0:
            break
    return at
