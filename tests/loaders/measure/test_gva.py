"""The measure of shootings: what it asks of a reading, and how it answers bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import BadFile
from kg.vocabulary import Measure
from loaders.measure.gva import main, reports, states, summary, tells_of

ROWS = [
    {
        "id": "1-a",
        "incident": "1",
        "date_published": "2021-03-09",
        "text": "Two killed in Leeds bar\n\nTwo men were killed and three women were wounded in a shooting in Leeds on Monday, police said.",
        "gold": {"killed": 2, "injured": 3, "killed_parts": [], "injured_parts": [3], "date": "2021-03-08", "city": "Leeds"},
    },
    {
        "id": "2-b",
        "incident": "2",
        "date_published": "2021-03-09",
        "text": "The market was calm\n\nTraders in Bath said on Friday that prices of fish had not risen.",
        "gold": {"killed": 1, "injured": 0, "killed_parts": [], "injured_parts": [], "date": "2021-03-08", "city": "Bath"},
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "made-up.jsonl").write_text("".join(json.dumps(r) + "\n" for r in ROWS), encoding="utf-8")
    return tmp_path


def test_scores(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--json"]) == 0
    found = {h: (s["right"], s["of"]) for h, s in json.loads(capsys.readouterr().out).items()}
    assert found == {
        "killed stated, recall": (1, 1),
        "killed stated, top-1": (1, 1),
        "killed precision": (1, 1),
        "injured stated, recall": (1, 1),
        "injured stated, top-1": (1, 1),
        "injured precision": (1, 1),
        "date": (1, 2),
        "date, first": (1, 2),
        "city": (1, 2),
        "city, first": (1, 2),
    }


def test_rows_show_ids_and_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--rows"]) == 0
    out = capsys.readouterr().out
    assert "date: 2-b: wanted 2021-03-08, found none\n" in out
    assert "city: 2-b: wanted Bath, found none\n" in out
    assert "1-a" not in out and "fish" not in out
    assert out.endswith("2 reports\n")


def test_a_sample_is_the_same_each_time_and_the_rest_is_another(folder: Path) -> None:
    ids = [r.id for r in reports([folder])]
    assert sorted(ids) == ["1-a", "2-b"] and ids == [r.id for r in reports([folder / "made-up.jsonl"])]


@pytest.mark.parametrize(
    ("text", "count", "measure", "expected"),
    [
        ("At least 3 people were killed.", 3, Measure.KILLED, True),
        ("Twenty-one people were killed.", 21, Measure.KILLED, True),
        ("He was shot 3 times and killed.", 3, Measure.KILLED, False),
        ("A 3-year-old was killed.", 3, Measure.KILLED, False),
        ("Three people came. Nobody was killed.", 3, Measure.KILLED, False),
        ("Two others were wounded.", 2, Measure.INJURED, True),
    ],
)
def test_what_a_text_states(text: str, count: int, measure: Measure, expected: bool) -> None:
    assert states(text, count, measure) is expected


def test_a_single_victim_needs_no_number() -> None:
    assert tells_of("A man died.", Measure.KILLED)
    assert not tells_of("A man came.", Measure.KILLED)


def test_nothing_asked_is_no_share() -> None:
    assert summary([]) == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is no JSON"),
        ('{"id": "1"}', "is no report with gold"),
        ("[]", "is no report with gold"),
        (json.dumps(ROWS[0] | {"gold": ROWS[0]["gold"] | {"date": "May"}}), "is no report with gold"),  # type: ignore[operator]
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, reason: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(BadFile, match=reason) as caught:
        reports([path])
    assert (caught.value.path, caught.value.line) == (path, 2)
    assert main([str(path)]) == 3
    assert f"{path}:2" in capsys.readouterr().err


def test_nothing_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "there is no report to read" in capsys.readouterr().err
    assert main([str(tmp_path / "absent.jsonl")]) == 3
    assert "cannot be read" in capsys.readouterr().err
