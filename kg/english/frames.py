"""Who does what to whom? One frame for each predicate, from syntax and semantic roles together.

A frame levels what grammar varies: passives, conjoined verbs that share a subject or an object, control and raising,
relative and reduced relative clauses, quotations before or after the verb, nouns that name an act ("the army's denial of").
Where syntax and roles name different participants, both stand, the one that both name first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.english.decode import head_word
from kg.english.mending import mended
from kg.english.mending_clauses import CHARGED_OF, RELATIVE
from kg.english.parser import Parsed

# Verbs after which the subject of the first clause, not its object, is understood in the second ("promised them to go").
SUBJECT_CONTROL = frozenset(("promise", "vow", "threaten", "pledge", "swear"))
# Verbs that only carry a noun which names the act.
LIGHT = frozenset("""issue make give have take carry launch stage conduct mount offer voice express lodge file level bring repeat reiterate
face release publish hold send deliver put lay hurl trade renew""".split())  # fmt: skip
# Verbs and adjectives whose subject suffers what they say.
SUFFERING = frozenset("die perish drown succumb dead suffocate starve".split())
# Verbs whose object does what follows after "for" or "of": "blamed Chad for planning it".
BLAMED = CHARGED_OF | frozenset(
    """blame criticise criticize condemn fault praise thank punish jail arrest fine sue prosecute denounce slam hail applaud charge
    commend scold berate lambast""".split()
)
SHARES = frozenset("half third quarter most many some several none all both each one dozen dozens hundreds scores".split())
_SUBJECT = ("nsubj", "csubj", "nsubj:outer", "csubj:outer")
_PASSIVE_SUBJECT = ("nsubj:pass", "csubj:pass")


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with its participants, as places of head words in the sentence, best first.

    `agents` do it (speaker, accuser, killer), `patients` have it done to them, `content` is what is said: the head of the
    clause or quotation. `obliques` are the other nominals by preposition ("of", "for", "against").
    """

    at: int
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    content: tuple[int, ...] = ()
    obliques: dict[str, tuple[int, ...]] = field(default_factory=dict)
    passive: bool = False
    negated: bool = False
    modal: str | None = None


