"""Which rules does a whole store break, if only what changed since the last time is looked at again?

What a constraint on a property says of a node depends on the node's own triples, on those that point to it, and on type and label
of the nodes it points to. Rules in SPARQL may look further and are always run over the whole store. The outcome is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from kg import __version__, changes, resources, schema
from kg.validate.compiler import SPARQL
from kg.validate.engine import Progress, violations
from kg.validate.results import Result, Severity, in_order

FILE = "validated.json"


def revalidated(folder: Path, graph: ox.Store, *, anew: bool = False, progress: Progress | None = None) -> list[Result]:
    """The broken rules of the whole store in a folder; with `anew`, nothing found before is relied on."""
    kept = None if anew else _read(folder)
    nodes = None if kept is None else changes.touched(folder, kept[0])
    if kept is None or nodes is None:
        return violations(graph, union=False, progress=progress)
    focus = nodes[0] | {n for node in nodes[1] for n in _pointing_to(graph, node)}
    again = violations(graph, union=False, progress=progress, focus=focus)
    return in_order([*again, *(r for r in kept[1] if r.focus not in focus and r.component != SPARQL)])


def keep(folder: Path, seen: int, found: Iterable[Result]) -> None:
    """Write down what was found, for the next time."""
    draft = folder / f"{FILE}.new"
    known = {"rules": _rules(), "changes": seen, "results": [asdict(r) for r in found]}
    draft.write_text(json.dumps(known, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(folder / FILE)


def _read(folder: Path) -> tuple[int, list[Result]] | None:
    """What was found the last time, and how much of the changes was seen then; None where other rules were run, or none."""
    try:
        known = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if known["rules"] != _rules():
            return None
        found = [Result(**{**r, "severity": Severity(r["severity"])}) for r in known["results"]]
        return int(known["changes"]), found
    except (OSError, ValueError, TypeError, KeyError):
        return None  # written by nobody, by another version, or damaged: everything is looked at


def _rules() -> str:
    """What tells one set of rules from another."""
    digest = sha256(__version__.encode())
    for path in [*schema.files(), *sorted((resources.ontology() / "shapes").glob("*.ttl"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _pointing_to(graph: ox.Store, node: str) -> Iterable[str]:
    found = graph.quads_for_pattern(None, None, ox.NamedNode(node), ox.DefaultGraph())
    return (q.subject.value for q in found if isinstance(q.subject, ox.NamedNode))
