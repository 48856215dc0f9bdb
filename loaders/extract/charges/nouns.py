"""Which charges do nouns make: "X's accusations against Y", "faces allegations of", "a claim echoed by Z"?"""

from __future__ import annotations

from dataclasses import replace

from kg.model import Span
from kg.vocabulary import Relation
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import relation
from loaders.extract.charges.charge import HOUSES, LEVELLING, Charge, accusers_of, evidence, marks, nominal_doers, nouns, owners
from loaders.extract.charges.deed_words import what
from loaders.extract.charges.wrongdoing import deeds
from loaders.extract.context import Context
from loaders.extract.cues import words as lexicon
from loaders.extract.parties import Party, accusable, parties
from loaders.extract.reality import hedges, is_baseless, is_real

_DROPPING = frozenset("drop withdraw retract clear acquit abandon quash".split())
_TARGETS = ("against", "at", "toward", "towards", "on", "upon", "to")
_ECHOING = frozenset("echo repeat reiterate share endorse back support second voice".split())


def by_noun(context: Context, sentence: Sentence, k: int) -> list[Charge]:
    """The charge that a noun makes, and once more for whoever repeats it ("She repeated the union's allegation that ...")."""
    tree = sentence.tree
    charge = _charge(context, sentence, k)
    verb = tree.heads[k]
    if charge is None:
        return []
    if tree.deprels[k] != "obj" or tree.lemmas[verb] not in _ECHOING or not charge.accusers or not is_real(sentence, verb):
        return [charge]
    also = accusers_of(context, sentence, verb)
    if not also:
        return [charge]
    span = evidence(sentence, verb, [*charge.accused], also, k)
    return [charge, replace(charge, at=verb, accusers=tuple(also), span=span, rule="repeated", confidence=0.75)]


def _charge(context: Context, sentence: Sentence, k: int) -> Charge | None:
    """ "X's accusations against Y", "allegations by X that Y ...", "Y faces allegations of Z", "an allegation aimed at Y"."""
    tree = sentence.tree
    lemma = tree.lemmas[k]
    told = nouns().get(lemma, True)
    verb = tree.heads[k] if tree.deprels[k] in ("obj", "nsubj:pass", "obl") else None
    if any(tree.lemmas[d] in ("no",) for d in tree.under(k, "det")) or (
        verb is not None
        and (tree.lemmas[verb] in _DROPPING or not is_real(sentence, verb))
        and tree.lemmas[verb] in LEVELLING | _DROPPING
    ):
        return None
    if any(tree.lemmas[c] in LEVELLING and not is_real(sentence, c) for c in tree.under(k, "acl", "acl:relcl")):
        return None  # "charges that he will level"
    levelling = verb is not None and tree.lemmas[verb] in LEVELLING
    facing = verb is not None and tree.lemmas[verb] == "face"
    accusers = owners(context, sentence, k)
    if levelling and not facing and not accusers and verb is not None:
        accusers = accusers_of(context, sentence, verb)
    repeated = verb is not None and tree.lemmas[verb] in _ECHOING and tree.deprels[k] == "nsubj:pass"
    if repeated and verb is not None and sentence.frame(verb).agents:
        accusers = parties(context, sentence, sentence.frame(verb).agents)
    if not accusers and verb is not None and tree.lemmas[verb] in lexicon("denial-verbs"):
        return None  # "rejected allegations of fraud": not the word of those who reject them
    targets: list[int] = []
    for h in (
        k,
        *((verb,) if levelling and verb is not None else ()),
        *(c for c in tree.under(k, "acl", "acl:relcl") if tree.lemmas[c] in LEVELLING),
    ):
        for c in tree.under(h, "nmod", "obl"):
            if (
                tree.case(c) in _TARGETS
                and c > k
                and (tree.case(c) in ("against", "at") or h != k or lemma in ("blame", "finger"))
            ):
                targets += tree.conjoined(c)
    if facing and verb is not None:
        targets += sentence.frame(verb).agents
    if not targets and (levelling or told):  # "charges of spying | against Y": the parse hangs them on the deed
        under = (c for d in tree.under(k, "acl", "nmod") for c in tree.under(d, "nmod", "obl") if tree.case(c) == "against")
        targets = [t for c in under for t in tree.conjoined(c)]
    named = accusable(context, sentence, targets)
    deed = next(
        (
            c
            for c in tree.under(k, "nmod", "acl", "acl:relcl", "ccomp", "obl")
            if c > k and (tree.case(c) in ("of", "over", "about") or marks(sentence, c) & {"of", "that"})
        ),
        None,
    )
    if deed is None:  # "murder charges against Y"
        deed = next((c for c in tree.under(k, "compound") if relation(sentence, c) is not None), None)
    kind = relation(sentence, deed) if deed is not None else None
    refers = deed is None and not repeated
    if not named and deed is not None:
        named, kind2 = _doers(context, sentence, deed)
        kind = kind or kind2
    if not named and deed is None and verb is not None and tree.lemmas[verb] == "finger":
        return None
    if not named or not (told or kind is not None) or (lemma == "finger" and not targets):
        return None
    if not accusers and not levelling and (refers or _is_called_untrue(sentence, k)):
        return None  # "he said the accusations against Y were baseless": not the word of those who take them up
    if any(p.name.actor.key == a.name.actor.key for p in named for a in accusers):
        return None
    return Charge(
        sentence=sentence,
        at=k,
        accused=tuple(named),
        accusers=tuple(accusers),
        what=what(sentence, deed) if deed is not None else "",
        relation=kind or (Relation.INVOLVED_IN if lemma in ("blame", "finger") else Relation.WRONGED),
        span=evidence(sentence, k, named, accusers, deed),
        rule=f"noun-{lemma}",
        confidence=0.8 if told else 0.75,
        hedges=hedges(sentence, k),
        refers=refers and lemma not in ("blame", "finger"),
        needs_speaker=not told and not accusers,
    )


