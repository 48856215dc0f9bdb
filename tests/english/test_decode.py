"""The best tree, tags and spans, held against trying everything."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from kg.english.decode import best_tags, head_word, spanning_tree, tagged_spans, tree
from kg.english.parser import quotation_starts

BIO = ("O", "B-A", "I-A", "B-B", "I-B")
BILOU = ("O", "B-P", "I-P", "L-P", "U-P")


def is_tree(heads: list[int], root: int) -> bool:
    for k in range(len(heads)):
        seen, node = set(), k
        while heads[node] != node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node]
        if node != root:
            return False
    return True


def value(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[k, h] for k, h in enumerate(heads)))


matrices = st.integers(1, 5).flatmap(lambda n: hnp.arrays(np.float32, (n, n), elements=st.floats(-8, 8, width=16), unique=True))


@given(matrices)
def test_spanning_tree_is_the_best_of_all(scores: np.ndarray) -> None:
    n = len(scores)
    heads = spanning_tree(scores.copy(), 0).tolist()
    assert heads[0] == 0
    options = [[0], *([h for h in range(n) if h != k] for k in range(1, n))]
    best = max((list(c) for c in product(*options) if is_tree(list(c), 0)), key=lambda c: value(scores, c))
    assert is_tree(heads, 0)
    assert value(scores, heads) == pytest.approx(value(scores, best), abs=1e-3)


@given(matrices)
def test_tree_has_one_root_and_no_circle(scores: np.ndarray) -> None:
    heads = tree(scores.copy()).tolist()
    roots = [k for k, h in enumerate(heads) if h == k]
    assert len(roots) == 1
    assert is_tree(heads, roots[0])


def well_formed(tags: tuple[str, ...], path: tuple[int, ...]) -> bool:
    names = [tags[k] for k in path]
    bilou = any(t[0] in "LU" for t in tags)
    for a, b in zip(["O", *names], [*names, "O"], strict=True):
        if bilou:
            if (a[0] in "BI") != (b[0] in "IL") or (a[0] in "BI" and a[1:] != b[1:]):
                return False
        elif b[0] == "I" and not (a[0] in "BI" and a[1:] == b[1:]):
            return False
    return True


@pytest.mark.parametrize("tags", [BIO, BILOU])
@given(data=st.data())
def test_best_tags_are_the_best_of_the_well_formed(tags: tuple[str, ...], data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 4))
    scores = data.draw(hnp.arrays(np.float32, (n, len(tags)), elements=st.floats(-8, 8, width=16), unique=True))
    path = tuple(best_tags(scores, tags).tolist())
    everything = [p for p in product(range(len(tags)), repeat=n) if well_formed(tags, p)]
    best = max(everything, key=lambda p: sum(scores[i, k] for i, k in enumerate(p)))
    assert well_formed(tags, path)
    assert sum(scores[i, k] for i, k in enumerate(path)) == pytest.approx(sum(scores[i, k] for i, k in enumerate(best)), abs=1e-3)


@pytest.mark.parametrize(
    ("tags", "names", "spans"),
    [
        (BIO, "O B-A I-A O B-B", [(1, 3, "A"), (4, 5, "B")]),
        (BIO, "B-A B-A I-A", [(0, 1, "A"), (1, 3, "A")]),
        (BIO, "O O", []),
        (BILOU, "U-P O B-P I-P L-P U-P", [(0, 1, "P"), (2, 5, "P"), (5, 6, "P")]),
    ],
)
def test_tagged_spans(tags: tuple[str, ...], names: str, spans: list[tuple[int, int, str]]) -> None:
    assert tagged_spans([tags.index(n) for n in names.split()], tags) == spans


@pytest.mark.parametrize(
    ("heads", "span", "head"),
    [
        ([1, 1, 1], (0, 2), 1),  # the root inside
        ([1, 3, 1, 3], (0, 3), 1),  # the one whose head lies outside
        ([2, 2, 2], (0, 2), 0),  # two of them: the first
    ],
)
def test_head_word(heads: list[int], span: tuple[int, int], head: int) -> None:
    assert head_word(heads, *span) == head


def test_a_quotation_after_a_full_stop_opens_a_sentence() -> None:
    words = ["Doe", "said", ".", '"', "It", "held", ".", '"', "The", "rest", "fell", "."]
    apart = [True, True, False, True, False, True, False, False, True, True, True, False]
    assert quotation_starts(words, apart) == [3]
    assert quotation_starts(["the", "U.S", ".", '"', "It"], [True, True, False, True, False]) == []
