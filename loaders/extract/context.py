"""All that extractors look at: a document with its sentences, quotations, utterances and identities."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from kg.model import Actor, Citation, Document, Name, Segment, Span
from kg.vocabulary import PartKind
from loaders.annotate.phrases import Phrase, text_of
from loaders.annotate.quotes import Quote
from loaders.annotate.sentences import Sentence
from loaders.extract.speech import Utterance
from loaders.gazetteer.locate import Locator
from loaders.identity import nouns
from loaders.identity.entities import ORGANIZATION, UNNAMED, Entity, actors
from loaders.identity.resolve import Resolver

# What speaks although nobody is named: "reports suggest", "official figures show".
_RECORDS = frozenset("report figure record datum data statistic document source tally count story account estimate".split())
# Those who speak for the body that their office belongs to.
_OFFICES = frozenset(
    """spokesman spokeswoman spokesperson representative chief head director chair chairman chairwoman chairperson president secretary
    lawyer attorney solicitor barrister counsel manager boss executive leader officer""".split()
)
_STRETCH = 1024  # characters; utterances are looked up by the stretches that their contents lie in
_REPEATING = (PartKind.HEADLINE, PartKind.DECK, PartKind.CAPTION, PartKind.HEADING, PartKind.TIMELINE_ENTRY)


class Context:
    """A document as read so far."""

    def __init__(
        self,
        document: Document,
        segments: Sequence[Segment],
        citations: Sequence[Citation],
        sentences: Sequence[Sentence],
        quotes: Sequence[Quote],
        utterances: Sequence[Utterance],
        resolver: Resolver,
    ) -> None:
        self.document = document
        self.segments = segments
        self.citations = citations
        self.sentences = sentences
        self.quotes = quotes
        self.utterances = utterances
        self.resolver = resolver
        self._entities: tuple[int, dict[int, Entity]] = (0, {})
        self.states_beside: dict[int, str | None] = {}  # by the `id` of an identity, kept by `sides.state_of`

    @cached_property
    def locator(self) -> Locator:
        """The places of the document's names."""
        return Locator(self.sentences, self.resolver.states)

    @cached_property
    def actors(self) -> dict[int, Actor]:
        """Actors by the `id` of their identity."""
        return self.resolver.actors()

    def actor(self, entity: Entity) -> Actor:
        """The actor of an identity."""
        if id(entity) not in self.actors:  # a state that is only met as an adjective
            key = _free_key({a.key for a in self.actors.values()}, entity.name)
            self.actors[id(entity)] = replace(actors([entity])[id(entity)], key=key)
        return self.actors[id(entity)]

    def entity_of(self, actor: Actor) -> Entity | None:
        """The identity that an actor was made of, None for a role that has none."""
        if self._entities[0] != len(self.actors):  # actors are added while documents are read
            made = {id(self.actors[id(e)]): e for e in reversed(self.resolver.entities) if id(e) in self.actors}
            self._entities = len(self.actors), made
        return self._entities[1].get(id(actor))

    @cached_property
    def employers(self) -> dict[int, Entity]:
        """For whom people speak by their office, by `id`: "the bank's lawyer, Ada Obi", "a spokesman for the mine"."""
        out: dict[int, Entity] = {}
        for s in self.sentences:
            for k, lemma in enumerate(s.tree.lemmas):
                who = self.resolver.entity(Phrase(s, k)) if lemma in _OFFICES and s.tree.upos[k] == "NOUN" else None
                if who is None:
                    continue
                whose = [c for c in s.tree.under(k, "nmod:poss", "nmod") if s.tree.case(c) in ("", "of", "for")]
                found = [e for c in whose if (e := self.resolver.entity(Phrase(s, c))) is not None and e is not who]
                if found:
                    out.setdefault(id(who), found[0])
        return out

    def role(self, phrase: Phrase) -> Name:
        """A name for a phrase that stands for nobody known: the actor of its words, the same one wherever they are used again."""
        title = phrase.text
        for word in ("the ", "a ", "an "):
            title = title[len(word) :] if title.lower().startswith(word) else title
        found = next((a for a in self.actors.values() if a.unnamed and a.name.casefold() == title.casefold()), None)
        if found is None:
            found = Actor(_free_key({a.key for a in self.actors.values()}, title), title, UNNAMED, unnamed=True)
            self.actors[-len(self.actors)] = found  # negative: no identity of the resolver has such an id
        return Name(found, phrase.span())

    def names(self, phrases: Iterable[Phrase]) -> list[Name]:
        """A name for each identity that some phrases stand for, each identity once."""
        out: dict[str, Name] = {}
        for p in phrases:
            for entity in self.resolver.all(p):
                actor = self.actor(entity)
                out.setdefault(actor.key, Name(actor, p.span()))
        return list(out.values())

    def mentions(self) -> tuple[tuple[Span, str], ...]:
        """The characters of every mention of an actor, with the actor's key, in order."""
        return tuple(sorted({(span, self.actor(e).key) for span, e in self.resolver.mentions}))

    def speakers(self, u: Utterance) -> list[Name]:
        """A name for each speaker of an utterance; a role or a bundle of reports that stands for nobody known is an actor too."""
        out: dict[str, Name] = {}
        for p in u.speakers:
            if not self.names([p]) and p.sentence.tree.upos[p.head] == "PROPN":
                name = self._untagged(p)
                out.setdefault(name.actor.key, name)
                continue
            speaks = p.lemma in nouns.people() or p.lemma in nouns.bodies() or p.lemma in _RECORDS
            for name in self.names([p]) or ([self.role(p)] if speaks else []):
                out.setdefault(name.actor.key, name)
        return list(out.values())

    def _untagged(self, phrase: Phrase) -> Name:
        """A name for a speaker whose name the name finder missed: the capitalised words around its head."""
        s, core = phrase.sentence, phrase.core()
        first = last = phrase.head
        while first - 1 in core and s.tree.upos[first - 1] == "PROPN":
            first -= 1
        while last + 1 in core and s.tree.upos[last + 1] == "PROPN":
            last += 1
        title = text_of(s, range(first, last + 1))
        found = next((a for a in self.actors.values() if title in (a.name, *a.aliases)), None)
        if found is None:
            found = Actor(_free_key({a.key for a in self.actors.values()}, title), title, ORGANIZATION)
            self.actors[-len(self.actors)] = found
        return Name(found, s.cover(range(first, last + 1)))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character."""
        k = bisect_right(self._starts, offset) - 1
        return self.sentences[k] if k >= 0 and offset < self.sentences[k].span.end else None

    def sentences_in(self, span: Span) -> Sequence[Sentence]:
        """The sentences that share a character with a stretch of text, in order."""
        first = bisect_right(self._ends, span.start)
        last = first
        while last < len(self.sentences) and self.sentences[last].span.start < span.end:
            last += 1
        return self.sentences[first:last]

    @cached_property
    def _starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    @cached_property
    def _ends(self) -> list[int]:
        return [s.span.end for s in self.sentences]

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [s.span.start for s in self.segments]

    def _segment_at(self, offset: int) -> Segment | None:
        """The segment that holds a character."""
        k = bisect_right(self._segment_starts, offset) - 1
        return self.segments[k] if k >= 0 and offset < self.segments[k].span.end else None

    def repeats(self, span: Span) -> bool:
        """Whether a stretch of text stands where the layout says again what the text tells: headline, caption, key points."""
        segment = self._segment_at(span.start)
        if segment is None:
            return False
        return segment.kind in _REPEATING or (segment.kind is PartKind.LIST_ITEM and segment.span.start < self._text_start)

    @cached_property
    def _text_start(self) -> int:
        """Where the first paragraph begins: list items before it sum the text up."""
        return next((s.span.start for s in self.segments if s.kind is PartKind.PARAGRAPH), 0)

    def saying(self, span: Span) -> list[Utterance]:
        """The utterances whose content holds a stretch of characters, the widest first."""
        found = [u for u in self._by_stretch[span.start // _STRETCH] if u.holds(span)]
        return sorted(found, key=lambda u: -sum(c.end - c.start for c in u.content))

    @cached_property
    def _by_stretch(self) -> defaultdict[int, list[Utterance]]:
        """The utterances whose content lies in a stretch of the text, by its number."""
        out: defaultdict[int, list[Utterance]] = defaultdict(list)
        for u in self.utterances:
            for stretch in {n for c in u.content for n in range(c.start // _STRETCH, c.end // _STRETCH + 1)}:
                out[stretch].append(u)
        return out

    def cited(self, span: Span) -> tuple[Citation, ...]:
        """The citations that stand for a stretch of text: those of its own sentence, else the next ones in its segment."""
        segment = self._segment_at(span.start)
        if segment is None:
            return ()
        inside = [c for c in self.citations if segment.span.start <= c.span.start < segment.span.end]
        after = [c for c in inside if c.span.start >= span.end]
        if not after:
            return ()
        first = after[0]
        run = [first]
        for c in after[1:]:
            if self.document.text[run[-1].span.end : c.span.start].strip(" ,") == "":
                run.append(c)
            else:
                break
        return tuple(run)


def _free_key(taken: set[str], name: str) -> str:
    """A key for a new actor that no other has."""
    base = "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split()) or "actor"
    n, key = 1, base
    while key in taken:
        n += 1
        key = f"{base}-{n}"
    return key
