"""How is an answer written? CSV as RFC 4180 has it, TSV, JSON, JSON Lines, Markdown, Parquet, or a table for the eye."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO

from kg.query import Field, Value

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "parquet", "srj", "srx")


def cell(value: Value) -> str:
    """A value in a text cell: nothing where there is none, numbers plain, booleans as true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def data(value: Value) -> str | int | float | bool | None:
    """A value in JSON: whole numbers as such."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def lines(names: Sequence[str], rows: Iterable[tuple[Value, ...]], form: str) -> Iterator[str]:
    """An answer as lines of csv, tsv, json, jsonl or md, each with its line end, as the rows come."""
    if form in ("csv", "tsv"):
        yield _separated(names, form)
        for row in rows:
            yield _separated([cell(v) for v in row], form)
    elif form == "md":
        yield "| " + " | ".join(names) + " |\n"
        yield "|" + "---|" * len(names) + "\n"
        for row in rows:
            yield "| " + " | ".join(cell(v).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for v in row) + " |\n"
    else:
        objects = (json.dumps(dict(zip(names, map(data, row), strict=True)), ensure_ascii=False) for row in rows)
        if form == "jsonl":
            yield from (f"{o}\n" for o in objects)
            return
        first = True
        for text in objects:
            yield ("[\n" if first else ",\n") + text
            first = False
        yield "[]\n" if first else "\n]\n"


def _separated(cells: Sequence[str], form: str) -> str:
    if form == "tsv":
        return (
            "\t".join(c.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n") for c in cells)
            + "\n"
        )
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def numeric(column: Field) -> bool:
    """Whether a column stands to the right in a table for the eye."""
    return column.type in ("integer", "decimal")
