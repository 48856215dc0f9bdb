"""Who lays what to whom: whole rows from short texts about many countries and kinds of events."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Accusation, Reading
from kg.vocabulary import Hedge, Relation, Verification, Voice

Read = Callable[..., Reading]
Row = tuple[str | None, str, str, Relation]


def rows(reading: Reading) -> list[Row]:
    """(accuser, accused, what, relation) of every accusation."""
    return [
        (c.by.speaker.actor.name if c.by.speaker else None, c.accused.actor.name if c.accused else "", c.what, c.relation)
        for c in reading.claims
        if isinstance(c, Accusation)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # trade
            "The European Commission accused China of dumping cheap steel on world markets.",
            [("European Commission", "China", "dumping cheap steel on world markets", Relation.VIOLATED)],
        ),
        (  # two accusers and two accused are four rows
            "Peru and Chile accused Ecuador and Bolivia of smuggling fuel.",
            [
                ("Peru", "Ecuador", "smuggling fuel", Relation.WRONGED),
                ("Peru", "Bolivia", "smuggling fuel", Relation.WRONGED),
                ("Chile", "Ecuador", "smuggling fuel", Relation.WRONGED),
                ("Chile", "Bolivia", "smuggling fuel", Relation.WRONGED),
            ],
        ),
        (  # passive with its agent
            "The officers were accused of excessive force by civil rights groups.",
            [("civil rights groups", "officers", "excessive force", Relation.WRONGED)],
        ),
        (  # an aside
            "France, accused by Mali of funding the rebels, recalled its ambassador.",
            [("Mali", "France", "funding the rebels", Relation.FUNDED)],
        ),
        (  # who is behind a deed that is itself the subject
            "Chadian air strikes killed 30 people in the town of Ard, Niger's health ministry said.",
            [("Niger's health ministry", "Chad", "killed 30 people in the town of Ard", Relation.HARMED)],
        ),
        (
            "Niger's president alleged that Chad's shelling of the town killed two people.",
            [("Niger's president", "Chad", "killed two people", Relation.HARMED)],
        ),
        (
            "A rebel attack killed 12 villagers, police said.",
            [("police", "rebel", "killed 12 villagers", Relation.HARMED)],
        ),
        (
            "Doctors in Niger said four nurses died in a Chadian strike on a clinic.",
            [("Doctors in Niger", "Chad", "a strike on a clinic", Relation.CARRIED_OUT)],
        ),
        (  # those who live in a state do not speak for it
            "Doctors in Niger said the army's shelling had killed nine civilians.",
            [("Doctors in Niger", "army", "killed nine civilians", Relation.HARMED)],
        ),
        (  # each other: either accuses
            "Peru and Chile accused each other of smuggling fuel.",
            [("Chile", "Peru", "smuggling fuel", Relation.WRONGED), ("Peru", "Chile", "smuggling fuel", Relation.WRONGED)],
        ),
        (
            "Peru and Chile met on Monday. Both sides blamed the other for the collapse.",
            [("Chile", "Peru", "the collapse", Relation.INVOLVED_IN), ("Peru", "Chile", "the collapse", Relation.INVOLVED_IN)],
        ),
        (
            "The army and the rebels traded accusations of shelling the market.",
            [
                ("army", "rebels", "shelling the market", Relation.HARMED),
                ("rebels", "army", "shelling the market", Relation.HARMED),
            ],
        ),
        (  # whose arms do it
            "Niger said Chadian jets bombed a bridge near Ard.",
            [("Niger", "Chad", "bombed a bridge near Ard", Relation.HARMED)],
        ),
        (
            "A Chadian army airstrike on a market killed nine traders, residents said.",
            [("residents", "Chadian army", "killed nine traders", Relation.HARMED)],
        ),
        (
            "A Chadian drone strike on a market killed nine traders, residents said.",
            [("residents", "Chad", "killed nine traders", Relation.HARMED)],
        ),
        (
            "Police said an al-Shabaab raid killed nine traders.",
            [("Police", "al-Shabaab", "killed nine traders", Relation.HARMED)],
        ),
        (
            "Chadian rebel shelling killed nine traders, residents said.",  # not by those against whom they fight
            [("residents", "rebel", "killed nine traders", Relation.HARMED)],
        ),
        (
            "Locals said navy raids killed nine traders.",
            [("Locals", "navy", "killed nine traders", Relation.HARMED)],
        ),
        (
            "Ada Obi said police shot at fans.",
            [("Ada Obi", "police", "shot at fans", Relation.HARMED)],
        ),
        (
            "Ada Obi said it was true that the police had killed nine people.",
            [("Ada Obi", "police", "killed nine people", Relation.HARMED)],
        ),
        (  # who stands behind a paper
            "According to a report released by Amnesty International, guards beat nine prisoners.",
            [("Amnesty International", "guards", "beat nine prisoners", Relation.HARMED)],
        ),
        (  # whom a pronoun accuses is no thing
            "Ada Obi announced raids against the Hill Front and accused them of attacking camps.",
            [("Ada Obi", "Hill Front", "attacking camps", Relation.HARMED)],
        ),
        (
            "A new Amnesty International report says soldiers killed nine farmers.",
            [("Amnesty International", "soldiers", "killed nine farmers", Relation.HARMED)],
        ),
        (  # corruption
            "Prosecutors allege that former president Jacob Zuma took bribes from the arms company.",
            [("Prosecutors", "Jacob Zuma", "took bribes from the arms company", Relation.CORRUPTED)],
        ),
        (  # cyber attack
            "Estonia attributed the cyber attack on its parliament to Russia.",
            [("Estonia", "Russia", "the cyber attack on its parliament", Relation.INTERFERED_IN)],
        ),
        (  # blame on
            "Kenya blamed the bombing on al-Shabaab.",
            [("Kenya", "al-Shabaab", "the bombing", Relation.CARRIED_OUT)],
        ),
        (  # chemical leak
            "State officials said the company had violated safety rules.",
            [("State officials", "company", "violated safety rules", Relation.VIOLATED)],
        ),
        (  # shelling across a border, told without a word of accusing
            "Armenia's defence ministry said Azerbaijani forces shelled the village of Sotk.",
            [("Armenia's defence ministry", "Azerbaijani forces", "shelled the village of Sotk", Relation.HARMED)],
        ),
        (  # the charge in a noun
            "India rejected Nepal's claims tying New Delhi to the attack on the bridge.",
            [("Nepal", "India", "the attack on the bridge", Relation.INVOLVED_IN)],
        ),
        (  # the name beside a role
            "The regulator blamed the airline's owner, Skybridge Holdings, for skipping inspections.",
            [("regulator", "Skybridge Holdings", "skipping inspections", Relation.INVOLVED_IN)],
        ),
        (  # a relative clause, whose object is accused
            "The mining company, which villagers blame for poisoning the river, closed its office.",
            [("villagers", "mining company", "poisoning the river", Relation.HARMED)],
        ),
        (  # a passive whose charge stands behind the accuser
            "The coach, accused by three swimmers of abuse, was suspended.",
            [("swimmers", "coach", "abuse", Relation.HARMED)],
        ),
        (  # the deed before a relative clause
            "The airline denied the sale of false tickets, of which the travellers accuse it.",
            [("travellers", "airline", "false tickets", Relation.WRONGED)],
        ),
        (  # whatever is alleged
            "The lawyer alleged that the bank's director knew of the theft.",
            [("lawyer", "bank's director", "knew of the theft", Relation.WRONGED)],
        ),
        (  # somebody hands on another's charge
            "Oxfam repeated the farmers' allegation that Velcor Ltd had dumped waste in the lake.",
            [
                ("Oxfam", "Velcor Ltd", "dumped waste in the lake", Relation.VIOLATED),
                ("farmers", "Velcor Ltd", "dumped waste in the lake", Relation.VIOLATED),
            ],
        ),
        (  # who takes a bribe is accused with it
            "The senator's accusation that judges were bribed angered the court.",
            [("senator", "judges", "judges were bribed", Relation.CORRUPTED)],
        ),
        (  # an arrest on suspicion
            "Police arrested two directors on suspicion of embezzlement.",
            [("Police", "directors", "embezzlement", Relation.CORRUPTED)],
        ),
        (  # a label in the passive, made of a state that is not named itself
            "The group is described by Ecuador as a Peruvian-funded militia.",
            [("Ecuador", "Peru", "Peruvian-funded militia", Relation.FUNDED)],
        ),
        (  # where it was said is not whom it is laid to
            "The senator blamed the mayor on Twitter for the blackout.",
            [("senator", "mayor", "the blackout", Relation.INVOLVED_IN)],
        ),
        (  # a verb with a particle
            "Critics say the police covered up the killing.",
            [("Critics", "police", "covered up the killing", Relation.DECEIVED)],
        ),
        (  # what does the harm is no party
            "Doctors alleged on Facebook that the militia fired shells targeting markets and hospitals.",
            [("Doctors", "militia", "fired shells targeting markets and hospitals", Relation.HARMED)],
        ),
        (  # a house that people work in
            "The family says the hospital was negligent.",
            [("family", "hospital", "negligent", Relation.FAILED_TO_PREVENT)],
        ),
        (
            "The judge said the two firms share the blame for the collapse of the bridge.",
            [("judge", "firms", "share the blame for the collapse of the bridge", Relation.INVOLVED_IN)],
        ),
        ("Inspectors said the operator caused the crash.", [("Inspectors", "operator", "caused the crash", Relation.PROVOKED)]),
        (
            "Divers blamed the neglect of the salvage firm for the wreck.",
            [("Divers", "salvage firm", "the neglect of the salvage firm", Relation.FAILED_TO_PREVENT)],
        ),
        (
            "The union blamed the ship's owner Maran and Delmas for the wreck.",
            [("union", "Maran", "the wreck", Relation.INVOLVED_IN), ("union", "Delmas", "the wreck", Relation.INVOLVED_IN)],
        ),
        (
            "A jury indicted Karl Ober on Monday on a charge of bribery.",
            [("jury", "Karl Ober", "bribery", Relation.CORRUPTED)],
        ),
        (  # said again by another
            "Minister Ada Obi blamed Chad for planning the raids, a claim echoed by the army.",
            [
                ("Ada Obi", "Chad", "planning the raids", Relation.PLANNED),
                ("army", "Chad", "planning the raids", Relation.PLANNED),
            ],
        ),
    ],
)
def test_an_accusation_has_accuser_accused_and_deed(read: Read, text: str, expected: list[Row]) -> None:
    assert sorted(rows(read(text)), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "Analysts did not accuse either side of bad faith.",
        "The minister refused to blame Iran for the explosion.",
        "Did the army accuse the president of treason?",
        "If inspectors find cracks, they could charge the company with negligence.",
        "The United Nations condemned the attack.",
        "The army said its forces killed 12 militants in the raid.",
        "The earthquake killed 40 people in Herat, officials said.",
        "The station is a U.N.-backed music school in Goma.",
        "The dealer charged customers ten dollars for a visit.",
        "Chad's army said Nigerien air strikes killed 20 militants.",  # nobody's wrong
        "The union said an Argentine strike hit trains.",
        "Chad said it burned a hangar with weapons supplied to Niger by France.",
        "Alda Rennick denied the charges, entering a plea of not guilty to counts of bribery and conspiracy in Perth.",
        "The troops of Chad and Niger fired at each other, officials said.",
        "The rivals accused each other of fraud.",  # whoever they are
        "Peru and Chile traded copper for fuel.",
        "Ada Obi said it was not true that the police had killed nine people.",
        "Ada Obi said it was false that soldiers had burned the market.",
        "Residents said the Hamas attacks killed two people.",  # only called so
        "Police said an army ambush killed two people.",  # by or upon them
        "The junta said farmers were being made to feed the rebels.",
        "The junta said that nine villagers were reported killed.",
        "“If they are saying that guards killed nine people, they should name them,” Ada Obi said.",
        "Sweden vowed to punish Russia.",
        "Farmers blamed the drought for the poor harvest.",
        "No official accused the bank of fraud.",
        "The ministry said that Securitas is responsible for guarding the airport.",
        "He spoke of the charges that he will level at the bank.",
        "Neither Chile nor Peru blamed the company for the spill.",
        "The lawyer alleged that his client had died in pain.",
        "The warden of the lodge, Ed Sorvo, told hikers an avalanche buried the trail before the bus left.",
        "The city hospital was built in 1990, the mayor said.",
        "Police arrested two directors on Monday.",
        "Greenland is a Danish-speaking island, the minister said.",
        "The village lies on the border, officials said.",
        "The minister said parents bear responsibility for their children.",
        "The inquiry found that the pilot bore no responsibility for the crash.",
        "The commission condemned the killing of farmers.",
        "Residents said the rain caused the leak.",
        "The pupils said their teacher caused laughter.",
    ],
)
def test_what_accuses_nobody_is_no_accusation(read: Read, text: str) -> None:
    assert rows(read(text)) == []


def test_an_agentless_charge_is_a_row_only_on_somebodys_word(read: Read) -> None:
    reading = read("The mayor is accused of stealing public funds, according to the prosecutor.")
    assert rows(reading) == [("prosecutor", "mayor", "stealing public funds", Relation.EXPLOITED)]
    assert rows(read("The mayor has been accused of stealing public funds.")) == []


def test_a_charge_that_is_rejected_is_not_the_word_of_those_who_reject_it(read: Read) -> None:
    reading = read("Ethiopia again rejected Egyptian accusations that its army had shelled the village.")
    assert [(r[0], r[3]) for r in rows(reading)] == [("Egypt", Relation.HARMED)]
    assert rows(read("The mayor dismissed allegations that his aides had bribed a judge.")) == []
    assert rows(read("The paper said fraud allegations against Mona Reed were false.")) == []
    assert rows(read("The union said the allegations against its leader were politically motivated.")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prosecutors filed charges of spying against Lena Ahlberg.",
            ("prosecutors", "Lena Ahlberg", "spying against Lena Ahlberg"),
        ),
        ("Police filed murder charges against Karl Ober.", ("police", "Karl Ober", "murder")),
        ("Prosecutors brought charges against Omar Diallo.", ("prosecutors", "Omar Diallo", "")),
    ],
)
def test_charges_are_laid_by_those_who_file_them(read: Read, text: str, expected: tuple[str, str, str]) -> None:
    assert [(r[0].lower(), *r[1:3]) for r in rows(read(text))] == [expected]


def test_the_span_is_the_clause_with_both_parties(read: Read) -> None:
    text = "On Monday Kenya accused Somalia of sheltering pirates, and the talks ended."
    (found,) = (c for c in read(text).claims if isinstance(c, Accusation))
    assert text[found.span.start : found.span.end].startswith("Kenya accused Somalia of sheltering pirates")
    assert (found.rule, found.by.voice) == ("accuse-active", Voice.ATTRIBUTED)
    assert found.by.cue is not None and text[found.by.cue.start : found.by.cue.end] == "accused"


def test_hedges_and_checks_are_kept(read: Read) -> None:
    (found,) = (c for c in read("The union said managers allegedly bribed the inspectors.").claims if isinstance(c, Accusation))
    assert found.by.hedges == (Hedge.ALLEGED,)
    reading = read("Ukraine accused Russia of mining the dam. The claim could not be independently verified.")
    (found,) = (c for c in reading.claims if isinstance(c, Accusation))
    assert found.by.verifications == (Verification.NOT_INDEPENDENTLY_VERIFIED,)


def test_a_charge_told_twice_is_one_row(read: Read) -> None:
    text = "Mali accused Algeria of harbouring rebels. On Friday Mali again accused Algeria of harbouring rebels in its desert towns."
    assert rows(read(text)) == [("Mali", "Algeria", "harbouring rebels", Relation.SHELTERED)]