class Tree:
    """A parsed sentence with what frames ask of it."""

    def __init__(self, words: Sequence[str], parsed: Parsed) -> None:
        self.words = words
        self.upos, self.xpos, self.lemmas = parsed.upos, parsed.xpos, [x.lower() for x in parsed.lemmas]
        self.heads, self.deprels = mended(words, parsed)
        self.children: list[list[int]] = [[] for _ in words]
        for k, h in enumerate(self.heads):
            if h != k:
                self.children[h].append(k)
        self.roles = {p.at: p.roles for p in parsed.predicates}
        self._name_gerunds()

    def _name_gerunds(self) -> None:
        """Makes nouns of words in -ing that the tagger took for verbs: with an article, and where a nominal stands ("a train hijacking")."""
        wrong = [
            k
            for k, tag in enumerate(self.xpos)
            if tag == "VBG"
            and self.deprels[k] in ("nmod", "obl", "obj", "nsubj", "nsubj:pass")
            and self.under(k, "det")
            and not self.under(k, "obj", "nsubj", "aux", "ccomp")
        ]
        if wrong:
            self.upos, self.xpos = list(self.upos), list(self.xpos)
        for k in wrong:
            self.upos[k], self.xpos[k], self.lemmas[k] = "NOUN", "NN", self.words[k].lower()

    def under(self, head: int, *deprels: str) -> list[int]:
        """The dependents of a word with one of these relations (subtypes only when named)."""
        return [c for c in self.children[head] if self.deprels[c] in deprels]

    def case(self, nominal: int) -> str:
        """The preposition(s) of a nominal in lower case, "" when it has none; fixed expressions whole ("according to")."""
        own = self.under(nominal, "case")
        if not own and self.deprels[nominal] in ("obl", "nmod"):  # "of eleven dead", with the preposition on the number
            own = [c for n in self.under(nominal, "nummod") for c in self.under(n, "case")]
        for c in own:
            if self.lemmas[c] != "'s":
                return " ".join([self.words[c].lower(), *(self.words[f].lower() for f in self.under(c, "fixed"))])
        return ""

    def conjoined(self, first: int) -> list[int]:
        """A word and those coordinated with it, without those only named to be ruled out ("X, and not Y")."""
        out = [first]
        for c in self.under(first, "conj"):
            out += self.conjoined(c) if not self._is_ruled_out(c) else []
        return out

    def _is_ruled_out(self, k: int) -> bool:
        nominal = self.upos[k] in ("NOUN", "PROPN", "PRON", "NUM")
        return nominal and any(self.lemmas[c] in ("not", "never") for c in self.under(k, "advmod", "cc"))

    def counted(self, k: int) -> list[int]:
        """A nominal, and what it counts when it is a number or a share: "four of the hostages" gives both."""
        if self.upos[k] != "NUM" and self.lemmas[k] not in SHARES:
            return [k]
        return [k, *(x for c in self.under(k, "nmod") if self.case(c) == "of" for x in self.conjoined(c))]

    def is_verbal(self, k: int) -> bool:
        return self.upos[k] in ("VERB", "AUX") or bool(self.under(k, "cop"))

    def is_passive(self, k: int) -> bool:
        """Passive in form: by auxiliary or subject, or a bare past participle that modifies a noun."""
        if self.under(k, "aux:pass", *_PASSIVE_SUBJECT, "obl:agent"):
            return True
        bare = self.xpos[k] == "VBN" and not self.under(k, "aux", "nsubj")
        first = self.heads[k]
        if self.deprels[k] == "conj" and self.under(first, "obj", "aux") and not self.is_passive(first):
            return False  # "who carried rifles and shot wildly", "had fled and hidden"
        if bare and self.deprels[k] == "xcomp" and first != k and self.is_passive(first):
            return True  # "dozens were reported killed"
        return bare and self.deprels[k] in ("acl", "advcl", "amod", "root", "conj") and not self.under(k, "obj")

    def antecedent(self, clause: int) -> int | None:
        """The noun that a relative clause modifies."""
        k = clause
        while self.deprels[k] == "conj":
            k = self.heads[k]
        return self.heads[k] if self.deprels[k] == "acl:relcl" else None

    def subject(self, k: int, seen: frozenset[int] = frozenset()) -> int | None:
        """The surface subject of a predicate, overt or understood."""
        if k in seen:
            return None
        seen |= {k}
        own = self.under(k, *_SUBJECT, *_PASSIVE_SUBJECT)
        for c in sorted(own, key=lambda c: (self.deprels[c].endswith(":outer"), abs(c - k)))[:1]:
            if self.lemmas[c] in RELATIVE and self.upos[c] == "PRON" and (noun := self.antecedent(k)) is not None:
                return noun
            return c
        head, relation = self.heads[k], self.deprels[k]
        if relation == "conj" and self.is_verbal(head):
            return self.subject(head, seen)
        if relation == "xcomp":
            objects = self.under(head, "obj", "iobj")
            if objects and self.lemmas[head] not in SUBJECT_CONTROL:
                return objects[0]
            return self.subject(head, seen)
        if relation in ("advcl", "xcomp") and self.lemmas[head] in BLAMED and self._is_charge(k):
            return self.object(head) if not self.is_passive(head) else self.subject(head, seen)
        if (relation == "advcl" and not self.under(k, "mark")) or (relation == "advcl" and self.xpos[k] in ("VBG", "VB", "VBN")):
            return self.subject(head, seen)
        if relation == "acl" and self.xpos[k] in ("VBG", "VBN"):
            return head
        if relation == "amod" and self.xpos[k] in ("VBN", "VBG"):
            return head
        return None

    def _is_charge(self, k: int) -> bool:
        """Whether a clause tells for what somebody is blamed or praised: "blamed Chad for planning it"."""
        return any(self.lemmas[m] in ("of", "for", "with") for m in self.under(k, "mark", "case"))

    def object(self, k: int) -> int | None:
        """The object of a verb, overt, shared or relative."""
        for c in self.under(k, "obj"):
            if self.lemmas[c] in RELATIVE and self.upos[c] == "PRON" and (noun := self.antecedent(k)) is not None:
                return noun
            return c
        head = self.heads[k]
        if self.deprels[k] == "conj" and self.is_verbal(head):
            for c in self.under(head, "obj"):
                if c > k:
                    return c
        for v in self.under(k, "conj"):
            if self.is_verbal(v) and not self.under(v, *_SUBJECT):
                for c in self.under(v, "obj"):
                    return c if not self.under(k, "ccomp", "xcomp", "obl") else None
        noun = self.antecedent(k)
        if noun is not None and not self.is_passive(k):
            pronouns = [c for c in self.children[k] if self.lemmas[c] in RELATIVE and self.upos[c] == "PRON"]
            if self.under(k, *_SUBJECT) and not any(self.deprels[c] in _SUBJECT for c in pronouns) and not self.under(k, "cop"):
                return noun
        return None


