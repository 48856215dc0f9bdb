"""`kg check`: findings on stdout, what was checked on stderr."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.check import check


def run(folder: Path | None) -> int:
    """Print every finding; 1 when there is one, 0 when all is well."""

    def progress(name: str, seconds: float) -> None:
        print(f"checked {name} ({seconds:.1f} s)", file=sys.stderr)

    count = 0
    for finding in check(folder, progress=progress):
        line = f"{finding.place}: {finding.message} [{finding.check}]"
        print(line, file=sys.stderr if finding.remark else sys.stdout)
        count += not finding.remark
    print(f"{count} findings" if count else "no findings", file=sys.stderr)
    return 1 if count else 0
