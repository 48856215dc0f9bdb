"""Which identities has a document so far? Looked up by what tells them apart, made where there is none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from loaders.gazetteer.gazetteer import State, gazetteer
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, OUTLET, PERSON, SEVERAL, STATE, THING, Entity


class Register:
    """The identities of one document, in the order in which they were found."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._keyed: dict[tuple[str, str], Entity] = {}
        self._unnamed: dict[tuple[str, str | None], list[Entity]] = defaultdict(list)
        self._alike: dict[str, list[Entity]] = defaultdict(list)
        self._things: dict[str, Entity] = {}
        self._several: dict[tuple[int, ...], Entity] = {}

    def add(self, entity: Entity) -> Entity:
        """A new identity."""
        self.entities.append(entity)
        if not entity.named:
            self._unnamed[entity.kind, entity.head].append(entity)
        if entity.alike is not None:
            self._alike[entity.alike].append(entity)
        return entity

    def keyed(self, kind: str, key: str) -> Entity:
        """The identity with a key among those of its kind: a listed group, organisation or outlet, a place."""
        found = self._keyed.get((kind, key))
        if found is None:
            found = self._keyed[kind, key] = self.add(
                Entity(kind, head=key, fixed=key if kind in (ARMED, ORGANIZATION, OUTLET) else None)
            )
        return found

    def state(self, iso: str) -> Entity:
        """A state, whose government is meant by its name and that of its capital."""
        found = self._keyed.get((STATE, iso))
        if found is None:
            state: State = gazetteer().by_iso[iso]
            found = self.add(
                Entity(
                    STATE,
                    iso=iso,
                    fixed=state.name,
                    authority=state.authority,
                    alike="government",
                    names=Counter({state.name: 0}),
                )
            )
            self._keyed[STATE, iso] = found
        return found

    def unnamed(self, kind: str, head: str | None) -> Iterator[Entity]:
        """Those without a name of one kind that are called by one noun."""
        yield from self._unnamed.get((kind, head), ())

    def alike(self, mark: str, kind: str = BODY) -> Iterator[Entity]:
        """The bodies with one mark ("military"), of all states and regions."""
        yield from (e for e in self._alike.get(mark, ()) if e.kind == kind)

    def of_kind(self, *kinds: str) -> Iterator[Entity]:
        """Those with a name of some kinds."""
        yield from (e for e in self.entities if e.named and e.kind in kinds)

    def persons(self) -> Iterator[Entity]:
        """Persons with a name."""
        return self.of_kind(PERSON)

    def thing(self, lemma: str, plural: bool) -> Entity:
        """What is no actor, by its noun: it only stands in the way of others when pronouns look for theirs."""
        key = f"{lemma} {plural}"
        if key not in self._things:
            self._things[key] = Entity(THING, head=lemma, plural=plural, named=False)
        return self._things[key]

    def several(self, members: tuple[Entity, ...]) -> Entity:
        """Some identities taken together, the same for the same members."""
        key = tuple(sorted(id(m) for m in members))
        if key not in self._several:
            self._several[key] = Entity(SEVERAL, plural=True, named=False, members=members)
        return self._several[key]
