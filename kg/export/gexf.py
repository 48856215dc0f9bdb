"""How is a networkx graph written as GEXF 1.3 that Gephi and Gephi Lite open as it is meant?

networkx's own writer will not do: its colours, edge kinds and lists are read wrongly or not at all. Here every rule of
`kg.export.gexf_lint` is kept. The file is written piece by piece, so that memory does not grow with the edges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO

import networkx as nx

from kg.errors import KgError

NAMESPACE = "http://gexf.net/1.3"
# Each of these names means something else to some reader.
RESERVED = frozenset("id label type kind weight color size x y z shape thickness start end pid timeset source target".split())
LABELLED = 200  # edges up to which their labels are written; Gephi Lite draws every label there is
_OWN = frozenset(("label", "kind", "weight", "viz", "spells"))  # data that are no columns
_EMPTY = ("", ())
_JOINER = ";"
_PIECE = 2048  # elements written at once
_UNSAFE = re.compile(r'[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_INT = 1 << 31
Spells = tuple[tuple[str, str], ...]
_Field = tuple[str, str, Callable[[Any], str]]  # a column's title, the start of its element, and what makes a value text


class BadGraph(KgError):
    """A graph that cannot be written as GEXF; carries `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the graph cannot be written as GEXF: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Meta:
    """What the head of the file says. `date` is the last day of the data as ISO text, never the day of writing; "" for none."""

    creator: str = ""
    description: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    place: int
    type: str
    text: Callable[[Any], str]  # of a value, escaped

    @property
    def start(self) -> str:
        return f'<attvalue for="{self.place}" value="'


def write_gexf(
    graph: nx.Graph, out: BinaryIO, meta: Meta | None = None, *, dynamic: bool = False, true_lists: bool = False
) -> None:
    """Write a graph. Nodes and edges come in sorted order under short ids; all data but `label`, `kind`, `weight`, `viz` and
    `spells` are columns, None and "" are left out, sequences are joined by ";" (or written as GEXF lists).

    `viz` may have `color` (three integers), `size` and `position` (two numbers). With `dynamic`, nodes and edges have the days of
    their `spells`; one without any is there all the time. Raises BadGraph on a column name that readers take for something
    else, names that differ by case alone, or a weight that is not above 0.
    """
    write = _Writer(graph, dynamic=dynamic, true_lists=true_lists)
    pieces = write.document(meta or Meta())
    buffer: list[str] = []
    for piece in pieces:
        buffer.append(piece)
        if len(buffer) == _PIECE:
            out.write("".join(buffer).encode())
            buffer.clear()
    out.write("".join(buffer).encode())


class _Writer:
    def __init__(self, graph: nx.Graph, *, dynamic: bool, true_lists: bool) -> None:
        self._graph, self._dynamic, self._lists = graph, dynamic, true_lists
        self._directed = graph.is_directed()
        self._node_columns = self._columns(data for _, data in graph.nodes(data=True))
        self._edge_columns = self._columns(data for _, _, data in graph.edges(data=True))
        self._labels = graph.number_of_edges() < LABELLED
        # What is done for every element is looked up here once.
        self._node_fields = [(c.title, c.start, c.text) for c in self._node_columns]
        self._edge_fields = [(c.title, c.start, c.text) for c in self._edge_columns]
        self._whole = self._period() if dynamic else ("", "")

    # ---- the head

    def document(self, meta: Meta) -> Iterator[str]:
        yield (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="{NAMESPACE}" xmlns:viz="{NAMESPACE}/viz" version="1.3">\n'
            f"{_meta(meta)}"
        )
        mode = 'mode="dynamic" timerepresentation="interval" timeformat="date"' if self._dynamic else 'mode="static"'
        yield f'<graph {mode} defaultedgetype="{"directed" if self._directed else "undirected"}">\n'
        for name, columns in (("node", self._node_columns), ("edge", self._edge_columns)):
            if columns:
                yield f'<attributes class="{name}">\n'
                for c in columns:
                    yield f'<attribute id="{c.place}" title="{_escaped(c.title)}" type="{c.type}"/>\n'
                yield "</attributes>\n"
        order = sorted(self._graph, key=str)
        ids = {node: f"n{i}" for i, node in enumerate(order)}
        yield "<nodes>\n"
        yield from self._nodes(order, ids)
        yield "</nodes>\n<edges>\n"
        yield from self._edges(order, ids)
        yield "</edges>\n</graph>\n</gexf>\n"

    def _columns(self, rows: Iterable[Mapping[str, Any]]) -> list[_Column]:
        """The columns that some row fills, in order of their names. The first look at all rows: what type has each?"""
        types: dict[str, set[type]] = {}
        large = set()
        for row in rows:
            for key, value in row.items():
                kind = type(value)
                seen = types.get(key)
                if seen is not None and kind in seen:
                    if kind is int and not -_INT <= value < _INT:
                        large.add(key)
                elif key not in _OWN and value is not None and value not in _EMPTY:
                    types.setdefault(key, set()).add(kind)
                    if kind is int and not -_INT <= value < _INT:
                        large.add(key)
        folded: dict[str, str] = {}
        for title in sorted(types):
            if title.casefold() in RESERVED:
                raise BadGraph(f"readers take a column named {title!r} for something else; rename it")
            if folded.setdefault(title.casefold(), title) != title:
                raise BadGraph(f"columns {folded[title.casefold()]!r} and {title!r} differ by case alone; rename one")
        return [self._column(t, n, types[t], t in large) for n, t in enumerate(sorted(types))]

    def _column(self, title: str, place: int, types: set[type], large: bool) -> _Column:
        if types == {bool}:
            return _Column(title, place, "boolean", lambda v: "true" if v else "false")
        if types == {int}:
            return _Column(title, place, "long" if large else "integer", str)
        if types <= {int, float}:
            return _Column(title, place, "double", lambda v: repr(float(v)))
        if types <= {list, tuple} and self._lists:
            return _Column(title, place, "liststring", lambda v: _escaped(_listed(v)))
        if types == {str}:
            return _Column(title, place, "string", _escaped)
        return _Column(title, place, "string", lambda v: _escaped(_plain(v)))

    # ---- nodes and edges

    def _nodes(self, order: list[Hashable], ids: dict[Hashable, str]) -> Iterator[str]:
        for node in order:
            data = self._graph.nodes[node]
            label = _escaped(str(data.get("label") or node))
            text = self._times(data) + self._values(data, self._node_fields) + _looks(data.get("viz"))
            head = f'<node id="{ids[node]}" label="{label}"{self._lifetime(data)}'
            yield f"{head}>{text}</node>\n" if text else f"{head}/>\n"

    def _edges(self, order: list[Hashable], ids: dict[Hashable, str]) -> Iterator[str]:
        number = 0
        how = "directed" if self._directed else "undirected"
        rank = {node: i for i, node in enumerate(order)} if not self._directed else {}
        plain = not self._dynamic
        fields, labels = self._edge_fields, self._labels
        kinds: dict[Any, str] = {}
        for one in order:
            source = ids[one]
            for other, data in self._around(one, rank):
                weight = data.get("weight", 1)
                if not weight > 0:
                    raise BadGraph(f"the edge from {one} to {other} has weight {weight}; Gephi drops it, so give one above 0")
                kind, label = data.get("kind"), data.get("label") if labels else None
                text = self._values(data, fields) + _looks(data.get("viz"))
                if not plain:
                    text = self._times(data) + text
                head = f'<edge id="e{number}" source="{source}" target="{ids[other]}" type="{how}" weight="{weight}"'
                if kind:
                    head += kinds.get(kind) or kinds.setdefault(kind, f' kind="{_escaped(str(kind))}"')
                if label:
                    head += f' label="{_escaped(str(label))}"'
                if not plain:
                    head += self._lifetime(data)
                yield f"{head}>{text}</edge>\n" if text else f"{head}/>\n"
                number += 1

    def _around(self, one: Hashable, rank: dict[Hashable, int]) -> list[tuple[Hashable, dict[str, Any]]]:
        """The edges that start at a node, in order; of an undirected graph each edge once."""
        around = self._graph.adj[one]
        found = [(other, around[other]) for other in around if not rank or rank[other] >= rank[one]]
        found.sort(key=lambda f: str(f[0]))
        if not self._graph.is_multigraph():
            return found
        return [(other, parallel[key]) for other, parallel in found for key in sorted(parallel, key=str)]

    def _values(self, data: Mapping[str, Any], fields: list[_Field]) -> str:
        out = ""
        for title, start, text in fields:
            value = data.get(title)
            if value is not None and value not in _EMPTY:
                out += f'{start}{text(value)}"/>'
        return f"<attvalues>{out}</attvalues>" if out else ""

    # ---- time

    def _period(self) -> tuple[str, str]:
        """The first and last day of the graph."""
        rows = [d for _, d in self._graph.nodes(data=True)] + [d for _, _, d in self._graph.edges(data=True)]
        spells = [spell for row in rows for spell in row.get("spells", ())]
        if not spells:
            raise BadGraph("nothing in it has a date, so there is no dynamic graph; export it without --dynamic")
        return min(s for s, _ in spells), max(e for _, e in spells)

    def _spells(self, data: Mapping[str, Any]) -> Spells:
        """The stretches of days, those that overlap made one."""
        out: list[tuple[str, str]] = []
        for start, end in sorted(data.get("spells", ())):
            if out and start <= out[-1][1]:
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            else:
                out.append((start, end))
        return tuple(out) or (self._whole,)

    def _lifetime(self, data: Mapping[str, Any]) -> str:
        if not self._dynamic:
            return ""
        spells = self._spells(data)
        return f' start="{spells[0][0]}" end="{spells[0][1]}"' if len(spells) == 1 else ""

    def _times(self, data: Mapping[str, Any]) -> str:
        spells = self._spells(data) if self._dynamic else ()
        if len(spells) < 2:
            return ""
        inner = "".join(f'<spell start="{s}" end="{e}"/>' for s, e in spells)
        return f"<spells>{inner}</spells>"


def _looks(viz: Mapping[str, Any] | None) -> str:
    if not viz:
        return ""
    colour = viz.get("color")
    out = "" if colour is None else _colour(colour)
    if "size" in viz:
        out += f'<viz:size value="{viz["size"]:g}"/>'
    if "position" in viz:
        x, y = viz["position"]
        out += f'<viz:position x="{x}" y="{y}" z="0"/>'
    return out


@cache
def _colour(colour: tuple[int, int, int]) -> str:
    r, g, b = colour
    return f'<viz:color r="{r}" g="{g}" b="{b}"/>'


def _meta(meta: Meta) -> str:
    date = f' lastmodifieddate="{_escaped(meta.date)}"' if meta.date else ""
    inner = "".join(
        f"<{name}>{_escaped(text)}</{name}>"
        for name, text in (("creator", meta.creator), ("description", meta.description))
        if text
    )
    return f"<meta{date}>{inner}</meta>\n" if date or inner else ""


def _plain(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return _JOINER.join(str(v).replace(_JOINER, ",") for v in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _listed(value: Iterable[Any]) -> str:
    quoted = ('"' + str(v).replace("\\", "\\\\").replace('"', '\\"') + '"' for v in value)
    return f"[{', '.join(quoted)}]"


def _escaped(text: str) -> str:
    """Text as it may stand in an XML attribute; characters that XML does not have become U+FFFD."""
    return _UNSAFE.sub(lambda m: _ESCAPES.get(m[0], "�"), text) if _UNSAFE.search(text) else text
