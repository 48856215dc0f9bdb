"""Which statements does a store hold, as sorted lines of N-Triples or N-Quads?

The store writes its quads itself (one call, so one moment of the store); here the lines are cut, sorted in runs that go to
temporary files when they grow large, and merged. The order is that of the UTF-8 bytes, the same on every machine.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import groupby
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

RUN = 64 << 20  # bytes of lines that are sorted in memory at once
_SHARE = 64  # of the open run files, how many are merged at once
Wanted = Callable[[bytes, bytes], bool]  # (graph, "subject predicate object"), both as in N-Quads; the default graph is b""


class Form(Enum):
    """What a line is: a triple of the union of all graphs; a quad; or a triple behind its graph and a tab."""

    TRIPLES = "triples"
    QUADS = "quads"
    GRAPHS = "graphs"


def sorted_lines(
    store: ox.Store, form: Form, wanted: Wanted | None = None, *, default_only: bool = False, run: int = RUN
) -> Iterator[bytes]:
    """Every statement once, as a line that ends in " .\\n", in the order of its bytes; of the default graph alone if so asked.

    Blank nodes get the names of the RDF Dataset Canonicalization algorithm, so that they too are the same everywhere.
    """
    sorter = _Sorter(form, wanted, run)
    if default_only:
        store.dump(sorter, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())  # type: ignore[arg-type]
    else:
        store.dump(sorter, ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]  # write() is all it calls
    return sorter.result()


def parted(quad: bytes) -> tuple[bytes, bytes]:
    """Subject, predicate and object of a quad without its full stop, and its graph; b"" for the default graph."""
    head, _, graph = quad.rpartition(b" ")
    # Without a graph the last word is the object, or the end of its text: no IRI holds a quotation mark.
    if b'"' in graph or not graph.startswith((b"<", b"_:")) or head.count(b" ") < 2:
        return quad, b""
    return head, graph


class _Sorter:
    """A file to write N-Quads into, that gives them back sorted."""

    def __init__(self, form: Form, wanted: Wanted | None, run: int) -> None:
        self._form, self._wanted, self._run = form, wanted, run
        self._rest = b""
        self._lines: list[bytes] = []
        self._size = 0
        self._files: list[IO[bytes]] = []
        self._blank: list[bytes] = []  # quads with blank nodes: they get their names at the end

    def write(self, data: ReadableBuffer) -> int:
        block = bytes(data)
        lines = (self._rest + block).split(b"\n")
        self._rest = lines.pop()
        self._take(lines)
        return len(block)

    def flush(self) -> None:
        """Nothing waits here."""

    def _take(self, lines: Iterable[bytes], named: bool = False) -> None:
        form, wanted, out = self._form, self._wanted, self._lines
        size = self._size
        for line in lines:
            head, graph = parted(line[:-2])
            if wanted is not None and not wanted(graph, head):
                continue
            if not named and b"_:" in line and _has_blank(head, graph):
                self._blank.append(line)
                continue
            if form is Form.TRIPLES:
                text = head + b" .\n"
            elif form is Form.QUADS:
                text = line + b"\n"
            else:
                text = graph + b"\t" + head + b" .\n"
            out.append(text)
            size += len(text)
        self._size = size
        if size > self._run:
            self._spill()

    def _spill(self) -> None:
        self._lines.sort()
        file = tempfile.TemporaryFile(prefix="kg-export-", buffering=1 << 20)  # noqa: SIM115  closed when read to its end
        file.writelines(self._lines)
        self._files.append(file)
        self._lines.clear()
        self._size = 0
        if len(self._files) == _SHARE:
            merged = tempfile.TemporaryFile(prefix="kg-export-", buffering=1 << 20)  # noqa: SIM115
            merged.writelines(heapq.merge(*map(_read, self._files)))
            self._files = [merged]

    def result(self) -> Iterator[bytes]:
        self._take(_canonical(self._blank), named=True)
        self._lines.sort()
        runs: list[Iterable[bytes]] = [self._lines, *map(_read, self._files)]
        merged = heapq.merge(*runs) if len(runs) > 1 else self._lines
        return (line for line, _ in groupby(merged))


def _has_blank(head: bytes, graph: bytes) -> bool:
    subject, _, thing = head.split(b" ", 2)
    return b"_:" in (subject[:2], thing[:2], graph[:2])


def _read(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    with file:
        yield from file


def _canonical(lines: list[bytes]) -> list[bytes]:
    """The quads with blank nodes under their canonical names."""
    if not lines:
        return []
    data = ox.Dataset(ox.parse(b"\n".join(lines) + b"\n", ox.RdfFormat.N_QUADS))
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    text = ox.serialize(data, format=ox.RdfFormat.N_QUADS)
    assert text is not None  # as without an output
    return text.split(b"\n")[:-1]
