"""Which actors of several documents are one? Those on safe evidence; everything else is a candidate with a score.

Who has an address in an authority list, or a full name, is one by its IRI already. Safe beyond that are: a listed group or
outlet under another of its names; a full name together with its acronym; the same body of the same state under another name;
and the same full name in two reports of one event, whatever kind of actor each report makes of it.
Roles without a name are never joined, nor are two actors that one document keeps apart, not even over a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from kg.model import Actor
from loaders.gazetteer.gazetteer import folded
from loaders.identity import nouns
from loaders.identity.bodies import plain, same_body, without_state
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, OUTLET, PERSON, UNNAMED
from loaders.identity.persons import same_person, surname, tokens

SAFE = 1.0
CROWD = 200  # actors that share one word; a word of more tells nothing
_SHARED = 0.6  # least share of words in common for a candidate
_TORN = 0.7  # safe evidence for two partners that one document keeps apart


@dataclass(frozen=True)
class Known:
    """An actor of a store: its key is its IRI, its `state` the IRI of the state that it belongs to. `local` ones keep to a document.

    `events` are those that its documents tell of, under the IRIs of the ones that stand for all.
    """

    actor: Actor
    documents: frozenset[str]
    state: str | None = None
    local: bool = False
    events: frozenset[str] = frozenset()

    @cached_property
    def acronyms(self) -> frozenset[str]:
        written = (self.actor.name, *self.actor.aliases)
        return frozenset(n for n in written if n.isupper() and " " not in n and len(n) > 1)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that are no acronyms, folded."""
        return frozenset(folded(n) for n in {self.actor.name, *self.actor.aliases} - self.acronyms)

    @cached_property
    def mark(self) -> str | None:
        """The body of a state that an actor is by its name: "military" for "Chad's army"; else the name without the state."""
        if self.actor.kind != BODY:
            return None
        name = without_state(self.actor.name).lower()
        body = nouns.bodies().get(name)
        return body.alike if body is not None and body.alike is not None else plain(name)

    @cached_property
    def listed(self) -> str | None:
        """The name in the lexicon of the group, organisation or outlet that goes by its name."""
        if self.actor.kind == ARMED:
            return nouns.armed_group(self.actor.name)
        if self.actor.kind == ORGANIZATION:
            return nouns.organization(self.actor.name)
        return nouns.outlet(self.actor.name) if self.actor.kind == OUTLET else None

    @cached_property
    def full_name(self) -> str | None:
        """The name, folded, where it is a proper name of several words."""
        words = self.actor.name.split()
        is_name = len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()
        return folded(self.actor.name) if is_name else None


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """Two actors that may be one, by their IRIs; `score` from 0 to 1 tells how much speaks for it. 1 is safe."""

    score: float
    a: str
    b: str
    reason: str


def safe(known: Iterable[Known]) -> list[Likeness]:
    """The pairs that are one on safe evidence, by IRI."""
    actors = [k for k in known if k.actor.kind != UNNAMED and not k.actor.unnamed]
    found = [(a, b, why) for a, b in _pairs(actors, _strong_keys) if (why := _evidence(a, b)) is not None]
    return [Likeness(SAFE, a.actor.key, b.actor.key, why) for a, b, why in _whole(found)]


def candidates(known: Iterable[Known]) -> list[Likeness]:
    """The pairs that somebody may want to decide on, safe ones left out, by IRI."""
    actors = [k for k in known if k.actor.kind != UNNAMED and not k.actor.unnamed]
    joined = {(p.a, p.b) for p in safe(actors)}
    out = []
    for a, b in _pairs(actors, _keys):
        if (a.actor.key, b.actor.key) in joined:
            continue
        evidence = _evidence(a, b)
        score, reason = (_TORN, f"{evidence}, but one document keeps two apart") if evidence else _likeness(a, b)
        if score:
            out.append(Likeness(score, a.actor.key, b.actor.key, reason))
    return out


def _strong_keys(k: Known) -> Iterator[str]:
    """Keys of which safe evidence shares one."""
    if k.full_name is not None:
        yield from (f"e {event} {k.full_name}" for event in k.events)
    if k.local:
        return
    if k.listed is not None:
        yield f"l {k.listed}"
    if k.mark is not None and k.state is not None:
        yield f"b {k.mark} {k.state}"
    if k.acronyms:
        yield from (f"n {n}" for n in k.names if " " in n)


