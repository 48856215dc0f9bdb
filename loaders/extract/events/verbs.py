"""Which verbs of a sentence tell an event, and of what type? Those whose participants fit."""

from __future__ import annotations

from kg.vocabulary import EventType, Measure
from loaders.annotate.sentences import Sentence
from loaders.extract.counting.harm import Harm, harms
from loaders.extract.events.model import Trigger
from loaders.extract.events.parties import claimants, scheme, verb_chain
from loaders.extract.events.words import (
    ACTORS,
    ANY,
    IT,
    UNDONE,
    EventVerb,
    all_classes,
    can_act,
    context_words,
    event_verbs,
    plain,
    side_of,
)

_HARMS = {Measure.KILLED: EventType.KILLING, Measure.INJURED: EventType.KILLING, Measure.ABDUCTED: EventType.ABDUCTION}
_TALK = frozenset("say call accuse claim argue suggest describe brand label".split())
_OF_WORDS = ("attack", "assail", "hit", "target", "assault", "savage")
_WEAPONS = frozenset(("ordnance", "arms"))
_STATE_ACTS = (EventType.KILLING, EventType.ATTACK)


def verb_trigger(sentence: Sentence, k: int, cue_words: frozenset[int]) -> Trigger | None:
    tree = sentence.tree
    found = event_verbs().get(plain(tree.lemmas[k]))
    if found is None or not (tree.upos[k] == "VERB" or (tree.upos[k] == "ADJ" and tree.xpos[k] == "VBN")):
        return None
    if tree.deprels[k] in ("amod", "compound") or k in cue_words:
        return None
    frame = sentence.frame(k)
    if tree.lemmas[k] in _OF_WORDS and (
        any(tree.case(c) in ("as", "over", "for") for c in tree.under(k, "obl"))
        or any(
            tree.lemmas[c] in _TALK or tree.lemmas[m] == "for"
            for c in tree.under(k, "advcl")
            for m in (c, *tree.under(c, "mark"))
        )
    ):
        return None  # "attacked her opponent as a fraud": with words
    nominal = _is_nominal(sentence, k)
    doers = () if nominal else _doers(sentence, k, frame.agents)
    frame_agents = tuple(x for a in doers for x in tree.counted(a))
    subject = all_classes(sentence, frame_agents)
    objects = all_classes(sentence, (k - 1,) if nominal else frame.patients)
    around = {plain(tree.lemmas[c]) for c in tree.children[k]} | {tree.case(c) for c in tree.under(k, "obl")}
    around |= {plain(tree.lemmas[g]) for c in tree.under(k, "obl", "xcomp", "obj") for g in (c, *tree.under(c, "case", "conj"))}
    for verb in found:
        if "none" in verb.object and (tree.under(k, "obj") or frame.passive):
            continue
        if _fits(verb, around, subject, objects, frame.passive, bool(frame_agents), nominal or bool(frame.patients)):
            break
    else:
        return None
    kind = verb.type
    side = side_of(sentence, frame_agents, [])
    if side == "state" and kind in _STATE_ACTS and "militants" in objects:
        kind = EventType.OPERATION
    if side == "armed" and kind is EventType.OPERATION and plain(tree.lemmas[k]) not in context_words("territory"):
        kind = EventType.ATTACK
    if kind in UNDONE:
        frame_agents = ()
    return Trigger(k, k, kind, "own", False, verb_chain(sentence, k, cue_words), frame_agents, frame.patients, side, "verb")


def _is_nominal(sentence: Sentence, k: int) -> bool:
    """Whether a gerund is the noun of a phrase, and the noun before it what suffers it: "a train hijacking in March"."""
    tree = sentence.tree
    if tree.xpos[k] != "VBG" or k < 2 or tree.under(k, "obj", "aux", "nsubj") or tree.upos[k - 1] != "NOUN":
        return False
    return tree.upos[k - 2] in ("DET", "NUM") and tree.deprels[k] == "acl"


def _doers(sentence: Sentence, k: int, agents: tuple[int, ...]) -> tuple[int, ...]:
    """Those who do what a verb tells: whom somebody accuses of it, or whose attempt or plot it is, where it is told so."""
    tree = sentence.tree
    verb = tree.heads[k]
    if (
        tree.deprels[k] in ("advcl", "ccomp", "xcomp", "obl")
        and plain(tree.lemmas[verb]) in context_words("accuse")
        and any(tree.lemmas[m] in ("of", "for", "with") for m in tree.under(k, "mark", "case"))
    ):
        return sentence.frame(verb).patients  # "accused the army of shelling the town"
    noun = scheme(sentence, k)
    if noun is None:
        return agents
    return tuple(a for a in (*agents, *sentence.frame(noun).agents) if a != noun and can_act(sentence, a))


