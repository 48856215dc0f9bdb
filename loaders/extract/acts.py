"""Which words name a wrong, and of which kind?"""

from __future__ import annotations

from functools import cache

from kg.vocabulary import Relation
from loaders.annotate.sentences import Sentence
from loaders.lexicon import Row, rows

INVOLVED = frozenset(
    (Relation.INVOLVED_IN, Relation.CARRIED_OUT, Relation.PLANNED, Relation.ORDERED, Relation.BACKED, Relation.FUNDED, Relation.ARMED,
     Relation.TRAINED, Relation.SHELTERED, Relation.INCITED, Relation.PROVOKED)
)  # fmt: skip
CARRYING = frozenset("carry launch conduct stage mount commit perpetrate wage unleash do".split())
_HAVING = frozenset("have play bear get enjoy receive give provide offer lend maintain keep".split())


@cache
def _lexicon() -> dict[tuple[str, str], Row]:
    return {(r["word"], r["pos"]): r for r in rows("wrong-acts")}


# Prepositions of where something lies; who lies "about" or "to" deceives.
_LYING = frozenset(
    "in on at near outside inside between beyond off along under behind beside across within opposite north south east west".split()
)


def act(sentence: Sentence, k: int) -> Row | None:
    """The row of the lexicon for a word as it is used."""
    tree = sentence.tree
    lemma = tree.lemmas[k]
    pos = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj", "PROPN": "noun", "ADP": "adj", "ADV": "adj"}.get(tree.upos[k], "")
    if pos == "noun":
        before = next((tree.lemmas[c] for c in tree.under(k, "compound", "amod") if c == k - 1), None)
        found = _lexicon().get((f"{before} {lemma}", "noun")) if before else None
        if k >= 2 and sentence.words[k - 1] in ("-", "‑", "‐"):
            found = _lexicon().get((f"{tree.lemmas[k - 2]}-{lemma}", "noun")) or found
        if found is None and tree.xpos[k] == "VBG":
            found = _lexicon().get((lemma, "verb"))
        return found or _lexicon().get((lemma, "noun"))
    if tree.upos[k] in ("ADP", "ADV") and lemma != "behind":
        return None
    if lemma == "lie" and any(tree.case(c).split(" ")[0] in _LYING for c in tree.under(k, "obl")):
        return None  # "the prison lies outside the town"
    particle = next((tree.lemmas[c] for c in tree.under(k, "compound:prt") if pos == "verb"), None)
    if particle is not None and (phrasal := _lexicon().get((f"{lemma} {particle}", "verb"))) is not None:
        return phrasal
    return _lexicon().get((lemma, pos)) or (_lexicon().get((lemma, "verb")) if tree.xpos[k] in ("VBN", "VBG") else None)


def relation(sentence: Sentence, k: int) -> Relation | None:
    """The kind of deed that a word of accusing lays to somebody with the verb, noun or adjective at `k`; None where it is none."""
    tree = sentence.tree
    row = act(sentence, k)
    lemma = tree.lemmas[k]
    things = tree.under(k, "obj") if tree.upos[k] == "VERB" else []
    things += [c for c in tree.under(k, "xcomp", "ccomp") if not things]
    if lemma in CARRYING | _HAVING | frozenset(("be", "use")) and things:
        inner = relation(sentence, things[0])
        if inner is not None:
            return Relation.CARRIED_OUT if lemma in CARRYING and inner in (Relation.HARMED, Relation.PLANNED) else inner
    if lemma in (
        "try",
        "attempt",
        "seek",
        "help",
        "continue",
        "conspire",
        "plot",
        "want",
        "record",
        "pattern",
        "campaign",
        "history",
        "policy",
        "act",
        "spate",
    ):
        inside = [*things, *(c for c in tree.under(k, "nmod", "acl") if tree.case(c) in ("of", ""))]
        for c in inside:
            inner = relation(sentence, c)
            if inner is not None:
                return Relation.BACKED if lemma == "help" else inner
    if row is not None:
        return row.member("relation", Relation)
    return None


def is_plain(sentence: Sentence, k: int) -> bool:
    """Whether the words around a verb leave no doubt that it is a wrong: "lied", "lying to", "distract from its failings"."""
    tree = sentence.tree
    cases = {tree.case(c) for c in tree.under(k, "obl")}
    if tree.lemmas[k] == "lie":
        return sentence.words[k].lower() == "lied" or bool(cases & {"to", "about"})
    return tree.lemmas[k] in ("distract", "deflect", "divert") and (
        "from" in cases or any(tree.lemmas[c] in ("attention", "blame", "criticism") for c in tree.under(k, "obj"))
    )


def away(sentence: Sentence, k: int) -> bool:
    """Whether people are taken off: "away", "into the bush"."""
    tree = sentence.tree
    return any(tree.lemmas[c] == "away" for c in tree.under(k, "advmod")) or any(
        tree.case(c) == "into" and tree.lemmas[c] != "account" for c in tree.under(k, "obl")
    )


def as_shield(sentence: Sentence, k: int) -> int | None:
    tree = sentence.tree
    return next(
        (
            c
            for c in sentence.subtree(k)
            if tree.lemmas[c] == "shield" and any(tree.lemmas[m] == "as" for m in tree.under(c, "case", "mark"))
        ),
        None,
    )
