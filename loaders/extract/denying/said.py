"""Who calls a charge untrue without a verb of denying: "called it baseless", "the claims are false", "we had no role"?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Accusation, Claim, Span, Statement
from loaders.annotate.phrases import Phrase, text_of
from loaders.annotate.sentences import Sentence
from loaders.annotate.truth import clauses, denying
from loaders.extract.charges.charge import owners
from loaders.extract.charges.deed_words import what
from loaders.extract.charges.wrongdoing import deeds
from loaders.extract.context import Context
from loaders.extract.denying.deniers import speakers_own
from loaders.extract.denying.verbs import Found, bundle
from loaders.extract.denying.words import denied_things
from loaders.extract.parties import parties, spoken_by
from loaders.extract.reality import clause_span, is_baseless, is_real

_NO_PART = frozenset(
    "role hand part involvement link connection tie knowledge responsibility complicity participation intention".split()
)
# Verbs that say too little to be said again.
_COMMON = frozenset(
    """be have do say go make take get know come think want see find give tell ask use feel try leave call need become mean keep let
    begin seem help show hear believe speak work put look""".split()
)
_COMPARED = frozenset("low lower few fewer less small smaller high higher".split())


def called_untrue(context: Context, sentence: Sentence, k: int) -> Found | None:
    """ "called the allegation baseless", "described the report as fabricated"."""
    tree = sentence.tree
    if not is_real(sentence, k):
        return None
    inside = sentence.subtree(k)
    frame = sentence.frame(k)
    thing = next(
        (p for p in frame.patients if tree.lemmas[p] in denied_things() and denied_things()[tree.lemmas[p]] != "part"), None
    )
    if thing is None:
        thing = next(
            (
                c
                for x in tree.under(k, "xcomp", "ccomp")
                for c in tree.under(x, "nsubj", "obj")
                if tree.lemmas[c] in denied_things()
            ),
            None,
        )
    if thing is None:  # "an allegation that the mayor called a lie"
        above = tree.heads[k] if tree.deprels[k] in ("acl", "acl:relcl") else None
        thing = above if above is not None and denied_things().get(tree.lemmas[above]) == "said" else None
    pronoun = next((p for p in tree.under(k, "obj") if tree.upos[p] == "PRON"), None)
    word = next(
        (w for w in inside if w > k and is_baseless(sentence, w) and tree.upos[w] in ("ADJ", "NOUN", "VERB") and w != thing),
        None,
    )
    if word is None or (thing is not None and word < thing and tree.deprels[word] == "amod"):
        return None
    if thing is None and (pronoun is None or not _after_said(context, sentence, k)):
        return None
    deniers = parties(context, sentence, frame.agents)
    if not deniers:
        return None
    spans = [sentence.spans[k], sentence.spans[word], *(p.name.span for p in deniers if p.name.span is not None)]
    if thing is not None:
        spans.append(clause_span(sentence, list(Phrase(sentence, thing).core())))
    return Found(
        sentence, k, tuple(deniers), _without(sentence, thing, word) if thing is not None else tree.words[pronoun or k],
        Span(min(s.start for s in spans), max(s.end for s in spans)), "called-baseless", 0.9, "said", thing,
        (tuple(owners(context, sentence, thing)) or bundle(context, sentence, thing)) if thing is not None else (),
    )  # fmt: skip


def _without(sentence: Sentence, thing: int, word: int) -> str:
    """The words of a noun phrase without an adjective after it that the parse took for a part of it."""
    cut = set(sentence.subtree(word)) if word > thing else set()
    return text_of(sentence, [w for w in Phrase(sentence, thing).core() if w not in cut and w < max(word, thing + 1)])


def _after_said(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether something said is named before in the sentence or the one before it, so that "them" can stand for it."""
    before = context.sentences[max(0, sentence.place - 1) : sentence.place]
    found = [lemma for s in before for lemma in s.tree.lemmas] + list(sentence.tree.lemmas[:k])
    return any(denied_things().get(lemma) == "said" for lemma in found)


