"""Which rules of those who read GEXF (Gephi desktop, Gephi Lite) does a file break?

The rules are those of Gephi's importer and scaler and of the parser in Gephi Lite: what they warn of, drop, or silently read
as something else. A file with no findings opens with no issue, in its own colours, sizes and places.
"""

from __future__ import annotations

import math
import re
import xml.sax
from dataclasses import dataclass
from pathlib import Path
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from kg.errors import BadFile
from kg.export.gexf import LABELLED, NAMESPACE, RESERVED

TYPES = {
    "string": re.compile(r".+", re.DOTALL),
    "boolean": re.compile(r"true|false"),
    "integer": re.compile(r"-?\d+"),
    "long": re.compile(r"-?\d+"),
    "double": re.compile(r"-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?"),
    "liststring": re.compile(r"\[.*\]", re.DOTALL),
}
SIZES = (4.0, 100.0)
FARTHEST = 5000.0
OFF_CENTRE = 0.01
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_ONE_OF = "directed", "undirected", "mutual"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A broken rule: the line (from 1), the rule's name and what is wrong there."""

    line: int
    rule: str
    message: str


def lint(path: Path) -> list[Finding]:
    """The findings of a GEXF file, by line. Raises BadFile with the place when it is no XML, or cannot be read."""
    reader = xml.sax.make_parser()
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    handler = _Reader()
    reader.setContentHandler(handler)
    try:
        with path.open("rb") as file:
            reader.parse(file)
    except OSError as error:
        raise BadFile(path, f"cannot be read: {error.strerror}") from None
    except xml.sax.SAXParseException as error:
        raise BadFile(path, error.getMessage(), line=error.getLineNumber(), column=(error.getColumnNumber() or 0) + 1) from None
    return sorted(handler.findings)


