"""Which words name events, and of which classes are the things that take part in them? The event lexicons as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.vocabulary import CountedGroup, EventType
from loaders.annotate.sentences import Sentence
from loaders.extract.counting.counted import group
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns
from loaders.lexicon import rows

ANY = "any"  # the class of "which" and "what": they may stand for everything
IT = "it"  # that of "it": everything but a person
_PERSONS = frozenset(
    "i you he she we they who whom me him her us them himself herself themselves myself yourself ourselves everyone everybody someone somebody anyone anybody nobody".split()
)
_DUG = frozenset(
    "coal gold silver copper iron tin zinc cobalt nickel lithium uranium salt diamond jade emerald underground opencast".split()
)
_HYPHENS = str.maketrans(dict.fromkeys("‑‐–", "-"))
UNDONE = (EventType.ACCIDENT, EventType.DISASTER)  # nobody does them
ACTORS = frozenset((ANY, IT, "people", "force", "militants", "state", "named", "body"))


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun for an event. `use` is own, echo (points back) or part (what an event brought about)."""

    type: EventType
    use: str
    needs: frozenset[str]
    bars: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventVerb:
    """A verb for an event, with the particles and the classes of participants that it needs."""

    type: EventType
    particles: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]


@cache
def event_nouns() -> dict[str, EventNoun]:
    """Event nouns by lemma."""
    return {
        r["noun"]: EventNoun(r.member("type", EventType), r["use"], frozenset(r.words("needs")), frozenset(r.words("bars")))
        for r in rows("event-nouns")
    }


@cache
def event_verbs() -> dict[str, tuple[EventVerb, ...]]:
    """Event verbs by lemma, those with a particle first."""
    out: dict[str, list[EventVerb]] = {}
    for r in sorted(rows("event-verbs"), key=lambda r: r["particle"] == ""):
        verb = EventVerb(
            r.member("type", EventType),
            frozenset(r.words("particle")),
            frozenset(r.words("subject")),
            frozenset(r.words("object")),
        )
        out.setdefault(r["verb"], []).append(verb)
    return {verb: tuple(found) for verb, found in out.items()}


@cache
def event_modifiers() -> dict[str, tuple[tuple[frozenset[str], str], ...]]:
    """Modifiers with the event nouns that they go with and the type that they make of them."""
    out: dict[str, list[tuple[frozenset[str], str]]] = {}
    for r in rows("event-modifiers"):
        out.setdefault(r["modifier"], []).append((frozenset(r.words("heads")), r["type"]))
    return {word: tuple(found) for word, found in out.items()}


@cache
def _things() -> dict[str, frozenset[str]]:
    return {r["noun"]: frozenset(r.words("classes")) for r in rows("event-things")}


@cache
def words(name: str) -> dict[str, frozenset[str]]:
    """The words of the lexicon of event contexts by what they do to an event ("foil", "habit", "series", ...)."""
    out: dict[str, set[str]] = {}
    for r in rows(name):
        out.setdefault(r["effect"], set()).add(r["word"])
    return {effect: frozenset(found) for effect, found in out.items()}


def context_words(effect: str) -> frozenset[str]:
    """The words of the lexicon of event contexts that have an effect."""
    return words("event-contexts").get(effect, frozenset())


def noun_of(lemma: str) -> str:
    """The event noun that a lemma is, its plural mark taken off where the lemmatiser left it ("counter-operations")."""
    word = plain(lemma)
    if word not in event_nouns() and word.endswith("s") and word[:-1] in event_nouns():
        return word[:-1]
    return word


def plain(word: str) -> str:
    """A word in lower case with plain hyphens."""
    return word.translate(_HYPHENS).lower()


def modified(noun: str, modifiers: Iterable[str]) -> str | None:
    """What modifiers make of an event noun: a type, "" for no event, "=" for the modifier's own event; None where they do nothing.

    Two that make different things of it leave it what it is ("gun and bomb attacks"), unless one tells more ("suicide bomb attack").
    """
    found = [kind for m in modifiers for heads, kind in event_modifiers().get(m, ()) if noun in heads]
    if set(found) == {EventType.SHOOTING, EventType.BOMBING}:
        return None
    return "" if "" in found else found[0] if found else None


def modifiers(sentence: Sentence, k: int) -> list[str]:
    """The words before a noun that say what kind it is, nearest last, those with a hyphen also joined ("car-bomb")."""
    tree = sentence.tree
    own = set(sentence.subtree(k))
    start = k
    while (
        start - 1 in own
        and tree.deprels[start - 1] not in ("det", "case", "cc:preconj")
        and sentence.words[start - 1] not in (",", "(", "“", '"')
    ):
        start -= 1
    lemmas = [plain(tree.lemmas[w]) for w in range(start, k) if tree.upos[w] != "PUNCT"]
    joined = [
        f"{plain(tree.lemmas[w - 1])}-{plain(tree.lemmas[w + 1])}"
        for w in range(start + 1, k - 1)
        if plain(sentence.words[w]) == "-"
    ]
    pairs = [f"{a}-{b}" for a, b in pairwise(lemmas)]
    return [*lemmas, *joined, *pairs]


