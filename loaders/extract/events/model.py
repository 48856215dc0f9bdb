"""What do the steps of reading events hand on? Words that tell of one, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Name, Place, Span
from kg.vocabulary import EventStatus, EventType, PartKind
from loaders.annotate.sentences import Sentence

When = tuple[str, str]  # first and last day, month or year in ISO form

TERSE = (PartKind.HEADLINE, PartKind.DECK, PartKind.CAPTION, PartKind.HEADING)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. `chain` are the words that carry its circumstances: itself, "series of", the verb that governs it.

    `use` is own (tells the event), echo (points back to one) or part (what it brought about). `side` is state, armed or "".
    """

    at: int
    outer: int
    type: EventType
    use: str
    noun: bool
    chain: tuple[int, ...]
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    side: str
    rule: str
    against_militants: bool = False


@dataclass(eq=False)
class Mention:
    """One telling of an event."""

    sentence: Sentence
    trigger: Trigger
    status: EventStatus
    when: When | None
    places: tuple[Place, ...]
    names: tuple[Name, ...]
    clause: Span
    definite: bool
    plural: bool
    again: bool

    @property
    def terse(self) -> bool:
        return self.sentence.segment.kind in TERSE
