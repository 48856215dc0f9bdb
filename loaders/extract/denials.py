"""Denials: who rejects what that somebody said, and who had said it? Refusals of entry, bail or comment are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Accusation, Claim, Denial, Name
from kg.vocabulary import PartKind
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.cues import words as lexicon
from loaders.extract.denying.answering import answered, distance
from loaders.extract.denying.contrast import by_contrast, by_plea
from loaders.extract.denying.said import by_noun, called_untrue, in_speech
from loaders.extract.denying.verbs import Found, by_verb, verbs
from loaders.extract.denying.words import denied_things
from loaders.extract.parties import attributions
from loaders.extract.reality import is_asked, verifications
from loaders.extract.sides import entity_of, may_be_one_side
from loaders.identity import nouns
from loaders.identity.entities import ARMED, ORGANIZATION

_LESSER = (PartKind.HEADLINE, PartKind.DECK, PartKind.CAPTION, PartKind.HEADING, PartKind.TIMELINE_ENTRY)
_LOOSE = (ARMED, ORGANIZATION)  # kinds that texts mix up: "the force", "the group", "the movement"
_GENERAL = frozenset("these those such that this which their with from into have been made attack militant violence".split())
_CALLING = frozenset(
    "call describe term brand label dub deem characterise characterize denounce slam decry dismiss reject".split()
)


def denials(context: Context, said: Sequence[Claim], kept: Sequence[Claim]) -> list[Denial]:
    """The denials of a document, each once, in order.

    `said` are the accusations at every place where they are told, the figures and the statements: the nearest that fits is
    answered.
    `kept` are those of them that the reading has; an answer to one told again points to the one that is kept.
    """
    found: list[tuple[Found, Denial]] = []
    for s in context.sentences:
        if is_asked(s):
            continue
        for f in _in(context, s, said):
            found += _rows(context, f, said)
    return [replace(d, answers=tuple(k for a in d.answers if (k := _kept(a, kept)) is not None)) for d in _once(context, found)]


def _kept(answered: Claim, kept: Sequence[Claim]) -> Claim | None:
    """The claim of the reading that stands for one told at some place: itself, or the same charge by the same accuser."""
    if answered in kept or not isinstance(answered, Accusation):
        return answered if answered in kept else None
    same = [c for c in kept if isinstance(c, Accusation) and _parties(c) == _parties(answered)]
    return min(same, key=lambda c: abs(c.span.start - answered.span.start), default=None)


def _parties(accusation: Accusation) -> tuple[str | None, str | None]:
    return (
        accusation.by.speaker.actor.key if accusation.by.speaker else None,
        accusation.accused.actor.key if accusation.accused else None,
    )


def _in(context: Context, sentence: Sentence, said: Sequence[Claim]) -> list[Found]:
    tree = sentence.tree
    out: list[Found | None] = []
    for k, lemma in enumerate(tree.lemmas):
        found: Found | None = None
        if tree.upos[k] in ("VERB", "AUX") or tree.xpos[k] in ("VBN", "VBD"):
            if lemma in verbs():
                found = by_verb(context, sentence, k, said)
            if found is None and lemma in _CALLING:
                found = called_untrue(context, sentence, k)
        elif tree.upos[k] == "NOUN" and lemma in ("denial", "rebuttal", "refutation", "rejection"):
            found = by_noun(context, sentence, k)
        out.append(
            found or by_plea(context, sentence, k) or by_contrast(context, sentence, k) or in_speech(context, sentence, k, said)
        )
    return [f for f in out if f is not None]


def _rows(context: Context, f: Found, said: Sequence[Claim]) -> list[tuple[Found, Denial]]:
    out = []
    for by in attributions(context, f.sentence, f.at, f.deniers, f.span, checked=verifications(context, f.sentence, f.at)):
        if by.speaker is None or _is_accuser(f, by.speaker, said):
            continue
        answers = answered(context, f, by.speaker, said)
        denier = _identified(context, f, by.speaker, answers)
        against = next((p.name for p in f.against if p.name.actor.key != denier.actor.key), None)
        if against is None and answers:
            against = answers[0].by.speaker
        denial = Denial(
            span=f.span,
            by=replace(by, speaker=denier),
            rule=f.rule,
            confidence=f.confidence,
            sentence=f.sentence.span,
            denied=f.denied,
            against=against,
            answers=answers,
        )
        out.append((f, denial))
    return out


def _identified(context: Context, f: Found, name: Name, answers: Sequence[Claim]) -> Name:
    """The denier; a body that is only described is the one accused beside it ("X accused the Y of ..., which the group denied")."""
    charge = next((a for a in answers if isinstance(a, Accusation)), None)
    if charge is None or charge.accused is None or name.span is None or not 0 <= distance(context, f, charge) <= 1:
        return name
    accused, described = charge.accused.actor, name.actor.name == name.actor.name.lower()
    body = nouns.bodies().get(name.actor.name.rpartition(" ")[2])
    loose = body is not None and (body.kind in _LOOSE or body.needs == ("-",))
    definite = context.document.slice(name.span).lower().startswith("the ")
    if described and definite and loose and accused.kind in _LOOSE and accused.name != accused.name.lower():
        return replace(name, actor=accused)
    return name


def _is_accuser(f: Found, name: Name, said: Sequence[Claim]) -> bool:
    """Whether the denier would deny a charge that he made in the same sentence."""
    mine = [c for c in said if isinstance(c, Accusation) and c.sentence == f.sentence.span and c.span.start < f.span.start]
    return (
        f.rule == "said-baseless"
        and bool(mine)
        and all(c.by.speaker is not None and c.by.speaker.actor.key == name.actor.key for c in mine)
    )


def _once(context: Context, found: Sequence[tuple[Found, Denial]]) -> list[Denial]:
    """The denials without those that another of the same denier tells again."""

    def rank(n: int) -> tuple[bool, bool, bool, int]:
        f, denial = found[n]
        return f.sentence.segment.kind in _LESSER, not _telling(denial), denial.against is None, n

    order = sorted(range(len(found)), key=rank)
    kept: list[int] = []
    for n in order:
        if not any(_same(context, found[n], found[m]) for m in kept):
            kept.append(n)
    return [found[n][1] for n in sorted(kept)]


def _telling(denial: Denial) -> set[str]:
    """The words that tell what is denied; none in "the false charges that X made", "any involvement"."""
    against = denial.against.actor.name.lower() if denial.against is not None else ""
    found = set(re.findall(r"[a-z]{4,}", denial.denied.lower())) - _GENERAL - set(re.findall(r"[a-z]{4,}", against))
    general = {_stem(w) for w in (*denied_things(), *lexicon("baseless"))}
    return {_stem(w) for w in found} - general


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|s)$", "", word)


def _same(context: Context, a: tuple[Found, Denial], b: tuple[Found, Denial]) -> bool:
    mine, other = a[1], b[1]
    assert mine.by.speaker is not None and other.by.speaker is not None
    if mine.by.speaker.actor.key != other.by.speaker.actor.key:
        return False
    if a[0].sentence.segment.kind in _LESSER and b[0].sentence.segment.kind not in _LESSER:
        return True
    first, second = _telling(mine), _telling(other)
    if first and second and not first & second:
        return False  # "denies overloading the ship and also denies the sale of tickets"
    if mine.span.touches(other.span):
        return True
    if (a[0].kind == "count") != (b[0].kind == "count"):
        return False
    if mine.against is None or other.against is None or mine.against.actor.key == other.against.actor.key:
        return True
    x, y = entity_of(context, mine.against), entity_of(context, other.against)
    return x is not None and y is not None and may_be_one_side(context, x, y)
