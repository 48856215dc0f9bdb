"""Which nouns of a sentence name an event, and of what type? Those whose company fits."""

from __future__ import annotations

from kg.vocabulary import CountedGroup, EventType
from loaders.annotate.sentences import Sentence
from loaders.extract.arms import is_by_arms
from loaders.extract.counting.counted import group
from loaders.extract.events.model import Trigger
from loaders.extract.events.parties import container, noun_chain, obliques, parties
from loaders.extract.events.words import (
    UNDONE,
    EventNoun,
    all_classes,
    context_words,
    event_nouns,
    modified,
    modifiers,
    noun_of,
    plain,
    side_of,
    word_classes,
)
from loaders.gazetteer.gazetteer import gazetteer

# Verbs that make an event of what they have for object: "held a rally".
_HOLDING = frozenset("hold stage attend address disperse join call lead".split())


def noun_trigger(sentence: Sentence, k: int, cue_words: frozenset[int]) -> Trigger | None:
    tree = sentence.tree
    lemma = noun_of(tree.lemmas[k])
    noun = event_nouns().get(lemma)
    if noun is None or tree.upos[k] not in ("NOUN", "PROPN") or _is_only_modifier(sentence, k) or _in_other_name(sentence, k):
        return None
    before = modifiers(sentence, k)
    outer = container(sentence, k)
    chain = noun_chain(sentence, k, outer, cue_words)
    agents, patients = parties(sentence, k, outer)
    kind = noun.type
    changed = modified(lemma, before)
    if changed == "":
        return None
    if changed == "=":
        inner = [event_nouns()[b].type for b in before if b in event_nouns()]
        kind, noun = (inner[0], EventNoun(inner[0], "own", frozenset(), frozenset())) if inner else (noun.type, noun)
    elif changed is not None:
        kind = EventType(changed)
        noun = EventNoun(kind, "own", frozenset(), frozenset())
    company = all_classes(sentence, [*agents, *patients, *obliques(sentence, k, outer)]) | word_classes(before)
    if is_by_arms(sentence, k) and any(gazetteer().adjective(sentence.words[c]) is not None for c in tree.under(k, "amod")):
        company |= {"state"}  # "a Chadian strike killed two"
    if lemma == "strike" and changed is None and _is_labour(sentence, k, before, agents):
        kind, noun = EventType.PROTEST, EventNoun(EventType.PROTEST, "own", frozenset(), frozenset())
    if (
        lemma in ("explosion", "blast")
        and changed is None
        and company & {"works", "substance"}
        and not company & {"arms", "militants", "force"}
    ):
        kind = EventType.ACCIDENT
    if lemma == "operation" and _is_named(sentence, k):
        company |= {"codename"}
    if lemma in ("fire", "blaze") and (
        tree.lemmas[tree.heads[k]] in ("set", "open", "exchange", "return", "cease", "fire", "come", "catch", "trade")
        or tree.case(k) == "under"
    ):
        return None
    if (
        lemma in ("fire", "blaze", "inferno")
        and tree.lemmas[tree.heads[k]] in context_words("broke")
        and tree.deprels[k] in ("nsubj", "nsubj:pass")
    ):
        company |= {"broke"}
    if _dated_directly(sentence, k):
        company |= {"day"}
    if noun.bars & company or (noun.needs and not noun.needs & company):
        return None
    if event_nouns()[lemma].use == "part":  # "US casualties": those before it suffered it
        agents, before = (), []
    if kind in UNDONE:
        agents = ()
    side = side_of(sentence, agents, before)
    if side == "" and kind is EventType.OPERATION and lemma.startswith("counter"):
        side = "state"
    if side == "armed" and (
        (kind is EventType.OPERATION and lemma not in context_words("territory")) or (lemma == "strike" and changed is None)
    ):
        kind = EventType.ATTACK
    use = "echo" if _is_said_of(sentence, k) else noun.use
    return Trigger(k, outer, kind, use, True, chain, agents, patients, side, f"noun-{use}")


def _is_said_of(sentence: Sentence, k: int) -> bool:
    """Whether a noun says of something told before what it was ("it was the second attack in a week", "the crash was an accident")."""
    tree = sentence.tree
    if tree.case(k) == "behind":
        return False  # "it was also behind the shooting": who did it
    verb = tree.heads[k]
    if tree.deprels[k] == "obj" and tree.lemmas[verb] in ("mark", "become", "represent", "constitute"):
        return any(plain(tree.lemmas[s]) in event_nouns() or tree.upos[s] == "PRON" for s in tree.under(verb, "nsubj"))
    if not tree.under(k, "cop"):
        return False
    return any(tree.upos[s] == "PRON" or plain(tree.lemmas[s]) in event_nouns() for s in tree.under(k, "nsubj"))


def _is_only_modifier(sentence: Sentence, k: int) -> bool:
    """Whether a noun only tells what kind of thing another noun names ("attack helicopter", "protest leader")."""
    tree = sentence.tree
    return tree.deprels[k] in ("compound", "amod", "nmod:desc", "flat", "fixed") and tree.heads[k] > k


def _in_other_name(sentence: Sentence, k: int) -> bool:
    """Whether a word is part of the name of somebody or some place ("Frontier Works Operation")."""
    name = sentence.name_at(k)
    return (name is not None and name[2] in ("PER", "LOC")) or (
        name is not None
        and name[1] - name[0] > 1
        and not sentence.words[k].islower()
        and not (plain(sentence.tree.lemmas[k]) == "operation" and name[0] == k)
    )


def _is_named(sentence: Sentence, k: int) -> bool:
    """Whether an operation has a name of its own ("Operation Sunrise", "the “Dawn” operation")."""
    near = sentence.words[max(0, k - 4) : k] + sentence.words[k + 1 : k + 4]
    return (any(w[:1].isupper() for w in near[-3:]) and sentence.words[k][:1].isupper()) or any(w in '“"‘' for w in near)


def _dated_directly(sentence: Sentence, k: int) -> bool:
    tree = sentence.tree
    planned = context_words("planned") | context_words("planning") | context_words("plan") | context_words("cancel")
    if any(plain(tree.lemmas[c]) in planned for c in (tree.heads[k], *tree.under(k, "acl", "acl:relcl", "amod"))):
        return True  # "a march planned for Saturday"
    if tree.lemmas[tree.heads[k]] in _HOLDING and tree.deprels[k] in ("obj", "nsubj:pass"):
        return True
    return any(
        tree.deprels[c] in ("nmod:tmod", "nmod:unmarked") or (tree.upos[c] == "NUM" and tree.deprels[c] == "nmod")
        for c in tree.children[k]
    )


def _is_labour(sentence: Sentence, k: int, before: list[str], agents: tuple[int, ...]) -> bool:
    """Whether a strike is one of workers: by who strikes, over what, or as one says it ("on strike", "strike action")."""
    tree = sentence.tree
    head = tree.heads[k]
    if tree.case(k) == "on" and not tree.under(k, "det"):
        return True
    near = {tree.lemmas[w] for a in (k, *agents) for w in sentence.subtree(a)} | set(before)
    if tree.lemmas[head] in ("call", "stage", "end", "begin", "join", "announce", "hold"):
        near |= {tree.lemmas[w] for w in sentence.subtree(head)}
    return bool(near & context_words("labour")) or CountedGroup.WORKERS in {group(sentence, a) for a in agents}
