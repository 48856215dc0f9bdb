"""Condemnations: who condemns what, or whom, without laying a deed to anybody?"""

from __future__ import annotations

from kg.model import Condemnation, Name, Span
from loaders.annotate.sentences import Sentence
from loaders.extract.charges.deed_words import what
from loaders.extract.context import Context
from loaders.extract.cues import words as lexicon
from loaders.extract.denying.words import denied_things
from loaders.extract.parties import accusable, agents_and_patients, attributions, parties
from loaders.extract.reality import clause_span, is_real

_VOICING = frozenset("express voice issue join repeat reiterate".split())


def condemnations(context: Context) -> list[Condemnation]:
    """The condemnations of a document, in order, one for each who condemns; a charge that is "slammed" is denied, not condemned."""
    out: list[Condemnation] = []
    for s in context.sentences:
        for k in range(len(s)):
            out += _at(context, s, k)
    return out


def _at(context: Context, sentence: Sentence, k: int) -> list[Condemnation]:
    tree = sentence.tree
    frame = sentence.frame(k)
    if tree.upos[k] == "VERB" and tree.lemmas[k] in lexicon("condemnation-verbs"):
        agents, things = agents_and_patients(sentence, k)
    elif tree.upos[k] == "NOUN" and tree.lemmas[k] == "condemnation" and tree.lemmas[tree.heads[k]] in _VOICING:
        things = [c for c in tree.under(k, "nmod") if tree.case(c) in ("of", "for")]
        agents = list(frame.agents)
    else:
        return []
    if not things or not is_real(sentence, k) or tree.lemmas[things[0]] in denied_things():
        return []
    by_whom = parties(context, sentence, agents)
    if agents and not by_whom:
        return []
    target = next((p.name for p in accusable(context, sentence, things)), None)
    spans = [sentence.spans[k], *(p.name.span for p in by_whom if p.name.span is not None)]
    spans.append(
        clause_span(
            sentence, [w for w in sentence.subtree(things[0]) if k not in sentence.subtree(things[0]) or w < k] or [things[0]]
        )
    )
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return [
        Condemnation(
            span=span,
            by=by,
            rule=f"{tree.lemmas[k]}-{'passive' if frame.passive else 'active'}",
            confidence=0.9,
            sentence=sentence.span,
            target=_other(target, by.speaker),
            what=what(sentence, things[0]),
        )
        for by in attributions(context, sentence, k, by_whom, span)
        if by.speaker is not None
    ]


def _other(target: Name | None, speaker: Name | None) -> Name | None:
    """The target, unless it is the speaker."""
    return None if target is None or (speaker is not None and target.actor.key == speaker.actor.key) else target
