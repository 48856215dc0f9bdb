"""Which rules does a store, or one document, break? The compiled shapes, run by pyoxigraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg import rdf, resources, schema
from kg.schema import PREFIXES
from kg.validate.compiler import SPARQL, Check, Row, compiled
from kg.validate.patterns import Hierarchy
from kg.validate.results import Result, ShapesFailure, in_order
from kg.validate.shapes import Shape, read
from kg.validate.terms import datatype, name

Progress = Callable[[int, int], None]
AT_ONCE = 5000  # nodes in a query
_SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_PLACE = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, eq=False)  # one ruleset is compiled once, so it is told by identity
class Ruleset:
    """The shapes of an ontology folder, and the subclasses that they lean on."""

    shapes: tuple[Shape, ...]
    subclasses: frozenset[ox.Triple]


@cache
def ruleset(folder: Path | None = None) -> Ruleset:
    """The rules of an ontology folder, by default the one that ships with the package; read once. Raises UnsupportedShape."""
    folder = folder or resources.ontology()
    model = rdf.store_of(schema.files(folder))
    return Ruleset(read(sorted((folder / "shapes").glob("*.ttl"))), _subclasses(model))


def _subclasses(store: ox.Store) -> frozenset[ox.Triple]:
    return frozenset(q.triple for q in store.quads_for_pattern(None, _SUBCLASS, None, None))


@lru_cache(maxsize=8)  # more than one only where data declare classes of their own
def _checks(by: Ruleset, subclasses: frozenset[ox.Triple]) -> tuple[Check, ...]:
    return compiled(by.shapes, Hierarchy((name(t.subject), name(t.object)) for t in subclasses))


def violations(
    store: ox.Store,
    by: Ruleset | None = None,
    *,
    union: bool = True,
    progress: Progress | None = None,
    focus: Collection[str] | None = None,
) -> list[Result]:
    """The broken rules of all graphs of a store together, gravest first: the results that pySHACL gives.

    Without `union` the default graph is taken to hold all triples already, as that of `kg.store.Store` does. The subclasses of
    the model count even where the store does not hold the model. With `focus`, constraints other than SPARQL rules are run for these
    nodes alone. `progress` is called after each check with how many are done
    and how many there are. Raises ShapesFailure when the store cannot be read.
    """
    by = by or ruleset()
    subclasses = _subclasses(store)
    if not by.subclasses <= subclasses:
        # Rules may follow rdfs:subClassOf in the data, and a store that is only looked at is not to be changed.
        whole = ox.Store()
        whole.bulk_extend(store)
        store, union = _with_model(whole, by), True
    return in_order(_run(store, _checks(by, subclasses | by.subclasses), union, progress, focus))


def document_violations(
    quads: Iterable[ox.Quad], context: ox.Store | None = None, graphs: Iterable[str] = (), by: Ruleset | None = None
) -> list[Result]:
    """The broken rules of the nodes that one document states something about, gravest first.

    `quads` are what the document says, in its own graph and in that of the entities. What the named `graphs` of a `context` store
    say of the nodes that it speaks of, and of those that they speak of in turn, is taken into account and not judged.
    """
    by = by or ruleset()
    own = list(quads)
    store = ox.Store()
    store.extend(own)
    if context is not None:
        store.extend(in_context(own, context, graphs))
    judged = {name(q.subject) for q in own}
    present = {q.predicate.value for q in store} | {
        q.object.value for q in store.quads_for_pattern(None, _TYPE, None, None) if isinstance(q.object, ox.NamedNode)
    }
    checks = _checks(by, by.subclasses | _subclasses(store))
    _with_model(store, by)
    needed = tuple(c for c in checks if all(not present.isdisjoint(n) for n in c.needs))
    return in_order(r for r in _run(store, needed, True, None) if r.focus in judged)


def _with_model(store: ox.Store, by: Ruleset) -> ox.Store:
    where = ox.NamedNode(schema.ONTOLOGY)
    store.extend(ox.Quad(t.subject, t.predicate, t.object, where) for t in by.subclasses)
    return store


def in_context(quads: Iterable[ox.Quad], context: ox.Store, graphs: Iterable[str]) -> Iterator[ox.Quad]:
    """What some graphs of a store say of the nodes that quads name, of those that it names there, and so on."""
    graphs = tuple(graphs)
    queue = list({n for q in quads for n in (q.subject, q.object) if isinstance(n, ox.NamedNode)})
    seen = set(queue)
    while queue:
        node = queue.pop()
        for graph in graphs:
            for quad in context.quads_for_pattern(node, None, None, ox.NamedNode(graph)):
                yield quad
                if isinstance(quad.object, ox.NamedNode) and quad.object not in seen:
                    seen.add(quad.object)
                    queue.append(quad.object)


def _run(
    store: ox.Store,
    checks: tuple[Check, ...],
    union: bool,
    progress: Progress | None,
    focus: Collection[str] | None = None,
) -> Iterator[Result]:
    for done, check in enumerate(checks, 1):
        try:
            for text in [check.query] if focus is None or check.component == SPARQL else _focused(check.query, focus):
                rows = store.query(text, use_default_graph_as_union=union)
                assert isinstance(rows, ox.QuerySolutions)
                names = [v.value for v in rows.variables]
                for solution in rows:
                    row = dict(zip(names, solution, strict=True))
                    if check.is_broken is None or check.is_broken(row):
                        yield _result(check, row)
        except (OSError, RuntimeError, SyntaxError, ValueError) as error:
            raise ShapesFailure(f"{check.shape}: {error}") from None
        if progress is not None:
            progress(done, len(checks))


def _focused(query: str, focus: Collection[str]) -> Iterator[str]:
    """A check of some nodes alone, of so many at a time."""
    nodes = sorted(focus)
    for start in range(0, len(nodes), AT_ONCE):
        named = " ".join(f"<{n}>" for n in nodes[start : start + AT_ONCE])
        yield query.replace("WHERE {", f"WHERE {{ VALUES ?this {{ {named} }}", 1)


def _result(check: Check, row: Row) -> Result:
    focus, path = row["this"], row.get("path")
    assert focus is not None
    value = row.get("value") or (focus if check.value_is_focus else None)

    def filled(match: re.Match[str]) -> str:
        term = value if match[1] == "value" else row.get(match[1])
        return match[0] if term is None else term.value

    return Result(
        severity=check.severity,
        shape=check.shape,
        focus=name(focus),
        path=check.path if path is None else name(path),
        value="" if value is None else name(value),
        message=_PLACE.sub(filled, check.message) if check.component == "SPARQLConstraintComponent" else check.message,
        datatype="" if value is None else datatype(value),
        component=check.component,
    )
