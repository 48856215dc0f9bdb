"""Which words of a sentence tell of an event? Nouns before the verbs that only carry them."""

from __future__ import annotations

from dataclasses import replace

from kg.vocabulary import EventType
from loaders.annotate.sentences import Sentence
from loaders.extract.events.model import Trigger
from loaders.extract.events.nouns import noun_trigger
from loaders.extract.events.verbs import happened, harmed, verb_trigger
from loaders.extract.events.words import UNDONE

_WRECKING = (EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.AIRSTRIKE, EventType.DISASTER)


def triggers(sentence: Sentence, cue_words: frozenset[int]) -> list[Trigger]:
    """The triggers of a sentence in order; `cue_words` are the verbs of saying in it, which carry no circumstances."""
    nouns = [t for k in range(len(sentence)) if (t := noun_trigger(sentence, k, cue_words)) is not None]
    named = {t.at: t for t in nouns} | {t.outer: t for t in nouns}
    verbs = [t for k in range(len(sentence)) if (t := verb_trigger(sentence, k, cue_words)) is not None]
    for verb in verbs:  # "walked out in a strike": the noun tells it, with those who do it
        for a in verb.patients:
            if a in named and not named[a].agents and named[a].type not in UNDONE and not _is_over(verb, named[a]):
                nouns = [replace(n, agents=verb.agents) if n is named[a] else n for n in nouns]
    verbs = [
        t
        for t in verbs
        if not any(named[a].use == "own" and not _is_over(t, named[a]) for a in (*t.agents, *t.patients) if a in named)
    ]
    taken = {t.at for t in verbs} | {t.at for t in nouns}
    if any(
        t.type in _WRECKING for t in (*nouns, *verbs) if t.use == "own"
    ):  # a roof that falls in a blast is no accident of its own
        verbs = [replace(t, use="part") if t.type is EventType.ACCIDENT else t for t in verbs]
    parts = [
        t
        for t in harmed(sentence, cue_words)
        if t.at not in taken and not any(a in named and named[a].use == "own" for a in t.agents)
    ]
    taken |= {t.at for t in parts}
    again = [t for k in range(len(sentence)) if k not in taken and (t := happened(sentence, k, cue_words)) is not None]
    return sorted([*nouns, *verbs, *parts, *again], key=lambda t: t.at)


def _is_over(verb: Trigger, noun: Trigger) -> bool:
    """Whether people protest over what the noun tells, which others did: "hundreds protested the killings"."""
    return verb.type is EventType.PROTEST and noun.type is not EventType.PROTEST
