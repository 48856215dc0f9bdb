"""`kg merge` and `kg candidates`: who is whom, as people decide it."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from kg import cluster
from kg.decisions import Decision, decide, read
from kg.derive import derive
from kg.errors import KgError
from kg.explain import Nodes
from kg.ns import CC
from kg.parties import possible_pairs
from kg.store import Store, location
from kg.vocabulary import Verdict


def run(store: Path | None, a: str, b: str, verdict: str, by: str | None, why: str) -> int:
    """Record a verdict on two entities and rebuild what follows from it."""
    if verdict not in tuple(Verdict):
        raise KgError(f"{verdict!r} is no verdict; say {' '.join(Verdict)}")
    goal = Store(location(store))
    who = by or f"curator:{getpass.getuser()}"
    first, second = (n.strip().strip("<>") for n in (a, b))
    decide(goal, Decision(first, second, verdict, who, why))
    derive(goal)
    goal.close()
    print(f"kg: {verdict}: {first} {second}", file=sys.stderr)
    return 0


def candidates(store: Path | None) -> int:
    """Print pairs of actors and of events that may be one and are undecided, the likeliest first.

    Columns: score, whether they are joined already, what speaks for it, both labels, both IRIs.
    """
    source = Store(location(store), read_only=True)
    nodes = Nodes(source)
    decided = {d.pair for d in read((source.path or Path()) / "decisions.jsonl")}
    alike = list(cluster.pairs(cluster.happenings(source.graph)))
    pairs = [*alike, *possible_pairs(source, cluster.clusters(alike))]
    print("score", "joined", "reason", "label", "other_label", "entity", "other_entity", sep="\t")
    for pair in sorted(pairs, key=lambda p: (-p.score, p.a, p.b)):
        if (pair.a, pair.b) not in decided:
            stands = [next(iter(nodes.values(e, CC.canonical)), e) for e in (pair.a, pair.b)]
            joined = "yes" if stands[0] == stands[1] else "no"
            labels = nodes.label(pair.a), nodes.label(pair.b)
            print(f"{pair.score:.2f}", joined, pair.reason, *labels, pair.a, pair.b, sep="\t")
    return 0
