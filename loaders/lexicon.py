"""How is a lexicon read? Tab-separated, `#` lines on top with title, source and licence, a header row, unique keys.

A row's key is its first cell, or the cells of the columns that a line `# key: ...` names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TypeVar

from kg.errors import BadFile

FOLDER = Path(__file__).resolve().parent / "lexicons"
E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: values by column, and where it stands."""

    values: dict[str, str]
    path: Path
    line: int

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def words(self, column: str) -> tuple[str, ...]:
        """The members of a cell that lists several, parted by `|`."""
        return tuple(w for w in self.values[column].split("|") if w)

    def member(self, column: str, kind: type[E]) -> E:
        """The cell as a member of an enum. Raises BadFile with the line when it is none."""
        try:
            return kind(self.values[column])
        except ValueError:
            known = ", ".join(str(m.value) for m in kind)
            raise BadFile(self.path, f"{column} {self.values[column]!r} is none of {known}", line=self.line) from None


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a lexicon of this package. Raises BadFile with the line when it is not as it must be."""
    return read(FOLDER / f"{name}.tsv")


def read(path: Path) -> tuple[Row, ...]:
    """The rows of a lexicon file: title, source and licence on top, as many cells in each row as columns, no key twice."""
    out: list[Row] = []
    columns: list[str] = []
    seen: dict[str, int] = {}
    heads: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("#"):
            name, _, value = line[1:].partition(":")
            heads[name.strip()] = value.strip()
        elif not columns and line:
            columns = line.split("\t")
            missing = {"title", "source", "licence"} - set(heads)
            if missing:
                raise BadFile(path, f"the head lacks {', '.join(sorted(missing))}", line=number)
        elif line:
            cells = line.split("\t")
            if len(cells) != len(columns):
                raise BadFile(path, f"{len(cells)} cells where {len(columns)} are due", line=number)
            values = dict(zip(columns, cells, strict=True))
            key = " ".join(values[c] for c in heads.get("key", columns[0]).split())
            if key in seen:
                raise BadFile(path, f"{key!r} stands already in line {seen[key]}", line=number)
            seen[key] = number
            out.append(Row(values, path, number))
    return tuple(out)
