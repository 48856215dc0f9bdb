"""The day from which each part of a document speaks."""

from __future__ import annotations

import pytest

from kg.model import Document
from loaders.segment.anchors import anchors, published
from loaders.segment.layout import segments


def both(text: str, day: str | None = None) -> tuple[str | None, tuple[str | None, ...]]:
    document = Document("x", text, published=day)
    parts = segments(document)
    return published(document, parts), anchors(document, parts)


STORY = "A bus fell into a ravine on Friday, killing 12 people, the police said."


@pytest.mark.parametrize(("text", "given", "expected"), [
    (STORY, None, None),
    (STORY, "2024-02-03", "2024-02-03"),
    (f" date 2024-02-03 {STORY}", None, "2024-02-03"),
    (f"Updated: Feb 3, 2024 10:00 GMT\n\n{STORY}", None, "2024-02-03"),
    (f"31/01/2024\n{STORY}", None, "2024-01-31"),
    (f"10/12/2024\n{STORY}", None, None),
    (f"LIMA, Feb 3, 2024: {STORY}", None, "2024-02-03"),
    (f"LIMA, Feb 3: {STORY}", None, None),
    (f"{STORY}\n\n3 February 2024", None, None),  # below the text it may be any date
])  # fmt: skip
def test_the_date_of_publication(text: str, given: str | None, expected: str | None) -> None:
    assert both(text, given)[0] == expected


def test_a_dateline_counts_from_where_it_stands() -> None:
    assert both(f"LIMA, Feb 3: {STORY}", "2024-02-04")[1] == ("2024-02-03", "2024-02-03")


def test_a_dateline_far_from_the_publication_is_another_storys() -> None:
    assert both(f"LIMA, June 3, 2019: {STORY}", "2024-02-04")[1] == ("2024-02-04", "2024-02-04")


def test_an_entry_of_a_timeline_speaks_from_its_own_day() -> None:
    text = f"{STORY}\n\n2 May 2023 – A bus burns.\n3 May 2023 – The driver is held.\n\n{STORY}"
    assert both(text, "2024-02-04")[1] == ("2024-02-04", "2023-05-02", "2023-05-03", "2024-02-04")
