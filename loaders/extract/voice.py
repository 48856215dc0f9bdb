"""On whose word does a stretch of text stand, through whom, and in whose voice?"""

from __future__ import annotations

from kg.model import Attribution, Name, Span
from kg.vocabulary import PartKind, Voice
from loaders.extract.context import Context
from loaders.extract.speech import Utterance


def attribution(context: Context, u: Utterance, speaker: Name | None) -> Attribution:
    """The attribution of an utterance to one of its speakers, with the outlets between."""
    via = [*context.names(u.via), *(n for n in context.names(u.addressees) if n.actor.kind == "MediaOutlet")]
    for outer in context.saying(u.cue or u.span):
        if outer is not u:
            via = [*(n for n in context.speakers(outer) if n.actor.kind == "MediaOutlet"), *via]
    addressee = next((n for n in context.names(u.addressees) if n.actor.kind != "MediaOutlet"), None)
    return Attribution(
        voice=Voice.QUOTED if u.direct else Voice.ATTRIBUTED,
        speaker=speaker,
        cue=u.cue,
        addressee=addressee,
        via=tuple(dict.fromkeys(via)),
        citations=context.cited(u.span),
    )


def speaks_for(body: Name, whole: Name) -> bool:
    """Whether one speaker is the other, or a part of it that headlines call by the name of the whole ("Kelmark's army", "Kelmark")."""
    if whole.actor.key in (body.actor.key, body.actor.affiliation):
        return True
    return body.actor.name.startswith((f"{whole.actor.name}’s ", f"{whole.actor.name}'s "))


def own_voice(context: Context, span: Span) -> Attribution:
    """The attribution of what the outlet says itself."""
    segment = next((s for s in context.segments if s.span.start <= span.start < s.span.end), None)
    headline = segment is not None and segment.kind in (PartKind.HEADLINE, PartKind.DECK)
    return Attribution(voice=Voice.HEADLINE if headline else Voice.OWN, citations=context.cited(span))


def speakers_of(context: Context, span: Span, head: int | None = None) -> tuple[Utterance | None, list[Name]]:
    """The utterance on whose word a stretch of text stands, the innermost, and its speakers; no speakers where nobody is named.

    With the `head` word of the stretch, utterances are passed over that only name what it is said of: in "they condemned the
    attack that killed nine" the nine are not theirs. An outlet that somebody speaks through is not the one who says it.
    """
    found = [
        (u, context.speakers(u))
        for u in reversed(context.saying(span))
        if u.speakers and not (head is not None and _is_presupposed(u, span, head))
    ]
    if not found or not found[0][1]:
        return found[0] if found else (None, [])
    own = [f for f in found if any(n.actor.kind != "MediaOutlet" for n in f[1])] or found
    return own[1] if len(own) > 1 and _is_own_unit(context, own[0][0], own[1][0]) else own[0]


def _is_own_unit(context: Context, inner: Utterance, outer: Utterance) -> bool:
    """Whether somebody tells what a part of himself without a name found: "the union said its inspectors had counted nine"."""
    around = [e for p in outer.speakers for e in context.resolver.all(p)]
    return any(
        context.resolver.identity(p.sentence, c) in around
        for p in inner.speakers
        for c in p.sentence.tree.under(p.head, "nmod:poss")
        if p.sentence.tree.upos[c] == "PRON"
    )


def _is_presupposed(u: Utterance, span: Span, head: int) -> bool:
    """Whether a word in the content of an utterance stands in a clause that describes a thing of which something is said."""
    if u.direct or u.head is None or not u.sentence.span.start <= span.start < u.sentence.span.end:
        return False
    clause = u.rule in ("verb-that", "verb-quote", "according-to")
    loose = ("acl:relcl",) if clause else ("acl", "acl:relcl", "advcl")
    tree, k = u.sentence.tree, head
    while k != u.head and tree.heads[k] != k:
        if tree.deprels[k] in loose and k != u.cue_word:
            return not (_is_last_said(u, k) if clause else _is_what_for(u, k))
        k = tree.heads[k]
    return False


def _is_last_said(u: Utterance, k: int) -> bool:
    """Whether the clause `k` comes behind a comma, right before who says it: "a blast hit a bus, which killed nine, police said"."""
    spans = [*([u.cue] if u.cue else []), *(p.span() for p in u.speakers)]
    said = min((w for span in spans for w in u.sentence.within(span)), default=0)
    words = u.sentence.words
    inside = [w for w in u.sentence.subtree(k) if w < said and words[w] != ","]
    first, last = min(inside, default=0), max(inside, default=0)
    return words[first - 1 : first] == (",",) and words[last + 1 : last + 2] == (",",) and said == last + 2


def _is_what_for(u: Utterance, k: int) -> bool:
    """Whether the clause `k` tells of what somebody is accused: "accused them of killing nine"."""
    tree = u.sentence.tree
    return tree.heads[k] == u.cue_word and any(tree.lemmas[m] in ("of", "for") for m in tree.under(k, "mark", "case"))
