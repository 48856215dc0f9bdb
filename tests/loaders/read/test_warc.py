"""Web archives: pages are documents, redirects and pictures are none, a cut archive is told once."""

from __future__ import annotations

import gzip
from io import BytesIO

from kg.model import Document, Rejected
from loaders.read.metadata import Metadata
from loaders.read.sources import read_stream

HTML = "<html><head><title>Fire</title></head><body><article><p>{} men died in a fire in the old harbour on Monday, the police said.</p></article></body></html>"


def record(kind: str, url: str, content: bytes, media: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-07T08:10:00Z\r\nWARC-Record-ID: <urn:uuid:{len(content)}>\r\n"
    return f"{head}Content-Type: {media}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def answer(number: int, body: bytes, media: str, status: str = "200 OK") -> bytes:
    content = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return record("response", f"https://h.example/{number}", content, "application/http; msgtype=response")


def archive(*, packed: bool) -> bytes:
    records = [
        record("warcinfo", "", b"software: test\r\n", "application/warc-fields"),
        answer(1, HTML.format("Two").encode(), "text/html; charset=utf-8"),
        answer(2, b"moved", "text/html", "301 Moved"),
        answer(3, b"\x89PNG", "image/png"),
        answer(4, HTML.format("Seis señores: six").encode("latin-1"), "text/html; charset=iso-8859-1"),
        answer(5, b"", "text/html"),
        answer(6, b"Three men died in a fire.", "text/plain"),
        record("conversion", "https://h.example/7", b"Four men died in a fire.", "text/plain"),
    ]
    return b"".join(gzip.compress(r) if packed else r for r in records)


def read(data: bytes) -> list[tuple[str, str]]:
    """(name, text or reason) of what an archive gives."""
    found = read_stream("x.warc", BytesIO(data), "auto", Metadata())
    return [(d.name, d.text if isinstance(d, Document) else f"! {d.reason}") for d in found]


EXPECTED = [
    ("https://h.example/1", "Two men died in a fire in the old harbour on Monday, the police said."),
    ("https://h.example/4", "Seis señores: six men died in a fire in the old harbour on Monday, the police said."),
    ("https://h.example/5", "! in x.warc: it is empty"),
    ("https://h.example/6", "Three men died in a fire."),
    ("https://h.example/7", "Four men died in a fire."),
]


def test_the_pages_of_an_archive() -> None:
    assert read(archive(packed=False)) == EXPECTED
    assert read(archive(packed=True)) == EXPECTED


def test_when_it_was_crawled_is_not_when_it_was_published() -> None:
    first = next(iter(read_stream("x.warc", BytesIO(archive(packed=False)), "auto", Metadata())))
    assert isinstance(first, Document)
    assert (first.url, first.published) == ("https://h.example/1", None)


def test_a_record_cut_short() -> None:
    data = archive(packed=False)
    cut = data[: data.index(b"Seis")]
    assert read(cut)[0] == EXPECTED[0]
    assert read(cut)[1] == ("https://h.example/4", "! in x.warc: the record is cut short; fetch the page again")


def test_a_packed_archive_cut_short() -> None:
    data = archive(packed=True)
    found = read(data[: len(data) // 2])
    assert found[0] == EXPECTED[0]
    assert found[-1][0] == "x.warc"
    assert found[-1][1].startswith("! the archive breaks off")


def test_no_archive() -> None:
    found = list(read_stream("x.warc", BytesIO(b"words, not an archive"), "warc", Metadata()))
    assert [type(f) for f in found] == [Rejected]
    only_head = record("warcinfo", "", b"software: test\r\n", "application/warc-fields")
    assert read(only_head) == [("x.warc", "! the archive holds no page of HTML or text")]
