"""Is a clause said to be untrue ("it is not true that they fired"), or only supposed ("if they say that he fled")?"""

from __future__ import annotations

from loaders.annotate.sentences import Sentence

_TRUE = frozenset("true correct accurate case".split())
_FALSE = frozenset("false untrue incorrect inaccurate lie nonsense myth".split())
_CLAUSES = ("csubj", "csubj:pass", "csubj:outer", "ccomp", "acl", "advcl", "xcomp")


def denying(sentence: Sentence, k: int) -> bool:
    """Whether a predicate says of what it is said that it is not true: "is not true", "is false"."""
    tree = sentence.tree
    if not tree.under(k, "cop"):
        return False
    negated = sentence.frame(k).negated
    return (tree.lemmas[k] in _TRUE and negated) or (tree.lemmas[k] in _FALSE and not negated)


def clauses(sentence: Sentence, k: int) -> list[int]:
    """The clauses of which the predicate at `k` is said, by their heads: "it is not true that | they fired"."""
    tree = sentence.tree
    return [
        c
        for c in tree.under(k, *_CLAUSES)
        if any(tree.lemmas[m] == "that" for m in tree.under(c, "mark")) or (tree.deprels[c].startswith("csubj") and c > k)
    ]


def is_untrue(sentence: Sentence, k: int) -> bool:
    """Whether a word stands in a clause that is said to be untrue."""
    tree = sentence.tree
    while tree.heads[k] != k:
        over = tree.heads[k]
        if k in clauses(sentence, over):
            return denying(sentence, over)
        k = over
    return False


def is_supposed(sentence: Sentence, k: int) -> bool:
    """Whether a word stands in what a condition supposes: "if they are saying that guards killed nine"."""
    tree = sentence.tree
    while tree.deprels[k] in ("ccomp", "xcomp") and tree.heads[k] != k:
        k = tree.heads[k]
        if any(tree.lemmas[m] in ("if", "unless") for m in tree.under(k, "mark")):
            return True
    return False
