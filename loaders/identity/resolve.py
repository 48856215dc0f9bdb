"""Which identity does each phrase of a document stand for? A sieve in fixed order, the surest step first.

Names come first (`names`); then, in reading order, phrases without a name: what a name renames, bodies (`groups`), holders of
offices (`offices`), people without a name (`roles`), and pronouns (`pronouns`). A false merge costs more than a split: a role
without a name never becomes a person, and what could be two is nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Actor, Span
from loaders.annotate.phrases import Phrase, is_definite
from loaders.annotate.sentences import Sentence
from loaders.extract.speech import Utterance
from loaders.identity import nouns
from loaders.identity.beside import renamed, unlisted
from loaders.identity.entities import BODY, THING, Entity, actors
from loaders.identity.groups import Groups
from loaders.identity.names import Names
from loaders.identity.offices import Offices, describe
from loaders.identity.places import place_noun
from loaders.identity.pronouns import ALL, NEUTER, RELATIVE, SELF, Pronouns, is_addressed
from loaders.identity.register import Register
from loaders.identity.roles import Roles, is_people
from loaders.identity.salience import Salience
from loaders.identity.speech import Speech, quoting, telling
from loaders.identity.states import states
from loaders.identity.wording import is_plural

_PAIRS = frozenset(("country", "nation", "neighbour", "neighbor", "side", "state", "government", "capital"))
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_PARTS = ("flat", "compound", "fixed", "goeswith", "amod")
_TIMES = frozenset(
    "year month week day hour minute morning evening afternoon night weekend time century decade moment today tomorrow yesterday".split()
)


class Resolver:
    """The identities of a document: `entity` and `all` give those of a phrase, `actors` what they are."""

    def __init__(self, sentences: Sequence[Sentence], utterances: Sequence[Utterance]) -> None:
        self._sentences = {s.place: s for s in sentences}
        self._register = Register()
        self._names = Names(sentences, self._register)
        spoken_of = states(self._register.entities, sentences)
        self.states = spoken_of.ranked
        self._salience = Salience()
        offices = Offices(self._register, self._salience, spoken_of)
        self._roles = Roles(self._register, self._names, self._salience, offices)
        self._groups = Groups(self._register, self._names, self._salience, spoken_of)
        self._pronouns = Pronouns(self._names, self._salience)
        self._found: dict[tuple[int, int], Entity] = {}
        self._speech = Speech(utterances)
        for s in sentences:
            for k in range(len(s)):
                if (e := self._names.at(s, k)) is not None and _is_head(s, k, self._names):
                    describe(s, k, e, self._names)
        for s in sentences:
            self._read(s)
        for s in sentences:
            self._read_first_person(s)
        for e in [e for e in self._register.entities if e.kind == BODY and e.iso is not None and e.affiliation is None]:
            e.affiliation = self._register.state(e.iso or "")

    # ---- what others ask

    @property
    def entities(self) -> list[Entity]:
        """The identities that are actors, in the order in which they were found."""
        return [e for e in self._register.entities if e.is_actor]

    @property
    def mentions(self) -> list[tuple[Span, Entity]]:
        """The characters of every mention of an actor, names, descriptions and pronouns, with its identity."""
        out = {(span, e) for e in self.entities for span in e.mentions}
        for (place, k), found in self._found.items():
            s = self._sentences[place]
            span = s.spans[k] if s.tree.upos[k] == "PRON" else s.cover(Phrase(s, k).core())
            out |= {(span, e) for e in found.members or (found,) if e.is_actor}
        return sorted(out, key=lambda m: (m[0], m[1].name))

    def identity(self, s: Sentence, k: int) -> Entity | None:
        """What the word at `k` stands for as head of its phrase; places are among it."""
        return self._found.get((s.place, k)) or self._names.at(s, k)

    def entity(self, phrase: Phrase) -> Entity | None:
        """The identity of a phrase, None where it is nobody that can act or speak, or several."""
        found = self.identity(phrase.sentence, phrase.head)
        return found if found is not None and found.is_actor else None

    def all(self, phrase: Phrase) -> list[Entity]:
        """The identities of a phrase that may stand for more than one ("both countries", "Indian and Afghan officials")."""
        found = self.identity(phrase.sentence, phrase.head)
        if found is None:
            return []
        return [e for e in found.members or (found,) if e.is_actor]

    def state(self, iso: str) -> Entity:
        """The identity of a state, which the document may only name by an adjective."""
        return self._register.state(iso)

    def actors(self) -> dict[int, Actor]:
        """An actor for each identity, by the `id` of the identity."""
        return actors(self._register.entities)

    # ---- phrases, in reading order

    def _read(self, s: Sentence) -> None:
        around = self._speech.around(s)
        voices = self._speech.speakers(s)
        here: dict[int, Entity] = {}
        for k in range(len(s)):
            if not _is_head(s, k, self._names):
                continue
            quoted = quoting(s, k, around)
            entity = self._resolve(s, k, quoted, telling(s, k, around), here)
            if entity is None:
                continue
            if entity.kind != THING:
                self._found[s.place, k] = entity
                if self._names.at(s, k) is None and s.tree.upos[k] != "PRON":
                    entity.mentions.append(s.spans[k])
            here[k] = entity
            self._salience.note(s, k, entity, quoted=bool(quoted), speaks=k in voices)
            self._note_several(s, k, entity, here, quoted=bool(quoted))

    def _read_first_person(self, s: Sentence) -> None:
        """ "I" and "we" in quotations, whose speaker may come after them."""
        words = [k for k, w in enumerate(s.words) if w.lower() in SELF and s.tree.upos[k] == "PRON"]
        around = self._speech.around(s) if words else []
        for k in words:
            speakers = [e for u in reversed(quoting(s, k, around)) for e in self._speakers(u)]
            if speakers:
                self._found[s.place, k] = speakers[0]

    def _resolve(
        self, s: Sentence, k: int, quoted: Sequence[Utterance], spoken: Sequence[Utterance], here: dict[int, Entity]
    ) -> Entity | None:
        tree = s.tree
        named = self._names.at(s, k)
        if named is not None:
            return named
        if tree.upos[k] == "PRON":
            return self._pronoun(s, k, quoted, spoken, here)
        beside = renamed(s, k, self._names, self._groups)
        if beside is not None:
            return beside
        people = self._roles.nationals(s, k)
        if people is not None:
            return people
        if tree.lemmas[k] in _PAIRS and _is_pair(s, k):
            return self._several(self._groups.two_states(s))
        if (body := self._groups.noun(s, k)) is not None and not _is_place_here(s, k):
            return self._groups.body(s, k, body)
        if is_people(s, k):
            subject = _predicated(s, k)
            if subject in here and (here[subject].is_person or here[subject].plural) and not s.frame(k).negated:
                return here[subject]
            return self._several(self._roles.people(s, k))
        place = place_noun(s, k, self._salience)
        if place is not None:
            return place
        if (
            tree.upos[k] == "PROPN"
            and (found := unlisted(s, k, self._names, self._register, speaks=k in self._speech.speakers(s))) is not None
        ):
            return found
        if nouns.is_no_actor(s.words[k]):  # "the ministry Monday" with the day taken for the noun
            return next((here[c] for c in tree.under(k, "nmod:desc") if c in here), None)
        return self._thing(s, k)

    def _pronoun(
        self, s: Sentence, k: int, quoted: Sequence[Utterance], spoken: Sequence[Utterance], here: dict[int, Entity]
    ) -> Entity | None:
        tree = s.tree
        if tree.lemmas[k] in RELATIVE and s.words[k].lower() not in ALL:
            clause = tree.heads[k]
            noun = tree.antecedent(clause) if tree.deprels[k] != "nmod:poss" else tree.antecedent(tree.heads[clause])
            return here.get(noun) if noun is not None else None
        if s.words[k].lower() == "both" and tree.deprels[k] in _SUBJECTS:
            return self._several(self._groups.two_states(s))
        speakers = [self._speakers(u) for u in quoted]
        said_by = next((x for x in reversed(speakers) if x), []) if quoted else None
        speaks = k in self._speech.speakers(s) or is_addressed(s, k)
        told = [here[w] for u in self._speech.of(s, k) for w in here if tree.upos[w] != "PRON" and u.holds(s.spans[w])]
        if s.words[k].lower() in NEUTER:
            told = self._spoken_of(s, k)
        by = [e for u in spoken for e in self._speakers(u)]
        return self._pronouns.resolve(s, k, said_by, by, here, speaks=speaks, told=told)

    def _spoken_of(self, s: Sentence, k: int) -> list[Entity]:
        """Those of whom a quotation tells, but not as its subjects: "Chad must pay for it", it said, is not Chad's word."""
        out: list[Entity] = []
        for u in (u for u in self._speech.of(s, k) if u.direct):
            inside = [(p, w, e) for (p, w), e in self._found.items() if u.holds(self._sentences[p].spans[w])]
            subjects = {id(e) for p, w, e in inside if self._sentences[p].tree.deprels[w] in _SUBJECTS}
            out += [e for _, _, e in inside if id(e) not in subjects]
        return out

    def _speakers(self, u: Utterance) -> list[Entity]:
        return [e for p in u.speakers if (e := self.identity(p.sentence, p.head)) is not None]

    def _thing(self, s: Sentence, k: int) -> Entity | None:
        """What is no actor, kept because "it" and "they" may stand for it."""
        tree = s.tree
        if (
            tree.upos[k] not in ("NOUN", "PROPN")
            or tree.lemmas[k] in _TIMES
            or tree.deprels[k] in ("obl:tmod", "obl:unmarked", "nmod:tmod", "obl:npmod")
        ):
            return None
        return self._register.thing(tree.lemmas[k], is_plural(s, k))

    def _several(self, found: Sequence[Entity]) -> Entity | None:
        """One identity, or several taken together."""
        if len(found) < 2:
            return found[0] if found else None
        return self._register.several(tuple(found))

    def _note_several(self, s: Sentence, k: int, entity: Entity, here: dict[int, Entity], *, quoted: bool) -> None:
        """Two people joined by "and" are those whom "they" may mean."""
        tree = s.tree
        if tree.deprels[k] != "conj" or not any(tree.lemmas[c] == "and" for c in tree.under(k, "cc")):
            return
        first = tree.heads[k]
        members = [here[h] for h in tree.conjoined(first) if h in here]
        if len({id(m) for m in members}) > 1 and all(m.is_actor for m in members):
            self._salience.note(s, first, self._register.several(tuple(members)), quoted=quoted, speaks=False)


