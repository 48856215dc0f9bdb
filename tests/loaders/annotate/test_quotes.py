"""Quotations: pairs of every kind, apostrophes that are none, quotations over several paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Segment, Span
from kg.vocabulary import PartKind
from loaders.annotate.quotes import quotes


def found(*paragraphs: str) -> list[tuple[str, bool]]:
    """(inner text, open ended) of the quotations of some paragraphs."""
    text = "\n".join(paragraphs)
    segments, place = [], 0
    for p in paragraphs:
        segments.append(Segment(PartKind.PARAGRAPH, Span(place, place + len(p))))
        place += len(p) + 1
    document = Document("x", text)
    return [(document.slice(q.inner), q.open_ended) for q in quotes(document, segments)]


@pytest.mark.parametrize(("text", "inner"), [
    ("She said “we won” and left.", ["we won"]),
    ('"We won," she said, "and left."', ["We won,", "and left."]),
    ("'We won,' she said.", ["We won,"]),
    ("``We won,'' she said.", ["We won,"]),
    ("''We won,'' she said.", ["We won,"]),
    ("«Nous avons gagné», dit-elle.", ["Nous avons gagné"]),
    ("„Nein“, sagte er.", ["Nein"]),
    ("“It is ‘over’,” she said.", ["It is ‘over’,", "over"]),
    ("\"He said 'no',\" she said.", ["He said 'no',", "no"]),
    ("“mixed\" marks, \"again” mixed", ["mixed", "again"]),
    ("said: “One.” “Two.”", ["One.", "Two."]),
    # apostrophes
    ("It’s the people’s choice, the rebels' leader didn't say.", []),
    ("the rebels' leader said 'the rebels' camp fell'.", ["the rebels' camp fell"]),
    ("‘The rebels’ camp fell’, he said.", ["The rebels’ camp fell"]),
    ("rock 'n' roll in the '90s, 'til dawn", []),
    # stray marks
    ('He is 5\'10" tall and "fine".', ["fine"]),
    ('He said "the start was planned.', []),
    ("He said “the start was planned.", ["the start was planned."]),
    ("“Storm began. She said “we won”.", ["we won"]),
    ("the end” of it and “a start”", ["a start"]),
    ('""', []),
])  # fmt: skip
def test_quotations_of_a_paragraph(text: str, inner: list[str]) -> None:
    assert [t for t, _ in found(text)] == inner


def test_a_long_quotation_opens_again_in_each_paragraph() -> None:
    assert found("“We fought.", "“We won,” he said.", "Nobody else spoke.") == [("We fought.", True), ("We won,", False)]
    assert found('"We fought.', '"We won," he said.') == [("We fought.", True), ("We won,", False)]


def test_a_quotation_that_goes_on_without_opening_again() -> None:
    assert found("“We fought.", "We won,” he said.") == [("We fought.", True), ("We won,", False)]


def test_a_straight_mark_left_open_is_none_when_the_next_paragraph_is_another() -> None:
    assert found('"We fought, he said.', "Police “denied” it.") == [("denied", False)]


def test_text_that_is_not_read_has_no_quotations() -> None:
    text = "“Subscribe now”"
    assert quotes(Document("x", text), [Segment(PartKind.BOILERPLATE, Span(0, len(text)))]) == ()


@given(
    st.lists(
        st.text(alphabet=st.one_of(st.sampled_from("“”‘’\"'`«»„ .,sn\n"), st.characters()), max_size=40), min_size=1, max_size=4
    )
)
def test_quotations_lie_in_their_text_with_their_marks(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    segments, place = [], 0
    for p in paragraphs:
        if p:
            segments.append(Segment(PartKind.PARAGRAPH, Span(place, place + len(p))))
        place += len(p) + 1
    before = (-1, 0)
    for q in quotes(Document("x", text), segments):
        assert any(q.span in s.span for s in segments)
        assert q.inner in q.span
        assert q.inner.start < q.inner.end
        assert q.inner.start in (q.span.start, q.span.start + len(q.mark))
        assert (q.span.start, -q.span.end) >= before
        before = (q.span.start, -q.span.end)
