"""What is read from documents, as plain values: documents, segments, actors, claims. No RDF, no files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from unicodedata import normalize

from kg.vocabulary import (
    Authorship,
    BoundKind,
    CountedGroup,
    DocType,
    EventStatus,
    EventType,
    Hedge,
    Measure,
    PartKind,
    Relation,
    Resolution,
    Scope,
    SpeechAct,
    Verification,
    Voice,
)

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


# The classes of actors, the most telling first for one that has several.
ACTOR_KINDS = ("State", "GovernmentBody", "ArmedGroup", "MediaOutlet", "Person", "UnnamedSource", "Organization", "Actor")


def is_partial_date(text: str) -> bool:
    """Whether a text is a year, a month or a day in ISO form: "2026", "2026-01", "2026-01-30"."""
    return _DATE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of a document from `start` to `end` (exclusive), in Unicode code points."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document's layout. `section` is the heading above it; `anchor` the date that it states for itself.

    `lead` is the line ending in a colon that introduces a list item, a table row or a post.
    """

    kind: PartKind
    span: Span
    section: str | None = None
    anchor: str | None = None
    lead: Span | None = None

    @property
    def is_read(self) -> bool:
        """Whether claims are read from it."""
        return self.kind not in (PartKind.BOILERPLATE, PartKind.SOURCE_LIST, PartKind.BYLINE, PartKind.DATELINE)


@dataclass(frozen=True)
class Document:
    """A text as it was given, with what is known of its publication; what is not known is None."""

    name: str
    text: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    layout: tuple[Segment, ...] = ()  # where the format itself tells it (HTML); else it is found in the text

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the text in Unicode normal form C, UTF-8, in hexadecimal."""
        return sha256(normalize("NFC", self.text).encode()).hexdigest()

    def slice(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Rejected:
    """Input that could not be read, with the reason and the way out."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation marker in the text ("[1]") and the outlet it leads to, None when it leads nowhere."""

    span: Span
    marker: str
    outlet: str | None
    resolution: Resolution
    entry: Span | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that a document speaks of, under one identity. `key` tells it from others in the document.

    `kind` is the local name of its class. A role without a name ("a security official") is `unnamed` and stays in its document.
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    authority: str | None = None
    affiliation: str | None = None  # key of another actor
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A mention that takes part in a claim: its characters and the actor it stands for. Implied ones have no characters."""

    actor: Actor
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place that an event or a count is tied to; `within` are larger places around it, nearest first."""

    name: str
    span: Span | None = None
    authority: str | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or was planned or said not to have happened, as one document tells it."""

    key: str
    type: EventType
    span: Span
    label: str
    status: EventStatus = EventStatus.OCCURRED
    earliest: str | None = None
    latest: str | None = None
    places: tuple[Place, ...] = ()
    perpetrators: tuple[Name, ...] = ()
    claimant: Name | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word, through whom, in whose voice something stands. `via` are outlets and agencies between, outermost first."""

    voice: Voice
    speaker: Name | None = None
    cue: Span | None = None
    addressee: Name | None = None
    via: tuple[Name, ...] = ()
    role_stated: str | None = None
    citations: tuple[Citation, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    verifications: tuple[Verification, ...] = ()
    said_on: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What all claims have: the characters that show it, on whose word it stands, and how it was found."""

    span: Span
    by: Attribution
    rule: str
    confidence: float
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement(Claim):
    """Something said: `content` are the pieces of what was said."""

    content: tuple[Span, ...] = ()
    direct: bool = False
    act: SpeechAct = SpeechAct.ASSERTION


@dataclass(frozen=True, slots=True)
class Figure(Claim):
    """A count: low and high bounds, or a vague word."""

    measure: Measure = Measure.OTHER
    victims: CountedGroup = CountedGroup.PEOPLE
    low: int | None = None
    high: int | None = None
    bound: BoundKind = BoundKind.EXACT
    words: str | None = None
    number: Span | None = None
    unit: str | None = None
    scope: Scope = Scope.CUMULATIVE
    period: tuple[str, str] | None = None
    event: Event | None = None
    disputed: bool = False
    part_of: Span | None = None  # number of the figure it is a part of
    revises: Span | None = None

    @property
    def approximate(self) -> bool:
        return self.bound in (BoundKind.ABOUT, BoundKind.NEARLY)


@dataclass(frozen=True, slots=True)
class Accusation(Claim):
    """A charge against somebody."""

    accused: Name | None = None
    what: str = ""
    relation: Relation = Relation.WRONGED
    event: Event | None = None
    epithet: str | None = None


@dataclass(frozen=True, slots=True)
class Denial(Claim):
    """A rejection of something said."""

    denied: str = ""
    against: Name | None = None
    answers: tuple[Claim, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Responsibility(Claim):
    """A claim to have done it."""

    what: str = ""
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Condemnation(Claim):
    """Blame for an event or an actor, without a charge."""

    target: Name | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Characterisation(Claim):
    """A label put on somebody."""

    target: Name | None = None
    epithet: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document: Document
    segments: tuple[Segment, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[tuple[Span, str], ...]  # characters and actor key
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...] = ()
    doc_type: DocType | None = None
    authorship: Authorship | None = None
    wires: tuple[str, ...] = ()
