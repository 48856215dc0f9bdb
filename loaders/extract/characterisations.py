"""Characterisations: who puts which label on whom ("called them terrorists", "branded the fighters ...")?"""

from __future__ import annotations

from kg.model import Characterisation, Span
from loaders.annotate.phrases import Phrase, text_of
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.cues import words as lexicon
from loaders.extract.parties import accusable, agents_and_patients, attributions, parties
from loaders.extract.reality import clause_span, is_real


def characterisations(context: Context) -> list[Characterisation]:
    """The labels that somebody puts on somebody else, in order, one for each who puts them."""
    out: list[Characterisation] = []
    for s in context.sentences:
        for k in range(len(s)):
            if s.tree.upos[k] == "VERB" and (s.tree.lemmas[k] in lexicon("labelling-verbs") or _refers(s, k)):
                out += _at(context, s, k)
    return out


def _refers(sentence: Sentence, k: int) -> bool:
    """ "refer to them as": the thing named stands after "to"."""
    tree = sentence.tree
    return tree.lemmas[k] == "refer" and any(tree.case(c) == "to" for c in tree.under(k, "obl"))


def _at(context: Context, sentence: Sentence, k: int) -> list[Characterisation]:
    tree = sentence.tree
    if not is_real(sentence, k):
        return []
    agents, patients = agents_and_patients(sentence, k)
    things = [p for p in patients if p != k]
    if tree.lemmas[k] == "refer":
        things = [c for c in tree.under(k, "obl") if tree.case(c) == "to"]
    label = _label(sentence, k, things)
    if label is None or not things:
        return []
    by_whom = parties(context, sentence, agents)
    if agents and not by_whom:
        return []
    out = []
    for target in accusable(context, sentence, [t for t in things if t != label]):
        spans = [sentence.spans[k], clause_span(sentence, list(Phrase(sentence, label).words()))]
        spans += [p.name.span for p in (*by_whom, target) if p.name.span is not None]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        for by in attributions(context, sentence, k, by_whom, span):
            if by.speaker is None or by.speaker.actor.key == target.name.actor.key:
                continue
            out.append(
                Characterisation(
                    span=span,
                    by=by,
                    rule=f"{tree.lemmas[k]}-label",
                    confidence=0.8,
                    sentence=sentence.span,
                    target=target.name,
                    epithet=_words(sentence, label),
                )
            )
    return out


def _label(sentence: Sentence, k: int, things: list[int]) -> int | None:
    """The noun or adjective that a verb puts on its object: with "as", as a second complement, in quotation marks after it."""
    tree = sentence.tree
    last = max(things, default=k)
    for c in tree.under(k, "xcomp", "obl", "advcl", "obj", "ccomp", "appos"):
        marks = {tree.lemmas[m] for m in tree.under(c, "case", "mark")}
        if c in things[:1] or tree.upos[c] in ("VERB", "PRON", "ADV"):
            continue
        if "as" in marks or (
            not marks
            and tree.deprels[c] in ("xcomp", "obj", "ccomp")
            and (c > last or tree.is_passive(k))
            and tree.lemmas[k] != "describe"
        ):
            return c
    for thing in things[:1]:
        for c in tree.under(thing, "appos", "flat", "nmod"):
            if c > thing + 0 and sentence.words[c - 1] in ("“", '"', "‘", "``"):
                return c
    return None


def _words(sentence: Sentence, label: int) -> str:
    """A label without its preposition, article and quotation marks."""
    words = [w for w in Phrase(sentence, label).words() if sentence.words[w] not in ("“", "”", '"', "‘", "’", "as")]
    while len(words) > 1 and sentence.tree.upos[words[0]] == "DET":
        words.pop(0)
    return text_of(sentence, words)
