"""Who are the parties of a charge, a denial or a claim, on whose word does it stand, and who is on whose side?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Attribution, Name, Span
from kg.vocabulary import CountedGroup, Hedge, Verification, Voice
from loaders.annotate.phrases import Phrase, is_definite, members
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.reality import is_nobody
from loaders.extract.speech import Utterance
from loaders.extract.voice import attribution, own_voice
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns
from loaders.identity.entities import OUTLET, STATE, Entity

# Nouns for somebody that the lexicons of people and bodies leave out since they count and speak seldom.
ACTING = frozenset(
    "country nation state power actor element force agent operative circle quarter side neighbour neighbor proxy regime handler backer "
    "sponsor mastermind perpetrator entity giant contractor supplier airline retailer bank employer hacker troll adversary enemy rival".split()
)


_CALLED = frozenset("know call name dub term style".split())
# Papers that tell something on their own.
PAPERS = frozenset(
    """statement report letter video post communique communiqué article editorial resolution document memo tweet lawsuit complaint
    indictment affidavit filing dossier transcript testimony audit study survey leaflet diary email file ruling verdict""".split()
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in a sentence: the name with its characters, and the identity (none for a role that has none)."""

    name: Name
    entity: Entity | None


def parties(context: Context, sentence: Sentence, heads: Sequence[int], *, roles: bool = True) -> list[Party]:
    """Those whom the head words of a coordination name, each identity once.

    A loose bundle ("analysts and journalists") is one party. With `roles`, a noun without an identity makes a party of its own.
    """
    if not heads:
        return []
    first = heads[0]
    together = [h for h in members(sentence, first) if h in heads] or [first]
    together += _joined_to_name(sentence, first)
    out: dict[str, Party] = {}
    for h in together:
        phrase = Phrase(sentence, h)
        found = context.resolver.all(phrase) or _capital(context, phrase)
        if not any(e.named for e in found):  # "the mine's owner, Acme Metals"
            found = _beside(context, phrase) or found
        for entity in found:
            actor = context.actor(entity)
            out.setdefault(actor.key, Party(Name(actor, phrase.span(_clauses(sentence, h))), entity))
        if not found and sentence.tree.deprels[h] == "compound" and (inner := body(context, sentence, h)) is not None:
            out.setdefault(inner.name.actor.key, inner)
            continue
        if not found and roles and sentence.tree.upos[h] in ("NOUN", "PROPN"):
            name = context.role(phrase)
            out.setdefault(name.actor.key, Party(name, None))
    return list(out.values())


def _joined_to_name(sentence: Sentence, head: int) -> list[int]:
    """Names that the parse joins to the name of one person or body: Delmas in "the ship's owner Maran and Delmas"."""
    tree = sentence.tree
    if tree.xpos[head] != "NN":
        return []
    names = [c for c in tree.under(head, "appos", "flat") if sentence.name_at(c) is not None]
    return [x for c in names for x in tree.under(c, "conj") if sentence.name_at(x) is not None]


def _beside(context: Context, phrase: Phrase) -> list[Entity]:
    """The name that stands beside a noun that names nobody by itself ("sprinter Ada Obi", "the mine's owner, Acme Metals")."""
    tree = phrase.sentence.tree
    beside = tree.under(phrase.head, "appos", "flat") if tree.xpos[phrase.head] != "NNS" else []
    for clause in tree.under(phrase.head, "acl", "acl:relcl"):  # "a gang known as the Falcons", "which calls itself Dawn"
        if tree.lemmas[clause] in _CALLED:
            beside += [
                c for c in tree.children[clause] if c > clause and tree.deprels[c] in ("obl", "obj", "xcomp", "ccomp", "dep")
            ]
    for c in beside:
        found = context.resolver.all(Phrase(phrase.sentence, c)) if phrase.sentence.name_at(c) is not None else []
        if not found and (name := phrase.sentence.name_at(c)) is not None:
            span = phrase.sentence.cover(range(name[0], name[1]))
            found = [e for e in context.resolver.entities if any(m.touches(span) for m in e.mentions)][:1]
        if found:
            return found
    return []


def _capital(context: Context, phrase: Phrase) -> list[Entity]:
    """The state that a name stands for which the name finder passed over."""
    if phrase.sentence.tree.upos[phrase.head] != "PROPN":
        return []
    state = gazetteer().state(phrase.text) or gazetteer().seat(phrase.text)
    return [e for e in context.resolver.entities if state is not None and e.kind == STATE and e.iso == state.iso]


def _clauses(sentence: Sentence, head: int) -> list[int]:
    return sentence.tree.under(head, "acl", "acl:relcl", "appos", "advcl", "parataxis")


def agents_and_patients(sentence: Sentence, k: int) -> tuple[list[int], list[int]]:
    """Those who do a verb and those it is done to; whom syntax and roles put on both sides stands where the voice puts him."""
    frame = sentence.frame(k)
    if frame.passive:
        return [a for a in frame.agents if a not in frame.patients], list(frame.patients)
    thing = sentence.tree.object(k)
    agents = [a for a in frame.agents if a != thing or a == sentence.tree.subject(k)]
    return agents, [p for p in frame.patients if p not in agents]


def accusable(context: Context, sentence: Sentence, heads: Sequence[int], *, certain: bool = False) -> list[Party]:
    """The parties among some head words that can be accused: actors, not places, deeds or things.

    Where the verb makes it `certain` that somebody is accused ("accused the laboratory of"), any noun and place will do.
    """
    kept = [h for h in heads if may_act(context, sentence, h) or (certain and sentence.tree.upos[h] in ("NOUN", "PROPN"))]
    return [p for p in parties(context, sentence, kept) if certain or p.entity is None or p.entity.kind != "Place"]


