"""Does the name of a place act like somebody, or is it where something is? "Kabul denied it", "in Kabul"."""

from __future__ import annotations

from functools import cache

from loaders.annotate.sentences import Sentence
from loaders.extract import cues
from loaders.gazetteer.gazetteer import gazetteer

# What places do without acting: they are, see, lie, have.
_STATIVE = frozenset(
    "be see witness lie remain have experience suffer wake become stay sit house host contain stretch cover border".split()
)
# What is done to somebody who acts, by the verb whose object they are.
_ADDRESSED = frozenset(
    "accuse blame condemn criticise criticize urge ask tell warn inform thank support back arm fund assure pressure press call demand "
    "threaten sanction challenge notify invite oppose defy anger irk embarrass provoke".split()
)
_GOVERNING = frozenset(("sue", "ban", "enact", "legislate"))  # what only governments of towns and regions do
_RELATIONS = frozenset("between with against from by to toward towards".split())
_TIES = frozenset(
    "tension talk relation tie dispute agreement deal war conflict ceasefire truce negotiation alliance cooperation pact response statement denial "
    "pressure demand message criticism condemnation accusation allegation claim support backing help order permission approval proxy aid rebuke "
    "rejection reaction policy stance position role involvement hand interest allegiance loyalty decision offer warning threat envoy ambassador".split()
)
_WHERE = frozenset(
    "in at near around outside inside across throughout within into via through over above off along beyond".split()
)
_SUBJECTS = ("nsubj", "nsubj:outer")


@cache
def saying() -> frozenset[str]:
    """Verbs whose subject speaks."""
    said = {lemma for lemma, cue in cues.verbs().items() if " " not in lemma and {"that", "np"} & set(cue.forms)}
    return frozenset(said - _STATIVE - {"show", "suggest", "find", "indicate", "mean", "reflect", "reveal", "prove"})


def acts(s: Sentence, k: int, *, strictly: bool = False) -> bool:
    """Whether the phrase with head `k` stands for those who act from a place.

    With `strictly`, only where it speaks or is spoken to: for a town or region that is nobody's usual name for a government.
    """
    tree = s.tree
    first = k
    while tree.deprels[first] == "conj" and tree.heads[first] != first:
        first = tree.heads[first]
    relation, head, case = tree.deprels[first], tree.heads[first], tree.case(first)
    lemma = tree.lemmas[head]
    if case in _WHERE:
        return (
            not strictly
            and case == "in"
            and any(gazetteer().state(tree.words[c]) is not None for c in tree.conjoined(first) if c != k)
        )
    if relation in _SUBJECTS:
        if tree.upos[head] != "VERB":
            return False
        return lemma in saying() | _GOVERNING if strictly else lemma not in _STATIVE
    if relation in ("obj", "iobj", "nsubj:pass", "obl:arg") and not case:
        return lemma in _ADDRESSED - (
            {"support", "back", "arm", "fund", "call", "demand", "press", "pressure"} if strictly else set()
        )
    if relation in ("obl", "obl:agent") and case == "by":
        return tree.is_passive(head) and (lemma in saying() or not strictly)
    if case == "according to":
        return True
    if relation == "nmod:poss":
        return lemma in _TIES and (lemma in cues.nouns() or not strictly)
    if relation in ("nmod", "obl") and case in _RELATIONS:
        return not strictly and (lemma in _TIES or (case in ("against", "with", "by") and lemma in cues.nouns()))
    if relation == "compound" and tree.words[first + 1 : first + 2] == ("-",):
        return not strictly and tree.lemmas[head] in (
            "back",
            "backed",
            "fund",
            "funded",
            "sponsored",
            "sponsor",
            "led",
            "lead",
            "ally",
            "aligned",
        )
    return False
