"""Which charges do words of accusing make: who is accused of what, and by whom as far as the clause tells?"""

from __future__ import annotations

from functools import cache

from kg.vocabulary import Hedge, Relation
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import relation
from loaders.extract.charges.charge import Charge, accusers_of, evidence, marks, nominal_doers, nouns, prepositional
from loaders.extract.charges.deed_words import what
from loaders.extract.charges.mutual import mutual
from loaders.extract.charges.nouns import by_noun, echoed
from loaders.extract.context import Context
from loaders.extract.cues import words as lexicon
from loaders.extract.parties import accusable, agents_and_patients, parties
from loaders.extract.reality import hedges, is_real
from loaders.identity.entities import OUTLET
from loaders.lexicon import Row, rows

_HOLDING = frozenset("hold find deem consider declare think believe make".split())
_GUILTY = frozenset("responsible accountable guilty liable culpable complicit".split())
_CERTAIN = frozenset("accuse charge indict implicate prosecute convict arraign sue".split())


_ARRESTING = frozenset("arrest detain hold jail remand imprison question apprehend seize nab book wanted try".split())
_GROUNDS = frozenset("suspicion charge allegation accusation count".split())


@cache
def _verbs() -> dict[str, Row]:
    return {r["verb"]: r for r in rows("accusation-verbs")}


@cache
def _shifts() -> dict[str, tuple[str, ...]]:
    return {r["verb"]: r.words("prepositions") for r in rows("accusation-shifts")}


def charges(context: Context, sentence: Sentence) -> list[Charge]:
    """The charges that words of accusing make in a sentence, in order."""
    tree = sentence.tree
    out: list[Charge | None] = []
    for k, lemma in enumerate(tree.lemmas):
        if tree.upos[k] == "VERB":
            found = mutual(context, sentence, k, _deed_after(lemma))
            out += found or [_shifted(context, sentence, k) or _accused(context, sentence, k)]
            if lemma in _HOLDING:
                out.append(_held(context, sentence, k))
            if lemma in _ARRESTING:
                out.append(_arrested(context, sentence, k))
        elif tree.upos[k] == "NOUN" and (lemma in nouns() or lemma == "finger"):
            out += by_noun(context, sentence, k)
            out += echoed(context, sentence, k, [c for c in out if c is not None])
    return [c for c in out if c is not None]


def _deed_after(verb: str) -> tuple[str, ...] | None:
    """The prepositions that a deed follows after a verb of accusing, None of another verb."""
    row = _verbs().get(verb)
    if row is not None:
        return row.words("deed")
    return ("for", "over") if verb == "blame" else None


def _accused(context: Context, sentence: Sentence, k: int) -> Charge | None:
    """ "X accuses Y of Z", "Y was charged with Z by X", "X slammed Y for Z", "X blames Y"."""
    tree = sentence.tree
    lemma = tree.lemmas[k]
    row, wanted = _verbs().get(lemma), _deed_after(lemma)
    if wanted is None or not is_real(sentence, k):
        return None
    frame = sentence.frame(k)
    heads = agents_and_patients(sentence, k)[1] or tree.under(k, "iobj")
    if not frame.passive and not frame.agents and heads and heads[0] < k and tree.deprels[heads[0]] == "obj":
        heads = tree.under(k, "iobj")  # a subject that the parse took for an object
    named = accusable(context, sentence, heads, certain=lemma in _CERTAIN)
    wrong = None
    if not named and lemma == "blame" and heads and relation(sentence, heads[0]) is not None:  # "blamed the negligence of Y"
        of = [c for c in tree.under(heads[0], "nmod") if tree.case(c) == "of"]
        named = accusable(context, sentence, of) or nominal_doers(context, sentence, heads[0])
        wrong = heads[0]
    if not named:
        return None
    near = [*heads, *frame.agents] if frame.passive else heads  # "accused by X of Z": the parse may hang Z on X
    deed = prepositional(sentence, k, near, wanted) if wrong is None else wrong
    if deed is not None and tree.lemmas[deed] in _GROUNDS:  # "indicted on a charge of Z"
        deed = next((c for c in tree.under(deed, "nmod", "acl") if tree.case(c) == "of" or "of" in marks(sentence, c)), deed)
    if row is None and deed is None and any(tree.case(c) in ("on", "upon") for c in tree.under(k, "obl")):
        return None
    kind = relation(sentence, deed) if deed is not None else None
    if row is not None and row["needs"] == "deed" and kind is None:
        return None
    if deed is not None and kind is None and lemma == "blame":
        kind = Relation.INVOLVED_IN
    usual = Relation.INVOLVED_IN if lemma == "blame" else Relation.WRONGED
    if lemma == "blame" and kind in (Relation.HARMED,) and deed is not None and tree.upos[deed] == "NOUN":
        kind = Relation.INVOLVED_IN
    accusers = accusers_of(context, sentence, k)
    if not accusers and heads == tree.under(k, "iobj"):
        accusers = parties(context, sentence, [c for c in tree.under(k, "obj") if c < k])
    own = hedges(sentence, k)
    return Charge(
        sentence=sentence,
        at=k,
        accused=tuple(named),
        accusers=tuple(accusers),
        what=what(sentence, deed) if deed is not None else "",
        relation=kind or usual,
        span=evidence(sentence, k, named, accusers, deed),
        rule=f"{lemma}-{'passive' if frame.passive else 'active'}",
        confidence=0.95 if deed is not None else 0.85,
        hedges=tuple(dict.fromkeys((*own, *((row.member("hedge", Hedge),) if row is not None and row["hedge"] else ())))),
    )


