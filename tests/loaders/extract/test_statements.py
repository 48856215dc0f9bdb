"""Statements: who said what, in which words of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Reading, Statement

Read = Callable[..., Reading]


def statements(reading: Reading) -> list[tuple[str, str, str]]:
    """(speaker, cue, content) of each statement."""
    text = reading.document.slice
    return [
        (
            c.by.speaker.actor.name if c.by.speaker else "",
            text(c.by.cue) if c.by.cue else "",
            " … ".join(text(s) for s in c.content),
        )
        for c in reading.claims
        if isinstance(c, Statement)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Okafor said the bridge was closed.", [("Maria Okafor", "said", "the bridge was closed")]),
        ("The bridge was closed, Maria Okafor said.", [("Maria Okafor", "said", "The bridge was closed")]),
        ("“The bridge is closed,” said Maria Okafor.", [("Maria Okafor", "said", "“The bridge is closed,”")]),
        ("According to Maria Okafor, the bridge was closed.", [("Maria Okafor", "According to", "the bridge was closed")]),
        ("The bridge was closed, according to the police.", [("police", "according to", "The bridge was closed")]),
        ("Maria Okafor, who became governor in May, warned that the river would rise.",
         [("Maria Okafor", "warned", "that the river would rise")]),
        ("“The bridge,” Maria Okafor said, “will stay closed for weeks.”",
         [("Maria Okafor", "said", "“The bridge,” … “will stay closed for weeks.”")]),
        ("A man who gave his name as Ali Ruz said the road was cut.", [("Ali Ruz", "said", "the road was cut")]),
        ("The road was closed, said Ana Sule, who claimed that the mayor had lied.",
         [("Ana Sule", "said", "The road was closed"), ("Ana Sule", "claimed", "that the mayor had lied")]),
        ('"Soldiers burned nine houses," the caption of a video by the Observer read.',
         [("Observer", "read", '"Soldiers burned nine houses,"')]),
        ("Nine people died, the prefecture said, revising the toll.",
         [("prefecture", "said", "Nine people died"), ("prefecture", "revising", "the toll")]),
        ("The bus rolled over, the prefecture said, killing nine people.",
         [("prefecture", "said", "The bus rolled over … killing nine people")]),
        ("The shortage forced the minister to admit that stocks were gone.",
         [("minister", "admit", "that stocks were gone")]),
        ("Residents of the valley said the guards were yet to arrive.",
         [("Residents of the valley", "said", "the guards were yet to arrive")]),
        ("Police in Accra Monday said that nine people had died.", [("Police in Accra", "said", "that nine people had died")]),
        ("In court on Monday, Ana Sule denied all charges, and sat down.", [("Ana Sule", "denied", "all charges")]),
        ("According to the defence, the money was repaid.", [("defence", "According to", "the money was repaid")]),
        ("All co-defendants denied the charges.", [("co-defendants", "denied", "the charges")]),
        ("Ana Sule recalled hearing a loud bang.", [("Ana Sule", "recalled", "hearing a loud bang")]),
        ("A report released by Human Rights Watch and Amnesty International says guards beat prisoners.",
         [("Human Rights Watch", "says", "guards beat prisoners"), ("Amnesty International", "says", "guards beat prisoners")]),
        ("Guards who said they had slept were dismissed.", [("Guards", "said", "they had slept")]),
        ("Officials asked residents not to be alarmed.", [("Officials", "asked", "not to be alarmed")]),
        ("Officials urged residents to leave.", [("Officials", "urged", "to leave")]),
        ("Maria Okafor called the report misleading.", [("Maria Okafor", "called", "the report misleading")]),
        ("Maria Okafor accused the firm of trying to downplay the leak.",
         [("Maria Okafor", "accused", "the firm of trying to downplay the leak")]),
        ("The firm tried to downplay the leak.", [("firm", "downplay", "the leak")]),
        ("Station Commander Mwanza, John Mrisho, said the quay was shut.", [("John Mrisho", "said", "the quay was shut")]),
        ("The road was cut in Garissa, police said. Police in the coastal city of Mombasa arrested a trader.",
         [("police", "said", "The road was cut in Garissa")]),
        ('"The bridge will hold," Ana Reyes said. "It is old. It will not fall."',
         [("Ana Reyes", "said", '"The bridge will hold," … "It is old. It will not fall."')]),
        ('"The bridge will hold," Ana Reyes said. "It is strong."',
         [("Ana Reyes", "said", '"The bridge will hold," … "It is strong."')]),
        ("The minister’s claim that the bridge was safe angered many.", [("minister", "claim", "that the bridge was safe")]),
    ],
)  # fmt: skip
def test_statements(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Maria Okafor did not say why the bridge was closed.",
        "Nobody said the bridge was closed.",
        "If the police say the bridge is closed, drivers turn back.",
        "The flood claimed 80 lives.",
        "Both countries claim the island.",
        "The firm signs a contract with the state, underscoring the worth of the mine.",
        "A nurse who asked not to be named closed the door.",
        "The director is charged with having known that the doors were locked.",
        "Villagers fed journalists documenting unsafe mines.",
        "The law obliges captains to confirm that a ship is sound.",
        "She read that the bridge was closed.",
        "The bridge was unsafe but the mayor denied it.",
        "Hundreds protested the decision.",
        "Ana Sule was accused of playing down the leak.",
        "Chad recalled its ambassador from Niger on Monday.",
        "The maker recalled a batch of toys.",
        "They should publish the names and tell the court how they died.",
        "The union's call for rallies raises fears of clashes.",
        "The government projected control.",
        "The bridge was closed on Monday.",
    ],
)
def test_no_statement(read: Read, text: str) -> None:
    assert statements(read(text)) == []


def test_a_pronoun_speaks_for_the_one_named_before(read: Read) -> None:
    text = "Maria Okafor visited the port on Monday. She said the bridge was closed."
    assert statements(read(text)) == [("Maria Okafor", "said", "the bridge was closed")]


def test_a_pronoun_does_not_speak_for_those_of_whom_its_words_tell(read: Read) -> None:
    """ "They killed him", he said: another says it. A body may speak of itself as the subject of what it says."""
    person = "The spokesman Bala Nuhu named the guard Ali Maro. Maro had left his post, he said."
    assert [s[0] for s in statements(read(person))][-1] == "Bala Nuhu"
    body = 'Peru recalled its envoy, and Chile protested. "Chile will defend its border with Peru," it said.'
    assert [s[0] for s in statements(read(body))] == ["Chile"]


def test_who_spoke_last_goes_on_speaking(read: Read) -> None:
    text = "Two pilots will be questioned, port officials said. They said the owner may be fined."
    assert [s[0] for s in statements(read(text))] == ["port officials", "port officials"]


def test_a_quotation_that_fills_a_paragraph_is_of_who_spoke_before_it(read: Read) -> None:
    text = "The Star rang the mayor, Ada Obi, who disputed the findings.\n\n“They have not been here once in nine years.”\n"
    assert statements(read(text)) == [
        ("Ada Obi", "disputed", "the findings"),
        ("Ada Obi", "", "“They have not been here once in nine years.”"),
    ]
    assert len(statements(read(text.replace("who disputed the findings", "at home")))) == 0  # nobody speaks


def test_an_outlet_that_quotes_is_on_the_way(read: Read) -> None:
    reading = read("Reuters quoted Maria Okafor as saying the bridge was closed.")
    (statement,) = [c for c in reading.claims if isinstance(c, Statement)]
    assert statement.by.speaker is not None
    assert statement.by.speaker.actor.name == "Maria Okafor"
    assert [n.actor.name for n in statement.by.via] == ["Reuters"]


def test_a_colon_leads_to_the_quotation_below(read: Read) -> None:
    text = "Maria Okafor criticised the operator:\n\n“They knew for years that the bridge was not safe.”\n"
    ((speaker, cue, content),) = statements(read(text))
    assert (speaker, cue) == ("Maria Okafor", "criticised")
    assert content.endswith("“They knew for years that the bridge was not safe.”")


def test_a_signature_names_the_speaker(read: Read) -> None:
    text = "Reactions came in quickly.\n\n“They knew for years that the bridge was not safe.”\nMaria Okafor (@mokafor) via X\n"
    assert statements(read(text)) == [("Maria Okafor", "", "“They knew for years that the bridge was not safe.”")]


def test_two_speakers_are_two_rows(read: Read) -> None:
    text = "Maria Okafor and Jan Novak said the bridge was closed."
    assert [s[0] for s in statements(read(text))] == ["Maria Okafor", "Jan Novak"]


def test_a_headline_does_not_say_again_what_the_text_says(read: Read) -> None:
    text = "Governor warns of rising river\n\nGovernor Maria Okafor warned on Monday that the river would rise by two metres.\n"
    assert [s[0] for s in statements(read(text))] == ["Maria Okafor"]


@pytest.mark.parametrize(("title", "speaker"), [
    ("Dozens killed in strike on market: Activists", "Activists"),
    ("Police: Three killed in market blast", "Police"),
    ("Dozens killed in strike: Mayor Ada Obi", "Ada Obi"),
    ("Sudan war: Dozens killed in strike on market", None),
    ("Live: Dozens killed in strike on market", None),
    ("Dozens killed in strike on market: Sudan", None),
])  # fmt: skip
def test_a_headline_names_its_source_at_a_colon(read: Read, title: str, speaker: str | None) -> None:
    found = statements(read(f"{title}\n\nThe war began in April. Nobody knows what comes next for the town.\n"))
    assert [s[0] for s in found] == ([] if speaker is None else [speaker])


def test_a_quotation_cut_off_from_its_speaker(read: Read) -> None:
    text = '"The brakes failed on the long descent," Governor Maria Okafor told state television. Nobody was hurt.'
    assert [s[0] for s in statements(read(text))] == ["Maria Okafor"]
