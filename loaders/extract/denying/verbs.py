"""Which verbs of a sentence deny what that somebody said, and which only refuse something?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import Claim, Span
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import act
from loaders.extract.charges.charge import owners
from loaders.extract.context import Context
from loaders.extract.cues import words as lexicon
from loaders.extract.denying.deniers import deniers_of, is_first_person
from loaders.extract.denying.words import above, antecedent, before, denied_text, denied_things, relative
from loaders.extract.parties import Party, agents_and_patients, may_act
from loaders.extract.reality import clause_span, is_baseless, is_real
from loaders.lexicon import rows

_COURTS = frozenset("court judge tribunal jury magistrate panel".split())
_HEARD = frozenset("report rumour rumor speculation".split())


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


def by_verb(context: Context, sentence: Sentence, k: int, said: Sequence[Claim]) -> Found | None:
    """ "X denies that ...", "denied doing", "rejected the allegation", "a charge X denies", "dismissed as baseless"."""
    tree = sentence.tree
    frame = sentence.frame(k)
    lemma = tree.lemmas[k]
    takes = verbs()[lemma]
    if frame.negated != (takes == "negated"):
        return None
    if takes != "negated" and not is_real(sentence, k) and not is_in_speech(context, sentence, k):
        return None
    if frame.modal in ("would", "could", "might", "may", "should"):
        return None
    subjects, things = agents_and_patients(sentence, k)
    apposed = next((s for s in subjects if tree.lemmas[s] in denied_things() and tree.upos[s] == "NOUN" and s < k), None)
    if apposed is not None and not frame.passive and not things:
        subjects, things = _both(sentence, k, apposed)  # "allegations both deny"
    elif not frame.passive and (summed := _summed_up(sentence, k)) is not None:
        subjects, things = summed
    if lemma in ("dismiss", "reject", "throw") and any(tree.lemmas[s] in _COURTS for s in subjects):
        return None  # a ruling
    clause = next(
        (
            c
            for c in (*tree.under(k, "ccomp"), *tree.under(k, "xcomp", "advcl", "advcl:relcl"))
            if c > k and (tree.deprels[c] in ("ccomp", "advcl:relcl") or _is_gerund(sentence, c))
        ),
        None,
    )
    if clause is not None and tree.lemmas[clause] in denied_things() and clause == k + 2 and tree.upos[k + 1] in ("DET", "PRON"):
        things, clause = [clause, *things], None  # a noun that the tagger took for a verb
    if clause is not None and tree.deprels[clause] == "advcl" and ("," in sentence.words[k:clause] or things):
        clause = None
    thing = next((t for t in things if tree.lemmas[t] in denied_things()), things[0] if things else None)
    if thing is not None and tree.lemmas[thing] not in denied_things() and k in sentence.subtree(thing):
        thing = above(sentence, thing) or thing  # "allegations of shelling villages, which they deny"
    which = relative(sentence, k)
    if which is not None and (thing is None or tree.lemmas[thing] not in denied_things()):
        thing, clause = which, None  # "money was paid, which they deny"
    stands_for = thing is not None and tree.upos[thing] == "PRON" and tree.lemmas[thing] in ("it", "this", "that", "which")
    if not stands_for and _is_refusal(context, sentence, k, [thing] if thing is not None else []):
        return None
    kind = denied_things().get(tree.lemmas[thing]) if thing is not None else None
    if stands_for and (takes == "any" or thing == which):
        kind = "count" if which is not None and tree.upos[antecedent(sentence, k)] == "NUM" else "said"
    if kind is None and thing is not None and _has_baseless(sentence, k):
        kind = "said"
    if takes == "any":
        if clause is None and (
            thing is None
            or (kind is None and act(sentence, thing) is None and not (lemma == "deny" and _is_deed(sentence, thing)))
        ):
            return None
        kind = kind or "said"
    elif (
        kind is None
        or (takes == "negated" and kind == "part")
        or (takes == "count" and kind != "count")
        or (kind == "part" and lemma not in ("reject", "dispute", "dismiss", "refute"))
    ):
        return None
    deniers = deniers_of(context, sentence, k, subjects)
    if not deniers and subjects and not (is_first_person(sentence, subjects[0]) and is_in_speech(context, sentence, k)):
        return None
    if not deniers and not is_in_speech(context, sentence, k):
        return None
    head = clause if clause is not None and (thing is None or (takes == "any" and kind != "said")) else thing
    assert head is not None
    spans = [sentence.spans[k], *(p.name.span for p in deniers if p.name.span is not None)]
    spans.append(clause_span(sentence, [w for w in sentence.subtree(head) if k not in sentence.subtree(head) or w < k]))
    is_told = kind in ("said", "count")  # "their claims", not "their presence"
    whose = tuple(owners(context, sentence, thing)) if is_told and thing is not None else ()
    return Found(
        sentence=sentence,
        at=k,
        deniers=tuple(deniers),
        denied=before(context, sentence, head, k) if head == which else denied_text(sentence, head, k),
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        rule=f"{lemma}-{'clause' if head == clause else 'noun'}",
        confidence=0.9,
        kind=kind,
        thing=thing,
        against=whose or tuple(_inner_owner(context, sentence, thing)) or bundle(context, sentence, thing),
    )


def _is_gerund(sentence: Sentence, k: int) -> bool:
    """Whether a verb has the form in -ing, by itself or with its auxiliary ("having received")."""
    return any(sentence.tree.xpos[w] == "VBG" for w in (k, *sentence.tree.under(k, "aux", "aux:pass")))


def _summed_up(sentence: Sentence, k: int) -> tuple[list[int], list[int]] | None:
    """(who denies, the noun) of "..., charges both deny", whatever the parse makes of a noun that sums up the clause before it."""
    tree = sentence.tree
    subject = k - 1
    while subject > 0 and tree.upos[subject] in ("AUX", "ADV"):
        subject -= 1
    noun = subject - 1
    if noun > 0 and sentence.words[noun].lower() in ("that", "which"):
        noun -= 1
    if noun < 1 or tree.lemmas[subject] != "both" or tree.lemmas[noun] not in denied_things():
        return None
    return ([subject], [noun]) if sentence.words[noun - 1] in (",", "–", "—", "-") else None


def _is_deed(sentence: Sentence, k: int) -> bool:
    """Whether a noun names something done: "the sale of tickets", "any payment"."""
    tree = sentence.tree
    return tree.upos[k] == "NOUN" and (
        any(tree.case(c) == "of" for c in tree.under(k, "nmod"))
        or any(tree.lemmas[d] == "any" for d in tree.under(k, "det"))
        or tree.lemmas[k].endswith(("tion", "sion", "ment", "ing"))
    )


def bundle(context: Context, sentence: Sentence, thing: int | None) -> tuple[Party, ...]:
    """Reports or rumours of nobody in particular, which then stand for those who told them."""
    tree = sentence.tree
    if thing is None or tree.lemmas[thing] not in _HEARD or any(tree.lemmas[d] != "some" for d in tree.under(thing, "det")):
        return ()
    if tree.lemmas[thing] == "report" and tree.xpos[thing] != "NNS":
        return ()
    return (Party(context.role(Phrase(sentence, thing, thing + 1)), None),)


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
        is_baseless(sentence, w)
        for c in tree.under(k, "xcomp", "obl", "advcl", "ccomp")
        if any(tree.lemmas[m] == "as" for m in tree.under(c, "case", "mark"))
        for w in (*tree.conjoined(c), *tree.under(c, "amod"))
    )


def is_in_speech(context: Context, sentence: Sentence, k: int) -> bool:
    return bool(context.saying(sentence.spans[k]))
