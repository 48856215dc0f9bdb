"""Where does each node of a graph stand, so that linked ones are near and no two lie on each other?

Force-directed, in the way of ForceAtlas2: all nodes repel, the more links the more; edges pull; a weak pull to the middle keeps
parts together. Nothing is random, and only arithmetic that is the same on every machine is used (sums in a fixed order, no
sine or exponential); positions are rounded after each round, so that a last bit cannot grow.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

EXACT = 400  # nodes up to which every pair repels; beyond, nodes repel the middles of the cells of a grid
CELLS = 16  # cells a side
ROUNDS = 200
BUDGET = 500_000_000  # pairs of a node and what repels it, over all rounds
SPREAD = 1000.0  # the farthest coordinate of a drawing of up to CROWD nodes
CROWD = 500
FARTHEST = 4500.0
_PART = 256  # nodes at once: what is worked on stays in the processor's cache
_GRID = 1024.0  # positions are multiples of 1/1024 between rounds
# One step of the golden angle, as cosine and sine.
_TURN = (-0.7373688780783197, 0.6754902942615238)
Points = NDArray[np.float64]
Places = NDArray[np.signedinteger[Any]]


def layout(graph: nx.Graph, order: Sequence[Hashable]) -> list[tuple[float, float]]:
    """A position for each node of `order` (all nodes of the graph), around 0,0, with two digits."""
    n = len(order)
    if n < 2:
        return [(0.0, 0.0)] * n
    place = {node: i for i, node in enumerate(order)}
    pairs = sorted({(min(a, b), max(a, b)) for a, b in ((place[u], place[v]) for u, v in graph.edges()) if a != b})
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    degree = np.bincount(ends.ravel(), minlength=n).astype(np.float64)
    points = _sunflower(n, degree)
    sources = min(n, CELLS * CELLS) if n > EXACT else n
    rounds = max(20, min(ROUNDS, BUDGET // (n * sources)))
    for done in range(rounds):
        force = _repulsion(points, degree + 1.0) - points * (0.02 * (degree + 1.0))[:, None]
        if len(ends):
            pull = (points[ends[:, 1]] - points[ends[:, 0]]) * 0.1
            for axis in (0, 1):
                force[:, axis] += np.bincount(ends[:, 0], pull[:, axis], n) - np.bincount(ends[:, 1], pull[:, axis], n)
        size = np.sqrt(force[:, 0] * force[:, 0] + force[:, 1] * force[:, 1]) + 1e-9
        step = np.minimum(size / (degree + 1.0), 8.0 * (1.0 - done / rounds) + 0.05)
        points = np.rint((points + force * (step / size)[:, None]) * _GRID) / _GRID
    return _scaled(points)


def _sunflower(n: int, degree: Points) -> Points:
    """Points evenly over a disc, those with most links in the middle."""
    out = np.empty((n, 2))
    x, y = 1.0, 0.0
    radius = np.sqrt(np.arange(n, dtype=np.float64) + 0.5) * 4.0
    for rank, i in enumerate(np.lexsort((np.arange(n), -degree))):
        out[i] = x * radius[rank], y * radius[rank]
        x, y = x * _TURN[0] - y * _TURN[1], x * _TURN[1] + y * _TURN[0]
    return out


def _repulsion(points: Points, mass: Points) -> Points:
    n = len(points)
    if n <= EXACT:
        return _away(points, mass, points, mass, np.arange(n))
    # Each cell acts as one heavy node in its middle; of its own cell a node leaves itself out.
    low, high = points.min(axis=0), points.max(axis=0)
    cell = np.minimum(((points - low) / (high - low + 1e-9) * CELLS).astype(np.int64), CELLS - 1)
    home = cell[:, 0] * CELLS + cell[:, 1]
    weight = np.bincount(home, mass, CELLS * CELLS).astype(np.float64)
    moment = np.stack([np.bincount(home, mass * points[:, axis], CELLS * CELLS) for axis in (0, 1)], axis=1)
    used = np.flatnonzero(weight)
    middles = moment[used] / weight[used][:, None]
    force = _away(points, mass, middles, weight[used], np.searchsorted(used, home))
    others = weight[home] - mass
    near = (moment[home] - mass[:, None] * points) / np.maximum(others, 1e-9)[:, None]
    gap = points - near
    distance = gap[:, 0] * gap[:, 0] + gap[:, 1] * gap[:, 1] + 0.01
    push: Points = np.where(others > 0.5, 10.0 * mass * others, 0.0) / distance
    total: Points = force + gap * push[:, None]
    return total


def _away(points: Points, mass: Points, sources: Points, weights: Points, own: Places) -> Points:
    """The push of all sources on each point; that of the source `own[i]` on point i is left out."""
    out = np.empty_like(points)
    for start in range(0, len(points), _PART):
        part = slice(start, start + _PART)
        # A row for each source, so that the sums below go row by row: in the same order everywhere.
        gaps = [points[None, part, axis] - sources[:, axis, None] for axis in (0, 1)]
        push = gaps[0] * gaps[0]
        push += gaps[1] * gaps[1]
        push += 0.01
        np.divide(weights[:, None], push, out=push)
        push[own[part], np.arange(push.shape[1])] = 0.0
        for axis, gap in enumerate(gaps):
            out[part, axis] = np.add.reduce(gap * push, axis=0)
    return out * (10.0 * mass)[:, None]


def _scaled(points: Points) -> list[tuple[float, float]]:
    n = len(points)
    middle = np.add.reduce(points, axis=0) / n
    centred = points - middle
    spread = min(SPREAD * max(1.0, n / CROWD) ** 0.5, FARTHEST)
    scaled = centred * (spread / max(float(np.abs(centred).max()), 1e-9))
    return [(round(x, 2) + 0.0, round(y, 2) + 0.0) for x, y in scaled.tolist()]
