"""Which tree, names and roles do the scores of a sentence give? Numpy only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER = -1e9


def _cycle(heads: Ints, root: int) -> list[int]:
    """The words of one cycle of a head assignment, or an empty list."""
    state = np.zeros(len(heads), np.int8)  # 0 new, 1 on the present path, 2 done
    state[root] = 2
    for start in range(len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return []


def spanning_tree(scores: Floats, root: int) -> Ints:
    """The best tree over `scores[dependent, head]` with the given root (Chu and Liu 1965, Edmonds 1967).

    Returns the head of each word; the root's head is itself.
    """
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, NEVER)
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    ring = np.array(cycle)
    inside = np.zeros(len(heads), bool)
    inside[ring] = True
    rest = np.flatnonzero(~inside)
    merged = len(rest)  # the cycle becomes one node, the last
    contracted = np.full((merged + 1, merged + 1), NEVER)
    contracted[:merged, :merged] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, ring)]
    contracted[:merged, merged] = leaving.max(1)
    gain = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
    contracted[merged, :merged] = gain.max(0)
    sub = spanning_tree(contracted, int(np.flatnonzero(rest == root)[0]))
    out = heads.copy()
    for place, word in enumerate(rest):
        if word != root:
            out[word] = ring[leaving[place].argmax()] if sub[place] == merged else rest[sub[place]]
    entered = ring[gain[:, sub[merged]].argmax()]
    out[entered] = rest[sub[merged]]
    return out


def tree(scores: Floats) -> Ints:
    """Heads of one sentence from `scores[dependent, head]` with the score of being root on the diagonal.

    Exactly one root; the full search runs only when the greedy choice has several roots or a cycle.
    """
    n = len(scores)
    if n == 1:
        return np.zeros(1, np.int64)
    places = np.arange(n)
    heads: Ints = scores.argmax(1)
    roots = np.flatnonzero(heads == places)
    if len(roots) == 1:
        root = int(roots[0])
    else:
        as_root = scores[places, places]
        scores = scores.copy()
        scores[places, places] = NEVER
        margin = as_root - scores.max(1)
        root = int(roots[margin[roots].argmax()]) if len(roots) else int(margin.argmax())
        heads = scores.argmax(1)
        heads[root] = root
    reached = heads
    for _ in range(n.bit_length()):  # pointer doubling: in a tree every word reaches the root
        reached = reached[reached]
    return heads if (reached == root).all() else spanning_tree(scores, root)


@lru_cache(maxsize=8)
def _moves(tags: tuple[str, ...]) -> tuple[Floats, Floats, Floats]:
    """Score 0 for allowed and NEVER for forbidden: first tag, last tag, tag to tag. Schemes: BIO and BILOU."""
    bilou = any(t[0] in "LU" for t in tags)
    step = np.zeros((len(tags), len(tags)), np.float32)
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            same = a[1:] == b[1:]
            if bilou:
                allowed = (b[0] in "IL" and same) if a[0] in "BI" else b[0] in "OBU"
            else:
                allowed = b[0] != "I" or (a[0] in "BI" and same)
            step[i, j] = 0 if allowed else NEVER
    first = np.array([NEVER if t[0] in "IL" else 0 for t in tags], np.float32)
    last = np.array([NEVER if bilou and t[0] in "BI" else 0 for t in tags], np.float32)
    return first, last, step


def best_tags(scores: Floats, tags: tuple[str, ...]) -> Ints:
    """The best tag of each word among well-formed sequences; Viterbi only where the greedy tags are broken."""
    first, last, step = _moves(tags)
    greedy: Ints = scores.argmax(1)
    if first[greedy[0]] == 0 and last[greedy[-1]] == 0 and (step[greedy[:-1], greedy[1:]] == 0).all():
        return greedy
    best = scores[0] + first
    back = []
    for row in scores[1:]:
        reach = best[:, None] + step
        source = reach.argmax(0)
        back.append(source)
        best = reach[source, np.arange(len(tags))] + row
    path = [int((best + last).argmax())]
    for source in reversed(back):
        path.append(int(source[path[-1]]))
    return np.array(path[::-1])


def tagged_spans(found: Sequence[int] | Ints, tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """The (start, end, label) of each span of a well-formed BIO or BILOU sequence."""
    out: list[tuple[int, int, str]] = []
    start = 0
    label = ""
    for i, k in enumerate([*found, -1]):
        tag = "O" if k < 0 else tags[k]
        if label and (tag[0] in "OBU" or tag[2:] != label):
            out.append((start, i, label))
            label = ""
        if tag[0] in "BU":
            start, label = i, tag[2:]
    return out


def head_word(heads: Sequence[int] | Ints, start: int, end: int) -> int:
    """The first word of a span whose head lies outside it (or is itself)."""
    for k in range(start, end):
        if not start <= heads[k] < end or heads[k] == k:
            return k
    return start
