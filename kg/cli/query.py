"""`kg query` and `kg queries`: answers from the store, as a table for the eye or for other programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from kg.answers import Answer, answer, find, lateral, names, plain
from kg.errors import KgError, MissingTool
from kg.pivot import pivot
from kg.query import Query, Table, Value
from kg.store import Store, location
from kg.tables import FORMATS, cell, lines, numeric


def run(store: Path | None, name: str, given: Sequence[str], form: str | None, output: Path | None) -> int:
    """Answer a stored query, a file or standard input (`-`)."""
    form = form or (output.suffix.lstrip(".") if output else "table" if sys.stdout.isatty() else "csv")
    if form not in FORMATS:
        raise KgError(f"--format {form!r} is none of {' '.join(FORMATS)}")
    query = plain(sys.stdin.read()) if name == "-" else find(name)
    values = dict(_parameter(text) for text in given)
    source = Store(location(store), read_only=True)
    if not source.fresh:
        print(
            "kg: the last load was cut short; denials, counts and contradictions lag behind until the next `kg load`",
            file=sys.stderr,
        )
    if form in ("srj", "srx"):
        _results(source, query, values, form, output)
        return 0
    found: Answer | Table = answer(source, query, values)
    if query.pivot is not None and isinstance(found, Answer):
        found = pivot(query, found.rows)
    if form == "parquet":
        _parquet(found, output)
    elif form == "table":
        _show(found)
    elif output is not None:
        with output.open("w", encoding="utf-8", newline="") as out:
            _write(found, form, out)
    else:
        sys.stdout.reconfigure(newline="")  # type: ignore[union-attr]  # CSV has line ends of its own
        _write(found, form, sys.stdout)
    return 0


def listing() -> int:
    """Print the stored queries, their parameters and what they answer."""
    from rich.console import Console

    console = Console(soft_wrap=True, highlight=False)
    for name in names():
        query = find(name)
        parameters = " ".join(f"-p {p.name}=…" for p in query.parameters)
        console.print(f"[bold]{name}[/bold]  {query.title}  [dim]{parameters}[/dim]")
    return 0


def _parameter(text: str) -> tuple[str, Value]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise KgError(f"-p {text!r} is no parameter; write -p name=value")
    return name.strip(), value


def _write(found: Answer | Table, form: str, out: IO[str]) -> None:
    for line in lines(found.names, iter(found.rows), form):
        out.write(line)


def _show(found: Answer | Table) -> None:
    from rich.console import Console
    from rich.table import Table as Picture
    from rich.text import Text

    picture = Picture(show_lines=False, header_style="bold", pad_edge=False)
    shown = [n for n, c in enumerate(found.columns) if c.type not in ("iri", "iris")]
    for n in shown:
        column = found.columns[n]
        picture.add_column(Text(column.name), justify="right" if numeric(column) else "left", overflow="fold")
    count = 0
    for row in found.rows:
        picture.add_row(*(Text(cell(row[n]).replace("\n", " ")) for n in shown))
        count += 1
    console = Console() if sys.stdout.isatty() else Console(width=200)
    console.print(picture)
    print(f"kg: {count} rows", file=sys.stderr)


def _parquet(found: Answer | Table, output: Path | None) -> None:
    if output is None:
        raise KgError("--format parquet needs --output FILE")
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingTool("pyarrow", "pip install pyarrow, or take another --format") from None
    types = {"integer": pa.int64(), "decimal": pa.float64(), "boolean": pa.bool_()}
    columns = list(zip(*found.rows, strict=True)) or [()] * len(found.columns)
    arrays = {
        c.name: pa.array(
            [float(str(v)) if c.type == "decimal" and v is not None else v for v in values], types.get(c.type, pa.string())
        )
        for c, values in zip(found.columns, columns, strict=True)
    }
    parquet.write_table(pa.table(arrays), output)


def _results(source: Store, query: Query, values: dict[str, Value], form: str, output: Path | None) -> None:
    """The rows with their terms, in the results formats of SPARQL; a pivot has none."""
    import pyoxigraph as ox

    text = query.bind(values)
    found = source.graph.query(lateral(text) if query.title else text)
    assert isinstance(found, ox.QuerySolutions)
    written = found.serialize(format=ox.QueryResultsFormat.JSON if form == "srj" else ox.QueryResultsFormat.XML) or b""
    if output is not None:
        output.write_bytes(written)
    else:
        sys.stdout.buffer.write(written)
