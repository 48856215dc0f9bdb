"""`kg export`: a store as RDF, as a picture of its links, or as tables; files on disk, talk on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.export.dump import Progress
    from kg.export.selection import Selection


class Format(StrEnum):
    """What `kg export` writes."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    GEXF = "gexf"
    GRAPHML = "graphml"
    CSV = "csv"


class View(StrEnum):
    """The graphs that GEXF, GraphML and CSV show."""

    ACCUSATIONS = "accusations"
    OUTLETS = "outlets"
    CLAIMS = "claims"


def run(
    store: Path | None,
    form: Format,
    output: str,
    *,
    view: View | None,
    outlets: Sequence[str],
    since: str | None,
    until: str | None,
    ontology: bool,
    dynamic: bool,
    true_lists: bool,
    describe: bool,
) -> int:
    """Write one export; 0 when it is written whole."""
    from kg.export.selection import selection
    from kg.store import Store, location

    graph_form = form in (Format.GEXF, Format.GRAPHML)
    if view is not None and not graph_form and form is not Format.CSV:
        raise KgError(f"--view is for gexf, graphml and csv; {form} holds everything")
    if (dynamic or true_lists) and form is not Format.GEXF:
        raise KgError("--dynamic and --lists are for gexf")
    opened = Store(location(store), read_only=True)
    chosen = selection(opened.graph, outlets, since, until)
    target = None if output == "-" else Path(output)
    try:
        if graph_form:
            _picture(opened.graph, form, target, chosen, view or View.ACCUSATIONS, dynamic, true_lists)
        elif form is Format.CSV:
            _tables(opened.graph, target, chosen, view)
        else:
            _rdf(opened.graph, opened.minter.base, form, target, chosen, ontology, describe)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has enough; Python would tell of it on exit
    return 0


def _rdf(
    store: ox.Store, base: str, form: Format, target: Path | None, chosen: Selection, ontology: bool, describe: bool
) -> None:
    from kg.export.describe import Census, Dump, description
    from kg.export.dump import Syntax, dump
    from kg.export.files import written

    syntax = Syntax(form)
    census = Census(store) if describe and target is not None else None
    with written(target) as out, _progress() as progress:
        seen = census.seen if census is not None else None
        count = dump(store, syntax, out, chosen=chosen, with_ontology=ontology, base=base, seen=seen, progress=progress)
    _tell(f"{count:,} statements", target)
    if census is not None and target is not None:
        beside = target.with_name(f"{target.name}.void.ttl")
        with written(beside) as out:
            out.writelines(description(census, Dump.of(target, syntax), base))
        _tell("VoID and DCAT description", beside)


def _picture(
    store: ox.Store, form: Format, target: Path | None, chosen: Selection, view: View, dynamic: bool, true_lists: bool
) -> None:
    from kg import __version__
    from kg.export.files import written
    from kg.export.gexf import Meta, write_gexf
    from kg.export.style import legend, styled
    from kg.export.tables import write_graphml
    from kg.export.views import VIEWS

    graph = VIEWS[view](store, chosen)
    styled(graph)
    with written(target) as out:
        if form is Format.GRAPHML:
            write_graphml(graph, out)
        else:
            last = max((end for _, data in graph.nodes(data=True) for _, end in data["spells"]), default="")
            meta = Meta(f"kg {__version__}", f"View {view}. {legend(graph)}".strip(), last)
            write_gexf(graph, out, meta, dynamic=dynamic, true_lists=true_lists)
    _tell(f"view {view}: {graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges", target)


def _tables(store: ox.Store, target: Path | None, chosen: Selection, view: View | None) -> None:
    from kg.export.files import written
    from kg.export.tables import CLAIMS, claim_rows, claims_metadata, edge_rows, node_rows, write_csv
    from kg.export.views import VIEWS

    if view is None:
        rows = [[name for name, _, _ in CLAIMS], *claim_rows(store, chosen)]
        with written(target) as out:
            write_csv(rows, out)
        _tell(f"{len(rows) - 1:,} reports of claims", target)
        if target is not None:
            beside = target.with_name(f"{target.name}-metadata.json")
            with written(beside) as out:
                out.write(claims_metadata(target.name).encode())
            _tell("CSVW description", beside)
        return
    graph = VIEWS[view](store, chosen)
    with written(target) as out:
        write_csv(edge_rows(graph), out)
    _tell(f"{graph.number_of_edges():,} edges", target)
    if target is None:
        print("kg: the table of nodes is written only to a file (-o FILE)", file=sys.stderr)
        return
    beside = target.with_name(f"{target.stem}.nodes{target.suffix}")
    with written(beside) as out:
        write_csv(node_rows(graph), out)
    _tell(f"{graph.number_of_nodes():,} nodes", beside)


def lint(paths: Sequence[Path]) -> int:
    """Print what Gephi and Gephi Lite would stumble over; 1 when there is anything."""
    from kg.export.gexf_lint import lint as findings

    count = 0
    for path in paths:
        for finding in findings(path):
            print(f"{path}:{finding.line}: {finding.message} [{finding.rule}]")
            count += 1
    print(f"{count} findings" if count else "no findings", file=sys.stderr)
    return 1 if count else 0


def _tell(what: str, target: Path | None) -> None:
    if target is not None:
        print(f"{what} -> {target}", file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Tells of statements written, where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} statements"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda count: bar.update(task, completed=count)
