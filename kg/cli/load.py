"""`kg load` and `kg read`: documents in, with progress and a summary on stderr."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Document, Rejected, is_partial_date

if TYPE_CHECKING:
    from loaders.read.metadata import Metadata

MANY = 200  # changed documents after which merging the files of the store is worth its time
UNREADABLE = 3  # exit code: some input could not be read


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A function to call for each thing done: a bar on a terminal, else a line every ten seconds, both on stderr."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(),
            TextColumn("{task.completed:.0f} " + what),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda name: bar.update(task, advance=1, description=name[-60:])
        return
    done, told = 0, time.monotonic()

    def tell(name: str) -> None:
        nonlocal done, told
        done += 1
        if time.monotonic() - told > 10:
            told = time.monotonic()
            print(f"kg: {done} {what}, now {name}", file=sys.stderr)

    yield tell


def _metadata(outlet: str | None, published: str | None, title: str | None, url: str | None, language: str | None) -> Metadata:
    from loaders.read.metadata import Metadata

    if published is not None and not is_partial_date(published):
        raise KgError(f"--published {published!r} is no date; write 2026-01-30, 2026-01 or 2026")
    return Metadata(outlet=outlet, published=published, title=title, url=url, language=language)


def _documents(paths: Sequence[str], form: str, given: Metadata) -> Iterator[Document | Rejected]:
    from loaders.read import sources

    if form not in sources.NAMES:
        raise KgError(f"--as {form!r} is no form of documents; known are {' '.join(sources.NAMES)}")
    return sources.read(paths, format=form, given=given)


def _complain(rejected: Rejected) -> None:
    print(f"kg: {rejected.name}: {rejected.reason}", file=sys.stderr)


def load(store: Path | None, paths: Sequence[str], form: str, jobs: int, check: bool, **known: str | None) -> int:
    """Load documents into the store, rebuild what is derived, and tell in a line what was done."""
    from kg import load as loading
    from kg.derive import derive
    from kg.store import Store, location

    started = time.monotonic()
    documents = _documents(paths, form, _metadata(**known))
    where = location(store)
    with progress("documents") as seen:
        goal = Store(where)
        tally = loading.load(goal, documents, jobs=jobs, seen=seen, check=check)
    if not goal.fresh:
        derive(goal)
    if tally.changes["new"] + tally.changes["replaced"] >= MANY:
        goal.settle()
    goal.close()
    for rejected in tally.rejected:
        _complain(rejected)
    if tally.warnings:
        remarks = ", ".join(f"{shape} {n}" for shape, n in sorted(tally.warnings.items()))
        print(f"kg: worth a look (`kg validate` shows where): {remarks}", file=sys.stderr)
    parts = [f"{tally.changes[c]} {c}" for c in ("new", "replaced", "unchanged")] + [f"{len(tally.rejected)} not loaded"]
    parts += [f"{tally.claims} claims", f"{tally.events} events", f"{time.monotonic() - started:.1f} s"]
    print(f"kg: {where}: " + ", ".join(p for p in parts if not p.startswith("0 ")), file=sys.stderr)
    return UNREADABLE if tally.rejected else 0


def read(paths: Sequence[str], output: str, form: str, jobs: int, **known: str | None) -> int:
    """Print what the documents say, without a store: one JSON object a line. A last line on stderr counts them."""
    from kg import load as loading

    started = time.monotonic()
    if output != "jsonl":
        raise KgError(f"--format {output!r} is none of `kg read`; it writes jsonl")
    done = failed = rows = 0
    documents = _documents(paths, form, _metadata(**known))
    with progress("documents") as seen:
        for item in loading.read(documents, loading.rows_of, jobs=jobs):
            seen(item.name)
            if isinstance(item, Rejected):
                failed += 1
                _complain(item)
                continue
            done += 1
            rows += len(item.made)
            for row in item.made:
                print(json.dumps(row, ensure_ascii=False))
    failures = f", {failed} not read" if failed else ""
    print(f"kg: {done} read{failures}, {rows} rows, {time.monotonic() - started:.1f} s", file=sys.stderr)
    return UNREADABLE if failed else 0
