"""Which actors of several documents are one? Merges on safe evidence alone; everything else is a candidate with a score.

Safe are: the same address in an authority list; the same full name of a person, unless they belong to different states; a full
name together with its acronym; a listed group or outlet; the same body of the same state. Roles without a name are never
joined, and two actors that one document keeps apart are not joined over another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.model import Actor
from loaders.gazetteer.gazetteer import folded
from loaders.identity import nouns
from loaders.identity.bodies import plain, same_body, without_state
from loaders.identity.entities import ARMED, BODY, OUTLET, PERSON, UNNAMED
from loaders.identity.persons import same_person, surname, tokens

CROWD = 200  # actors that share one word; a word of more tells nothing
_SHARED = 0.6  # least share of words in common for a candidate


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An actor of a document, by its key there."""

    document: str
    actor: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Actors that are one, with the evidence that joined them."""

    members: tuple[Ref, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two actors that may be one; `score` from 0 to 1 tells how much speaks for it."""

    a: Ref
    b: Ref
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Seen:
    ref: Ref
    actor: Actor
    state: str | None  # authority of the state that it belongs to
    names: frozenset[str]  # folded
    acronyms: frozenset[str]


def across(documents: Mapping[str, Sequence[Actor]]) -> tuple[tuple[Merge, ...], tuple[Candidate, ...]]:
    """The merges and candidates among the actors of documents, by the documents' names. Sorted, so the same for any order."""
    seen = sorted((s for name, actors in documents.items() for s in _seen(name, actors)), key=lambda s: s.ref)
    safe: list[tuple[_Seen, _Seen, str]] = []
    unsure: dict[tuple[Ref, Ref], Candidate] = {}
    for a, b in _pairs(seen):
        evidence = _evidence(a, b)
        if evidence is not None:
            safe.append((a, b, evidence))
            continue
        score, reason = _likeness(a, b)
        if score:
            unsure[a.ref, b.ref] = Candidate(a.ref, b.ref, score, reason)
    groups, left = _joined(seen, safe)
    for a, b, evidence in left:
        unsure[a.ref, b.ref] = Candidate(a.ref, b.ref, 0.9, f"{evidence}, but one document keeps two apart")
    of = {ref: n for n, group in enumerate(groups) for ref in group.members}
    candidates = [c for c in unsure.values() if of.get(c.a, -1) != of.get(c.b, -2)]
    return groups, tuple(sorted(candidates, key=lambda c: (-c.score, c.a, c.b)))


def _seen(document: str, actors: Sequence[Actor]) -> Iterator[_Seen]:
    by_key = {a.key: a for a in actors}
    for a in actors:
        if a.unnamed or a.kind == UNNAMED:
            continue
        written = {a.name, *a.aliases}
        short = {n for n in written if n.isupper() and " " not in n and len(n) > 1}
        holder = by_key.get(a.affiliation) if a.affiliation else None
        while holder is not None and holder.authority is None and holder.affiliation and holder.affiliation != holder.key:
            holder = by_key.get(holder.affiliation)
        yield _Seen(
            Ref(document, a.key),
            a,
            holder.authority if holder is not None else None,
            frozenset(folded(n) for n in written - short),
            frozenset(short),
        )


