"""Which mentions of a treebank's document stand for one thing? Texts and chains from CoNLL-U with `Entity=` brackets (GUM)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.english.treebank import Sentence
from kg.model import Span

ACTORS = ("person", "organization", "place")
_BRACKET = re.compile(
    r"\((?P<open>[^()\[\]-]+)(?:\[\d+/\d+\])?-(?P<kind>[^()-]+)(?P<rest>[^()]*)(?P<single>\))?|(?P<close>[^()\[\]-]+)(?:\[\d+/\d+\])?\)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: its characters, those of its head word, and what its head is."""

    group: str
    kind: str
    span: Span
    head: Span
    text: str
    upos: str
    word: str
    definite: bool
    place: int  # of its sentence


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document: running text, its paragraphs, and chains of mentions in reading order."""

    name: str
    text: str
    paragraphs: tuple[Span, ...]
    chains: tuple[tuple[Mention, ...], ...]


def annotated(document: Sequence[Sentence]) -> Annotated:
    """The text of a document, a blank between sentences and an empty line between paragraphs, with its chains."""
    text, starts, paragraphs = "", [], [0]
    for k, s in enumerate(document):
        if k:
            text += "\n\n" if s.paragraph_start else " "
        if k and s.paragraph_start:
            paragraphs.append(len(text))
        starts.append(len(text))
        text += s.text
    ends = [*(p - 2 for p in paragraphs[1:]), len(text)]
    chains: dict[str, list[Mention]] = {}
    for place, (s, start) in enumerate(zip(document, starts, strict=True)):
        for m in _mentions(s, start, place):
            chains.setdefault(m.group, []).append(m)
    ordered = [tuple(sorted(c, key=lambda m: _place((m,)))) for c in chains.values()]
    name = document[0].id.rsplit("-", 1)[0]
    return Annotated(
        name,
        text,
        tuple(Span(a, b) for a, b in zip(paragraphs, ends, strict=True)),
        tuple(sorted(ordered, key=_place)),
    )


def _place(chain: Sequence[Mention]) -> tuple[int, int]:
    """Where a chain begins, wider mentions first."""
    return chain[0].span.start, -chain[0].span.end


def _mentions(s: Sentence, start: int, place: int) -> list[Mention]:
    spans, at = [], start
    for word, blank in zip(s.words, s.spaces, strict=True):
        spans.append(Span(at, at + len(word)))
        at += len(word) + blank
    opened: list[tuple[str, str, int]] = []
    out = []
    for k, misc in enumerate(s.misc):
        value = next((part.removeprefix("Entity=") for part in misc.split("|") if part.startswith("Entity=")), "")
        for m in _BRACKET.finditer(value):
            if m["open"]:
                opened.append((m["open"], m["kind"], k))
            if m["single"] or m["close"]:
                group = m["open"] or m["close"]
                n = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == group), None)
                if n is not None:
                    _, kind, first = opened.pop(n)
                    out.append(_mention(s, spans, group, kind, first, k, place))
    return out


def _mention(s: Sentence, spans: Sequence[Span], group: str, kind: str, first: int, last: int, place: int) -> Mention:
    inside = range(first, last + 1)
    head = next((k for k in inside if s.heads[k] not in inside or s.heads[k] == k), first)
    definite = s.upos[head] == "NOUN" and (s.lemmas[first].lower() in ("the", "this", "that", "these", "those"))
    span = Span(spans[first].start, spans[last].end)
    return Mention(
        group, kind, span, spans[head], " ".join(s.words[first : last + 1]), s.upos[head], s.words[head].lower(), definite, place
    )