def may_act(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether a word names somebody who can do a deed."""
    tree = sentence.tree
    entity = context.resolver.entity(Phrase(sentence, k))
    if entity is not None:
        return entity.kind != "Place"
    if tree.upos[k] not in ("NOUN", "PROPN"):
        return False
    if _capital(context, Phrase(sentence, k)):
        return True
    return tree.lemmas[k] in ACTING or tree.lemmas[k] in nouns.people() or tree.lemmas[k] in nouns.bodies()


def adjectival(context: Context, sentence: Sentence, k: int) -> Party | None:
    """The party that a word inside a noun phrase stands for: "Indian support", "India-backed", "FARC attacks"."""
    word = sentence.words[k]
    state = gazetteer().adjective(word) or gazetteer().state(word)
    span = sentence.spans[k]
    if state is not None:
        entity = context.resolver.state(state.iso)
        return Party(Name(context.actor(entity), span), entity)
    for entity in context.resolver.entities:
        if entity.named and word[:1].isupper() and any(_is_adjective_of(word, name) for name in entity.names):
            return Party(Name(context.actor(entity), span), entity)
    for entity in context.resolver.entities:
        if entity.kind not in ("Place", OUTLET) and entity.named and any(span in m for m in entity.mentions):
            return Party(Name(context.actor(entity), span), entity)
    return None


def _is_adjective_of(word: str, name: str) -> bool:
    """Whether a word is made of a name that no list holds: "Puntlander", "Darfuri", "Bougainvillean"."""
    endings = ("an", "ian", "n", "i", "ese", "ish", "er")
    return len(name) > 4 and any(word in (name + e, name[:-1] + e) for e in endings)


def body(context: Context, sentence: Sentence, k: int) -> Party | None:
    """The body of the document's main state that a noun before another names: "police brutality", "state repression"."""
    known = nouns.bodies().get(sentence.tree.lemmas[k])
    main = context.resolver.states[:1]
    if known is None or (known.alike is None and sentence.tree.lemmas[k] != "state"):
        return None
    wanted = "government" if known.kind == STATE else known.alike
    for entity in context.resolver.entities:
        if entity.alike == wanted and (not main or entity.iso in main):
            return Party(Name(context.actor(entity), sentence.spans[k]), entity)
    return None


def spoken_by(context: Context, span: Span) -> tuple[Utterance | None, list[Name]]:
    """The innermost utterance with a speaker around a stretch of text, and its speakers; a name without identity is one too."""
    around = list(reversed(context.saying(span)))
    if around and _hands_on(context, around[0]):
        inner = around[0].sentence
        around.sort(key=lambda u: u.rule != "according-to" or u.sentence is not inner)
    for u in around:
        if any(is_nobody(p.sentence, p.head) for p in u.speakers):
            return None, []  # "no group said that"
        names = context.names(u.speakers) or [
            context.role(p)
            for p in u.speakers
            if p.sentence.tree.upos[p.head] == "PROPN" or p.lemma in PAPERS or may_act(context, p.sentence, p.head)
        ]
        if names:
            return u, names
    return None, []


def _hands_on(context: Context, u: Utterance) -> bool:
    """Whether an utterance is an outlet's that passes on what another said ("..., according to X, the agency reported")."""
    names = context.names(u.speakers)
    return bool(names) and all(n.actor.kind == OUTLET for n in names)


def attributions(
    context: Context,
    sentence: Sentence,
    at: int,
    said_by: Sequence[Party],
    span: Span,
    *,
    hedged: tuple[Hedge, ...] = (),
    checked: tuple[Verification, ...] = (),
) -> list[Attribution]:
    """On whose word something stands that the word `at` brings in: one for each that says it.

    Those given, else the speakers of the innermost utterance around, else nobody that the text names.
    """
    cue = sentence.spans[at]
    if said_by:
        u = next((u for u in context.utterances if u.sentence is sentence and u.cue_word == at and u.speakers), None)
        if u is not None:
            found = [attribution(context, u, p.name) for p in said_by]
        else:
            via = tuple(n for o in context.saying(cue) for n in context.names(o.speakers) if n.actor.kind == OUTLET)
            found = [Attribution(Voice.ATTRIBUTED, p.name, cue, via=via, citations=context.cited(span)) for p in said_by]
    else:
        u, names = spoken_by(context, span)
        found = [attribution(context, u, n) for n in names] if u is not None else []
    if not found:
        own = own_voice(context, span)
        found = [replace(own, voice=Voice.HEARSAY if own.voice is Voice.OWN else own.voice)]
    return [
        replace(
            a, hedges=tuple(dict.fromkeys((*a.hedges, *hedged))), verifications=tuple(dict.fromkeys((*a.verifications, *checked)))
        )
        for a in found
    ]


def is_known(context: Context, sentence: Sentence, k: int) -> bool:
    """Whether a phrase names somebody in particular, or several: not "a man", "one attacker", but "a powerful gang leader"."""
    tree = sentence.tree
    entity = context.resolver.entity(Phrase(sentence, k))
    if entity is not None and entity.named:
        return True
    if tree.xpos[k] in ("NNS", "NNPS") or tree.lemmas[k] == "police" or is_definite(sentence, k) or tree.deprels[k] == "compound":
        return True
    plain = (
        tree.lemmas[k] in ("man", "woman", "person", "boy", "girl")
        or nouns.people().get(tree.lemmas[k]) is CountedGroup.MILITANTS
    )
    return bool(tree.under(k, "compound", "amod")) and not plain
