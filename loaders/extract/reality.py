"""Does a word tell of something that is so, as far as the text goes, or is it denied, asked, wished for, only possible?"""

from __future__ import annotations

from functools import cache

from kg.model import Span
from kg.vocabulary import Hedge, Verification
from loaders.annotate.sentences import Sentence
from loaders.annotate.truth import is_supposed, is_untrue
from loaders.extract.context import Context
from loaders.lexicon import rows

_UNREAL_MODALS = frozenset("could would might may should can must will shall 'll ’ll need ought".split())
_CONDITIONS = frozenset("if unless whether lest once".split())
# Verbs, adjectives and nouns whose infinitive or gerund did not take place, or not yet.
_UNREAL_GOVERNORS = frozenset(
    """plan threaten expect want refuse decline fail avoid hesitate intend consider mull weigh wish hope fear vow pledge promise swear
    ready prepare likely unlikely reluctant able unable afraid stop prevent avert foil thwart dissuade deter keep short refrain ask
    demand urge call warn order wait set bound poise need allow enable risk chance possibility threat danger prospect attempt ability
    bid right decision decide opportunity potential forbid ban prohibit discourage suppose rule""".split()
)
# Governors whose infinitive took place all the same, or was begun.
_REAL_GOVERNORS = frozenset(
    """try seek attempt continue begin start manage help go rush move proceed dare lead prompt cause push use find believe say claim
    report allege understand know think prove appear seem tend bid effort campaign tactic ploy conspire collude plot order pay
    recruit send deploy force come accuse suspect blame keep drive hire attempt accustom aim design mean""".split()
)
_PREVENTING = frozenset("prevent avert foil thwart stop avoid deter forestall repel repulse counter combat fight fear".split())
_BARE = frozenset(
    "threat risk fear danger possibility prospect warning prevention case victim likelihood potential anti chance".split()
)
_NOBODY = frozenset("no neither nobody none nothing".split())
_CHECKING = frozenset("verify confirm corroborate substantiate authenticate check prove".split())
_UNPROVEN = frozenset("unsubstantiated unproven unverified unconfirmed uncorroborated unsupported".split())
_PROOF = frozenset("evidence proof substantiation".split())


@cache
def _hedges() -> dict[str, Hedge]:
    return {r["word"]: r.member("hedge", Hedge) for r in rows("hedges")}


def hedges(sentence: Sentence, *heads: int) -> tuple[Hedge, ...]:
    """The hedges that stand directly with some words ("allegedly", "suspected"), in order, each once."""
    found: dict[Hedge, None] = {}
    for k in heads:
        for c in sentence.tree.children[k]:
            hedge = _hedges().get(sentence.words[c].lower())
            if hedge is not None and sentence.tree.deprels[c] in ("advmod", "amod"):
                found.setdefault(hedge)
    return tuple(found)


def verifications(context: Context, sentence: Sentence, *heads: int) -> tuple[Verification, ...]:
    """What the text says of how far something was checked: in the adjectives of some words, in their sentence or the next."""
    out: dict[Verification, None] = {}
    for k in heads:
        if any(sentence.tree.lemmas[c] in _UNPROVEN for c in sentence.tree.under(k, "amod")):
            out.setdefault(Verification.UNSUBSTANTIATED)
    after = [s for s in context.sentences[sentence.place + 1 : sentence.place + 2] if s.segment.kind is sentence.segment.kind]
    for s in [sentence, *after]:
        for k, lemma in enumerate(s.tree.lemmas):
            if lemma in _CHECKING and s.tree.upos[k] == "VERB" and _cannot(s, k) and (s is sentence or _points_back(s, k)):
                out.setdefault(Verification.NOT_INDEPENDENTLY_VERIFIED)
            if s is sentence and lemma in _PROOF and _is_lacking(s, k):
                out.setdefault(Verification.UNSUBSTANTIATED)
    return tuple(out)


def _cannot(sentence: Sentence, k: int) -> bool:
    frame = sentence.frame(k)
    able = sentence.tree.lemmas[sentence.tree.heads[k]] in ("able", "unable", "possible")
    return (frame.negated and (frame.modal is not None or frame.passive)) or (
        able and sentence.tree.deprels[k] in ("xcomp", "csubj", "advcl")
    )


def _points_back(sentence: Sentence, k: int) -> bool:
    """Whether what is checked is told before: "the claim", "this", "it"."""
    tree = sentence.tree
    things = sentence.frame(k).patients
    return any(
        tree.upos[t] == "PRON"
        or any(
            tree.lemmas[d] in ("the", "this", "that", "these", "those", "its", "their") for d in tree.under(t, "det", "nmod:poss")
        )
        for t in things
    )


