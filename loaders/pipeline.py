"""Documents into readings: segments, citations, sentences, quotations, utterances, identities, claims, in this order."""

from __future__ import annotations

from pathlib import Path

from kg.english.model import FOLDER, load_parser
from kg.model import Citation, Document, Reading
from loaders.annotate.quotes import quotes
from loaders.annotate.sentences import sentences
from loaders.extract.accusations import accusations, laid
from loaders.extract.characterisations import characterisations
from loaders.extract.condemnations import condemnations
from loaders.extract.context import Context
from loaders.extract.denials import denials
from loaders.extract.events import occurrences
from loaders.extract.figures import figures
from loaders.extract.lines import with_lines
from loaders.extract.quoted import with_quotes
from loaders.extract.responsibility import responsibility
from loaders.extract.speech import utterances
from loaders.extract.statements import statements
from loaders.extract.ties import tied
from loaders.identity.resolve import Resolver
from loaders.segment.citations import citations
from loaders.segment.form import authorship, doc_type
from loaders.segment.layout import segments, wires


class Reader:
    """Reads documents, one at a time, with one loaded model."""

    def __init__(self, folder: Path = FOLDER, *, threads: int = 1) -> None:
        self._tokenizer, self._parser = load_parser(folder, threads=threads)

    def context(self, document: Document) -> Context:
        """A document with everything that claims are read from."""
        parts = segments(document)
        cited: tuple[Citation, ...] = citations(document, parts)
        parsed = sentences(document, parts, [c.span for c in cited], self._tokenizer, self._parser)
        quoted = quotes(document, parts)
        found, bare = utterances(parsed)
        said = with_quotes(found, bare, parsed, quoted, document.text)
        said = with_lines(said, bare, parsed, quoted, document.text)
        return Context(document, parts, cited, parsed, quoted, said, Resolver(parsed, said))

    def read(self, document: Document) -> Reading:
        """The reading of a document."""
        context = self.context(document)
        counts = figures(context)
        charged = laid(context)
        accused = accusations(context, charged)
        spoken = statements(context)
        denied = denials(context, [*(a for _, a in charged), *counts, *spoken], [*accused, *counts, *spoken])
        claims = [
            *spoken,
            *counts,
            *accused,
            *denied,
            *responsibility(context),
            *condemnations(context),
            *characterisations(context),
        ]
        found = occurrences(context)
        agencies = wires(document, context.segments)
        return Reading(
            document=document,
            segments=tuple(context.segments),
            actors=tuple(context.actors.values()),
            mentions=context.mentions(),
            events=tuple(o.event for o in found),
            claims=tuple(sorted(tied(context, claims, found), key=lambda c: (c.span, type(c).__name__, c.rule))),
            citations=tuple(context.citations),
            wires=agencies,
            doc_type=doc_type(context.segments, context.citations),
            authorship=authorship(document, context.segments, agencies),
        )
