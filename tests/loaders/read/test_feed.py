"""Feeds: an entry is a document; what is broken is told, and what stands before is read."""

from __future__ import annotations

from kg.model import Document, Rejected, Segment, Span
from kg.vocabulary import PartKind as P
from loaders.read import feed
from loaders.read.metadata import Metadata

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour News</title>
<item><title>Crane falls</title><link>https://h.example/1</link><pubDate>Tue, 05 Mar 2024 23:30:00 GMT</pubDate>
<description>&lt;p&gt;A crane fell in the port.&lt;/p&gt;&lt;p&gt;Two &amp;amp; more died.&lt;/p&gt;</description></item>
<item><title>Only a title</title><link>https://h.example/2</link></item>
<item><title>Plain</title><guid>g3</guid><description>Plain words.</description></item></channel></rss>"""

FIRST = Document(
    "https://h.example/1", "Crane falls\nA crane fell in the port.\nTwo & more died.", "Harbour News", "2024-03-05", "Crane falls", "https://h.example/1",
    layout=(Segment(P.HEADLINE, Span(0, 11)), Segment(P.PARAGRAPH, Span(12, 37)), Segment(P.PARAGRAPH, Span(38, 54))),
)  # fmt: skip
SECOND = Rejected("https://h.example/2", "the entry has no text, only a title or a link; fetch its page")


def read(text: str, given: Metadata = Metadata()) -> list[Document | Rejected]:  # noqa: B008
    return list(feed.read("feed.xml", text.encode(), given))


def test_rss() -> None:
    first, second, third = read(RSS)
    assert first == FIRST
    assert second == SECOND
    assert isinstance(third, Document)
    assert (third.name, third.text, third.published, third.url) == ("g3", "Plain\nPlain words.", None, None)


def test_atom() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title><entry><id>urn:1</id><title>Crane falls</title>
    <link href="https://h.example/1"/><published>2024-03-05T10:00:00Z</published><updated>2024-04-01T10:00:00Z</updated>
    <content type="html">&lt;p&gt;A crane fell.&lt;/p&gt;</content><summary>short</summary></entry>
    <entry><id>urn:2</id><title>x</title><updated>2024-04-01T10:00:00Z</updated><summary>A crane fell.</summary></entry></feed>"""
    one, two = read(text, Metadata(outlet="Given"))
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.name, one.text, one.outlet, one.published, one.url) == (
        "urn:1",
        "Crane falls\nA crane fell.",
        "Given",
        "2024-03-05",
        "https://h.example/1",
    )
    assert two.published is None  # updated is not published


def test_a_feed_cut_short() -> None:
    cut = RSS[: RSS.index("<item><title>Plain")]
    first, second, told = read(cut)
    assert (first, second) == (FIRST, SECOND)
    assert isinstance(told, Rejected)
    assert told.name == "feed.xml"
    assert (
        told.reason == "the feed is broken, line 5 (no element found); 2 entries before it were read; mend it or fetch it again"
    )


def test_no_feed() -> None:
    assert [type(r) for r in read("<rss><channel></channel></rss>")] == [Rejected]
    assert [type(r) for r in read("words")] == [Rejected]
    assert [type(r) for r in read("/etc/hostname")] == [Rejected]  # an address is not followed
