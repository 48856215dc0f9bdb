"""Which words of a sentence tell of a wrong, of which kind, who does it and to whom?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.vocabulary import CountedGroup, Relation
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import CARRYING, act, as_shield, away, is_plain
from loaders.extract.arms import forces_before, is_by_arms, is_state_before, states_before
from loaders.extract.context import Context
from loaders.extract.counting.counted import group
from loaders.extract.counting.harm import tells_harm
from loaders.extract.parties import Party, adjectival, body, may_act
from loaders.extract.sides import is_militant
from loaders.identity import nouns
from loaders.identity.entities import ARMED
from loaders.lexicon import Row

_CIVIL = frozenset(
    """hospital clinic school university college church mosque temple synagogue village town city home house building bridge market shop
    bus train car vehicle ambulance convoy ship boat vessel tanker airport port station camp warehouse farm crop cattle property
    infrastructure installation outpost checkpoint base barracks prison office embassy consulate border territory airspace water river
    facility plant pipeline dam network system server area region neighbourhood neighborhood district street crowd rally protest mine
    railway track bank court hotel restaurant factory refinery grid cemetery shrine monument aid life""".split()
)
_TAKING = frozenset("take pay accept receive give offer solicit demand hand pocket".split())
_BOUGHT = frozenset("bribe corrupt suborn".split())
_LAUNCHING = frozenset("fire launch lob hurl throw drop".split())
_WEAPONS = frozenset(
    "rocket missile mortar shell drone bomb grenade bullet round artillery munition projectile torpedo firebomb teargas ammunition gunfire volley".split()
)
_EMPTY = frozenset("sea ocean air sky water waters range target position".split())
_EVILS = frozenset(
    """death loss damage injury disaster crash accident blast explosion leak spill fire blaze collapse sinking derailment disappearance
    suffering harm crisis famine outbreak situation tragedy casualty toll fate victim wound destruction chaos delay shortage""".split()
)
_HEEDLESS = frozenset("ignore disregard dismiss overlook brush".split())
_WARNINGS = frozenset("warning alarm alert complaint plea sign order risk danger safety law rule ruling advice ceasefire".split())
_CONTRABAND = frozenset("cocaine heroin drug drugs opium fentanyl narcotic ivory weapon arms methamphetamine cannabis".split())
_BEARING = frozenset("bear share carry shoulder deserve".split())
_BURDENS = frozenset("responsibility blame guilt liability fault".split())
_NEVER = frozenset("dead body corpse".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """A wrong: the word that tells it, its kind, those who do it and those it is done to, as head words."""

    at: int
    relation: Relation
    doers: tuple[int, ...]
    sufferers: tuple[int, ...] = ()
    told: bool = True  # whether it is a wrong without a word of accusing


def deeds(context: Context, sentence: Sentence) -> list[Deed]:
    """The wrongs that a sentence tells of, with a doer each, in order."""
    tree = sentence.tree
    out = []
    for k in range(len(sentence)):
        if tree.upos[k] not in ("VERB", "NOUN", "ADJ", "ADP", "ADV", "PROPN"):
            continue
        deed = _deed(context, sentence, k)
        if deed is not None and deed.doers:
            out.append(deed)
    return out


def _deed(context: Context, sentence: Sentence, k: int) -> Deed | None:
    tree = sentence.tree
    lemma = tree.lemmas[k]
    frame = sentence.frame(k)
    if tree.upos[k] == "VERB":
        things = list(frame.patients)
        if lemma in CARRYING:
            thing = next((t for t in things if (row := act(sentence, t)) is not None and row["pos"] == "noun"), None)
            inner = act(sentence, thing) if thing is not None else None
            if inner is None or inner["pos"] != "noun" or not _is_told(inner):
                return None
            return Deed(k, Relation.CARRIED_OUT, frame.agents, (), True)
        if lemma in ("have", "enjoy", "receive") and things and (row := act(sentence, things[0])) is not None:
            given = [c for c in tree.under(things[0], "nmod") if tree.case(c) in ("of", "from")]
            if (
                row.member("relation", Relation) in (Relation.BACKED, Relation.FUNDED, Relation.SHELTERED)
                and frame.agents
                and is_militant(context, sentence, frame.agents[0])
            ):
                return Deed(
                    k, row.member("relation", Relation), tuple(x for c in given for x in tree.conjoined(c)), frame.agents, True
                )
            if row["relation"] == Relation.INVOLVED_IN and things[0] > k:
                return Deed(k, Relation.INVOLVED_IN, frame.agents, (), _has_harm(sentence, things[0]))
            return None
        if lemma == "use" and (shield := as_shield(sentence, k)) is not None:
            return Deed(k, Relation.HARMED, frame.agents, tuple(x for x in (*frame.patients, shield)), True)
        if lemma in _LAUNCHING and any(tree.lemmas[t] in _WEAPONS for t in things):
            at = [c for c in tree.under(k, "obl") if tree.case(c) in ("at", "on", "into", "toward", "towards", "against")]
            if any(tree.lemmas[c] not in _EMPTY for c in at):
                return Deed(k, Relation.HARMED, frame.agents, tuple(at), True)
        if lemma == "open" and any(tree.lemmas[c] == "fire" for c in tree.under(k, "obj")):
            return Deed(k, Relation.HARMED, frame.agents, (), True)
        if lemma in ("take", "hold") and any(
            tree.lemmas[c] in ("hostage", "captive") for c in tree.under(k, "obj", "xcomp", "obl", "iobj")
        ):
            return Deed(k, Relation.HARMED, frame.agents, tuple(things), True)
        if lemma == "take" and things and group(sentence, things[0]) is not None and away(sentence, k):
            return Deed(k, Relation.HARMED, frame.agents, tuple(things), True)
        if (
            lemma in _TAKING
            and things
            and (row := act(sentence, things[0])) is not None
            and row["relation"] == Relation.CORRUPTED
        ):
            return Deed(k, Relation.CORRUPTED, frame.agents, (), True)
        if lemma in _HEEDLESS and things and any(tree.lemmas[t] in _WARNINGS for t in things):
            return Deed(k, Relation.FAILED_TO_PREVENT, frame.agents, (), True)
        if lemma in _BEARING and any(tree.lemmas[t] in _BURDENS for t in things) and _is_burdened(sentence, k, things):
            return Deed(k, Relation.INVOLVED_IN, frame.agents, (), True)
        if lemma == "dress" and any(tree.case(c) == "as" for c in tree.under(k, "obl")):
            return Deed(k, Relation.DECEIVED, frame.agents or frame.patients, (), _are_militants(context, sentence, k))
        if lemma == "return" and any(tree.lemmas[c] == "arm" for c in tree.under(k, "obl")):
            return Deed(k, Relation.VIOLATED, frame.agents, (), True)
        if lemma in ("link", "tie", "connect") and frame.passive:
            to = [c for c in tree.under(k, "obl") if tree.case(c) in ("to", "with") and _is_harm(sentence, c)]
            return Deed(k, Relation.INVOLVED_IN, frame.patients, tuple(to), True) if to else None
        if lemma == "operate" and frame.agents:
            where = [c for c in tree.under(k, "obl") if tree.case(c) in ("from", "out of")]
            return (
                Deed(k, Relation.SHELTERED, frame.agents, tuple(where), is_militant(context, sentence, frame.agents[0]))
                if where
                else None
            )
        row = act(sentence, k)
        if row is None:
            return None
        told = (
            _is_told(row)
            or is_plain(sentence, k)
            or (row["told"] == "people" and _hits(context, sentence, k))
            or (row["told"] == "harmful" and _helps_harm(context, sentence, k))
            or (row["relation"] == Relation.PROVOKED and any(tree.lemmas[t] in _EVILS for t in things))
        )
        if lemma in _BOUGHT and frame.passive:  # who lets himself be bribed is accused too
            return Deed(k, row.member("relation", Relation), (*frame.agents, *frame.patients), (), told)
        return Deed(k, row.member("relation", Relation), frame.agents, frame.patients, told)
    row = act(sentence, k)
    if row is None:
        return None
    if row["pos"] == "adj":
        if tree.deprels[k] == "case" and tree.under(tree.heads[k], "cop"):  # "was behind the attack": the noun is the predicate
            behind = tree.heads[k]
            whose = tree.subject(behind)
            return (
                None if whose is None else Deed(behind, row.member("relation", Relation), tuple(tree.conjoined(whose)), (), True)
            )
        subject = tree.subject(k)
        if subject is None or not tree.under(k, "cop"):
            return None
        of = [
            c
            for c in tree.under(k, "obl", "advcl")
            if tree.case(c) == "for" or any(tree.lemmas[m] == "for" for m in tree.under(c, "mark"))
        ]
        if lemma in ("responsible", "liable") and of and not any(_is_evil(sentence, c) for c in of):
            return None  # "responsible for the city's parks"
        return Deed(k, row.member("relation", Relation), tuple(tree.conjoined(subject)), (), _is_told(row))
    doers = doers_of_noun(context, sentence, k)
    kind = row.member("relation", Relation)
    above = tree.heads[k]
    harmed = (
        sentence.frame(above).patients if tree.deprels[k] in ("nsubj", "obl:agent") and tells_harm(tree.lemmas[above]) else ()
    )
    sufferers = tuple(dict.fromkeys((*frame.patients, *harmed)))
    return Deed(k, Relation.CARRIED_OUT if kind is Relation.HARMED else kind, tuple(doers), sufferers, _is_told(row))


def doers_of_noun(context: Context, sentence: Sentence, k: int) -> list[int]:
    """Those who do what a noun names: "attacks by X", "its record of suppression", "X's occupation of", "Chadian air strikes"."""
    tree = sentence.tree
    out = [x for c in tree.under(k, "nmod", "obl") if tree.case(c) in ("by", "from") for x in tree.conjoined(c)]
    out += [x for c in tree.under(k, "nmod:poss") for x in tree.conjoined(c)]
    out += [
        x
        for c in tree.under(k, "acl", "acl:relcl")
        if tree.is_passive(c)
        for x in sentence.frame(c).agents
        if tree.lemmas[c] in CARRYING | {"perpetrate", "make"}
    ]
    if not out:
        out += [c for c in tree.under(k, "compound") if body(context, sentence, c) is not None]
        if not out and not _is_pointed_at(sentence, k):  # "the rebel attacks" are only called so
            out += [c for c in tree.under(k, "compound") if _bears_arms(context, sentence, c)] or forces_before(sentence, k)
    head = tree.heads[k]
    above = head
    while tree.deprels[above] == "conj" and tree.heads[above] != above:
        above = tree.heads[above]
    for holder in (head, above, tree.heads[above] if tree.deprels[k] == "conj" else head):
        if not out and tree.lemmas[holder] in (
            "record",
            "pattern",
            "campaign",
            "history",
            "policy",
            "act",
            "wave",
            "series",
            "spate",
        ):
            out += [x for c in tree.under(holder, "nmod:poss") for x in tree.conjoined(c)]
            out += [x for c in tree.under(holder, "nmod") if tree.case(c) == "by" for x in tree.conjoined(c)]
    if is_by_arms(sentence, k) and not any(sentence.name_at(x) for x in out):
        states = states_before(sentence, k)
        out = states or out
    # a compound ("state repression") acts as the body that it names
    return [x for x in out if may_act(context, sentence, x) or is_state_before(sentence, x)]


def _is_pointed_at(sentence: Sentence, k: int) -> bool:
    """Whether an article or a pronoun points to what a noun tells of, as known already."""
    return any(sentence.tree.lemmas[d] in ("the", "this", "that", "these", "those") for d in sentence.tree.under(k, "det"))


def _bears_arms(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether a word before a noun names fighters: "rebel attack", "al-Shabaab raid"."""
    entity = context.resolver.entity(Phrase(sentence, k))
    return (entity is not None and entity.kind == ARMED) or nouns.people().get(sentence.tree.lemmas[k]) is CountedGroup.MILITANTS


