"""Where did it happen? Place names around a trigger that say where, not who; nearest first, with what lies around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Place, Span
from kg.vocabulary import EventType
from loaders.annotate.phrases import text_of
from loaders.annotate.sentences import Sentence
from loaders.extract.events.model import Trigger
from loaders.extract.events.words import classes, context_words, plain, word_classes
from loaders.gazetteer.gazetteer import abbreviations, folded, gazetteer
from loaders.gazetteer.locate import Locator

_IN = frozenset(
    "in at near across around outside inside throughout within on along off of over between through into onto towards toward including beside beneath under amid".split()
)
_NOT = frozenset(("from", "by", "with", "against", "about", "to", "for", "than", "since", "via", "despite", "as"))
_NOMINAL = frozenset(
    (
        "nmod",
        "obl",
        "appos",
        "conj",
        "compound",
        "flat",
        "obj",
        "nsubj:pass",
        "nmod:poss",
        "nmod:desc",
        "nmod:unmarked",
        "obl:unmarked",
        "list",
        "dep",
        "amod",
        "nsubj",
        "parataxis",
        "obl:tmod",
    )
)


GENERIC = re.compile(
    r"^(?:the )?(?:city|town|village|province|district|state|region|island) of |[ -](?:city|town|village|province|district|state|region|county|governorate|prefecture|island|area|neighbou?rhood|department|municipality)$",
    re.IGNORECASE,
)


def places(sentence: Sentence, trigger: Trigger, locator: Locator, others: frozenset[int]) -> tuple[Place, ...]:
    """The places of what a trigger tells, in the order of the text; `others` are the other triggers of the sentence."""
    found: list[tuple[int, int]] = []
    beside: list[tuple[int, int]] = []  # where those are who do it: the place of the event where none is told
    for start, end, kind in sentence.names:
        head = _head(sentence, start, end)
        text = _text(sentence, start, end)
        if "vehicle" in classes(sentence, end - 1) or (start and classes(sentence, start - 1) & {"vehicle", "craft"}):
            continue  # "the Santa Rosa ferry", "the ferry Santa Rosa"
        if sentence.words[start] == "Air" and end - start > 1:
            continue  # an airline
        if trigger.type is EventType.ACCIDENT and head in trigger.patients and "craft" in classes(sentence, head):
            continue  # "the sinking of the Santa Rosa"
        if kind == "LOC" or locator.is_place(text) or (kind in ("ORG", "PER") and _is_located(sentence, head, text)):
            if _says_where(sentence, trigger, head, others, trigger.agents) or _is_where(sentence, trigger, end):
                found.append((start, end))
            elif _is_where_they_are(sentence, trigger, head):
                beside.append((start, end))
    out: dict[str, Place] = {}
    for first, last in found or beside:
        place = locator.place(sentence, first, last)
        out.setdefault(folded(place.name), place)
    if len(out) > 1:  # what lies around a place that is named too is no second place
        states = {folded(w) for p in out.values() for w in p.within}
        kept = {
            k: p
            for k, p in out.items()
            if not any(_holds(sentence, q, p) for q in out.values() if q is not p)
            and ((state := gazetteer().state(p.name)) is None or folded(state.name) not in states)
        }
        out = kept or out
    return tuple(out.values())


def _is_where(sentence: Sentence, trigger: Trigger, end: int) -> bool:
    """Whether a name that ends before a word is taken up by "where" in the clause of a trigger ("Kano, where gunmen killed two")."""
    k = end + 1 if end < len(sentence) and sentence.words[end] == "," else end
    if k >= len(sentence) or sentence.words[k].lower() != "where":
        return False
    return sentence.tree.heads[k] in trigger.chain


def _holds(sentence: Sentence, inner: Place, outer: Place) -> bool:
    """Whether a place is named right after another as the region around it ("Chubbuck, Idaho", "Seal Beach, Calif.")."""
    if inner.span is None or outer.span is None or not inner.within:
        return False
    between = sentence.within(Span(inner.span.end, outer.span.start)) if inner.span.end < outer.span.start else None
    if between is None or len(between) > 2 or not all(sentence.words[k] in (",", "(", "in", "the") for k in between):
        return False
    name = abbreviations().get(outer.name) or abbreviations().get(f"{outer.name}.") or outer.name
    return folded(GENERIC.sub("", name)) in {folded(GENERIC.sub("", w)) for w in inner.within}


def _text(sentence: Sentence, start: int, end: int) -> str:
    return text_of(sentence, range(start, end))


def _head(sentence: Sentence, start: int, end: int) -> int:
    heads = sentence.tree.heads
    return next((k for k in range(start, end) if not start <= heads[k] < end or heads[k] == k), start)


def _is_located(sentence: Sentence, head: int, text: str) -> bool:
    """Whether a name that was not found to be a place's is one's: after "in" or "at" and in the gazetteer, or a building's."""
    tree = sentence.tree
    fellow = tree.heads[head] if tree.deprels[head] == "conj" else head
    near = ("in", "at", "near", "outside", "inside", "across")
    if tree.case(head) not in near and tree.case(fellow) not in near:
        return False
    if fellow != head and (name := sentence.name_at(fellow)) is not None and name[2] == "LOC":
        return True
    return bool(gazetteer().places(text)) or bool(classes(sentence, head) & {"site", "structure", "route"})


