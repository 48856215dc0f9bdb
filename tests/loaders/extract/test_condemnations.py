"""Who condemns what, and who puts which label on whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Characterisation, Condemnation, Reading

Read = Callable[..., Reading]


def condemned(reading: Reading) -> list[tuple[str, str | None, str]]:
    """(who condemns, target, what) of every condemnation."""
    return [
        (c.by.speaker.actor.name if c.by.speaker else "", c.target.actor.name if c.target else None, c.what)
        for c in reading.claims
        if isinstance(c, Condemnation)
    ]


def labels(reading: Reading) -> list[tuple[str, str, str]]:
    """(who puts it, on whom, label) of every characterisation."""
    return [
        (c.by.speaker.actor.name if c.by.speaker else "", c.target.actor.name if c.target else "", c.epithet)
        for c in reading.claims
        if isinstance(c, Characterisation)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United Nations condemned the attack on the hospital.", [("United Nations", None, "the attack on the hospital")]),
        ("Norway condemned the rebels.", [("Norway", "rebels", "the rebels")]),
        ("Norway did not condemn the attack.", []),
        ("Norway slammed the allegations.", []),
    ],
)
def test_condemnations(read: Read, text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert condemned(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Mick Dale branded the minister a "liar".', [("Mick Dale", "minister", "liar")]),
        ("The army described the protesters as terrorists.", [("army", "protesters", "terrorists")]),
        ("The army described the road as safe.", []),
        ("The minister called the governor on Monday.", []),
    ],
)
def test_labels(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert labels(read(text)) == expected
