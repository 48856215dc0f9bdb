"""Is it told as something that happens again and again, or as a kind of thing, and not as one event?"""

from __future__ import annotations

from kg.english.frames import LIGHT
from kg.vocabulary import PartKind
from loaders.annotate.sentences import Sentence
from loaders.extract.events.model import Trigger
from loaders.extract.events.words import context_words, plain

_TERSE = (PartKind.HEADLINE, PartKind.DECK, PartKind.TIMELINE_ENTRY, PartKind.CAPTION, PartKind.HEADING, PartKind.LIST_ITEM)


def _is_bare(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun stands for its kind ("problems like drought and floods", "acts of protest"): without article, number, doer, or deed."""
    tree = sentence.tree
    if (
        sentence.segment.kind in _TERSE
        or trigger.use != "own"
        or trigger.agents
        or tree.lemmas[trigger.at] in ("wound", "injury")
    ):
        return False
    if any(tree.under(o, "det", "nummod", "nmod:poss") for o in (trigger.at, trigger.outer)) or any(
        tree.upos[c] == "PROPN" for c in tree.under(trigger.at, "compound")
    ):
        return False
    if tree.case(trigger.outer) in ("like", "such as", "under"):
        return True  # "feel under attack"
    verbs = {plain(tree.lemmas[v]) for v in trigger.chain if tree.upos[v] == "VERB"}
    return not verbs & (context_words("happen") | context_words("hits") | LIGHT) and not any(
        tree.case(c) in ("in", "at", "across", "on", "near") for c in tree.under(trigger.at, "nmod", "obl")
    )


def is_habit(sentence: Sentence, trigger: Trigger, dated: bool) -> bool:
    tree = sentence.tree
    around = [
        c
        for v in (trigger.outer, *trigger.chain[:3])
        for c in tree.children[v]
        if tree.deprels[c] in ("advmod", "obl", "obl:tmod")
    ]
    if any(plain(tree.lemmas[c]) in context_words("habit") for c in around):
        return True
    if trigger.noun:
        before = {
            plain(tree.lemmas[c])
            for o in {trigger.at, trigger.outer}
            for c in tree.children[o]
            if tree.deprels[c] in ("amod", "compound")
        }
        many = tree.xpos[trigger.at] in ("NNS", "NNPS")
        return not dated and ((many and bool(before & context_words("habitual"))) or _is_bare(sentence, trigger))
    k = trigger.at
    terse = sentence.segment.kind in _TERSE
    present = tree.xpos[k] in ("VBZ", "VBP") and not tree.under(k, "aux", "aux:pass")
    if present and not terse and not dated and not any(tree.under(p, "nummod") for p in trigger.patients):
        return True
    perfect = any(tree.lemmas[a] == "have" and tree.xpos[a] in ("VBZ", "VBP") for a in tree.under(k, "aux"))
    if perfect and not dated and trigger.use == "own":
        return (
            any(tree.xpos[p] == "NNS" and not tree.under(p, "det", "nummod", "nmod:poss") for p in trigger.patients)
            or not trigger.patients
        )
    return False