def adjectival_doers(context: Context, sentence: Sentence, doers: Sequence[int]) -> list[Party]:
    """The parties that adjectives among the doers stand for: Chad in "Chadian air strikes"."""
    found = (adjectival(context, sentence, d) for d in doers if is_state_before(sentence, d))
    return [p for p in found if p is not None]


def _is_told(row: Row) -> bool:
    return row["told"] == "yes"


def _are_militants(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether those who do something, by its subject or that of the clause around it, bear arms."""
    frame = sentence.frame(k)
    return any(is_militant(context, sentence, x) for x in (*frame.agents, *frame.patients))


def _is_evil(sentence: Sentence, k: int) -> bool:
    """Whether something can be blamed on somebody: a wrong, or a death, a loss, a disaster; a pronoun may stand for one."""
    lemma = sentence.tree.lemmas[k]
    return act(sentence, k) is not None or lemma in _EVILS or sentence.tree.upos[k] == "PRON"


def _is_burdened(sentence: Sentence, k: int, burdens: list[int]) -> bool:
    """Whether the burden that somebody bears is one of a wrong or an evil: "for the spill", not "for the children"."""
    tree = sentence.tree
    if any(tree.lemmas[d] in ("no", "little") for b in burdens for d in tree.under(b, "det", "amod")):
        return False
    below = [c for h in (k, *burdens) for c in tree.under(h, "nmod", "obl", "acl", "advcl")]
    below = [c for c in below if tree.case(c) in ("for", "in") or any(tree.lemmas[m] == "for" for m in tree.under(c, "mark"))]
    return any(_is_evil(sentence, c) for c in below)


def _is_harm(sentence: Sentence, k: int) -> bool:
    row = act(sentence, k)
    if row is not None and row["pos"] == "noun" and _is_told(row):
        return True
    return any(_is_harm(sentence, c) for c in sentence.tree.under(k, "nmod") if sentence.tree.case(c) == "of")


def _has_harm(sentence: Sentence, k: int) -> bool:
    return any(_is_harm(sentence, c) for c in sentence.tree.under(k, "nmod"))


def _hits(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether what a verb is done to is people who bear no arms, or their things; members of armed groups are not."""
    tree = sentence.tree
    hit = [p for p in sentence.frame(k).patients if tree.lemmas[p] not in _NEVER]
    if any(is_militant(context, sentence, p) for p in hit):
        return False
    if tree.lemmas[k] in ("capture", "seize", "take"):
        return any(group(sentence, p) is not None for p in hit)  # towns are captured in any war
    if any(group(sentence, p) is not None or tree.lemmas[p] in _CIVIL or tree.upos[p] == "PRON" for p in hit):
        return True
    if any(may_act(context, sentence, p) for p in hit):
        return True
    at = [c for c in tree.under(k, "obl") if tree.case(c) in ("at", "on", "into", "upon")]
    return tree.lemmas[k] in ("fire", "shoot", "attack", "strike") and any(
        group(sentence, c) is not None or tree.lemmas[c] in _CIVIL for c in at
    )


def _helps_harm(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether what a verb helps or hands on is an armed group, its members, contraband, or harm itself."""
    return any(
        sentence.tree.lemmas[p] in _CONTRABAND or is_militant(context, sentence, p) or _is_harm(sentence, p)
        for p in sentence.frame(k).patients
    )
