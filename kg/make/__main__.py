"""Writes every generated file; with --check, only says which are out of date (exit 1)."""

from __future__ import annotations

import sys
from pathlib import Path

from kg import schema
from kg.make import namespace, shapes, vocabulary


def generated(top: Path) -> dict[Path, str]:
    """The generated files of a checkout and their texts."""
    terms = schema.read(schema.files(top / "ontology"))
    return {
        top / "kg/ns.py": namespace.render(terms),
        top / "kg/vocabulary.py": vocabulary.render(terms),
        top / "ontology/shapes/classes.ttl": shapes.render(terms),
    }


def main(arguments: list[str]) -> int:
    """Write or check; returns the exit status."""
    top = Path(__file__).resolve().parents[2]
    stale = [(p, t) for p, t in generated(top).items() if not p.exists() or p.read_text(encoding="utf-8") != t]
    for path, text in stale:
        print(path.relative_to(top), file=sys.stderr)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
