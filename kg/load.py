"""How do documents get from paths to readings and into a store, in one process or several, none lost on the way?"""

from __future__ import annotations

import multiprocessing
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from typing import Generic, TypeVar

import pyoxigraph as ox

from kg import __version__
from kg.entities import Run
from kg.iris import Minter
from kg.model import Document, Reading, Rejected
from kg.rows import Row, rows
from kg.store import Store
from kg.triples import quads
from kg.validate import Severity, document_violations

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What became of one document: what was made of its reading, and how many claims and events it has."""

    name: str
    claims: int
    events: int
    made: T


@dataclass(slots=True)
class Tally:
    """What a load did: documents by what became of them, claims, events, and what could not be read."""

    changes: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    events: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)  # how often each remark of the shapes was made


@cache
def run() -> Run:
    """The software and the model that read documents here."""
    from kg.english.model import FOLDER

    digest = sha256()
    for path in sorted(p for p in FOLDER.iterdir() if p.suffix != ".md"):
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return Run(__version__, f"counterclaim-english sha256:{digest.hexdigest()[:16]}")


@cache
def _reader() -> Callable[[Document], Reading]:
    """The reader of this process, with its own copy of the model."""
    from loaders.pipeline import Reader

    return Reader().read


def _read(document: Document, make: Callable[[Reading], T]) -> Read[T] | Rejected:
    try:
        reading = _reader()(document)
        return Read(document.name, len(reading.claims), len(reading.events), make(reading))
    except Exception as error:  # one document must not stop the others
        return Rejected(document.name, f"reading it failed, which is a fault of kg: {type(error).__name__}: {error}")


def read(
    documents: Iterable[Document | Rejected], make: Callable[[Reading], T], *, jobs: int = 1
) -> Iterator[Read[T] | Rejected]:
    """What `make` makes of the reading of each document, in the order of the documents, whatever the number of processes.

    `make` must be a function of a module, since it is sent to the processes. Memory holds a few documents a process.
    """
    if jobs <= 1:
        for document in documents:
            yield document if isinstance(document, Rejected) else _read(document, make)
        return
    waiting: deque[Future[Read[T] | Rejected] | Rejected] = deque()
    # Spawned, not forked: RocksDB and onnxruntime have threads, which do not survive a fork.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        for document in documents:
            waiting.append(document if isinstance(document, Rejected) else pool.submit(_read, document, make))
            while len(waiting) > 4 * jobs:
                yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())


def _done(item: Future[Read[T] | Rejected] | Rejected) -> Read[T] | Rejected:
    return item if isinstance(item, Rejected) else item.result()


def told(reading: Reading, minter: Minter, by: Run) -> bytes:
    """The quads of a reading as N-Quads, which pass between processes faster than terms do."""
    return ox.serialize(quads(reading, minter=minter, run=by), format=ox.RdfFormat.N_QUADS) or b""


def rows_of(reading: Reading) -> list[Row]:
    """The rows of a reading."""
    return list(rows(reading))


def load(
    store: Store,
    documents: Iterable[Document | Rejected],
    *,
    jobs: int = 1,
    check: bool = True,
    seen: Callable[[str], None] | None = None,
) -> Tally:
    """Read documents into a store, each in a transaction of its own. `seen` is told the name of each one done.

    With `check` each document's graph is held against the shapes: one that breaks a rule is refused, with the messages.
    """
    tally = Tally()
    for item in read(documents, partial(told, minter=store.minter, by=run()), jobs=jobs):
        if seen is not None:
            seen(item.name)
        if isinstance(item, Rejected):
            tally.rejected.append(item)
            continue
        quads_of = list(ox.parse(item.made, format=ox.RdfFormat.N_QUADS))
        found = document_violations(quads_of) if check else []
        broken = [f"{r.message} ({r.focus})" for r in found if r.severity is Severity.VIOLATION]
        if broken:
            tally.rejected.append(Rejected(item.name, "; ".join(broken)))
            continue
        tally.warnings.update(r.shape for r in found if r.severity is Severity.WARNING)
        tally.changes[store.put(quads_of).value] += 1
        tally.claims += item.claims
        tally.events += item.events
    return tally
