"""Compile the given names that only women or only men bear: `python -m loaders.make.given_names FAKER`.

FAKER is the folder of the unpacked PyPI package `Faker` (MIT), whose providers list given names of many countries by sex.
Names that stand in lists of both are left out.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

from loaders.gazetteer.gazetteer import folded
from loaders.lexicon import FOLDER

GIVEN = FOLDER / "given-names.tsv"
_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’-]{3,}")
_HEAD = """# title: Given names that only women (f) or only men (m) bear
# source: person providers of the Python package Faker 40, compiled with loaders/make/given_names.py
# licence: MIT (Faker)
sex	names
"""


def _strings(node: ast.AST) -> set[str]:
    """The names in a literal; of a mapping from names to weights, the keys."""
    if isinstance(node, ast.Dict):
        return {s for k in node.keys if k is not None for s in _strings(k)}
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    return {s for child in ast.iter_child_nodes(node) for s in _strings(child)}


def _lists(folder: Path) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {"m": set(), "f": set()}
    for path in sorted((folder / "providers" / "person").glob("*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            name = node.targets[0].id
            kind = "f" if "female" in name else "m" if "male" in name else None
            if kind is not None and "last" not in name and "name" in name:
                out[kind] |= {folded(s) for s in _strings(node.value) if _LATIN.fullmatch(s)}
    return out


def given_names(folder: Path) -> str:
    """The table: two rows, the names sorted."""
    found = _lists(folder)
    return _HEAD + "".join(f"{sex}\t{'|'.join(sorted(found[sex] - found[other]))}\n" for sex, other in ("fm", "mf"))


def main() -> None:
    """Write the table."""
    GIVEN.write_text(given_names(Path(sys.argv[1])), encoding="utf-8")


if __name__ == "__main__":
    main()
