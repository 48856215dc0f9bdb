"""Who is meant by people without a name: "a security official", "police", "Indian and Afghan officials", "Kenyans"?

Each is an actor of its document only, and never a person with a name.
"""

from __future__ import annotations

from loaders.annotate.phrases import is_definite
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns
from loaders.identity.entities import ARMED, UNNAMED, Entity
from loaders.identity.names import Names
from loaders.identity.offices import Offices
from loaders.identity.register import Register
from loaders.identity.salience import Salience
from loaders.identity.wording import Owner, called, is_plural, modifiers, owner_of

MEMBERS = frozenset(
    "militant fighter rebel gunman insurgent member guerrilla guerilla terrorist separatist combatant militiaman troop soldier leadership "
    "administration group government militia movement regime outfit cell faction operative force".split()
)
_FIGHTERS = frozenset("militant fighter rebel gunman insurgent guerrilla guerilla separatist militiaman".split())
_PASSIVE = frozenset(  # those who no longer act for their group, or may not be of it
    "former ex demobilized demobilised captured surrendered dead killed slain suspected alleged jailed imprisoned detained arrested wounded".split()
)
_ENDINGS = ("man", "woman", "men", "women", "worker", "leader", "minister", "secretary")


def is_people(s: Sentence, k: int) -> bool:
    """Whether a noun is one for people who act or speak."""
    lemma = s.tree.lemmas[k]
    if lemma in nouns.counts_only() or (k and s.words[k - 1] in "-‑" and s.tree.upos[k] == "PROPN"):
        return False
    return lemma in nouns.people() or (
        s.tree.upos[k] == "NOUN" and lemma.endswith(_ENDINGS) and len(lemma) > 5 and lemma != "human"
    )


class Roles:
    """The people without a name of a document."""

    def __init__(self, register: Register, names: Names, salience: Salience, offices: Offices) -> None:
        self._register, self._names, self._salience, self._offices = register, names, salience, offices

    def people(self, s: Sentence, k: int) -> list[Entity]:
        """The identities of a noun for people: the holder of an office, members of a named group, or a role; two for joint names."""
        tree = s.tree
        owner = owner_of(s, k, self._names)
        described = modifiers(s, k, owner)
        plural = is_plural(s, k)
        acting = not set(described) & _PASSIVE
        if owner.entity is not None and owner.entity.kind == ARMED and tree.lemmas[k] in MEMBERS and plural and acting:
            return [owner.entity]
        bare = (
            not plural and not tree.under(k, "det", "nmod:poss", "nummod") and tree.deprels[k] in ("nsubj", "nsubj:pass", "root")
        )
        if bare or is_definite(s, k):  # headlines leave the article out
            if not plural and (holder := self._offices.holder(s, k, owner, described)) is not None:
                return [holder]
            if (
                plural
                and owner.is_none
                and not described
                and tree.lemmas[k] in _FIGHTERS
                and (group := self._only_group(s, k)) is not None
            ):
                return [group]
        states = self._joint(s, owner)
        if len(states) > 1:
            noun = s.words[k]
            return [self._role(s, k, iso, f"{word} {noun}") for iso, word in states]
        return [self._role(s, k, owner.iso, called(s, k))]

    def nationals(self, s: Sentence, k: int) -> Entity | None:
        """The people of a state as a plural: "Kenyans"."""
        people = gazetteer().people(s.words[k])
        if people is None or not (s.words[k].endswith("s") or s.tree.xpos[k] == "NNPS"):
            return None
        return self._role(s, k, people.iso, s.words[k])

    def _role(self, s: Sentence, k: int, iso: str | None, name: str) -> Entity:
        """A role: plural and definite ones are one in the document where they are called alike, others are new each time."""
        lemma, plural = s.tree.lemmas[k], is_plural(s, k)
        same = (e for e in self._register.unnamed(UNNAMED, lemma) if e.plural == plural)
        if plural:
            found = next((e for e in same if any(_alike(name, n) for n in e.names) and iso in (None, e.iso)), None)
        elif is_definite(s, k) and not s.tree.under(k, "nmod:poss"):
            found = self._salience.recent(s, lambda e: e.kind == UNNAMED and e.head == lemma and not e.plural)
        else:
            found = None
        if found is None:
            found = self._register.add(
                Entity(UNNAMED, iso=iso, head=lemma, plural=plural, named=False, sex=nouns.sexed().get(lemma))
            )
            found.affiliation = self._register.state(iso) if iso is not None else None
        found.names[name] += 1
        return found

    def _joint(self, s: Sentence, owner: Owner) -> list[tuple[str, str]]:
        """The states of "Indian and Afghan officials" with their words."""
        if len(owner.words) != 1:
            return []
        out = []
        for w in s.tree.conjoined(owner.words[0]):
            state = gazetteer().adjective(s.words[w])
            if state is not None:
                out.append((state.iso, s.words[w]))
        return out

    def _only_group(self, s: Sentence, k: int) -> Entity | None:
        """The armed group that "the militants" are: the only one in the document, spoken of just before."""
        if not any(s.words[d].lower() == "the" for d in s.tree.under(k, "det")):
            return None
        groups = list(self._register.of_kind(ARMED))
        near = self._salience.recent(s, lambda e: e.kind == ARMED, reach=2)
        return near if len(groups) == 1 and near is groups[0] else None


def _alike(a: str, b: str) -> bool:
    """Whether two roles are called the same, but for case and a demonym ("Pakistani officials", later "officials")."""
    short, long = sorted((a.lower(), b.lower()), key=len)
    if short == long:
        return True
    first, _, rest = long.partition(" ")
    return rest == short and gazetteer().adjective(first.title()) is not None
