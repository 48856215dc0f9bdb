"""Which words of a sentence tell of killing, injuring, abducting and the like, and whom do they tell it of?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kg.vocabulary import Measure
from loaders.annotate.sentences import Sentence
from loaders.annotate.truth import is_supposed, is_untrue
from loaders.lexicon import Row, rows

_NOT_REAL = frozenset(("could", "would", "might", "may", "should", "can", "will", "shall"))
_CRAFT = frozenset(("bomber", "fighter", "interceptor"))  # as aeroplanes that are shot down
_DEAD = frozenset(("body", "corpse", "remains", "dead", "cadaver"))
_TAKING = ("claim", "take", "lose", "cost", "end")  # lives
# Verbs whose infinitive tells of something done: "managed to kill".
_DONE = ("manage", "go", "claim", "report", "say", "believe", "know", "confirm", "appear", "seem", "continue", "use")


# Nouns that stand for a count.
TOLLS = frozenset(("toll", "tally", "count", "figure", "number", "total", "estimate", "tolls", "strength", "size"))


@dataclass(frozen=True, slots=True)
class Harm:
    """A word of harm: what it measures, those who suffer it and those who do it, as head words.

    `real` is false where it is negated, only possible, or a condition.
    """

    at: int
    measure: Measure
    sufferers: tuple[int, ...]
    agents: tuple[int, ...] = ()
    real: bool = True


@cache
def _lexicon() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Rows by word and part of speech, those that need a further word first."""
    out: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for r in rows("harm"):
        out[r["word"], r["pos"]].append(r)
    return {k: tuple(sorted(v, key=lambda r: not r["needs"])) for k, v in out.items()}


def measure_of_noun(sentence: Sentence, k: int) -> Measure | None:
    """The measure of a noun that counts harm itself ("deaths", "18 abductions", "bodies", "84 dead"), None of another word."""
    word = sentence.words[k].lower()
    for key in ((sentence.tree.lemmas[k], "noun"), (word, "noun"), (word, "state")):
        for row in _lexicon().get(key, ()):
            if row["word"] == "life" and not _is_taken(sentence, k):
                return None
            if row["word"] in ("massacre", "capture", "release", "rescue", "slaughter", "evacuation", "displacement"):
                return None  # these count acts, not people
            return row.member("measure", Measure)
    return None


def tells_harm(verb: str) -> bool:
    """Whether a verb, by its lemma, may tell of killing, injuring and the like."""
    return (verb, "verb") in _lexicon()


def _is_taken(sentence: Sentence, k: int) -> bool:
    """Whether lives are taken: "claimed 80 lives", "lost their lives", "the lives of 80 people were lost"."""
    return sentence.tree.lemmas[sentence.tree.heads[k]] in (*_TAKING, "loss")


def harms(sentence: Sentence) -> list[Harm]:
    """The words of harm of a sentence, with their participants, in order."""
    tree = sentence.tree
    out = []
    for k, lemma in enumerate(tree.lemmas):
        found: Harm | None = None
        if tree.upos[k] == "VERB" or tree.xpos[k] == "VBN":
            found = _verb(sentence, k)
        if found is None and tree.upos[k] in ("ADJ", "VERB", "NOUN", "ADV"):
            found = _state(sentence, k)
        if found is None and tree.upos[k] == "NOUN" and lemma != "life":
            found = _among(sentence, k) or _act(sentence, k)
        if found is None and lemma == "life" and _is_taken(sentence, k):
            found = _lives(sentence, k)
        if found is not None:
            out.append(found)
    return out


def is_real(sentence: Sentence, k: int) -> bool:
    """Whether the verb at `k` tells of something that happened: not negated, not only possible, no condition, no aim."""
    tree = sentence.tree
    frame = sentence.frame(k)
    if (
        frame.negated
        or is_untrue(sentence, k)
        or is_supposed(sentence, k)
        or frame.modal in _NOT_REAL
        or any(tree.lemmas[m] in ("if", "unless", "whether") for m in tree.under(k, "mark"))
    ):
        return False
    for c in frame.patients[:1]:
        if any(tree.lemmas[d] in ("no", "nobody", "none") for d in [c, *tree.under(c, "det")]):
            return False
    aim = tree.xpos[k] == "VB" and any(tree.lemmas[m] == "to" for m in tree.under(k, "mark", "aux"))
    return not aim or bool(tree.under(k, "aux", "aux:pass")) or tree.lemmas[tree.heads[k]] in _DONE


