"""Who or what is in the reader's mind at a point of a text? Salience of what was mentioned, after Lappin and Leass (1994).

Each mention weighs by its grammatical role; weights halve with every sentence; what is mentioned often weighs more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.annotate.sentences import Sentence
from loaders.identity.entities import Entity

REACH = 4  # sentences back that a pronoun may point
FAR = 15  # that a description may
_ROLES = {
    "nsubj": 80,
    "nsubj:pass": 80,
    "nsubj:outer": 80,
    "csubj": 60,
    "obj": 50,
    "iobj": 50,
    "obl:agent": 50,
    "obl": 40,
    "appos": 40,
    "root": 70,
}
_EMBEDDED = 25
_NAMED = 15


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that was read."""

    place: int
    word: int
    weight: float
    entity: Entity
    quoted: bool
    speaks: bool = False


class Salience:
    """What was mentioned, in reading order."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []

    def note(self, s: Sentence, k: int, entity: Entity, *, quoted: bool, speaks: bool) -> None:
        """Keep a mention. What is said within quotation marks weighs half outside of them."""
        relation = s.tree.deprels[k]
        weight = 100.0 + (80 if speaks else _role(s, k, relation)) + (_NAMED if entity.named else 0)
        self._seen.append(Seen(s.place, k, weight, entity, quoted, speaks))

    def back(self, s: Sentence, reach: int = REACH) -> Iterator[Seen]:
        """The mentions of the last sentences, the last first."""
        for seen in reversed(self._seen):
            if s.place - seen.place > reach:
                return
            yield seen

    def ranked(
        self, s: Sentence, fits: Callable[[Seen], bool], *, quoted: bool, reach: int = REACH
    ) -> list[tuple[float, Entity, Seen]]:
        """What fits, the most salient first, with its last mention."""
        best: dict[int, dict[int, float]] = {}
        last: dict[int, Seen] = {}
        for seen in self.back(s, reach):
            if not fits(seen):
                continue
            weight = seen.weight * (1.0 if seen.quoted == quoted else 0.5)
            by_place = best.setdefault(id(seen.entity), {})
            by_place[seen.place] = max(by_place.get(seen.place, 0.0), weight)
            last.setdefault(id(seen.entity), seen)
        scores = [(sum(w * 0.5 ** (s.place - p) for p, w in best[key].items()), seen.entity, seen) for key, seen in last.items()]
        return sorted(scores, key=lambda x: (-x[0], -x[2].place, x[2].word))

    def recent(self, s: Sentence, fits: Callable[[Entity], bool], reach: int = FAR) -> Entity | None:
        """The last that fits; of two in one sentence the one that stands higher in it, None where they stand alike."""
        found: Seen | None = None
        for seen in self.back(s, reach):
            if found is not None and seen.place < found.place:
                break
            if fits(seen.entity) and (found is None or (seen.entity is not found.entity and seen.weight >= found.weight)):
                if found is not None and seen.weight == found.weight:
                    return None
                found = seen
        return None if found is None else found.entity


def _role(s: Sentence, k: int, relation: str) -> int:
    tree = s.tree
    top = k
    while tree.deprels[top] == "conj" and tree.heads[top] != top:
        top = tree.heads[top]
    if relation == "conj":
        relation = tree.deprels[top]
    weight = _ROLES.get(relation, _EMBEDDED)
    if relation == "nmod:poss":
        weight = 35
    return weight - 5 * (top != k)
