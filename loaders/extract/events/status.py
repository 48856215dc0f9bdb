"""Did it happen? Events that occurred, are planned, were foiled or are said not to have happened; None for what is no event at all."""

from __future__ import annotations

from kg.english.frames import LIGHT
from kg.vocabulary import EventStatus, EventType
from loaders.annotate.sentences import Sentence
from loaders.annotate.truth import is_untrue
from loaders.extract.events.habits import is_habit
from loaders.extract.events.model import Trigger
from loaders.extract.events.parties import scheme
from loaders.extract.events.words import context_words, plain

_COMING_ABOUT = frozenset("happen occur take begin start break erupt be see".split())
_PERHAPS = frozenset(("could", "may", "might", "should", "must", "can", "ought", "need"))
_FAILING = frozenset(("fail", "collapse", "fizzle", "founder"))  # of plots and attempts
_FUTURE = frozenset(("will", "shall", "'ll", "’ll"))


def status(sentence: Sentence, trigger: Trigger, *, dated: bool) -> EventStatus | None:
    """How real the text makes what a trigger tells; None for conditions, possibilities, questions and habits.

    `dated` tells whether the trigger has a day of its own, which speaks against a habit.
    """
    found = _of_noun(sentence, trigger) if trigger.noun else EventStatus.OCCURRED
    if found is not EventStatus.OCCURRED:
        return found
    if sentence.words[-1] == "?" and trigger.use != "echo":
        return None
    if _is_supposed(sentence, trigger):
        return None
    if _is_denied(sentence, trigger) or is_untrue(sentence, trigger.outer):
        return EventStatus.NEGATED
    for verb in _governors(sentence, trigger):
        found = _of_verb(sentence, verb, trigger)
        if found is not EventStatus.OCCURRED:
            return found
    return None if is_habit(sentence, trigger, dated) else EventStatus.OCCURRED