class _Reader(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.findings: list[Finding] = []
        self._place: Locator | None = None
        self._path: list[str] = []
        self._first = True
        self._dynamic = False
        self._default: str | None = None
        self._class = ""
        self._columns: dict[str, dict[str, str]] = {}  # of nodes and edges: type by id
        self._values: set[str] = set()
        self._nodes: set[str] = set()
        self._edges: set[str] = set()
        self._seen: set[tuple[str, ...]] = set()
        self._labelled = 0
        self._dated = True
        self._element = ""
        self._sized: list[float] = []
        self._placed = 0
        self._sum = [0.0, 0.0]

    def setDocumentLocator(self, locator: Locator) -> None:
        self._place = locator

    def _say(self, rule: str, message: str) -> None:
        line = self._place.getLineNumber() if self._place is not None else None
        self.findings.append(Finding(line or 1, rule, message))

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        given = {k: str(v) for k, v in attrs.items()}
        if self._first:
            self._root(name, given)
            self._first = False
        known = getattr(self, f"_on_{name.replace(':', '_')}", None)
        if known is not None:
            known(given)
        elif name.partition(":")[2] in ("color", "size", "position"):
            self._say("prefix", f"{name}: Gephi Lite looks for the prefix viz: alone")
        self._path.append(name)

    def endElement(self, name: str) -> None:
        self._path.pop()
        if name in ("node", "edge"):
            if self._dynamic and not self._dated:
                self._say("dated", f"{self._element} has no date in a dynamic file")
            self._element = ""

    # ---- the head

    def _root(self, name: str, given: dict[str, str]) -> None:
        if name != "gexf" or given.get("version") != "1.3" or given.get("xmlns") != NAMESPACE:
            self._say("version", f"the root must be gexf, version 1.3, in {NAMESPACE}")
        if given.get("xmlns:viz", f"{NAMESPACE}/viz") != f"{NAMESPACE}/viz":
            self._say("prefix", f"the prefix viz must stand for {NAMESPACE}/viz")

    def _on_meta(self, given: dict[str, str]) -> None:
        date = given.get("lastmodifieddate")
        if date is not None and not _DATE.fullmatch(date):
            self._say("meta", f"lastmodifieddate {date!r} is no day")

    def _on_title(self, given: dict[str, str]) -> None:
        self._say("meta", "the schema of GEXF 1.3 has no title in meta; use description")

    def _on_graph(self, given: dict[str, str]) -> None:
        self._default = given.get("defaultedgetype")
        self._dynamic = given.get("mode") == "dynamic"
        if self._dynamic:
            if given.get("timerepresentation") != "interval":
                self._say("time", 'a dynamic graph needs timerepresentation="interval"')
            if given.get("timeformat") not in ("date", "dateTime"):
                self._say("time", "a dynamic graph of days needs timeformat date or dateTime; the default is double")

    # ---- columns

    def _on_attributes(self, given: dict[str, str]) -> None:
        self._class = given.get("class", "")
        if self._class not in ("node", "edge"):
            self._say("attributes", f"class must be node or edge, not {self._class!r}")
        if self._class in self._columns:
            self._say("attributes", f"a second block for {self._class}: Gephi Lite reads the first alone")
        if "mode" in given and not self._dynamic:
            self._say("attributes", "no mode in a static file")
        self._columns[self._class] = {}
        self._titles: set[str] = set()

    def _on_attribute(self, given: dict[str, str]) -> None:
        columns = self._columns.setdefault(self._class, {})
        key, title, kind = given.get("id", ""), given.get("title", ""), given.get("type", "")
        if key != str(len(columns)):
            self._say("attribute id", f"ids count from 0, so this must be {len(columns)}, not {key!r}")
        if kind not in TYPES:
            self._say("type", f"{title}: type {kind!r} is dropped or unknown; use {' '.join(TYPES)}")
        if title.casefold() in RESERVED or not title:
            self._say("title", f"a column must not be named {title!r}")
        if title.casefold() in self._titles:
            self._say("title", f"{title!r} differs from another column by case alone, or not at all")
        self._titles.add(title.casefold())
        columns[key] = kind

    def _on_attvalue(self, given: dict[str, str]) -> None:
        columns = self._columns.get("node" if "nodes" in self._path else "edge", {})
        key, value = given.get("for", ""), given.get("value", "")
        if key not in columns:
            self._say("value", f"no column has the id {key!r}")
        elif not value or (columns[key] in TYPES and not TYPES[columns[key]].fullmatch(value)):
            self._say("value", f"{value!r} is no {columns[key]}")
        if key in self._values:
            self._say("value", f"a second value for column {key!r}")
        self._values.add(key)

    # ---- nodes

    def _on_node(self, given: dict[str, str]) -> None:
        key = given.get("id", "")
        self._begin(f"node {key}", given)
        if not key or key != key.strip():
            self._say("id", f"node id {key!r} is empty or has a space at an end")
        if key in self._nodes:
            self._say("id", f"a second node {key!r}")
        if not given.get("label"):
            self._say("label", f"node {key} has no label")
        self._nodes.add(key)

    def _begin(self, element: str, given: dict[str, str]) -> None:
        self._element = element
        self._values = set()
        self._dated = "start" in given and "end" in given
        self._span(given)

    def _span(self, given: dict[str, str]) -> None:
        ends = [given[k] for k in ("start", "end") if k in given]
        if ends and not self._dynamic:
            self._say("time", f"{self._element} has dates in a static file")
        if "timestamp" in given or "intervals" in given:
            self._say("time", f"{self._element}: use start and end or spells; timestamps do not mix with them")
        if any(not _DATE.match(e) for e in ends):
            self._say("time", f"{self._element}: {' '.join(ends)} is no day")
        elif len(ends) == 2 and ends[0] > ends[1]:
            self._say("time", f"{self._element} ends before it starts")

    def _on_spell(self, given: dict[str, str]) -> None:
        self._dated = self._dated or ("start" in given and "end" in given)
        self._span(given)

    # ---- looks

    def _on_viz_color(self, given: dict[str, str]) -> None:
        for name in ("a", "hex"):
            if name in given:
                self._say("colour", f"no {name} in a colour: Gephi Lite then paints grey, or Gephi stops")
        for name in "rgb":
            value = given.get(name, "")
            if not value.isdecimal() or not value.isascii() or int(value) > 255:
                self._say("colour", f"{name}={value!r} is no whole number from 0 to 255")

    def _on_viz_size(self, given: dict[str, str]) -> None:
        value = given.get("value", "")
        if not _NUMBER.fullmatch(value):
            self._say("size", f"{value!r} is no number")
        elif self._element.startswith("node"):
            self._sized.append(float(value))

    def _on_viz_position(self, given: dict[str, str]) -> None:
        if any(not _NUMBER.fullmatch(given.get(axis, "")) for axis in "xyz"):
            self._say("position", f"{self._element}: x, y and z must be numbers")
            return
        x, y, z = (float(given[axis]) for axis in "xyz")
        if z != 0 or max(abs(x), abs(y)) > FARTHEST:
            self._say("position", f"{self._element}: z must be 0, x and y within {FARTHEST:g}")
        self._placed += 1
        self._sum[0] += x
        self._sum[1] += y

    def _on_viz_shape(self, given: dict[str, str]) -> None:
        self._say("ignored", "Gephi ignores shape")

    def _on_viz_thickness(self, given: dict[str, str]) -> None:
        self._say("ignored", "Gephi ignores thickness; it draws the weight")

    # ---- edges

    def _on_edge(self, given: dict[str, str]) -> None:
        key, how = given.get("id", ""), given.get("type", "")
        source, target, kind = given.get("source", ""), given.get("target", ""), given.get("kind", "")
        self._begin(f"edge {key}", given)
        if not key or key in self._edges:
            self._say("id", f"edge id {key!r} is empty or there a second time")
        self._edges.add(key)
        for end in (source, target):
            if end not in self._nodes:
                self._say("ends", f"edge {key}: there is no node {end!r}")
        if how not in _ONE_OF:
            self._say("direction", f"edge {key} must say its type: {' '.join(_ONE_OF)}")
        elif self._default is not None and how != self._default:
            self._say("direction", f"edge {key} is {how}: with defaultedgetype {self._default} Gephi drops it")
        ends = (source, target) if how == "directed" else tuple(sorted((source, target)))
        if (*ends, kind) in self._seen:
            self._say("parallel", f"edge {key}: a second edge of kind {kind!r} from {source} to {target}; Gephi adds them up")
        self._seen.add((*ends, kind))
        weight = given.get("weight", "1")
        if not _NUMBER.fullmatch(weight) or not float(weight) > 0:
            self._say("weight", f"edge {key}: weight {weight!r} must be above 0")
        self._labelled += "label" in given

    def endDocument(self) -> None:
        if self._labelled and len(self._edges) >= LABELLED:
            self._say("label", f"{len(self._edges)} edges with labels: Gephi Lite draws them all; leave them out from {LABELLED}")
        if self._sized:
            low, high = min(self._sized), max(self._sized)
            if (low, high) not in (SIZES, (SIZES[0], SIZES[0])) or len(self._sized) != len(self._nodes):
                self._say("size", f"sizes must span exactly 4 to 100 over all nodes (or all be 4), not {low:g} to {high:g}")
        if self._placed and self._placed != len(self._nodes):
            self._say("position", f"{self._placed} of {len(self._nodes)} nodes have a position: all or none")
        elif self._placed and math.hypot(*self._sum) / self._placed >= OFF_CENTRE:
            self._say("position", "the positions must lie around 0,0")
