"""An HTML page into a document: every block of text in order, those that are not the article marked as boilerplate.

A document's text is made here, and offsets count in it: the blocks of the page in their order, blanks within them made one,
a newline between two. The menus are in it as well, marked; nothing that the page shows is lost.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence

import trafilatura
from trafilatura.settings import Document as Extracted

from kg.model import Document, Segment, Span
from kg.vocabulary import PartKind
from loaders.read.blocks import Block, blocks, parse
from loaders.read.metadata import Metadata, day

# Only dates that the page states, and no clock: a page is read the same on every day.
_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d", "max_date": "2100-01-01"}
_TOLD = 40  # characters that are the same by no chance


class NoText(ValueError):
    """A page without any text."""


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def declared(data: bytes) -> str | None:
    """The encoding that a page declares of itself in its head."""
    found = re.search(rb"<meta[^>]{0,100}charset\s*=\s*[\"']?\s*([\w-]{2,30})", data[:4096], re.IGNORECASE) or re.match(
        rb"\s*<\?xml[^>]{0,60}encoding\s*=\s*[\"']([\w-]{2,30})", data[:200]
    )
    return found[1].decode("ascii") if found else None


def read(name: str, markup: str, given: Metadata) -> Document:
    """The document of a page. Raises NoText when it has none.

    trafilatura decides what is the article and reads the metadata; the text keeps everything else, too, as boilerplate.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = trafilatura.bare_extraction(
                markup,
                with_metadata=True,
                include_comments=False,
                include_tables=True,
                favor_recall=True,
                date_extraction_params=_DATES,
            )
        except Exception:
            found = None
    root = parse(markup)
    own, article = Metadata(language=(root.get("lang") or "")[:2].lower() or None), ""
    if isinstance(found, Extracted):
        own = Metadata(found.sitename, day(found.date), found.url, found.title).over(own)
        article = found.text or ""
    shown = blocks(root)
    if not shown:
        raise NoText
    known = given.over(own)
    kinds = _kinds(shown, article, own.title)
    text, layout = laid_out(shown, kinds)
    return Document(name, text, known.outlet, known.published, known.title, known.url, known.language, layout)


def laid_out(shown: Sequence[Block], kinds: Sequence[PartKind]) -> tuple[str, tuple[Segment, ...]]:
    """The text of some blocks, a line each, and their segments in it."""
    layout, place = [], 0
    for block, kind in zip(shown, kinds, strict=True):
        layout.append(Segment(kind, Span(place, place + len(block.text))))
        place += len(block.text) + 1
    return "\n".join(b.text for b in shown), tuple(layout)


def _kinds(shown: Sequence[Block], article: str, title: str | None) -> list[PartKind]:
    """What each block is: as its markup says, where it belongs to the article."""
    lines = Counter(_plain(line) for line in article.splitlines())
    whole = _plain(article)
    elements: dict[int, str] = defaultdict(str)
    for block in shown:
        elements[block.element] += _plain(block.text)
    wanted = _plain(title or "")
    headline = next((k for k, b in enumerate(shown) if b.kind is PartKind.HEADLINE and wanted and _plain(b.text) in wanted), None)
    if headline is None:
        headline = next((k for k, b in enumerate(shown) if b.kind is PartKind.HEADLINE and not b.is_furniture), None)
    chosen = [False] * len(shown)
    for k, block in enumerate(shown):
        plain = _plain(re.sub(r"^\d+\. ", "", block.text) if block.kind is PartKind.LIST_ITEM else block.text)
        if block.is_furniture:
            continue
        unit = elements[block.element]
        chosen[k] = not whole or lines[plain] > 0 or any(len(p) > _TOLD and p in whole for p in (plain, unit))
        lines[plain] -= chosen[k]
    places = [k for k, c in enumerate(chosen) if c]
    beside = {shown[k].container for k in places if shown[k].kind is PartKind.PARAGRAPH}
    kinds = []
    for k, block in enumerate(shown):
        within = bool(places) and places[0] < k < places[-1] and not block.is_furniture
        if k == headline:
            kinds.append(PartKind.HEADLINE)
        elif chosen[k] or (
            within and (block.container in beside or block.kind in (PartKind.CAPTION, PartKind.POST, PartKind.TABLE_ROW))
        ):
            kinds.append(PartKind.HEADING if block.kind is PartKind.HEADLINE else block.kind)
        elif (
            headline is not None
            and places
            and headline < k < places[0]
            and not block.is_furniture
            and block.kind is not PartKind.LIST_ITEM
        ):
            kinds.append(block.kind)  # deck and author stand between the headline and what is taken for the article
        else:
            kinds.append(PartKind.BOILERPLATE)
    return kinds
