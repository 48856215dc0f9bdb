"""A page becomes a text of all its blocks, the article told from the rest, its publication from its metadata."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.vocabulary import PartKind as P
from loaders.read import html
from loaders.read.blocks import NoMarkup, blocks, parse
from loaders.read.metadata import Metadata
from loaders.segment.layout import segments

PAGE = """<!DOCTYPE html><html lang="en-PH"><head><meta charset="utf-8"><title>Ferry sinks off Samar, 14 dead | Visayas Courier</title>
<meta property="og:site_name" content="Visayas Courier"><meta property="og:title" content="Ferry sinks off Samar, 14 dead">
<meta property="og:url" content="https://visayascourier.example/ferry-samar"><meta name="author" content="Lina Cruz">
<meta property="article:published_time" content="2024-05-07T08:10:00+08:00"><script>var x = "no text";</script></head><body>
<header><a href="/">Visayas Courier</a><nav><ul><li><a href="/p">Politics</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<main><article><header><h1>Ferry sinks off Samar, 14 dead</h1><p class="deck">Captain blamed overloading in an early report</p>
<p class="byline">By Lina Cruz</p><time datetime="2024-05-07">7 May 2024</time></header>
<figure><img src="x.jpg"><figcaption>Rescuers carry a survivor ashore in Catbalogan. Photo: Coast Guard</figcaption></figure>
<p>CATBALOGAN, Philippines — A ferry carrying more than 90 people sank on Monday off Samar, killing at least 14,
the <a href="/cg">coast guard</a> said.</p>
<p>“We heard a bang,” survivor Ana Reyes told reporters.<br>She lost her sister.</p>
<h2>What went wrong</h2>
<p>The captain, who survived, blamed overloading, according to an early report by the maritime authority.</p>
<ol><li>Passengers rescued: 61</li><li>Passengers missing: 17</li></ol>
<aside><h3>Related</h3><ul><li><a href="/a">Storm kills 3 in Leyte last week</a></li></ul></aside>
<blockquote class="twitter-tweet"><p>Search goes on through the night off Samar.</p>&mdash; Coast Guard (@cg_samar) <a href="#">May 6, 2024</a></blockquote>
<table><tr><th>Port</th><th>Dead</th></tr><tr><td>Calbayog</td><td>9</td></tr></table>
<p>The governor ordered an inquiry and suspended the operator's licence on Tuesday.</p></article></main>
<section class="comments"><h2>Comments</h2><p>What a tragedy, said my aunt.</p></section>
<footer><p>© 2024 Visayas Courier. All rights reserved.</p></footer></body></html>"""


def test_a_page() -> None:
    page = html.read("page.html", PAGE, Metadata())
    assert (page.name, page.outlet, page.published, page.title, page.url, page.language) == (
        "page.html", "Visayas Courier", "2024-05-07", "Ferry sinks off Samar, 14 dead", "https://visayascourier.example/ferry-samar", "en",
    )  # fmt: skip
    assert [(s.kind, page.slice(s.span)) for s in segments(page)] == [
        (P.BOILERPLATE, "Visayas Courier"),
        (P.BOILERPLATE, "Politics"),
        (P.BOILERPLATE, "Sport"),
        (P.HEADLINE, "Ferry sinks off Samar, 14 dead"),
        (P.DECK, "Captain blamed overloading in an early report"),
        (P.BYLINE, "By Lina Cruz"),
        (P.BYLINE, "7 May 2024"),
        (P.CAPTION, "Rescuers carry a survivor ashore in Catbalogan. Photo: Coast Guard"),
        (P.DATELINE, "CATBALOGAN, Philippines"),
        (
            P.PARAGRAPH,
            "A ferry carrying more than 90 people sank on Monday off Samar, killing at least 14, the coast guard said.",
        ),
        (P.PARAGRAPH, "“We heard a bang,” survivor Ana Reyes told reporters."),
        (P.PARAGRAPH, "She lost her sister."),
        (P.HEADING, "What went wrong"),
        (P.PARAGRAPH, "The captain, who survived, blamed overloading, according to an early report by the maritime authority."),
        (P.LIST_ITEM, "Passengers rescued: 61"),
        (P.LIST_ITEM, "Passengers missing: 17"),
        (P.BOILERPLATE, "Related"),
        (P.BOILERPLATE, "Storm kills 3 in Leyte last week"),
        (P.POST, "Search goes on through the night off Samar."),
        (P.POST, "— Coast Guard (@cg_samar) May 6, 2024"),
        (P.TABLE_ROW, "Port | Dead"),
        (P.TABLE_ROW, "Calbayog | 9"),
        (P.PARAGRAPH, "The governor ordered an inquiry and suspended the operator's licence on Tuesday."),
        (P.BOILERPLATE, "Comments"),
        (P.BOILERPLATE, "What a tragedy, said my aunt."),
        (P.BOILERPLATE, "© 2024 Visayas Courier. All rights reserved."),
    ]


def test_the_layout_covers_the_text_line_by_line() -> None:
    page = html.read("page.html", PAGE, Metadata())
    assert page.text.split("\n") == [page.slice(s.span) for s in page.layout]


def test_a_page_that_states_nothing_is_given_nothing() -> None:
    page = html.read("x", "<p>Two men died in a fire in Accra in 2019, the fire service said.</p><p>© 2021</p>", Metadata())
    assert (page.outlet, page.published, page.title, page.url, page.language) == (None, None, None, None, None)
    given_all = html.read("x", PAGE, Metadata("A", "2020", "u", "t", "fr"))
    assert (given_all.outlet, given_all.published, given_all.url, given_all.title, given_all.language) == (
        "A",
        "2020",
        "u",
        "t",
        "fr",
    )


@pytest.mark.parametrize(("markup", "text"), [
    ("<p>Two men <b>died</p><div>in Accra<p>A third lives", "Two men died\nin Accra\nA third lives"),  # never closed
    ("<ul><li>one<li>two</ul>three", "one\ntwo\nthree"),
    ("<ol start=4><li>one</li><li><p>two</p></li></ol>", "4. one\n5. two"),
    ("plain words &amp; no tags", "plain words & no tags"),
    ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a b | c"),
    ("a<br>b<script>no</script><style>no</style><!-- no -->", "a\nb"),
    ("<p>one</p>\n\n<p> \xa0 </p><p>two\nthree</p>", "one\ntwo three"),
])  # fmt: skip
def test_blocks_of_broken_and_whole_markup(markup: str, text: str) -> None:
    assert "\n".join(b.text for b in blocks(parse(markup))) == text


def test_what_markup_calls_furniture() -> None:
    markup = '<div role="navigation">a</div><p hidden>b</p><p style="display: none">c</p><header>d</header><article><header>e</header></article><p>f</p>'
    assert [(b.text, b.is_furniture) for b in blocks(parse(markup))] == [
        ("a", True), ("b", True), ("c", True), ("d", True), ("e", False), ("f", False),
    ]  # fmt: skip


def test_deep_markup_is_read() -> None:
    assert [b.text for b in blocks(parse("<div>" * 1000 + "deep" + "</div>" * 1000))] == ["deep"]


def test_nothing_to_read() -> None:
    with pytest.raises((html.NoText, NoMarkup)):
        html.read("x", "<html><head><title>t</title></head><body><script>1</script></body></html>", Metadata())
    with pytest.raises((html.NoText, NoMarkup)):
        html.read("x", "<!-- -->", Metadata())


@pytest.mark.parametrize(("data", "expected"), [
    (b"<meta charset=windows-1252>", "windows-1252"),
    (b'<META http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "Shift_JIS"),
    (b'<?xml version="1.0" encoding="iso-8859-1"?><html/>', "iso-8859-1"),
    (b"<p>charset=none</p>", None),
])  # fmt: skip
def test_the_declared_encoding(data: bytes, expected: str | None) -> None:
    assert html.declared(data) == expected


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "<li>",
                "<table><tr><td>",
                "</table>",
                "<br>",
                "<h1>",
                "<nav>",
                "</nav>",
                "<!--",
                "text",
                " a b",
                "&#0;",
                "<",
                "é",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_any_markup_gives_blocks_in_its_text(markup: str) -> None:
    try:
        page = html.read("x", markup, Metadata())
    except (html.NoText, NoMarkup):
        return
    assert isinstance(page, Document)
    assert page.text.split("\n") == [page.slice(s.span) for s in page.layout]
    assert all(page.slice(s.span).strip() for s in segments(page))
