"""Datelines: place, date and agency before the first sentence, and not a speaker or a sentence with a dash."""

from __future__ import annotations

import pytest

from loaders.segment.datelines import dateline

REST = "Two people died."


@pytest.mark.parametrize(("head", "line", "day"), [
    ("LIMA, Peru (AP) — ", "LIMA, Peru (AP)", None),
    ("NAIROBI (Reuters) - ", "NAIROBI (Reuters)", None),
    ("(Reuters) - ", "(Reuters)", None),
    ("Jan 29 (Reuters) - ", "Jan 29 (Reuters)", "2024-01-29"),
    ("TEGUCIGALPA, Honduras, Dec 18, (AP): ", "TEGUCIGALPA, Honduras, Dec 18, (AP)", "2023-12-18"),
    ("Kathmandu, Jan. 30: ", "Kathmandu, Jan. 30", "2024-01-30"),
    ("Accra, Ghana — January 31, 2024: ", "Accra, Ghana — January 31, 2024", "2024-01-31"),
    ("Cairo – ", "Cairo", None),
    ("SUDAN: ", "SUDAN", None),
    ("DAKAR/BAMAKO: ", "DAKAR/BAMAKO", None),
    ("GEORGETOWN -- ", "GEORGETOWN", None),
])  # fmt: skip
def test_a_dateline(head: str, line: str, day: str | None) -> None:
    found = dateline(head + REST, "2024-02-03", opens=True)
    assert found is not None
    assert (head + REST)[: found.length] == line
    assert (head + REST)[found.rest :] == REST
    assert found.day == day


@pytest.mark.parametrize("text", [
    "Silva: We won the vote.",
    "SILVA: We won the vote.",
    "ANA SILVA (Ministry of Works): We won the vote.",
    "The toll — 12 dead — shocked the town.",
    "Police in Lima – the capital – said two died.",
    "Two people died.",
    "Death toll: 12",
    "Villagers drowned: at least 16",
    "",
    "— no head",
])  # fmt: skip
def test_no_dateline(text: str) -> None:
    assert dateline(text, "2024-02-03", opens=True) is None


def test_within_a_story_only_an_agency_makes_one() -> None:
    assert dateline("Cairo – two died.", None, opens=False) is None
    assert dateline("CAIRO (Reuters) – two died.", None, opens=False) is not None
