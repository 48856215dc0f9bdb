"""Of which states does a document speak, and which of them is its main one?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, PLACE, STATE, Entity

_BY_FAR = 1.5  # how many times more the main state is spoken of than the next


@dataclass(frozen=True, slots=True)
class States:
    """ISO codes, the most spoken of first; `main` is the first where it is so by far."""

    ranked: tuple[str, ...]
    main: str | None


def states(entities: Sequence[Entity], sentences: Sequence[Sentence]) -> States:
    """The states that a document speaks of by name, by demonym, by places, groups and bodies that no other state has."""
    count: Counter[str] = Counter()
    for e in entities:
        if e.kind == STATE and e.iso:
            count[e.iso] += 2 * len(e.mentions)
        elif e.kind == PLACE and (iso := _only_state(max(e.names, key=len))) is not None:
            count[iso] += len(e.mentions)
        elif e.kind == ARMED and e.head is not None and len(nouns.states_of_group(e.head)) == 1:
            count[nouns.states_of_group(e.head)[0]] += len(e.mentions)
        elif e.kind in (BODY, ORGANIZATION) and e.iso is not None:
            count[e.iso] += len(e.mentions)
    for s in sentences:
        for k, word in enumerate(s.words):
            if word[:1].isupper() and s.tree.upos[k] in ("ADJ", "PROPN") and (state := gazetteer().adjective(word)) is not None:
                count[state.iso] += 1
    ranked = sorted(count.items(), key=lambda c: (-c[1], c[0]))
    first = ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= _BY_FAR * ranked[1][1]) else None
    return States(tuple(iso for iso, _ in ranked), first)


@cache
def _only_state(name: str) -> str | None:
    """The state in which all regions and towns of a name lie."""
    found = {p.iso for p in gazetteer().places(name) if p.kind != "district"}
    return found.pop() if len(found) == 1 else None
