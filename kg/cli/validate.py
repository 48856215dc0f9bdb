"""`kg validate`: the broken rules of a store, of some of its documents, or of files; results on stdout, a summary on stderr."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store
    from kg.validate import Result
    from kg.validate.engine import Progress

FAILURE = 2  # exit code: the data could not be judged
Places = Mapping[str, Sequence[str]]


class Engine(StrEnum):
    """What runs the shapes."""

    SPARQL = "sparql"
    PYSHACL = "pyshacl"


class Least(StrEnum):
    """How grave a result must be to be printed."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    TURTLE = "turtle"
    JSON = "json"


def run(
    files: list[Path], store: Path | None, documents: list[str], engine: Engine, form: Format, least: Least, *, anew: bool = False
) -> int:
    """Validate, print what is at least so severe, and return the exit code: 0 conforms, 1 does not, 2 could not be judged.

    A store is looked at where it changed since the last time; all of it with `anew`.
    """
    from kg.validate import Severity
    from kg.validate.report import conforms, to_json, to_turtle

    if files and (store is not None or documents):
        raise KgError("give files, or a store and its documents, not both")
    try:
        with _progress() as progress:
            results, places = _files(files, engine, progress) if files else _store(store, documents, engine, progress, anew)
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return FAILURE
    order = list(Severity)
    shown = [r for r in results if order.index(r.severity) <= list(Least).index(least)]
    if form is Format.JSON:
        print(to_json(shown, places))
    elif form is Format.TURTLE:
        print(to_turtle(shown), end="")
    elif shown:
        _table(shown, places)
    counts = Counter(r.severity for r in results)
    told = ", ".join(f"{counts[s]} {s.value.lower()}{'' if counts[s] == 1 else 's'}" for s in order if counts[s])
    print(f"{'conforms' if conforms(results) else 'does not conform'}: {told or 'no rule is broken'}", file=sys.stderr)
    return 0 if conforms(results) else 1


def _files(files: list[Path], engine: Engine, progress: Progress | None) -> tuple[list[Result], Places]:
    """The results of some files taken together, and the files that speak of a node."""
    import pyoxigraph as ox

    from kg import rdf
    from kg.validate import terms, validate, violations
    from kg.validate.reference import dataset_of

    data = ox.Store()
    speaks: dict[str, list[str]] = {}
    for number, path in enumerate(files):
        quads = _relabelled(rdf.quads_of(path), f"f{number}n")
        data.extend(quads)
        for name in sorted({terms.name(q.subject) for q in quads}):
            speaks.setdefault(name, []).append(str(path))
    if engine is Engine.PYSHACL:
        return validate(dataset_of(data)), speaks
    return violations(data, progress=progress), speaks


def _store(
    path: Path | None, documents: list[str], engine: Engine, progress: Progress | None, anew: bool
) -> tuple[list[Result], Places]:
    """The results of a whole store, or of some documents with what they mention, and the documents that speak of a node."""
    from kg import changes
    from kg.store import Store, location
    from kg.validate import document_violations, terms, validate
    from kg.validate.engine import in_context
    from kg.validate.reference import dataset_of
    from kg.validate.since import keep, revalidated

    folder = location(path)
    # Before the store is opened: what changes from now on is looked at the next time.
    seen = changes.begin(folder) if (folder / "store.json").exists() and not documents else None
    store = Store(folder, read_only=True)
    context = [store.entities.value, store.minter.graph("decisions")]
    if documents:
        results: list[Result] = []
        for graph in _graphs(store, documents):
            own = list(store.graph.quads_for_pattern(None, None, None, graph))
            if engine is Engine.PYSHACL:
                judged = {terms.name(q.subject) for q in own}
                found = validate(dataset_of([*own, *in_context(own, store.graph, context)]))
                results += [r for r in found if r.focus in judged]
            else:
                results += document_violations(own, store.graph, context)
    elif engine is Engine.PYSHACL:
        results = validate(dataset_of(store.quads()))
    else:
        assert seen is not None
        results = revalidated(folder, store.graph, anew=anew, progress=progress)
        keep(folder, seen, results)
    return results, {r.focus: _speakers(store.graph, r.focus) for r in results}


def _graphs(store: Store, documents: list[str]) -> Iterator[ox.NamedNode]:
    """The graphs of documents given by name or IRI. Raises KgError for one that is not there."""
    import pyoxigraph as ox

    known = store.documents()
    for wanted in documents:
        found = [iri for iri, name in known if wanted in (iri, name)]
        if not found:
            raise KgError(f"the store has no document {wanted!r}; give its name as it was loaded, or its IRI")
        yield from (ox.NamedNode(store.minter.document_graph(iri)) for iri in found)


def _speakers(graph: ox.Store, focus: str) -> list[str]:
    """The names of the documents in whose graphs a node is a subject."""
    import pyoxigraph as ox

    from kg.facts import IDENTIFIER

    node = ox.BlankNode(focus[2:]) if focus.startswith("_:") else ox.NamedNode(focus)
    graphs = {q.graph_name for q in graph.quads_for_pattern(node, None, None) if not isinstance(q.graph_name, ox.DefaultGraph)}
    names = (q.object for g in graphs for q in graph.quads_for_pattern(None, ox.NamedNode(IDENTIFIER), None, g))
    return sorted({n.value for n in names if isinstance(n, ox.Literal)})


def _relabelled(quads: Iterable[ox.Quad], prefix: str) -> list[ox.Quad]:
    """Quads with blank nodes numbered in the order of the file, so that files do not share them and messages stay the same."""
    import pyoxigraph as ox

    labels: dict[ox.BlankNode, ox.BlankNode] = {}

    def new(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
        return labels.setdefault(term, ox.BlankNode(f"{prefix}{len(labels) + 1}")) if isinstance(term, ox.BlankNode) else term

    return [ox.Quad(new(q.subject), q.predicate, new(q.object), new(q.graph_name)) for q in quads]  # type: ignore[arg-type]


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar of checks done, on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("checks"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _table(results: list[Result], places: Places) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from kg.schema import curie

    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 200
    table = Table("severity", "where", "node", "what", "rule", box=box.SIMPLE, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    for result in results:
        where = places.get(result.focus, ())
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        table.add_row(result.severity.value, where[0] + more if where else "", curie(result.focus), result.message, result.shape)
    console.print(table)
