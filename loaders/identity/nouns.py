"""What kind of actor does a noun or a listed name make? People, bodies, groups, organisations, outlets: the lexicons as values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.vocabulary import CountedGroup
from loaders.annotate.days import DAYS, MONTHS
from loaders.gazetteer.gazetteer import folded
from loaders.lexicon import rows


@dataclass(frozen=True, slots=True)
class Body:
    """A noun for a body: the class of actor, the body of a state that it names ("military"), the group its members count in.

    `needs` are modifiers without which the common noun names no body ("TV station"), with "!" those with which it names none
    ("social media"); "-" where it never does.
    """

    kind: str
    alike: str | None
    group: CountedGroup | None
    needs: tuple[str, ...] = ()

    def goes_with(self, modifiers: set[str]) -> bool:
        """Whether the common noun names a body beside some modifiers."""
        asked = {n for n in self.needs if not n.startswith("!")}
        return not any(f"!{m}" in self.needs for m in modifiers) and (not asked or bool(asked & modifiers))


@cache
def people() -> dict[str, CountedGroup]:
    """Nouns for people, by lemma, with the group in which they are counted."""
    return {r["noun"]: r.member("group", CountedGroup) for r in rows("people")}


@cache
def speakers() -> frozenset[str]:
    """Nouns for people who are quoted without a name."""
    return frozenset(r["noun"] for r in rows("people") if r["speaks"] == "yes")


@cache
def counts_only() -> frozenset[str]:
    """Nouns that count people and are nobody who acts or speaks ("casualties", "dozens")."""
    return frozenset(r["noun"] for r in rows("people") if r["speaks"] == "no")


@cache
def sexed() -> dict[str, str]:
    """Nouns for people that tell their sex: "f" or "m"."""
    return {r["noun"]: r["sex"] for r in rows("people") if r["sex"]}


@cache
def bodies() -> dict[str, Body]:
    """Nouns for bodies, by lemma or form."""
    return {
        r["noun"]: Body(r["kind"], r["alike"] or None, r.member("group", CountedGroup) if r["group"] else None, r.words("needs"))
        for r in rows("bodies")
    }


@dataclass(frozen=True, slots=True)
class Honorific:
    """A word before a name: the sex it tells, and whether it is a given or family name as well ("Khan", "Malik")."""

    sex: str
    is_name: bool


@cache
def honorifics() -> dict[str, Honorific]:
    """Words before a name that are no part of it, in lower case, without dots."""
    return {r["word"]: Honorific(r["sex"], r["name"] == "yes") for r in rows("honorifics")}


@cache
def _given() -> dict[str, frozenset[str]]:
    return {r["sex"]: frozenset(r.words("names")) for r in rows("given-names")}


def sex_of_given_name(name: str) -> str | None:
    """ "f" or "m" where only women or only men bear a given name."""
    word = folded(name)
    return next((sex for sex, names in _given().items() if word in names), None)


@cache
def _known(lexicon: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for r in rows(lexicon):
        for name in (r["name"], *r.words("aliases")):
            out.setdefault(folded(name), r["name"])
    return out


def armed_group(name: str) -> str | None:
    """The name in the lexicon of the armed group that goes by some name."""
    return _known("armed-groups").get(folded(name)) if _is_written_as_name(name) else None


@cache
def states_of_group(group: str) -> tuple[str, ...]:
    """ISO codes of the states in which the lexicon places an armed group, by its name there."""
    return next((r.words("states") for r in rows("armed-groups") if r["name"] == group), ())


def outlet(name: str) -> str | None:
    """The name in the lexicon of the outlet that goes by some name."""
    return _known("outlets").get(folded(name)) if _is_written_as_name(name) else None


def organization(name: str) -> str | None:
    """The name in the lexicon of the international organisation, relief organisation or monitor that goes by some name."""
    return _known("organizations").get(folded(name)) if _is_written_as_name(name) else None


@cache
def listed_openings() -> frozenset[str]:
    """The first words, without case, of listed names of several words."""
    names = (
        n
        for lexicon in ("armed-groups", "organizations", "outlets")
        for r in rows(lexicon)
        for n in (r["name"], *r.words("aliases"))
    )
    return frozenset(n.split()[0].casefold() for n in (*names, *metonyms()) if " " in n)


@cache
def metonyms() -> dict[str, tuple[str, str]]:
    """Buildings and places that stand for a body: its name and class."""
    return {folded(r["name"]): (r["body"], r["kind"]) for r in rows("metonyms")}


@cache
def agencies() -> frozenset[str]:
    """The outlets that sell their reports to others."""
    return frozenset(r["name"] for r in rows("outlets") if r["kind"] == "agency")


@cache
def _no_actors() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for r in rows("non-actors"):
        out.setdefault(r["at"], set()).add(r["word"])
    return {at: frozenset(words) for at, words in out.items()}


def is_no_actor(name: str) -> bool:
    """Whether a name is one of an event, a law, a work or a time ("Operation Dawn", "Water Treaty", "Feb", "Sunday")."""
    words = [w.strip(".,:").lower() for w in name.split()]
    kinds = _no_actors()
    letters = [w for w in words if any(c.isalpha() for c in w)]
    if not letters or all(w in MONTHS or w in DAYS for w in letters):
        return True
    if len(words) == 1 or " ".join(words) in kinds["whole"]:
        return " ".join(words) in kinds["whole"]
    head = words[words.index("of", 1) - 1] if "of" in words[1:-1] else words[-1]
    return words[0] in kinds["first"] or head in kinds["last"]


def opens_no_actor(word: str) -> bool:
    """Whether a word before a name makes it one of an event or a thing ("Cyclone", "Operation")."""
    return word[:1].isupper() and word.lower() in _no_actors()["first"]


def _is_written_as_name(name: str) -> bool:
    """Short acronyms count only in capitals: "AP", not "ap"; articles of other languages may be small: "al Shabaab"."""
    return not name.islower() if len(name) > 4 else name.isupper() or not name.islower()
