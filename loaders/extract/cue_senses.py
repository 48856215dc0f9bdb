"""Does a word of saying tell of something that was said? Not where it is denied, only possible, an aim, or another sense."""

from __future__ import annotations

from kg.english.frames import BLAMED
from loaders.annotate.sentences import Sentence
from loaders.extract.counting.counted import group
from loaders.extract.cues import words as lexicon

_CLAIMED = frozenset(
    "life victim territory land island sovereignty region area asylum benefit compensation insurance title".split()
)
_CAUSING = frozenset("lead prompt push cause force compel drive move".split())
_UNDONE = frozenset("plan want intend expect hope refuse decline fail prepare wish need".split())
# Whom somebody asks or lets say something has not said it yet.
_ORDERING = frozenset(
    "require oblige order instruct command permit allow enable authorise authorize urge ask encourage press invite advise beg".split()
)
# What a deed or a thing does without a word, and what reporters do for a living.
_SHOWING = frozenset("underscore underline highlight illustrate showcase reflect signal".split())
_RECORDING = frozenset("document record cover film".split())
_PICTURING = frozenset("show depict reveal capture".split())
PICTURES = frozenset("video footage image photo photograph picture clip recording".split())
_ASKING = frozenset("ask request want prefer wish insist".split())
_NAMING = frozenset("name identify quote".split())
_TRYING = frozenset("try attempt seek".split())
_KNOWING = frozenset("know learn believe think find realise realize see hear".split())
_PLAYING = frozenset(("play", "downplay", "minimise", "minimize"))
_RECALLED = frozenset("ambassador envoy embassy staff diplomat consul product car vehicle batch toy drug".split())
_MODALS = frozenset(("may", "might", "could", "should", "must", "can", "will", "would", "shall"))


def is_real(sentence: Sentence, k: int) -> bool:
    """Whether a cue tells of something that was said: not negated, not a condition, not a mere possibility."""
    tree = sentence.tree
    frame = sentence.frame(k)
    if frame.negated or frame.modal in _MODALS or _is_purpose(sentence, k):
        return False
    said_by_none = [*frame.agents[:1], *tree.under(k, "obj")]
    if any(tree.lemmas[d] in ("no", "neither") for a in said_by_none for d in tree.under(a, "det")):
        return False  # "no group has claimed", "announced no losses"
    return not any(tree.lemmas[m] in ("if", "unless", "whether") for m in tree.under(k, "mark"))


def _is_purpose(sentence: Sentence, k: int) -> bool:
    """Whether an infinitive tells an aim or a plan: "they marched to demand", "she plans to ask"."""
    tree = sentence.tree
    if tree.xpos[k] != "VB" or not any(tree.lemmas[m] == "to" for m in tree.under(k, "mark", "aux")):
        return False
    if tree.lemmas[tree.heads[k]] in _CAUSING:
        return False  # "this led him to accuse"
    return tree.deprels[k] in ("advcl", "acl") or (
        tree.deprels[k] == "xcomp" and tree.lemmas[tree.heads[k]] in _UNDONE | _ORDERING
    )


def is_other_sense(sentence: Sentence, k: int) -> bool:
    """Whether nobody speaks: "the fighting claimed 80 lives", "both claim the island", "..., citing sources"."""
    tree = sentence.tree
    if tree.lemmas[k] == "cite" and tree.xpos[k] == "VBG":
        return True
    if tree.xpos[k] == "VBG" and tree.lemmas[k] in _SHOWING and tree.deprels[k] in ("advcl", "acl"):
        return True  # "the firm signs a contract, underscoring the worth of the mine"
    if (
        tree.xpos[k] == "VBG"
        and tree.lemmas[k] in _PICTURING
        and tree.deprels[k] == "acl"
        and tree.lemmas[tree.heads[k]] in PICTURES
    ):
        return True  # "videos showing soldiers": who puts them forward says it, if anybody does
    if tree.xpos[k] == "VBG" and tree.lemmas[k] in _RECORDING and k and group(sentence, k - 1):
        return True  # "journalists documenting unsafe mines"
    if tree.lemmas[k] in _ASKING and any(tree.lemmas[c] in _NAMING and sentence.frame(c).negated for c in tree.under(k, "xcomp")):
        return True  # "a nurse who asked not to be named"
    blamed = tree.deprels[k] in ("advcl", "xcomp") and tree.lemmas[tree.heads[k]] in BLAMED
    if blamed and tree.lemmas[k] in _KNOWING | _PLAYING:
        return True  # "accused the director of having known that", "of playing down the leak"
    over = tree.heads[k]
    if tree.deprels[k] == "xcomp" and tree.lemmas[over] in _TRYING and tree.lemmas[tree.heads[over]] in BLAMED:
        return True  # "accused the owner of trying to play down the leak"
    if tree.lemmas[k] in ("count", "list", "tally", "project") and not any(
        tree.upos[w] == "NUM" for o in tree.under(k, "obj", "xcomp") for w in sentence.subtree(o)
    ):
        return True  # of votes, not of the dead
    if tree.lemmas[k] == "question" and any(group(sentence, p) or sentence.name_at(p) for p in sentence.frame(k).patients):
        return True  # by the police
    if tree.lemmas[k] == "recall" and any(group(sentence, o) or tree.lemmas[o] in _RECALLED for o in tree.under(k, "obj")):
        return True  # an envoy, or a product
    if tree.lemmas[k] == "raise" and tree.xpos[k] == "VBG" and tree.deprels[k] == "advcl":
        return True  # "seven people drowned, raising the toll to 25"
    if tree.lemmas[k] == "read" and not any(tree.lemmas[a] in lexicon("channels") for a in sentence.frame(k).agents):
        return True  # a reader, not a paper
    return tree.lemmas[k] == "claim" and any(tree.lemmas[o] in _CLAIMED for o in tree.under(k, "obj"))
