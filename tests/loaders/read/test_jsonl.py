"""JSON and JSON Lines: field names of others, and lines that are broken."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Rejected
from loaders.read import jsonl
from loaders.read.metadata import Metadata

NONE = Metadata()


def whole(text: str | bytes, given: Metadata = NONE) -> list[Document | Rejected]:
    return list(jsonl.read("dir/a.json", BytesIO(text.encode() if isinstance(text, str) else text), given))


def lines(data: bytes) -> list[Document | Rejected]:
    return list(jsonl.read_lines("a.jsonl", BytesIO(data), NONE))


def test_trafilaturas_names() -> None:
    row = {
        "title": "Fire", "author": "Ana Silva", "hostname": "hill.example", "date": "2024-03-12", "sitename": "Hill Courier", "id": None,
        "source": "https://hill.example/1", "source-hostname": "Hill Courier", "text": "Two died.\n", "raw_text": "x", "language": "en",
    }  # fmt: skip
    assert whole(json.dumps(row)) == [
        Document("a.json", "Two died.\n", "Hill Courier", "2024-03-12", "Fire", "https://hill.example/1", "en")
    ]


def test_news_pleases_names() -> None:
    row = {
        "maintext": "Two died.", "date_publish": "2024-03-12 10:00:00", "date_download": "2024-04-01", "source_domain": "hill.example",
        "title": "Fire", "url": "https://hill.example/1", "language": "en", "filename": "1.json",
    }  # fmt: skip
    assert whole(json.dumps(row)) == [
        Document("1.json", "Two died.", "hill.example", "2024-03-12", "Fire", "https://hill.example/1", "en")
    ]


def test_when_it_was_fetched_is_not_when_it_was_published() -> None:
    assert whole('{"text": "Two died.", "date_download": "2024-04-01"}') == [Document("a.json", "Two died.")]


def test_options_go_before() -> None:
    assert whole('{"text": "Two died.", "sitename": "A", "date": "2024"}', Metadata(outlet="B")) == [
        Document("a.json", "Two died.", "B", "2024")
    ]


def test_a_list() -> None:
    assert whole('[{"text": "One."}, 3, {"title": "x"}]') == [
        Document("a.json#1", "One."),
        Rejected("a.json#2", "a document is a JSON object with a field `text`"),
        Rejected("a.json#3", "no text: one of the fields text, maintext, raw_text, content, body must hold it"),
    ]
    assert whole("[]") == [Rejected("dir/a.json", "an empty list; nothing to read")]


def test_json_lines_in_a_json_file() -> None:
    assert whole('{"text": "One."}\n\n{"text": "Two."}\n') == [Document("a.json:1", "One."), Document("a.json:3", "Two.")]
    assert whole('{"text": "One.}\n{"text": "Two."}\n{"text": "Three."}') == [
        Rejected(
            "a.json:1",
            "not JSON (column 10: Unterminated string starting); each line must hold one whole object",
        ),
        Document("a.json:2", "Two."),
        Document("a.json:3", "Three."),
    ]


def test_a_broken_file() -> None:
    (told,) = whole('{\n "text": "One."\n "title": 3}')
    assert told == Rejected(
        "dir/a.json", "not JSON (line 3, column 2: Expecting ',' delimiter); mend it, or write one whole object a line"
    )


def test_each_line_stands_for_itself() -> None:
    data = (
        b'{"text": "One."}\n{"text": "Cut\n\n\xff\xfeabc\n{"text": "El Ni\xf1o"}\n{"id": 7, "text": "Two."}\n'
        + b"[" * 100_000
        + b'\n{"text": "\\ud800"}\n{"text": " "}'
    )
    assert lines(data) == [
        Document("a.jsonl:1", "One."),
        Rejected(
            "a.jsonl:2",
            "not JSON (column 10: Unterminated string starting); each line must hold one whole object",
        ),
        Rejected("a.jsonl:4", "it begins as UTF-16 and breaks off; save it as UTF-8"),
        Rejected("a.jsonl:5", "it is not UTF-8 (byte 16, line 1); save it as UTF-8"),
        Document("7", "Two."),
        Rejected("a.jsonl:7", "not JSON (nested too deeply); each line must hold one whole object"),
        Rejected("a.jsonl:8", "half a character ('\\ud800') stands in it; write the text in UTF-8 or in whole \\u pairs"),
        Rejected("a.jsonl:9", "no text: one of the fields text, maintext, raw_text, content, body must hold it"),
    ]


def test_no_lines() -> None:
    assert lines(b"\n\n") == [Rejected("a.jsonl", "it is empty")]


def test_a_line_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LARGEST", 100)
    data = b'{"text": "' + b"x" * 1000 + b'"}\n{"text": "Two."}'
    assert lines(data) == [
        Rejected("a.jsonl:1", "it has more than 20 MB; split it into documents"),
        Document("a.jsonl:2", "Two."),
    ]


@given(st.lists(st.text(min_size=1).filter(lambda t: t.strip("\ufeff \n")), min_size=1, max_size=5))
def test_texts_come_back_as_they_stand(texts: list[str]) -> None:
    data = "\n".join(json.dumps({"text": t}) for t in texts).encode()
    assert [d.text if isinstance(d, Document) else "" for d in lines(data)] == [t if t.strip() else "" for t in texts]
