"""What is a node called? IRIs made from what tells a node from others, so that the same input gives the same names anywhere."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from kg.model import Actor, Document, Span

BASE = "https://w3id.org/counterclaim/id/"
VERSION = "v1"  # of this way of naming; another way gets another number
_DIGITS = 20  # of hexadecimal: 80 bits, so that among a million nodes two meet by chance once in 10**12 stores
_FOLD = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"'}
)
_DASHES = re.compile(r"[‐‑‒–—―−]")
_AUTHORITIES = (
    (re.compile(r"https?://sws\.geonames\.org/(\d+)/?"), "gn"),
    (re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q\d+)"), ""),
)


def folded(text: str) -> str:
    """A text without what printing alone makes different: case, kinds of quotes, dashes and spaces."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).translate(_FOLD))
    return " ".join(plain.split()).casefold()


def key(kind: str, *parts: str | int | None) -> str:
    """The hash that names a node of a kind, from the parts that make it what it is."""
    text = json.dumps([VERSION, kind, *parts], ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def _of_authority(iri: str) -> str:
    for pattern, prefix in _AUTHORITIES:
        match = pattern.fullmatch(iri)
        if match:
            return prefix + match[1]
    return key("authority", iri)


@dataclass(frozen=True, slots=True)
class Minter:
    """Names nodes under a base IRI, which ends in a slash or a hash sign."""

    base: str = BASE

    def iri(self, kind: str, *parts: str | int | None) -> str:
        """The IRI of a node made of some parts."""
        return f"{self.base}{kind}/{key(kind, *parts)}"

    def graph(self, name: str) -> str:
        """The IRI of one of the graphs that are not a document's: entities, decisions, derived, ontology, vocabulary."""
        return f"{self.base}graph/{name}"

    def document(self, document: Document) -> str:
        """A document: its name and its text. A changed text is another document."""
        return self.iri("doc", document.name, document.text_hash)

    def document_graph(self, document: str) -> str:
        """The graph that holds what was read from a document, given the document's IRI."""
        return f"{self.base}graph/doc/{document.rsplit('/', 1)[-1]}"

    def passage(self, document: str, span: Span) -> str:
        """A run of characters of a document."""
        return f"{self.base}passage/{document.rsplit('/', 1)[-1]}-{span.start}-{span.end}"

    def step(self, report: str, order: int) -> str:
        """A link of a report's attribution chain."""
        return f"{self.base}step/{report.rsplit('/', 1)[-1]}-{order}"

    def actor(self, actor: Actor, document: str, above: str | None) -> str:
        """An actor; `above` is the IRI of the one it is affiliated with.

        Who cannot be told from a namesake elsewhere stays in its document: a role without a name, a person known by one name,
        a body of government of which the state is not known. A body of government is told apart by what it belongs to.
        """
        name = folded(actor.name)
        if actor.authority:
            return f"{self.base}actor/{_of_authority(actor.authority)}"
        if self.is_local(actor, above):
            return self.iri("actor", "local", document, actor.key, name)
        if actor.kind == "Person":
            return self.iri("actor", "person", name)
        return self.iri("actor", "body", name, above if actor.kind == "GovernmentBody" else None)

    def is_local(self, actor: Actor, above: str | None) -> bool:
        """Whether an actor keeps its identity in its own document only."""
        if actor.authority:
            return False
        alone = actor.kind == "Person" and " " not in actor.name.strip()
        loose = actor.kind == "GovernmentBody" and above is None
        plain = actor.kind == "Organization" and actor.name == actor.name.lower()  # a description: "the hospital"
        return actor.unnamed or alone or loose or plain

    def place(self, name: str, authority: str | None, within: tuple[str, ...]) -> str:
        """A place; without an authority it is told apart by the place around it."""
        if authority:
            return f"{self.base}place/{_of_authority(authority)}"
        return self.iri("place", folded(name), folded(within[0]) if within else None)
