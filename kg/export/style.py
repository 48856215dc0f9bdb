"""How does a view look: colours by type, sizes by the number of reports, positions by links?

The looks of a node or edge are under `viz`, apart from its columns. Colours are those of Okabe and Ito, which colour-blind
people tell apart.
"""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.export.layout import layout

Colour = tuple[int, int, int]
SMALLEST, LARGEST = 4.0, 100.0  # Gephi leaves sizes alone that span exactly this
_BLACK, _ORANGE, _SKY, _GREEN = (70, 70, 70), (230, 159, 0), (86, 180, 233), (0, 158, 115)
_YELLOW, _BLUE, _VERMILLION, _PURPLE = (240, 228, 66), (0, 114, 178), (213, 94, 0), (204, 121, 167)
_GREY = (153, 153, 153)
# By the value of the first of these columns that a node has.
COLUMNS = ("actor_type", "claim_type")
NODES: dict[str, Colour] = {
    "state": _BLUE,
    "government-body": _SKY,
    "armed-group": _VERMILLION,
    "media-outlet": _GREEN,
    "person": _ORANGE,
    "unnamed-source": _GREY,
    "organization": _PURPLE,
    "actor": _BLACK,
    "accusation": _VERMILLION,
    "denial": _BLUE,
    "responsibility-claim": _ORANGE,
    "figure-claim": _GREEN,
    "condemnation": _PURPLE,
    "characterisation": _YELLOW,
    "statement": _GREY,
    "claim": _BLACK,
}
EDGES: dict[str, Colour] = {
    "accuses": _VERMILLION,
    "reports": _GREEN,
    "cites": _GREY,
    "denied-by": _BLUE,
    "contradicts": _VERMILLION,
    "corroborates": _GREEN,
    "supersedes": _ORANGE,
}
_NAMES = {
    _BLACK: "dark grey", _ORANGE: "orange", _SKY: "sky blue", _GREEN: "green", _YELLOW: "yellow", _BLUE: "blue",
    _VERMILLION: "vermillion", _PURPLE: "purple", _GREY: "grey",
}  # fmt: skip


def styled(graph: nx.Graph) -> nx.Graph:
    """The graph itself, with `viz` on each node (colour, size, position) and each edge (colour)."""
    order = sorted(graph)
    counts = [float(graph.nodes[n].get("reports", 1)) ** 0.5 for n in order]
    low, high = min(counts, default=0.0), max(counts, default=0.0)
    for node, count, position in zip(order, counts, layout(graph, order), strict=True):
        data = graph.nodes[node]
        size = SMALLEST if high == low else round(SMALLEST + (LARGEST - SMALLEST) * (count - low) / (high - low), 2)
        data["viz"] = {"color": NODES.get(_category(data), _GREY), "size": size, "position": position}
    for _, _, data in graph.edges(data=True):
        data["viz"] = {"color": EDGES.get(data.get("kind", ""), _GREY)}
    return graph


def legend(graph: nx.Graph) -> str:
    """The colours in words, for those that occur: GEXF has no place for a legend but its description."""
    nodes = sorted({_category(data) for _, data in graph.nodes(data=True)})
    edges = sorted({str(data.get("kind", "")) for _, _, data in graph.edges(data=True)})
    parts = [f"{name} {_NAMES[NODES[name]]}" for name in nodes if name in NODES]
    links = [f"{name} {_NAMES[EDGES[name]]}" for name in edges if name in EDGES]
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in (("Nodes", parts), ("edges", links)) if names)


def _category(data: dict[str, Any]) -> str:
    return next((str(data[c]) for c in COLUMNS if data.get(c)), "")
