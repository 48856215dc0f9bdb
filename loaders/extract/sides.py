"""Who stands on whose side: a state and its bodies, a body and its spokesman, a group and its members?"""

from __future__ import annotations

from kg.model import Name
from kg.vocabulary import CountedGroup
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.counting.counted import group
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns
from loaders.identity.entities import PERSON, STATE, UNNAMED, Entity

_OFFICES = frozenset(
    """official authority minister secretary spokesman spokeswoman spokesperson president premier general commander police officer chief
    governor mayor ambassador envoy diplomat soldier troop prosecutor army military ministry government administration brigadier colonel
    senator lawmaker commissioner inspector sheriff deputy marshal admiral source""".split()
)


_FOES = frozenset("critics opponents rivals rival enemies enemy foes accusers victims critic opponent opposition rebels".split())


def entity_of(context: Context, name: Name) -> Entity | None:
    """The identity behind a name, None for a role that has none."""
    return context.entity_of(name.actor)


def is_of_state(entity: Entity) -> bool:
    """Whether somebody is a state, a body of it, or speaks for it by office."""
    if entity.kind in (STATE, "GovernmentBody"):
        return True
    if entity.kind == PERSON:
        return bool(entity.titles & _OFFICES) or (entity.affiliation is not None and is_of_state(entity.affiliation))
    return entity.kind == UNNAMED and entity.head in _OFFICES


def same_side(context: Context, a: Entity, b: Entity) -> bool:
    """Whether two are one, or belong together: a group and its leader, a government and its army, officials of one state."""
    if a is b:
        return True
    if _belongs_to(a) is b or _belongs_to(b) is a or (_belongs_to(a) is not None and _belongs_to(a) is _belongs_to(b)):
        return True
    if _is_of(a, b) or _is_of(b, a):
        return True
    mine, other = context.employers.get(id(a), a), context.employers.get(id(b), b)
    if mine is other or (mine is not a and mine.affiliation is not None and mine.affiliation is other):
        return True
    if is_of_state(a) and is_of_state(b):
        first, second = state_of(context, a), state_of(context, b)
        if first is not None and second is not None:
            return first == second
        if first is None and second is None:
            return not a.named and not b.named
        known, unknown = (a, b) if first is not None else (b, a)
        return not unknown.named and state_of(context, known) in context.resolver.states[:1]  # "officials", "the army"
    return False


def _belongs_to(entity: Entity) -> Entity | None:
    """Whom somebody speaks for; "doctors in Chad" live there and do not speak for it."""
    over = entity.affiliation
    lives_there = entity.kind == UNNAMED and over is not None and over.kind == STATE and not is_of_state(entity)
    return None if lives_there else over


def _is_of(a: Entity, b: Entity) -> bool:
    """Whether one is called after the other, who owns it: "Acme's lawyers", "Orland's defence ministry"."""
    name = a.name.replace("’", "'")
    return b.named and name.startswith(f"{b.name}'s ") and not set(name.lower().split()) & _FOES


def may_be_one_side(context: Context, a: Entity, b: Entity) -> bool:
    """Whether nothing tells that two are on different sides: the same side, or of states of which one is not told."""
    if same_side(context, a, b):
        return True
    return is_of_state(a) and is_of_state(b) and None in (state_of(context, a), state_of(context, b))


def state_of(context: Context, entity: Entity) -> str | None:
    """The state that somebody belongs to, from what the document says beside the names ("India's Ministry of Defence")."""
    if entity.iso is not None:
        return entity.iso
    if entity.affiliation is not None and entity.affiliation.iso is not None:
        return entity.affiliation.iso
    if id(entity) not in context.states_beside:
        context.states_beside[id(entity)] = _state_beside(context, entity)
    return context.states_beside[id(entity)]


def _state_beside(context: Context, entity: Entity) -> str | None:
    """The first state that stands beside a mention of somebody."""
    places = gazetteer()
    for mention in entity.mentions:
        sentence = context.sentence_at(mention.start)
        if sentence is None:
            continue
        for k in sentence.within(mention):
            for c in sentence.tree.under(k, "nmod:poss", "compound", "amod", "nmod:desc", "appos"):
                for w in sentence.subtree(c):
                    if (
                        sentence.tree.upos[w] in ("PROPN", "ADJ")
                        and (state := places.state(sentence.words[w]) or places.adjective(sentence.words[w])) is not None
                    ):
                        return state.iso
    return None


def state_entity(context: Context, entity: Entity) -> Entity:
    """The state behind somebody who speaks for one, where the document names it; else the same."""
    iso = state_of(context, entity) if is_of_state(entity) else None
    if iso is None and is_of_state(entity) and entity.kind in (PERSON, UNNAMED):
        iso = next(iter(context.resolver.states), None)
    return next((e for e in context.resolver.entities if e.kind == STATE and e.iso == iso), entity) if iso is not None else entity


def is_militant(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether a noun names members of an armed group, or the group."""
    entity = context.resolver.entity(Phrase(sentence, k))
    if entity is not None and (
        entity.kind == "ArmedGroup"
        or (entity.affiliation is not None and entity.affiliation.kind == "ArmedGroup")
        or nouns.people().get(entity.head or "") is CountedGroup.MILITANTS
    ):
        return True
    return group(sentence, k) is CountedGroup.MILITANTS
