"""Which verbs of a sentence deny what that somebody said, and which only refuse something?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import Claim, Span
from loaders.annotate.phrases import Phrase, text_of
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import act
from loaders.extract.charge import behind_words, owners
from loaders.extract.context import Context
from loaders.extract.cues import words as lexicon
from loaders.extract.deed_words import what
from loaders.extract.parties import ACTING, Party, agents_and_patients, may_act, parties
from loaders.extract.reality import clause_span, is_real
from loaders.identity import nouns
from loaders.lexicon import rows


@dataclass(frozen=True, slots=True)
class Found:
    """A denial as a clause tells it. `thing` is the noun for what is denied, `kind` said, part or count."""

    sentence: Sentence
    at: int
    deniers: tuple[Party, ...]
    denied: str
    span: Span
    rule: str
    confidence: float
    kind: str = "said"
    thing: int | None = None
    against: tuple[Party, ...] = ()


@cache
def verbs() -> dict[str, str]:
    return {r["verb"]: r["takes"] for r in rows("denial-verbs")}


@cache
def denied_things() -> dict[str, str]:
    """Nouns for what is denied: something said, a part in something, a count."""
    return {r["noun"]: r["kind"] for r in rows("denied-things")}


def by_verb(context: Context, sentence: Sentence, k: int, said: Sequence[Claim]) -> Found | None:
    """ "X denies that ...", "denied doing", "rejected the allegation", "a charge X denies", "dismissed as baseless"."""
    tree = sentence.tree
    if not is_real(sentence, k) and not is_in_speech(context, sentence, k):
        return None
    frame = sentence.frame(k)
    if frame.negated or frame.modal in ("would", "could", "might", "may", "should"):
        return None
    lemma = tree.lemmas[k]
    takes = verbs()[lemma]
    subjects, things = agents_and_patients(sentence, k)
    apposed = next((s for s in subjects if tree.lemmas[s] in denied_things() and tree.upos[s] == "NOUN" and s < k), None)
    if apposed is not None and not frame.passive and not things:
        subjects, things = _both(sentence, k, apposed)  # "allegations both deny"
    clause = next(
        (
            c
            for c in (*tree.under(k, "ccomp"), *tree.under(k, "xcomp", "advcl"))
            if c > k and (tree.deprels[c] == "ccomp" or tree.xpos[c] == "VBG")
        ),
        None,
    )
    if clause is not None and tree.deprels[clause] == "advcl" and ("," in sentence.words[k:clause] or things):
        clause = None
    thing = next((t for t in things if tree.lemmas[t] in denied_things()), things[0] if things else None)
    if thing is not None and tree.lemmas[thing] not in denied_things() and k in sentence.subtree(thing):
        thing = _above(sentence, thing) or thing  # "allegations of shelling villages, which they deny"
    stands_for = thing is not None and tree.upos[thing] == "PRON" and tree.lemmas[thing] in ("it", "this", "that", "which")
    if not stands_for and _is_refusal(context, sentence, k, [thing] if thing is not None else []):
        return None
    kind = denied_things().get(tree.lemmas[thing]) if thing is not None else None
    if stands_for and takes == "any":
        kind = "said"
    if kind is None and thing is not None and _has_baseless(sentence, k):
        kind = "said"
    if takes == "any":
        if clause is None and (thing is None or (kind is None and act(sentence, thing) is None)):
            return None
        kind = kind or "said"
    elif (
        kind is None
        or (takes == "count" and kind != "count")
        or (kind == "part" and lemma not in ("reject", "dispute", "dismiss", "refute"))
    ):
        return None
    deniers = _subject_parties(context, sentence, k, subjects)
    if not deniers and subjects:
        return None
    if not deniers and not is_in_speech(context, sentence, k):
        return None
    head = clause if clause is not None and (thing is None or (takes == "any" and kind != "said")) else thing
    assert head is not None
    spans = [sentence.spans[k], *(p.name.span for p in deniers if p.name.span is not None)]
    spans.append(clause_span(sentence, [w for w in sentence.subtree(head) if k not in sentence.subtree(head) or w < k]))
    whose = tuple(owners(context, sentence, thing)) if thing is not None else ()
    return Found(
        sentence=sentence,
        at=k,
        deniers=tuple(deniers),
        denied=_denied(sentence, head, k),
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        rule=f"{lemma}-{'clause' if head == clause else 'noun'}",
        confidence=0.9,
        kind=kind,
        thing=thing,
        against=whose or tuple(_inner_owner(context, sentence, thing)),
    )


def _above(sentence: Sentence, k: int) -> int | None:
    """The noun for something said that holds a noun."""
    tree = sentence.tree
    while tree.heads[k] != k:
        k = tree.heads[k]
        if tree.lemmas[k] in denied_things() and tree.upos[k] == "NOUN":
            return k
        if tree.upos[k] == "VERB" and tree.xpos[k] not in ("VBG", "VB"):
            return None
    return None


def _denied(sentence: Sentence, head: int, verb: int) -> str:
    """What is denied, in the words of the text, without the clause of the denial itself."""
    tree = sentence.tree
    if verb in sentence.subtree(head):
        words = [w for w in Phrase(sentence, head).core() if w not in sentence.subtree(verb)]
        return text_of(sentence, words or [head])
    return what(sentence, head) or tree.words[head]


def _inner_owner(context: Context, sentence: Sentence, thing: int | None) -> list[Party]:
    """ "the scale of the group's claims": the owner of the noun inside."""
    if thing is None:
        return []
    for c in sentence.tree.under(thing, "nmod"):
        if sentence.tree.lemmas[c] in denied_things():
            return owners(context, sentence, c)
    return []


def _both(sentence: Sentence, k: int, noun: int) -> tuple[list[int], list[int]]:
    """ "allegations both deny", "claims the ministry rejects" read as if the noun were the subject: the words between are."""
    tree = sentence.tree
    between = [
        w
        for w in range(noun + 1, k)
        if tree.upos[w] in ("PRON", "PROPN", "NOUN", "DET") and tree.deprels[w] not in ("det", "compound", "nmod:poss")
    ]
    both = [w for w in range(noun + 1, k) if tree.lemmas[w] == "both"]
    return (both or between[-1:]), [noun]


def _subject_parties(context: Context, sentence: Sentence, k: int, subjects: list[int]) -> list[Party]:
    tree = sentence.tree
    if not subjects:
        return []
    first = subjects[0]
    if tree.lemmas[first] == "both" or (tree.lemmas[first] == "they" and tree.upos[first] == "PRON"):
        pair = _coordination(sentence, first)
        found = parties(context, sentence, pair) if pair else []
        if found:
            return found
    if tree.lemmas[first] == "both":
        return []
    told = [
        p
        for p in behind_words(context, sentence, subjects)
        if p.name.actor.kind != "Place" and (p.entity is not None or _may_deny(sentence, first))
    ]
    if told and told[0].entity is None and tree.lemmas[first] in ("response", "comment", "statement", "reaction", "report"):
        inner = [x for c in tree.under(first, "nmod") if tree.case(c) in ("from", "by") for x in tree.conjoined(c)]
        return parties(context, sentence, inner) or told
    return told


def _may_deny(sentence: Sentence, k: int) -> bool:
    lemma = sentence.tree.lemmas[k]
    return (
        lemma in ACTING
        or lemma in nouns.people()
        or lemma in nouns.bodies()
        or sentence.tree.upos[k] == "PROPN"
        or lemma in ("response", "comment", "statement", "reaction", "report")
    )


def _coordination(sentence: Sentence, k: int) -> list[int]:
    """The two or more named before a "both" or "they" in its own sentence."""
    tree = sentence.tree
    found: list[int] = []
    for w in range(k - 1, -1, -1):
        heads = tree.conjoined(w)
        named = len(heads) > 1 and max(heads) < k and any(tree.upos[h] == "PROPN" for h in heads)
        if named and tree.deprels[w] in ("nsubj", "obj", "nsubj:pass"):
            return heads
        if named and tree.deprels[w] in ("nmod", "obl", "iobj"):
            found = heads
    return found


def _is_refusal(context: Context, sentence: Sentence, k: int, things: list[int]) -> bool:
    """ "denied them entry", "was denied bail", "rejected the request"."""
    tree = sentence.tree
    refused = lexicon("refused-things")
    if tree.under(k, "iobj") or len(tree.under(k, "obj")) > 1:
        return True
    if sentence.frame(k).passive and tree.under(k, "obj"):
        return True
    first = things[:1]
    if first and tree.lemmas[first[0]] in refused:
        return True
    if (
        first
        and tree.lemmas[first[0]] not in denied_things()
        and tree.lemmas[k] == "deny"
        and may_act(context, sentence, first[0])
    ):
        return True  # "denied the importers access"
    return (
        bool(first)
        and not denied_things().get(tree.lemmas[first[0]])
        and any(tree.lemmas[c] in refused for c in tree.under(first[0], "nmod", "acl") if tree.case(c) == "to")
    )


def _has_baseless(sentence: Sentence, k: int) -> bool:
    """ "as baseless", "as a lie", after a verb."""
    tree = sentence.tree
    return any(
        tree.lemmas[w] in lexicon("baseless")
        for c in tree.under(k, "xcomp", "obl", "advcl", "ccomp")
        if any(tree.lemmas[m] == "as" for m in tree.under(c, "case", "mark"))
        for w in (*tree.conjoined(c), *tree.under(c, "amod"))
    )


def is_in_speech(context: Context, sentence: Sentence, k: int) -> bool:
    return bool(context.saying(sentence.spans[k]))
