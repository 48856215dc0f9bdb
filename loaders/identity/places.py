"""Which place does "the city" or "the province" mean?"""

from __future__ import annotations

from functools import cache

from loaders.annotate.phrases import is_definite
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity.entities import PLACE, Entity
from loaders.identity.salience import Salience
from loaders.identity.wording import is_plural

_KINDS = {
    **dict.fromkeys("city town village port metropolis municipality".split(), "town"),
    **dict.fromkeys("province governorate oblast prefecture canton".split(), "region"),
    **dict.fromkeys("district county".split(), "district"),
}
_NATURAL = frozenset(
    "island islands archipelago peninsula river lake mountain valley bay sea desert bridge park museum airport".split()
)


def place_noun(s: Sentence, k: int, salience: Salience) -> Entity | None:
    """The place named before that a definite noun means: the last that is of its kind by the gazetteer or by its own name."""
    lemma = s.tree.lemmas[k]
    if (
        (lemma not in _KINDS and lemma not in _NATURAL)
        or is_plural(s, k)
        or not is_definite(s, k)
        or s.tree.under(k, "compound", "nmod")
    ):
        return None
    return salience.recent(
        s,
        lambda e: (
            e.kind == PLACE and (_named(e, lemma) or (_is_settlement(e) and _KINDS.get(lemma) in _kinds(max(e.names, key=len))))
        ),
    )


def _named(e: Entity, lemma: str) -> bool:
    return any(lemma in n.lower().split() for n in e.names)


def _is_settlement(e: Entity) -> bool:
    """Whether no name says that it is something else ("Forest Park")."""
    return not any(w in _NATURAL for n in e.names for w in n.lower().split())


@cache
def _kinds(name: str) -> frozenset[str]:
    return frozenset(p.kind for p in gazetteer().places(name))
