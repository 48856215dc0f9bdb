"""`kg demo`: load the sample documents that ship with kg, and show who accused whom and which figures each outlet reports."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.cli.load import load
from kg.cli.query import run as query

SHOWN = (("who-accused-whom", "Who accused whom"), ("figures-by-outlet", "Which figures each outlet reports"))


def run(store: Path | None) -> int:
    """Load the samples into a store (a passing one, unless given) and print the two tables."""
    with TemporaryDirectory() as passing, as_file(files("loaders") / "samples") as samples:
        where = store or Path(passing) / "store"
        code = load(where, [str(samples)], "auto", 1, True, outlet=None, published=None, title=None, url=None, language=None)
        for name, title in SHOWN:
            print(f"\n{title} (kg query {name})\n", flush=True)
            query(where, name, [], "table" if sys.stdout.isatty() else "md", None)
    return code
