"""Who denies what, and against whom: whole rows from short texts; refusals are no denials."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Denial, Reading

Read = Callable[..., Reading]
Row = tuple[str, str, str | None]


def rows(reading: Reading) -> list[Row]:
    """(denier, denied, against) of every denial."""
    return [
        (c.by.speaker.actor.name if c.by.speaker else "", c.denied, c.against.actor.name if c.against else None)
        for c in reading.claims
        if isinstance(c, Denial)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Estonia blamed Russia for the cyber attack. Moscow denied any role in the attack.",
            [("Russia", "any role in the attack", "Estonia")],
        ),
        (
            "Prosecutors accused Jacob Zuma of taking bribes. Zuma denied wrongdoing.",
            [("Jacob Zuma", "wrongdoing", "Prosecutors")],
        ),
        ("Mali accused Algeria of harbouring rebels, an accusation Algeria denies.", [("Algeria", "an accusation", "Mali")]),
        (
            "Pakistan accuses India and Afghanistan of backing the militants, allegations both deny.",
            [("India", "allegations", "Pakistan"), ("Afghanistan", "allegations", "Pakistan")],
        ),
        (
            "Ecuador accused Peru of violating its border. Peru called the accusation baseless.",
            [("Peru", "the accusation", "Ecuador")],
        ),
        ("Uganda dismissed Rwanda's claims of torture.", [("Uganda", "Rwanda’s claims of torture".replace("’", "'"), "Rwanda")]),
        ("The athlete Peter Oduya denied taking any banned substance.", [("Peter Oduya", "taking any banned substance", None)]),
        ("France said the charge was false.", [("France", "the charge", None)]),
        ("Thales said it had no role in the scandal.", [("Thales", "no role in the scandal", None)]),
        ("Police disputed the union's figure of 4,000 marchers.", [("Police", "the union's figure of 4,000 marchers", "union")]),
    ],
)
def test_a_denial_has_denier_denied_and_whom_it_answers(read: Read, text: str, expected: list[Row]) -> None:
    assert sorted(rows(read(text)), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "Guards denied the reporters access to the site.",
        "Zuma was denied bail.",
        "The company rejected a demand for compensation.",
        "The laboratory declined to comment.",
        "The city refused to release the video.",
        "The parliament rejected the budget.",
        "The minister did not deny the report.",
        "Hungary dismissed the coach after the defeat.",
        "The two states share a disputed border.",
    ],
)
def test_refusals_are_no_denials(read: Read, text: str) -> None:
    assert rows(read(text)) == []


def test_a_denial_points_to_the_accusation_that_it_answers(read: Read) -> None:
    (found,) = (
        c
        for c in read("Kenya accused Somalia of sheltering pirates. Somalia rejected the charge.").claims
        if isinstance(c, Denial)
    )
    assert [a.rule for a in found.answers] == ["accuse-active"]


def test_an_answer_is_a_claim_of_the_reading_even_where_the_charge_is_told_twice(read: Read) -> None:
    reading = read(
        "Kenya accused Somalia of sheltering pirates. On Friday Kenya again accused Somalia of sheltering pirates. Somalia denied it."
    )
    found = [c for c in reading.claims if isinstance(c, Denial)]
    assert all(a in reading.claims for c in found for a in c.answers)
    assert [len(c.answers) for c in found] == [1]