def _is_called_untrue(sentence: Sentence, k: int) -> bool:
    tree = sentence.tree
    return tree.deprels[k] in ("nsubj", "nsubj:pass", "nsubj:outer") and is_baseless(sentence, tree.heads[k])


def echoed(context: Context, sentence: Sentence, k: int, before: list[Charge]) -> list[Charge]:
    """ "..., a claim echoed by Y": Y makes the charge too that was told before in the sentence."""
    tree = sentence.tree
    told = [c for c in before if c.at < k and c.accusers and not c.refers]
    for c in tree.under(k, "acl", "acl:relcl"):
        if told and tree.lemmas[c] in _ECHOING and sentence.frame(c).passive and sentence.frame(c).agents:
            also = parties(context, sentence, sentence.frame(c).agents)
            spans = [told[-1].span, *(p.name.span for p in also if p.name.span is not None)]
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            return [replace(told[-1], at=c, accusers=tuple(also), span=span, rule="echoed", confidence=0.75)] if also else []
    return []


def _doers(context: Context, sentence: Sentence, deed: int) -> tuple[list[Party], Relation | None]:
    """Those who do a deed that stands after a noun of accusing: its subject, its agent, or the adjective before it."""
    tree = sentence.tree
    inside = set(sentence.subtree(deed))
    for d in deeds(context, sentence):
        if d.at in inside and is_real(sentence, d.at):
            violent = d.relation in (Relation.HARMED, Relation.CARRIED_OUT)
            doers = [x for x in d.doers if not (violent and tree.lemmas[x] in HOUSES)]  # "a strike on a hospital that caused ..."
            found = accusable(context, sentence, doers)
            if found:
                return found, d.relation
    kind = relation(sentence, deed)
    if kind is None:
        return [], None
    if tree.is_verbal(deed):
        return accusable(context, sentence, list(sentence.frame(deed).agents)), kind
    return nominal_doers(context, sentence, deed), kind