def _verb(sentence: Sentence, k: int) -> Harm | None:
    tree = sentence.tree
    found = _lexicon().get((tree.lemmas[k], "verb"))
    if found is None:
        return None
    beside = [*tree.children[k], *range(k + 1, min(k + 2, len(sentence)))]  # "shot dead three men", whatever "dead" hangs on
    along = {w for c in beside for w in (tree.lemmas[c], sentence.words[c].lower())}
    # "shot and killed": the shooting killed
    killed_too = any(tree.lemmas[c] == "kill" for c in [*tree.under(k, "conj"), tree.heads[k]]) and tree.lemmas[k] != "kill"
    row = next(
        (r for r in found if not r["needs"] or along & set(r.words("needs")) or ("dead" in r.words("needs") and killed_too)), None
    )
    if row is None:
        return None
    frame = sentence.frame(k)
    sufferers, agents = frame.patients, frame.agents
    if row["slot"] == "subject":
        transitive = bool(tree.under(k, "obj")) and not row["needs"] and tree.lemmas[k] in ("drown", "starve", "suffocate")
        if not transitive:
            sufferers, agents = (
                (frame.agents if not frame.passive and tree.under(k, "obj") else frame.patients or frame.agents),
                (),
            )
    if row.member("measure", Measure) is Measure.FREED:
        sufferers = tuple(x for x in sufferers if not _is_told_number(sentence, x))
    sufferers = tuple(x for x in sufferers if tree.lemmas[x] not in _DEAD)  # bodies that are taken to a hospital
    if tree.lemmas[k] == "shoot" and "down" in along:
        sufferers = tuple(x for x in sufferers if tree.lemmas[x] not in _CRAFT or tree.under(x, "compound"))
    if not sufferers and not tree.under(k, "nummod"):
        return None
    return Harm(k, row.member("measure", Measure), sufferers, agents, is_real(sentence, k))


def _is_told_number(sentence: Sentence, k: int) -> bool:
    """Whether a number or its noun is what somebody gives out: "a figure of 61 that the clinic released"."""
    tree = sentence.tree
    named = tree.heads[k] if tree.upos[k] == "NUM" and tree.case(k) == "of" else k
    return tree.lemmas[named] in TOLLS


def _state(sentence: Sentence, k: int) -> Harm | None:
    found = _lexicon().get((sentence.words[k].lower(), "state"))
    sufferers = _in_state(sentence, k) if found else []
    if not found or not sufferers:
        return None
    tree = sentence.tree
    verb = tree.heads[k] if tree.deprels[k] == "xcomp" else k
    return Harm(k, found[0].member("measure", Measure), tuple(sufferers), real=is_real(sentence, verb))


def _act(sentence: Sentence, k: int) -> Harm | None:
    """A noun that names the act, with those who suffer it: "the killing of 30 miners by gunmen"."""
    found = _lexicon().get((sentence.tree.lemmas[k], "noun"))
    if not found or found[0]["slot"] != "act":
        return None
    frame = sentence.frame(k)
    sufferers = tuple(c for c in frame.patients if c > k)
    return Harm(k, found[0].member("measure", Measure), sufferers, frame.agents) if sufferers else None


def _among(sentence: Sentence, k: int) -> Harm | None:
    """Those of whom it is told that they are among the victims: "six pupils were among the 18 fatalities"."""
    tree = sentence.tree
    subject = tree.subject(k)
    measure = measure_of_noun(sentence, k)
    if tree.case(k) != "among" or not tree.under(k, "cop") or subject is None or measure is None:
        return None
    return Harm(k, measure, tuple(tree.conjoined(subject)), real=is_real(sentence, k))


def _lives(sentence: Sentence, k: int) -> Harm:
    tree = sentence.tree
    taken = tuple(x for c in tree.under(k, "nmod") if tree.case(c) == "of" for x in tree.conjoined(c))
    verb = tree.heads[k]
    if tree.lemmas[verb] == "lose" and not taken:
        taken = sentence.frame(verb).agents
    return Harm(k, Measure.KILLED, taken or (k,), real=is_real(sentence, verb))


def _in_state(sentence: Sentence, k: int) -> list[int]:
    """Those of whom an adjective tells that they are dead, hurt, missing."""
    tree = sentence.tree
    subject = tree.subject(k)
    if tree.under(k, "cop") and subject is not None:
        return tree.conjoined(subject)
    relation, head = tree.deprels[k], tree.heads[k]
    if relation == "xcomp":
        objects = tree.under(head, "obj")
        if objects:
            return tree.conjoined(objects[0])
        if subject is not None:
            return tree.conjoined(subject)
    if relation in ("acl", "amod") and tree.upos[head] in ("NOUN", "PROPN", "NUM"):
        return [head]
    if relation in ("conj", "root", "parataxis", "ccomp", "advcl", "dep", "appos"):
        own = list(tree.under(k, "nsubj", "nsubj:pass", "nummod", "obl:unmarked", "compound"))
        return [x for c in own for x in tree.conjoined(c)]
    if relation in ("obj", "nsubj", "nsubj:pass") and tree.under(k, "nummod"):
        return [k]
    return []