def _unique(*groups: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(k for g in groups for k in g))


def _agreeing_first(syntax: Sequence[int], roles: Sequence[int]) -> tuple[int, ...]:
    """What both name, then what only syntax, then what only the roles name."""
    both = [k for k in syntax if k in roles]
    return _unique(both, syntax, roles)


def frame(tree: Tree, k: int) -> Frame:
    """The frame of the predicate at word `k`."""
    verbal = tree.is_verbal(k) or tree.xpos[k] in ("VBN", "VBG", "VBD") or tree.upos[k] == "ADJ"
    passive = tree.is_passive(k)
    agents, patients, content = _verb(tree, k, passive) if verbal else _noun(tree, k)
    role_agents, role_patients, role_content = _from_roles(tree, k)
    obliques: dict[str, list[int]] = {}
    for c in tree.under(k, "obl", "nmod", "obl:agent"):
        obliques.setdefault(tree.case(c), []).extend(tree.conjoined(c))
    negators = _negators(tree, k)
    bare = tree.deprels[k] == "conj" and tree.xpos[k] == "VB" and not tree.under(k, "aux", "mark", *_SUBJECT)
    joined = {tree.lemmas[c] for c in tree.under(k, "cc")}
    if bare and joined & {"or", "nor"}:  # "did not confirm or deny", "could neither confirm nor deny"
        first = tree.heads[k]
        negators += _negators(tree, first) + [c for c in tree.under(first, "cc:preconj", "cc") if tree.lemmas[c] == "neither"]
    auxiliaries = tree.under(tree.heads[k] if bare else k, "aux")
    modals = [tree.lemmas[c] for c in auxiliaries if tree.xpos[c] == "MD"]
    return Frame(
        at=k,
        agents=_agreeing_first(agents, role_agents),
        patients=_agreeing_first(patients, role_patients),
        content=_agreeing_first(content, role_content),
        obliques={case: tuple(v) for case, v in obliques.items()},
        passive=passive,
        negated=bool(negators) or any(r[0] == "ARGM-NEG" for r in tree.roles.get(k, ())),
        modal=modals[0] if modals else None,
    )


def _negators(tree: Tree, k: int) -> list[int]:
    return [
        c
        for c in tree.children[k]
        if tree.lemmas[c] in ("not", "never", "no", "neither", "nobody") and tree.deprels[c] in ("advmod", "det")
    ]


def _verb(tree: Tree, k: int, passive: bool) -> tuple[list[int], list[int], list[int]]:
    subject = tree.subject(k)
    subjects = [] if subject is None else tree.conjoined(subject)
    agents, patients = subjects, []
    if passive:
        by = [c for c in tree.under(k, "obl:agent", "obl", "nmod") if tree.case(c) == "by"]
        agents, patients = [x for c in by for x in tree.conjoined(c)], subjects
    elif tree.lemmas[k] in SUFFERING:
        agents, patients = [], subjects
    else:
        thing = tree.object(k)
        patients = [] if thing is None else tree.conjoined(thing)
    # "left two dead": the number alone stands for those who are
    if not patients and (tree.lemmas[k] in SUFFERING or tree.xpos[k] in ("VBN", "JJ")):
        patients = tree.under(k, "nummod")
    patients = [x for p in patients for x in tree.counted(p)]
    content = tree.under(k, "ccomp")
    if not content:
        content = [c for c in tree.under(k, "xcomp") if tree.is_verbal(c) or tree.under(c, "mark")]
    if tree.deprels[k] == "parataxis":  # "..., he said": the quotation is what the verb hangs on
        content = [*content, tree.heads[k]]
    elif not content:
        content = tree.under(k, "parataxis", "dislocated")
    return agents, patients, content


