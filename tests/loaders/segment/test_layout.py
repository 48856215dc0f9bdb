"""Layout: what each part of a text is, for whole documents, and that no letter is lost."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.vocabulary import PartKind as P
from loaders.segment.layout import segments, wires

STORY = "A bus fell into a ravine near Cusco on Friday, killing 12 people, the police said."
MORE = "The driver, who survived, told the court that the brakes had failed on the descent."


def found(text: str, *, title: str | None = None, published: str | None = "2024-03-12") -> list[tuple[P, str]]:
    document = Document("x", text, title=title, published=published)
    return [(s.kind, document.slice(s.span)) for s in segments(document)]


def test_head_of_a_page() -> None:
    text = dedent(f"""\
        Skip to main content
        Rescuers carry a survivor up the ravine on Friday. AFP
        Peru

        Twelve die as bus falls into ravine near Cusco

        The company had lost its licence in January, and the minister promised an inquiry.

        By: Andes Desk
        5 min readUpdated: Mar 9, 2024 07:37 PM PET
        cusco bus, peru bus crash, Rescuers at the ravine near Cusco, where twelve people died. (Photo by Ana Silva)

        LIMA, Peru (AP) — {STORY}

        {MORE}
        """)
    expected = [
        (P.BOILERPLATE, "Skip to main content"),
        (P.CAPTION, "Rescuers carry a survivor up the ravine on Friday. AFP"),
        (P.BOILERPLATE, "Peru"),
        (P.HEADLINE, "Twelve die as bus falls into ravine near Cusco"),
        (P.DECK, "The company had lost its licence in January, and the minister promised an inquiry."),
        (P.BYLINE, "By: Andes Desk"),
        (P.BYLINE, "5 min readUpdated: Mar 9, 2024 07:37 PM PET"),
        (
            P.CAPTION,
            "cusco bus, peru bus crash, Rescuers at the ravine near Cusco, where twelve people died. (Photo by Ana Silva)",
        ),
        (P.DATELINE, "LIMA, Peru (AP)"),
        (P.PARAGRAPH, STORY),
        (P.PARAGRAPH, MORE),
    ]
    assert found(text) == expected
    assert found(text, title="Twelve die as bus falls into ravine near Cusco | Andes Courier") == expected


def test_a_known_title_is_found_below_other_lines() -> None:
    text = f"Storm nears Fiji as islanders fill sandbags\n\nBus falls into ravine, killing twelve\n\n{STORY}"
    assert found(text, title="Bus falls into ravine, killing twelve") == [
        (P.DECK, "Storm nears Fiji as islanders fill sandbags"),
        (P.HEADLINE, "Bus falls into ravine, killing twelve"),
        (P.PARAGRAPH, STORY),
    ]


def test_a_foretaste_that_the_text_repeats() -> None:
    taste = STORY[:60] + "…"
    assert found(f" date 2024-03-10 {taste}\n\n{STORY}") == [(P.BYLINE, "date 2024-03-10"), (P.DECK, taste), (P.PARAGRAPH, STORY)]


@pytest.mark.parametrize("text", [
    STORY,
    f"{STORY} {MORE}",
    f"{STORY}\n{MORE}",
    f"{STORY}\r\n\r\n{MORE}",
    f"also fled the town, aid workers said, and the road was cut.\n{STORY}",
    f"{STORY}\n{MORE}\nThe judge, who had",  # cut off
    f"{STORY}\n\nThe UN said 80 people had fled.\n\nIt asked for help, and warned that food",
    "“Join us,” the general told protesters in Dhaka.\n\nIf you are in the area, please contact police, the force said.",
    "Silva: We won the vote and nobody can take it from us.\n\nCosta: You lost it, and you know that very well.",
    f"\xa0\xa0{STORY}\xa0\n\u200b\n\xa0{MORE}",
    " ".join([STORY, MORE] * 300),
])  # fmt: skip
def test_prose_is_prose(text: str) -> None:
    document = Document("x", text, published="2024-03-12")
    assert {s.kind for s in segments(document)} == {P.PARAGRAPH}


def test_sections_lead_ins_and_bullets() -> None:
    text = dedent(f"""\
        {STORY}

        What the Ministry Says:

        According to officials in the capital:

          • The brakes had failed.
          • The road was wet.

        {MORE}

        Flood toll so far

        Killed: 12
        Injured: 40
        """)
    document = Document("x", text)
    parts = segments(document)
    assert [(s.kind, document.slice(s.span), s.section, document.slice(s.lead) if s.lead else None) for s in parts] == [
        (P.PARAGRAPH, STORY, None, None),
        (P.HEADING, "What the Ministry Says:", None, None),
        (P.PARAGRAPH, "According to officials in the capital:", "What the Ministry Says:", None),
        (P.LIST_ITEM, "The brakes had failed.", "What the Ministry Says:", "According to officials in the capital:"),
        (P.LIST_ITEM, "The road was wet.", "What the Ministry Says:", "According to officials in the capital:"),
        (P.PARAGRAPH, MORE, "What the Ministry Says:", None),
        (P.HEADING, "Flood toll so far", None, None),
        (P.LIST_ITEM, "Killed: 12", "Flood toll so far", None),
        (P.LIST_ITEM, "Injured: 40", "Flood toll so far", None),
    ]


def test_a_box_of_main_points_that_lost_its_bullets() -> None:
    text = (
        f"Bus falls into ravine near Cusco\n\nKey Points\n\nThe bus had no licence.\nThe brakes had failed.\n\n{STORY}\n\n{MORE}"
    )
    document = Document("x", text)
    assert [(s.kind, s.section) for s in segments(document)] == [
        (P.HEADLINE, None),
        (P.HEADING, None),
        (P.LIST_ITEM, "Key Points"),
        (P.LIST_ITEM, "Key Points"),
        (P.PARAGRAPH, None),
        (P.PARAGRAPH, None),
    ]


def test_a_post_and_who_signs_it() -> None:
    text = f"{STORY}\n\n“The road was never safe. We said so for years.”\nAna Silva (@anasilva), Feb 3, 2024\n\n{MORE}"
    document = Document("x", text, published="2024-03-12")
    assert [(s.kind, s.anchor) for s in segments(document)] == [
        (P.PARAGRAPH, None),
        (P.POST, "2024-02-03"),
        (P.POST, "2024-02-03"),
        (P.PARAGRAPH, None),
    ]


def test_a_timeline() -> None:
    text = f"{STORY}\n\nTimeline\n2011 – The road opens.\nJan 3, 2024 – A first bus falls.\n10:15 GMT - Police close the road."
    document = Document("x", text, published="2024-03-12")
    assert [(s.kind, s.anchor, s.section) for s in segments(document)] == [
        (P.PARAGRAPH, None, None),
        (P.HEADING, None, None),
        (P.TIMELINE_ENTRY, "2011", "Timeline"),
        (P.TIMELINE_ENTRY, "2024-01-03", "Timeline"),
        (P.TIMELINE_ENTRY, None, "Timeline"),
    ]


@pytest.mark.parametrize(("line", "kind"), [
    ("Who runs the company?", P.HEADING),
    ("QUESTION: Who runs the company?", P.PARAGRAPH),
    ("10:15 GMT", P.BYLINE),
    ("‘The road was never really safe’", P.PARAGRAPH),  # as likely words of somebody's
    ("The ‘foreign hand’ argument", P.HEADING),
    ("Government Version: “Brakes Failed — No Blame”", P.HEADING),
    ("The minister called it “a dark day”", P.PARAGRAPH),
    ("''We lost the road,'' she said, ''and the bus.''", P.PARAGRAPH),
    ("Two men died. A third", P.HEADING),
    ("The police came in good time. A third man", P.PARAGRAPH),
    ("The company, which had no licence, and its owner,", P.PARAGRAPH),
])  # fmt: skip
def test_short_lines_between_paragraphs(line: str, kind: P) -> None:
    assert found(f"{STORY}\n\n{line}\n\n{MORE}") == [(P.PARAGRAPH, STORY), (kind, line), (P.PARAGRAPH, MORE)]


def test_a_table() -> None:
    assert found(f"{STORY}\n\n| Town | Dead |\n| Puno | 4 |\n\n{MORE}") == [
        (P.PARAGRAPH, STORY),
        (P.TABLE_ROW, "| Town | Dead |"),
        (P.TABLE_ROW, "| Puno | 4 |"),
        (P.PARAGRAPH, MORE),
    ]


def test_the_foot_of_a_page() -> None:
    text = dedent(f"""\
        {STORY}

        Article continues after the advertisement

        {MORE}

        (With inputs from Andina)

        Andes Desk

        The Andes Desk delivers news from five countries, and its team works day and night.

        Suggested Reading:

        Storm nears Fiji as islanders fill sandbags
        Harare Votes in Third Round
        """)
    assert found(text) == [
        (P.PARAGRAPH, STORY),
        (P.BOILERPLATE, "Article continues after the advertisement"),
        (P.PARAGRAPH, MORE),
        (P.BYLINE, "(With inputs from Andina)"),
        (P.BOILERPLATE, "Andes Desk"),
        (P.BOILERPLATE, "The Andes Desk delivers news from five countries, and its team works day and night."),
        (P.BOILERPLATE, "Suggested Reading:"),
        (P.BOILERPLATE, "Storm nears Fiji as islanders fill sandbags"),
        (P.BOILERPLATE, "Harare Votes in Third Round"),
    ]


def test_comments_end_the_story_only_below_it() -> None:
    reader = "I knew the driver, and he was a good man to all of us here."
    assert found(f"Comments\n\n{STORY}\n\n{MORE}\n\nLeave a Reply\n\n{reader}") == [
        (P.BOILERPLATE, "Comments"),
        (P.PARAGRAPH, STORY),
        (P.PARAGRAPH, MORE),
        (P.BOILERPLATE, "Leave a Reply"),
        (P.BOILERPLATE, reader),
    ]


def test_links_in_the_middle_end_with_the_next_sentence() -> None:
    assert found(f"{STORY}\n\nRelated stories\nStorm nears Fiji\nHarare votes\n\n{MORE}\n\nThe judge left.") == [
        (P.PARAGRAPH, STORY),
        (P.BOILERPLATE, "Related stories"),
        (P.BOILERPLATE, "Storm nears Fiji"),
        (P.BOILERPLATE, "Harare votes"),
        (P.PARAGRAPH, MORE),
        (P.PARAGRAPH, "The judge left."),
    ]


@pytest.mark.parametrize(("text", "expected"), [
    (f"{STORY}\n\n(With inputs from PTI and Andina)", ("PTI", "Andina")),
    (f"LIMA, Peru (AP) — {STORY}", ("AP",)),
    (f"{STORY} (Reuters)", ("Reuters",)),
    (f"{STORY} (He smiled)", ()),
    (f"LIMA (Peru) — {STORY}", ()),
    (f"{STORY}\n\nReuters contributed to this report.", ("Reuters",)),
    (f"{STORY}\n\nAna Silva and Associated Press writer Jon Lee contributed to this report.", ("Associated Press",)),
])  # fmt: skip
def test_wires(text: str, expected: tuple[str, ...]) -> None:
    document = Document("x", text)
    assert wires(document, segments(document)) == expected


_PIECES = st.sampled_from([
    "Sources", "1.", "[1] CNN: x", "[2][1]", "• item", "- item", "By Ana Silva", "Updated: Mar 9, 2025 06:12 AM GMT", f"LIMA, Peru (AP) — {STORY}", STORY,
    "3 May 2024 – fire.", "Key Points", " date 2026-01-02 ", "Related stories", "Leave a Reply", "“We won.", "Ana (@ana), Feb 3, 2024", "a | b", "Killed: 12",
    "\r\n", "\n\n", "\u2028", "\x85", "\u200b", "\xa0", "\ufeff", "Silva said:", "10:15 GMT - X", "…", "(Reuters)", "Photo: AFP", "--", "—", ":", "|",
])  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.tuples(st.sampled_from(["\n", "\n\n", " ", "\r\n"]), st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=20)).map(
        lambda p: p[0].join(p[1])
    ),
)


@given(_TEXTS, st.sampled_from([None, "2024-03-12", "2024"]), st.sampled_from([None, "Key Points", STORY]))
def test_every_letter_stands_in_one_segment(text: str, published: str | None, title: str | None) -> None:
    document = Document("x", text, published=published, title=title)
    parts = segments(document)
    end = 0
    covered: set[int] = set()
    for part in parts:
        assert end <= part.span.start < part.span.end <= len(text)
        assert document.slice(part.span).strip()
        assert part.lead is None or part.lead.end <= part.span.start
        end = part.span.end
        covered.update(range(part.span.start, part.span.end))
    assert [k for k, c in enumerate(text) if c.isalpha() and k not in covered] == []
    wires(document, parts)
