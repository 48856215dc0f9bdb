"""Which claim, told before, does a denial answer, and whose was it?"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Accusation, Claim, Figure, Name, Statement
from kg.vocabulary import Relation, SpeechAct
from loaders.extract.context import Context
from loaders.extract.denying.verbs import Found, verbs
from loaders.extract.denying.words import denied_things
from loaders.extract.sides import entity_of, same_side
from loaders.extract.statements import words
from loaders.identity.entities import Entity

_POINTERS = frozenset("the this that these those such both all".split())
# Nouns that only a charge is called; "claim", "report", "version" may be anything said.
_CHARGES = frozenset("accusation allegation charge insinuation complaint criticism blame".split())
_NO_ASSERTION = frozenset((SpeechAct.VOW, SpeechAct.DEMAND, SpeechAct.THREAT, SpeechAct.CONDOLENCE, SpeechAct.PRAISE))
_REACH = 3  # sentences back to what a "that" can point to


def answered(context: Context, f: Found, name: Name, said: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claim that a denial answers, none where the text tells none.

    Of the claims told before by others: a charge against the denier's side, a count for a count, and where the denial points
    back ("that claim", "it") or tells again what was said, a statement.
    """
    denier = entity_of(context, name)
    before = [c for c in said if _is_open(context, f, name, denier, c)]
    points = _points_back(f)
    near = [c for c in before if 0 <= distance(context, f, c) <= _REACH]
    spoken = [c for c in near if isinstance(c, Statement)]
    if f.kind == "count":
        counts = [c for c in before if isinstance(c, Figure) and c.by.speaker is not None]
        return (
            _last([c for c in counts if distance(context, f, c) <= _REACH]) or (_last(spoken) if points else ()) or _last(counts)
        )
    charges = [c for c in before if isinstance(c, Accusation) and (f.against or _is_against(context, c, name, denier))]
    if points and f.thing is not None and f.sentence.tree.lemmas[f.thing] not in _CHARGES:
        # "it", "that claim": what was said last, a charge before the statement that it stands in
        close = [c for c in charges if 0 <= distance(context, f, c) <= _REACH]
        beside = [c for c in near if isinstance(c, Accusation) and c.by.speaker is not None and distance(context, f, c) <= 1]
        told = _last([*spoken, *beside])
        if told and not any(c.span.start >= told[0].span.start or c.span.touches(told[0].span) for c in close):
            return told
    if _is_apposed(f):
        own = [c for c in near if isinstance(c, Accusation) and distance(context, f, c) == 0 and c.span.end <= f.span.end]
        charges = [c for c in charges if c in own] or own or charges
    if charges:
        alike = [c for c in charges if not points and _overlap(context, f, c) >= 0.5]
        return _last(alike or charges)
    beside = [
        c
        for c in near
        if isinstance(c, Accusation)
        and c.by.speaker is not None
        and c.relation is not Relation.DECEIVED
        and distance(context, f, c) <= 1
    ]
    if beside and f.thing is not None and not f.against:
        return _last(beside)  # no charge against the denier, but the only one that "these charges" can mean
    if points:
        return _last(spoken)
    if f.rule == "said-not":
        verb = f.sentence.tree.lemmas[f.at]
        return _last([c for c in before if isinstance(c, Statement) and any(verb in words(context, x) for x in c.content)])
    return _last([c for c in before if isinstance(c, Statement) and _overlap(context, f, c) >= 0.6])


def _is_open(context: Context, f: Found, name: Name, denier: Entity | None, c: Claim) -> bool:
    """Whether a claim was told before a denial, by another side, and by those whom the denial names where it names any."""
    speaker = c.by.speaker
    if c.rule == "ploy" or c.span.start > f.span.end or (isinstance(c, Statement) and c.act in _NO_ASSERTION):
        return False
    if isinstance(c, Statement) and not _is_told_before(context, f, c):
        return False
    if speaker is None:
        return isinstance(c, Accusation) and not f.against
    if speaker.actor.name == name.actor.name:
        return False
    other = entity_of(context, speaker)
    mine = isinstance(c, Accusation) and c.accused is not None and c.accused.actor.name == name.actor.name
    if not mine and denier is not None and other is not None and same_side(context, denier, other):
        return False
    return not f.against or any(
        p.name.actor.key == speaker.actor.key
        or (p.entity is not None and other is not None and same_side(context, p.entity, other))
        for p in f.against
    )


def _is_told_before(context: Context, f: Found, c: Statement) -> bool:
    """Whether a statement asserts something before a denial: it neither holds the denial nor is one."""
    if not c.content or c.content[0].start >= f.span.end:
        return False
    which = f.thing is not None and (f.sentence.tree.lemmas[f.thing] == "which" or _is_apposed(f))  # "say so, which he denies"
    if any(f.sentence.spans[f.at] in x for x in c.content) and not (which and c.content[0].start < f.sentence.spans[f.at].start):
        return False
    if c.content[0].start >= f.sentence.spans[f.at].start and c.span.start < f.span.start:
        return False
    sentence = context.sentence_at(c.by.cue.start) if c.by.cue is not None else None
    return sentence is None or c.by.cue is None or not any(sentence.tree.lemmas[k] in verbs() for k in sentence.within(c.by.cue))


def _is_against(context: Context, c: Accusation, name: Name, denier: Entity | None) -> bool:
    if c.accused is None:
        return False
    if c.accused.actor.name == name.actor.name:
        return True
    other = entity_of(context, c.accused)
    return denier is not None and other is not None and same_side(context, denier, other)


def _points_back(f: Found) -> bool:
    """Whether what is denied is only pointed to: "it", "that claim", "the allegation"; not "the claim that ..."."""
    if f.thing is None:
        return False
    tree = f.sentence.tree
    if tree.upos[f.thing] == "PRON" or _is_apposed(f):
        return True
    if tree.lemmas[f.thing] not in denied_things() or denied_things()[tree.lemmas[f.thing]] == "part":
        return False
    told = any(c > f.thing for c in tree.under(f.thing, "acl", "nmod", "ccomp") if c != f.at)
    return not told and any(tree.lemmas[d] in _POINTERS for d in tree.under(f.thing, "det", "det:predet"))


def _is_apposed(f: Found) -> bool:
    """Whether the noun for what is denied sums up the clause before it: "..., a charge that the mayor denies"."""
    if f.thing is None or denied_things().get(f.sentence.tree.lemmas[f.thing]) != "said":
        return False
    return "," in f.sentence.words[max(0, f.thing - 3) : f.thing] and f.thing < f.at


def distance(context: Context, f: Found, c: Claim) -> int:
    """How many sentences a claim stands before a denial."""
    sentence = context.sentence_at(c.span.end - 1 if isinstance(c, Statement) else c.span.start)
    return f.sentence.place - sentence.place if sentence is not None else len(context.sentences)


def _overlap(context: Context, f: Found, c: Claim) -> float:
    """The share of the words of what is denied that a claim has too."""
    denied = {w.lower().strip(".,") for w in f.denied.split()}
    mine = {w for w in words(context, f.span) if w != f.sentence.tree.lemmas[f.at]}
    mine -= {w for d in f.deniers for w in d.name.actor.name.lower().split()}
    if not denied or not mine:
        return 0.0
    theirs = [words(context, x) for x in c.content] if isinstance(c, Statement) else [words(context, c.span)]
    return len(mine & frozenset().union(*theirs)) / len(mine)


def _last(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claim told last, the one said with more words where two begin together."""
    return (max(claims, key=lambda c: c.span.start),) if claims else ()
