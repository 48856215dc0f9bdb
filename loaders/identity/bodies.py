"""Which named bodies are one, of what kind is a body by its name, and to which state does it belong?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.gazetteer.gazetteer import State, folded, gazetteer
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, PLACE, STATE
from loaders.identity.nouns import bodies

_SMALL = frozenset("of the for and in de del la le los las das do al el ul e i a on to".split())
_OFFICE = re.compile(r"(ministry|department|bureau|office|secretariat) (?:of|for) (?:the )?(.+)")
_CLITIC = re.compile(r"['’]s\b")
_FIGHTING = frozenset("army front force forces brigade brigades command guard guards corps legion battalion".split())
_CAUSES = frozenset(
    "liberation resistance popular people's peoples self-defense self-defence independence separatist salvation".split()
)
ARMED_CUES = frozenset(
    "militant armed rebel separatist insurgent terror terrorist jihadist jihadi guerrilla guerilla islamist paramilitary extremist secessionist".split()
)
ENTERPRISE = frozenset("inc corp ltd llc co plc gmbh ag sa".split())


def is_acronym(word: str, name: str) -> bool:
    """Whether a word is made of the initials of a name, small words counted or not ("IAEA", "MoD", "RSF")."""
    letters = re.sub(r"[^A-Za-z]", "", word).lower()
    parts = [p for p in re.split(r"[\s\-‐‑/]+", _CLITIC.sub("", name)) if p and p[0].isalnum()]
    every = "".join(p[0] for p in parts).lower()
    main = "".join(p[0] for p in parts if p.lower() not in _SMALL).lower()
    if len(letters) < 2:
        return False
    return letters in (every, main, every.removeprefix("t")) or (
        len(parts) > 2 and len(letters) > 2 and letters in (every[1:], main[1:])
    )


def same_body(a: str, b: str) -> bool:
    """Whether two folded names of bodies are the same, a state's name and its demonym, plurals and -ise/-ize taken as one."""
    if a == b:
        return True
    wa, wb = a.split(), b.split()
    if len(wa) != len(wb) or len(wa) < 2:
        return False
    differing = [(x, y) for x, y in zip(wa, wb, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    one = _state(x.title())
    if one is not None and one == _state(y.title()):
        return True
    short, long = sorted((x, y), key=len)
    if (
        len(short) > 4
        and short == wa[0][: len(short)]
        and long.startswith(short)
        and long[len(short) :] in ("istan", "stan", "i", "ian", "an", "ese")
    ):
        return True
    return short.rstrip("s") == long.rstrip("s") or _american(short) == _american(long)


def _american(word: str) -> str:
    """A word in American spelling, as far as two spellings differ in names of bodies."""
    word = re.sub(r"is(?=ation|e\b|ed\b|ing\b)", "iz", word)
    return word.replace("defence", "defense").replace("labour", "labor").replace("centre", "center")


def _state(word: str) -> State | None:
    return gazetteer().state(word) or gazetteer().adjective(word)


def kind_of(name: str, tag: str, cues: Iterable[str] = ()) -> str:
    """The class of a named body by the nouns in its name, then by those that stand beside it ("militant group", "daily")."""
    if tag == "LOC":
        return PLACE
    words = [w.lower().strip(".,") for w in _CLITIC.sub("", name).split()]
    head = words[words.index("of", 1) - 1] if "of" in words[1:-1] else words[-1]
    described = set(cues)
    if described & ARMED_CUES and described & {
        "group",
        "organization",
        "organisation",
        "outfit",
        "movement",
        "faction",
        "network",
    }:
        return ARMED
    body = bodies().get(head) or bodies().get(head.removesuffix("s")) or bodies().get(words[-1])
    if body is None:
        beside = [bodies()[c] for c in described if c in bodies() and bodies()[c].kind != STATE]
        return beside[0].kind if len({b.kind for b in beside}) == 1 else ORGANIZATION
    if head in _FIGHTING and any(w in _CAUSES for w in words):
        return ARMED
    if body.kind == STATE:
        return ORGANIZATION if head.endswith("s") else BODY
    return body.kind


def is_enterprise(name: str) -> bool:
    """Whether a name ends like that of a company."""
    return name.rsplit(maxsplit=1)[-1].lower().strip(".,") in ENTERPRISE if name.split() else False


def without_state(name: str) -> str:
    """A body's name without the state in front or behind: "Indian Foreign Ministry", "Senate of Chile", "Pakistan’s Army"."""
    words = _CLITIC.sub("", name).split()
    while len(words) > 1 and _state(words[0]) is not None:
        words.pop(0)
    if len(words) > 2 and words[-2] == "of" and _state(words[-1]) is not None:
        words = words[:-2]
    return " ".join(words)


def plain(name: str) -> str:
    """A body's folded name in one order of words: "Ministry of Home Affairs" as "home affairs ministry"."""
    match = _OFFICE.fullmatch(folded(name))
    return f"{match[2]} {match[1]}" if match else folded(name)


def iso_in(name: str) -> str | None:
    """The state that a body's name contains ("Pakistan Senate", "Indian Foreign Ministry"); None where it has two or none."""
    places = gazetteer()
    found = {s.iso for w in _CLITIC.sub("", name).split() if (s := places.adjective(w) or places.state(w)) is not None}
    return found.pop() if len(found) == 1 else None