def _is_head(s: Sentence, k: int, names: Names) -> bool:
    tree = s.tree
    if tree.upos[k] == "PRON":
        return s.words[k].lower() in ALL or s.words[k].lower() == "both" or tree.lemmas[k] in RELATIVE
    name = names.mention(s, k)
    if name is not None:
        return name.head == k
    if tree.deprels[k] == "nmod:desc" and nouns.is_no_actor(s.words[tree.heads[k]]):
        return True
    return tree.upos[k] in ("NOUN", "PROPN") and tree.deprels[k] not in _PARTS


def _is_pair(s: Sentence, k: int) -> bool:
    """Whether a noun may stand for two states: "both countries", "the two sides", "the countries"."""
    tree = s.tree
    if any(tree.lemmas[c] in ("both", "two") for c in tree.children[k]):
        return True
    own = tree.under(k, "amod", "nmod", "nmod:poss", "compound", "nummod", "acl", "acl:relcl")
    return tree.xpos[k] == "NNS" and is_definite(s, k) and not own


def _predicated(s: Sentence, k: int) -> int | None:
    """The subject of which a noun is said: "Doe was the first woman to lead it", "Doe became minister"."""
    tree = s.tree
    if tree.under(k, "cop"):
        return tree.subject(k)
    head = tree.heads[k]
    return tree.subject(head) if tree.lemmas[head] in ("become", "remain") and tree.deprels[k] in ("xcomp", "obj") else None


def _is_place_here(s: Sentence, k: int) -> bool:
    """Whether a noun for a body is where something is: "at the hospital", "police stations were hit"."""
    return s.tree.lemmas[k] in (
        "station",
        "office",
        "school",
        "hospital",
        "bank",
        "church",
        "mosque",
        "embassy",
        "consulate",
        "university",
        "college",
        "court",
        "centre",
        "center",
    ) and (s.tree.case(k) in ("at", "in", "outside", "near", "inside", "around", "into", "to", "from", "on") or is_plural(s, k))
