"""Numbered citations: through the list of their own part, else inferred, ambiguous or dangling."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.vocabulary import Resolution
from loaders.segment.citations import citations, entries
from loaders.segment.layout import segments

RESOLVED, INFERRED, AMBIGUOUS, DANGLING = Resolution.RESOLVED, Resolution.INFERRED, Resolution.AMBIGUOUS, Resolution.DANGLING


def found(text: str) -> list[tuple[str, str, str | None, Resolution]]:
    document = Document("x", text)
    return [(c.marker, document.slice(c.span), c.outlet, c.resolution) for c in citations(document, segments(document))]


ONE = """Fire guts the market of Kumasi

The fire killed 12 traders, the fire service said [1][2]. The mayor gave no toll [3].

Sources
1. Daily Graphic: Fire kills 12 in Kumasi – with pictures
2. https://www.bbc.com/news/africa-1
"""


def test_one_list_for_the_whole_document() -> None:
    assert found(ONE) == [
        ("[1]", "[1]", "Daily Graphic", RESOLVED),
        ("[2]", "[2]", "BBC", RESOLVED),
        ("[3]", "[3]", None, DANGLING),
    ]


def test_a_marker_leads_to_its_entry() -> None:
    document = Document("x", ONE)
    first = citations(document, segments(document))[0]
    assert first.entry is not None
    assert document.slice(first.entry) == "1. Daily Graphic: Fire kills 12 in Kumasi – with pictures"


TWO = """The fire killed 12 traders, the fire service said on Monday [1].

Sources
[1] Daily Graphic: Fire kills 12

Minister quits

The minister left on Monday over the fire, two papers said [1][2]. Her aide, according to Reuters [7], was held.

Sources
[1] Le Monde – La ministre
[2] CNN: Minister quits

Timeline
3 May 2024 – The fire breaks out [2].
4 May 2024 – The minister quits [1].
"""


def test_each_part_has_its_own_list() -> None:
    assert found(TWO) == [
        ("[1]", "[1]", "Daily Graphic", RESOLVED),
        ("[1]", "[1]", "Le Monde", RESOLVED),
        ("[2]", "[2]", "CNN", RESOLVED),
        ("[7]", "[7]", "Reuters", INFERRED),  # by the words before it
        ("[2]", "[2]", "CNN", INFERRED),  # by the only list that has it
        ("[1]", "[1]", None, AMBIGUOUS),
    ]


def test_a_number_twice_in_one_list_is_ambiguous() -> None:
    text = (
        "The dam broke on Monday, killing three people, officials said [1].\n\nSources\n1. CNN: Dam breaks\n1. Le Monde: La digue"
    )
    assert found(text) == [("[1]", "[1]", None, AMBIGUOUS)]


def test_several_numbers_in_one_marker() -> None:
    text = "The dam broke on Monday, killing three people, officials said [1, 3].\n\nSources\n1. CNN: Dam breaks\n3. Le Monde: La digue"
    assert found(text) == [("[1]", "[1, ", "CNN", RESOLVED), ("[3]", "3]", "Le Monde", RESOLVED)]
    text = text.replace("[1, 3]", "[1-3]")
    assert [(m, o) for m, _, o, _ in found(text)] == [("[1]", "CNN"), ("[2]", None), ("[3]", "Le Monde")]


def test_numbers_on_lines_of_their_own() -> None:
    text = "The dam broke on Monday, killing three people, officials said [2].\n\nSources\n-\n1.\nCNN: Dam breaks\n-\n2.\nDaily Graphic: Dam"
    assert found(text) == [("[2]", "[2]", "Daily Graphic", RESOLVED)]


def test_entries_below_the_text_without_a_heading() -> None:
    text = "The dam broke on Monday, killing three people, officials said [1]. A fourth died later [2].\n\n[1] CNN: Dam breaks\n[2] “Dam,” Le Monde, 3 May"
    assert [(m, o, r) for m, _, o, r in found(text)] == [("[1]", "CNN", RESOLVED), ("[2]", "Le Monde", RESOLVED)]


@pytest.mark.parametrize(
    "text",
    ["“We lost [18] men in the raid,” the general told the court on Monday.", "The toll rose to 12 [sic] on Monday, they said."],
)
def test_an_insertion_is_no_citation(text: str) -> None:
    assert found(text) == []


def test_without_a_list_a_marker_dangles_and_is_kept() -> None:
    assert found("The toll rose to 12 on Monday, the army said [4].") == [("[4]", "[4]", None, DANGLING)]


@pytest.mark.parametrize(("entry", "outlet"), [
    ("1. CNN: Dam breaks", "CNN"),
    ("1. The Hill Courier: Dam breaks", "The Hill Courier"),  # unknown, and in front of the colon
    ("1. “Dam breaks”, Reuters, 3 May 2024", "Reuters"),
    ("1. Dam breaks in the north | The Guardian", "The Guardian"),
    ("1. https://hillcourier.example/dam", "hillcourier.example"),
    ("1. Dam breaks in the north after days of rain", None),
])  # fmt: skip
def test_the_outlet_of_an_entry(entry: str, outlet: str | None) -> None:
    document = Document("x", f"The dam broke on Monday, killing three people, officials said [1].\n\nSources\n{entry}\n")
    assert [e.outlet for e in entries(document, segments(document))] == [outlet]
