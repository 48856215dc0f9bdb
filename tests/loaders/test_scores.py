"""The score gate: how well claims are read may only rise. Floors stand in floors.json beside this file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.measure.claims import measured, read_gold, read_wanted, text_name
from loaders.pipeline import Reader
from loaders.read.sources import read

SLACK = 0.005  # floors are given with three digits


def scores(reader: Reader, gold: Path, texts: Path) -> dict[str, float]:
    """F by table over the documents of a folder that have gold."""
    rows = read_gold(gold)
    readings = read_wanted(rows, read([str(texts)]), reader.read)
    assert readings.keys() == {text_name(g) for g in rows}
    return {name: score.f for name, score in measured(rows, readings)[0].items()}


def below(found: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """The tables whose F is below its floor: (F, floor)."""
    assert found.keys() == floors.keys()
    return {name: (round(found[name], 3), floor) for name, floor in floors.items() if found[name] < floor - SLACK}


@pytest.fixture(scope="module")
def floors(top: Path) -> dict[str, dict[str, float]]:
    return json.loads((top / "tests" / "loaders" / "floors.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_samples(reader: Reader, top: Path, floors: dict[str, dict[str, float]]) -> None:
    assert below(scores(reader, top / "tests" / "gold", top / "loaders" / "samples"), floors["samples"]) == {}


def test_five_documents(reader: Reader, shared: Path, floors: dict[str, dict[str, float]]) -> None:
    assert below(scores(reader, shared / "gold", shared / "documents"), floors["five"]) == {}


def test_the_gate_closes_below_a_floor() -> None:
    assert below({"events": 0.70}, {"events": 0.71}) == {"events": (0.70, 0.71)}
    assert below({"events": 0.71}, {"events": 0.71}) == {}