def _is_supposed(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether it stands anywhere in a clause of condition ("if you had a group that was going around killing")."""
    tree = sentence.tree
    k, seen = trigger.outer, set()
    while k not in seen:
        seen.add(k)
        if any(tree.lemmas[m] in ("if", "unless", "whether") for m in tree.under(k, "mark")):
            return True
        k = tree.heads[k]
    return any(tree.lemmas[p] == "you" for p in trigger.patients)  # "they will shoot you": whoever that may be


def _is_denied(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a clause is what somebody denies ("denied that rebels hit the airport", "denied attacking the camp")."""
    tree = sentence.tree
    k = trigger.chain[-1]
    return (
        not trigger.noun and tree.deprels[k] in ("ccomp", "xcomp") and plain(tree.lemmas[tree.heads[k]]) in context_words("deny")
    )


def _governors(sentence: Sentence, trigger: Trigger) -> list[int]:
    """The verbs on whose reality that of the trigger hangs: its own, and those above it as far as they are complements."""
    tree = sentence.tree
    k = trigger.outer
    out: list[int] = []
    if not trigger.noun:
        out.append(k)
    else:
        while tree.deprels[k] == "conj":
            k = tree.heads[k]
        if (
            tree.deprels[k] in ("nsubj", "nsubj:pass", "obj", "obl", "xcomp")
            and tree.heads[k] != k
            and (
                tree.deprels[k] != "obl"
                or (
                    tree.case(k) == "for"
                    and plain(tree.lemmas[tree.heads[k]]) in context_words("planning") | context_words("plan")
                )
            )
        ):
            out.append(tree.heads[k])
        elif tree.under(k, "cop"):
            out.append(k)
    if trigger.noun and out and tree.lemmas[out[0]] not in LIGHT | {"commit", "perpetrate", "execute"}:
        return out
    while out and tree.deprels[out[-1]] in ("xcomp", "conj", "advcl", "acl") and tree.heads[out[-1]] not in out:
        above = tree.heads[out[-1]]
        if tree.deprels[out[-1]] in ("conj", "advcl", "acl") and (
            tree.xpos[out[-1]] not in ("VB", "VBG")
            or any(tree.lemmas[m] in ("after", "while", "before", "by") for m in tree.under(out[-1], "mark"))
        ):
            break
        if tree.deprels[out[-1]] in ("advcl", "acl") and tree.xpos[out[-1]] == "VBG" and tree.upos[above] != "NOUN":
            break
        out.append(above)
    return out


def _of_noun(sentence: Sentence, trigger: Trigger) -> EventStatus | None:
    tree = sentence.tree
    before = {
        plain(tree.lemmas[c])
        for o in {trigger.at, trigger.outer}
        for c in tree.children[o]
        if tree.deprels[c] in ("amod", "det", "compound", "advmod")
    }
    before |= {
        sentence.words[c].lower()
        for o in {trigger.at, trigger.outer}
        for c in tree.children[o]
        if tree.deprels[c] in ("amod", "compound")
    }
    if tree.under(trigger.outer, "cop") and tree.case(trigger.outer) in ("about", "on"):
        return None
    if before & context_words("attempted") or tree.lemmas[trigger.at] in ("attempt", "plot"):
        return EventStatus.FOILED
    if "no" in before or "neither" in before:
        return EventStatus.NEGATED
    if before & context_words("planned"):
        return EventStatus.PLANNED
    if before & context_words("unsure") or (before & {"every", "each"} and not before & {"the"}):
        return None
    head = tree.heads[trigger.outer]
    if (
        tree.deprels[trigger.outer] == "nmod"
        and plain(tree.lemmas[head]) in context_words("unreal")
        and tree.case(trigger.outer) in ("of", "for", "against", "to", "about")
    ):
        return (
            EventStatus.PLANNED
            if plain(tree.lemmas[head]) in ("plan", "call", "preparation") and tree.case(trigger.outer) in ("for",)
            else None
        )
    if (
        tree.deprels[trigger.outer] == "obl"
        and tree.case(trigger.outer) == "against"
        and plain(tree.lemmas[head]) in ("warn", "protect", "guard", "defend")
    ):
        return None
    return EventStatus.OCCURRED


def _of_verb(sentence: Sentence, verb: int, trigger: Trigger) -> EventStatus | None:
    tree = sentence.tree
    lemma = plain(tree.lemmas[verb])
    frame = sentence.frame(verb)
    own = verb == trigger.at
    marks = {tree.lemmas[m] for m in tree.under(verb, "mark")}
    governs = trigger.noun and tree.deprels[trigger.outer] in ("obj", "nsubj:pass", "obl", "xcomp")
    above = not own and not trigger.noun
    if governs and _is_called_off(sentence, verb):
        return EventStatus.NEGATED
    if governs and lemma in context_words("foil") | {"attempt"}:
        return EventStatus.FOILED
    if own and (aim := scheme(sentence, verb)) is not None:
        return _of_scheme(sentence, aim)
    if (above and lemma in context_words("foil") | context_words("try")) or _is_complement(sentence, verb, "try"):
        return EventStatus.FOILED
    if (
        own
        and tree.deprels[verb] in ("xcomp", "ccomp", "advcl")
        and tree.xpos[verb] in ("VB", "VBG")
        and plain(tree.lemmas[tree.heads[verb]]) in context_words("bid")
    ):
        return None
    nobody = own and any(tree.lemmas[x] in ("nobody", "none") for x in (*frame.agents, *frame.patients))
    if nobody or frame.negated or (not own and lemma in ("fail", "refuse")):
        if own or above or ((lemma in _COMING_ABOUT or (governs and lemma in LIGHT)) and not _is_done(sentence, trigger)):
            return EventStatus.NEGATED
        return EventStatus.OCCURRED
    if (above or governs) and lemma in context_words("deny"):
        return EventStatus.NEGATED
    if frame.modal in _FUTURE or (frame.modal == "would" and tree.lemmas[tree.heads[verb]] in ("say", "announce", "warn", "vow")):
        return EventStatus.PLANNED
    if frame.modal in _PERHAPS or frame.modal == "would" or marks & {"if", "unless", "whether"}:
        return None
    if above and lemma in context_words("plan"):
        return EventStatus.PLANNED if lemma != "want" else None
    if (
        governs
        and lemma in context_words("planning")
        and not _is_done(sentence, trigger)
        and (lemma != "call" or trigger.type is EventType.PROTEST)
    ):
        return EventStatus.PLANNED
    if (
        not own
        and lemma
        in (
            "warn",
            "threaten",
            "fear",
            "expect",
            "risk",
            "imagine",
            "anticipate",
            "avoid",
            "call",
            "demand",
            "urge",
            "oppose",
            "seek",
            "ban",
        )
        and (governs or above)
    ):
        return None
    if own and (_is_purpose(sentence, verb) or _is_feared(sentence, verb)):
        return None
    return EventStatus.OCCURRED


def _is_called_off(sentence: Sentence, verb: int) -> bool:
    """Whether a verb tells that something planned does not take place ("cancelled the march", "the rally was called off")."""
    tree = sentence.tree
    if plain(tree.lemmas[verb]) in context_words("cancel"):
        return True
    return tree.lemmas[verb] == "call" and any(tree.lemmas[c] == "off" for c in tree.children[verb])


def _of_scheme(sentence: Sentence, noun: int) -> EventStatus | None:
    """How real a noun of aims makes what it aims at: plots and attempts came to nothing, plans and efforts unless foiled are no event."""
    tree = sentence.tree
    verb = plain(tree.lemmas[tree.heads[noun]])
    if tree.deprels[noun] in ("obj", "nsubj:pass", "nsubj") and verb in context_words("foil") | _FAILING:
        return EventStatus.FOILED
    if sentence.frame(tree.heads[noun]).negated or {tree.lemmas[d] for d in tree.under(noun, "det")} & {"no", "any"}:
        return None
    return EventStatus.FOILED if tree.lemmas[noun] in ("plot", "attempt", "bid", "conspiracy") else None


def _is_complement(sentence: Sentence, verb: int, effect: str) -> bool:
    """Whether a verb of an effect stands above this one as its complement ("tried to hijack", "plan to march")."""
    tree = sentence.tree
    return tree.deprels[verb] == "xcomp" and plain(tree.lemmas[tree.heads[verb]]) in context_words(effect)


def _is_purpose(sentence: Sentence, verb: int) -> bool:
    """Whether a bare infinitive tells an aim only ("used drones to attack")."""
    tree = sentence.tree
    return (
        tree.xpos[verb] == "VB"
        and tree.deprels[verb] in ("advcl", "acl", "csubj")
        and any(tree.lemmas[m] == "to" for m in tree.under(verb, "mark"))
    )


def _is_feared(sentence: Sentence, verb: int) -> bool:
    """Whether a verb only fills out a noun of possibility ("at risk of being kidnapped", "plans to attack")."""
    tree = sentence.tree
    while tree.deprels[verb] == "conj" and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    return (
        tree.deprels[verb] in ("acl", "advcl", "ccomp", "xcomp")
        and tree.upos[tree.heads[verb]] in ("NOUN", "ADJ")
        and plain(tree.lemmas[tree.heads[verb]]) in context_words("unreal")
    )


def _is_done(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a planned thing is spoken of as known ("planning the attacks of 3 May", "called the attack a crime")."""
    tree = sentence.tree
    return any(tree.lemmas[c] in ("the", "this", "these", "those", "that") for c in tree.under(trigger.outer, "det"))
