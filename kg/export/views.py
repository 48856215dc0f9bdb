"""Which graph of actors, outlets or claims does each view show?

A view is a networkx graph: nodes by IRI with `label`, edges with `kind` and `weight`, and further columns of plain values.
Lists are sorted tuples. Every node and edge has `spells`: the days on which it was said, as (first, last) pairs, for the
dynamic variant. How it looks is added by `kg.export.style`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.export.selection import Report, Selection, days, reports, select
from kg.model import ACTOR_KINDS
from kg.ns import CC
from kg.schema import PREFIXES

CLAIM_TYPES = ("Accusation", "Denial", "ResponsibilityClaim", "FigureClaim", "Condemnation", "Characterisation", "Statement")
# A link between claims, and whether it holds both ways.
LINKS = {
    CC.deniedBy: ("denied-by", False),
    CC.contradicts: ("contradicts", True),
    CC.corroborates: ("corroborates", True),
    CC.supersedes: ("supersedes", False),
}
_WORDS = 60  # characters of a claim's label


@dataclass(slots=True)
class Claim:
    """A claim as views need it; `reports` are those that the selection keeps."""

    iri: str
    kind: str
    claimant: str
    targets: set[str] = field(default_factory=set)
    what: str = ""
    reports: list[Report] = field(default_factory=list)
    deniers: set[str] = field(default_factory=set)

    @property
    def kind_name(self) -> str:
        """Its class as a category: figure-claim."""
        return _hyphened(self.kind)


class Facts:
    """What the views are made of, read once from a store for one selection."""

    def __init__(self, store: ox.Store, chosen: Selection | None = None) -> None:
        self._merged = _one(store, CC.canonical)
        self._names = _one(store, f"{PREFIXES['skos']}prefLabel")
        self._types: dict[str, str] = {}
        for name in reversed(ACTOR_KINDS + CLAIM_TYPES):
            self._types.update(dict.fromkeys((r["x"] for r in select(store, f"SELECT ?x {{ ?x a cc:{name} }}")), name))
        self.reports = reports(store, chosen)
        words = _Words(store, self._names)
        known: dict[str, Claim] = {}
        for iri, claimant in _one(store, CC.claimant).items():
            known[iri] = Claim(iri, self._types.get(iri, "Claim"), self.merged(claimant))
        for row in select(store, "SELECT ?x ?to { ?x cc:target ?to }"):
            if row["x"] in known:
                known[row["x"]].targets.add(self.merged(row["to"]))
        for report in self.reports:
            if report.claim in known:
                known[report.claim].reports.append(report)
        self.claims = {iri: known[iri] for iri in sorted(known) if known[iri].reports}
        for iri, claim in self.claims.items():
            claim.what = words.of(iri)
        self.links = sorted({(row["a"], p, row["b"]) for p in LINKS for row in select(store, f"SELECT ?a ?b {{ ?a <{p}> ?b }}")})
        for one, predicate, other in self.links:
            if predicate == CC.deniedBy and one in self.claims and other in self.claims:
                self.claims[one].deniers.add(self.claims[other].claimant)

    def merged(self, iri: str) -> str:
        """The entity that stands for one after all merge decisions."""
        return self._merged.get(iri, iri)

    def name(self, iri: str) -> str:
        """The preferred name, or the end of the IRI."""
        return self._names.get(iri) or iri.rstrip("/#").rpartition("/")[2]

    def actor(self, iri: str) -> dict[str, Any]:
        """The columns of an actor."""
        return {"label": self.name(iri), "iri": iri, "actor_type": _hyphened(self._types.get(iri, "Actor"))}


class _Words:
    """What claims say, in a few words."""

    def __init__(self, store: ox.Store, names: dict[str, str]) -> None:
        self._names = names
        self._of = {
            p: _one(store, p)
            for p in (
                CC.epithet, CC.content, CC.denies, f"{PREFIXES['rdfs']}label", CC.relation, CC.aboutEvent,
                CC.ofQuantity, CC.measure, CC.countedGroup, CC.low, CC.high, CC.vagueTerm,
            )
        }  # fmt: skip

    def of(self, claim: str) -> str:
        """The label it puts on somebody, the figure, the words of its content, or the alleged relation and its event."""
        of = self._of
        if claim in of[CC.epithet]:
            return of[CC.epithet][claim]
        denied = of[CC.denies].get(claim)
        content = denied or of[CC.content].get(claim, "")
        text = self._content(content)
        return f"not: {text}" if denied and text else text

    def _content(self, content: str) -> str:
        of = self._of
        quantity = of[CC.ofQuantity].get(content)
        if quantity is not None:
            low, high = of[CC.low].get(content), of[CC.high].get(content)
            if low is not None and high is not None:
                number = low if low == high else f"{low}–{high}"
            elif low is not None or high is not None:
                number = f"{low} or more" if low is not None else f"up to {high}"
            else:
                number = of[CC.vagueTerm].get(content, "")
            kinds = (self._names.get(of[p].get(quantity, ""), "") for p in (CC.countedGroup, CC.measure))
            return " ".join(t for t in (number, *kinds) if t)
        label = of[f"{PREFIXES['rdfs']}label"].get(content)
        if label is not None:
            return label
        relation = self._names.get(of[CC.relation].get(content, ""), "")
        event = self._names.get(of[CC.aboutEvent].get(content, ""), "")
        return " ".join(t for t in (relation, event) if t)


def accusations(store: ox.Store, chosen: Selection | None = None) -> nx.DiGraph:
    """Who accused whom: actors, and an edge from accuser to accused. The weight is the number of documents that report it."""
    facts = Facts(store, chosen)
    edges: dict[tuple[str, str], list[Claim]] = {}
    for claim in facts.claims.values():
        if claim.kind == "Accusation":
            for target in claim.targets:
                edges.setdefault((claim.claimant, target), []).append(claim)
    graph = nx.DiGraph(name="accusations")
    made_by: dict[str, list[Claim]] = {}
    against: dict[str, list[Claim]] = {}
    for (one, other), found in edges.items():
        made_by.setdefault(one, []).extend(found)
        against.setdefault(other, []).extend(found)
    for iri in sorted(made_by.keys() | against.keys()):
        made, received = made_by.get(iri, []), against.get(iri, [])
        around = _reports([*made, *received])
        graph.add_node(
            iri,
            **facts.actor(iri),
            reports=len(around),
            accusations_made=len({c.iri for c in made}),
            accusations_received=len({c.iri for c in received}),
            **_dates(around),
        )
    for (one, other), charges in sorted(edges.items()):
        reported = _reports(charges)
        deniers = _texts(facts.name(d) for c in charges for d in c.deniers)
        graph.add_edge(
            one,
            other,
            kind="accuses",
            **_weights(facts, reported, charges),
            what=_texts(c.what for c in charges),
            denied=bool(deniers),
            denied_by=deniers,
            **_dates(reported),
        )
    return graph


def outlets(store: ox.Store, chosen: Selection | None = None) -> nx.MultiDiGraph:
    """Who reports whom: outlets and actors. An outlet `reports` the actors whose claims it carries, and `cites` other outlets."""
    facts = Facts(store, chosen)
    edges: dict[tuple[str, str, str], set[Report]] = {}
    for claim in facts.claims.values():
        for report in claim.reports:
            if report.publisher:
                for cited in report.cited:
                    edges.setdefault((report.publisher, cited, "cites"), set()).add(report)
            for outlet in report.outlets:
                if outlet != claim.claimant:
                    edges.setdefault((outlet, claim.claimant, "reports"), set()).add(report)
                else:  # in its own voice: the outlet stands in the picture, with no edge to itself
                    edges.setdefault((outlet, outlet, ""), set()).add(report)
    graph = nx.MultiDiGraph(name="outlets")
    around: dict[str, set[Report]] = {}
    for (one, other, _), found in edges.items():
        around.setdefault(one, set()).update(found)
        around.setdefault(other, set()).update(found)
    for iri in sorted(around):
        near = sorted(around[iri])
        own = edges.get((iri, iri, ""), ())
        graph.add_node(iri, **facts.actor(iri), reports=len(near), own_voice=len(own), **_dates(near))
    for (one, other, kind), found in sorted(edges.items()):
        if kind:
            claims = [facts.claims[c] for c in sorted({r.claim for r in found})]
            kinds = _texts(c.kind_name for c in claims)
            columns = _weights(facts, sorted(found), claims)
            graph.add_edge(one, other, key=kind, kind=kind, **columns, claim_types=kinds, **_dates(found))
    return graph


def claims(store: ox.Store, chosen: Selection | None = None) -> nx.MultiDiGraph:
    """What answers what: every claim, and an edge where one is denied by, contradicts, corroborates or supersedes another."""
    facts = Facts(store, chosen)
    graph = nx.MultiDiGraph(name="claims")
    for claim in facts.claims.values():
        found = _reports([claim])
        graph.add_node(
            claim.iri,
            label=_short(f"{facts.name(claim.claimant)}: {claim.what}" if claim.what else facts.name(claim.claimant)),
            iri=claim.iri,
            claim_type=claim.kind_name,
            claimant=facts.name(claim.claimant),
            claimant_type=facts.actor(claim.claimant)["actor_type"],
            about=tuple(sorted(facts.name(t) for t in claim.targets)),
            what=claim.what,
            denied=bool(claim.deniers),
            reports=len(found),
            outlets=_texts(facts.name(o) for r in found for o in r.outlets),
            **_dates(found),
        )
    for one, predicate, other in facts.links:
        if one not in graph or other not in graph or one == other:
            continue
        kind, both = LINKS[predicate]
        if both and one > other:
            one, other = other, one  # noqa: PLW2901  one edge for a link that holds both ways
        if not graph.has_edge(one, other, kind):
            found = _reports([facts.claims[one], facts.claims[other]])
            graph.add_edge(one, other, key=kind, kind=kind, weight=1, **_dates(found))
    return graph


VIEWS: dict[str, Callable[[ox.Store, Selection | None], nx.Graph]] = {
    "accusations": accusations,
    "outlets": outlets,
    "claims": claims,
}


def _one(store: ox.Store, predicate: str) -> dict[str, str]:
    """The value of a property by subject; the first in order where there are several."""
    out: dict[str, str] = {}
    for row in select(store, f"SELECT ?x ?to {{ ?x <{predicate}> ?to }}"):
        out[row["x"]] = min(row["to"], out.get(row["x"], row["to"]))
    return out


def _weights(facts: Facts, found: list[Report], claims: list[Claim]) -> dict[str, Any]:
    names = [facts.name(o) for r in found for o in r.outlets]
    # The outlet with most reports, the first by name among equals.
    primary = max(sorted(set(names)), key=names.count, default="")
    return {
        "weight": len({r.document for r in found}),
        "claims": len({c.iri for c in claims}),
        "outlets": _texts(names),
        "outlet_count": len(set(names)),
        "primary_outlet": primary,
    }


def _dates(found: Iterable[Report]) -> dict[str, Any]:
    """First and last date as the texts give them, how precise they are, and the days between which it was said."""
    dates = sorted({r.date for r in found if r.date})
    if not dates:
        return {"first_date": "", "last_date": "", "date_precision": "", "spells": ()}
    precision = {4: "year", 7: "month"}.get(min(map(len, dates)), "day")
    spells = tuple(sorted(days(d) for d in dates))
    return {
        "first_date": min(dates, key=days),
        "last_date": max(dates, key=lambda d: days(d)[::-1]),
        "date_precision": precision,
        "spells": spells,
    }


def _reports(claims: Iterable[Claim]) -> list[Report]:
    return sorted({r for c in claims for r in c.reports})


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({v for v in values if v}))


def _hyphened(name: str) -> str:
    """A class name as a category: ArmedGroup is armed-group."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


def _short(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"
