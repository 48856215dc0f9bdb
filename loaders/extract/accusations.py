"""Accusations: who lays what to whom. One row for each accuser and each accused; what is told again is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Accusation, Name
from kg.vocabulary import PartKind, Relation, Voice
from loaders.extract.acts import INVOLVED
from loaders.extract.charges.charge import Charge
from loaders.extract.charges.ploys import ploys
from loaders.extract.charges.told import told
from loaders.extract.charges.verbs import charges
from loaders.extract.context import Context
from loaders.extract.parties import attributions
from loaders.extract.reality import verifications
from loaders.extract.sides import entity_of, may_be_one_side, same_side
from loaders.extract.statements import words
from loaders.identity.entities import STATE, Entity

_LESSER = (PartKind.HEADLINE, PartKind.DECK, PartKind.CAPTION, PartKind.HEADING, PartKind.TIMELINE_ENTRY)
_ABOVE = (PartKind.HEADLINE, PartKind.DECK, PartKind.CAPTION, PartKind.HEADING)


Laid = tuple[Charge, Accusation]


def laid(context: Context) -> list[Laid]:
    """Every accusation at every place where a document tells it, with its charge, in order of the sentences."""
    out: list[Laid] = []
    for s in context.sentences:
        for charge in [*charges(context, s), *told(context, s)]:
            out += [(charge, a) for a in _rows(context, charge)]
        for charge in ploys(context, s, [a for _, a in out]):
            out += [(charge, a) for a in _rows(context, charge)]
    return out


def accusations(context: Context, found: Sequence[Laid]) -> list[Accusation]:
    """The accusations of a document, each once, in order; a charge on nobody's word ("has been accused of") is none."""
    return sorted(
        _once(context, [f for f in found if f[1].by.speaker is not None or f[1].by.voice is not Voice.HEARSAY]),
        key=lambda a: (a.span, a.by.speaker.actor.key if a.by.speaker else "", a.accused.actor.key if a.accused else ""),
    )


def _rows(context: Context, charge: Charge) -> list[Accusation]:
    checked = verifications(context, charge.sentence, charge.at)
    out = []
    for by in attributions(
        context, charge.sentence, charge.at, charge.accusers, charge.span, hedged=charge.hedges, checked=checked
    ):
        if by.speaker is None and charge.needs_speaker:
            continue
        for accused in charge.accused:
            if by.speaker is not None and by.speaker.actor.key == accused.name.actor.key:
                continue
            out.append(
                Accusation(
                    span=charge.span,
                    by=by,
                    rule=charge.rule,
                    confidence=charge.confidence,
                    sentence=charge.sentence.span,
                    accused=accused.name,
                    what=charge.what,
                    relation=charge.relation,
                    epithet=charge.epithet,
                )
            )
    return out


def _once(context: Context, found: Sequence[Laid]) -> list[Accusation]:
    """The accusations without those that another tells again: more fully, or in the body and not in the headline."""
    ranked = sorted(range(len(found)), key=lambda n: (_rank(found[n][0], found[n][1]), n))
    kept: list[int] = []
    for n in ranked:
        if not any(_same(context, found[n], found[m]) for m in kept):
            kept.append(n)
    return [found[n][1] for n in sorted(kept)]


def _rank(charge: Charge, accusation: Accusation) -> tuple[bool, bool, bool, bool, bool, float]:
    return (
        charge.refers,
        charge.rule.startswith("noun-"),
        accusation.by.speaker is None,
        charge.sentence.segment.kind in _LESSER,
        charge.sentence.tree.upos[charge.at] == "NOUN",  # the verb tells more: "air strikes killed 30 people"
        -accusation.confidence,
    )


def _same(context: Context, a: Laid, b: Laid) -> bool:
    """Whether accusation `a` says what the one kept, `b`, says."""
    mine, other = a[1], b[1]
    assert mine.accused is not None and other.accused is not None
    if mine.accused.actor.key != other.accused.actor.key and not _is_headline_of(context, a, b):
        return False
    if a[0].refers:
        return True
    if mine.by.speaker is None or other.by.speaker is None:
        if mine.by.speaker is None and other.by.speaker is None:
            return _alike(context, mine, other)
        return mine.by.speaker is None and _alike(context, mine, other)
    if mine.by.speaker.actor.key != other.by.speaker.actor.key and not _is_echo(context, a, b):
        return False
    if mine.relation in INVOLVED and other.relation in INVOLVED and mine.relation is not other.relation:
        near = abs(a[0].sentence.place - b[0].sentence.place) <= 1
        return near or a[0].sentence.segment.kind in _LESSER or b[0].sentence.segment.kind in _LESSER
    return _alike(context, mine, other)


def _is_echo(context: Context, a: Laid, b: Laid) -> bool:
    """Whether one side says it twice: in a headline what a body of it says in the text, or a state what its officials say."""
    assert a[1].by.speaker is not None and b[1].by.speaker is not None
    mine, other = entity_of(context, a[1].by.speaker), entity_of(context, b[1].by.speaker)
    if _is_above(a, b) and _share_words(a[1].by.speaker, b[1].by.speaker):
        return True
    if mine is None or other is None:
        return False
    if _is_above(a, b):
        return may_be_one_side(context, mine, other)
    return (
        same_side(context, mine, other)
        and {mine.kind, other.kind} & {STATE} != set()
        and (_is_generic(mine) or _is_generic(other))
    )


def _is_generic(entity: Entity) -> bool:
    """Whether somebody is only "officials" or "the authorities"."""
    return not entity.named and entity.head in ("official", "authority", "authorities", "government", "source")


def _share_words(a: Name, b: Name) -> bool:
    """Whether one name is made of words of the other ("Residents", "Residents of the valley"; "Mali", "Mali's rulers")."""
    mine, other = (set(re.findall(r"\w+", n.actor.name.lower())) for n in (a, b))
    return bool(mine) and bool(other) and (mine <= other or other <= mine)


def _is_above(a: Laid, b: Laid) -> bool:
    return a[0].sentence.segment.kind in _ABOVE and b[0].sentence.segment.kind not in _ABOVE


def _is_headline_of(context: Context, a: Laid, b: Laid) -> bool:
    """Whether a headline accuses the side of those whom the text accuses ("Russia", "a Russian unit")."""
    assert a[1].accused is not None and b[1].accused is not None
    mine, other = entity_of(context, a[1].accused), entity_of(context, b[1].accused)
    return _is_above(a, b) and mine is not None and other is not None and same_side(context, mine, other)


def _alike(context: Context, a: Accusation, b: Accusation) -> bool:
    if not a.what and a.relation in (Relation.WRONGED, Relation.INVOLVED_IN):
        return True
    if a.relation is b.relation is Relation.DECEIVED:
        return True
    if a.span.touches(b.span) or (a.relation in INVOLVED and b.relation in INVOLVED):
        return True
    mine, other = words(context, a.span), words(context, b.span)
    shared = len(mine & other) / max(1, min(len(mine), len(other)))
    akin = a.relation is b.relation or {a.relation, b.relation} == {Relation.HARMED, Relation.CARRIED_OUT}
    return shared >= 0.6 or (akin and shared >= 0.4)
