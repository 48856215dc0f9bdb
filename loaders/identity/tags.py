"""Of what sort is each name, seen over the whole document? Tags of the name finder that the others contradict are set right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from loaders.gazetteer.gazetteer import folded, gazetteer
from loaders.identity import nouns
from loaders.identity.acronyms import ACRONYM
from loaders.identity.mentions import Mention
from loaders.identity.persons import tokens


def retagged(found: Sequence[Mention]) -> list[Mention]:
    """The names with the tags that fit the document: one for each acronym, capitals as places, surnames as persons."""
    found = _agreed(found)
    full = {w for m in found if m.tag == "PER" and len(tokens(m.text)) > 1 for w in tokens(m.text)}
    isos = states_named(found)
    return [replace(m, tag="LOC") if _is_seat(m, full, isos) else _as_surname(m, full) for m in found]


def states_named(found: Sequence[Mention]) -> frozenset[str]:
    """ISO codes of the states that some names are."""
    return frozenset(state.iso for m in found if (state := gazetteer().state(m.text)) is not None)


def _agreed(found: Sequence[Mention]) -> list[Mention]:
    """The names with one tag for each acronym, that which it has most often, and rather no person."""
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for m in found:
        tags[m.text][m.tag] += 1
    best = {
        text: max(sorted(count), key=lambda t: (count[t], t != "PER")) for text, count in tags.items() if ACRONYM.fullmatch(text)
    }
    return [replace(m, tag=best[m.text]) if m.text in best else m for m in found]


def _as_surname(m: Mention, full: Collection[str]) -> Mention:
    """A lone word of a person's full name in the document that was taken for a body, or for a place that none is, as a person's."""
    lone = m.tag in ("ORG", "LOC") and m.end - m.first == 1 and not m.text.isupper() and folded(m.text) in full
    known = nouns.outlet(m.text) is not None or (m.tag == "LOC" and _is_place(m.text))
    return replace(m, tag="PER") if lone and not known else m


def _is_place(text: str) -> bool:
    """Whether a state, a capital or a town has a name."""
    return gazetteer().state(text) is not None or gazetteer().seat(text) is not None or bool(gazetteer().places(text))


def _is_seat(m: Mention, full: Collection[str], isos: Collection[str]) -> bool:
    """Whether a name taken for a person's is a capital's: nobody's here; a lone word of a state spoken of or no given name."""
    if m.tag != "PER" or m.titles or folded(m.text) in full:
        return False
    seat = gazetteer().seat(m.text)
    lone = m.end - m.first == 1
    return seat is not None and (not lone or seat.iso in isos or nouns.sex_of_given_name(m.text) is None)
