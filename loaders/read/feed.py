"""RSS and Atom files into documents, one for each entry: its title and its content, a line for each block, are the text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser

from kg.model import Document, Rejected
from kg.vocabulary import PartKind
from loaders.read.blocks import Block, NoMarkup, blocks, parse
from loaders.read.html import laid_out
from loaders.read.metadata import Metadata


def _day(entry: Any) -> str | None:
    """The day an entry was published; when it was only updated is another matter."""
    when = entry.get("published_parsed")
    return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else None


def _shown(markup: str) -> list[Block]:
    if not markup.strip():
        return []
    try:
        return blocks(parse(f"<div>{markup}</div>"))
    except NoMarkup:
        return []


def read(name: str, data: bytes, given: Metadata) -> Iterator[Document | Rejected]:
    """The entries of a feed; the feed's title is the outlet. What cannot be read is told, and the entries before it are read."""
    parsed = feedparser.parse(BytesIO(data))  # never a text, which it would take for an address
    problem = parsed.get("bozo_exception") if parsed.get("bozo") else None
    broken = problem if type(problem).__name__.startswith("SAX") else None
    outlet = parsed.feed.get("title")
    for number, entry in enumerate(parsed.entries, 1):
        bodies = [c.get("value", "") for c in entry.get("content", [])] or [entry.get("summary", "")]
        title = (entry.get("title") or "").strip() or None
        link = entry.get("link") or ""
        key = entry.get("id") or link or f"{name}#{number}"
        body = _shown(max(bodies, key=len))
        if not body:
            yield Rejected(key, "the entry has no text, only a title or a link; fetch its page")
            continue
        head = _shown(title) if title and body[0].text != title else []
        kinds = [PartKind.HEADLINE] * len(head) + [PartKind.HEADING if b.kind is PartKind.HEADLINE else b.kind for b in body]
        text, layout = laid_out([*head, *body], kinds)
        known = given.over(
            Metadata(
                outlet, _day(entry), link if "://" in link else None, title, (entry.get("language") or "")[:2].lower() or None
            )
        )
        yield Document(key, text, known.outlet, known.published, known.title, known.url, known.language, layout)
    if broken is not None:
        place = f", line {broken.getLineNumber()}" if hasattr(broken, "getLineNumber") else ""
        told = f"{len(parsed.entries)} entries before it were read; " if parsed.entries else ""
        yield Rejected(name, f"the feed is broken{place} ({_reason(broken)}); {told}mend it or fetch it again")
    elif not parsed.entries:
        yield Rejected(name, "no entries: neither RSS nor Atom, or an empty feed")


def _reason(error: Any) -> str:
    return str(error.getMessage() if hasattr(error, "getMessage") else error)
