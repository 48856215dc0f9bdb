"""A web archive into documents, one for each page it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from kg.model import Document, Rejected
from loaders.read import html
from loaders.read.blocks import NoMarkup
from loaders.read.decode import LARGEST, Undecodable, decode, too_long
from loaders.read.metadata import Metadata

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)


class _Steps:
    """A stream that gives what it has at once; one that fills each request would lose what stands before a break."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        read1 = getattr(self._stream, "read1", self._stream.read)
        found: bytes = read1(size)
        return found


def read(name: str, stream: BinaryIO, given: Metadata) -> Iterator[Document | Rejected]:
    """The pages of a WARC file: answers with HTML or text, and texts taken from pages (WET). Redirects and errors are none.

    What is cut short is told once; the records before it are read.
    """
    count = 0
    try:
        for record in ArchiveIterator(_Steps(stream)):
            kind = _kind(record)
            if kind is None:
                continue
            count += 1
            found = _document(record, kind, name, given)
            if isinstance(found, Rejected) and found.name != name:
                found = Rejected(found.name, f"in {name}: {found.reason}")
            yield found
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:120] or "it ends too early"
        yield Rejected(
            name, f"the archive breaks off or is no WARC ({reason}); {count} pages before that were read; fetch it again"
        )
        return
    if not count:
        yield Rejected(name, "the archive holds no page of HTML or text")


def _kind(record: Any) -> str | None:
    """The media type of a record that is a page; None for others."""
    if record.rec_type == "response":
        if record.http_headers is None or not (record.http_headers.get_statuscode() or "200").startswith("2"):
            return None
        headers = record.http_headers
    elif record.rec_type in ("resource", "conversion"):
        headers = record.rec_headers
    else:
        return None
    value = (headers.get_header("Content-Type") or "").lower()
    kind = value.partition(";")[0].strip()
    return value if kind in (*_PAGES, *_TEXTS) else None


def _document(record: Any, kind: str, name: str, given: Metadata) -> Document | Rejected:
    url = record.rec_headers.get_header("WARC-Target-URI")
    key = url or name
    body = record.content_stream().read(LARGEST + 1)
    if len(body) > LARGEST:
        return Rejected(key, too_long())
    record.raw_stream.read()
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Rejected(key, "the record is cut short; fetch the page again")
    known = given.over(Metadata(url=url))
    charset = kind.partition("charset=")[2].strip(" \"';") or None
    try:
        if kind.startswith(_TEXTS):
            return Document(
                key, decode(body, declared=charset), known.outlet, known.published, known.title, known.url, known.language
            )
        return html.read(key, decode(body, declared=charset or html.declared(body)), known)
    except Undecodable as error:
        return Rejected(key, str(error))
    except (html.NoText, NoMarkup):
        return Rejected(key, "the page has no text")
