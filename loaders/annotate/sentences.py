"""Which sentences does a text have, and how are they built? Words with offsets into the document, trees, names, frames."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from kg.english.frames import Frame, Tree, frame
from kg.english.parser import Parsed, Parser, quotation_starts
from kg.english.tokens import Tokenizer
from kg.english.treebank import Predicate
from kg.model import Document, Segment, Span
from kg.vocabulary import PartKind
from loaders.identity import nouns

_LABEL_WORDS = 8


class Sentence:
    """A parsed sentence of a segment. Places of words count from its first word, spans from the document's beginning."""

    def __init__(self, place: int, segment: Segment, spans: Sequence[Span], words: Sequence[str], parsed: Parsed) -> None:
        self.place = place
        self.segment = segment
        self.spans = tuple(spans)
        self.words = tuple(words)
        parsed = replace(parsed, names=[part for name in parsed.names for part in _parted(words, name)])
        self.tree = Tree(words, parsed)
        self.names = tuple(parsed.names)
        self._frames: dict[int, Frame] = {}
        self._subtrees: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def span(self) -> Span:
        """The characters from the first word to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    def frame(self, k: int) -> Frame:
        """The frame of the predicate at word `k`, built once."""
        if k not in self._frames:
            self._frames[k] = frame(self.tree, k)
        return self._frames[k]

    def subtree(self, k: int) -> tuple[int, ...]:
        """A word and all that hangs on it, in order."""
        if k not in self._subtrees:
            out, todo = [k], [k]
            while todo:
                new = self.tree.children[todo.pop()]
                out += new
                todo += new
            self._subtrees[k] = tuple(sorted(out))
        return self._subtrees[k]

    def cover(self, words: Iterable[int]) -> Span:
        """The characters from the first to the last of some words."""
        places = list(words)
        return Span(self.spans[min(places)].start, self.spans[max(places)].end)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.spans]

    @cached_property
    def _ends(self) -> list[int]:
        return [s.end for s in self.spans]

    def within(self, span: Span) -> range:
        """The words that touch a stretch of characters."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        return range(first, max(first, last))

    def name_at(self, k: int) -> tuple[int, int, str] | None:
        """The name that a word is part of: first word, end, PER, LOC or ORG."""
        return next((n for n in self.names if n[0] <= k < n[1]), None)


def pieces(sentence: Sentence, words: Sequence[int]) -> list[Span]:
    """The unbroken stretches that some words make up, without punctuation at their edges but for quotation marks."""
    out: list[Span] = []
    run: list[int] = []
    for k in [*sorted(words), None]:
        if run and (k is None or k != run[-1] + 1):
            while run and sentence.tree.upos[run[-1]] == "PUNCT" and sentence.words[run[-1]] not in _KEPT:
                run.pop()
            while run and sentence.tree.upos[run[0]] == "PUNCT" and sentence.words[run[0]] not in _KEPT:
                run.pop(0)
            if run and any(sentence.tree.upos[r] != "PUNCT" for r in run):
                out.append(sentence.cover(run))
            run = []
        if k is not None:
            run.append(k)
    return out


def _parted(words: Sequence[str], name: tuple[int, int, str]) -> list[tuple[int, int, str]]:
    """A name, or the two that the name finder took for one: "Human Rights Watch | and | Amnesty International"."""
    first, end, kind = name
    joint = next((k for k in range(first + 1, end - 1) if words[k] == "and"), None)
    if joint is None or kind != "ORG":
        return [name]
    sides = (first, joint), (joint + 1, end)
    listed = any(
        nouns.organization(text) or nouns.outlet(text) or nouns.armed_group(text)
        for text in (" ".join(words[a:b]) for a, b in sides)
    )
    return [(a, b, kind) for a, b in sides] if listed else [name]


_KEPT = frozenset("“ ” ‘ ’ \" ' `` '' « » ( ) [ ] „".split())


def sentences(
    document: Document, segments: Sequence[Segment], masked: Sequence[Span], tokenizer: Tokenizer, parser: Parser
) -> tuple[Sentence, ...]:
    """The sentences of the segments that are read. What is `masked` (citation markers) is no word of any."""
    spans: list[Span] = []
    bounds: list[int] = []
    owners: list[Segment] = []
    hidden = sorted(masked)
    starts = [m.start for m in hidden]
    for segment in segments:
        if not segment.is_read:
            continue
        bounds.append(len(spans))
        for start, end in tokenizer(document.slice(segment.span)):
            span = Span(segment.span.start + start, segment.span.start + end)
            k = bisect_right(starts, span.start) - 1
            if k >= 0 and span.start < hidden[k].end:
                continue
            spans.append(span)
            owners.append(segment)
    words = [document.text[s.start : s.end] for s in spans]
    bounds += quotation_starts(words, [k == 0 or spans[k - 1].end < s.start for k, s in enumerate(spans)])
    out = []
    for place, parsed in enumerate(_with_labels(list(parser.parse(words, bounds)), words, owners)):
        a, b = parsed.start, parsed.start + len(parsed)
        out.append(Sentence(place, owners[a], spans[a:b], words[a:b], parsed))
    return tuple(out)


def _with_labels(found: list[Parsed], words: Sequence[str], owners: Sequence[Segment]) -> list[Parsed]:
    """The parses, each label of a list item one with what it labels: "Dead: 52, of whom 14 ..."."""
    out: list[Parsed] = []
    for p in found:
        label = out[-1] if out else None
        if (
            label is not None
            and len(label) <= _LABEL_WORDS
            and words[label.start + len(label) - 1] == ":"
            and owners[label.start] is owners[p.start]
            and owners[p.start].kind in (PartKind.LIST_ITEM, PartKind.TABLE_ROW)
        ):
            out[-1] = _joined(label, p)
        else:
            out.append(p)
    return out


def _joined(label: Parsed, p: Parsed) -> Parsed:
    """Two parses as one sentence; the second hangs on the root of the first."""
    shift = len(label)
    root = next(k for k, h in enumerate(label.heads) if h == k)
    tops = [k for k, h in enumerate(p.heads) if h == k]
    heads = [h + shift if k not in tops else root for k, h in enumerate(p.heads)]
    deprels = ["parataxis" if k in tops else d for k, d in enumerate(p.deprels)]
    predicates = [Predicate(q.at + shift, tuple((r, a + shift, b + shift) for r, a, b in q.roles)) for q in p.predicates]
    return Parsed(
        start=label.start,
        upos=label.upos + p.upos,
        xpos=label.xpos + p.xpos,
        lemmas=label.lemmas + p.lemmas,
        heads=label.heads + heads,
        deprels=label.deprels + deprels,
        names=label.names + [(a + shift, b + shift, kind) for a, b, kind in p.names],
        predicates=label.predicates + predicates,
    )
