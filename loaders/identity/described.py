"""For which named body may a description stand: "the group", "the newspaper", "the ministry", "the company"?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from loaders.identity import nouns
from loaders.identity.bodies import ARMED_CUES, ENTERPRISE
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, OUTLET, Entity
from loaders.identity.wording import is_unlike

GROUPS = frozenset("group organisation organization outfit movement militia faction network insurgency gang cartel".split())
_WIDE = frozenset(("organisation", "organization"))
_RIGHTS = frozenset(
    "rights aid advocacy human monitoring humanitarian watchdog campaign opposition media news trade business".split()
)
_OUTLETS = frozenset("newspaper paper daily weekly magazine broadcaster channel station outlet publication tabloid".split())
_PASSING = frozenset("banned outlawed proscribed same ethnic secretive nationalist notorious state-run private local".split())
COMPANIES = frozenset("company firm corporation manufacturer operator airline enterprise".split())


def may_be(e: Entity, lemma: str, body: nouns.Body, described: Sequence[str]) -> bool:
    """Whether "the group", "the newspaper", "the ministry" may stand for an identity."""
    if not e.named or e.kind not in (ARMED, BODY, ORGANIZATION, OUTLET):
        return False
    words = {w for n in e.names for w in n.lower().split()}
    if any(is_unlike(d) for d in described) or not set(described) <= words | e.titles | ARMED_CUES | _RIGHTS | _PASSING:
        return False
    if body.kind == OUTLET:
        return e.kind == OUTLET and lemma in _OUTLETS
    if lemma in GROUPS:
        if set(described) & ARMED_CUES or lemma in ("outfit", "militia", "faction", "insurgency", "gang", "cartel"):
            return e.kind == ARMED
        if set(described) & _RIGHTS:
            return e.kind == ORGANIZATION
        return e.kind == ARMED or (e.kind == ORGANIZATION and (lemma in _WIDE or not (words | e.titles) & _no_groups()))
    if lemma in COMPANIES:
        return e.kind == ORGANIZATION and not (words | e.titles) & _no_companies()
    return e.kind in (BODY, ORGANIZATION) and (lemma in words or lemma in e.titles)


@cache
def _no_groups() -> frozenset[str]:
    """Nouns in a name, or beside it, of what nobody calls a group."""
    return frozenset(nouns.bodies()) - GROUPS - {
        "charity",
        "coalition",
        "alliance",
        "front",
        "society",
        "association",
        "observatory",
    } | {"nations"}


@cache
def _no_companies() -> frozenset[str]:
    """Nouns in a name, or beside it, that make it no company."""
    return (
        frozenset(nouns.bodies()) - COMPANIES - {"group", "airlines", "airways", "holdings", "motors", "industries", *ENTERPRISE}
    )