def by_noun(context: Context, sentence: Sentence, k: int) -> Found | None:
    """ "the army's denial of involvement", "issued a denial"."""
    tree = sentence.tree
    frame = sentence.frame(k)
    deniers = owners(context, sentence, k) or parties(
        context, sentence, [a for a in frame.agents if a != k and tree.deprels[a] != "compound"]
    )
    thing = next(
        (
            c
            for c in tree.under(k, "nmod", "acl")
            if tree.case(c) == "of" or any(tree.lemmas[m] == "that" for m in tree.under(c, "mark"))
        ),
        None,
    )
    if not deniers or not is_real(sentence, k):
        return None
    if tree.lemmas[k] == "rejection" and (thing is None or tree.lemmas[thing] not in denied_things()):
        return None
    span = clause_span(
        sentence, [*sentence.subtree(k), *(w for p in deniers if p.name.span is not None for w in sentence.within(p.name.span))]
    )
    return Found(
        sentence,
        k,
        tuple(deniers),
        what(sentence, thing) if thing is not None else "",
        span,
        "noun-denial",
        0.8,
        "said",
        thing,
        tuple(owners(context, sentence, thing)) if thing is not None else (),
    )


def in_speech(context: Context, sentence: Sentence, k: int, said: Sequence[Claim]) -> Found | None:
    """What somebody says of a charge without a verb of denying: "the claims are false", "we had no role", "it was not involved"."""
    tree = sentence.tree
    thing: int | None = None
    rule = ""
    kind = "said"
    if denying(sentence, k) and (untrue := clauses(sentence, k)):
        thing, rule = untrue[0], "not-true"
    elif (is_baseless(sentence, k) and _is_predicated(sentence, k)) or (
        tree.lemmas[k] in ("foundation", "basis", "merit", "substance", "truth")
        and tree.case(k) == "without"
        and tree.subject(k) is not None
    ):
        first = tree.heads[k] if tree.deprels[k] == "conj" else k
        subject = tree.subject(first)
        if subject is None:  # the parse hangs it elsewhere
            subject = next((p for p in (*sentence.frame(first).patients, *sentence.frame(first).agents) if p < first), None)
        if subject is not None and denied_things().get(tree.lemmas[subject]) in ("said", "count"):
            thing, rule, kind = subject, "said-baseless", denied_things()[tree.lemmas[subject]]
    elif tree.lemmas[k] in ("truth", "basis", "foundation", "merit", "substance") and any(
        tree.lemmas[d] == "no" for d in tree.under(k, "det")
    ):
        thing, rule = next((c for c in tree.under(k, "nmod") if tree.case(c) in ("in", "to")), k), "no-truth"
    elif (
        tree.lemmas[k] in _NO_PART
        and any(tree.lemmas[d] == "no" for d in tree.under(k, "det"))
        and tree.deprels[k] in ("obj", "nsubj", "conj")
    ):
        doers = sentence.frame(tree.heads[k]).agents if tree.deprels[k] != "nsubj" else ()
        if speakers_own(context, sentence, k, doers):
            thing, rule, kind = k, "no-part", "part"
    elif tree.lemmas[k] in ("innocent", "blameless") and _is_predicated(sentence, k):
        if (subject := tree.subject(k)) is not None and speakers_own(context, sentence, k, [subject]):
            thing, rule, kind = k, "said-innocent", "part"
    elif tree.lemmas[k] == "nothing" and any(tree.lemmas[w] == "do" for w in sentence.subtree(k)):
        if speakers_own(context, sentence, k, sentence.frame(tree.heads[k]).agents):
            thing, rule, kind = tree.heads[k], "nothing-to-do", "part"
    elif tree.upos[k] in ("VERB", "ADJ") and sentence.frame(k).negated and sentence.frame(k).modal is None:
        deed = next((d for d in deeds(context, sentence) if d.at == k), None)
        involved = tree.lemmas[k] in ("involve", "involved")
        subject = tree.subject(k)
        before = deed is None and not involved and _was_said(context, sentence, k, said)
        agents = deed.doers if deed is not None else (subject,) if (involved or before) and subject is not None else ()
        wrong = (deed is not None and (deed.told or _speaker_accused(context, sentence, k, said))) or involved or before
        if wrong and (tree.lemmas[k] != "fail") and speakers_own(context, sentence, k, agents):
            thing, rule, kind = k, "said-not", "part"
    elif (
        tree.upos[k] == "NOUN"
        and tree.under(k, "cop")
        and sentence.frame(k).negated
        and _speaker_accused(context, sentence, k, said)
    ):
        thing, rule, kind = k, "said-not", "said"
    elif tree.lemmas[k] in _COMPARED and tree.under(k, "cop") and not sentence.frame(k).negated:
        than = next(
            (c for c in tree.under(k, "obl", "advcl") if tree.case(c) == "than" and denied_things().get(tree.lemmas[c])), None
        )
        if than is not None:
            thing, rule, kind = than, "said-lower", "count"
    if thing is None:
        return None
    u, names = spoken_by(context, sentence.spans[k])
    if not names or u is None:
        return None
    inside = [w for w in sentence.subtree(k if thing == k or rule != "nothing-to-do" else thing) if u.holds(sentence.spans[w])]
    against = (
        tuple(owners(context, sentence, thing)) or bundle(context, sentence, thing)
        if rule not in ("said-not", "not-true")
        else ()
    )
    if rule == "said-lower" and not against:
        against = tuple(parties(context, sentence, [thing]))
    denied = what(sentence, thing) if rule in ("said-baseless", "no-truth") else what(sentence, k)
    if rule in ("said-not", "no-part"):
        denied = _positive(denied)
    elif rule == "not-true":
        denied = text_of(sentence, [w for w in sentence.subtree(thing) if w not in tree.under(thing, "mark", "punct")])
    elif rule == "said-innocent":
        denied = ""  # the charge, whatever it is
    return Found(sentence, k, (), denied, clause_span(sentence, inside or [k]), rule, 0.75, kind, thing, against)


