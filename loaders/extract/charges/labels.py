"""Which charges do labels and hedged nouns make: "India-backed militants", "alleged backing by Y"?"""

from __future__ import annotations

from kg.model import Span
from kg.vocabulary import Hedge, Relation
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import act
from loaders.extract.charges.charge import Charge, nominal_doers
from loaders.extract.charges.deed_words import what
from loaders.extract.context import Context
from loaders.extract.parties import Party, adjectival, parties, spoken_by
from loaders.extract.reality import clause_span, hedges, is_real
from loaders.extract.sides import is_militant, same_side
from loaders.extract.speech import Utterance

_BACKED = {
    "backed": Relation.BACKED, "sponsored": Relation.BACKED, "supported": Relation.BACKED, "aided": Relation.BACKED, "aligned": None,
    "funded": Relation.FUNDED, "financed": Relation.FUNDED, "armed": Relation.ARMED, "trained": Relation.TRAINED,
    "directed": Relation.PLANNED, "controlled": Relation.PLANNED, "run": Relation.PLANNED, "orchestrated": Relation.PLANNED,
}  # fmt: skip
_LABELLING = frozenset("label call brand describe term dub portray depict name denounce characterise characterize decry".split())
HEARSAY = frozenset((Hedge.ALLEGED, Hedge.REPORTED, Hedge.PURPORTED, Hedge.SUSPECTED))


def is_own(context: Context, u: Utterance | None, accused: Party) -> bool:
    """Whether the accused is one of the speakers, or on their side."""
    if u is None or accused.entity is None:
        return False
    head = accused.entity.head
    if (
        head is not None
        and not accused.entity.named
        and any(head in (p.sentence.tree.lemmas[w] for w in p.core()) for p in u.speakers)
    ):
        return True  # "a rebel commander" of "the rebels"
    speakers = [e for p in u.speakers for e in context.resolver.all(p)]
    return any(same_side(context, s, accused.entity) for s in speakers)


def labels(context: Context, sentence: Sentence) -> list[Charge]:
    """ "India-backed militants" in somebody's mouth: the backer is accused."""
    tree = sentence.tree
    out = []
    for k, word in enumerate(sentence.words):
        kind = _BACKED.get(word.lower())
        if kind is None or k < 2 or sentence.words[k - 1] not in "-‑–‐" or tree.deprels[k] not in ("amod", "compound", "acl"):
            continue
        noun = tree.heads[k]
        backer = adjectival(context, sentence, k - 2)
        if backer is None or not _is_vile(context, sentence, noun):
            continue
        name = sentence.name_at(k - 2)
        first = name[0] if name is not None else k - 2
        span = clause_span(sentence, list(range(first, noun + 1)))
        quoted = any(q.span.start <= sentence.spans[k].start < q.span.end for q in context.quotes)
        u, names = spoken_by(context, sentence.spans[k])
        accusers = labellers(context, sentence, k) if not names else []
        if not names and not accusers:
            continue
        if (
            names
            and not quoted
            and u is not None
            and not u.direct
            and context.resolver.entity(Phrase(sentence, noun)) is not None
            and _is_named(context, sentence, noun)
        ):
            continue  # the outlet's own description of a known group
        if u is not None and backer.entity is not None and is_own(context, u, backer):
            continue
        out.append(
            Charge(
                sentence=sentence,
                at=k,
                accused=(backer,),
                accusers=tuple(accusers),
                what=f"{context.document.slice(sentence.cover(range(first, noun + 1)))}",
                relation=kind,
                span=span,
                rule="label-backed",
                confidence=0.8 if quoted else 0.65,
                epithet=context.document.slice(sentence.cover(range(first, noun + 1))),
                needs_speaker=not accusers,
            )
        )
    return out


def _is_named(context: Context, sentence: Sentence, noun: int) -> bool:
    entity = context.resolver.entity(Phrase(sentence, noun))
    return entity is not None and entity.named


def _is_vile(context: Context, sentence: Sentence, noun: int) -> bool:
    row = act(sentence, noun)
    return (
        is_militant(context, sentence, noun)
        or (row is not None and row["pos"] == "noun" and row["told"] == "yes")
        or sentence.tree.lemmas[noun] in ("proxy", "mercenary", "element", "network", "hacker", "troll", "media")
    )


def labellers(context: Context, sentence: Sentence, k: int) -> list[Party]:
    """Those who put a label: the subject of "labelled ... as", "alleges"."""
    tree = sentence.tree
    seen: set[int] = set()
    at = k
    while tree.heads[at] != at and at not in seen:
        seen.add(at)
        at = tree.heads[at]
        if tree.upos[at] == "VERB":
            if tree.lemmas[at] in _LABELLING | {"allege", "claim", "say", "accuse", "blame", "condemn"} and is_real(sentence, at):
                return parties(context, sentence, sentence.frame(at).agents)
            if tree.deprels[at] not in ("xcomp", "advcl", "obl", "ccomp", "acl"):
                return []
    return []


def hedged_nouns(context: Context, sentence: Sentence) -> list[Charge]:
    """ "alleged backing by Y", "Y's alleged role", "alleging Indian support": a deed named by a noun that is laid to somebody."""
    tree = sentence.tree
    out = []
    for k in range(len(sentence)):
        row = act(sentence, k)
        if row is None or row["pos"] != "noun" or tree.upos[k] != "NOUN":
            continue
        own = [h for h in hedges(sentence, k) if h in HEARSAY and h is not Hedge.REPORTED]
        verb = tree.heads[k]
        by_verb = tree.lemmas[verb] == "allege" and tree.deprels[k] in ("obj", "conj") and tree.upos[verb] == "VERB"
        if not own and not by_verb:
            continue
        named = nominal_doers(context, sentence, k)
        if not named or (by_verb and not is_real(sentence, verb)):
            continue
        accusers = parties(context, sentence, sentence.frame(verb).agents) if by_verb else _around(context, sentence, k)
        named = [p for p in named if p.name.actor.key not in {a.name.actor.key for a in accusers}]
        if not named:
            continue
        spans = [clause_span(sentence, list(sentence.subtree(k))), *([sentence.spans[verb]] if by_verb else [])]
        spans += [a.name.span for a in accusers if a.name.span is not None and by_verb]
        out.append(
            Charge(
                sentence=sentence,
                at=verb if by_verb else k,
                accused=tuple(named),
                accusers=tuple(accusers),
                what=what(sentence, k),
                relation=row.member("relation", Relation),
                span=Span(min(s.start for s in spans), max(s.end for s in spans)),
                rule="alleged-noun",
                confidence=0.75,
                hedges=tuple(own),
            )
        )
    return out


def _around(context: Context, sentence: Sentence, k: int) -> list[Party]:
    """The accuser whose accusing verb holds a phrase ("blamed foreign support, including alleged backing by X")."""
    tree = sentence.tree
    at, seen = k, set[int]()
    while tree.heads[at] != at and at not in seen:
        seen.add(at)
        at = tree.heads[at]
        if tree.upos[at] == "VERB" and tree.lemmas[at] in (
            "blame",
            "accuse",
            "allege",
            "criticise",
            "criticize",
            "cite",
            "condemn",
            "denounce",
            "describe",
        ):
            return parties(context, sentence, sentence.frame(at).agents)
    return []
