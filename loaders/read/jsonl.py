"""JSON and JSON Lines into documents, with the field names of trafilatura and of news-please."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePath
from typing import Any, BinaryIO

from kg.model import Document, Rejected
from loaders.read.decode import LARGEST, Undecodable, decode, too_long
from loaders.read.metadata import Metadata, day

# Ours -> theirs, the first that is there counts. When a page was fetched is not when it was published.
_TEXT = ("text", "maintext", "raw_text", "content", "body")
_FIELDS = {
    "outlet": ("outlet", "sitename", "source-hostname", "source_domain", "hostname", "publisher", "domain"),
    "published": ("published", "date", "date_publish", "date_published", "publication_date", "pubDate"),
    "url": ("url", "link", "source"),
    "title": ("title", "headline"),
    "language": ("language", "lang"),
}
_NAMES = ("id", "name", "filename", "url")


def _one(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def document(row: object, name: str, given: Metadata) -> Document | Rejected:
    """The document of one JSON object; it is named by its own id where it has one. The text is taken as it stands."""
    if not isinstance(row, dict):
        return Rejected(name, "a document is a JSON object with a field `text`")
    text = _one(row, _TEXT)
    own_name = _one(row, _NAMES) or name
    if text is None:
        return Rejected(own_name, f"no text: one of the fields {', '.join(_TEXT)} must hold it")
    found = {k: _one(row, v) for k, v in _FIELDS.items()}
    if found["url"] is not None and "://" not in found["url"]:
        found["url"] = None
    for value in (text, own_name, *found.values()):
        try:
            (value or "").encode()
        except UnicodeEncodeError as error:
            return Rejected(
                name,
                f"half a character ({error.object[error.start]!a}) stands in it; write the text in UTF-8 or in whole \\u pairs",
            )
    own = Metadata(
        found["outlet"], day(found["published"]), found["url"], found["title"], (found["language"] or "")[:2].lower() or None
    )
    known = given.over(own)
    return Document(own_name, text, known.outlet, known.published, known.title, known.url, known.language)


def _parsed(text: str) -> object:
    """The value of a JSON text. Raises ValueError."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _where(error: ValueError, *, with_line: bool) -> str:
    """What is wrong with a JSON text, and where."""
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    line = f"line {error.lineno}, " if with_line else ""
    return f"{line}column {error.colno}: {error.msg.removesuffix(' at')}"


def _of_line(line: bytes, place: str, given: Metadata) -> Document | Rejected:
    try:
        return document(_parsed(decode(line.rstrip(b"\r\n"))), place, given)
    except Undecodable as error:
        return Rejected(place, str(error))
    except ValueError as error:
        return Rejected(place, f"not JSON ({_where(error, with_line=False)}); each line must hold one whole object")


def _lines(name: str, stem: str, stream: BinaryIO, head: list[bytes], given: Metadata) -> Iterator[Document | Rejected]:
    """The documents of some lines, and of those that a stream still holds."""
    some = False
    for number, start in enumerate(chain(head, iter(lambda: stream.readline(LARGEST + 1), b"")), 1):
        line = start
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST)
            yield Rejected(f"{stem}:{number}", too_long())
        elif line.strip():
            yield _of_line(line, f"{stem}:{number}", given)
        some = some or bool(line.strip())
    if not some:
        yield Rejected(name, "it is empty")


def read_lines(name: str, stream: BinaryIO, given: Metadata) -> Iterator[Document | Rejected]:
    """The documents of JSON Lines, one line at a time; a line that is cut short or too long is one rejected."""
    yield from _lines(name, PurePath(name).name, stream, [], given)


def read(name: str, stream: BinaryIO, given: Metadata) -> Iterator[Document | Rejected]:
    """The documents of a JSON file: an object, a list of them, or, where that is what it holds, JSON Lines."""
    stem = PurePath(name).name
    head = [stream.readline(LARGEST + 1), stream.readline(LARGEST + 1)]
    try:
        is_line = isinstance(_parsed(head[0].decode("utf-8-sig")), dict)
    except ValueError:
        is_line = False
    if is_line and head[1].strip():
        yield from _lines(name, stem, stream, head, given)
    else:
        start = b"".join(head)
        yield from _whole(name, stem, start + stream.read(max(0, LARGEST + 1 - len(start))), given)


def _whole(name: str, stem: str, data: bytes, given: Metadata) -> Iterator[Document | Rejected]:
    if len(data) > LARGEST:
        yield Rejected(
            name,
            f"a JSON file of more than {LARGEST // 1_000_000} MB; write it as JSON Lines, one object a line, in a .jsonl file",
        )
        return
    try:
        text = decode(data)
        whole = _parsed(text)
    except Undecodable as error:
        yield Rejected(name, str(error))
        return
    except ValueError as error:
        lines = [(n, line) for n, line in enumerate(data.split(b"\n"), 1) if line.strip()]
        if (
            sum(line.lstrip().startswith(b"{") and line.rstrip().endswith(b"}") for _, line in lines) > len(lines) / 2
            and len(lines) > 1
        ):
            for number, line in lines:
                yield _of_line(line, f"{stem}:{number}", given)
        else:
            yield Rejected(name, f"not JSON ({_where(error, with_line=True)}); mend it, or write one whole object a line")
        return
    if isinstance(whole, list):
        for number, row in enumerate(whole, 1):
            yield document(row, f"{stem}#{number}", given)
        if not whole:
            yield Rejected(name, "an empty list; nothing to read")
    else:
        yield document(whole, stem, given)
