"""Which nodes did changes of a store touch since it was last validated? A file beside the store that grows with each change.

The file is there from the first validation on. A node is written down before the change it belongs to, so that an interrupted
change is written down too much rather than too little.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.facts import LABEL, RDF_TYPE

FILE = "changes.log"
MOST = 64 << 20  # bytes from which on everything is taken to have changed
_AROUND = frozenset((RDF_TYPE, LABEL))  # what a rule may ask of the node that another points to


def begin(folder: Path) -> int:
    """Write down changes from now on; return the bytes written so far."""
    (folder / FILE).touch()
    return (folder / FILE).stat().st_size


def size(folder: Path) -> int | None:
    """Bytes written so far, None where nothing is written down."""
    file = folder / FILE
    return file.stat().st_size if file.exists() else None


def note(folder: Path, triples: Iterable[ox.Triple]) -> None:
    """Write down the nodes of triples that come into a store or leave it."""
    here: set[str] = set()
    for triple in triples:
        mark = "*" if triple.predicate.value in _AROUND else " "
        for node, sign in ((triple.subject, mark), (triple.object, " ")):
            if isinstance(node, ox.NamedNode):
                here.add(f"{sign}{node.value}\n")
    with (folder / FILE).open("a", encoding="utf-8") as out:
        out.writelines(sorted(here))


def touched(folder: Path, start: int) -> tuple[set[str], set[str]] | None:
    """The nodes written down from byte `start` on: all of them, and those of which type or label changed. None for too many."""
    file = folder / FILE
    if not file.exists() or not start <= file.stat().st_size <= start + MOST:
        return None
    with file.open("rb") as lines:
        lines.seek(start)
        written = lines.read().decode("utf-8").splitlines()
    return {line[1:] for line in written}, {line[1:] for line in written if line.startswith("*")}
