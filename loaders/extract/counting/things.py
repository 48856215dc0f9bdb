"""Which attacks, places, hours, fighters and sums of money does a number count?"""

from __future__ import annotations

from kg.vocabulary import CountedGroup, Measure
from loaders.annotate.numbers import Number
from loaders.annotate.sentences import Sentence
from loaders.extract.counting.count import Count, Tie, made
from loaders.extract.counting.counted import things

_CURRENCY = frozenset(
    "$ £ € ¥ ₹ us$ usd eur gbp rs rs. pkr inr dollar dollars euro euros pound pounds rupee rupees yen yuan lira rouble roubles ruble rubles naira shilling shillings peso pesos riyal dirham".split()
)
_LASTING = frozenset("last continue rage fight battle drag besiege burn trap take hold go exchange wage stretch span run".split())
_HIT = frozenset(
    "hit attack strike target destroy raid flood damage capture seize storm shell bomb affect ravage devastate flatten overrun engulf shake rock inundate assault torch ransack".split()
)
_FIELDING = frozenset(
    "deploy send mobilise mobilize recruit command number dispatch field muster involve include have storm besiege".split()
)


def of_things(sentence: Sentence, n: Number, head: int, who: CountedGroup | None) -> Count | None:
    """A count of attacks, places, hours or fighters."""
    tree = sentence.tree
    lemma = tree.lemmas[head]
    measure = things().get(lemma)
    over, relation, case = tree.heads[head], tree.deprels[head], tree.case(head)
    if (n.low, n.high) == (1, 1):
        return None
    if measure is Measure.INCIDENTS:
        return made(sentence, n, head, Tie(measure, head, "incidents", 0.8), CountedGroup.OTHER)
    if measure is Measure.DURATION_HOURS:
        event = things().get(tree.lemmas[over]) is Measure.INCIDENTS or tree.lemmas[over] in (
            "fighting",
            "siege",
            "standoff",
            "counteroperation",
            "curfew",
        )
        lasting = tree.lemmas[over] in _LASTING and relation in ("obl", "obj", "obl:tmod", "obl:unmarked") and case in ("for", "")
        if event or lasting or (relation in ("obl", "nmod") and tree.lemmas[over] in ("fighting", "battle", "clash")):
            return made(sentence, n, head, Tie(measure, head, "duration", 0.8), CountedGroup.OTHER)
        return None
    if measure is Measure.PLACES:
        hit = tree.lemmas[over] in _HIT and relation in ("obj", "nsubj:pass", "obl", "conj")
        spread = relation in ("obl", "nmod") and case in ("across", "in", "at", "on", "over") and _is_blow(sentence, over)
        if hit or spread:
            return made(sentence, n, head, Tie(measure, head, "places", 0.75), CountedGroup.OTHER)
        return None
    if who is CountedGroup.MILITANTS or (who is CountedGroup.SECURITY and tree.lemmas[over] in _FIELDING):
        if tree.xpos[head] == "NNP":
            return None  # "22 Brigade"
        taking_part = relation in ("nsubj", "obl:agent", "obj", "nsubj:pass", "nmod", "obl", "conj", "root")
        if taking_part and case in ("", "by", "of", "with") and not any(tree.lemmas[d] == "the" for d in tree.under(head, "det")):
            return made(sentence, n, head, Tie(Measure.STRENGTH, head, "strength", 0.6), who)
    return None


def _is_blow(sentence: Sentence, k: int) -> bool:
    """Whether a word tells of an attack, a raid, a clash."""
    lemma = sentence.tree.lemmas[k]
    return (
        things().get(lemma) is Measure.INCIDENTS
        or lemma in _HIT
        or lemma in ("kill", "launch", "carry", "stage", "mount", "conduct", "take", "wave")
    )


def currency(sentence: Sentence, n: Number) -> str | None:
    before = sentence.words[n.first - 1].lower() if n.first else ""
    after = sentence.words[n.last + 1].lower() if n.last + 1 < len(sentence) else ""
    if before in _CURRENCY:
        return before
    if after in _CURRENCY:
        return after
    return (
        after
        if after in ("us", "u.s.") and sentence.words[n.last + 2 : n.last + 3] and sentence.words[n.last + 2].lower() in _CURRENCY
        else None
    )
