"""Which figures does a document report, and on whose word? Counts with their claimants, each told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Attribution, Figure, Name
from kg.vocabulary import BoundKind, CountedGroup, Verification, Voice
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.counting.count import Count
from loaders.extract.counting.counts import counts
from loaders.extract.counting.tolls import givers, official
from loaders.extract.parties import may_act, parties
from loaders.extract.voice import attribution, own_voice, speakers_of, speaks_for

_DISPUTING = frozenset("dispute reject deny contest question doubt refute dismiss contradict disprove".split())
_FIGURES = frozenset("figure toll number claim tally estimate count account".split())
_NEAR = 4  # sentences
_UNVERIFIED = frozenset(("verify", "confirm", "corroborate", "substantiate", "authenticate"))


def figures(context: Context) -> list[Figure]:
    """The figures of a document in order: one for each claimant; headlines and captions do not say again what the text says."""
    out: list[Figure] = []
    before: list[Count] = []
    for sentence in context.sentences:
        found = counts(sentence, before)
        before = found or before
        here: list[Figure] = []
        for count in found:
            whole = [f.by for f in here if f.number == count.part_of] if count.part_of else []
            here += _figures(context, sentence, count, whole)
        out += here
    return _told_once(context, _disputed(context, out))


def _figures(context: Context, sentence: Sentence, count: Count, whole: list[Attribution]) -> list[Figure]:
    """The figures that a count makes, one for each claimant; a part that nobody else claims is claimed with its `whole`."""
    u, names = speakers_of(context, count.number, count.head)
    toll = official(sentence, count.head) if u is None and not whole else None
    by = whole or [own_voice(context, count.span)]
    if toll is not None:
        by = [replace(by[0], voice=Voice.ATTRIBUTED, speaker=context.role(Phrase(sentence, toll, toll + 1)))]
    if u is not None:
        by = [attribution(context, u, n) for n in names] or [attribution(context, u, None)]
    who = [g for g in givers(sentence, count.head) if sentence.tree.deprels[g] != "nmod:poss" or may_act(context, sentence, g)]
    given = parties(context, sentence, who)
    if given:
        by = [replace(own_voice(context, count.span), voice=Voice.ATTRIBUTED, speaker=p.name) for p in given]
    return [_figure(sentence, count, b) for b in by]


def _figure(sentence: Sentence, count: Count, by: Attribution) -> Figure:
    return Figure(
        span=count.span,
        by=by,
        rule=count.rule,
        confidence=count.confidence,
        sentence=sentence.span,
        measure=count.measure,
        victims=count.group,
        low=count.low,
        high=count.high,
        bound=count.bound,
        words=count.words,
        number=count.number,
        unit=count.unit,
        scope=count.scope,
        part_of=count.part_of,
    )


def _disputed(context: Context, found: Sequence[Figure]) -> list[Figure]:
    """The figures, those marked that the text says somebody rejects or nobody could verify."""
    out = []
    for f in found:
        sentence = context.sentence_at(f.span.start)
        near = [] if sentence is None else context.sentences[sentence.place : sentence.place + _NEAR]
        here = [s for s in near if s.segment is near[0].segment]
        marks = {v for n, s in enumerate(here) if n < 2 or _is_of_all(s) for v in _doubts(context, f, s)}
        if marks:
            by = replace(f.by, verifications=tuple(sorted({*f.by.verifications, *marks})))
            out.append(replace(f, disputed=True, by=by))
        else:
            out.append(f)
    return out


def _is_of_all(sentence: Sentence) -> bool:
    """Whether a sentence doubts all figures before it: "neither figure could be verified", "these numbers are disputed"."""
    tree = sentence.tree
    return any(
        lemma in _FIGURES and any(tree.lemmas[d] in ("neither", "no", "both", "these") for d in tree.under(k, "det"))
        for k, lemma in enumerate(tree.lemmas)
    )


def _doubts(context: Context, figure: Figure, sentence: Sentence) -> list[Verification]:
    tree = sentence.tree
    out = []
    for k, lemma in enumerate(tree.lemmas):
        if lemma in _DISPUTING and tree.upos[k] == "VERB":
            frame = sentence.frame(k)
            if (
                not frame.negated
                and any(tree.lemmas[p] in _FIGURES and _may_mean(sentence, p, figure) for p in frame.patients)
                and not _is_by(context, figure, sentence, k)
            ):
                out.append(Verification.DISPUTED)
        elif lemma in _UNVERIFIED and figure.by.speaker is not None:
            frame = sentence.frame(k)
            nothing = any(tree.lemmas[d] in ("no", "neither", "none") for x in frame.patients for d in (x, *tree.under(x, "det")))
            if (
                frame.negated
                or nothing
                or any(tree.lemmas[c] in ("unable", "impossible", "difficult") for c in (tree.heads[k], *tree.children[k]))
            ):
                out.append(Verification.NOT_INDEPENDENTLY_VERIFIED)
    return out


def _may_mean(sentence: Sentence, k: int, figure: Figure) -> bool:
    """Whether a noun for a count may mean a figure: one with a number of its own ("a toll of 14") means that number only."""
    inside = sentence.subtree(k)
    if not any(sentence.tree.upos[w] == "NUM" for w in inside):
        return True
    return figure.number is not None and any(sentence.spans[w].touches(figure.number) for w in inside)


def _is_by(context: Context, figure: Figure, sentence: Sentence, k: int) -> bool:
    """Whether the one who disputes with the verb `k` is the claimant of the figure."""
    speaker = figure.by.speaker
    if speaker is None:
        return False
    mine = {speaker.actor.key}
    return any(
        n.actor.key in mine for u in context.utterances if u.cue_word == k and u.sentence is sentence for n in context.speakers(u)
    )


def _told_once(context: Context, found: Sequence[Figure]) -> list[Figure]:
    """The figures without those that another one tells better: with a claimant, with its group, in the text itself."""
    out: list[Figure] = []
    for n, f in enumerate(found):
        if not any(_tells(context, g, f, first=m < n) for m, g in enumerate(found) if m != n):
            out.append(f)
    return out


def _tells(context: Context, better: Figure, figure: Figure, *, first: bool) -> bool:
    """Whether `better` says all that `figure` says, so that one row is enough."""
    if better.measure is not figure.measure or not _same_value(better, figure):
        return False
    if not _same_claimant(better.by.speaker, figure.by.speaker):
        return False
    same_group = better.victims is figure.victims
    vaguer = figure.victims is CountedGroup.PEOPLE and context.repeats(figure.span)
    if not same_group and not vaguer:
        return False
    if vaguer and not same_group:
        return True
    more = _worth(context, better), _worth(context, figure)
    return more[0] > more[1] or (more[0] == more[1] and first)


def _worth(context: Context, figure: Figure) -> tuple[bool, bool, bool]:
    return (figure.by.speaker is not None, not context.repeats(figure.span), figure.bound is not BoundKind.EXACT)


def _same_claimant(better: Name | None, figure: Name | None) -> bool:
    if figure is None or better is None:
        return figure is None
    return speaks_for(better, figure)


def _same_value(a: Figure, b: Figure) -> bool:
    """Whether two figures name the same number, whatever bounds it ("31", "at least 31")."""
    if a.low is None and a.high is None:
        return b.low is None and b.high is None and a.words == b.words
    if BoundKind.RANGE in (a.bound, b.bound):
        return (a.low, a.high) == (b.low, b.high)
    return {a.low, a.high} - {None} == {b.low, b.high} - {None}
