"""Whose name is it? Full names first, then parts of them; two of one name are kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from loaders.gazetteer.gazetteer import folded, gazetteer
from loaders.identity import nouns
from loaders.identity.acting import acts
from loaders.identity.entities import PERSON, PLACE, Entity
from loaders.identity.mentions import Mention
from loaders.identity.persons import same_person, sex_of, surname, tokens
from loaders.identity.register import Register


class PersonNames:
    """The persons of a document by their names."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._persons: dict[str, list[Entity]] = defaultdict(list)  # by first word and surname
        self._parts: dict[int, list[tuple[str, ...]]] = defaultdict(list)  # token tuples of a person's names, by id
        self._lone: dict[str, Entity] = {}  # surname alone -> whom it last stood for

    def full_name(self, m: Mention) -> Entity:
        """The identity of a full name: one that has it, or one of which it is a part ("Bush" and "George Bush" of two is nobody's)."""
        mine = tokens(m.text)
        fitting = [e for e in self._persons.get(surname(mine), ()) if any(same_person(mine, p) for p in self._parts[id(e)])]
        exact = [e for e in fitting if mine in self._parts[id(e)]]
        sex = sex_of((*m.titles, *m.text.split()), ())
        fitting = [e for e in exact or fitting if sex is None or e.sex is None or e.sex == sex]
        entity = fitting[0] if len(fitting) == 1 else self._register.add(Entity(PERSON))
        if mine not in self._parts[id(entity)]:
            self._parts[id(entity)].append(mine)
            for word in {mine[0], surname(mine)}:
                if entity not in self._persons[word]:
                    self._persons[word].append(entity)
        entity.sex = entity.sex or sex
        entity.titles.update(t for t in m.titles if t in nouns.people())
        return entity

    def share_surnames(self, people: Sequence[Mention]) -> dict[int, Entity]:
        """ "Jane and Tom Miller" are two Millers: the identities of given names alone, by the `id` of the name."""
        out = {}
        for a, b in pairwise(people):
            s, full = a.sentence, tokens(b.text)
            if (
                b.sentence is s
                and b.first == a.end + 1
                and s.words[a.end] in ("and", "&")
                and len(full) == 2
                and len(tokens(a.text)) == 1
            ):
                entity = self._register.add(Entity(PERSON))
                parts = (*tokens(a.text), surname(full))
                self._parts[id(entity)].append(parts)
                for word in parts:
                    self._persons[word].append(entity)
                entity.sex = sex_of((*a.titles, a.text, b.text.split()[-1]), ())
                entity.names.setdefault(f"{a.text} {b.text.split()[-1]}", 0)
                out[id(a)] = entity
        return out

    def part_of_name(self, m: Mention, isos: Collection[str]) -> Entity:
        """Whom a surname or given name alone stands for: the only one who bears it, of several the one it stood for before.

        Where neither tells, it is an identity of its own: two of one name are never guessed apart. A place of the states `isos`
        that the name finder took for a person stays a place.
        """
        word = tokens(m.text)[0]
        if word not in self._persons and not m.titles and self._is_place(m, isos):
            return self._register.keyed(PLACE, folded(m.text))
        sex = sex_of(m.titles, ())
        bearers = (
            [e for e in self._persons.get(word, ()) if sex is None or e.sex is None or e.sex == sex] if len(word) > 2 else []
        )
        before = [e for e in bearers if min(e.mentions, default=m.span) <= m.span]
        last = [e for e in before or bearers if any(surname(p) == word for p in self._parts[id(e)])]
        chosen = next((c for c in (bearers, before, last) if len(c) == 1), None)
        key = f"{word} {sex or ''}"
        entity = chosen[0] if chosen else self._lone.get(key) or (self._lone.get(f"{word} ") if not bearers else None)
        if entity is None or (sex and entity.sex and sex != entity.sex):
            entity = self._register.add(Entity(PERSON))
        self._lone[key] = entity
        entity.sex = entity.sex or sex
        entity.titles.update(t for t in m.titles if t in nouns.people())
        return entity

    def _is_place(self, m: Mention, isos: Collection[str]) -> bool:
        """Whether a lone word that the name finder takes for a person is a place of the states spoken of, and does not act."""
        tree, k = m.sentence.tree, m.head
        if (
            tree.deprels[k] in ("nsubj", "nsubj:pass", "appos", "flat")
            and tree.case(k) == ""
            and (acts(m.sentence, k) or tree.deprels[k] != "nsubj")
        ):
            return False
        return any(p.iso in isos for p in gazetteer().places(m.text))
