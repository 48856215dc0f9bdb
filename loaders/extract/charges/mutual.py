"""Who accuse each other? "Peru and Chile blamed each other for the spill" is a charge of either against the other."""

from __future__ import annotations

from collections.abc import Sequence

from kg.vocabulary import Relation
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import relation
from loaders.extract.charges.charge import Charge, evidence, nouns, prepositional
from loaders.extract.charges.deed_words import what
from loaders.extract.context import Context
from loaders.extract.parties import agents_and_patients, parties
from loaders.extract.reality import hedges, is_real

_TRADING = frozenset(("trade", "exchange", "swap"))


def mutual(context: Context, sentence: Sentence, k: int, deed_after: Sequence[str] | None) -> list[Charge]:
    """The charges that two or more lay to each other with the verb at `k`, one for each of them; none where it is not so.

    `deed_after` are the prepositions that the deed follows after a verb of accusing, None of another verb.
    """
    tree = sentence.tree
    agents, things = agents_and_patients(sentence, k)
    if deed_after is not None:
        over = next((t for t in (*things, *tree.under(k, "iobj")) if _is_the_other(sentence, t)), None)
        wanted: Sequence[str] = deed_after
    else:
        told = (t for t in things if tree.lemmas[t] in nouns() or tree.lemmas[t] in ("blame", "recrimination"))
        over = next(told, None) if tree.lemmas[k] in _TRADING else None
        wanted = ("of", "for", "over", "about")
    if over is None or not is_real(sentence, k):
        return []
    both = parties(context, sentence, agents)
    deed = prepositional(sentence, k, [over], tuple(wanted))
    if len(both) < 2 or (context.repeats(sentence.span) and not all(p.entity is not None and p.entity.named for p in both)):
        return []  # "Owner and union blame each other" over a text that names them
    kind = relation(sentence, deed) if deed is not None else None
    return [
        Charge(
            sentence=sentence,
            at=k,
            accused=tuple(p for p in both if p is not accuser),
            accusers=(accuser,),
            what=what(sentence, deed) if deed is not None else "",
            relation=kind or (Relation.INVOLVED_IN if tree.lemmas[k] == "blame" else Relation.WRONGED),
            span=evidence(sentence, k, both, [], deed if deed is not None else over),
            rule=f"{tree.lemmas[k]}-mutual",
            confidence=0.9,
            hedges=hedges(sentence, k),
        )
        for accuser in both
    ]


def is_each_other(sentence: Sentence, k: int) -> bool:
    """Whether "each other" or "one another" begins at a word."""
    return tuple(w.lower() for w in sentence.words[k : k + 2]) in (("each", "other"), ("one", "another"))


def _is_the_other(sentence: Sentence, k: int) -> bool:
    """Whether an object is each other, or "the other" of those who do it."""
    article = k > 0 and sentence.words[k - 1].lower() == "the"
    return is_each_other(sentence, k) or is_each_other(sentence, k - 1) or (sentence.words[k].lower() == "other" and article)
