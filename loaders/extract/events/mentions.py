"""Which events does a sentence tell of, with what day, place and doers of its own?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Name, Span
from kg.vocabulary import CountedGroup, EventStatus, EventType
from loaders.annotate.phrases import Phrase, is_definite
from loaders.annotate.sentences import Sentence
from loaders.extract import cues
from loaders.extract.arms import forces_before, is_by_arms, states_before
from loaders.extract.context import Context
from loaders.extract.counting.counted import group
from loaders.extract.events.groups import VIOLENT
from loaders.extract.events.model import Mention, Trigger
from loaders.extract.events.status import status
from loaders.extract.events.triggers import triggers
from loaders.extract.events.when import Clock
from loaders.extract.events.where import is_spot, places
from loaders.extract.events.words import context_words, plain
from loaders.extract.parties import adjectival, parties
from loaders.identity.entities import PERSON, STATE

# Those whom a parse may put in the doer's place, and who are not said to attack.
_HARMLESS = (CountedGroup.CIVILIANS, CountedGroup.CHILDREN, CountedGroup.WOMEN, CountedGroup.MEDICS, CountedGroup.JOURNALISTS)
_CARE = frozenset("hospital clinic infirmary center centre health care".split())  # where the hurt are taken
SHORT = 4  # words of a name or gloss


def mentions(context: Context, sentence: Sentence, clock: Clock) -> list[Mention]:
    """The mentions of events in a sentence; `clock` must have been through the sentences before."""
    cue_words = frozenset(u.cue_word for u in context.utterances if u.sentence is sentence and u.cue_word is not None)
    found = triggers(sentence, cue_words)
    if not found:
        return []
    all_at = frozenset(t.at for t in found if t.use == "own")
    out: list[Mention] = []
    days = [d.span for d in clock.dates(sentence)]
    for t in found:
        if any(sentence.spans[t.at].touches(d) for d in days):
            continue  # "by March of next year"
        others = all_at - {t.at}
        later = _is_later_death(sentence, t)
        when = clock.when(sentence, t, cue_words, others) if not later else None
        reality = status(sentence, t, dated=when is not None)
        if when is not None and (
            reality is EventStatus.PLANNED or (reality is EventStatus.NEGATED and _was_planned(sentence, t))
        ):
            when = clock.coming(when)
        if (
            reality is None
            or (t.noun and _is_named_only(context, sentence, t))
            or clock.is_long_count(sentence, t)
            or _is_tally(sentence, t)
        ):
            continue
        doers = [a for a in t.agents if not (t.type in VIOLENT and group(sentence, a) in _HARMLESS)]
        called = [_we(context, sentence, a, n) for a in doers for n in context.names([Phrase(sentence, a)])]
        told = [n for n in called if n is not None]
        names = tuple({n.actor.key: n for n in reversed(told)}.values())[::-1] or _arms_behind(context, sentence, t)
        tree = sentence.tree
        definite = (
            t.noun
            and (is_definite(sentence, t.outer) or is_definite(sentence, t.at))
            and not any(tree.lemmas[d] in ("a", "an") for o in (t.at, t.outer) for d in tree.under(o, "det"))
        )
        own = places(sentence, t, context.locator, others) if not later else ()
        row = clock.row(sentence)
        counted = t.noun and tree.lemmas[_governor(sentence, t)] in cues.verbs()
        if (
            when is None
            and row is not None
            and t.use == "own"
            and not (definite or counted or _is_told_before(sentence, t, cue_words))
        ):
            when = row
        if when is not None:
            clock.last = when
        out.append(
            Mention(
                sentence=sentence,
                trigger=_sided(t, names),
                status=reality,
                when=when,
                places=own,
                names=names,
                clause=_clause(sentence, t, cue_words),
                definite=definite,
                plural=t.outer != t.at or tree.xpos[t.at] in ("NNS", "NNPS") or sum(not is_spot(p) for p in own) > 1,
                again=_is_another(sentence, t),
            )
        )
    return out


def _was_planned(sentence: Sentence, t: Trigger) -> bool:
    """Whether what does not take place had been planned ("cancelled a march planned for Saturday")."""
    planned = context_words("planned") | context_words("plan") | context_words("planning")
    return any(plain(sentence.tree.lemmas[k]) in planned for k in t.chain)


def _is_told_before(sentence: Sentence, t: Trigger, cue_words: frozenset[int]) -> bool:
    """Whether on the day of a timeline row somebody only says what has happened ("confirms that 35 have been abducted")."""
    tree = sentence.tree
    top = t.chain[-1]
    perfect = any(tree.lemmas[a] == "have" for a in tree.under(t.at, "aux"))
    return perfect and tree.deprels[top] == "ccomp" and tree.heads[top] in cue_words


def _we(context: Context, sentence: Sentence, k: int, name: Name) -> Name | None:
    """The name of somebody who does something; "we" in a spokesman's mouth are those for whom he speaks, if that is told."""
    if sentence.tree.lemmas[k] != "we" or name.actor.kind != PERSON:
        return name
    speaker = context.entity_of(name.actor)
    behind = None if speaker is None else context.employers.get(id(speaker)) or speaker.affiliation
    return None if behind is None else Name(context.actor(behind), name.span)