def _is_where_they_are(sentence: Sentence, trigger: Trigger, head: int) -> bool:
    """Whether a place stands with those who do it ("dockworkers in Odesa", "inmates of a prison in Beni")."""
    tree = sentence.tree
    k = head
    while k not in trigger.agents:
        if tree.deprels[k] not in _NOMINAL or tree.heads[k] == k or k in trigger.chain:
            return False
        if tree.deprels[k] in ("nmod", "obl") and tree.case(k).split(" ")[0] not in ("in", "at", "near", "of"):
            return False
        if tree.deprels[k] in ("nmod:poss", "compound", "amod", "flat", "nmod:desc") and not _is_place_noun(
            sentence, tree.heads[k]
        ):
            return False
        if tree.case(k) == "of" and tree.heads[k] in trigger.agents:
            return False
        k = tree.heads[k]
    return k != head


def _says_where(sentence: Sentence, trigger: Trigger, head: int, others: frozenset[int], agents: tuple[int, ...]) -> bool:
    """Whether the way up from a place name leads to the trigger over nouns alone, and not over somebody who acts."""
    tree = sentence.tree
    k = head
    path: list[int] = []
    while True:
        relation, above = tree.deprels[k], tree.heads[k]
        if k in trigger.chain:
            break
        if k in agents or (k in others and k != head):
            return False
        path.append(k)
        meanwhile = tree.xpos[k] == "VBG" and _is_meanwhile(sentence, k, above, trigger)
        if above == k or not (relation in _NOMINAL or meanwhile) or len(path) > 12:
            return False
        if relation in ("nsubj", "nsubj:outer"):
            return False
        is_argument = relation in ("obj", "nsubj:pass") and above in trigger.chain and k == head and above != trigger.at
        if is_argument and not (trigger.noun and plain(tree.lemmas[above]) in context_words("hits")):
            return False
        if (
            relation in ("nmod:poss", "compound", "nmod:desc", "amod")
            and above not in (trigger.at, trigger.outer)
            and not _is_place_noun(sentence, above)
        ):
            return False
        case = tree.case(k).split(" ")[0] if relation in ("obl", "nmod") else ""
        if case == "from" and k != head and "site" in classes(sentence, k):
            case = "in"  # "abducted from a school in Kaduna"
        if case == "to" and k != head and above == trigger.at and tree.lemmas[above] == "set":
            case = "in"  # "set fire to a depot in Warri"
        if case == "of" and k == head and trigger.type is EventType.ACCIDENT and above in (trigger.at, trigger.outer):
            return False  # "the sinking of the Santa Maria"
        if case and (case in _NOT or case not in _IN):
            return False
        k = above
    return bool(path)


def _is_meanwhile(sentence: Sentence, k: int, above: int, trigger: Trigger) -> bool:
    """Whether a participle tells what went on where it happened: "killed ten in a school sheltering people in Ard"."""
    tree = sentence.tree
    if tree.deprels[k] in ("acl", "acl:relcl"):
        return _is_place_noun(sentence, above)
    return (
        tree.deprels[k] == "advcl"
        and above in trigger.chain
        and k > 0
        and sentence.words[k - 1] != ","
        and not tree.under(k, "mark")
    )


def _is_place_noun(sentence: Sentence, k: int) -> bool:
    """Whether a noun names a piece of land or a building, whose own place is where the event was."""
    return bool(classes(sentence, k) & {"site", "structure", "route", "place"}) or plain(sentence.tree.lemmas[k]) in (
        "north", "south", "east", "west", "centre", "center", "outskirts", "coast", "province", "southwest", "northeast", "northwest", "southeast", "mountain", "range", "valley",
    )  # fmt: skip


def narrower(a: Place, b: Place) -> bool:
    """Whether one place lies within another."""
    return folded(b.name) in {folded(w) for w in a.within}


def same_place(a: Place, b: Place) -> bool:
    """Whether two places are one."""
    return folded(GENERIC.sub("", a.name)) == folded(GENERIC.sub("", b.name)) or (
        a.authority is not None and a.authority == b.authority
    )


def meet(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """Whether some place of one event is, holds or lies in one of the other, as far as the gazetteer tells."""
    return any(same_place(x, y) or narrower(x, y) or narrower(y, x) or _may_hold(x, y) or _may_hold(y, x) for x in a for y in b)


def is_spot(place: Place) -> bool:
    """Whether a place is a street or a building that no gazetteer has: it lies in some town."""
    return place.authority is None and bool(
        word_classes([plain(place.name.split()[-1]).strip(".")]) & {"site", "structure", "route"}
    )


def unsure(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """Whether on one side no gazetteer has the places (streets, quarters), so that they may lie in the others."""
    return all(p.authority is None for p in a) or all(p.authority is None for p in b)


def _may_hold(a: Place, b: Place) -> bool:
    """Whether a place that the gazetteer does not have may lie in another: a building anywhere, a village in a state or region."""
    if b.authority is not None or a.authority is None:
        return False
    last = plain(b.name.split()[-1]).strip(".")
    return bool(word_classes([last]) & {"site", "structure", "route"}) or len(a.within) <= 1
