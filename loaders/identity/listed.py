"""Which names does a list have: armed groups, organisations, outlets, buildings, states and their capitals, places?"""

from __future__ import annotations

import re

from loaders.gazetteer.gazetteer import State, folded, gazetteer
from loaders.identity import nouns
from loaders.identity.acting import acts
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, OUTLET, PLACE, Entity
from loaders.identity.mentions import Mention
from loaders.identity.register import Register

LARGE = 100_000  # inhabitants of a town that is no body's name
_WHERE = ("in", "at", "outside", "near", "inside", "around")
_GOVERNMENT = re.compile(r"^(?:Government|Republic|State) of (?:the )?|(?:['’]s)? [Gg]overnment$")
_BUILDINGS = frozenset(("white house", "kremlin", "downing street", "10 downing street", "capitol hill"))


def listed(m: Mention, full: str | None, register: Register) -> Entity | None:
    """The identity of a name that a list has, None where none has it; `full` is what it is short for in the document.

    A capital and a building are their state's government where they act, else a place; a region or town that speaks is its
    government.
    """
    entity = _on_list(m, full, register) or _body(m, register)
    if entity is not None:
        return entity
    outlet = nouns.outlet(m.text) if m.tag == "ORG" or (m.tag == "PER" and m.end - m.first > 1) else None
    if outlet is not None:
        return register.keyed(OUTLET, outlet)
    return None if m.tag == "PER" else _state_or_place(m, register)


def _on_list(m: Mention, full: str | None, register: Register) -> Entity | None:
    """The armed group or organisation of a name; an acronym that the document spells out is an organisation by its full name."""
    if m.tag == "PER" and m.end - m.first == 1:
        return None
    group = nouns.armed_group(m.text) or nouns.armed_group(f"{m.text}s") or (nouns.armed_group(full) if full else None)
    known = group or nouns.organization(full or m.text)
    if known is None:
        return None
    entity = register.keyed(ARMED if group else ORGANIZATION, known)
    if full is not None:
        entity.names.setdefault(full, 0)
    return entity


def _body(m: Mention, register: Register) -> Entity | None:
    """The body of a building or town that acts: "the Pentagon said", "Brussels wants"."""
    body = nouns.metonyms().get(folded(m.text))
    if body is None or not (acts(m.sentence, m.head) or (not gazetteer().places(m.text) and not _is_where(m))):
        return None
    entity = register.keyed(body[1], body[0])
    entity.fixed = body[0]
    return entity


def _state_or_place(m: Mention, register: Register) -> Entity | None:
    state = _state(m.text)
    if state is not None:
        return register.state(state.iso)
    seat = gazetteer().seat(m.text)
    if seat is not None and (acts(m.sentence, m.head) or (folded(m.text) in _BUILDINGS and not _is_where(m))):
        return register.state(seat.iso)
    if m.tag == "LOC" and seat is None and acts(m.sentence, m.head, strictly=True):
        entity = register.keyed(BODY, folded(m.text))
        entity.region, entity.alike = m.text, "government"
        return entity
    return register.keyed(PLACE, folded(m.text)) if m.tag == "LOC" or seat is not None or _is_large_place(m) else None


def _state(text: str) -> State | None:
    """The state of a name, or of "Ghana's government" and "Government of Peru"."""
    bare = _GOVERNMENT.sub("", text)
    return gazetteer().state(bare) or (gazetteer().adjective(bare) if bare != text else None)


def _is_where(m: Mention) -> bool:
    return m.sentence.tree.case(m.head) in _WHERE


def _is_large_place(m: Mention) -> bool:
    """Whether a name taken for a body is one of a region or city."""
    return not m.text.isupper() and any(p.kind == "region" or p.inhabitants > LARGE for p in gazetteer().places(m.text))
