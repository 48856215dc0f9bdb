"""Who or what does a number count, and in which group do they fall?"""

from __future__ import annotations

from functools import cache

from kg.english.frames import SHARES
from kg.vocabulary import CountedGroup, Measure
from loaders.annotate.numbers import Number, is_designation
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns
from loaders.lexicon import rows

# Adjectives and nouns before a noun that tell the group: "civilian deaths", "security personnel", "aid workers".
_TELLING = {
    "civilian": CountedGroup.CIVILIANS, "noncombatant": CountedGroup.CIVILIANS, "security": CountedGroup.SECURITY, "military": CountedGroup.SECURITY,
    "army": CountedGroup.SECURITY, "police": CountedGroup.SECURITY, "paramilitary": CountedGroup.SECURITY, "troop": CountedGroup.SECURITY,
    "naval": CountedGroup.SECURITY, "militant": CountedGroup.MILITANTS, "insurgent": CountedGroup.MILITANTS, "rebel": CountedGroup.MILITANTS,
    "terrorist": CountedGroup.MILITANTS, "gang": CountedGroup.MILITANTS, "guerrilla": CountedGroup.MILITANTS, "jihadist": CountedGroup.MILITANTS,
    "separatist": CountedGroup.MILITANTS, "medical": CountedGroup.MEDICS, "health": CountedGroup.MEDICS, "humanitarian": CountedGroup.WORKERS,
    "service": CountedGroup.SECURITY, "media": CountedGroup.JOURNALISTS, "press": CountedGroup.JOURNALISTS,
}  # fmt: skip
# Nouns that say nothing of themselves: what stands before or after them tells.
_EMPTY = frozenset(
    "personnel member people person individual other victim casualty fatality death body killing life corpse dead man staff force forces staffer loss figure dozen hundred thousand score".split()
)

_CRAFT = frozenset(("bomber", "fighter"))  # words for aeroplanes too, with a type or a purpose before them
_OF_CRAFT = frozenset(("stealth", "strategic", "jet", "supersonic", "nuclear", "interceptor"))


@cache
def things() -> dict[str, Measure]:
    """Nouns for what is counted besides people, by lemma."""
    return {r["noun"]: r.member("measure", Measure) for r in rows("counted-things")}


def counted_head(sentence: Sentence, number: Number) -> int:
    """The word that a number counts: its noun, what follows its "of", or the number itself where nothing is named."""
    tree = sentence.tree
    k = number.last
    inside = range(number.first, number.last + 1)
    top = next((w for w in inside if tree.heads[w] not in inside or tree.heads[w] == w), k)
    if (
        tree.deprels[top] in ("nummod", "amod", "compound", "det", "advmod", "nmod:unmarked")
        and tree.heads[top] > top
        and tree.upos[tree.heads[top]] in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
    ):
        return tree.heads[top]
    for c in tree.under(top, "nmod"):
        if tree.case(c) == "of" and c > top:
            return c
    if tree.deprels[top] in ("nummod",) and tree.upos[tree.heads[top]] in ("NOUN", "PROPN"):
        return tree.heads[top]
    # a number that hangs elsewhere still counts the nouns that follow it: "44 civilian and 12 military deaths"
    after = number.last + 1
    while after < len(sentence) and tree.upos[after] in ("ADJ", "NOUN"):
        after += 1
    return after - 1 if after > number.last + 1 and tree.upos[after - 1] == "NOUN" else top


def group(sentence: Sentence, k: int) -> CountedGroup | None:
    """The group of the people that a noun names; None where it tells of no people, or of no group in particular."""
    heads = sentence.tree.conjoined(k)
    over = sentence.tree.heads[k]
    if sentence.tree.deprels[k] == "nmod" and (sentence.tree.upos[over] == "NUM" or sentence.tree.lemmas[over] in SHARES):
        heads += [
            h for h in sentence.tree.conjoined(over)[1:] if sentence.tree.upos[h] != "NUM"
        ]  # "dozens of civilians and guards"
    found = [g for h in heads if (g := own_group(sentence, h)) is not None]
    if len(heads) > 1 and len(set(found)) > 1 and not _has_number(sentence, heads[1:]):
        return CountedGroup.PEOPLE
    return found[0] if found else None


def telling(lemma: str) -> CountedGroup | None:
    """The group that an adjective or noun before a noun for people tells; None where it tells none."""
    return _TELLING.get(lemma)


def told_group(sentence: Sentence, k: int) -> CountedGroup | None:
    """The group that the adjectives and nouns before a noun tell ("the militant death toll"); None where none or several do."""
    tree = sentence.tree
    told = {
        g
        for c in tree.under(k, "amod", "compound", "nmod:poss")
        for m in tree.conjoined(c)
        if (g := _TELLING.get(tree.lemmas[m]) or nouns.people().get(tree.lemmas[m])) is not None
    }
    return next(iter(told)) if len(told) == 1 else None


def _has_number(sentence: Sentence, heads: list[int]) -> bool:
    return any(sentence.tree.under(h, "nummod") for h in heads)


def own_group(sentence: Sentence, k: int) -> CountedGroup | None:
    """The group that a noun names, whatever it is coordinated with; None where it tells of no people."""
    tree = sentence.tree
    lemma = tree.lemmas[k]
    modifiers = [c for c in tree.children[k] if tree.deprels[c] in ("amod", "compound", "nmod:poss") and c < k]
    told = {g for c in modifiers for m in tree.conjoined(c) if (g := _TELLING.get(tree.lemmas[m])) is not None}
    own = nouns.people().get(lemma)
    if lemma in _EMPTY:
        if len(told) == 1:
            return next(iter(told))
        if len(told) > 1:
            return CountedGroup.PEOPLE
        for c in tree.under(k, "nmod"):
            if tree.case(c) in ("of", "from", "among") and (inner := group(sentence, c)) is not None:
                return inner
        for c in tree.under(k, "appos", "conj"):
            if lemma == "other":
                break
            counted = any(tree.upos[w] == "NUM" for w in sentence.subtree(c))
            if tree.deprels[c] == "appos" and not counted and (inner := group(sentence, c)) is not None:
                return inner
        if lemma == "other":
            return None
        return (
            own or CountedGroup.PEOPLE
            if lemma not in ("force", "forces", "dozen", "hundred", "thousand", "score", "loss", "figure")
            else None
        )
    typed = any(is_designation(sentence, m) for m in range(max(0, k - 2), k))
    if lemma in _CRAFT and (typed or any(tree.lemmas[m] in _OF_CRAFT for m in modifiers)):
        return None
    if own is not None:
        if own in (CountedGroup.PEOPLE, CountedGroup.WORKERS) and len(told) == 1:
            return next(iter(told))
        return own
    body = nouns.bodies().get(lemma)
    if body is not None and body.group is not None:
        return body.group
    if gazetteer().people(sentence.words[k]) is not None:
        return CountedGroup.PEOPLE
    name = sentence.name_at(k)
    if name is not None and nouns.armed_group(" ".join(sentence.words[name[0] : name[1]])) is not None:
        return CountedGroup.MILITANTS
    if lemma.endswith(("man", "woman")) and len(lemma) > 5:
        return CountedGroup.PEOPLE
    return None
