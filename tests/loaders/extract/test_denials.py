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
            "Chad accuses Sudan and Libya of arming the rebels, allegations both reject.",
            [("Sudan", "allegations", "Chad"), ("Libya", "allegations", "Chad")],
        ),
        (
            "Ecuador accused Peru of violating its border. Peru called the accusation baseless.",
            [("Peru", "the accusation", "Ecuador")],
        ),
        ("Uganda dismissed Rwanda's claims of torture.", [("Uganda", "Rwanda’s claims of torture".replace("’", "'"), "Rwanda")]),
        ("The athlete Peter Oduya denied taking any banned substance.", [("Peter Oduya", "taking any banned substance", None)]),
        ("France said the charge was false.", [("France", "the charge", None)]),
        (
            "Ada Obi said it was not true that the police had killed nine people.",
            [("Ada Obi", "the police had killed nine people", None)],
        ),
        ("Chad said it was false that its army had shelled Ard.", [("Chad", "its army had shelled Ard", None)]),
        (  # the one that tells more of two about one thing
            "The captain denied that the ship was overloaded. Two survivors said it was packed. The captain rejected the charge.",
            [("captain", "the ship was overloaded", None)],
        ),
        ("The authority denied having received a warning.", [("authority", "received a warning", None)]),
        (
            "Amihan Lines denies overloading the ship and also denies the sale of tickets.",
            [("Amihan Lines", "overloading the ship", None), ("Amihan Lines", "the sale of tickets", None)],
        ),
        (  # a capital of two words for its state
            "Ethiopia keeps soldiers in Kenya. Their presence was denied by Addis Ababa.",
            [("Ethiopia", "Their presence", None)],
        ),
        ("Thales said it had no role in the scandal.", [("Thales", "role in the scandal", None)]),
        ("Police disputed the union's figure of 4,000 marchers.", [("Police", "the union's figure of 4,000 marchers", "union")]),
        (  # "that claim": what was said last
            "The prime minister of Kenya claimed that 30 Somali soldiers had died. Somalia dismissed that claim as propaganda.",
            [("Somalia", "that claim", "prime minister of Kenya")],
        ),
        (  # "which": what somebody insists in the same sentence
            "Parents insist that money was paid, which the governor denies.",
            [("governor", "that money was paid", "Parents")],
        ),
        ("Residents put the toll at 61. The governor disputed the figure.", [("governor", "the figure", "Residents")]),
        ("Organisers spoke of 20,000 marchers. Police rejected that number.", [("Police", "that number", "Organisers")]),
        (  # a count set against another's
            "The charity said that 12 people were killed, not the nine reported by the army.",
            [("charity", "the nine", "army")],
        ),
        (  # a fact, denied after a charge
            "The teachers' union accused the ministry of negligence. The ministry denied that it had been warned.",
            [("ministry", "it had been warned", "teachers' union")],
        ),
        ("Chad denied that any convoy had crossed its border.", [("Chad", "any convoy had crossed its border", None)]),
        (  # an adjective for the accuser
            "Ethiopia rejected Egyptian accusations that its army had shelled the village.",
            [("Ethiopia", "Egyptian accusations that its army had shelled the village", "Egypt")],
        ),
        (
            "The navy denied media reports that a submarine had sunk.",
            [("navy", "media reports that a submarine had sunk", "media reports")],
        ),
        ("Reports of a gas leak were unfounded, the fire service said.", [("fire service", "Reports of a gas leak", "Reports")]),
        ("The club said the accusation was reckless and untrue.", [("club", "the accusation", None)]),
        (  # an apposition, answered by the head of the accused
            "Villagers accuse Shell of spilling oil, an allegation that the company's chief, Ben van Beurden, called an invention.",
            [("Ben van Beurden", "an allegation", "Villagers")],
        ),
        (  # not accepting a figure
            "The federation speaks of eleven dead. We do not accept that number, the minister said.",
            [("minister", "that number", "federation")],
        ),
        ("Russia said its forces had fired at tanks, never at hospitals.", [("Russia", "fired at hospitals", None)]),
        ("Prosecutors charged the pilot with manslaughter. The pilot pleaded not guilty.", [("pilot", "", "Prosecutors")]),
        ("The defendant said he was innocent.", [("defendant", "", None)]),
        (  # two, named by "both"
            "Police arrested the mayor and his brother on suspicion of fraud. Both deny it.",
            [("mayor", "it", "Police"), ("brother", "it", "Police")],
        ),
        (  # a passive with its agent
            "An allegation by the newspaper that councillors had been bribed was called a lie by the mayor.",
            [("mayor", "An allegation by the newspaper", "newspaper")],
        ),
        (  # what others said happened
            "The guards locked the doors, Eva Lund said. Omar Haddad, a guard, said that they did not lock any door.",
            [("Omar Haddad", "lock any door", "Eva Lund")],
        ),
        (  # a body that is only described is the one accused beside it
            "Farmers accused the Velcor Movement (VM) of burning barns, although the armed group has denied the allegations.",
            [("Velcor Movement", "the allegations", "Farmers")],
        ),
        (  # a ministry is nobody who is accused
            "Farmers accused the Velcor Movement of burning barns. The ministry denied the allegations.",
            [("ministry", "the allegations", "Farmers")],
        ),
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
        "The minister said he could neither confirm nor deny the report.",
        "The minister did not deny the report.",
        "Hungary dismissed the coach after the defeat.",
        "The two states share a disputed border.",
        "The party did not accept the invitation.",
        "Twelve people were killed, more than in the two years before, the charity said.",
        "The army fired at tanks and hospitals, a witness said.",
        "The pilot pleaded guilty.",
        "The company said it had not received a complaint.",
        "The committee disputed the ownership of the land.",
        "The court dismissed the claim.",
        "The report was published on Friday, which pleased the governor.",
        "No minister denied the report.",
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


def test_two_things_denied_are_two_rows_and_one_denied_again_is_one(read: Read) -> None:
    text = "The bank denied that a loan was forgiven. On Friday the bank denied the sale of customer lists."
    assert [r[1] for r in rows(read(text))] == ["a loan was forgiven", "the sale of customer lists"]
    text = (
        "Kenya accused Somalia of sheltering pirates. Somalia denied the allegation. Somalia dismissed the charges as baseless."
    )
    assert [r[1] for r in rows(read(text))] == ["the allegation"]
