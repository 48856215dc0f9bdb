"""Statements: who said what. One row for each speaker; what repeats another statement in headline or caption is none."""

from __future__ import annotations

from kg.model import Name, Span, Statement
from kg.vocabulary import SpeechAct
from loaders.extract.context import Context
from loaders.extract.speech import Utterance
from loaders.extract.voice import attribution, speaks_for


def statements(context: Context) -> list[Statement]:
    """The statements of a document, in order."""
    out: list[tuple[Utterance, Statement]] = []
    for u in context.utterances:
        names = context.speakers(u)
        if not names or _says_nothing(context, u) or _is_own_words(context, u, names) or _hands_on(context, u, names):
            continue
        for name in names:
            out.append(
                (
                    u,
                    Statement(
                        span=u.span,
                        by=attribution(context, u, name),
                        rule=u.rule,
                        confidence=u.confidence,
                        sentence=u.sentence.span,
                        content=u.content,
                        direct=u.direct,
                        act=u.act,
                    ),
                )
            )
    return [s for _, s in _told_once(context, out)]


def _says_nothing(context: Context, u: Utterance) -> bool:
    """Whether nothing is said by them: no comment, or a speaker tells what they think ("They knew", he said)."""
    if u.act is SpeechAct.NO_COMMENT or _is_pronoun(u):
        return True
    return u.act is SpeechAct.OPINION and u.cue is not None and any(u.cue in q.inner for q in context.quotes)


def _is_pronoun(u: Utterance) -> bool:
    """Whether only a pronoun stands for what was said ("the mayor denied it")."""
    words = [k for c in u.content for k in u.sentence.within(c)]
    return not u.direct and all(u.sentence.tree.xpos[k] == "PRP" for k in words) and bool(words)


def _is_own_words(context: Context, u: Utterance, names: list[Name]) -> bool:
    """Whether an utterance is told within another by the same speaker ("he said he rejects it", "We reject", he said)."""
    mine = {n.actor.key for n in names}
    return any(
        other is not u and other.sentence.place <= u.sentence.place + 40 and mine & {n.actor.key for n in context.speakers(other)}
        for other in context.saying(u.cue or u.span)
    )


def _hands_on(context: Context, u: Utterance, names: list[Name]) -> bool:
    """Whether an outlet only tells what somebody else says ("..., she said, Reuters reported"): it is on the way, not the speaker."""
    reports = u.cue_lemma == "report"
    if any(n.actor.kind != "MediaOutlet" and not (reports and n.actor.kind == "Organization") for n in names):
        return False
    told = sum(c.end - c.start for c in u.content)
    mine = {n.actor.key for n in names}
    for other in context.utterances:
        if other is u or other.cue is None or u.cue is None or not u.holds(other.cue):
            continue
        if other.holds(u.cue) and other.rule != "according-to":
            continue
        inside = sum(c.end - c.start for c in other.content if u.holds(c) or other.rule == "according-to")
        if inside >= told / 2 and any(n.actor.kind != "MediaOutlet" and n.actor.key not in mine for n in context.speakers(other)):
            return True
    return False


def words(context: Context, span: Span) -> frozenset[str]:
    """The lemmas of the words that carry meaning in a stretch of text."""
    out: set[str] = set()
    for s in context.sentences_in(span):
        out.update(
            s.tree.lemmas[k]
            for k in s.within(span)
            if s.tree.upos[k] in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and s.tree.lemmas[k] not in ("say", "be", "have")
        )
    return frozenset(out)


def _told_once(context: Context, found: list[tuple[Utterance, Statement]]) -> list[tuple[Utterance, Statement]]:
    """The statements without those in headlines, captions and timelines that say again what the text says."""
    meaning = [frozenset().union(*(words(context, c) for c in s.content)) | words(context, u.cue or u.span) for u, s in found]
    out = []
    for n, (u, s) in enumerate(found):
        repeats = context.repeats(u.sentence.span)
        again = False
        for m, (v, t) in enumerate(found):
            if m == n or s.by.speaker is None or t.by.speaker is None or not speaks_for(t.by.speaker, s.by.speaker):
                continue
            others = context.repeats(v.sentence.span)
            lesser = repeats and not others
            if not lesser and s.by.speaker.actor.key != t.by.speaker.actor.key:
                continue
            earlier = m < n and repeats == others
            if not meaning[n]:
                continue
            share = len(meaning[n] & meaning[m]) / len(meaning[n])
            if (lesser and share >= 0.5) or (earlier and share >= 0.8 and len(meaning[n]) >= 3):
                again = True
        if not again:
            out.append((u, s))
    return out
