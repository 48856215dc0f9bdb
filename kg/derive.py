"""What follows from all documents together? Links between claims, computed anew where documents changed.

Each file of `queries/derived` constructs links from the nodes that its variables in `VALUES ?name { UNDEF }` stand for. Without
those lines it finds all links; given nodes there, it finds the links of these. Links join claims of one proposition, of one
event, of a part and its whole, or of a figure and its revision, so that a change of some documents reaches no further.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import resources
from kg.answers import lateral
from kg.canonical import PREDICATES, identities
from kg.decisions import bring
from kg.errors import BadFile
from kg.ns import CC
from kg.store import Store

GRAPH = "derived"
_NODES = re.compile(r"^ *VALUES \?(\w+) \{ UNDEF \}\n", re.MULTILINE)
_UNION = ox.DefaultGraph()


@dataclass(slots=True)
class Scope:
    """The nodes whose links are computed anew; `gone` are those that may have no place in the store any more."""

    propositions: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def of(self, variable: str) -> set[str]:
        """The nodes for a variable of a rule."""
        return {
            "proposition": self.propositions, "figure": self.propositions, "whole": self.propositions,
            "claim": self.claims, "report": self.reports, "actor": self.actors,
        }[variable]  # fmt: skip


def derive(store: Store, *, whole: bool = False) -> bool:
    """Bring the derived graph in line with the documents: who stands for whom, then what each rule constructs.

    Only what the documents changed since the last time reach is computed, unless `whole`; the outcome is the same. Returns
    whether the graph changed. Raises BadFile for a rule that cannot be run.
    """
    bring(store)
    changed = None if whole else store.changed
    graph = ox.NamedNode(store.minter.graph(GRAPH))
    before = {q.triple for p in PREDICATES for q in store.graph.quads_for_pattern(None, p, None, graph)}
    after = identities(store)
    store.amend(GRAPH, before - after, after - before)  # the rules look through it
    if changed is None:
        old = {t for t in store.triples_of(GRAPH) if t.predicate not in PREDICATES}
        new = {t for rule in rules() for t in constructed(store.graph, rule)}
    else:
        scope = _scope(store.graph, changed, before, after)
        around = scope.propositions | scope.claims | scope.reports | scope.actors | scope.gone
        subjects = map(ox.NamedNode, around)
        old = {q.triple for s in subjects for q in store.graph.quads_for_pattern(s, None, None, graph)}
        old = {t for t in old if t.predicate not in PREDICATES}
        new = {t for rule in rules() for t in constructed(store.graph, rule, scope)}
    store.amend(GRAPH, old - new, new - old)
    store.fresh = True
    return before != after or old != new


@cache
def rules() -> tuple[Path, ...]:
    """The CONSTRUCT files, by name."""
    return tuple(sorted((resources.queries() / "derived").glob("*.rq")))


def constructed(store: ox.Store, rule: Path, scope: Scope | None = None) -> Iterator[ox.Triple]:
    """What a rule makes of all nodes, or of those in a scope. Raises BadFile where it cannot be run."""
    text = rule.read_text(encoding="utf-8")
    if scope is not None and not all(scope.of(v) for v in _NODES.findall(text)):
        return iter(())

    def filled(match: re.Match[str]) -> str:
        if scope is None:
            return ""
        return f"VALUES ?{match[1]} {{ {' '.join(f'<{n}>' for n in sorted(scope.of(match[1])))} }}\n"

    try:
        found = store.query(lateral(_NODES.sub(filled, text)))
    except SyntaxError as error:
        raise BadFile(rule, str(error.msg)) from None
    if not isinstance(found, ox.QueryTriples):
        raise BadFile(rule, "is no CONSTRUCT query")
    return iter(found)


# ---- how far a change reaches


def _scope(store: ox.Store, changed: set[str], before: set[ox.Triple], after: set[ox.Triple]) -> Scope:
    """The nodes whose links may change when documents speak, or spoke, of the `changed` nodes.

    `before` and `after` tell who stood and who stands for whom, and for which bloc.
    """
    look = _Look(store)
    moved = {t.subject.value for t in before ^ after if isinstance(t.subject, ox.NamedNode)}
    said = {c for a in moved for c in look.subjects(a, CC.claimant)}
    said |= {c for a in moved for r in look.subjects(a, CC.originator) for c in look.objects(r, CC.conveys)}
    contents = {p for p in changed if look.subjects(p, CC.content, CC.denies)}
    contents |= {p for c in said for p in look.objects(c, CC.content, CC.denies)}
    events = changed | moved | {e for p in contents for e in look.events(p)}
    events |= _as_one(events, before) | _as_one(events, after)
    contents |= {p for e in events for p in look.about(e)}
    contents |= {other for p in contents for other in look.parts_and_wholes(p)}
    claims = said | {c for p in contents for c in look.subjects(p, CC.content)}
    claims |= {c for c in changed if look.subjects(c, CC.conveys)}
    claims |= {r for c in claims for r in (*look.subjects(c, CC.revises), *look.objects(c, CC.revises))}
    reports = {r for c in claims for r in look.subjects(c, CC.conveys)}
    actors = changed | {a for c in claims for a in look.objects(c, CC.claimant)}
    actors = {a for a in actors if look.subjects(a, CC.claimant)}
    return Scope(contents, claims, reports, actors, set(changed))


def _as_one(nodes: Iterable[str], told: set[ox.Triple]) -> set[str]:
    """All nodes that the same one stands for as for some of the nodes."""
    stands: dict[str, str] = {}
    members: dict[str, set[str]] = defaultdict(set)
    for triple in told:
        if triple.predicate.value == CC.canonical and isinstance(triple.object, ox.NamedNode):
            stands[triple.subject.value] = triple.object.value  # type: ignore[union-attr]
            members[triple.object.value].add(triple.subject.value)  # type: ignore[union-attr]
    heads = {stands.get(n, n) for n in nodes}
    return {m for h in heads if h in members for m in (h, *members[h])}


class _Look:
    """Neighbours in the union of all graphs."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def subjects(self, node: str, *predicates: str) -> list[str]:
        return [
            q.subject.value
            for p in predicates
            for q in self._store.quads_for_pattern(None, ox.NamedNode(p), ox.NamedNode(node), _UNION)
            if isinstance(q.subject, ox.NamedNode)
        ]

    def objects(self, node: str, *predicates: str) -> list[str]:
        return [
            q.object.value
            for p in predicates
            for q in self._store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(p), None, _UNION)
            if isinstance(q.object, ox.NamedNode)
        ]

    def events(self, proposition: str) -> list[str]:
        quantities = self.objects(proposition, CC.ofQuantity)
        return self.objects(proposition, CC.aboutEvent) + [e for q in quantities for e in self.objects(q, CC.inEvent)]

    def about(self, event: str) -> list[str]:
        quantities = self.subjects(event, CC.inEvent)
        return self.subjects(event, CC.aboutEvent) + [f for q in quantities for f in self.subjects(q, CC.ofQuantity)]

    def parts_and_wholes(self, figure: str) -> list[str]:
        quantities = self.objects(figure, CC.ofQuantity)
        near = [n for q in quantities for n in (*self.subjects(q, CC.partOf), *self.objects(q, CC.partOf))]
        return [f for n in near for f in self.subjects(n, CC.ofQuantity)]