def _noun(tree: Tree, k: int) -> tuple[list[int], list[int], list[int]]:
    agents = [x for c in tree.under(k, "nmod:poss") for x in tree.conjoined(c)]
    patients: list[int] = []
    for c, case in _complements(tree, k):
        if case in ("by", "from"):
            agents += tree.conjoined(c)
        elif case in ("of", "against", "on"):
            patients += tree.conjoined(c)
    agents += tree.under(k, "compound") if not agents else []
    head = tree.heads[k]
    if tree.lemmas[head] in LIGHT and _is_carried(tree, k):
        agents = agents or list(_verb(tree, head, tree.is_passive(head))[0])
        patients += [x for c in tree.under(head, "obl") if tree.case(c) in ("on", "against", "at") for x in tree.conjoined(c)]
    if tree.lemmas[k] in SUFFERING:
        patients, agents = patients or agents, []
    content = tree.under(k, "acl", "ccomp", "acl:relcl")
    return agents, patients, [c for c in content if tree.is_verbal(c)]


def _is_carried(tree: Tree, k: int) -> bool:
    """Whether a light verb carries a noun: "staged an attack", "took part in it"; not "took them away after the attack"."""
    if tree.deprels[k] != "obl":
        return tree.deprels[k] in ("obj", "nsubj:pass")
    return all(tree.lemmas[o] in ("part", "role", "hand") for o in tree.under(tree.heads[k], "obj"))


def _complements(tree: Tree, noun: int) -> list[tuple[int, str]]:
    """The nominals after a noun that names an act, with their prepositions.

    "by" and "against" name parties of the act even where the parse hangs them on the noun before ("the killing of miners by
    gunmen", "accusations by X against Y"): a person or a thing has no party of its own.
    """
    out = []
    for c in tree.under(noun, "nmod", "obl"):
        out.append((c, tree.case(c)))
        out += [(d, tree.case(d)) for d in tree.under(c, "nmod") if tree.case(d) in ("by", "against")]
    return out


def _from_roles(tree: Tree, k: int) -> tuple[list[int], list[int], list[int]]:
    agents: list[int] = []
    patients: list[int] = []
    content: list[int] = []
    for label, start, end in tree.roles.get(k, ()):
        head = head_word(tree.heads, start, end)
        if tree.lemmas[head] in RELATIVE and tree.upos[head] == "PRON":
            continue
        if label == "ARG0":
            agents += tree.conjoined(head) if tree.deprels[head] != "conj" else [head]
        elif label in ("ARG1", "C-ARG1"):
            (content if tree.is_verbal(head) else patients).extend(tree.conjoined(head))
    return agents, patients, content


def labelled(tree: Tree) -> list[tuple[int, int, int]]:
    """(source, colon, head of what it says) where a colon parts a name or office from what it says ("Police: 4 held")."""
    out = []
    for colon, word in enumerate(tree.words):
        if word != ":" or not 0 < colon < len(tree.words) - 1 or any(tree.upos[k] in ("VERB", "AUX") for k in range(colon)):
            continue
        before = [k for k in range(colon) if not 0 <= tree.heads[k] < colon or tree.heads[k] == k]
        after = [k for k in range(colon + 1, len(tree.words)) if tree.heads[k] <= colon or tree.heads[k] == k]
        after = [k for k in after if tree.deprels[k] != "punct"]
        if before and after and tree.upos[before[0]] in ("NOUN", "PROPN", "PRON"):
            out.append((before[0], colon, after[0]))
    return out


def according(tree: Tree) -> list[tuple[int, int, int]]:
    """(source, cue, head of what it says) of every "according to X" and its like."""
    out = []
    for k, deprel in enumerate(tree.deprels):
        if deprel in ("obl", "nmod", "parataxis", "advcl", "root") and tree.case(k).split(" ")[0] in ("according", "per"):
            cue = next(c for c in tree.under(k, "case"))
            out += [(x, cue, tree.heads[k]) for x in tree.conjoined(k)]
    return out
