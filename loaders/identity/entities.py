"""What is an identity of one document, while it is being found, and as an actor?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Actor, Span

PERSON, STATE, OUTLET, UNNAMED = "Person", "State", "MediaOutlet", "UnnamedSource"
ARMED, BODY, ORGANIZATION = "ArmedGroup", "GovernmentBody", "Organization"
PLACE, THING, SEVERAL = "Place", "Thing", "Several"  # what pronouns may stand for besides actors
ACTORS = frozenset((PERSON, STATE, OUTLET, UNNAMED, ARMED, BODY, ORGANIZATION))

_WHERE = re.compile(r" (?:in|at|from|near) ")


@dataclass(eq=False)
class Entity:
    """An identity: how it is called, what it is, and what tells it from others of its kind."""

    kind: str
    names: Counter[str] = field(default_factory=Counter)
    acronyms: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)  # lemmas of the nouns and adjectives that describe it
    iso: str | None = None  # of the state that it belongs to
    region: str | None = None
    alike: str | None = None  # the body of a state or region that it is
    head: str | None = None  # lemma of the noun where it has no name, key of the list where it is listed
    plural: bool = False
    collective: bool = False  # a body, not one human being, where it has no name
    named: bool = True
    sex: str | None = None
    fixed: str | None = None  # its name from an authority list
    authority: str | None = None
    affiliation: Entity | None = None
    members: tuple[Entity, ...] = ()  # of several taken together
    mentions: list[Span] = field(default_factory=list)

    @property
    def is_actor(self) -> bool:
        """Whether it can speak and be accused, unlike places, things and several taken together."""
        return self.kind in ACTORS

    @property
    def is_person(self) -> bool:
        """One human being, named or not."""
        return self.kind == PERSON or (self.kind == UNNAMED and not self.plural and not self.collective)

    @property
    def name(self) -> str:
        """The fullest name that the document has for it; for listed ones the name of the list."""
        if self.fixed is not None:
            return self.fixed
        if not self.names:
            return " and ".join(m.name for m in self.members) or self.head or ""
        full = [n for n in self.names if n not in self.acronyms] or list(self.names)
        if not self.named:  # "police" and once "police in the city of Teyra": not all that police say is said there
            plain = {n.lower() for n in full}
            full = [n for n in full if (where := _WHERE.search(n)) is None or n[: where.start()].lower() not in plain]
        return max(full, key=lambda n: (min(len(n.split()), 6), self.names[n], n))


def actors(entities: Sequence[Entity]) -> dict[int, Actor]:
    """An actor for each identity that is one, by its `id`, with keys that do not clash."""
    chosen = [e for e in entities if e.is_actor]
    used: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for e in chosen:
        base = "-".join("".join(c if c.isalnum() else " " for c in e.name.casefold()).split()) or "actor"
        used[base] += 1
        keys[id(e)] = base if used[base] == 1 else f"{base}-{used[base]}"
    return {
        id(e): Actor(
            key=keys[id(e)],
            name=e.name,
            kind=e.kind,
            aliases=tuple(sorted((set(e.names) | e.acronyms) - {e.name})),
            authority=e.authority,
            affiliation=keys.get(id(e.affiliation)) if e.affiliation is not None and e.affiliation is not e else None,
            unnamed=e.kind == UNNAMED,
        )
        for e in chosen
    }
