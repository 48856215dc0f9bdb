"""Who calls what another says a ploy? "A diversion", "old tricks to hide what went wrong": a counter-charge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.model import Accusation, Name
from kg.vocabulary import Relation
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import relation
from loaders.extract.charges.charge import Charge, owners
from loaders.extract.charges.deed_words import what
from loaders.extract.charges.labels import is_own, labellers
from loaders.extract.context import Context
from loaders.extract.parties import Party, parties, spoken_by
from loaders.extract.reality import clause_span
from loaders.extract.sides import entity_of, is_of_state, same_side, state_entity
from loaders.extract.speech import Utterance
from loaders.identity.entities import OUTLET
from loaders.lexicon import rows

_LABEL_PLACES = frozenset("xcomp obl conj appos nmod ccomp advcl obj acl:relcl acl root parataxis".split())
_COUNTS = frozenset("charge count plea offence offense conviction guilty".split())
_SAID = frozenset("claim allegation accusation charge".split())


@cache
def _ploys() -> dict[str, bool]:
    return {r["noun"]: bool(r["alone"]) for r in rows("ploys")}


def ploys(context: Context, sentence: Sentence, before: Sequence[Accusation]) -> list[Charge]:
    """ "... a diversion", "old tricks to hide what went wrong": what somebody says is called a ploy."""
    tree = sentence.tree
    out = []
    for k, lemma in enumerate(tree.lemmas):
        alone = _ploys().get(lemma)
        if alone is None or tree.upos[k] != "NOUN" or not _is_label(sentence, k):
            continue
        deceit = next(
            (c for c in tree.under(k, "acl", "nmod", "advcl", "xcomp") if c > k and relation(sentence, c) is Relation.DECEIVED),
            None,
        )
        if deceit is None and not alone:
            continue
        u, names = spoken_by(context, sentence.spans[k])
        accusers = [] if names else labellers(context, sentence, k)
        if not names and not accusers:
            continue
        accused = _ployers(context, sentence, k, u, accusers, before)
        if not accused:
            continue
        out.append(
            Charge(
                sentence=sentence,
                at=k,
                accused=tuple(accused),
                accusers=tuple(accusers),
                what=what(sentence, k),
                relation=Relation.DECEIVED,
                span=clause_span(sentence, list(sentence.subtree(k))),
                rule="ploy",
                confidence=0.7,
                needs_speaker=not accusers,
            )
        )
    return out


def _is_label(sentence: Sentence, k: int) -> bool:
    """Whether a noun is put on something as a label: "a diversion", "called them an attempt to"."""
    tree = sentence.tree
    above = k
    while tree.heads[above] != above and tree.deprels[above] in ("conj", "nmod", "obl"):
        above = tree.heads[above]
        if tree.lemmas[above] in _COUNTS:
            return False  # "charges of bribery and conspiracy"
    if tree.under(k, "cop"):
        return not sentence.frame(k).negated
    return tree.deprels[k] in _LABEL_PLACES


def _ployers(
    context: Context, sentence: Sentence, k: int, u: Utterance | None, accusers: list[Party], before: Sequence[Accusation]
) -> list[Party]:
    """Those whose ploy it is: its owner, the owner of the claims that are called so, the accuser named in the sentence."""
    tree = sentence.tree

    def fits(found: list[Party]) -> list[Party]:
        own = {a.name.actor.key for a in accusers}
        return [p for p in found if p.entity is not None and p.name.actor.key not in own and not is_own(context, u, p)]

    owner = fits([p for c in tree.under(k, "nmod:poss") for p in parties(context, sentence, tree.conjoined(c), roles=False)])
    if owner:
        return owner
    inside = [
        p for w in sentence.subtree(k) for c in tree.under(w, "nmod:poss") for p in parties(context, sentence, [c], roles=False)
    ]
    if fits(inside):
        return fits(inside)[:1]
    for s in reversed(context.sentences[max(0, sentence.place - 1) : sentence.place + 1]):
        for n in range(len(s)):
            if s.tree.upos[n] == "NOUN" and s.tree.lemmas[n] in _SAID and (s is not sentence or n < k):
                found = [p for p in fits(owners(context, s, n)) if p.name.actor.kind != OUTLET]
                if found:
                    return found
    return fits(_accusers_before(context, sentence, k, u, accusers, before))


def _accusers_before(
    context: Context, sentence: Sentence, k: int, u: Utterance | None, accusers: list[Party], before: Sequence[Accusation]
) -> list[Party]:
    """Whoever last accused the side of those who now speak of a ploy; the state where both speak for states."""
    mine = [a.entity for a in accusers if a.entity is not None]
    if u is not None:
        mine += [e for p in u.speakers for e in context.resolver.all(p)]
    for a in reversed(before):
        if a.by.speaker is None or a.accused is None or a.rule == "ploy":
            continue
        accused, accuser = entity_of(context, a.accused), entity_of(context, a.by.speaker)
        if accused is None or accuser is None or not any(same_side(context, m, accused) for m in mine):
            continue
        if any(is_of_state(m) for m in mine):
            accuser = state_entity(context, accuser)
        return [Party(Name(context.actor(accuser), None), accuser)]
    return []
