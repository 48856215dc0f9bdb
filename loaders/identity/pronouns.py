"""For whom does a pronoun stand? The most salient identity that agrees in sex, number and kind and that grammar allows."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.annotate.sentences import Sentence
from loaders.extract import cues
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, OUTLET, PLACE, SEVERAL, STATE, THING, UNNAMED, Entity
from loaders.identity.names import Names
from loaders.identity.salience import REACH, Salience, Seen

PERSONAL = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f", "himself": "m", "herself": "f"}
NEUTER = frozenset(("it", "its", "itself"))
MANY = frozenset(("they", "them", "their", "theirs", "themselves"))
SELF = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
ALL = frozenset(PERSONAL) | NEUTER | MANY | SELF
_BODIES = (STATE, OUTLET, ARMED, BODY, ORGANIZATION)
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_WEATHER = frozenset("rain snow hail seem appear turn happen emerge take".split())
_ADDRESSING = frozenset(
    "accuse blame urge ask tell warn criticise criticize condemn praise call describe label denounce thank".split()
)
_ACCOSTING = frozenset("accuse blame urge ask tell warn thank arrest detain sue".split())
_MARGIN = 1.08  # by how much the best must weigh more than the next of its kind
_OWN_CLAUSE = 1.4  # how much more the subject of its clause weighs
_SURE = 1.5  # by how much it must weigh more for its sex to be learned
_SPOKE = 1.3  # how much more weighs, for one that speaks, who spoke in the sentence before
_OWN_WORDS = 1.5  # how much more its speaker weighs in an indirect statement


class Pronouns:
    """The pronouns of a document, with what was read before them."""

    def __init__(self, names: Names, salience: Salience) -> None:
        self._names, self._salience = names, salience

    def resolve(
        self,
        s: Sentence,
        k: int,
        quoted: Sequence[Entity] | None,
        spoken: Sequence[Entity],
        here: dict[int, Entity],
        *,
        speaks: bool,
        told: Sequence[Entity] = (),
    ) -> Entity | None:
        """The identity of the pronoun at word `k`; one that `speaks` stands for an actor.

        `quoted` are the speakers of the quotation around it (None outside of one), `spoken` those of an indirect statement,
        `here` the identities of words of this sentence that were read, `told` those whom the speaker of that name tells of.
        """
        word = s.words[k].lower()
        if word in SELF:
            return None  # told by the quotation
        if word in NEUTER and _is_expletive(s, k):
            return None
        if word.endswith(("self", "selves")):
            return self._subject(s, k, here)
        blocked = _blocked(s, k)
        others = [here[b] for b in blocked if b in here]

        def fits(seen: Seen) -> bool:
            if (seen.place == s.place and seen.word >= k) or any(seen.entity is o for o in others):
                return False
            if quoted and any(seen.entity is q for q in quoted):
                return False
            if speaks and seen.entity.kind in (THING, PLACE):
                return False
            if any(seen.entity is t for t in told) and (word in PERSONAL or word in NEUTER):
                return False  # "Doe will resign", he said: another says it
            return agrees(seen.entity, word)

        if (ahead := self._later(s, k, word)) is not None and s.tree.deprels[k] == "nmod:poss":
            return ahead  # "After its coup, the junta ...": the subject of the clause that it opens
        own = self._own_subject(s, k, here)
        ranked = self._salience.ranked(s, fits, quoted=quoted is not None, reach=REACH)
        ranked = sorted(
            (
                (
                    score
                    * (_OWN_WORDS if any(e is x for x in spoken) else 1.0)
                    * (_OWN_CLAUSE if e is own else 1.0)
                    * (_SPOKE if speaks and seen.speaks and s.place - seen.place == 1 else 1.0)
                    * _liking(e, word),
                    e,
                    seen,
                )
                for score, e, seen in ranked
            ),
            key=lambda x: -x[0],
        )
        if not ranked:
            return self._later(s, k, word)
        best = ranked[0]
        if best[1].kind == THING:
            return best[1]
        if len(ranked) > 1 and best[0] < ranked[1][0] * _MARGIN:
            return None
        if best[1].sex is None and word in PERSONAL and (len(ranked) == 1 or best[0] > ranked[1][0] * _SURE):
            best[1].sex = PERSONAL[word]
        return best[1]

    def _own_subject(self, s: Sentence, k: int, here: dict[int, Entity]) -> Entity | None:
        """The subject of the clause that a possessive or an oblique pronoun stands in, overt or understood."""
        tree = s.tree
        if tree.deprels[k] in (*_SUBJECTS, "obj", "iobj"):
            return None
        at = k
        while tree.heads[at] != at and not tree.is_verbal(at):
            at = tree.heads[at]
        subject = tree.subject(at)
        return None if subject is None or subject == k else here.get(subject)

    def _subject(self, s: Sentence, k: int, here: dict[int, Entity]) -> Entity | None:
        """Whom a reflexive points to: the subject of its clause."""
        verb = s.tree.heads[k]
        while not s.tree.is_verbal(verb) and s.tree.heads[verb] != verb:
            verb = s.tree.heads[verb]
        subject = s.tree.subject(verb)
        found = here.get(subject) if subject is not None else None
        return found if found is not None and agrees(found, s.words[k].lower()) else None

    def _later(self, s: Sentence, k: int, word: str) -> Entity | None:
        """The subject that comes after: "In her speech, Jane Doe said"."""
        tree = s.tree
        root = next((r for r in range(len(s)) if tree.deprels[r] == "root"), None)
        if root is None:
            return None
        for c in tree.under(root, *_SUBJECTS):
            entity = self._names.at(s, c)
            top = k
            while tree.heads[top] != root and tree.heads[top] != top:
                top = tree.heads[top]
            if c > k and entity is not None and tree.deprels[top] in ("advcl", "obl") and agrees(entity, word):
                return entity
        return None


def agrees(e: Entity, word: str) -> bool:
    """Whether a pronoun may stand for an identity by number, kind and sex."""
    if word in PERSONAL:
        return e.is_person and e.sex in (None, PERSONAL[word])
    if word in NEUTER:
        return not e.plural and (e.kind in (*_BODIES, PLACE, THING) or e.collective)
    if word in MANY:
        return (
            e.kind == SEVERAL
            or (e.plural and e.kind in (UNNAMED, THING, BODY, ARMED))
            or e.kind in (ARMED, ORGANIZATION, BODY)
            or e.collective
        )
    return False


def is_addressed(s: Sentence, k: int) -> bool:
    """Whether a pronoun is whom somebody accuses or asks, which no thing is: "accused them of"."""
    tree = s.tree
    return tree.deprels[k] in ("obj", "iobj", "nsubj:pass") and tree.lemmas[tree.heads[k]] in _ACCOSTING


def _liking(e: Entity, word: str) -> float:
    """How well an identity goes with a pronoun beyond agreement."""
    if word in PERSONAL and e.sex is None:
        return 0.85
    if word in MANY and not e.plural and e.kind != SEVERAL:
        return 0.9 if e.kind == ARMED else 0.7
    return 1.0


def _is_expletive(s: Sentence, k: int) -> bool:
    """ "It rains", "it is clear that", "it was Doe who": it stands for nothing."""
    tree = s.tree
    head = tree.heads[k]
    if tree.deprels[k] == "expl":
        return True
    if tree.deprels[k] == "obj" and tree.lemmas[head] in cues.verbs() and tree.lemmas[head] not in _ADDRESSING:
        return True  # "denied it": what was said
    if tree.deprels[k] not in _SUBJECTS:
        return False
    if tree.lemmas[head] in _WEATHER and tree.under(head, "ccomp", "csubj", "xcomp", "advcl"):
        return True
    return (bool(tree.under(head, "cop")) and bool(tree.under(head, "csubj", "ccomp", "acl:relcl", "csubj:outer"))) or bool(
        tree.under(head, "csubj", "csubj:pass")
    )


def _blocked(s: Sentence, k: int) -> set[int]:
    """The words that a pronoun cannot stand for: what it is a part of, and the other arguments of its own verb."""
    tree = s.tree
    out: set[int] = set()
    at = k
    while tree.heads[at] != at and tree.deprels[at] in ("nmod:poss", "nmod", "det", "compound", "amod", "appos"):
        at = tree.heads[at]
        out.add(at)
        out.update(c for c in tree.children[at] if tree.deprels[c] in ("appos", "flat") and c > k)
    if tree.deprels[k] != "nmod:poss":
        verb = tree.heads[at]
        out.update(c for c in tree.children[verb] if c != at and tree.deprels[c] in (*_SUBJECTS, "obj", "iobj"))
        if tree.deprels[at] in _SUBJECTS:
            out.update(c for c in tree.children[verb] if tree.deprels[c] == "obl" and c > k)
    return out