def classes(sentence: Sentence, k: int) -> frozenset[str]:
    """The classes of what a noun names, as event words ask for them."""
    tree = sentence.tree
    if tree.upos[k] == "PRON":
        return frozenset(("people",) if tree.lemmas[k] in _PERSONS else (IT,) if tree.lemmas[k] in ("it", "itself") else (ANY,))
    out = set(_things().get(plain(tree.lemmas[k]), ()))
    if tree.lemmas[k] == "mine" and _is_dug(sentence, k):
        out -= {"arms", "ordnance"}
    if _is_aged(sentence, k):
        out.add("people")
    name = sentence.name_at(k)
    if name is not None:
        text = " ".join(sentence.words[name[0] : name[1]])
        out |= {"PER": {"people", "named"}, "LOC": {"place", "named"}, "ORG": {"named"}}.get(name[2], set())
        if name[2] != "PER" and _is_craft(sentence, name[0], name[1], text):
            out.add("craft")
        if nouns.armed_group(text) is not None:
            out.add("militants")
        elif name[2] == "LOC" and gazetteer().state(text) is not None:
            out.add("state")
    if any(tree.lemmas[c] == "armed" for c in tree.under(k, "amod")) and counted_as_people(sentence, k):
        out |= {"militants", "people"}
    body = nouns.bodies().get(tree.lemmas[k]) or nouns.bodies().get(sentence.words[k].lower())
    counted = group(sentence, k)
    if counted is CountedGroup.SECURITY:
        out.add("force")
    elif counted is CountedGroup.MILITANTS:
        out.add("militants")
    elif counted is not None or tree.upos[k] == "NUM":
        out.add("people")
    elif body is not None:
        out.add("state" if body.kind == "State" else "body")
    if counted in (CountedGroup.SECURITY, CountedGroup.MILITANTS):
        out.add("people")
    return frozenset(out)


def _is_dug(sentence: Sentence, k: int) -> bool:
    """Whether a mine is one that people work in: by what is dug there, or as a place."""
    tree = sentence.tree
    return any(tree.lemmas[c] in _DUG for c in tree.under(k, "compound", "amod")) or tree.case(k) in ("in", "at", "inside")


def _is_aged(sentence: Sentence, k: int) -> bool:
    """Whether a word stands for somebody by age ("a 12-year-old", "the two year old")."""
    word = plain(sentence.words[k]).removesuffix("s")
    before = [plain(w) for w in sentence.words[max(0, k - 2) : k]]
    return word.endswith("year-old") or (word == "old" and bool({"year", "years", "month", "months"} & set(before)))


def _is_craft(sentence: Sentence, start: int, end: int, text: str) -> bool:
    """Whether a name may be a ship's: after "the", no plural, and no place's or body's that is known ("the Santa Rosa")."""
    return (
        start > 0
        and sentence.words[start - 1].lower() == "the"
        and sentence.tree.xpos[end - 1] != "NNPS"
        and not gazetteer().places(text)
        and gazetteer().state(text) is None
        and not word_classes([plain(sentence.tree.lemmas[end - 1])])
        and nouns.bodies().get(plain(sentence.tree.lemmas[end - 1])) is None
    )


def counted_as_people(sentence: Sentence, k: int) -> bool:
    """Whether a noun names people of no side."""
    return group(sentence, k) not in (None, CountedGroup.SECURITY)


def all_classes(sentence: Sentence, heads: Iterable[int]) -> frozenset[str]:
    """The classes of several nouns together."""
    return frozenset().union(*(classes(sentence, k) for k in heads))


def word_classes(lemmas: Iterable[str]) -> frozenset[str]:
    """The classes of modifiers, by lemma."""
    out: set[str] = set()
    for lemma in lemmas:
        out |= _things().get(lemma, frozenset())
        counted = nouns.people().get(lemma)
        if counted is CountedGroup.MILITANTS:
            out |= {"militants", "people"}
        elif counted is CountedGroup.SECURITY or lemma in ("military", "police", "army", "security", "naval", "paramilitary"):
            out |= {"force", "people"}
        elif counted is not None:
            out.add("people")
    return frozenset(out)


def can_act(sentence: Sentence, k: int) -> bool:
    """Whether a noun names somebody, as far as its class, or else its plural, tells."""
    tree = sentence.tree
    found = classes(sentence, k)
    return bool(found & ACTORS) or (not found and tree.xpos[k] in ("NNS", "NNPS") and tree.deprels[k] != "compound")


def side_of(sentence: Sentence, agents: tuple[int, ...], before: list[str]) -> str:
    """Whether forces of a state act, or others in arms."""
    for a in agents:
        found = classes(sentence, a)
        if "militants" in found:
            return "armed"
        if found & {"force", "state"}:
            return "state"
    told = word_classes(before)
    if "militants" in told or set(before) & {"gun", "suicide", "separatist", "terror"}:
        return "armed"
    return "state" if "force" in told or any(b.startswith("counter") for b in before) else ""