def _is_lacking(sentence: Sentence, k: int) -> bool:
    tree = sentence.tree
    if any(tree.lemmas[c] in ("no", "without", "any") for c in tree.under(k, "det", "case")) and any(
        tree.lemmas[c] in ("without", "no") for c in tree.under(k, "det", "case")
    ):
        return True
    verb = tree.heads[k]
    return tree.deprels[k] == "obj" and (
        any(tree.lemmas[m] == "without" for m in tree.under(verb, "mark")) or sentence.frame(verb).negated
    )


def is_asked(sentence: Sentence) -> bool:
    """Whether a sentence is a question."""
    words = [w for w in sentence.words if w not in "”\"'’)"]
    return bool(words) and words[-1] == "?"


def is_nobody(sentence: Sentence, k: int) -> bool:
    """Whether a phrase stands for nobody: "no group", "neither side", "none of them", "neither Peru nor Chile"."""
    tree = sentence.tree
    return tree.lemmas[k] in _NOBODY or any(tree.lemmas[d] in _NOBODY for d in tree.under(k, "det", "advmod", "cc:preconj", "cc"))


def is_real(sentence: Sentence, k: int) -> bool:
    """Whether a verb or noun of some act stands as a fact of the clause: not negated, not a condition, not merely possible."""
    tree = sentence.tree
    if is_asked(sentence) or is_untrue(sentence, k) or is_supposed(sentence, k):
        return False
    seen: set[int] = set()
    at = k
    while at not in seen:
        seen.add(at)
        frame = sentence.frame(at)
        if frame.negated and (at == k or tree.is_verbal(at)):
            return False
        if frame.modal in _UNREAL_MODALS:
            return False
        if any(is_nobody(sentence, c) for c in tree.under(at, "nsubj", "nsubj:pass", *(("obj",) if at == k else ()))):
            return False  # "no guard fired", "shot nobody"
        marks = {tree.lemmas[m] for m in tree.under(at, "mark")}
        if marks & _CONDITIONS or "without" in marks:
            return False
        if not tree.is_verbal(at) and not _noun_is_real(sentence, at):
            return False
        head, relation = tree.heads[at], tree.deprels[at]
        if relation == "conj" and head not in seen:
            if tree.xpos[at] in ("VBZ", "VBP", "VBD") or tree.under(at, "aux", "cop", "nsubj", "nsubj:pass"):
                break  # finite by itself
            at = head
            continue
        infinitive = tree.xpos[at] in ("VB", "VBG") or "to" in marks
        if relation in ("xcomp", "advcl", "acl", "ccomp", "csubj") and infinitive and not tree.under(at, "nsubj"):
            if relation in ("xcomp", "acl", "csubj", "ccomp") and tree.lemmas[head] in _UNREAL_GOVERNORS:
                return False
            if "to" in marks and relation != "advcl" and tree.lemmas[head] not in _REAL_GOVERNORS:
                return False
            if relation == "xcomp" and (sentence.frame(head).negated or sentence.frame(head).modal in _UNREAL_MODALS):
                return False
            if "to" in marks and relation == "advcl" and tree.upos[at] == "VERB" and not tree.under(at, "aux"):
                return False  # a purpose
            if relation == "xcomp":
                at = head
                continue
        break
    return True


def _noun_is_real(sentence: Sentence, k: int) -> bool:
    tree = sentence.tree
    if any(
        tree.lemmas[c] in ("no", "any", "possible", "potential", "future", "further", "threatened", "planned")
        for c in tree.under(k, "det", "amod")
    ):
        return False
    if tree.case(k) in ("without", "against") and tree.deprels[k] == "obl" and tree.case(k) == "without":
        return False
    head = tree.heads[k]
    return not (
        head != k
        and (tree.lemmas[head] in _BARE or (tree.lemmas[head] in _PREVENTING and tree.deprels[k] in ("obj", "nsubj:pass")))
    )


def clause_span(sentence: Sentence, words: list[int]) -> Span:
    """The characters from the first to the last of some words, without punctuation at the edges."""
    kept = sorted(w for w in words)
    while len(kept) > 1 and sentence.tree.upos[kept[-1]] == "PUNCT" and sentence.words[kept[-1]] not in '”"’)':
        kept.pop()
    while len(kept) > 1 and sentence.tree.upos[kept[0]] == "PUNCT" and sentence.words[kept[0]] not in '“"‘(':
        kept.pop(0)
    return sentence.cover(kept)


def is_baseless(sentence: Sentence, k: int) -> bool:
    """Whether a word calls something untrue, by its lemma or, as "exaggerated", by its form."""
    return sentence.tree.lemmas[k] in _baseless() or sentence.words[k].lower() in _baseless()


@cache
def _baseless() -> frozenset[str]:
    return frozenset(r["word"] for r in rows("baseless"))
