"""Figures: what is counted, of whom, within which bounds, on whose word; and numbers that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Figure, Reading

Read = Callable[..., Reading]


def figures(reading: Reading) -> list[Figure]:
    return [c for c in reading.claims if isinstance(c, Figure)]


def rows(reading: Reading) -> list[tuple[str, str, int | None, int | None, str]]:
    return [
        (f.measure.value, f.victims.value, f.low, f.high, f.by.speaker.actor.name if f.by.speaker else "")
        for f in figures(reading)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fourteen miners were killed on Tuesday.", [("killed", "workers", 14, 14, "")]),
        ("The blast killed 26 civilians and 14 soldiers.", [("killed", "civilians", 26, 26, ""), ("killed", "security", 14, 14, "")]),
        ("At least 63 villagers are dead and 140 wounded.", [("killed", "civilians", 63, None, ""), ("injured", "civilians", 140, 140, "")]),
        ("Two nurses put the death toll at 37.", [("killed", "people", 37, 37, "nurses")]),  # the nurses are not counted
        ("At least 45 rafters lost their lives.", [("killed", "people", 45, None, "")]),
        ("The remaining 130 pupils held captive were freed.", [("freed", "children", 130, 130, "")]),
        ("Two suicide bombers were shot down.", [("injured", "militants", 2, 2, "")]),
        ("They came at night, killing a man identified as Ali Maro and 17 other villagers.", [("killed", "people", 1, 1, ""), ("killed", "civilians", 17, 17, "")]),
        ("Two people, a woman and girl, were killed.", [("killed", "people", 2, 2, ""), ("killed", "women", 1, 1, ""), ("killed", "children", 1, 1, "")]),
        ("The imam spoke of seven martyrs.", [("killed", "people", 7, 7, "imam")]),
        ("Although the official toll is 65, aid agencies claim that thousands are missing.",
         [("killed", "people", 65, 65, "official toll"), ("missing", "people", None, None, "aid agencies")]),
        ("The army said six villagers had died in Kano, two in Jos.",
         [("killed", "civilians", 6, 6, "army"), ("killed", "civilians", 2, 2, "army")]),
        ("Cholera killed 58 people and sickened about 1,300 others.", [("killed", "people", 58, 58, "")]),
        ("The flood killed 12 people and cut off a million villagers, of whom nearly 200 fled their homes.",
         [("killed", "people", 12, 12, ""), ("displaced", "people", 200, 200, "")]),
        ("Eleven civilians were killed in the ruins, including five hospitals.", [("killed", "civilians", 11, 11, "")]),
        ("Seven people drowned, raising the toll to 25.", [("killed", "people", 7, 7, ""), ("killed", "people", 25, 25, "")]),
        ("Police confirmed three deaths in Kano, two in Jos, and one in Kaduna.",
         [("killed", "people", 3, 3, "Police"), ("killed", "people", 2, 2, "Police"), ("killed", "people", 1, 1, "Police")]),
        ("Police confirmed three deaths in Kano, two arrests and one fire.",
         [("killed", "people", 3, 3, "Police"), ("detained", "people", 2, 2, "Police")]),
        ("Ada Obi, who placed the number of those killed at seven, left.", [("killed", "people", 7, 7, "Ada Obi")]),
        ("The agency said six of its pupils were among the 18 fatalities.",
         [("killed", "children", 6, 6, "agency"), ("killed", "people", 18, 18, "agency")]),
        ("The agency said six of its pupils were among the visitors.", []),
        ("The landslide left 48 people dead.", [("killed", "people", 48, 48, "")]),
        ("Gunmen abducted 20 pupils near Kaduna.", [("abducted", "children", 20, 20, "")]),
        ("Police arrested up to 90 protesters.", [("detained", "civilians", None, 90, "")]),
        ("The death toll rose to 34.", [("killed", "people", 34, 34, "")]),
        ("The crash claimed 80 lives.", [("killed", "people", 80, 80, "")]),
        ("The number of injured stood at 12.", [("injured", "people", 12, 12, "")]),
        ("Dozens of villagers have been displaced.", [("displaced", "civilians", None, None, "")]),
        ("Eighteen abductions were recorded in May.", [("abducted", "people", 18, 18, "")]),
        ("The raid killed 33 people, including five women.", [("killed", "people", 33, 33, ""), ("killed", "women", 5, 5, "")]),
        ("Divers recovered the bodies of at least 16 sailors.", [("killed", "security", 16, None, "")]),
        ("More than 120 people were killed, among them 92 rebels.", [("killed", "people", 120, None, ""), ("killed", "militants", 92, 92, "")]),
        ("Twelve people, three of them children, were hurt.", [("injured", "people", 12, 12, ""), ("injured", "children", 3, 3, "")]),
        ("Injured: 88, of whom 12 critically.", [("injured", "people", 88, 88, ""), ("injured", "people", 12, 12, "")]),
        ("The deaths of 29 inmates, who were shot in the yard, angered many.", [("killed", "people", 29, 29, "")]),
        ("At least 112 people were taken to hospital.", [("injured", "people", 112, None, "")]),
        ("The bodies of 12 sailors were taken to hospital.", [("killed", "security", 12, 12, "")]),
        ("Soldiers shot dead three protesters.", [("killed", "civilians", 3, 3, "")]),
        ("The officials confirmed 44 civilian and 12 military deaths.", [("killed", "civilians", 44, 44, "officials"), ("killed", "security", 12, 12, "officials")]),
        ("Wardens said 19 hikers were killed and over 70 others were injured by the rockfall.",
         [("killed", "civilians", 19, 19, "Wardens"), ("injured", "civilians", 70, None, "Wardens")]),
        ("Seven people were killed or wounded.", [("other", "people", 7, 7, "")]),
        ("Rebels claimed to have killed 84 soldiers and captured 18—figures that officials dispute.",
         [("killed", "security", 84, 84, "Rebels"), ("abducted", "security", 18, 18, "Rebels")]),
        ("The office listed 52 dead, including 14 children, and at least 29 missing.",
         [("killed", "people", 52, 52, "office"), ("killed", "children", 14, 14, "office"), ("missing", "people", 29, None, "office")]),
        ("Officers reported the elimination of 145 militants.", [("killed", "militants", 145, 145, "Officers")]),
        ("He estimated the rebels in the valley at between 200 and 250.", [("strength", "militants", 200, 250, "")]),
        ("The $60-billion road was cut.", [("money", "other", 60 * 10**9, 60 * 10**9, "")]),
        ("Miners said the death toll was 60. Owners put it at nearly 20.",
         [("killed", "people", 60, 60, "Miners"), ("killed", "people", 20, 20, "Owners")]),
        ("The storm killed 12 people. Officials put it at 4 on their scale.", [("killed", "people", 12, 12, "")]),
        ("Doctors said more than nine of those killed were soldiers.", [("killed", "security", 9, None, "Doctors")]),
        ("Of those injured, nine were guards.", [("injured", "security", 9, 9, "")]),
        ("Of those who came, nine were guards.", []),
        ("The toll was 90, higher than the figure of 61 released by the clinic.",
         [("killed", "people", 90, 90, ""), ("killed", "people", 61, 61, "clinic")]),
        ("The union's count of 90 dead was rejected.", [("killed", "people", 90, 90, "union")]),
        ("The army's death toll rose to 12.", [("killed", "security", 12, 12, "")]),
        ("Rebels released 61 villagers.", [("freed", "civilians", 61, 61, "")]),
        ("The toll may reach as many as 45.", [("killed", "people", None, 45, "")]),
        ("One man who was injured died later.", [("killed", "people", 1, 1, "")]),
        ("The shelling killed 15 soldiers, injured 11 guards and 23 civilians.",
         [("killed", "security", 15, 15, ""), ("injured", "security", 11, 11, ""), ("injured", "civilians", 23, 23, "")]),
    ],
)  # fmt: skip
def test_counts(read: Read, text: str, expected: list[object]) -> None:
    assert rows(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The 35-year-old was killed.",
        "An injured passenger told the paper that the driver had slept.",
        "One guard who escaped from the depot told the court that the gate was open.",
        "Ali Khan, 40, was killed.",
        "In 2019 the mayor was killed.",
        "The blast could kill 100 people.",
        "If the dam breaks, 300 people will die.",
        "The navy said it shot down two MiG-29 fighters.",
        "Five strategic bombers were shot down.",
        "The tally of those rescued and killed reached 287.",
        "Ada Obi said it was not true that nine people had been killed.",
        "If they are saying that guards killed nine people, they should name them.",
        "No one was killed.",
        "It was the third attack this year.",
        "The fire destroyed 40 houses.",
        "Resolution 2231 was adopted.",
        "They fired a 155 mm shell.",
        "The 22nd Brigade killed the commander.",
        "Turnout rose by 12 percent.",
    ],
)
def test_no_count(read: Read, text: str) -> None:
    assert rows(read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor said 12 people had died.", [("killed", "people", 12, 12, "governor")]),
        ("Nine people drowned, according to the coast guard.", [("killed", "people", 9, 9, "coast guard")]),
        # what a clause tells of a thing that was condemned is the outlet's own word
        ("The governor condemned the attack that killed 12 people.", [("killed", "people", 12, 12, "")]),
        ("The official death toll includes 38 miners.", [("killed", "workers", 38, 38, "official death toll")]),
        ("The death toll includes 38 miners.", [("killed", "workers", 38, 38, "")]),
        # somebody tells what a part of himself found
        (
            "The Cooperative for Peace said its inspectors found that 20 people were killed.",
            [("killed", "people", 20, 20, "Cooperative for Peace")],
        ),
        ("Farmers accused the militia of killing at least 38 herders.", [("killed", "civilians", 38, None, "Farmers")]),
        # a clause about a thing, right before who says it
        (
            "The war has worsened the crisis, which has displaced over 3,000 people, according to the United Nations.",
            [("displaced", "people", 3000, None, "United Nations")],
        ),
        (
            "The war, which has displaced over 3,000 people, is a disaster, according to the United Nations.",
            [("displaced", "people", 3000, None, "")],
        ),
        # an outlet that somebody speaks through is not the one who counts
        ("The governor said 12 people had died, Reuters reported.", [("killed", "people", 12, 12, "governor")]),
        ("Reuters reported that 12 people had died.", [("killed", "people", 12, 12, "Reuters")]),
    ],
)
def test_claimants(read: Read, text: str, expected: list[object]) -> None:
    assert rows(read(text)) == expected


def test_a_part_points_at_its_whole(read: Read) -> None:
    whole, part = figures(read("The flood killed 33 people, including five women."))
    assert whole.part_of is None
    assert part.part_of == whole.number


def test_the_characters_of_a_figure(read: Read) -> None:
    reading = read("On Monday, at least 31 sailors drowned off Tema.")
    (figure,) = figures(reading)
    assert reading.document.slice(figure.span) == "at least 31 sailors drowned"
    assert figure.number is not None
    assert reading.document.slice(figure.number) == "at least 31"


def test_a_headline_does_not_say_again_what_the_text_says(read: Read) -> None:
    text = "Ferry sinks off Tema, 31 dead\n\nAt least 31 passengers died when a ferry sank off Tema, the coast guard said.\n"
    assert rows(read(text)) == [("killed", "civilians", 31, None, "coast guard")]


def test_two_claimants_are_two_figures(read: Read) -> None:
    text = "The army said 12 rebels were killed. A rebel spokesman said 12 rebels were killed."
    assert [f.by.speaker.actor.name for f in figures(read(text)) if f.by.speaker] == ["army", "rebel spokesman"]


def test_doubt_marks_a_figure(read: Read) -> None:
    text = "The storm drowned 12 farmers. The police disputed a toll of 14 given by the hospital."
    assert [(f.low, f.disputed) for f in figures(read(text))] == [(12, False), (14, True)]
    text = "The rebels claimed to have killed 76 soldiers. The army disputed the figure. The flood killed nine farmers."
    assert [(f.low, f.disputed) for f in figures(read(text))] == [(76, True), (9, False)]


def test_figures_that_nobody_could_verify(read: Read) -> None:
    text = "The army said 12 rebels had died. A rebel spokesman spoke of 71 dead soldiers. Neither figure could be verified."
    assert [(f.low, f.disputed) for f in figures(read(text))] == [(12, True), (71, True)]