def _shifted(context: Context, sentence: Sentence, k: int) -> Charge | None:
    """ "X blames Z on Y", "X attributed Z to Y", "Z, which X attributes to Y", "X linked Y to Z"."""
    tree = sentence.tree
    lemma = tree.lemmas[k]
    cases = _shifts().get(lemma)
    if cases is None or not is_real(sentence, k):
        return None
    frame = sentence.frame(k)
    after = [x for case in cases for x in frame.obliques.get(case, ()) if tree.heads[x] == k or tree.deprels[x] == "conj"]
    if not after:
        return None
    things = agents_and_patients(sentence, k)[1]
    if lemma == "blame" and things and accusable(context, sentence, things[:1]):
        after = [x for x in after if not _is_medium(context, sentence, x)]  # "blamed the mayor on Twitter"
    named = accusable(context, sentence, after)
    deed = things[0] if things else None
    if lemma in ("link", "tie", "connect"):
        who = accusable(context, sentence, things)
        kind = relation(sentence, after[0])
        if who and kind is not None:  # "X linked Y to the attack"
            named, deed = who, after[0]
        elif deed is None or relation(sentence, deed) is None:
            return None
    if not named or (deed is None and lemma != "blame"):
        return None
    if lemma in ("attribute", "ascribe", "trace", "impute", "pin") and (deed is None or relation(sentence, deed) is None):
        return None
    accusers = accusers_of(context, sentence, k)
    kind = relation(sentence, deed) if deed is not None else None
    usual = Relation.INVOLVED_IN if lemma in ("link", "tie", "connect") else Relation.CARRIED_OUT
    return Charge(
        sentence=sentence,
        at=k,
        accused=tuple(named),
        accusers=tuple(accusers),
        what=what(sentence, deed) if deed is not None else "",
        relation=usual if kind in (None, Relation.HARMED) or lemma == "link" else kind or usual,
        span=evidence(sentence, k, named, accusers, deed if deed is not None and deed in sentence.subtree(k) else None),
        rule=f"{lemma}-to",
        confidence=0.9,
        hedges=hedges(sentence, k),
    )


def _is_medium(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether a noun tells where or when something was said: a platform, an outlet, a channel, a day."""
    entity = context.resolver.entity(Phrase(sentence, k))
    lemma = sentence.tree.lemmas[k]
    return (entity is not None and entity.kind == OUTLET) or lemma in lexicon("channels") or lemma.endswith("day")


def _held(context: Context, sentence: Sentence, k: int) -> Charge | None:
    """ "X holds Y responsible for Z"."""
    tree = sentence.tree
    guilty = next((c for c in tree.children[k] if tree.lemmas[c] in _GUILTY and c > k), None)
    if guilty is None:
        guilty = next(
            (
                c
                for o in tree.under(k, "obj")
                for c in tree.under(o, "amod", "acl", "xcomp")
                if tree.lemmas[c] in _GUILTY and c > o
            ),
            None,
        )
    if guilty is None or not is_real(sentence, k):
        return None
    frame = sentence.frame(k)
    heads = [p for p in frame.patients if p != guilty]
    if not heads and tree.deprels[guilty] in ("xcomp", "ccomp"):
        heads = tree.under(guilty, "nsubj")
    named = accusable(context, sentence, heads, certain=True)
    if not named:
        return None
    deed = prepositional(sentence, guilty, [k, *heads], ("for", "of", "in"))
    accusers = accusers_of(context, sentence, k)
    return Charge(
        sentence=sentence,
        at=k,
        accused=tuple(named),
        accusers=tuple(accusers),
        what=what(sentence, deed) if deed is not None else tree.words[guilty],
        relation=Relation.INVOLVED_IN,
        span=evidence(sentence, k, named, accusers, deed if deed is not None else guilty),
        rule="hold-responsible",
        confidence=0.9,
        hedges=hedges(sentence, k),
    )


def _arrested(context: Context, sentence: Sentence, k: int) -> Charge | None:
    """ "X arrested Y on suspicion of Z", "Y is held on charges of Z": those who arrest accuse."""
    tree = sentence.tree
    agents, heads = agents_and_patients(sentence, k)
    grounds = prepositional(sentence, k, heads, ("on", "over", "under"))
    if grounds is None or tree.lemmas[grounds] not in _GROUNDS or not is_real(sentence, k):
        return None
    deed = next((c for c in tree.under(grounds, "nmod", "acl") if tree.case(c) == "of" or "of" in marks(sentence, c)), None)
    named = accusable(context, sentence, heads, certain=True)
    if not named or deed is None:
        return None
    accusers = parties(context, sentence, agents)
    return Charge(
        sentence=sentence,
        at=k,
        accused=tuple(named),
        accusers=tuple(accusers),
        what=what(sentence, deed),
        relation=relation(sentence, deed) or Relation.WRONGED,
        span=evidence(sentence, k, named, accusers, deed),
        rule="arrested-on",
        confidence=0.75,
        hedges=(Hedge.SUSPECTED,) if tree.lemmas[grounds] == "suspicion" else (),
    )
