"""Numbers of a sentence: values, bounds, what limits them, and what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.extract.context import Context


def found(context: Context) -> list[tuple[str, int | None, int | None, str]]:
    from loaders.annotate.numbers import numbers

    return [
        (context.document.slice(s.cover(range(n.whole[0], n.whole[1] + 1))), n.low, n.high, n.words or n.bound.value)
        for s in context.sentences
        for n in numbers(s)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rescuers found 14 miners.", [("14", 14, 14, "exact")]),
        ("At least 31 sailors drowned.", [("At least 31", 31, None, "at-least")]),
        ("No fewer than 12 villages were flooded.", [("No fewer than 12", 12, None, "at-least")]),
        ("More than 2,500 families left.", [("More than 2,500", 2500, None, "more-than")]),
        ("Up to 60 pupils were taken.", [("Up to 60", None, 60, "at-most")]),
        ("Fewer than 20 votes separated them.", [("Fewer than 20", None, 20, "less-than")]),
        ("Nearly 50 houses burned.", [("Nearly 50", 50, 50, "nearly")]),
        ("The toll is closer to 250.", [("closer to 250", 250, 250, "about")]),
        ("Close to 250 sheep died.", [("Close to 250", 250, 250, "nearly")]),
        ("About 300 farmers marched.", [("About 300", 300, 300, "about")]),
        ("Police counted 37–70 rioters.", [("37–70", 37, 70, "range")]),
        ("Between 200 and 250 dockers walked out.", [("Between 200 and 250", 200, 250, "range")]),
        ("It cost 1,000 to 2,000 jobs.", [("1,000 to 2,000", 1000, 2000, "range")]),
        ("Twenty-three nurses resigned.", [("Twenty-three", 23, 23, "exact")]),
        ("One hundred and twenty people were arrested.", [("One hundred and twenty", 120, 120, "exact")]),
        ("Half a dozen shops were looted.", [("Half a dozen", 6, 6, "exact")]),
        ("Two million people lost power.", [("Two million", 2000000, 2000000, "exact")]),
        ("Dozens of passengers were hurt.", [("Dozens", None, None, "dozens")]),
        ("Tens of thousands of refugees crossed.", [("Tens of thousands", None, None, "tens of thousands")]),
        ("Three or more boats sank.", [("Three or more", 3, None, "at-least")]),
    ],
)
def test_numbers(context: Callable[..., Context], text: str, expected: list[object]) -> None:
    assert found(context(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The third attack in Kano failed.",
        "A COVID-19 ward and MiG-29 jets burned.",
        "An elderly man was hurt.",
        "One of a kind? No, nobody said so.",
    ],
)
def test_no_number(context: Callable[..., Context], text: str) -> None:
    assert [n for n in found(context(text)) if n[0].lower() != "one"] == []
