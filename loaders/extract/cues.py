"""Which words bring in what somebody says, and in which forms? The cue lexicons as values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.vocabulary import SpeechAct
from loaders.lexicon import Row, rows


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or noun of saying: the speech act of each form that what is said may take after it."""

    lemma: str
    forms: dict[str, SpeechAct]


def _cue(row: Row) -> Cue:
    usual = row.member("act", SpeechAct)
    forms = {}
    for form in row.words("forms"):
        name, _, act = form.partition("=")
        forms[name] = SpeechAct(act) if act else usual
    return Cue(row["cue"], forms)


@cache
def verbs() -> dict[str, Cue]:
    """Cue verbs by lemma."""
    return {r["cue"]: _cue(r) for r in rows("cues")}


@cache
def nouns() -> dict[str, Cue]:
    """Cue nouns by lemma."""
    return {r["cue"]: _cue(r) for r in rows("cue-nouns")}


@cache
def light() -> dict[str, tuple[SpeechAct, frozenset[str]]]:
    """Nouns that make certain verbs verbs of saying: the act, and those verbs."""
    return {r["noun"]: (r.member("act", SpeechAct), frozenset(r.words("verbs"))) for r in rows("light-speech")}


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a lexicon."""
    return frozenset(next(iter(r.values.values())) for r in rows(name))
