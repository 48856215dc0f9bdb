"""Which numbers are tolls, and of what? "A death toll of 34", "the number of injured rose to 12", "Killed: at least 9"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocabulary import CountedGroup, Measure
from loaders.annotate.numbers import Number
from loaders.annotate.sentences import Sentence
from loaders.extract.counting.counted import group, told_group
from loaders.extract.counting.harm import TOLLS, Harm, measure_of_noun

_PUTTING = frozenset(("estimate", "put", "peg", "place", "number", "reckon"))
_KEPT = frozenset("figure tally count estimate".split())  # nouns whose possessor counted; the dead are "the army's toll"
_GIVING = frozenset("release give issue provide report announce publish compile offer cite put supply state".split())
_KINDS = {
    "death": Measure.KILLED,
    "fatality": Measure.KILLED,
    "body": Measure.KILLED,
    "injury": Measure.INJURED,
    "casualty": Measure.OTHER,
}
_EARLIER = frozenset("early earlier previous initial first preliminary new latest late updated revised final".split())
_FROM = ("from", "than", "since", "by")
_LABEL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Toll:
    """What a number is the toll of; without measure or group it is the one told before ("this number")."""

    at: int
    measure: Measure | None
    group: CountedGroup | None


def toll_of(sentence: Sentence, top: int, harms: list[Harm]) -> Toll | None:
    """What the number with head word `top` is the toll of; None where it is no toll."""
    tree = sentence.tree
    if tree.case(top) in _FROM:
        return None
    head = tree.heads[top]
    near = [head, *tree.under(top, "nsubj", "nsubj:outer")]
    if tree.is_verbal(head) or tree.upos[head] == "VERB":
        subject = tree.subject(head)
        objects = () if subject == top else tree.under(head, "obj")  # "two nurses put the toll at 9" counts no nurses
        near += [*([] if subject is None else [subject]), *objects, *tree.under(head, "nsubj", "nsubj:pass"), tree.heads[head]]
        if tree.deprels[head] in ("acl", "acl:relcl", "amod"):
            near.append(tree.heads[head])
    if tree.case(top) in ("at", "to"):
        near += _above(sentence, top)  # "put the number of soldiers killed at five"
    for k in near:
        if k != top and tree.lemmas[k] in TOLLS and tree.upos[k] in ("NOUN", "PROPN"):
            return _toll(sentence, k, harms)
        the = any(tree.lemmas[d] == "the" for d in tree.under(k, "det"))
        if k != top and the and tree.deprels[k] == "obj" and tree.case(top) == "at" and (counted := measure_of_noun(sentence, k)):
            return Toll(k, counted, None)  # "put the dead at 31"
    return _fielded(sentence, top)


def put_at(sentence: Sentence, top: int) -> Toll | None:
    """The "it" of which somebody says how many it is, after a toll: "the toll is 60; owners put it at 20"."""
    tree = sentence.tree
    verbs = [k for k in _above(sentence, top)[:1] if tree.lemmas[k] in _PUTTING] if tree.case(top) == "at" else []
    its = (o for v in verbs for o in tree.under(v, "obj") if tree.lemmas[o] == "it")
    return next((Toll(it, None, None) for it in its), None)


def _fielded(sentence: Sentence, top: int) -> Toll | None:
    """The fighters whose number somebody puts at so many: "estimated the attackers in the valley at between 200 and 250"."""
    tree = sentence.tree
    verbs = [k for k in _above(sentence, top) if tree.lemmas[k] in _PUTTING] if tree.case(top) == "at" else []
    for fighters in (o for v in verbs for o in tree.under(v, "obj")):
        who = group(sentence, fighters)
        if who in (CountedGroup.MILITANTS, CountedGroup.SECURITY):
            return Toll(fighters, Measure.STRENGTH, who)
    return None


def _above(sentence: Sentence, k: int) -> list[int]:
    """The words that a word hangs on, up to the fourth."""
    out: list[int] = []
    while len(out) < 4 and sentence.tree.heads[k] != k:
        k = sentence.tree.heads[k]
        out.append(k)
    return out


def _toll(sentence: Sentence, k: int, harms: list[Harm]) -> Toll | None:
    tree = sentence.tree
    kinds = [_KINDS[tree.lemmas[c]] for c in tree.under(k, "compound", "amod", "nmod:poss") if tree.lemmas[c] in _KINDS]
    told = told_group(sentence, k)
    of = [c for c in tree.under(k, "nmod") if tree.case(c) in ("of", "for", "among", "on") and tree.upos[c] != "NUM"]
    for c in of:
        measures = {h.measure for h in harms if c in h.sufferers}
        if len(measures) > 1:
            return None  # "the number of rescued and killed"
        measure = next(iter(measures), None) or measure_of_noun(sentence, c)
        who = group(sentence, c)
        if measure is None and who in (CountedGroup.MILITANTS, CountedGroup.SECURITY) and not kinds and tree.lemmas[k] != "toll":
            measure = Measure.STRENGTH
        if measure is not None or kinds:
            return Toll(k, measure or kinds[0], who or told)
    if kinds:
        return Toll(k, kinds[0], told or CountedGroup.PEOPLE)
    if tree.lemmas[k] == "toll":
        return Toll(k, Measure.KILLED, told or CountedGroup.PEOPLE)
    if tree.lemmas[k] in ("strength", "size") and told is not None:
        return Toll(k, Measure.STRENGTH, told)
    pointing = any(tree.lemmas[d] in ("this", "that", "the") for d in tree.under(k, "det")) or bool(tree.under(k, "acl:relcl"))
    pointing = pointing or any(tree.lemmas[a] in _EARLIER for a in tree.under(k, "amod"))
    return Toll(k, None, None) if pointing and not of else None


def labelled(sentence: Sentence, number: Number) -> Toll | None:
    """What a label before a colon says that the number after it counts ("Villagers drowned: at least 16")."""
    before = [k for k in range(number.whole[0]) if sentence.words[k] in (":", "–", "—")]
    if not before or before[0] > _LABEL_WORDS or number.whole[0] != before[0] + 1:
        return None
    tree = sentence.tree
    label = range(before[0])
    measure = next((m for k in label if (m := measure_of_noun(sentence, k)) is not None), None)
    if measure is None or any(tree.upos[k] == "NUM" for k in label):
        return None
    who = next((g for k in label if (g := group(sentence, k)) is not None and g is not CountedGroup.PEOPLE), None)
    return Toll(before[0], measure, who)


def official(sentence: Sentence, k: int) -> int | None:
    """The noun of an official toll whose number hangs on the word at `k` ("the official death toll includes 38 miners")."""
    tree = sentence.tree
    over = {k, *_above(sentence, k)}
    for noun, lemma in enumerate(tree.lemmas):
        told = lemma in TOLLS and any(tree.lemmas[a] == "official" for a in tree.under(noun, "amod"))
        if told and (noun in over or tree.heads[noun] in over):
            return noun
    return None


def givers(sentence: Sentence, k: int) -> tuple[int, ...]:
    """Those who give out the toll that the number at `k` is: "a figure of 61, released by the clinic", "the union's count of 9"."""
    tree = sentence.tree
    for verb in _above(sentence, k):
        if (
            tree.lemmas[verb] in _PUTTING
            and tree.upos[verb] == "VERB"
            and any(tree.lemmas[o] in TOLLS for o in tree.under(verb, "obj"))
        ):
            return tuple(a for a in sentence.frame(verb).agents if not tree.is_passive(verb))
    for noun in (k, *_above(sentence, k)[:2]):
        if tree.lemmas[noun] not in TOLLS and noun != k:
            continue
        for c in tree.under(noun, "acl", "acl:relcl"):
            if tree.lemmas[c] in _GIVING and sentence.frame(c).passive and sentence.frame(c).agents:
                return sentence.frame(c).agents
        if tree.lemmas[noun] in _KEPT:
            return tuple(tree.under(noun, "nmod:poss"))
    return ()
