"""Words begin and end where UD says, and every character but white space is in one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.english.tokens import LONGEST, Tokenizer

KNOWN = {"said", "the", "killed", "police", "workers"}


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in Tokenizer(KNOWN)(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("He didn't go.", "He did n't go ."),
    ("They cannot say who’s there; we won’t.", "They can not say who ’s there ; we wo n’t ."),
    ("the states' claims", "the states ' claims"),
    ("a 40-hour battle", "a 40 - hour battle"),
    ("killing 37–70 people", "killing 37 – 70 people"),
    ("on Jan 30‑31", "on Jan 30 ‑ 31"),
    ("non-state actors, anti-government rallies", "non-state actors , anti-government rallies"),
    ("rebel-held towns", "rebel - held towns"),
    ("al-Shabaab", "al - Shabaab"),
    ("$4.5bn and US$500 million, €3m", "$ 4.5 bn and US $ 500 million , € 3 m"),
    ("Rs13,499 or Rs 200", "Rs 13,499 or Rs 200"),
    ("26% of 1,000", "26 % of 1,000"),
    ("at 5pm on 2026-01-30, 07:37 PM", "at 5 pm on 2026-01-30 , 07:37 PM"),
    ("the 1970s and the '90s, the 3rd", "the 1970s and the '90s , the 3rd"),
    ("Gen. J. K. Obi of the U.S. Army", "Gen. J. K. Obi of the U.S. Army"),
    ("He said no. No. 2 agreed.", "He said no . No. 2 agreed ."),
    ("deaths[1][2] rose", "deaths [ 1 ] [ 2 ] rose"),
    ("“We fought,” he said…", "“ We fought , ” he said …"),
    ("see http://example.org/a?b=1. Or (www.example.org/x)", "see http://example.org/a?b=1 . Or ( www.example.org/x )"),
    ("@press_office via X #Accra", "@press_office via X #Accra"),
    ("write to a.b@example.org, please", "write to a.b@example.org , please"),
    ("and/or 9/11", "and / or 9/11"),
    ("no\u00a0break\u200bhere", "no break here"),
    ("What?! Really...", "What ?! Really ..."),
    ("2,000–3,000", "2,000 – 3,000"),
    ("PG&E", "PG&E"),
    # glued in copying: parted where both halves are known words, left alone where not
    ("saidThe", "said The"),
    ("the attack.The army", "the attack . The army"),
    ("YouTube iPhone McDonald", "YouTube iPhone McDonald"),
])  # fmt: skip
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


def test_no_text_no_words() -> None:
    assert words("") == []
    assert words(" \n\u200b ") == []


@given(st.text())
def test_offsets_are_in_order_and_cover_all_but_space(text: str) -> None:
    offsets = Tokenizer()(text)
    assert all(a < b for a, b in offsets)
    assert all(b <= c for (_, b), (c, _) in pairwise(offsets))
    inside = "".join(text[a:b] for a, b in offsets)
    outside = set(range(len(text))) - {k for a, b in offsets for k in range(a, b)}
    assert len(inside) + len(outside) == len(text)
    assert not any(text[k].isalnum() for k in outside)


@given(st.text(alphabet=st.characters(blacklist_categories=("Z", "C")), min_size=LONGEST, max_size=LONGEST * 12))
def test_a_run_without_breaks_is_cut(text: str) -> None:
    offsets = Tokenizer()(text)
    assert sum(b - a for a, b in offsets) == len(text)
    assert max(b - a for a, b in offsets) <= LONGEST * 4


def test_the_same_words_whatever_was_read_before() -> None:
    used, fresh = Tokenizer(KNOWN), Tokenizer(KNOWN)
    for text in ("don't", "saidThe", "a.b.c"):
        used(text)
    assert used("don't saidThe") == fresh("don't saidThe")
