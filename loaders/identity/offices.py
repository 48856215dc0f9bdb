"""Who holds an office? Titles that stand with a person's name, and "the minister" later in the text."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns
from loaders.identity.entities import PERSON, STATE, UNNAMED, Entity
from loaders.identity.names import Names
from loaders.identity.persons import sex_of
from loaders.identity.register import Register
from loaders.identity.salience import Salience
from loaders.identity.states import States
from loaders.identity.wording import Owner, is_plural, is_unlike

_BESIDE = ("appos", "nmod:desc", "compound", "amod", "flat", "nmod")
_PASSING = frozenset("former new late current outgoing incoming acting then ex longtime veteran top".split())
# Nouns that say of whom the text speaks, without an office: only where nobody else can be meant.
_BARE = frozenset("man woman".split())


def describe(s: Sentence, k: int, entity: Entity, names: Names) -> None:
    """Note the titles that stand with the name of a person at word `k`: before it, in apposition, after "is"."""
    tree = s.tree
    if entity.kind != PERSON:
        return
    name = names.mention(s, k)
    inside = range(name.first, name.end) if name is not None else range(k, k + 1)
    tops = [c for c in tree.children[k] if tree.deprels[c] in _BESIDE[:-1] and c not in inside]
    if tree.deprels[k] in ("appos", "nmod:desc", "flat") and tree.lemmas[tree.heads[k]] in nouns.people():
        tops.append(tree.heads[k])
    head = tree.heads[k]
    if (
        tree.deprels[k] == "nsubj"
        and tree.under(head, "cop")
        and tree.upos[head] in ("NOUN", "PROPN")
        and not s.frame(head).negated
    ):
        tops.append(head)
    for top in tops:
        words = [
            w
            for w in (s.subtree(top) if top != head or top in tree.children[k] else [top, *tree.under(top, "amod", "compound")])
            if w not in inside
        ]
        if names.at(s, top) is not None and names.at(s, top) is not entity and tree.deprels[top] == "flat":
            continue
        entity.titles |= {tree.lemmas[w] for w in words if tree.upos[w] in ("NOUN", "PROPN", "ADJ") and names.at(s, w) is None}
        for w in words:
            state = gazetteer().adjective(s.words[w])
            named = names.at(s, w)
            if state is not None and entity.iso is None:
                entity.iso = state.iso
            if named is None or named is entity or not named.is_actor or named.kind == PERSON:
                continue
            if named.kind == STATE and entity.iso is None:
                entity.iso = named.iso
            if entity.affiliation is None:
                entity.affiliation = named
    entity.sex = entity.sex or sex_of((*(name.titles if name else ()), *max(entity.names, key=len).split()), entity.titles)


class Offices:
    """The holders of offices that a document names."""

    def __init__(self, register: Register, salience: Salience, states: States) -> None:
        self._register, self._salience, self._states = register, salience, states

    def holder(self, s: Sentence, k: int, owner: Owner, described: Sequence[str]) -> Entity | None:
        """The person whom a definite singular description means: the last who bears that title and no other that fits as well."""
        lemma = s.tree.lemmas[k]
        tree = s.tree
        owned = any(tree.upos[c] == "PRON" for c in tree.under(k, "nmod:poss"))
        if (owned and not _is_kin(lemma)) or any(tree.lemmas[c] in ("a", "an") for c in tree.under(k, "det")):
            return None
        if is_plural(s, k) or any(is_unlike(m) for m in described):
            return None
        wanted = {m for m in described if m not in _PASSING and gazetteer().adjective(m.title()) is None}
        if owner.entity is not None and owner.entity.kind == PERSON:
            return None

        def bears(e: Entity) -> bool:
            return e.kind == PERSON and lemma in e.titles and wanted <= e.titles and self._agrees(e, owner)

        holders = [e for e in self._register.persons() if bears(e)]
        if len(holders) == 1:
            return holders[0]
        if holders:
            return self._salience.recent(s, bears)
        if lemma in _BARE and owner.is_none and not wanted:
            return self._only_one(s, nouns.sexed()[lemma])
        return None

    def _agrees(self, e: Entity, owner: Owner) -> bool:
        if owner.entity is not None and e.affiliation is not None:
            return e.affiliation is owner.entity
        if owner.iso is None:
            return True
        return e.iso == owner.iso or (e.iso is None and self._states.main == owner.iso)

    def _only_one(self, s: Sentence, sex: str) -> Entity | None:
        """The one human being of that sex whom the last sentences speak of, if they speak of no other."""
        found = {id(x.entity): x.entity for x in self._salience.back(s, 2) if x.entity.is_person and x.entity.sex in (sex, None)}
        others = any(x.entity.kind == UNNAMED for x in self._salience.back(s, 2))
        one = next(iter(found.values())) if len(found) == 1 else None
        return one if one is not None and one.sex == sex and not others else None


def _is_kin(lemma: str) -> bool:
    """Whether a noun is one for a relative, of whom everybody has his own ("her father")."""
    return lemma in nouns.sexed() and not lemma.endswith(("man", "woman"))
