"""Who says to have done it: claims of responsibility, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Reading, Responsibility

Read = Callable[..., Reading]


def rows(reading: Reading) -> list[tuple[str, str]]:
    """(claimant, event) of every claim of responsibility."""
    return [(c.by.speaker.actor.name if c.by.speaker else "", c.what) for c in reading.claims if isinstance(c, Responsibility)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Shabaab claimed responsibility for the bombing in Mogadishu.", [("al-Shabaab", "the bombing in Mogadishu")]),
        ("Boko Haram took credit for the raid on the prison.", [("Boko Haram", "the raid on the prison")]),
        ("Responsibility for the attack was claimed by Boko Haram.", [("Boko Haram", "the attack")]),
        (
            "Boko Haram said it had carried out the attack on the market.",
            [("Boko Haram", "carried out the attack on the market")],
        ),
        ("Boko Haram said it was also behind the raid on the prison.", [("Boko Haram", "the raid on the prison")]),
        ("Hamas said it had fired rockets at Tel Aviv.", [("Hamas", "fired rockets at Tel Aviv")]),
        ("Hamas repeated its claim that it had bombed the base.", [("Hamas", "bombed the base")]),
        ("Hamas denied bombing the clinic but said it had shelled the base.", [("Hamas", "shelled the base")]),
        ("A group that calls itself the Falcons claimed responsibility for the blast.", [("Falcons", "the blast")]),
    ],
)
def test_a_claim_of_responsibility_has_claimant_and_event(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert rows(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the blast.",
        "The FARC denied responsibility for the blast.",
        "The blast claimed the lives of nine people.",
        "Police said Boko Haram carried out the attack.",
        "Boko Haram did not claim responsibility for the blast.",
        "No group says that it carried out the attack.",
        "Neither the army nor the rebels claimed responsibility for the blast.",
        "Nobody claimed responsibility for the attack.",
        "Apple claimed credit for the idea.",
        "The Red Crescent said it had buried 12 bodies.",
        "Greenpeace accuses Shell of spilling oil.",
        "Hamas denied that it had killed the farmers.",  # what is denied is not claimed
        "Hamas has denied it was behind the raid.",
        "Hamas rejected claims that it attacked the convoy.",
        "Hamas said reports that it had bombed the clinic were baseless.",
        "Hamas said it had bombed nobody.",
    ],
)
def test_what_nobody_claims_is_none(read: Read, text: str) -> None:
    assert rows(read(text)) == []


def test_a_name_behind_a_joined_participle_claims_it(read: Read) -> None:
    assert rows(read("Islamic State-linked Abu Sayyaf claimed responsibility for the ambush.")) == [("Abu Sayyaf", "the ambush")]


def test_a_claim_told_again_is_one_row(read: Read) -> None:
    text = "Boko Haram claimed responsibility for the attack. The group also took responsibility for the raid in May 2019. Boko Haram claimed responsibility for the assault."
    assert [r for r in rows(read(text)) if r[1] != "the raid in May 2019"] == [("Boko Haram", "the attack")]


def test_two_deeds_are_two_rows_and_what_a_deed_led_to_is_none_of_its_own(read: Read) -> None:
    text = "Boko Haram claimed responsibility for a bomb at the market of Maiduguri. It said it had fired rockets at a school in Jos."
    assert [r[1] for r in rows(read(text))] == ["a bomb at the market of Maiduguri", "fired rockets at a school in Jos"]
    text = "Boko Haram claimed responsibility for the attack. It said it had killed 12 soldiers."
    assert [r[1] for r in rows(read(text))] == ["the attack"]
