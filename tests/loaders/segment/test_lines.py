"""Lines: where they break, and which were only wrapped."""

from __future__ import annotations

import re

import pytest

from loaders.segment.lines import Line, lines, sentence_ends

ALONE = re.compile(r"By ")


def found(text: str) -> list[str]:
    return [line.text for line in lines(text, stands_alone=ALONE)]


@pytest.mark.parametrize(("text", "expected"), [
    ("", []),
    (" \n\u200b\n\ufeff", []),
    ("one\ntwo", ["one", "two"]),
    ("one\r\n\r\ntwo\rthree", ["one", "two", "three"]),
    ("one\u2028two\x85three", ["one", "two", "three"]),
    ("\xa0 one \xa0\n\u200btwo\ufeff", ["one", "two"]),
    # cut around a link
    ("The figures were published by\nthe Daily Graphic\n, which is based in Accra.", ["The figures were published by", "the Daily Graphic\n, which is based in Accra."]),
    ("Officials in the northern town of Tamale said that\nseven people had died.", ["Officials in the northern town of Tamale said that\nseven people had died."]),
    ("Officials in the northern town of Tamale spoke.\nseven died", ["Officials in the northern town of Tamale spoke.", "seven died"]),
    ("Officials in the northern town of Tamale listed\n- seven dead", ["Officials in the northern town of Tamale listed", "- seven dead"]),
    ("By Ana Silva, who has reported from Lisbon for years\nthe mayor quit", ["By Ana Silva, who has reported from Lisbon for years", "the mayor quit"]),
])  # fmt: skip
def test_lines(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_wrapped_text_becomes_paragraphs_again() -> None:
    text = """The mayor of Faro resigned on Monday after
an audit found that 3 million euros were
missing from the town's accounts. Minister
Costa called it a sad day for the country.

No charges were filed, the court of Faro
said in a note.
"""
    assert [re.sub(r"\s+", " ", t) for t in found(text)] == [
        "The mayor of Faro resigned on Monday after an audit found that 3 million euros were missing from the town's accounts. "
        "Minister Costa called it a sad day for the country.",
        "No charges were filed, the court of Faro said in a note.",
    ]


def test_short_lines_are_not_wrapped_ones() -> None:
    text = "Killed: twelve\nInjured: forty people\nMissing: Five\nHomes: none at all"
    assert found(text) == text.split("\n")


def test_blank_lines_are_told() -> None:
    assert [line.blank_before for line in lines("a\nb\n\nc", stands_alone=ALONE)] == [True, False, True]


@pytest.mark.parametrize(("text", "is_prose", "is_sentence"), [
    ("Two police officers were shot dead in Cali on Monday.", True, True),
    ("The UN said 6,500 villagers had fled.", False, True),
    ("Storm nears Fiji as islanders fill sandbags and board up windows", False, False),
    ("He spoke of “a day of shame” for the whole of the town", False, False),
    ("Mayor calls the vote in the northern town of Tamale ‘a disgrace’", False, False),
    ("“This is a day of shame for the whole of our town”", True, True),
    ("It killed three people. The army then", False, False),
    ("The flood killed three people in town. The army then", True, False),
    ("Silva said:", False, False),
])  # fmt: skip
def test_prose(text: str, is_prose: bool, is_sentence: bool) -> None:
    (line,) = lines(text, stands_alone=ALONE)
    assert isinstance(line, Line)
    assert (line.is_prose, line.is_sentence) == (is_prose, is_sentence)


def test_a_sentence_ends_inside() -> None:
    assert sentence_ends("Three men died in the fire. Police")
    assert not sentence_ends("Three men met Gen. Obi in the U.S. Embassy")
