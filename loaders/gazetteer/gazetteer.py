"""Names of states, regions and towns, looked up however they are spelt: without case, accents, hyphens and articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log10

from loaders.gazetteer.files import PLACES, REGIONS, STATES
from loaders.gazetteer.table import SortedTable
from loaders.lexicon import read, rows

GEONAMES = "https://sws.geonames.org/{}/"
_ARTICLES = re.compile(r"^(?:the|el|al|an|ad|as|es|la|le|los|las|ash|ar|at|az) ")


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory."""

    number: int
    iso: str
    name: str

    @property
    def authority(self) -> str:
        """Its GeoNames address."""
        return GEONAMES.format(self.number)


@dataclass(frozen=True, slots=True)
class Place:
    """A region, district or town. `within` is the GeoNames number of the region around it."""

    number: int
    kind: str
    iso: str
    within: int | None
    inhabitants: int
    name: str

    @property
    def authority(self) -> str:
        """Its GeoNames address."""
        return GEONAMES.format(self.number)


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """A name without case, accents, hyphens, dots, apostrophes and a leading article, in any language of ours."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"['’‘ʻ`.]", "", text)
    text = re.sub(r"[\s\-‐‑–]+", " ", text).strip()
    return _ARTICLES.sub("", text) or text


class Gazetteer:
    """The tables, read when first asked."""

    @cached_property
    def _states(self) -> list[tuple[State, dict[str, tuple[str, ...]]]]:
        fields = ("aliases", "capital", "seats", "adjectives", "nouns")
        return [(State(int(r["geonames"]), r["iso"], r["name"]), {f: r.words(f) for f in fields}) for r in read(STATES)]

    def _index(self, *fields: str) -> dict[str, State]:
        out: dict[str, State] = {}
        for field in fields:
            for state, row in self._states:
                for name in (state.name,) if field == "name" else row[field]:
                    out.setdefault(folded(name), state)
        return out

    @cached_property
    def _by_name(self) -> dict[str, State]:
        return self._index("name", "aliases")

    @cached_property
    def _by_seat(self) -> dict[str, State]:
        return self._index("capital", "seats")

    @cached_property
    def _by_adjective(self) -> dict[str, State]:
        return self._index("adjectives")

    @cached_property
    def _by_people(self) -> dict[str, State]:
        return self._index("nouns")

    def state(self, name: str) -> State | None:
        """The state of this name or alias. "US" and "IS" count only as they are written."""
        if (
            len(name) <= 3
            and name.replace(".", "").lower() in ("us", "is", "it", "pa", "car")
            and not name.replace(".", "").isupper()
        ):
            return None
        return self._by_name.get(folded(name))

    def seat(self, name: str) -> State | None:
        """The state whose government a capital or a building stands for ("New Delhi", "the Kremlin")."""
        return self._by_seat.get(folded(name))

    def adjective(self, word: str) -> State | None:
        """The state of a demonym as a modifier ("Pakistani", "US")."""
        if not word[:1].isupper():
            return None
        return self._by_adjective.get(folded(word))

    def people(self, word: str) -> State | None:
        """The state whose people a noun names ("Pakistanis")."""
        if not word[:1].isupper():
            return None
        return self._by_people.get(folded(word))

    @cached_property
    def _places(self) -> SortedTable:
        return SortedTable(PLACES)

    @cached_property
    def _regions(self) -> SortedTable:
        return SortedTable(REGIONS)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - one gazetteer lives as long as the process
    def places(self, name: str) -> tuple[Place, ...]:
        """The regions and towns of this name, the larger before the smaller."""
        found = map(_place, self._places.find(folded(name)))
        return tuple(sorted(found, key=lambda p: (_RANK[p.kind], -p.inhabitants, p.number)))

    def around(self, place: Place) -> tuple[str, ...]:
        """The names of the regions around a place, nearest first, and of its state."""
        out = []
        within = place.within
        while within is not None and (row := self._regions.find(str(within))):
            out.append(row[0][1])
            within = int(row[0][2]) if row[0][2] else None
        state = self.by_iso.get(place.iso)
        return (*out, *([state.name] if state else []))

    @cached_property
    def by_iso(self) -> dict[str, State]:
        """States by ISO 3166 code."""
        return {state.iso: state for state, _ in self._states}

    def locate(
        self,
        name: str,
        states: Sequence[str] = (),
        *,
        around: Iterable[str] = (),
        near: Iterable[str] = (),
        kind: str | None = None,
    ) -> Place | State | None:
        """What a place name most likely means in a text that speaks of some states (ISO codes, the most spoken of first).

        The text names the regions or states `around` it; it also names the regions `near`; `kind` is "town", "region" or
        "district" where it says so. None where the gazetteer has only small places of that name in other states.
        """
        full = abbreviations().get(name)
        name = full or name
        holders = [abbreviations().get(h, h) for h in around if folded(h) != folded(name)]
        state = self.state(name) if full is None else None
        found = self.places(name)
        if state is not None and folded(state.name) != folded(name):  # "England" is a region of the state that it stands for
            state = None if any(p.kind == "region" and p.iso == state.iso for p in found) else state
        close = {folded(n) for n in near}
        rivals = any(p.inhabitants > LARGE or p.kind == "region" for p in found if p.iso in states[:1])
        best: tuple[float, Place] | None = None
        for p in found:
            weight = self._weight(p, states, holders, close, kind) + (_HOME if p.inhabitants >= _WORLD and not rivals else 0)
            if best is None or weight > best[0]:
                best = weight, p
        if best is None or (state is not None and best[0] < _HELD):
            return state
        weight, place = best
        sure = weight >= _HELD or place.iso in states or place.kind == "region" or place.inhabitants > LARGE
        return place if sure else None

    def _weight(self, p: Place, states: Sequence[str], holders: Sequence[str], near: set[str], kind: str | None) -> float:
        inside = {folded(c) for c in self.around(p)}
        weight = _RANKS[p.kind] + 2 * log10(p.inhabitants + 1) + _NEAR * len(inside & near) + (_KIND if p.kind == kind else 0)
        for h in holders:
            state = self.state(h)
            if folded(h) in inside or (state is not None and state.iso == p.iso):
                weight += _HELD
        if p.iso in states:
            weight += (1 + 1 / (1 + list(states).index(p.iso))) * _HOME / 2
        return weight


@cache
def abbreviations() -> dict[str, str]:
    """Regions by the short forms of news agencies: "Ga." -> Georgia."""
    return {r["short"]: r["region"] for r in rows("region-abbreviations")}


LARGE = 100_000  # inhabitants of a town that is known beyond its state
_WORLD = 1_000_000  # of one that is meant even in a text about a state with a small namesake
_HELD = 100.0  # weight of lying in what the text names around it
_HOME = 12.0  # of lying in the state that the text speaks of most, less for the next
_NEAR = 4.0  # of lying in a region that the text names
_KIND = 30.0  # of being what the noun beside the name says
_RANKS = {"region": 12.0, "district": 2.0, "town": 1.0}
_RANK = {"region": 0, "town": 1, "district": 2}


def _place(row: tuple[str, ...]) -> Place:
    key, number, kind, iso, within, inhabitants, name = row
    return Place(int(number), kind, iso, int(within) if within else None, int(inhabitants), name or key.title())


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, one for the process."""
    return Gazetteer()
