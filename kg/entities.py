"""What does one document speak of, and at which characters? Its metadata, passages, actors, places and events as triples."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from kg.facts import (
    ALT_LABEL,
    EXACT_MATCH,
    IDENTIFIER,
    ISSUED,
    LABEL,
    LANGUAGE,
    PREF_LABEL,
    RDF_TYPE,
    SOURCE,
    TITLE,
    Facts,
    class_iri,
    date,
    english,
    text,
    whole,
)
from kg.iris import Minter
from kg.model import ACTOR_KINDS, Actor, Citation, Event, Name, Place, Reading, Span, is_partial_date
from kg.ns import CC

OUTLET = "MediaOutlet"


def outlet(name: str) -> Actor:
    """An outlet that is known by its name alone."""
    return Actor(key=f"outlet {name}", name=name, kind=OUTLET)


@dataclass(frozen=True, slots=True)
class Run:
    """The software and the language model with which documents are read."""

    software: str
    model: str


class Entities:
    """Tells a document, its characters and what it speaks of; each method states a node once and returns its IRI."""

    def __init__(self, reading: Reading, minter: Minter, facts: Facts) -> None:
        self._reading, self._minter, self._facts = reading, minter, facts
        self.document = minter.document(reading.document)
        self._by_key = {a.key: a for a in reading.actors}
        self._authorities = {p.name: p for e in reading.events for p in e.places if p.authority}
        self._told: dict[object, str] = {}
        self.publisher = self._tell_document()

    def _tell_document(self) -> str:
        document, facts, node = self._reading.document, self._facts, self.document
        facts.a(node, CC.Document)
        facts.add(node, IDENTIFIER, text(document.name))
        facts.add(node, CC.textHash, text(document.text_hash))
        if document.title:
            facts.add(node, TITLE, text(document.title))
        if document.published and is_partial_date(document.published[:10]):
            facts.add(node, ISSUED, date(document.published[:10]))
        if document.language:
            facts.add(node, LANGUAGE, text(document.language))
        if document.url and document.url.startswith(("http://", "https://")):
            facts.add(node, SOURCE, quote(document.url, safe=":/?#[]@!$&'()*+,;=%~"))
        if self._reading.doc_type:
            facts.add(node, CC.docType, self._reading.doc_type.iri)
        if self._reading.authorship:
            facts.add(node, CC.authorship, self._reading.authorship.iri)
        for name in self._reading.wires:
            facts.add(node, CC.wireInput, self.actor(outlet(name)))
        publisher = (
            self.actor(outlet(document.outlet)) if document.outlet else self.unnamed_outlet(f"unnamed outlet of {document.name}")
        )
        facts.add(node, CC.publishedBy, publisher)
        return publisher

    # ---- characters

    def passage(self, span: Span, *kinds: str, within: Span | None = None) -> str:
        """A run of characters, as a passage of some kind, inside a longer one."""
        node = self._minter.passage(self.document, span)
        self._facts.a(node, *(kinds or (CC.Passage,)))
        self._facts.add(node, CC.inDocument, self.document)
        self._facts.add(node, CC.start, whole(span.start))
        self._facts.add(node, CC.end, whole(span.end))
        self._facts.add(node, CC.exact, text(self._reading.document.slice(span)))
        part = next((s.kind for s in self._reading.segments if s.span.start <= span.start < s.span.end), None)
        if part is not None:
            self._facts.add(node, CC.partKind, part.iri)
        if within is not None and within != span and span in within:
            self._facts.add(node, CC.within, self.passage(within))
        return node

    def entry(self, citation: Citation) -> str | None:
        """The line of the document's list of sources that a citation leads to."""
        if citation.entry is None:
            return None
        node = self.passage(citation.entry, CC.CitationEntry)
        self._facts.add(node, CC.entryNumber, text(citation.marker.strip("[]() ")))
        if citation.outlet:
            self._facts.add(node, CC.entryOutlet, self.actor(outlet(citation.outlet)))
        return node

    def mentions(self) -> None:
        """The characters at which actors are mentioned."""
        for span, key in self._reading.mentions:
            if key in self._by_key and span.start < span.end:
                self._facts.add(self.passage(span, CC.Mention), CC.refersTo, self.actor(self._by_key[key]))

    # ---- actors

    def actor(self, actor: Actor) -> str:
        """An actor, with the chain of those it is affiliated with."""
        if actor in self._told:
            return self._told[actor]
        self._told[actor] = ""  # a circle of affiliations ends here
        above = self._by_key.get(actor.affiliation) if actor.affiliation else None
        over = self.actor(above) if above is not None and above != actor else ""
        node = self._minter.actor(actor, self.document, over or None)
        self._told[actor] = node
        kind = actor.kind if actor.kind in ACTOR_KINDS else "Actor"
        if self._minter.is_local(actor, over or None):
            self._local(node, actor.name, class_iri(kind), *([CC.UnnamedSource] if actor.unnamed else []))
        else:
            self._shared(node, actor.name, class_iri(kind))
        self._facts.add(node, ALT_LABEL, *(english(a) for a in actor.aliases if a.strip() and a != actor.name))
        if over and over != node:
            self._facts.add(node, CC.affiliatedWith, over)
        if actor.authority and actor.authority.startswith("http"):
            self._facts.add(node, EXACT_MATCH, actor.authority)
        return node

    def actor_of(self, name: Name) -> str:
        """The actor of a name, with its characters."""
        node = self.actor(name.actor)
        if name.span is not None and name.span.start < name.span.end:
            self._facts.add(self.passage(name.span, CC.Mention), CC.refersTo, node)
        return node

    def unnamed_outlet(self, label: str) -> str:
        """An outlet of which this document tells no name."""
        node = self._minter.iri("actor", "local", self.document, "outlet", label)
        self._local(node, label, CC.MediaOutlet, CC.UnnamedSource)
        return node

    def _local(self, node: str, label: str, *classes: str) -> None:
        """A node that lives in this document alone."""
        self._facts.a(node, *classes)
        self._facts.add(node, PREF_LABEL, english(label))

    def _shared(self, node: str, label: str, *classes: str) -> None:
        """A node that other documents may speak of: here under this document's name for it, among the entities under one."""
        self._facts.a(node, *classes)
        self._facts.add(node, LABEL, english(label))
        self._facts.share(node, RDF_TYPE, *classes)
        self._facts.share(node, PREF_LABEL, english(label))

    # ---- places and events

    def place(self, place: Place) -> str:
        """A place, with the larger places around it."""
        if place.span is not None and place.span.start < place.span.end:
            self._facts.add(
                self.passage(place.span, CC.Mention), CC.refersTo, self._place(place.name, place.authority, place.within)
            )
        return self._place(place.name, place.authority, place.within)

    def _place(self, name: str, authority: str | None, within: tuple[str, ...]) -> str:
        known = self._authorities.get(name)
        if authority is None and known is not None:
            authority, within = known.authority, known.within
        node = self._minter.place(name, authority, within)
        if ("place", node) not in self._told:
            self._told["place", node] = node
            self._shared(node, name, CC.Location)
            if authority and authority.startswith("http"):
                self._facts.add(node, EXACT_MATCH, authority)
            if within:
                around = self._place(within[0], None, within[1:])
                if around != node:
                    self._facts.add(node, CC.locatedIn, around)
        return node

    def event(self, event: Event) -> str:
        """An event; it keeps its identity in this document, and events of several documents are joined later."""
        node = self._minter.iri("event", self.document, event.key)
        if ("event", node) in self._told:
            return node
        self._told["event", node] = node
        facts = self._facts
        self._local(node, event_name(event), CC.Event)
        facts.add(node, CC.eventType, event.type.iri)
        facts.add(node, CC.eventStatus, event.status.iri)
        if event.earliest:
            facts.add(node, CC.earliest, date(event.earliest))
        latest = event.latest
        if latest and not (event.earliest and event.earliest[: len(latest)] > latest):
            facts.add(node, CC.latest, date(latest))
        for place in event.places:
            facts.add(node, CC.tookPlaceIn, self.place(place))
        facts.add(self.passage(event.span, CC.Mention), CC.refersTo, node)
        return node


def event_name(event: Event) -> str:
    """How an event is called: the words of its text, with its place and first day where these do not name them ("sank, Tema, 2025-03-10")."""
    place = event.places[0].name if event.places else ""
    parts = [event.label, "" if place in event.label else place, event.earliest or ""]
    return ", ".join(p for p in parts if p)
