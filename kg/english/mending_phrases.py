"""Which words of noun phrases does a parse hang wrong: names, numbers, days, compounds?"""

from __future__ import annotations

from collections.abc import Sequence

from kg.english.parser import Parsed

_LINKING = frozenset(
    "link back ally align affiliate lead run base fund inspire sponsor support train arm control own occupy hold".split()
)
_NAMING = frozenset("identify name call know".split())
_LOOSE = ("nmod", "nmod:unmarked", "nmod:tmod", "flat", "compound", "appos", "dep")
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def is_below(heads: Sequence[int], k: int, over: int) -> bool:
    """Whether a word hangs on another, at any depth."""
    seen: set[int] = set()
    while heads[k] != k and k not in seen:
        seen.add(k)
        k = heads[k]
        if k == over:
            return True
    return False


def free_persons(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives a person's full name to the title before it, not to the place between them: "the station master Teyra, Karl Ober"."""
    kinds = {k: (end - start, kind) for start, end, kind in parsed.names for k in range(start, end)}
    for k, d in enumerate(deprels):
        place = heads[k]
        length, kind = kinds.get(k, (0, ""))
        if d != "appos" or kind != "PER" or length < 2 or not 0 < place < k or kinds.get(place) not in ((1, "LOC"), (1, "PER")):
            continue
        title = place - 1
        if heads[place] < place and parsed.upos[heads[place]] == "NOUN" and deprels[place] in ("appos", "flat"):
            heads[k], deprels[place] = heads[place], "nmod"
        elif heads[title] == place and deprels[title] == "nmod:desc" and title not in kinds and kinds[place][1] == "LOC":
            heads[k], deprels[k] = k if heads[place] == place else heads[place], deprels[place]
            heads[title], heads[place], deprels[place] = k, title, "nmod"


def free_numbers(words: Sequence[str], parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Keeps a number from counting what follows a long dash or a comma: "captured 18\u2014figures that officials dispute"."""
    for k, d in enumerate(deprels):
        noun = heads[k]
        if d == "nummod" and noun > k + 1 and words[k + 1] == "," and k and parsed.upos[k - 1] == "VERB":
            heads[k], deprels[k] = k - 1, "obj"  # "killing two, Chadian officials said", "exceeding 120, including 92 guards"
            continue
        if d != "nummod" or noun <= k + 1 or words[k + 1] != "\u2014":
            continue
        while deprels[noun] in ("compound", "nmod", "amod") and heads[noun] > noun:
            noun = heads[noun]
        if heads[noun] not in (noun, k):
            heads[k], deprels[k] = heads[noun], deprels[noun]
            heads[noun], deprels[noun] = k, "parataxis"


def raise_numbers(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Puts a number in the place of the measure before it, which limits it: "may reach as many as | 45"."""
    for k in range(2, len(heads)):
        many = k - 2
        if parsed.upos[k] != "NUM" or parsed.lemmas[many].lower() not in ("many", "few", "much") or heads[k] != many:
            continue
        if parsed.lemmas[k - 1].lower() != "as" or heads[many] in (k, many):
            continue
        heads[k], deprels[k] = heads[many], "obj" if deprels[many] == "advmod" else deprels[many]
        heads[many], deprels[many] = k, "advmod"


def free_days(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives the day right before a verb to it, not to the name before the day: "police in Accra | Monday said"."""
    for k in range(len(heads) - 1):
        verb = k + 1
        if parsed.lemmas[k].lower() in WEEKDAYS and deprels[k] in _LOOSE and parsed.upos[verb] == "VERB" and heads[k] < k:
            subjects = [c for c, h in enumerate(heads) if h == verb and c < k and deprels[c].startswith("nsubj")]
            if any(is_below(heads, k, s) for s in subjects):
                heads[k], deprels[k] = verb, "obl:unmarked"


def join_compounds(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Makes one noun phrase of a noun and the "predicate" right behind it: "a Chad military | airstrike killed ten"."""
    for k, d in enumerate(deprels):
        noun = k + 1
        if d != "nsubj" or heads[k] != noun or parsed.upos[k] != "NOUN" or parsed.upos[noun] != "NOUN":
            continue
        if deprels[noun] in ("nsubj", "nsubj:pass", "obj", "obl") and not any(
            h == noun and deprels[c] in ("cop", "aux") for c, h in enumerate(heads)
        ):
            deprels[k] = "compound"


def hang_victims(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Frees counted people of the name before them: "killing a man identified as John Roe and | two others"."""
    lemmas = [x.lower() for x in parsed.lemmas]
    for k, d in enumerate(deprels):
        name = heads[k]
        verb = heads[name]
        if d != "conj" or parsed.upos[name] != "PROPN" or parsed.upos[k] == "PROPN" or lemmas[verb] not in _NAMING:
            continue
        counted = any(h == k and deprels[c] == "nummod" for c, h in enumerate(heads)) or parsed.upos[k] == "NUM"
        if counted and deprels[verb] == "acl" and heads[verb] < verb:
            heads[k] = heads[verb]


def turn_links(words: Sequence[str], parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Makes the name behind a joined participle the head: "Al Qaeda-linked | al Shabaab" is al Shabaab."""
    for k, d in enumerate(deprels):
        joined = 1 < k < len(words) - 1 and words[k - 1] in ("-", "\u2010", "\u2011", "\u2013")
        if d not in ("amod", "acl") or parsed.lemmas[k] not in _LINKING or not joined:
            continue
        left, right = k - 2, k + 1
        while deprels[left] == "flat" and heads[left] < left:
            left = heads[left]
        if parsed.upos[right] not in ("PROPN", "NOUN") or heads[right] != left or heads[left] == left:
            continue
        heads[right], deprels[right] = heads[left], deprels[left]
        for c, h in enumerate(heads):
            if h == left and c > right:
                heads[c] = right
        heads[left], deprels[left] = k, "obl"
        heads[k], deprels[k] = right, "amod"
