"""`kg docs`: the HTML reference."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.reference import write


def run(folder: Path) -> int:
    """Write the pages and print where the first is."""
    pages = write(folder)
    print(pages[0])
    print(f"{len(pages)} pages in {folder}", file=sys.stderr)
    return 0
