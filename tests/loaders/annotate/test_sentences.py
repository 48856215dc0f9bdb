"""Sentences: words with offsets into the document, in the segments that are read, without what is masked."""

from __future__ import annotations

import pytest

from kg.english.model import FOLDER, load_parser
from kg.english.parser import Parser
from kg.english.tokens import Tokenizer
from kg.model import Document, Segment, Span
from kg.vocabulary import PartKind
from loaders.annotate.sentences import Sentence, pieces, sentences


@pytest.fixture(scope="module")
def model() -> tuple[Tokenizer, Parser]:
    return load_parser(FOLDER)


def parsed(model: tuple[Tokenizer, Parser], text: str, *segments: Segment, masked: tuple[Span, ...] = ()) -> tuple[Sentence, ...]:
    whole = segments or (Segment(PartKind.PARAGRAPH, Span(0, len(text))),)
    return sentences(Document("x", text), whole, masked, *model)


def test_words_have_their_offsets(model: tuple[Tokenizer, Parser]) -> None:
    text = "  Police arrested two men. The mayor thanked them."
    first, second = parsed(model, text)
    assert first.words == ("Police", "arrested", "two", "men", ".")
    assert [text[s.start : s.end] for s in first.spans] == list(first.words)
    assert text[first.span.start : first.span.end] == "Police arrested two men."
    assert text[second.span.start : second.span.end] == "The mayor thanked them."
    assert (first.place, second.place) == (0, 1)


def test_masked_characters_are_no_words(model: tuple[Tokenizer, Parser]) -> None:
    text = "Police arrested two men [1][2]."
    (only,) = parsed(model, text, masked=(Span(24, 27), Span(27, 30)))
    assert only.words == ("Police", "arrested", "two", "men", ".")
    assert only.spans[-1] == Span(30, 31)


def test_a_sentence_ends_with_its_segment_and_silent_segments_have_none(model: tuple[Tokenizer, Parser]) -> None:
    text = "Fire in Lima\nAdvertisement\nTwo people died."
    segments = (
        Segment(PartKind.HEADLINE, Span(0, 12)),
        Segment(PartKind.BOILERPLATE, Span(13, 26)),
        Segment(PartKind.PARAGRAPH, Span(27, len(text))),
    )
    assert [s.words for s in parsed(model, text, *segments)] == [("Fire", "in", "Lima"), ("Two", "people", "died", ".")]


def test_no_words_no_sentences(model: tuple[Tokenizer, Parser]) -> None:
    assert parsed(model, "\u200b\n ") == ()
    assert parsed(model, "") == ()


def test_words_by_offset(model: tuple[Tokenizer, Parser]) -> None:
    (only,) = parsed(model, "Police arrested two men.")
    assert list(only.within(Span(7, 19))) == [1, 2]
    assert list(only.within(Span(6, 7))) == []
    assert only.cover([3, 1]) == Span(7, 23)


def test_pieces_lose_the_punctuation_at_their_edges(model: tuple[Tokenizer, Parser]) -> None:
    text = "Police, however, arrested two men."
    (only,) = parsed(model, text)
    spans = pieces(only, [0, 1, 4, 5, 6, 7])
    assert [text[s.start : s.end] for s in spans] == ["Police", "arrested two men"]
    assert pieces(only, [1, 3]) == []
