"""How do figures of many outlets stand side by side? One column an outlet; in the cell the bounds and who is credited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.query import SEPARATOR, Field, Query, Table, Value
from kg.vocabulary import BoundKind

_SIGNS = {BoundKind.AT_LEAST: "≥ {}", BoundKind.MORE_THAN: "> {}", BoundKind.AT_MOST: "≤ {}", BoundKind.LESS_THAN: "< {}"}
_WORDS = {BoundKind.ABOUT: "about {}", BoundKind.NEARLY: "nearly {}"}
NOBODY = "(no outlet)"


def bounds(low: Value, high: Value, bound: str, words: Value) -> str:
    """A figure in a few characters: "84", "≥ 31", "37-70", "about 40", "dozens"."""
    if low is None and high is None:
        return str(words or "?")
    if low is not None and high is not None and low != high:
        return f"{low}-{high}"
    kind = BoundKind(bound)
    form = _SIGNS.get(kind) or _WORDS.get(kind) or ("≥ {}" if high is None else "≤ {}" if low is None else "{}")
    return form.format(low if low is not None else high)


def pivot(query: Query, rows: Iterable[tuple[Value, ...]]) -> Table:
    """The rows of a query with a column for each value of its pivot; rows are those columns that stand before it."""
    names = [c.name for c in query.columns]
    at = names.index(query.pivot or "")
    heads: dict[tuple[Value, ...], dict[str, set[str]]] = {}
    for row in rows:
        cell = _cell(dict(zip(names, row, strict=True)))
        heads.setdefault(row[:at], {}).setdefault(str(row[at] or NOBODY), set()).add(cell)
    found = sorted({o for cells in heads.values() for o in cells}, key=lambda o: (o == NOBODY, o))
    columns = (*query.columns[:at], *(Field(o, "strings", True, f"what {o} reports") for o in found))
    table = [(*head, *(SEPARATOR.join(sorted(cells[o])) if o in cells else None for o in found)) for head, cells in heads.items()]
    return Table(columns, sorted(table, key=lambda r: [str(v or "") for v in r]))


def _cell(row: Mapping[str, Value]) -> str:
    figure = bounds(row["low"], row["high"], str(row["bound"]), row["words"])
    return f"{figure} ({row['claimant']})" if row["claimant"] else figure
