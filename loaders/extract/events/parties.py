"""Who takes part in what a word tells, and which words around it carry its day and place?"""

from __future__ import annotations

from kg.english.frames import BLAMED, LIGHT
from kg.vocabulary import EventType
from loaders.annotate.phrases import text_of
from loaders.annotate.sentences import Sentence
from loaders.extract.events.words import can_act, context_words, event_nouns, noun_of, plain
from loaders.extract.reality import is_nobody
from loaders.gazetteer.gazetteer import gazetteer

_ARGUMENT = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nsubj:outer")
_DONE_TO = (EventType.KILLING, EventType.SHOOTING, EventType.ABDUCTION, EventType.ARREST, EventType.HIJACKING, EventType.BOMBING)
_DOING = frozenset("commit perpetrate orchestrate claim begin execute join wage resume open lead mastermind end".split())


def container(sentence: Sentence, k: int) -> int:
    """The noun that bundles events or takes a share of them ("a series of attacks", "two of the attacks"), else the noun itself."""
    tree = sentence.tree
    head = tree.heads[k]
    if tree.deprels[k] in ("nmod", "obl") and tree.case(k) == "of" and head != k:
        if plain(tree.lemmas[head]) in event_nouns():
            return k
        if plain(tree.lemmas[head]) in context_words("series") | context_words("share"):
            return container(sentence, head)
    if tree.deprels[k] == "conj":
        first = k
        while tree.deprels[first] == "conj":
            first = tree.heads[first]
        if plain(tree.lemmas[first]) in event_nouns():
            return container(sentence, first) if container(sentence, first) != first else k
    return k


