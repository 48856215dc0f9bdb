"""`kg explain` and `kg stats`: what stands behind a node, and how much there is."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.text import Text

from kg.explain import Evidence, Nodes, claims_of, counts, evidence
from kg.store import Store, location


def run(store: Path | None, iri: str) -> int:
    """Print what the store says of a node, then each report behind it with its sentence and the chain of speakers."""
    source = Store(location(store), read_only=True)
    node = iri.strip().strip("<>")
    found, nodes = claims_of(source, node), Nodes(source)
    console = Console(soft_wrap=True, highlight=False)
    console.print(Text(node, style="bold"))
    for name, value, label in nodes.statements(node):
        console.print(f"  {name:<22}{label or value}", markup=False)
    for claim in found:
        if claim != node:
            console.print(Text(f"\nclaim {claim}", style="bold"))
        for item in evidence(source, claim):
            _show(console, item)
    return 0


def _show(console: Console, item: Evidence) -> None:
    console.print(
        f"\n{item.document}, characters {item.start} to {item.end}  ({item.outlet}; {item.rule}, {item.confidence:g})",
        markup=False,
    )
    before, quote, after = item.sentence.partition(item.quote)
    line = Text("  ")
    line.append(before).append(quote, style="bold reverse").append(after)
    console.print(line if quote else Text("  " + item.quote))
    console.print("  " + " → ".join(item.chain), markup=False)


def stats(store: Path | None, as_json: bool) -> int:
    """Print how many documents, claims of each kind, actors and so on there are."""
    source = Store(location(store), read_only=True)
    found = {"triples": sum(1 for _ in source.quads()), **dict(counts(source))}
    if as_json:
        print(json.dumps(found, indent=2))
    else:
        for name, number in found.items():
            print(f"{name:<22}{number:>12,}")
    return 0