def _arms_behind(context: Context, sentence: Sentence, t: Trigger) -> tuple[Name, ...]:
    """Those whose arms the words before an attack tell of: "Chadian air strikes", "an army raid"."""
    if not t.noun:
        return ()
    if is_by_arms(sentence, t.at):
        found = (adjectival(context, sentence, c) for c in states_before(sentence, t.at))
        states = tuple(p.name for p in found if p is not None and p.name.actor.kind == STATE)
        if states:
            return states
    return tuple(p.name for p in parties(context, sentence, forces_before(sentence, t.at)))


def _governor(sentence: Sentence, t: Trigger) -> int:
    """The word above a noun and its fellows."""
    tree = sentence.tree
    k = t.outer
    while tree.deprels[k] == "conj":
        k = tree.heads[k]
    return tree.heads[k]


def _sided(t: Trigger, names: Sequence[Name]) -> Trigger:
    """A trigger with the side of those that its pronouns stand for ("the army said it had killed ten militants")."""
    kinds = {n.actor.kind for n in names}
    if t.side or not kinds & {"ArmedGroup", "State", "GovernmentBody"}:
        return t
    if "ArmedGroup" in kinds:
        return replace(t, side="armed")
    return replace(t, side="state", type=EventType.OPERATION if t.against_militants else t.type)


def _is_another(sentence: Sentence, t: Trigger) -> bool:
    """Whether the text tells it apart from events before ("another attack", "elsewhere", "killed 22 more")."""
    tree = sentence.tree
    around = [c for v in (t.at, t.outer, *t.agents) for c in tree.children[v] if tree.deprels[c] in ("det", "amod", "advmod")]
    if any({sentence.words[c].lower(), plain(tree.lemmas[c])} & context_words("again") for c in around):
        return True
    return t.use != "echo" and any(
        sentence.words[c].lower() in ("more", "another") and tree.deprels[c] == "amod"
        for p in t.patients
        for c in tree.children[p]
    )


def _is_named_only(context: Context, sentence: Sentence, t: Trigger) -> bool:
    """Whether an event noun is only the name or the gloss of something ("“Dawn Storm”", "(black storm)")."""
    span = sentence.spans[t.at]
    if any(span in q.inner and len(context.document.slice(q.inner).split()) <= SHORT for q in context.quotes):
        return sentence.tree.deprels[t.at] in ("appos", "flat", "compound", "nmod:desc", "xcomp", "conj", "dep", "root")
    words = sentence.words
    opened = next((k for k in range(t.at, max(-1, t.at - SHORT), -1) if words[k] == "("), None)
    return opened is not None and ")" in words[t.at : t.at + SHORT]


def _is_tally(sentence: Sentence, t: Trigger) -> bool:
    """Whether events are only counted ("recorded 254 attacks")."""
    tree = sentence.tree
    counted = t.noun and tree.under(t.at, "nummod") and tree.xpos[t.at] in ("NNS", "NNPS")
    return (
        bool(counted)
        and tree.deprels[t.outer] in ("obj", "conj")
        and plain(tree.lemmas[_governor(sentence, t)]) in context_words("count")
    )


def _is_later_death(sentence: Sentence, t: Trigger) -> bool:
    """Whether it tells only where and when people died of what had been done to them ("died in hospital on Sunday", "died of her wounds")."""
    tree = sentence.tree
    if t.noun or tree.lemmas[t.at] not in ("die", "succumb", "pronounce", "dead"):
        return False
    if any(tree.lemmas[c] in ("later", "subsequently", "eventually") for c in tree.under(t.at, "advmod")):
        return True
    return any(
        (tree.case(c) in ("in", "at") and tree.lemmas[c] in _CARE)
        or (tree.case(c) in ("of", "from", "to") and tree.lemmas[c] in ("injury", "wound") and tree.under(c, "nmod:poss", "det"))
        for v in {t.at, *t.chain[:2]}
        for c in tree.under(v, "obl")
    )


def _clause(sentence: Sentence, t: Trigger, cue_words: frozenset[int]) -> Span:
    """The clause that tells it: all under the highest verb of the trigger's chain, or under the verb above a noun."""
    tree = sentence.tree
    top = t.chain[-1] if not t.noun else t.outer
    seen = set()
    while top not in seen and tree.heads[top] != top and tree.heads[top] not in cue_words:
        seen.add(top)
        if tree.is_verbal(top) and tree.deprels[top] in ("root", "ccomp", "parataxis", "acl:relcl"):
            break
        top = tree.heads[top]
    words = list(sentence.subtree(top))
    while len(words) > 1 and tree.upos[words[-1]] == "PUNCT":
        words.pop()
    while len(words) > 1 and tree.upos[words[0]] == "PUNCT":
        words.pop(0)
    return sentence.cover(words)