def _fits(
    verb: EventVerb, around: set[str], subject: frozenset[str], objects: frozenset[str], passive: bool, acts: bool, suffers: bool
) -> bool:
    if verb.particles and not verb.particles & around:
        return False
    ergative = not acts and suffers and not passive
    if verb.subject == {"protester"} and not verb.subject & subject:
        return False
    if (
        verb.subject
        and not (verb.subject | ({ANY, IT} if verb.subject & ACTORS else set())) & subject
        and not (passive and not acts)
        and not (ergative and verb.subject & objects)
    ):
        return False
    if verb.subject and passive and not acts and not verb.object:
        return bool(verb.subject & objects)
    if not verb.object or "none" in verb.object:
        return True
    if verb.object <= _WEAPONS:
        return bool(verb.object & objects)
    return bool((verb.object | {ANY} | ({IT} if verb.object & {"site", "place"} else set())) & objects)


def harmed(sentence: Sentence, cue_words: frozenset[int]) -> list[Trigger]:
    out = []
    for harm in harms(sentence):
        kind = _HARMS.get(harm.measure)
        suffer = all_classes(sentence, harm.sufferers)
        if (
            kind is None
            or not (harm.real or scheme(sentence, harm.at) is not None)
            or sentence.tree.upos[harm.at] == "NOUN"
            or (harm.sufferers and not any(can_act(sentence, s) for s in harm.sufferers))
        ):
            continue
        if kind is EventType.ABDUCTION and harm.agents and not any(can_act(sentence, a) for a in harm.agents):
            continue  # "captured by a camera"
        if kind is EventType.ABDUCTION and "convict" in suffer:
            kind = EventType.ARREST  # "the inmates were captured"
        if kind is EventType.ABDUCTION and (not harm.sufferers or sentence.tree.deprels[harm.at] == "amod"):
            continue
        weapon = all_classes(sentence, harm.agents)
        if kind is EventType.KILLING and harm.agents and weapon & {"ordnance"} and not weapon & {"people", "named", "structure"}:
            out.append(_weapon(sentence, harm, cue_words))
            continue
        doers = _doers(sentence, harm.at, harm.agents)
        side = side_of(sentence, doers, [])
        if kind is EventType.KILLING and "militants" in suffer and "force" not in suffer and side != "armed":
            side = side or ("" if harm.agents else "state")  # fighters who are killed by nobody in particular fell to the forces
            kind = EventType.OPERATION if side == "state" else kind
        use = "part" if harm.measure in (Measure.KILLED, Measure.INJURED) else "own"
        chain = verb_chain(sentence, harm.at, cue_words)
        out.append(
            Trigger(
                harm.at,
                harm.at,
                kind,
                use,
                False,
                chain,
                doers,
                harm.sufferers,
                side,
                f"harm-{use}",
                "militants" in suffer and "force" not in suffer,
            )
        )
    return out


def _weapon(sentence: Sentence, harm: Harm, cue_words: frozenset[int]) -> Trigger:
    """The going off of a bomb, shell or mine that hurts people ("a roadside bomb killed two soldiers")."""
    agents = tuple(a for w in harm.agents for a in claimants(sentence, w))
    chain = verb_chain(sentence, harm.at, cue_words)
    return Trigger(
        harm.at,
        harm.at,
        EventType.BOMBING,
        "own",
        False,
        chain,
        agents,
        harm.sufferers,
        side_of(sentence, agents, []),
        "harm-weapon",
    )


def happened(sentence: Sentence, k: int, cue_words: frozenset[int]) -> Trigger | None:
    """ "It happened on Monday near the port": no event of its own, but the date and the place of the one before."""
    tree = sentence.tree
    if tree.lemmas[k] not in ("happen", "occur", "unfold") and not (
        tree.lemmas[k] == "take" and any(tree.lemmas[o] == "place" for o in tree.under(k, "obj"))
    ):
        return None
    if tree.upos[k] != "VERB" or not any(
        tree.lemmas[s] in ("it", "this", "that") and tree.upos[s] == "PRON" for s in tree.under(k, "nsubj")
    ):
        return None
    return Trigger(k, k, EventType.OTHER, "echo", False, verb_chain(sentence, k, cue_words), (), (), "", "verb-echo")
