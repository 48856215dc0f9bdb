"""How soon does a large store answer? `python tests/benchmarks/answers.py DOCUMENTS [--reference DOCUMENTS]`.

Everything is printed side by side from one run over generated documents (those of `tests/kg/made.py`, with other actors, places,
days and numbers in each): loading beside a bare bulk load of the same quads; each of the six answers, its first row and all of
them, from a new process and warm, beside rdflib, which parses and answers in memory (over fewer documents where that takes too
long); answers for one actor, outlet and document; derived links after one more document beside all of them.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
from rdflib import Dataset

from kg.answers import answer, find
from kg.derive import derive
from kg.store import Store
from kg.triples import quads
from tests.kg.made import varied

T = TypeVar("T")
SIX = ("figures", "accusations", "denials", "responsibility", "statements", "events")
ROWS = 3000  # of an answer that is read to its end for the warm time; the goal is the first of them
VARIETY = 100  # actors, places and outlets among which documents choose


def told(count: int, first: int = 0) -> Iterator[list[ox.Quad]]:
    """The quads of each document."""
    for number in range(first, first + count):
        yield quads(varied(random.Random(number), f"doc-{number:06}.txt", variety=VARIETY))


def timed(run: Callable[[], T]) -> tuple[T, float]:
    """What a call returns, and the seconds it took."""
    begun = time.perf_counter()
    found = run()
    return found, time.perf_counter() - begun


def line(name: str, *cells: str) -> None:
    print(f"{name:<44}" + "".join(f"{c:>18}" for c in cells), flush=True)


def load(store: Store, count: int) -> int:
    done = 0
    for document in told(count):
        store.put(document)
        done += len(document)
    return done


def first_row(store: Store, name: str, **values: str) -> tuple[float, float, int]:
    """Seconds to the first row and to the last of the first few thousand, and how many these are."""
    begun = time.perf_counter()
    rows = answer(store, find(name), values).rows
    next(rows, None)
    first = time.perf_counter() - begun
    count = 1 + sum(1 for _ in zip(rows, range(ROWS), strict=False))
    return first, time.perf_counter() - begun, count


def cold(folder: Path, name: str) -> float:
    """Seconds until a new process prints the first row."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "kg", "query", name, "--store", str(folder), "-f", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.readline()
        seconds = time.perf_counter() - begun
        process.kill()
    return seconds


def reference(count: int) -> tuple[dict[str, float], float]:
    """Seconds that rdflib takes to answer each of the six over some documents in memory, and to parse them."""
    text = ox.serialize([q for d in told(count) for q in d], format=ox.RdfFormat.N_QUADS)
    graph = Dataset(default_union=True)
    _, parsing = timed(lambda: graph.parse(data=text, format="nquads"))
    answers = {}
    for name in SIX:
        query = find(name)
        _, answers[name] = timed(lambda query=query: list(graph.query(query.bind({}))))  # type: ignore[misc]
    return answers, parsing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("documents", type=int)
    parser.add_argument("--reference", type=int, help="documents for rdflib, fewer than the others", default=None)
    given = parser.parse_args()
    few = min(given.documents, given.reference or given.documents)

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        store = Store(place)
        count, seconds = timed(lambda: load(store, given.documents))
        _, bare = timed(lambda: ox.Store(str(Path(folder) / "bare")).bulk_extend(q for d in told(given.documents) for q in d))
        line("loading", "documents", "quads", "quads/s", "bare quads/s")
        line("", f"{given.documents}", f"{count}", f"{count / seconds:.0f}", f"{count / bare:.0f}")
        _, whole = timed(lambda: derive(store, whole=True))
        store.settle()
        (more,) = told(1, given.documents)
        store.put(more)
        _, after = timed(lambda: derive(store))
        line("derived links", "all", "one document more")
        line("", f"{whole:.2f} s", f"{after:.2f} s")
        store.close()

        answers, parsing = reference(few)
        scale = given.documents / few
        line(
            f"answers (rdflib: {few} documents, times {scale:.0f})",
            "cold, first row",
            "warm, first row",
            "rows read",
            "in",
            "rdflib",
        )
        store = Store(place, read_only=True)
        for name in SIX:
            first_row(store, name)
            first, last, rows = first_row(store, name)
            line(
                name,
                f"{cold(place, name):.3f} s",
                f"{first:.3f} s",
                f"{rows}",
                f"{last:.2f} s",
                f"{scale * (parsing + answers[name]):.1f} s",
            )
        for name, parameter, value in (
            ("accusations", "accuser", "Ana Petrel5"),
            ("accusations", "accused", "Westland 5"),
            ("figures", "outlet", "Outlet 7"),
            ("statements", "document", "doc-000007.txt"),
            ("events", "place", "Ostra 5"),
        ):
            first_row(store, name, **{parameter: value})
            first, last, rows = first_row(store, name, **{parameter: value})
            line(f"{name} with {parameter} {value}", "", f"{first:.3f} s", f"{rows}", f"{last:.3f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
