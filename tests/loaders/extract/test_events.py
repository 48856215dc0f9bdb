"""Events: what happened when, where and by whom, each once; and what is planned, foiled, denied, or no event at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Document, Event, Reading, Span
from kg.vocabulary import EventStatus, EventType
from loaders.extract.context import Context
from loaders.extract.events import event_at, events, occurrences
from loaders.extract.events.words import event_modifiers, event_nouns, event_verbs, modified

Contexts = Callable[..., Context]
Row = tuple[str, str, str | None, str | None, tuple[str, ...], tuple[str, ...], str]


def row(event: Event) -> Row:
    """Type, status, first and last day, places, perpetrators, label."""
    return (
        event.type.value,
        event.status.value,
        event.earliest,
        event.latest,
        tuple(p.name for p in event.places),
        tuple(n.actor.name for n in event.perpetrators),
        event.label,
    )


def rows(context: Context) -> list[Row]:
    return [row(e) for e in events(context)]


REPORTS: list[tuple[str, str, list[Row]]] = [
    (
        "2024-05-14",
        "Eleven miners were killed on Monday when a gold mine collapsed near the town of Bukavu, officials said. "
        "Rescue operations continued through the night. The collapse was the second in the region this year.",
        [("accident", "occurred", "2024-05-13", "2024-05-13", ("Bukavu",), (), "collapsed")],
    ),
    (
        "2023-08-20",
        "A ferry sank off the coast of Zanzibar on Saturday, leaving at least 31 people dead. "
        "The harbour master said the accident happened in heavy seas. The government promised a report.",
        [("accident", "occurred", "2023-08-19", "2023-08-19", ("Zanzibar",), (), "sank")],
    ),
    (
        "2024-05-14",
        "A teenager blew herself up near a shrine in Kano on Monday.",
        [
            (
                "suicide-bombing",
                "occurred",
                "2024-05-13",
                "2024-05-13",
                ("Kano",),
                (),
                "blew herself up",
            )
        ],
    ),
    (
        "2024-08-21",
        "Soldiers attempted a coup in Gabon on Monday, the government said. "
        "The presidential guard arrested twelve soldiers. No foreign troops took part.",
        [
            ("other", "foiled", "2024-08-19", "2024-08-19", ("Gabon",), (), "a coup in Gabon"),
            ("arrest", "occurred", None, None, (), ("presidential guard",), "arrested twelve soldiers"),
        ],
    ),
    (
        "2024-10-28",
        "Thousands of supporters of the opposition marched through Tbilisi on Sunday. Police detained 15 demonstrators. "
        "The opposition plans another rally in Batumi on Friday. The president fired the interior minister after the march.",
        [
            ("protest", "occurred", "2024-10-27", "2024-10-27", ("Tbilisi",), (), "marched"),
            ("arrest", "occurred", None, None, (), ("Police",), "detained 15 demonstrators"),
            ("protest", "planned", "2024-11-01", "2024-11-01", ("Batumi",), ("opposition",), "another rally in Batumi"),
        ],
    ),
    (
        "2024-03-06",
        "A drone strike killed two workers at a fuel depot in Belgorod on Tuesday, the governor said. "
        "The strike damaged three buildings. The governor denied that a second drone hit the airport.",
        [
            ("airstrike", "occurred", "2024-03-05", "2024-03-05", ("Belgorod",), (), "A drone strike"),
            ("attack", "negated", None, None, (), (), "hit the airport"),
        ],
    ),
    (
        "2021-07-09",
        "Armed men hijacked a bus near Agadez on Wednesday and abducted nine passengers. "
        "Police foiled a bombing at a market in Niamey a day later. The bandits may attack again, a trader warned.",
        [
            ("abduction", "occurred", "2021-07-07", "2021-07-07", ("Agadez",), ("Armed men",), "abducted nine passengers"),
            ("hijacking", "occurred", "2021-07-07", "2021-07-07", ("Agadez",), ("Armed men",), "hijacked a bus near Agadez"),
            ("bombing", "foiled", "2021-07-08", "2021-07-08", ("Niamey",), (), "a bombing"),
        ],
    ),
    (
        "2023-02-10",
        "A powerful earthquake struck the province of Hatay on 6 February, killing at least 900 people. "
        "The earthquake destroyed hundreds of buildings. The party hopes for a landslide victory in the election.",
        [("disaster", "occurred", "2023-02-06", "2023-02-06", ("Hatay",), (), "struck the province of Hatay")],
    ),
    (
        "2022-09-21",
        "Workers at the port of Durban began a strike over pay on Monday. "
        "On Tuesday, warplanes carried out an air strike on the town of Idlib, killing three farmers.",
        [
            (
                "protest",
                "occurred",
                "2022-09-19",
                "2022-09-19",
                ("Durban",),
                ("Workers at the port of Durban",),
                "a strike",
            ),
            ("airstrike", "occurred", "2022-09-20", "2022-09-20", ("Idlib",), (), "an air strike on the town of Idlib"),
        ],
    ),
    (
        "2020-10-22",
        "Armed men attacked a prison in Goma on Tuesday. More than 900 prisoners escaped in the attack. "
        "The Islamic State claimed responsibility for the attack. No clash took place at the army camp, a spokesman said.",
        [
            (
                "attack",
                "occurred",
                "2020-10-20",
                "2020-10-20",
                ("Goma",),
                ("Armed men", "Islamic State"),
                "attacked a prison in Goma",
            ),
            ("other", "occurred", "2020-10-20", "2020-10-20", ("Goma",), ("prisoners",), "escaped"),
            ("clash", "negated", None, None, (), (), "No clash"),
        ],
    ),
    (
        "2024-03-09",
        "Armed men kidnapped 287 pupils from a school in Kaduna on Thursday. It was the second abduction in a week. "
        "The kidnapping shocked the country. Gangs often attack schools and kidnapped more than 1,400 students in 2021.",
        [
            (
                "abduction",
                "occurred",
                "2024-03-07",
                "2024-03-07",
                ("Kaduna",),
                ("Armed men",),
                "kidnapped 287 pupils",
            )
        ],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), REPORTS, ids=[r[2][0][0] + " " + r[0] for r in REPORTS])
def test_reports(context: Contexts, published: str, text: str, expected: list[Row]) -> None:
    assert rows(context(text, published=published)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The president fired two ministers.",
        "The party won a landslide victory in the election.",
        "Critics attacked the government's budget.",
        "The candidate attacked her rival as a liar.",
        "Rebels could attack the capital, the general said.",
        "If rebels attack the capital, thousands will flee.",
        "The region is at risk of drought and floods.",
        "Gangs often attack buses in the region.",
        "The institute recorded 310 attacks in 2023.",
        "The company suspended train operations on Friday.",
        "Rescue operations continued on Monday.",
        "The minister suffered a heart attack on Monday.",
        "The team will submit its plan by March of next year.",
        "Has the army attacked the town of Goma?",
        "The stock market crashed on Monday.",
        "The guards let protesters march.",
    ],
)
def test_what_is_no_event(context: Contexts, text: str) -> None:
    assert rows(context(text, published="2024-05-02")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nurses began a strike over pay in Leeds on Monday.", EventType.PROTEST),
        ("The air force carried out a strike on the town of Kutum on Monday.", EventType.AIRSTRIKE),
        ("A gas explosion destroyed a house in Lyon on Monday.", EventType.ACCIDENT),
        ("A bomb explosion destroyed a house in Lyon on Monday.", EventType.BOMBING),
        ("A suicide attack killed six people in Kabul on Monday.", EventType.SUICIDE_BOMBING),
        ("A gun attack killed six people in Kabul on Monday.", EventType.SHOOTING),
        ("Police opened fire on protesters in Nairobi on Monday.", EventType.SHOOTING),
        ("Soldiers killed nine militants in Kano on Monday.", EventType.OPERATION),
        ("Gang members killed nine villagers in Kano on Monday.", EventType.KILLING),
        ("Rebels clashed with soldiers in Goma on Monday.", EventType.CLASH),
        ("Protesters blocked the highway near Lima on Monday.", EventType.BLOCKADE),
        ("A train derailed near Lyon on Monday.", EventType.ACCIDENT),
        ("A fire broke out in Lyon on Monday.", EventType.ACCIDENT),
        ("A forest fire broke out in Lyon on Monday.", EventType.DISASTER),
        ("Rebels hijacked a bus near Kano on Monday.", EventType.HIJACKING),
    ],
)
def test_types(context: Contexts, text: str, expected: EventType) -> None:
    assert [(e.type, e.earliest) for e in events(context(text, published="2024-05-01"))] == [(expected, "2024-04-29")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police foiled a bombing in Oslo.", EventStatus.FOILED),
        ("Two men tried to hijack a bus in Oslo.", EventStatus.FOILED),
        ("An attempted hijacking took place in Oslo.", EventStatus.FOILED),
        ("Students plan to march through Oslo.", EventStatus.PLANNED),
        ("Nurses will begin a strike over pay in Oslo.", EventStatus.PLANNED),
        ("No protest took place in Oslo.", EventStatus.NEGATED),
        ("The army denied that soldiers had shot protesters.", EventStatus.NEGATED),
        ("Rebels attacked a base in Oslo.", EventStatus.OCCURRED),
    ],
)
def test_status(context: Contexts, text: str, expected: EventStatus) -> None:
    assert [e.status for e in events(context(text))] == [expected]


def test_a_day_is_never_guessed(context: Contexts) -> None:
    """Without a day to count from, a weekday is none; a day of saying is not that of the event."""
    assert [e.earliest for e in events(context("Rebels attacked a base in Goma on Monday."))] == [None]
    said = context("The army said on Friday that rebels had attacked a base in Goma.", published="2024-05-04")
    assert [e.earliest for e in events(said)] == [None]


def test_dates_that_are_counted_from_another(context: Contexts) -> None:
    text = "In March 2022, rebels attacked a base in Goma. That same month, gunmen attacked a church in Owo."
    assert [(e.earliest, e.places[0].name) for e in events(context(text, published="2024-05-04"))] == [
        ("2022-03", "Goma"),
        ("2022-03", "Owo"),
    ]


def test_mentions_of_one_event_make_one_row(context: Contexts) -> None:
    text = (
        "Militants attacked a police station in Kano on Monday. The assault left nine people dead. "
        "Another attack killed two soldiers in Maiduguri on Tuesday."
    )
    found = occurrences(context(text, published="2024-05-02"))
    assert [(row(o.event)[2], row(o.event)[4], [text[m.start : m.end] for m in o.mentions]) for o in found] == [
        ("2024-04-29", ("Kano",), ["attacked", "assault", "dead"]),
        ("2024-04-30", ("Maiduguri",), ["attack"]),
    ]


def test_the_blast_of_an_accident_is_no_bomb(context: Contexts) -> None:
    mine = "An explosion at a coal mine near Katowice killed nine men on Monday. Ten others survived the blast."
    assert [e.type for e in events(context(mine, published="2024-05-02"))] == [EventType.ACCIDENT]
    road = "A truck hit a mine near Katowice on Monday. Ten others survived the blast."
    assert EventType.ACCIDENT not in [e.type for e in events(context(road, published="2024-05-02"))]


def test_state_and_armed_group_do_not_share_an_event(context: Contexts) -> None:
    text = "Militants attacked the town of Kano on Monday. Soldiers killed nine militants in an operation."
    assert [(e.type, [n.actor.name for n in e.perpetrators]) for e in events(context(text, published="2024-05-02"))] == [
        (EventType.ATTACK, ["militants"]),
        (EventType.OPERATION, ["Soldiers"]),
    ]


def test_the_event_of_a_clause(context: Contexts) -> None:
    text = "Militants attacked the town of Kano on Monday. The attack left nine people dead. The weather was fine."
    found = occurrences(context(text, published="2024-05-02"))
    second = Span(text.index("The attack"), text.index(" The weather"))
    assert event_at(found, second) == found[0].event
    assert event_at(found, Span(text.index("The weather"), len(text))) is None


def test_spans_and_claimant(context: Contexts) -> None:
    text = "Gunmen shot two farmers near Tamale on Sunday, police said."
    (event,) = events(context(text, published="2024-05-02"))
    assert text[event.span.start : event.span.end] == "Gunmen shot two farmers near Tamale on Sunday"
    assert event.claimant is not None and event.claimant.actor.name == "police"
    assert event.places[0].within[-1] == "Ghana"


def test_reading_holds_the_events(read: Callable[..., Reading]) -> None:
    reading = read("A bomb exploded in Cali on Thursday.", published="2025-08-22")
    assert [row(e) for e in reading.events] == [("bombing", "occurred", "2025-08-21", "2025-08-21", ("Cali",), (), "exploded")]


def test_an_arrest_of_nobody_knows_when_or_where_is_no_event(context: Contexts) -> None:
    assert events(context("Two people have been detained.")) == ()
    assert [e.type for e in events(context("Two people have been detained in Accra."))] == [EventType.ARREST]


def test_no_event_in_an_empty_text(context: Contexts) -> None:
    assert events(context("")) == ()
    assert Document("a", "").text == ""


@pytest.mark.parametrize(
    ("noun", "before", "expected"),
    [
        ("attack", ["suicide"], "suicide-bombing"),
        ("attack", ["heart"], ""),
        ("strike", ["drone"], "airstrike"),
        ("strike", ["hunger"], "protest"),
        ("operation", ["rescue"], ""),
        ("operation", ["military"], "operation"),
        ("explosion", ["gas"], "accident"),
        ("attempt", ["coup"], "="),
        ("attack", ["fierce"], None),
        ("attack", ["gun"], "shooting"),
        ("attack", ["gun", "and", "bomb"], None),
    ],
)
def test_modifiers_settle_the_type(noun: str, before: list[str], expected: str | None) -> None:
    assert modified(noun, before) == expected


def test_lexicons_name_types_of_the_ontology() -> None:
    """Reading them raises on a type that is none."""
    assert event_nouns()["earthquake"].type is EventType.DISASTER
    assert [v.type for v in event_verbs()["hijack"]] == [EventType.HIJACKING]
    kinds = {kind for found in event_modifiers().values() for _, kind in found} - {"", "="}
    assert kinds <= {t.value for t in EventType}


def test_timeline_rows_date_what_they_tell(context: Contexts) -> None:
    text = (
        "What happened in Ossa\n\nTimeline\n\n3 March 2021 – Rebels attack a police station in Goma, killing four officers.\n"
        "9 March 2021 – Thousands of people march through Kinshasa.\n"
    )
    assert [row(e)[:5] for e in events(context(text))] == [
        ("attack", "occurred", "2021-03-03", "2021-03-03", ("Goma",)),
        ("protest", "occurred", "2021-03-09", "2021-03-09", ("Kinshasa",)),
    ]


def test_the_town_of_the_report_stands_for_a_street(context: Contexts) -> None:
    text = "LYON, France — A man was shot on Rue Street on Monday. Police in Lyon are looking for a witness. The shooting shocked Lyon."
    assert [row(e)[:5] for e in events(context(text, published="2024-05-02"))] == [
        ("shooting", "occurred", "2024-04-29", "2024-04-29", ("Rue Street", "Lyon"))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A plot to blow up the Kelani bridge was foiled on Monday.", EventStatus.FOILED),
        ("Villagers thwarted an attempt by bandits to kidnap pupils in Kaduna.", EventStatus.FOILED),
        ("A bomb plot in Oslo was uncovered by police.", EventStatus.FOILED),
        ("Students called off a march through Lima.", EventStatus.NEGATED),
        ("The union cancelled a rally in Leeds planned for Sunday.", EventStatus.NEGATED),
        ("The union postponed a rally in Leeds.", EventStatus.PLANNED),
        ("Nobody was arrested in Leeds.", EventStatus.NEGATED),
        ("She has called for a general strike on Friday.", EventStatus.PLANNED),
        ("Students held a rally in Leeds on Sunday.", EventStatus.OCCURRED),
    ],
)
def test_aims_and_what_was_called_off(context: Contexts, text: str, expected: EventStatus) -> None:
    assert [e.status for e in events(context(text, published="2024-05-02"))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The minister has a plan to attack poverty in Peru.",
        "Wherever you go in Goma, they will shoot you.",
        "The Nikkei sank on Monday.",
        "A photo shows the pool filled with water.",
        "It was gathered that the victims live in Lagos.",
        "The patient had a cardiac arrest on Monday.",
        "The company said its workers feel under attack.",
        "The group threatened more attacks.",
    ],
)
def test_what_only_sounds_like_an_event(context: Contexts, text: str) -> None:
    assert rows(context(text, published="2024-05-02")) == []


DOERS: list[tuple[str, list[str]]] = [
    ("Rebels said they, and not the army, had bombed the market in Goma on Monday.", ["Rebels"]),
    ("The army, not the rebels, attacked the village of Toro on Monday.", ["army"]),
    ("The minister accused Eritrea of shelling the town of Badme on Tuesday.", ["Eritrea"]),
    ("The army admitted shelling the town of Badme on Tuesday.", ["army"]),
    ("The shooting of two policemen in Goma on Monday shocked the country.", []),
    ("The Goma attack of 3 May killed two farmers.", []),
    ("Bandits failed in a bid to kidnap pupils in Kaduna on Monday.", ["Bandits"]),
    ("Villagers thwarted an attempt by bandits to kidnap pupils in Kaduna on Sunday.", ["bandits"]),
    ("The union in Sirte protested the killing of two pupils on Tuesday.", []),
    ("Nurses in Sirte took a boy to a clinic after the attack on Tuesday.", []),
    ("A Chadian strike killed two boys near Sirte on Tuesday.", ["Chad"]),
    ("A Chadian strike shut shops in Sirte on Tuesday.", []),  # perhaps of workers
    ("Bandits attacked the police headquarters in Goma on Tuesday.", ["Bandits"]),
    ("An army raid killed nine rebels near Sirte on Tuesday.", ["army"]),
    ("An army ambush killed nine people near Sirte on Tuesday.", []),  # by or upon them
    ("Police in Kano killed nine marchers in a protest against the tax on Tuesday.", []),
    ("After launching its coup in Mali on Monday, the junta closed the airport.", ["Mali"]),
    ("A landmine killed two soldiers near Sirte on Tuesday.", []),
    ("No group claimed responsibility for the bombing in Mogadishu on Monday.", []),
]


@pytest.mark.parametrize(("text", "expected"), DOERS, ids=[d[0] for d in DOERS])
def test_who_did_it(context: Contexts, text: str, expected: list[str]) -> None:
    """Those who are ruled out, who accuse, who suffer it and places before the noun are not doers."""
    assert [n.actor.name for e in events(context(text, published="2024-05-09")) for n in e.perpetrators] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A landmine killed two soldiers near Sirte on Tuesday.", (EventType.BOMBING, "Sirte")),
        ("The Saint Brigid sank off the coast of Ghana on Tuesday.", (EventType.ACCIDENT, "Ghana")),
        ("A ferry went down off Zanzibar on Tuesday.", (EventType.ACCIDENT, "Zanzibar")),
        ("Demonstrators reached the parliament in Tunis on Tuesday.", (EventType.PROTEST, "Tunis")),
        ("Three people have died of gunshot wounds in Lagos on Tuesday.", (EventType.SHOOTING, "Lagos")),
        ("Rebels fired rockets at the airport of Goma on Tuesday.", (EventType.BOMBING, "Goma")),
        ("The inmates were captured in Leeds on Tuesday.", (EventType.ARREST, "Leeds")),
        ("Men set fire to a fuel depot in Port Harcourt on Tuesday.", (EventType.ATTACK, "Port Harcourt")),
        ("Relatives scuffled with police in Lima on Tuesday.", (EventType.CLASH, "Lima")),
        ("Oil leaked from a pipeline near Warri on Tuesday.", (EventType.ACCIDENT, "Warri")),
    ],
)
def test_more_types(context: Contexts, text: str, expected: tuple[EventType, str]) -> None:
    found = events(context(text, published="2024-05-09"))
    assert [(e.type, e.places[0].name, e.earliest) for e in found] == [(*expected, "2024-05-07")]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        # a time of day without a day, and what has happened as the report begins: that day or the one before
        ("A man was shot in Leeds. Police were called to the street at about 9:30 p.m.", "2024-05-08", "2024-05-09"),
        ("Four people have been shot at a bar in Leeds.", "2024-05-08", "2024-05-09"),
        ("A man was shot in Leeds.", None, None),
        # of the day of a charge, a death in hospital, a tally, none is that of the event
        ("A man was charged on Tuesday in the shooting of a guard in Leeds.", None, None),
        ("A guard was shot in Leeds. He died in hospital on Tuesday.", None, None),
        ("A guard was shot in Leeds. Officers were called to the bank on Tuesday.", "2024-05-07", "2024-05-07"),
        ("The police say the shooting on Tuesday of a guard in Leeds was an accident.", "2024-05-07", "2024-05-07"),
    ],
)
def test_the_day_of_the_scene(context: Contexts, text: str, earliest: str | None, latest: str | None) -> None:
    (event,) = events(context(text, published="2024-05-09"))
    assert (event.earliest, event.latest) == (earliest, latest)


def test_years_and_days_counted_from_an_event(context: Contexts) -> None:
    text = (
        "In 2011 a dam burst near Kisumu. Two years later a mine collapsed near Bukavu. "
        "On Monday two boys found a grenade in Goma. That day gunmen shot a teacher in Lagos."
    )
    assert [row(e)[2:5] for e in events(context(text, published="2024-05-09"))] == [
        ("2011", "2011", ("Kisumu",)),
        ("2013", "2013", ("Bukavu",)),
        ("2024-05-06", "2024-05-06", ("Lagos",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the police of a town are at work where it is; a quarter of it is no town
        (
            "Two men were shot on Mill Street on Monday.\n\nLeeds police said the men were walking home. Leeds police found a gun.",
            ("Mill Street", "Leeds"),
        ),
        (
            "YORK, England — Two men were shot in the Holgate section of York on Monday.",
            ("York",),
        ),
        # an event in another town is not in the dateline's
        ("NAIROBI, Kenya — Gunmen shot two farmers in Kisumu on Monday.", ("Kisumu",)),
        # what went on at the scene tells where it was
        ("Gunmen shot two farmers on Monday in a school sheltering villagers in Kano.", ("Kano",)),
        # an airline is no place
        ("Ten people died on Monday in the crash of an Air India plane in Kano.", ("Kano",)),
        ("Armed men moved to Kano, where gunmen shot two farmers on Monday.", ("Kano",)),
        ("Two girls were shot in a house in Aurora, Illinois, on Monday.", ("Aurora",)),
    ],
)
def test_the_town_of_an_event(context: Contexts, text: str, expected: tuple[str, ...]) -> None:
    (event,) = events(context(text, published="2024-05-09"))
    assert tuple(p.name for p in event.places) == expected


def test_a_live_page_tells_of_its_own_day(context: Contexts) -> None:
    text = "Protests in Tunis: live updates\n\nPolice say they have arrested 86 people.\n\nMarchers have reached the parliament in Tunis."
    assert [row(e)[:5] for e in events(context(text, published="2024-05-09"))] == [
        ("arrest", "occurred", "2024-05-09", "2024-05-09", ()),
        ("protest", "occurred", "2024-05-09", "2024-05-09", ("Tunis",)),
    ]


def test_a_timeline_day_on_which_something_is_only_confirmed(context: Contexts) -> None:
    text = (
        "Kidnapping in Kaduna\n\nTimeline\n\n27 May 2024 – Gunmen abduct dozens of pupils from a school in Kaduna.\n"
        "29 May 2024 – The governor confirms that 35 pupils have been abducted.\n"
    )
    assert [(e.type, e.earliest) for e in events(context(text))] == [(EventType.ABDUCTION, "2024-05-27")]
