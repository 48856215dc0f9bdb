"""What a line shows of itself."""

from __future__ import annotations

import pytest

from loaders.segment import marks


@pytest.mark.parametrize("text", [
    "By Ana Silva", "By Ana Silva Published 3 June 2024, 10:15", "By Ana Silva | June 3, 2024",  "BY ANA SILVA AND JON LEE", "By: Lisbon Desk", "Author : Lisbon Desk", "Reporting by Ana Silva; Editing by Jon Lee", "[DS]", "(END)",
    "12/03/2024", "Updated: Mar 12, 2024 07:37 PM IST", "5 min readUpdated: Mar 12, 2024 07:37 PM IST", "Published 12 March 2024 10:00 GMT",
    "Tuesday, March 12, 2024", "(With inputs from PTI)", "Associated Press writer Jon Lee contributed to this report.",
])  # fmt: skip
def test_a_byline(text: str) -> None:
    assert marks.is_byline(text)


@pytest.mark.parametrize("text", [
    "By Friday the army had taken three villages", "By noon", "By 2030 the town will be gone", "Published reports say 12 died in March 2024",
    "On 12 March 2024 the bridge fell", "2024", "Ana Silva", "The toll rose by 12 on Tuesday",
])  # fmt: skip
def test_no_byline(text: str) -> None:
    assert not marks.is_byline(text)


@pytest.mark.parametrize(("text", "expected"), [
    ("Hill Courier | 18 March 2024", True), ("Hill Courier digest, 19 March 2024 (3 sources)", True), ("Hill Courier, 8 November 2024", True),
    ("Ana Silva in Lisbon", True), ("Hill Courier disaster desk", True),
    ("Toll climbs from 31 to 52", False), ("Storm hits Fiji and Tonga on 8 November 2024", False), ("Ana Silva in court", False),
    ("Fire in the old harbour of Lagos", False), ("The dead were buried on 8 November 2024.", False), ("Police storm the desk", False),
])  # fmt: skip
def test_an_imprint(text: str, expected: bool) -> None:
    assert marks.is_imprint(text) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Photo: A guard stands outside the court in Lyon on Friday.", True),
    ("A guard stands outside the court in Lyon. (Ana Silva/AFP)", True),
    ("A guard stands outside the court in Lyon [AP Photo]", True),
    ("Guards outside the court in Lyon on Friday. | Photo Credit: Ana Silva", True),
    ("Guards outside the court in Lyon on Friday. File photo", True),
    ("Photo: Ana Silva", False),
    ("VIDEO: Rescue teams dig in Herat all night", False),
    ("The ministry gave no reason for the ban. (Reuters)", False),
    ("The picture is clear: the army lost the town on Friday.", False),
    ("The army (and its allies) lost the town", False),
])  # fmt: skip
def test_a_caption(text: str, expected: bool) -> None:
    assert marks.is_labelled_caption(text) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("A guard outside the court in Lyon on Friday. AFP", True),
    ("At least 12 people were killed in the flood. X", True),
    ("A guard outside the court in Lyon on Friday. (NBC4)", True),
    ("The ministry gave no reason for the ban. (Reuters)", False),
    ("A guard outside the court in Lyon on Friday. He", False),
    ("Police shut the court in Lyon on Friday. [CNN]", False),
    ("A guard outside the court in Lyon on Friday. A", False),
    ("A guard outside the court in Lyon on Friday.", False),
])  # fmt: skip
def test_a_credit_at_the_end(text: str, expected: bool) -> None:
    assert marks.ends_in_credit(text) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Ana Silva (@anasilva), Feb 3, 2024", ("2024-02-03",)),
    ("— Ana Silva (@anasilva) via X", (None,)),
    ("Ana Silva (@anasilva)", (None,)),
    ("Ana Silva (@anasilva) said the bridge fell.", None),
    ("Ana Silva, Feb 3, 2024", None),
    ("the account (@anasilva)", None),
])  # fmt: skip
def test_a_signature(text: str, expected: tuple[str | None] | None) -> None:
    assert marks.signature(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("2011 – The war begins.", ("2011", 4)),
    ("2011 (spring) – The war begins.", ("2011", 13)),
    ("Jan 30‑31, 2024 – Raids.", ("2024-01-30", 15)),
    ("3 March: The bridge opens.", ("2024-03-03", 7)),
    ("Sep 2023 — A treaty.", ("2023-09", 8)),
    ("March 3, 10:15 GMT - Police close the bridge.", ("2024-03-03", 18)),
    ("March 3 was a Sunday.", None),
    ("In 2011 – the war began.", None),
    ("2011 soldiers – all of them – left.", None),
    ("Yesterday – a Monday – was quiet.", None),
    ("Dec 29 (Reuters) - Two men died.", None),  # a dateline
])  # fmt: skip
def test_a_timeline_entry(text: str, expected: tuple[str, int] | None) -> None:
    assert marks.timeline_date(text, "2024-03-05") == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("10:15 GMT - Police close the bridge", True), ("6:57 p.m. Police arrive", True), ("09:30 – Police arrive", True),
    ("10:15 GMT", False), ("1:37 Mayor addresses the shooting", False), ("3:1 was the score", False), ("12 - men died", False),
])  # fmt: skip
def test_an_entry_with_a_time(text: str, expected: bool) -> None:
    assert marks.opens_with_time(text) is expected