def parties(sentence: Sentence, k: int, outer: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who does it and to whom, for an event noun: its own, those of what bundles it, of its light verb, of a claim to it."""
    tree = sentence.tree
    agents: list[int] = []
    patients: list[int] = []
    for o in dict.fromkeys((k, outer)):
        frame = sentence.frame(o)
        agents += [a for a in frame.agents if a != k]
        patients += [p for p in frame.patients if p not in (k, outer)]
        for c in tree.under(o, "acl", "acl:relcl"):
            if tree.lemmas[c] in LIGHT | _DOING:
                clause = sentence.frame(c)
                agents += [a for a in clause.agents if a not in (k, outer)]
    top = outer
    while tree.deprels[top] == "conj":
        top = tree.heads[top]
    head = tree.heads[top]
    if tree.lemmas[head] in LIGHT | _DOING | context_words("planning"):
        clause = sentence.frame(head)
        alleged = tree.lemmas[tree.heads[head]] in BLAMED and tree.deprels[head] in ("advcl", "xcomp")
        if tree.deprels[top] in ("obj", "nsubj:pass") and not alleged:
            agents += [a for a in clause.agents if a not in (k, outer)]
    agents += claimants(sentence, top)
    if tree.case(outer) == "behind":  # "it was behind the shooting"
        agents += [a for a in sentence.frame(outer).agents if a not in patients]
    if _is_transitive(sentence, k):  # "the shooting of two policemen": they suffered it
        sufferers = {x for c in tree.under(k, "nmod") if tree.case(c) == "of" for x in tree.conjoined(c)}
        patients += [a for a in agents if a in sufferers]
        agents = [a for a in agents if a not in sufferers]
    agents = [
        a
        for a in agents
        if noun_of(tree.lemmas[a]) not in event_nouns()
        and can_act(sentence, a)
        and not _says_where(sentence, a)
        and not is_nobody(sentence, a)
    ]
    return tuple(dict.fromkeys(agents)), tuple(dict.fromkeys(patients))


def claimants(sentence: Sentence, k: int) -> list[int]:
    """Those who claim a deed ("claimed responsibility for the attack", "responsibility for a bomb that ... was claimed by X")."""
    tree = sentence.tree
    head = tree.heads[k]
    if tree.lemmas[head] not in ("responsibility", "credit") or tree.case(k) not in ("for", "of"):
        return []
    for v in (tree.heads[head], *tree.under(head, "acl", "acl:relcl")):
        if v != head and tree.lemmas[v] in ("claim", "take", "accept") and not sentence.frame(v).negated:
            return [a for a in sentence.frame(v).agents if a != head]
    return []


def _is_transitive(sentence: Sentence, k: int) -> bool:
    """Whether what follows "of" after an event noun has it done to them, as the verb that it comes from has an object."""
    noun = event_nouns().get(noun_of(sentence.tree.lemmas[k]))
    return noun is not None and noun.type in _DONE_TO


def scheme(sentence: Sentence, verb: int) -> int | None:
    """The noun of an aim that an infinitive fills out ("a plot to blow up the bridge", "their bid to seize power")."""
    tree = sentence.tree
    while tree.deprels[verb] == "conj" and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    noun = tree.heads[verb]
    infinitive = any(tree.lemmas[m] == "to" for m in tree.under(verb, "mark"))
    if tree.deprels[verb] not in ("acl", "advcl", "xcomp", "ccomp") or not infinitive or tree.upos[noun] != "NOUN":
        return None
    return noun if plain(tree.lemmas[noun]) in context_words("scheme") else None


def _says_where(sentence: Sentence, k: int) -> bool:
    """Whether a name before an event noun is that of the place where it was ("the Goma attack"), no state's."""
    name = sentence.name_at(k)
    if name is None or sentence.tree.deprels[k] not in ("compound", "flat", "nmod:desc"):
        return False
    text = text_of(sentence, range(name[0], name[1]))
    return gazetteer().state(text) is None and (name[2] == "LOC" or bool(gazetteer().places(text)))


def obliques(sentence: Sentence, k: int, outer: int) -> list[int]:
    tree = sentence.tree
    out = [x for o in {k, outer} for c in tree.under(o, "nmod", "obl") for x in tree.conjoined(c) if x != k]
    head = tree.heads[outer]
    if tree.lemmas[head] in ("responsibility", "credit") and tree.is_verbal(tree.heads[head]):
        out += [
            x for c in tree.under(tree.heads[head], "obl") for x in tree.conjoined(c)
        ]  # "claimed responsibility for a bomb at ..."
    if tree.deprels[outer] in _ARGUMENT and tree.is_verbal(head):
        out += [x for c in tree.under(head, "obl", "obj", "obl:agent") for x in tree.conjoined(c) if c != outer]
    return out


def noun_chain(sentence: Sentence, k: int, outer: int, cue_words: frozenset[int]) -> tuple[int, ...]:
    tree = sentence.tree
    chain = [k, outer]
    top = outer
    while tree.deprels[top] == "conj":
        top = tree.heads[top]
    head = tree.heads[top]
    if (
        tree.deprels[top] in _ARGUMENT
        and head != top
        and head not in cue_words
        and tree.upos[head] in ("VERB", "ADJ", "AUX")
        and not (tree.deprels[top] != "nsubj" and plain(tree.lemmas[head]) in context_words("aftermath"))
    ):
        chain += _upwards(sentence, head, cue_words)
    if tree.under(outer, "cop"):
        chain.append(outer)
    for clause in (c for o in (k, outer) for c in tree.under(o, "acl", "acl:relcl") if tree.upos[c] == "VERB"):
        chain += [v for v in tree.conjoined(clause) if tree.upos[v] == "VERB"]
    if _is_transitive(sentence, k):  # "the shooting of two policemen who died at Goma in 2023"
        harmed = [c for c in tree.under(k, "nmod") if tree.case(c) == "of"]
        chain += [
            v for c in harmed for v in tree.under(c, "acl:relcl", "acl") if tree.lemmas[v] in ("die", "kill", "shoot", "hurt")
        ]
    return tuple(dict.fromkeys(chain))


def verb_chain(sentence: Sentence, k: int, cue_words: frozenset[int]) -> tuple[int, ...]:
    """A verb, those it belongs to, and the clauses that tell what was going on meanwhile ("was killed while driving home on Sunday")."""
    tree = sentence.tree
    out = _upwards(sentence, k, cue_words)
    for c in tree.under(k, "advcl"):
        if c not in cue_words and {tree.lemmas[m] for m in tree.under(c, "mark", "advmod")} & {"while", "when", "as"}:
            out.append(c)
    return tuple(dict.fromkeys(out))


def _upwards(sentence: Sentence, k: int, cue_words: frozenset[int]) -> list[int]:
    """A verb and those it belongs to as adverbial, complement or fellow."""
    tree = sentence.tree
    out = [k]
    while tree.deprels[k] in ("advcl", "xcomp", "conj", "acl") and tree.heads[k] not in cue_words and tree.heads[k] not in out:
        if tree.deprels[k] == "conj" and tree.deprels[out[0]] == "advcl" and k != out[0]:
            break  # "who lived in Oslo and was visiting Bergen when she was attacked"
        aim = scheme(sentence, k)
        k = tree.heads[k] if aim is None else tree.heads[aim]
        if not tree.is_verbal(k) or k in out:
            break
        out.append(k)
    return out
