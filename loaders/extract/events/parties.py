"""Who takes part in what a word tells, and which words around it carry its day and place?"""

from __future__ import annotations

from kg.english.frames import LIGHT
from loaders.annotate.sentences import Sentence
from loaders.extract.events.words import can_act, context_words, event_nouns, noun_of, plain

_ARGUMENT = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nsubj:outer")
_DOING = frozenset("commit perpetrate orchestrate claim begin execute join wage resume open lead mastermind end".split())


def container(sentence: Sentence, k: int) -> int:
    """The noun that bundles events or takes a share of them ("a series of attacks", "two of the attacks"), else the noun itself."""
    tree = sentence.tree
    head = tree.heads[k]
    if tree.deprels[k] in ("nmod", "obl") and tree.case(k) == "of" and head != k:
        if plain(tree.lemmas[head]) in event_nouns():
            return k
        if plain(tree.lemmas[head]) in context_words("series") | context_words("share"):
            return container(sentence, head)
    if tree.deprels[k] == "conj":
        first = k
        while tree.deprels[first] == "conj":
            first = tree.heads[first]
        if plain(tree.lemmas[first]) in event_nouns():
            return container(sentence, first) if container(sentence, first) != first else k
    return k


def parties(sentence: Sentence, k: int, outer: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who does it and to whom, for an event noun: its own, those of what bundles it, of its light verb, of a claim to it."""
    tree = sentence.tree
    agents: list[int] = []
    patients: list[int] = []
    for o in dict.fromkeys((k, outer)):
        frame = sentence.frame(o)
        agents += [a for a in frame.agents if a != k]
        patients += [p for p in frame.patients if p not in (k, outer)]
        for c in tree.under(o, "acl", "acl:relcl"):
            if tree.lemmas[c] in LIGHT | _DOING:
                clause = sentence.frame(c)
                agents += [a for a in clause.agents if a not in (k, outer)]
    top = outer
    while tree.deprels[top] == "conj":
        top = tree.heads[top]
    head = tree.heads[top]
    if tree.lemmas[head] in LIGHT | _DOING | context_words("planning"):
        clause = sentence.frame(head)
        if tree.deprels[top] in ("obj", "nsubj:pass"):
            agents += [a for a in clause.agents if a not in (k, outer)]
    if tree.lemmas[head] in ("responsibility", "credit") and tree.case(top) in ("for", "of"):
        verb = sentence.frame(tree.heads[head])
        if not verb.negated and tree.lemmas[tree.heads[head]] in ("claim", "take", "accept"):
            agents += list(verb.agents)
    agents = [a for a in agents if noun_of(tree.lemmas[a]) not in event_nouns() and can_act(sentence, a)]
    return tuple(dict.fromkeys(agents)), tuple(dict.fromkeys(patients))


def obliques(sentence: Sentence, k: int, outer: int) -> list[int]:
    tree = sentence.tree
    out = [x for o in {k, outer} for c in tree.under(o, "nmod", "obl") for x in tree.conjoined(c) if x != k]
    head = tree.heads[outer]
    if tree.deprels[outer] in _ARGUMENT and tree.is_verbal(head):
        out += [x for c in tree.under(head, "obl", "obj", "obl:agent") for x in tree.conjoined(c) if c != outer]
    return out


def noun_chain(sentence: Sentence, k: int, outer: int, cue_words: frozenset[int]) -> tuple[int, ...]:
    tree = sentence.tree
    chain = [k, outer]
    top = outer
    while tree.deprels[top] == "conj":
        top = tree.heads[top]
    head = tree.heads[top]
    if tree.deprels[top] in _ARGUMENT and head != top and head not in cue_words and tree.upos[head] in ("VERB", "ADJ", "AUX"):
        chain += _upwards(sentence, head, cue_words)
    if tree.under(outer, "cop"):
        chain.append(outer)
    chain += [c for o in (k, outer) for c in tree.under(o, "acl", "acl:relcl") if tree.upos[c] == "VERB"]
    return tuple(dict.fromkeys(chain))


def verb_chain(sentence: Sentence, k: int, cue_words: frozenset[int]) -> tuple[int, ...]:
    """A verb, those it belongs to, and the clauses that tell what was going on meanwhile ("was shot while sitting in a car on Sunday")."""
    tree = sentence.tree
    out = _upwards(sentence, k, cue_words)
    for c in tree.under(k, "advcl"):
        if c not in cue_words and {tree.lemmas[m] for m in tree.under(c, "mark", "advmod")} & {"while", "when", "as"}:
            out.append(c)
    return tuple(dict.fromkeys(out))


def _upwards(sentence: Sentence, k: int, cue_words: frozenset[int]) -> list[int]:
    """A verb and those it belongs to as adverbial, complement or fellow."""
    tree = sentence.tree
    out = [k]
    while tree.deprels[k] in ("advcl", "xcomp", "conj", "acl") and tree.heads[k] not in cue_words and tree.heads[k] not in out:
        k = tree.heads[k]
        if not tree.is_verbal(k):
            break
        out.append(k)
    return out