def _is_predicated(sentence: Sentence, k: int) -> bool:
    """Whether something is said to be so: "is false", "is cruel and false", "were unfounded"."""
    tree = sentence.tree
    first = tree.heads[k] if tree.deprels[k] == "conj" else k
    return bool(tree.under(first, "cop", "aux:pass")) and not sentence.frame(first).negated and not sentence.frame(k).negated


def _positive(denied: str) -> str:
    """What is denied, without the word of denying: "no role in it" denies a role in it."""
    return re.sub(r"^(?:(?:did|does|do|had|has|have|was|were|is|are)\s+)?(?:no|not|never|n[’']t)\s+", "", denied)


def _was_said(context: Context, sentence: Sentence, k: int, said: Sequence[Claim]) -> bool:
    """Whether another has said shortly before that it is so: "They locked the doors", "We did not lock any door"."""
    if sentence.tree.lemmas[k] in _COMMON or sentence.tree.upos[k] != "VERB" or sentence.tree.xpos[k] == "VBG":
        return False
    _, names = spoken_by(context, sentence.spans[k])
    keys = {n.actor.key for n in names}
    for c in said:
        other = c.by.speaker
        if not isinstance(c, Statement) or other is None or other.actor.key in keys or c.span.start >= sentence.span.start:
            continue
        for content in c.content:
            for s in context.sentences[max(0, sentence.place - 6) : sentence.place + 1]:
                if s.span.touches(content) and any(
                    s.tree.lemmas[w] == sentence.tree.lemmas[k] and s.tree.xpos[w] in ("VBD", "VBN") and not s.frame(w).negated
                    for w in s.within(content)
                ):
                    return True
    return False


def _speaker_accused(context: Context, sentence: Sentence, k: int, said: Sequence[Claim]) -> bool:
    """Whether the speaker of a clause was accused before."""
    _, names = spoken_by(context, sentence.spans[k])
    keys = {n.actor.key for n in names}
    return any(
        isinstance(c, Accusation)
        and c.accused is not None
        and c.accused.actor.key in keys
        and c.span.end <= sentence.spans[k].start
        for c in said
    )
