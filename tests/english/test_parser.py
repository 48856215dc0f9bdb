"""The parser on scores set by hand: where sentences end."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import numpy as np
import pytest

from kg.english.decode import Floats
from kg.english.model import FOLDER, load_parser
from kg.english.parser import SURE_END, Parser, Scorer


@pytest.fixture(scope="module")
def shipped() -> Parser:
    return load_parser(FOLDER)[1]


class Ending:
    """A scorer whose scores of sentence ends are set by hand."""

    def __init__(self, scorer: Scorer, ends: dict[int, float]) -> None:
        self._scorer, self._ends = scorer, ends
        self.labels, self.roles = scorer.labels, scorer.roles

    def window(
        self, ids: Sequence[int], shape_ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        found = self._scorer.window(ids, shape_ids, first, last)
        found["end"] = np.array([self._ends.get(k, -9.0) for k in range(len(first))], dtype=np.float32)
        return found


@pytest.mark.parametrize(
    ("ends", "bounds", "starts"),
    [
        ({2: 1.0}, (0,), [0]),  # "Police in Accra | Monday said": no sentence ends so inside of a line
        ({2: 1.0}, (), [0, 3]),  # where lines are not known
        ({2: SURE_END + 1}, (0,), [0, 3]),  # a heading glued to the sentence
        ({5: 0.5}, (0,), [0, 6]),  # after a full stop
        ({}, (0, 3), [0, 3]),  # a line of its own
    ],
)
def test_a_sentence_ends_inside_a_line_at_a_full_stop_or_for_sure(
    shipped: Parser, ends: dict[int, float], bounds: tuple[int, ...], starts: list[int]
) -> None:
    words = ["Police", "in", "Accra", "Monday", "spoke", "?", "it", "rained"]
    parser = copy(shipped)
    parser.scorer = Ending(shipped.scorer, ends)
    assert [p.start for p in parser.parse(words, bounds)] == starts
