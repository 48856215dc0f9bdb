"""Who denies: the subject of a verb of denying, "both", "all four", the speaker or those on his side?"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.charges.charge import behind_words
from loaders.extract.context import Context
from loaders.extract.parties import ACTING, Party, parties, spoken_by
from loaders.extract.sides import same_side
from loaders.identity import nouns

_OURS = frozenset("i we it they he she us our its their".split())
# Those of whom somebody speaks as "our" or "its": the side that he speaks for.
_SIDE = frozenset(
    """client company firm party government army navy force troop soldier fighter police unit member team union staff employee crew
    official officer driver pilot ministry movement group people side country""".split()
)


def deniers_of(context: Context, sentence: Sentence, k: int, subjects: list[int]) -> list[Party]:
    tree = sentence.tree
    if not subjects:
        return []
    first = subjects[0]
    if tree.lemmas[first] == "both" or (
        tree.lemmas[first] == "they" and tree.upos[first] == "PRON" and context.resolver.identity(sentence, first) is None
    ):
        for s in (sentence, *context.sentences[max(0, sentence.place - 1) : sentence.place]):
            pair = _coordination(s, first if s is sentence else len(s), named=s is sentence)
            found = parties(context, s, pair) if pair else []
            if found:
                return found
    if tree.lemmas[first] == "both":
        return []
    if tree.upos[first] == "NUM" or tree.lemmas[first] in ("all", "most", "some"):
        return parties(context, sentence, subjects) or [Party(context.role(Phrase(sentence, first)), None)]  # "all four"
    told = [
        p
        for p in behind_words(context, sentence, subjects)
        if p.name.actor.kind != "Place" and (p.entity is not None or _may_deny(sentence, first))
    ]
    if told and told[0].entity is None and tree.lemmas[first] in ("response", "comment", "statement", "reaction", "report"):
        inner = [x for c in tree.under(first, "nmod") if tree.case(c) in ("from", "by") for x in tree.conjoined(c)]
        return parties(context, sentence, inner) or told
    return told


def is_first_person(sentence: Sentence, k: int) -> bool:
    return sentence.tree.upos[k] == "PRON" and sentence.words[k].lower() in ("i", "we")


def _may_deny(sentence: Sentence, k: int) -> bool:
    lemma = sentence.tree.lemmas[k]
    return (
        lemma in ACTING
        or lemma in nouns.people()
        or lemma in nouns.bodies()
        or sentence.tree.upos[k] == "PROPN"
        or lemma in ("response", "comment", "statement", "reaction", "report")
    )


def _coordination(sentence: Sentence, k: int, *, named: bool) -> list[int]:
    """The two or more that stand joined before a "both" or "they": `named` ones in its own sentence, any in the one before."""
    tree = sentence.tree
    found: list[int] = []
    for w in range(k - 1, -1, -1):
        heads = tree.conjoined(w)
        joined = len(heads) > 1 and max(heads) < k and (not named or any(tree.upos[h] == "PROPN" for h in heads))
        if joined and tree.deprels[w] in ("nsubj", "obj", "nsubj:pass"):
            return heads
        if joined and tree.deprels[w] in ("nmod", "obl", "iobj"):
            found = heads
    return found


def speakers_own(context: Context, sentence: Sentence, k: int, doers: Sequence[int]) -> bool:
    """Whether those who are said to have no part are the speakers, or on their side."""
    u, _ = spoken_by(context, sentence.spans[k])
    if u is None:
        return False
    if any(sentence.tree.upos[d] == "PRON" and sentence.words[d].lower() in _OURS for d in doers):
        return True
    speakers = [e for p in u.speakers for e in context.resolver.all(p)]
    if any(sentence.tree.lemmas[d] in (p.sentence.tree.lemmas[w] for w in p.core()) for d in doers for p in u.speakers):
        return True  # "the rebels", in the mouth of "a rebel commander"
    for d in doers:
        for c in sentence.tree.under(d, "nmod:poss") if sentence.tree.lemmas[d] in _SIDE else ():
            if sentence.words[c].lower() in ("my", "our") or context.resolver.identity(sentence, c) in speakers:
                return True
    accused = [e for d in doers for e in context.resolver.all(Phrase(sentence, d))]
    return any(same_side(context, s, a) for s in speakers for a in accused)
