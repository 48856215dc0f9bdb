"""Which identity does each name of a document stand for? Lists first, then acronyms, persons and bodies of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity.acronyms import ACRONYM, acronyms
from loaders.identity.bodies import is_enterprise, iso_in, kind_of, plain, same_body, without_state
from loaders.identity.entities import BODY, ORGANIZATION, PERSON, STATE, Entity
from loaders.identity.listed import listed
from loaders.identity.mentions import Mention, mentions
from loaders.identity.person_names import PersonNames
from loaders.identity.persons import tokens
from loaders.identity.register import Register
from loaders.identity.tags import retagged, states_named


class Names:
    """The names of a document, each with its identity."""

    def __init__(self, sentences: Sequence[Sentence], register: Register) -> None:
        self._register = register
        self._at: dict[tuple[int, int], tuple[Mention, Entity]] = {}
        self._bodies: dict[str, list[Entity]] = defaultdict(list)
        found = retagged([m for s in sentences for m in mentions(s)])
        self._short = acronyms(found)
        isos = states_named(found)
        persons = PersonNames(register)
        people = [m for m in found if m.tag == "PER" and listed(m, self._short.get(m.text), register) is None]
        shared = persons.share_surnames(people)
        alone = {id(m) for m in people if len(tokens(m.text)) == 1}
        for m in sorted(people, key=lambda m: -len(tokens(m.text))):  # longer names before what may be parts of them
            if id(m) not in alone:
                self._put(m, persons.full_name(m))
            elif id(m) in shared:
                self._put(m, shared[id(m)])
        done = {id(m) for m in people} - (alone - set(shared))
        for m in found:
            if id(m) in done:
                continue
            if id(m) in alone:
                self._put(m, persons.part_of_name(m, isos))
            else:
                self._put(m, listed(m, self._short.get(m.text), register) or self._body(m))

    def at(self, s: Sentence, k: int) -> Entity | None:
        """The identity of the name that a word is part of."""
        found = self._at.get((s.place, k))
        return None if found is None else found[1]

    def mention(self, s: Sentence, k: int) -> Mention | None:
        """The name that a word is part of."""
        found = self._at.get((s.place, k))
        return None if found is None else found[0]

    def _put(self, m: Mention, entity: Entity) -> None:
        text = m.text
        entity.names[text] += 1
        entity.mentions.append(m.span)
        if entity.kind not in (PERSON, STATE) and ACRONYM.fullmatch(text) and text.isupper():
            entity.acronyms.add(text)
        for k in range(m.first, m.end):
            self._at[m.sentence.place, k] = m, entity

    # ---- bodies

    def _known_body(self, key: str, iso: str | None) -> Entity | None:
        """The body of a name, that of the same state where its state is told; None where several states have one."""
        found = self._bodies.get(key) or next((v for k, v in self._bodies.items() if same_body(key, k)), [])
        same = [e for e in found if iso is None or e.iso in (None, iso)]
        return same[0] if len(same) == 1 else next((e for e in same if e.iso == iso and iso is not None), None)

    def _body(self, m: Mention) -> Entity:
        text = m.text
        full = self._short.get(text, text)
        kind = kind_of(full, m.tag, _beside(m))
        iso = iso_in(full)
        if kind == BODY:
            iso = iso or _state_beside(m)
            full = without_state(full)
        entity = self._known_body(plain(full), iso)
        if entity is None:
            entity = self._register.add(Entity(kind, iso=iso))
            self._bodies[plain(full)].append(entity)
        entity.iso = entity.iso or iso
        if self._short.get(text) is not None:
            entity.acronyms.add(text)
            entity.names.setdefault(self._short[text], 0)
        if entity.kind == ORGANIZATION:
            entity.titles.update(_beside(m))
            if is_enterprise(full):
                entity.titles.add("company")
        return entity


def _state_beside(m: Mention) -> str | None:
    """The state whose body a name is by the words before or after it: "Pakistan's Foreign Ministry", "the Senate of Chile"."""
    s, tree, places = m.sentence, m.sentence.tree, gazetteer()
    for c in tree.children[m.head]:
        if m.first <= c < m.end or tree.deprels[c] not in ("amod", "compound", "nmod:poss", "nmod", "nmod:desc"):
            continue
        state = places.adjective(s.words[c]) or places.state(s.words[c])
        if state is not None and (tree.deprels[c] != "nmod" or tree.case(c) == "of"):
            return state.iso
    return None


def _beside(m: Mention) -> set[str]:
    """Lemmas of the nouns and adjectives that say what a name is: before it, in apposition, in "is a"."""
    s, tree, k = m.sentence, m.sentence.tree, m.head
    tops = [c for c in tree.children[k] if tree.deprels[c] in ("appos", "nmod:desc", "compound") and not m.first <= c < m.end]
    if tree.deprels[k] in ("appos", "nmod:desc", "flat"):
        tops.append(tree.heads[k])
    if tree.deprels[k] == "nsubj" and tree.under(tree.heads[k], "cop") and tree.upos[tree.heads[k]] == "NOUN":
        tops.append(tree.heads[k])
    out = set()
    for t in tops:
        if tree.upos[t] == "NOUN":
            out |= {tree.lemmas[w] for w in (t, *tree.under(t, "amod", "compound")) if s.name_at(w) is None}
    return out
