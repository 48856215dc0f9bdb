"""The gold of the sample documents is well formed and agrees with their texts, the manifest and the vocabulary."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.model import Document
from kg.vocabulary import CountedGroup, EventStatus, EventType, Measure
from loaders.read.sources import read

TOP = Path(__file__).resolve().parents[2]
SAMPLES = TOP / "loaders" / "samples"
FILES = sorted((TOP / "tests" / "gold").glob("*.json"))
HEAD = {"id", "text", "outlet", "published", "url", "query", "title"}
KEYS = {
    "figures": {"measure", "low", "high", "victims", "who", "claimant", "outlets", "disputed", "scope", "anchor"},
    "accusations": {"accuser", "accused", "what", "outlets", "anchor"},
    "denials": {"denier", "denied", "against", "outlets", "anchor"},
    "responsibility": {"claimant", "event", "outlets", "anchor"},
    "statements": {"speaker", "direct", "cue", "outlets", "anchor"},
    "events": {"type", "what", "date", "places", "perpetrators", "outlets", "anchor"},
}
MAY_HAVE = {"figures": {"approx", "words", "note"}, "events": {"status", "note"}}
NAMES = {
    "accusations": ("accuser", "accused"),
    "denials": ("denier",),
    "responsibility": ("claimant",),
    "statements": ("speaker",),
}
MAY_BE_NOBODY = {"figures": ("claimant",), "denials": ("against",)}
WITHOUT_PEOPLE = {Measure.PLACES, Measure.DURATION_HOURS, Measure.MONEY, Measure.INCIDENTS}
CITING = {"10-digest-tidewatch", "13-digest-paper-trail"}

Gold = dict[str, Any]


@pytest.fixture(params=FILES, ids=lambda p: p.stem)
def gold(request: pytest.FixtureRequest) -> Gold:
    read: Gold = json.loads(request.param.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The samples as they are read, by name: anchors stand in the text that reading makes of a page or a record."""
    found = list(read([str(SAMPLES)]))
    assert all(isinstance(d, Document) for d in found), "every sample and every row of the manifest can be read"
    return {d.name: d for d in found if isinstance(d, Document)}


@pytest.fixture
def text(gold: Gold, documents: dict[str, Document]) -> str:
    return documents[gold["text"]].text


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("’", "'")).casefold()


def test_every_sample_has_gold(documents: dict[str, Document]) -> None:
    named = [json.loads(p.read_text(encoding="utf-8"))["text"] for p in FILES]
    assert sorted(named) == sorted(documents)
    assert [p.stem for p in FILES] == sorted(n.removesuffix(Path(n).suffix) for n in named)
    assert {".txt", ".html", ".jsonl"} <= {p.suffix for p in SAMPLES.iterdir()}


def test_every_text_has_a_row_in_the_manifest() -> None:
    """Text alone cannot say where it was published; pages and records can."""
    with (SAMPLES / "manifest.csv").open(encoding="utf-8", newline="") as table:
        assert [r["file"] for r in csv.DictReader(table)] == sorted(p.name for p in SAMPLES.glob("*.txt"))


def test_the_head_is_what_is_known_of_the_document(gold: Gold, documents: dict[str, Document]) -> None:
    known = documents[gold["text"]]
    assert tuple(gold[k] for k in ("outlet", "published", "url", "title")) == (
        known.outlet,
        known.published,
        known.url,
        known.title,
    )
    assert gold["id"] == Path(gold["text"]).stem
    assert date.fromisoformat(gold["published"])
    assert gold["query"] is None, "a sample is no page that a search could bring back"
    assert ".example/" in gold["url"], "an invented outlet has an address that nobody can own"


def test_the_title_is_printed(gold: Gold, text: str) -> None:
    is_record = Path(gold["text"]).suffix == ""
    assert (gold["title"] in text.split("\n")) is not is_record


def test_rows_have_the_declared_keys(gold: Gold) -> None:
    assert set(gold) - {"note"} == HEAD | set(KEYS)
    for name, keys in KEYS.items():
        for row in gold[name]:
            assert keys <= set(row) <= keys | MAY_HAVE.get(name, {"note"}), row


def test_an_anchor_is_a_few_words_that_stand_once_in_the_text(gold: Gold, text: str) -> None:
    for name in KEYS:
        for row in gold[name]:
            assert text.count(row["anchor"]) == 1, row
            assert 1 <= len(row["anchor"].split()) <= 8, row


def test_no_row_stands_twice(gold: Gold) -> None:
    for name, keys in KEYS.items():
        seen = [json.dumps([row[k] for k in sorted(keys)]) for row in gold[name]]
        assert len(seen) == len(set(seen)), name


def test_names_are_lists_of_words_of_which_one_is_printed(gold: Gold, text: str) -> None:
    printed = plain(text)
    for name in KEYS:
        lists = [row[k] for row in gold[name] for k in NAMES.get(name, ())]
        assert all(lists), name
        lists += [row[k] for row in gold[name] for k in MAY_BE_NOBODY.get(name, ())]
        lists += [n for row in gold[name] for k in ("places", "perpetrators") for n in row.get(k, ())]
        for aliases in lists:
            assert all(isinstance(a, str) and a.strip() == a != "" for a in aliases), aliases
            assert len(aliases) == len(set(aliases)), aliases
            assert not aliases or any(plain(a) in printed for a in aliases), aliases


def test_only_a_digest_credits_other_outlets_and_only_listed_ones(gold: Gold, text: str) -> None:
    credited = {o for name in KEYS for row in gold[name] for o in row["outlets"]}
    assert bool(credited) == (gold["id"] in CITING)
    listed = set(re.findall(r"^\[\d+\] ([^:]+):", text, re.MULTILINE))
    assert credited <= listed


def test_figures_use_declared_terms_and_bounds_in_order(gold: Gold) -> None:
    for row in gold["figures"]:
        measure, low, high = Measure(row["measure"]), row["low"], row["high"]
        group = CountedGroup(row["victims"])
        assert measure not in WITHOUT_PEOPLE or group == CountedGroup.OTHER, row
        assert all(x is None or (type(x) is int and x > 0) for x in (low, high)), row
        assert None in (low, high) or low <= high, row
        assert (low is None and high is None) == ("words" in row), row
        assert row.get("approx", True) is True, row
        assert type(row["disputed"]) is bool, row


def test_the_words_of_a_vague_figure_are_printed(gold: Gold, text: str) -> None:
    for row in gold["figures"]:
        assert plain(row.get("words", "")) in plain(text), row


def test_events_use_declared_terms_and_dates_that_exist(gold: Gold) -> None:
    for row in gold["events"]:
        EventType(row["type"])
        status = EventStatus(row.get("status", "occurred"))
        assert "status" not in row or status in {EventStatus.FOILED, EventStatus.PLANNED}, row
        if row["date"] is not None:
            year, month, day = [*row["date"].split("-"), "01", "01"][:3]
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row["date"]), row
            start = date(int(year), int(month), int(day))
            assert (start > date.fromisoformat(gold["published"])) == (status == EventStatus.PLANNED), row


def test_the_cue_is_printed(gold: Gold, text: str) -> None:
    for row in gold["statements"]:
        assert all(plain(part) in plain(text) for part in row["cue"].split(" ... ")), row
        assert type(row["direct"]) is bool, row
