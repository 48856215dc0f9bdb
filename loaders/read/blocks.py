"""Which blocks of text does a piece of HTML show, in order, and what does its markup say that they are?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from kg.vocabulary import PartKind

_KINDS = {
    "h1": PartKind.HEADLINE, **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), PartKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), PartKind.LIST_ITEM), **dict.fromkeys(("figcaption", "caption"), PartKind.CAPTION),
    "tr": PartKind.TABLE_ROW, "address": PartKind.BYLINE,
}  # fmt: skip
_BLOCKS = frozenset(
    """p div section article main header footer aside nav ul ol li dl dt dd table tbody thead tfoot tr figure figcaption caption
blockquote pre h1 h2 h3 h4 h5 h6 form fieldset address br hr td th body center details summary dialog menu""".split()
)
_IN_ROW = frozenset(("td", "th", "p", "div", "br", "ul", "ol", "li"))
_SILENT = frozenset(
    "script style noscript template svg head title meta link iframe button select option input textarea object canvas audio video".split()
)
_FURNITURE = frozenset("nav aside footer form dialog menu".split())
_ROLES = frozenset(("navigation", "complementary", "contentinfo", "banner", "search", "dialog", "menu"))
_POST = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|telegram-post|fb-post|mastodon-embed)\b"
)
_DEEPEST = 400  # levels; deeper markup is read as one


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text. `element` and `container` tell which blocks come from one element, and from one around it."""

    text: str
    kind: PartKind
    is_furniture: bool
    element: int
    container: int


class NoMarkup(ValueError):
    """Bytes in which no HTML can be found."""


def parse(markup: str) -> Any:
    """The tree of a page, however broken. Raises NoMarkup when nothing is left of it."""
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", recover=True, huge_tree=True)
        return lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise NoMarkup("no HTML in it") from None


@dataclass
class _Walk:
    out: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    number: str = ""  # of the list item that was opened last, until its first text
    numbers: dict[int, int] = field(default_factory=dict)
    held: dict[int, Any] = field(default_factory=dict)  # lxml makes elements anew when nobody holds them, and their ids with them

    def key(self, element: Any) -> int:
        """A number that stands for an element."""
        self.held[id(element)] = element
        return id(element)

    def close(self, kind: PartKind, aside: bool, element: Any) -> None:
        text = re.sub(r"\s+", " ", "".join(self.pieces)).strip()
        self.pieces.clear()
        text = re.sub(r"(?: \|)+$", "", text)
        if text.strip(" |"):
            around = element.getparent()
            text, self.number = self.number + text, ""
            self.out.append(Block(text, kind, aside, self.key(element), self.key(around) if around is not None else 0))

    def visit(self, node: Any, kind: PartKind, aside: bool, block: Any, depth: int) -> None:
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            return
        if depth > _DEEPEST:
            self.pieces.append(" ".join(node.itertext()))
            return
        tag = node.tag
        inner = _kind(node, kind)
        inside = aside or _is_furniture(node)
        in_row = kind is PartKind.TABLE_ROW and tag in _IN_ROW
        opens = tag in _BLOCKS and not in_row
        if opens:
            self.close(kind, aside, block)
        elif in_row:
            self.pieces.append(" ")
        own = node if opens and tag != "br" else block
        if tag == "li" and opens:
            self.number = self._number(node)
        self.pieces.append(node.text or "")
        for child in node:
            self.visit(child, inner, inside, own, depth + 1)
            self.pieces.append(child.tail or "")
        if opens:
            self.close(inner, inside, own)
            if tag == "li":
                self.number = ""
        elif tag in ("td", "th"):
            self.pieces.append(" | ")

    def _number(self, node: Any) -> str:
        """The number that a browser shows before an item of an ordered list."""
        around = node.getparent()
        if around is None or around.tag != "ol":
            return ""
        first = around.get("start") or "1"
        key = self.key(around)
        place = self.numbers.get(key, int(first) if first.isdecimal() and len(first) < 4 else 1)
        self.numbers[key] = place + 1
        return f"{place}. "


def _kind(node: Any, kind: PartKind) -> PartKind:
    if kind is PartKind.POST or (node.tag == "blockquote" and _POST.search(node.get("class") or "")):
        return PartKind.POST
    if kind in (PartKind.TABLE_ROW, PartKind.CAPTION, PartKind.LIST_ITEM) and node.tag in ("p", "div", "span", "address"):
        return kind
    return _KINDS.get(node.tag, kind)


def _is_furniture(node: Any) -> bool:
    """Whether the markup says that an element is no part of the article: navigation, asides, footers, forms, what is hidden."""
    if node.tag in _FURNITURE or (node.get("role") or "").lower() in _ROLES:
        return True
    if (
        node.get("hidden") is not None
        or (node.get("aria-hidden") or "") == "true"
        or "display:none" in (node.get("style") or "").replace(" ", "")
    ):
        return True
    if node.tag == "header":
        return next(node.iterancestors("article", "main"), None) is None and next(node.iter("h1"), None) is None
    return False


def blocks(root: Any) -> list[Block]:
    """The blocks below an element, in order. Cells of a row are joined by a bar, items of ordered lists get their numbers."""
    walk = _Walk()
    walk.visit(root, PartKind.PARAGRAPH, False, root, 0)
    walk.close(PartKind.PARAGRAPH, False, root)
    return walk.out