def _pairs(seen: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    """Pairs of different documents that share an authority, an acronym or a word that few have."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for k, s in enumerate(seen):
        keys = {f"a {s.actor.authority}"} if s.actor.authority else set()
        keys |= {f"n {n}" for n in s.names} | {f"s {n}" for n in s.acronyms}
        keys |= {f"w {w}" for n in s.names for w in n.split() if len(w) > 2}
        keys |= {f"i {''.join(w[0] for w in n.split())}" for n in s.names if " " in n} | {f"i {n.lower()}" for n in s.acronyms}
        keys |= {f"b {mark} {s.state}"} if (mark := _mark(s)) is not None and s.state else set()
        for key in keys:
            blocks[key].append(k)
    pairs: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if key[0] in "ans" or len(members) <= CROWD:
            pairs.update((i, j) for i, j in combinations(members, 2) if seen[i].ref.document != seen[j].ref.document)
    for i, j in sorted(pairs):
        yield seen[i], seen[j]


def _mark(s: _Seen) -> str | None:
    """The body of a state that an actor is by its name: "military" for "Chad's army"; else the name without the state."""
    if s.actor.kind != BODY:
        return None
    name = without_state(s.actor.name).lower()
    body = nouns.bodies().get(name)
    return body.alike if body is not None and body.alike is not None else plain(name)


def _evidence(a: _Seen, b: _Seen) -> str | None:
    x, y = a.actor, b.actor
    if x.authority is not None or y.authority is not None:
        return "same authority" if x.authority == y.authority else None
    if x.kind != y.kind or _contradict(a, b):
        return None
    if x.kind == PERSON:
        full = [tokens(n) for n in (x.name, y.name)]
        return "same full name" if full[0] == full[1] and len(full[0]) > 1 and all(len(w) > 1 for w in full[0]) else None
    if x.kind == ARMED and nouns.armed_group(x.name) is not None and nouns.armed_group(x.name) == nouns.armed_group(y.name):
        return "listed group"
    if x.kind == OUTLET and nouns.outlet(x.name) is not None and nouns.outlet(x.name) == nouns.outlet(y.name):
        return "listed outlet"
    if x.kind == BODY and a.state is not None and a.state == b.state and _mark(a) == _mark(b):
        return "same body of the same state"
    if a.acronyms & b.acronyms and any(" " in n for n in a.names & b.names):
        return "full name and acronym"
    return None


def _contradict(a: _Seen, b: _Seen) -> bool:
    """Whether two belong to different states."""
    return a.state is not None and b.state is not None and a.state != b.state


def _likeness(a: _Seen, b: _Seen) -> tuple[float, str]:
    """How much speaks for two being one beyond safe evidence, and what; 0 where nothing does."""
    x, y = a.actor, b.actor
    if (x.authority and y.authority) or (PERSON in (x.kind, y.kind) and x.kind != y.kind):
        return 0.0, ""
    less = 0.5 if _contradict(a, b) else 0.8 if x.kind != y.kind else 1.0
    if x.kind == PERSON:
        mine, theirs = tokens(x.name), tokens(y.name)
        if mine == theirs:
            return round((0.8 if len(mine) > 1 else 0.4) * less, 2), "same name"
        if same_person(mine, theirs):
            return round(
                (0.6 if min(len(mine), len(theirs)) > 1 else 0.5 if surname(mine) == surname(theirs) else 0.3) * less, 2
            ), "part of the name"
        return 0.0, ""
    if a.names & b.names:
        return round(0.8 * less, 2), "same name"
    if any(same_body(m, n) for m in a.names for n in b.names):
        return round(0.7 * less, 2), "variant of the name"
    if a.acronyms & b.acronyms:
        return round(0.5 * less, 2), "same acronym"
    share = max((len(m & n) / len(m | n) for m in map(_words, a.names) for n in map(_words, b.names) if m and n), default=0.0)
    return (round(0.6 * share * less, 2), "words in common") if share >= _SHARED else (0.0, "")


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in name.split() if len(w) > 2)


def _joined(
    seen: Sequence[_Seen], safe: Sequence[tuple[_Seen, _Seen, str]]
) -> tuple[tuple[Merge, ...], list[tuple[_Seen, _Seen, str]]]:
    """Groups along safe pairs, authority first; pairs that would join two actors of one document are left."""
    group = {s.ref: {s.ref} for s in seen}
    evidence: dict[Ref, set[str]] = defaultdict(set)
    partners: dict[tuple[Ref, str], set[Ref]] = defaultdict(set)
    for a, b, _ in safe:
        partners[a.ref, b.ref.document].add(b.ref)
        partners[b.ref, a.ref.document].add(a.ref)
    left = []
    for a, b, why in sorted(safe, key=lambda p: (p[2] != "same authority", p[0].ref, p[1].ref)):
        one, two = group[a.ref], group[b.ref]
        if one is two:
            evidence[a.ref].add(why)
            continue
        torn = len(partners[a.ref, b.ref.document]) > 1 or len(partners[b.ref, a.ref.document]) > 1
        if torn or {r.document for r in one} & {r.document for r in two}:
            left.append((a, b, why))
            continue
        one |= two
        for ref in two:
            group[ref] = one
        evidence[a.ref].add(why)
    merges = {min(g): g for g in group.values() if len(g) > 1}
    return (
        tuple(
            Merge(tuple(sorted(g)), tuple(sorted({w for ref in g for w in evidence.get(ref, ())})))
            for _, g in sorted(merges.items(), key=lambda x: x[0])
        ),
        left,
    )