def _keys(k: Known) -> Iterator[str]:
    """Keys of which two that may be one share one: names, words, initials, acronyms."""
    yield from _strong_keys(k)
    for n in k.names:
        yield f"n {n}"
        yield from (f"w {w}" for w in n.split() if len(w) > 2)
        if " " in n:
            yield f"i {''.join(w[0] for w in n.split())}"
    yield from (f"i {n.lower()}" for n in k.acronyms)


def _pairs(known: Sequence[Known], keys: Callable[[Known], Iterator[str]]) -> Iterator[tuple[Known, Known]]:
    """Pairs that no document keeps apart and that share a key, which not too many share; by IRI."""
    actors = sorted(known, key=lambda k: k.actor.key)
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, k in enumerate(actors):
        for key in set(keys(k)):
            blocks[key].append(number)
    pairs = {p for members in blocks.values() if len(members) <= CROWD for p in combinations(members, 2)}
    for i, j in sorted(pairs):
        if not actors[i].documents & actors[j].documents:
            yield actors[i], actors[j]


def _evidence(a: Known, b: Known) -> str | None:
    x, y = a.actor, b.actor
    if (x.authority is not None and y.authority is not None) or _contradict(a, b):
        return None
    if a.full_name is not None and a.full_name == b.full_name and a.events & b.events:
        return "same name beside the same event"
    if a.local or b.local or x.kind != y.kind:
        return None
    if a.listed is not None and a.listed == b.listed:
        return "listed group" if x.kind == ARMED else "listed outlet"
    if a.mark is not None and a.state is not None and a.state == b.state and a.mark == b.mark:
        return "same body of the same state"
    if x.kind != PERSON and a.acronyms & b.acronyms and any(" " in n for n in a.names & b.names):
        return "full name and acronym"
    return None


def _whole(found: Sequence[tuple[Known, Known, str]]) -> Iterator[tuple[Known, Known, str]]:
    """The safe pairs without those of which one has another safe partner in a document of the other."""
    partners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for a, b, _ in found:
        for one, other in ((a, b), (b, a)):
            for document in other.documents:
                partners[one.actor.key, document].add(other.actor.key)
    for a, b, why in found:
        torn = any(len(partners[one.actor.key, d]) > 1 for one, other in ((a, b), (b, a)) for d in other.documents)
        if not torn:
            yield a, b, why


def _contradict(a: Known, b: Known) -> bool:
    """Whether two belong to different states."""
    return a.state is not None and b.state is not None and a.state != b.state


def _likeness(a: Known, b: Known) -> tuple[float, str]:
    """How much speaks for two being one beyond safe evidence, and what; 0 where nothing does."""
    x, y = a.actor, b.actor
    if (x.authority and y.authority) or (PERSON in (x.kind, y.kind) and x.kind != y.kind):
        return 0.0, ""
    less = 0.5 if _contradict(a, b) else 0.8 if x.kind != y.kind else 1.0
    if x.kind == PERSON:
        mine, theirs = tokens(x.name), tokens(y.name)
        if mine == theirs:
            return round((0.7 if len(mine) > 1 else 0.4) * less, 2), "same name"
        if same_person(mine, theirs):
            return round(
                (0.6 if min(len(mine), len(theirs)) > 1 else 0.5 if surname(mine) == surname(theirs) else 0.3) * less, 2
            ), "part of the name"
        return 0.0, ""
    if a.names & b.names:
        return round(0.7 * less, 2), "same name"
    if any(same_body(m, n) for m in a.names for n in b.names):
        return round(0.65 * less, 2), "variant of the name"
    if a.acronyms & b.acronyms:
        return round(0.5 * less, 2), "same acronym"
    share = max((len(m & n) / len(m | n) for m in map(_words, a.names) for n in map(_words, b.names) if m and n), default=0.0)
    return (round(0.6 * share * less, 2), "words in common") if share >= _SHARED else (0.0, "")


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in name.split() if len(w) > 2)
