"""What ties a claim to its event, its period, its day."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Accusation, Denial, Figure, Reading

Read = Callable[..., Reading]

REPORT = (
    "On Monday a bomb killed 12 people in Kano. Police said on Tuesday that 14 people had died in the bombing. "
    "Rights groups recorded 254 attacks in 2024. The army accused the rebels of the bombing on Wednesday. The rebels denied it."
)


def test_figures_and_charges_tell_of_their_event(read: Read) -> None:
    reading = read(REPORT, published="2025-03-12")
    (event,) = reading.events
    told = [(c.low, c.event) for c in reading.claims if isinstance(c, Figure)]
    assert told == [(12, event), (14, event), (254, None)]
    assert [c.event for c in reading.claims if isinstance(c, Accusation)] == [event]


def test_a_count_over_a_year_has_a_period_and_a_count_of_an_event_has_none(read: Read) -> None:
    reading = read(REPORT, published="2025-03-12")
    assert [c.period for c in reading.claims if isinstance(c, Figure)] == [None, None, ("2024", "2024")]


def test_when_it_was_said(read: Read) -> None:
    reading = read(REPORT, published="2025-03-12")
    assert [(c.low, c.by.said_on) for c in reading.claims if isinstance(c, Figure)] == [
        (12, None),
        (14, "2025-03-11"),
        (254, None),
    ]
    assert [c.by.said_on for c in reading.claims if isinstance(c, Accusation)] == ["2025-03-12"]


def test_a_day_needs_an_anchor(read: Read) -> None:
    assert {c.by.said_on for c in read(REPORT).claims} == {None}


def test_a_denial_answers_a_claim_of_the_reading(read: Read) -> None:
    reading = read(REPORT, published="2025-03-12")
    (denial,) = [c for c in reading.claims if isinstance(c, Denial)]
    assert denial.answers == tuple(c for c in reading.claims if isinstance(c, Accusation))


def test_mentions_lead_to_actors(read: Read) -> None:
    reading = read("Maria Okafor visited the port. She said it was closed.")
    keys = {a.key: a.name for a in reading.actors}
    assert [(reading.document.slice(span), keys[key]) for span, key in reading.mentions if keys[key] == "Maria Okafor"] == [
        ("Maria Okafor", "Maria Okafor"),
        ("She", "Maria Okafor"),
    ]


TOLL = (
    "A ferry sank off Tema on Monday. The sinking was the worst in years. "
    "The death toll has risen to 57. In 2019, 12 people drowned off Accra."
)


def test_a_toll_belongs_to_the_event_that_a_report_is_about(read: Read) -> None:
    reading = read(TOLL, published="2025-03-12")
    told = {c.low: c.event.key if c.event else None for c in reading.claims if isinstance(c, Figure)}
    assert told[57] == "accident-2025-03-10-tema"
    assert told[12] != told[57]
