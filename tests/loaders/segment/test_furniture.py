"""Furniture: every row of the lexicon has its example, and sentences that begin alike stay prose."""

from __future__ import annotations

import re

import pytest

from loaders.lexicon import Row, rows
from loaders.segment.furniture import scope, speaks_of_the_site


@pytest.mark.parametrize("row", rows("boilerplate"), ids=lambda r: r["example"])
def test_each_row_has_an_example(row: Row) -> None:
    assert re.fullmatch(rf"\W*(?:{row['pattern']})\W*", row["example"], re.IGNORECASE)
    assert scope(row["example"]) is not None


@pytest.mark.parametrize("text", [
    "“Join us,” the general told protesters in Dhaka.",
    "If you are in the area, please contact police on 101, the force said.",
    "Unlock Haiti's ports, traders tell gangs",
    "Loading docks in Izmir were hit by a drone.",
    "Sources: two guards dead in Lyon",
    "Source close to the minister denies the report",
    "Photos of the dead were sent to the families.",
    "Share prices fell by a tenth in Lagos on Monday.",
    "Comments by the minister angered the union.",
    "Read the full text of the treaty, he told reporters, and you will see.",
    "More than 40 people died.",
    "Related charges were dropped in March.",
    "Previous talks failed.",
    "© 2024 Example Media. The suspect is still in custody in Lyon.",
    "Copyright law was broken, the court found.",
    "Your support is welcome, the minister told rebels.",
    "Follow the money, the judge said.",
    "Search teams found three bodies.",
    "Home Secretary resigns",
    "Tags were found on the bodies: they bore numbers.",
    "We use our own boats, the fishermen said.",
])  # fmt: skip
def test_prose_that_begins_alike(text: str) -> None:
    assert scope(text) is None


@pytest.mark.parametrize(("text", "expected"), [
    ("Our reporters work for you. Your contribution keeps this website free.", True),
    ("Ana Silva is a reporter who covers courts and prisons. Follow her on X.", True),
    ("The World Desk delivers news from five continents.", True),
    ("Ana Silva is a reporter who was jailed in 2020.", False),
    ("“Our newsletter was banned,” Ana Silva said.", False),
    ("The newsletter of the union was banned, and we were beaten, she told the court.", False),
    ("We will not give up our land.", False),
])  # fmt: skip
def test_text_about_the_site(text: str, expected: bool) -> None:
    assert speaks_of_the_site(text) is expected
