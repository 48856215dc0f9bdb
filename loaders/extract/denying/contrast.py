"""Who denies by setting one thing against another, or by a plea: "12, not the nine reported by X", "never at houses", "not guilty"?"""

from __future__ import annotations

from kg.model import Span
from kg.vocabulary import Relation
from loaders.annotate.phrases import Phrase, text_of
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import relation
from loaders.extract.context import Context
from loaders.extract.denying.deniers import speakers_own
from loaders.extract.denying.verbs import Found
from loaders.extract.denying.words import denied_things
from loaders.extract.parties import parties, spoken_by
from loaders.extract.reality import clause_span, is_real

_TOLD = frozenset(
    """report claim give cite announce put say quote state concede release publish count estimate mention allege assert admit suggest
    acknowledge list record""".split()
)
_COMPARING = frozenset("few fewer little less low lower high higher many more small smaller large larger rather".split())
_HITTING = frozenset("fire aim return target shoot strike hit attack".split())
_INNOCENCE = frozenset("maintain protest proclaim assert insist declare profess".split())


def by_contrast(context: Context, sentence: Sentence, k: int) -> Found | None:
    """A count or a target that the speaker sets against his own: the word at `k` is the "not", "never" or "than"."""
    if sentence.tree.lemmas[k] == "than":
        return _count(context, sentence, k)
    if sentence.tree.lemmas[k] not in ("not", "never"):
        return None
    return _count(context, sentence, k) or _target(context, sentence, k)


def _count(context: Context, sentence: Sentence, k: int) -> Found | None:
    """ "12 people were killed, not the nine reported by the army", "far fewer than the 900 that the state admits"."""
    tree = sentence.tree
    number = next(
        (
            n
            for n in range(k + 1, min(k + 4, len(sentence)))
            if tree.upos[n] == "NUM" or (tree.upos[n] == "NOUN" and denied_things().get(tree.lemmas[n]) == "count")
        ),
        None,
    )
    if number is None:
        return None
    while number + 2 < len(sentence) and tree.lemmas[number + 1] in ("to", "or", "-", "–") and tree.upos[number + 2] == "NUM":
        number += 2  # "1,000 to 2,000"
    told = next((v for v in range(number + 1, min(number + 8, len(sentence))) if _tells(sentence, v)), None)
    if told is None or (sentence.tree.lemmas[k] == "than" and not set(tree.lemmas[max(0, k - 3) : k]) & _COMPARING):
        return None
    whose = parties(context, sentence, list(sentence.frame(told).agents))
    _, names = spoken_by(context, sentence.spans[number])
    if not whose or not names:
        return None
    ends = [p.name.span for p in whose if p.name.span is not None]
    span = Span(sentence.spans[k].start, max(s.end for s in ends)) if ends else sentence.spans[number]
    return Found(
        sentence, k, (), text_of(sentence, range(k + 1, number + 1)), span, "said-other-count", 0.75, "count", number, tuple(whose)
    )  # fmt: skip


def _tells(sentence: Sentence, k: int) -> bool:
    """Whether a verb after a number tells whose it is: "reported by X", "that X admits"."""
    tree = sentence.tree
    if tree.lemmas[k] not in _TOLD:
        return False
    return tree.xpos[k] == "VBN" or tree.deprels[k] == "acl:relcl" or bool(tree.under(k, "nsubj"))


def _target(context: Context, sentence: Sentence, k: int) -> Found | None:
    """ "our army fired at gun positions, never at houses": the speaker's own side did not hit these."""
    tree = sentence.tree
    hit = tree.heads[k]
    if (
        tree.upos[hit] not in ("NOUN", "PROPN")
        or tree.deprels[hit] not in ("obl", "conj")
        or tree.deprels[k] not in ("advmod", "cc")
    ):
        return None
    first = tree.heads[hit] if tree.deprels[hit] == "conj" else hit
    verb = tree.heads[first]
    if tree.deprels[first] not in ("obl", "obj"):
        return None
    if tree.upos[verb] != "VERB" or not (tree.lemmas[verb] in _HITTING or relation(sentence, verb) is Relation.HARMED):
        return None
    subject = tree.subject(verb)
    if subject is None or not speakers_own(context, sentence, verb, [*sentence.frame(verb).agents, subject]):
        return None
    object_ = [w for c in tree.under(verb, "obj") if tree.deprels[first] == "obl" for w in Phrase(sentence, c).words()]
    case = tree.under(hit, "case")
    denied = sorted({verb, *object_, *case, *(w for w in Phrase(sentence, hit).words() if w != k)})
    return Found(
        sentence,
        k,
        (),
        text_of(sentence, denied),
        clause_span(sentence, [verb, *sentence.subtree(hit)]),
        "said-never",
        0.7,
        "part",
    )


def by_plea(context: Context, sentence: Sentence, k: int) -> Found | None:
    """ "She pleaded not guilty", "he maintains his innocence": a denial of the charge, whatever it is."""
    tree = sentence.tree
    if tree.upos[k] != "VERB" or sentence.frame(k).modal is not None:
        return None
    if tree.lemmas[k] == "plead":
        guilty = next((w for w in range(k + 1, min(k + 4, len(sentence))) if tree.lemmas[w] == "guilty"), None)
        if guilty is None or "not" not in tree.lemmas[k + 1 : guilty]:
            return None
        last = guilty
    else:
        last = next((c for c in tree.under(k, "obj") if tree.lemmas[c] == "innocence"), -1)
        if tree.lemmas[k] not in _INNOCENCE or last < 0 or not is_real(sentence, k):
            return None
    subject = tree.subject(k)
    deniers = parties(context, sentence, tree.conjoined(subject)) if subject is not None else []
    if not deniers:
        return None
    charge = next((c for h in (k, last) for c in tree.under(h, "obl", "nmod") if tree.case(c) in ("to", "of") and c > last), None)
    denied = text_of(sentence, Phrase(sentence, charge).core()) if charge is not None else ""
    span = clause_span(
        sentence, [k, last, *(w for p in deniers if p.name.span is not None for w in sentence.within(p.name.span))]
    )
    return Found(sentence, k, tuple(deniers), denied, span, "plea", 0.85, "part")
