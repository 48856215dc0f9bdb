"""Which body is meant by a noun: "the army", "the Indian foreign ministry", "the provincial government", "the group", "the paper"?"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.annotate.phrases import is_definite
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns
from loaders.identity.described import COMPANIES, GROUPS, may_be
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, OUTLET, PERSON, STATE, UNNAMED, Entity
from loaders.identity.names import Names
from loaders.identity.register import Register
from loaders.identity.roles import MEMBERS
from loaders.identity.salience import FAR, Salience
from loaders.identity.states import States
from loaders.identity.wording import Owner, called, is_plural, modifiers, owner_of

_REGIONAL = frozenset(("provincial", "regional", "local", "municipal", "interim"))
_NATIONAL = frozenset(("national", "federal", "central"))
_COUNTRIES = frozenset(("country", "nation", "kingdom", "republic"))


class Groups:
    """The bodies of a document that are called by a noun."""

    def __init__(self, register: Register, names: Names, salience: Salience, states: States) -> None:
        self._register, self._names, self._salience, self._states = register, names, salience, states

    def noun(self, s: Sentence, k: int) -> str | None:
        """The word of the lexicon of bodies that a noun is, None where it is none or names no body here."""
        word = s.words[k].lower()
        lemma = word if word in nouns.bodies() else s.tree.lemmas[k]
        body = nouns.bodies().get(lemma)
        if body is None or word == "authorities":  # people
            return None
        beside = {s.tree.lemmas[c] for c in s.tree.children[k] if s.tree.deprels[c] in ("amod", "compound")}
        return lemma if body.goes_with(beside) else None

    def body(self, s: Sentence, k: int, lemma: str) -> Entity | None:
        """The identity of a noun for a body, None where the text does not tell whose body it is."""
        body = nouns.bodies()[lemma]
        owner = owner_of(s, k, self._names)
        described = modifiers(s, k, owner)
        if (
            owner.entity is not None
            and ({lemma, s.tree.lemmas[k]} & MEMBERS or _is_label(s, k, owner))
            and owner.entity.kind in (ARMED, ORGANIZATION, OUTLET)
        ):
            return owner.entity
        if body.kind == STATE and is_plural(s, k):
            return None
        if body.kind == STATE:
            return self._government(s, k, lemma, owner, described)
        if owner.entity is not None and owner.entity.kind == PERSON:
            return self._made(s, k, body.kind, owner, None)
        alike = _mark(lemma, body.alike, described)
        if alike is not None and not set(described) - {"security", "armed", *_NATIONAL}:
            return self._of_state(s, k, body.kind, alike, owner)
        if is_definite(s, k) and not is_plural(s, k) and not _is_narrowed(s, k):
            reach = 3 if lemma in COMPANIES else FAR
            named = self._salience.recent(s, lambda e: may_be(e, lemma, body, described) and _belongs(e, owner), reach=reach)
            if named is not None and not (lemma in GROUPS and self._is_torn(s, lemma, described)):
                return named
        return self._same(s, k, body.kind, owner) or self._made(s, k, body.kind, owner, None)

    def _is_torn(self, s: Sentence, lemma: str, described: Sequence[str]) -> bool:
        """Whether "the group" may be an armed group and another organization that were both spoken of just before."""
        body = nouns.bodies()[lemma]
        near = [x.entity.kind for x in self._salience.back(s, 2) if may_be(x.entity, lemma, body, described)]
        return ARMED in near and ORGANIZATION in near

    def two_states(self, s: Sentence) -> list[Entity]:
        """The two states that "both countries" are: the last that "and" joins, else those that were spoken of, if they are two."""
        found: list[Entity] = []
        for seen in self._salience.back(s, 1):
            if len(seen.entity.members) == 2 and all(e.kind == STATE for e in seen.entity.members):
                return list(seen.entity.members)
        for seen in self._salience.back(s, 3):
            if seen.entity.kind == STATE and seen.entity not in found:
                found.append(seen.entity)
        return found if len(found) == 2 else []

    # ---- governments, armies, police: one of each in a state or region

    def _government(self, s: Sentence, k: int, lemma: str, owner: Owner, described: Sequence[str]) -> Entity | None:
        if owner.entity is not None and owner.entity.kind == PERSON:
            return self._made(s, k, BODY, owner, None)
        if lemma in (*_COUNTRIES, "state", "empire"):
            if lemma == "state" and owner.iso is not None:
                return self._register.state(owner.iso)
            if not is_definite(s, k) or described or lemma not in _COUNTRIES or is_plural(s, k):
                return None
            return self._salience.recent(s, lambda e: e.kind == STATE, reach=5) or self._main_state()
        if owner.region is not None and (seat := gazetteer().seat(owner.region)) is not None:
            owner = Owner(iso=seat.iso)
        if owner.region is not None or any(d in _REGIONAL for d in described):
            found = next((e for e in self._register.alike("government") if owner.region in (None, e.region)), None)
            if found is None:
                return self._made(s, k, BODY, Owner(owner.iso, owner.region or "", None), "government")
            found.names[called(s, k)] += 1
            return found
        if set(described) - {*_NATIONAL, "military", "civilian", "current", "new", "previous"}:
            return self._same(s, k, BODY, owner) or self._made(s, k, BODY, owner, None)
        bare = not s.tree.under(k, "det") and not is_plural(s, k)
        iso = owner.iso or (self._meant_state(s) if bare or is_definite(s, k) else None)
        if iso is None:
            return self._same(s, k, BODY, owner) or self._made(s, k, BODY, owner, None)
        entity = self._register.state(iso)
        entity.names[called(s, k)] += 1
        return entity

    def _main_state(self) -> Entity | None:
        """The state that the whole document speaks of."""
        return self._register.state(self._states.main) if self._states.main is not None else None

    def _meant_state(self, s: Sentence) -> str | None:
        """The state of "the government" and "the army" alone: that of which the text speaks most, by far or just before."""
        if self._states.main is not None or not self._states.ranked:
            return self._states.main
        near = self._salience.recent(s, lambda e: e.iso is not None and (e.kind == STATE or e.alike is not None), reach=2)
        return near.iso if near is not None and near.iso == self._states.ranked[0] else None

    def _of_state(self, s: Sentence, k: int, kind: str, alike: str, owner: Owner) -> Entity:
        if owner.is_none:
            recent = self._salience.recent(s, lambda e: e.alike == alike)
            if recent is not None:
                recent.names[called(s, k)] += 1
                return recent
            if alike == "police":
                return self._role(s, k)
        iso = owner.iso or (None if owner.region or owner.entity else self._meant_state(s))
        for e in self._register.alike(alike, kind if iso is not None or not owner.is_none else UNNAMED):
            if e.iso == iso and e.region == owner.region and (owner.entity is None or e.affiliation is owner.entity):
                e.names[called(s, k)] += 1
                return e
        return self._made(s, k, kind, Owner(iso, owner.region, owner.entity), alike)

    def _role(self, s: Sentence, k: int) -> Entity:
        """ "Police" of nowhere: a role of the document."""
        found = next(self._register.unnamed(UNNAMED, "police"), None)
        found = found or self._register.add(Entity(UNNAMED, head="police", plural=True, named=False))
        found.names[called(s, k)] += 1
        return found

    # ---- bodies by their noun

    def _same(self, s: Sentence, k: int, kind: str, owner: Owner) -> Entity | None:
        """One without a name that was called the same before."""
        name, plural = called(s, k).lower(), is_plural(s, k)
        if not plural and not is_definite(s, k):
            return None
        for e in self._register.unnamed(kind if not owner.is_none else UNNAMED, s.tree.lemmas[k]):
            if e.iso == owner.iso and e.region == owner.region and e.plural == plural and any(n.lower() == name for n in e.names):
                e.names[called(s, k)] += 1
                return e
        return None

    def _made(self, s: Sentence, k: int, kind: str, owner: Owner, alike: str | None) -> Entity:
        entity = self._register.add(
            Entity(
                UNNAMED if owner.is_none or (is_plural(s, k) and alike is None) else kind,
                iso=owner.iso,
                region=owner.region,
                alike=alike,
                head=s.tree.lemmas[k],
                collective=True,
                named=False,
                plural=is_plural(s, k),
            )
        )
        entity.names[called(s, k)] += 1
        person = owner.entity is not None and owner.entity.kind == PERSON
        entity.affiliation = (None if person else owner.entity) or (
            self._register.state(owner.iso) if owner.iso is not None else None
        )
        return entity


def _mark(lemma: str, alike: str | None, described: Sequence[str]) -> str | None:
    if lemma in ("forces", "force"):
        return "forces" if "security" in described else "military" if "armed" in described else alike
    return alike


def _is_label(s: Sentence, k: int, owner: Owner) -> bool:
    """Whether a noun only says what the name before it is: "the Amaq news agency", "the Hamas movement"."""
    return (
        bool(owner.words)
        and owner.words[-1] < k
        and not is_plural(s, k)
        and any(s.tree.deprels[w] in ("compound", "flat", "amod") for w in owner.words)
    )


def _belongs(e: Entity, owner: Owner) -> bool:
    """Whether a named body may be that of an owner: the same state, the same affiliation, or none is told."""
    if owner.entity is not None or owner.region is not None:
        return False
    return owner.iso is None or owner.iso == e.iso


def _is_narrowed(s: Sentence, k: int) -> bool:
    """Whether a clause or phrase after a noun says which one is meant: "the group that won", "the group in power"."""
    tree = s.tree
    return any(
        tree.deprels[c] in ("acl:relcl", "acl", "nmod") and not (c > k + 1 and s.words[k + 1] == ",") and c > k
        for c in tree.children[k]
    )
