"""Dates: what is one, which days it means from an anchor, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.annotate.dates import dates

ANCHOR = "2024-03-12"  # a Tuesday


def found(text: str, anchor: str | None = ANCHOR) -> list[tuple[str, str | None, str | None]]:
    return [(text[d.span.start : d.span.end], d.earliest, d.latest) for d in dates(text, anchor)]


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), [
    # forms
    ("signed on 2023-11-05.", "2023-11-05", "2023-11-05", "2023-11-05"),
    ("at 2023-11-05T10:00:00Z", "2023-11-05", "2023-11-05", "2023-11-05"),
    ("on 5 November 2023", "5 November 2023", "2023-11-05", "2023-11-05"),
    ("the 5th of November, 2023", "5th of November, 2023", "2023-11-05", "2023-11-05"),
    ("on Nov. 5, 2023, in", "Nov. 5, 2023", "2023-11-05", "2023-11-05"),
    ("on NOV 5", "NOV 5", "2023-11-05", "2023-11-05"),
    ("Sunday, 5 November 2023", "Sunday, 5 November 2023", "2023-11-05", "2023-11-05"),
    ("31/12/2023", "31/12/2023", "2023-12-31", "2023-12-31"),
    ("12/03/2024", "12/03/2024", "2024-03-12", "2024-03-12"),  # the anchor settles what is the day
    ("10/12/2021", "10/12/2021", None, None),
    ("in March 2021,", "March 2021", "2021-03", "2021-03"),
    ("in early January", "in early January", "2024-01", "2024-01"),
    ("since 2011 the", "since 2011", "2011", "2011"),
    ("the 2016 peace deal", "the 2016", "2016", "2016"),
    # ranges
    ("Jan 30‑31, 2024", "Jan 30‑31, 2024", "2024-01-30", "2024-01-31"),
    ("December 6-8", "December 6-8", "2023-12-06", "2023-12-08"),
    ("30 January – 2 February", "30 January – 2 February", "2024-01-30", "2024-02-02"),
    ("28 December and 3 January", "28 December and 3 January", "2023-12-28", "2024-01-03"),
    ("28 December to 3 January 2022", "28 December to 3 January 2022", "2021-12-28", "2022-01-03"),
    ("June to August 2023", "June to August 2023", "2023-06", "2023-08"),
    ("between 2011 and 2015", "between 2011 and 2015", "2011", "2015"),
    ("in 2021-22", "in 2021-22", "2021", "2022"),
    # seen from the anchor
    ("on Saturday", "Saturday", "2024-03-09", "2024-03-09"),
    ("on Tuesday", "Tuesday", "2024-03-12", "2024-03-12"),
    ("last Tuesday", "last Tuesday", "2024-03-05", "2024-03-05"),
    ("next Friday", "next Friday", "2024-03-15", "2024-03-15"),
    ("the court will rule on Friday", "Friday", "2024-03-15", "2024-03-15"),
    ("services are expected to resume on Friday", "Friday", "2024-03-15", "2024-03-15"),
    ("the police said they would leave on Friday", "Friday", "2024-03-08", "2024-03-08"),
    ("which will be paid, the bank said on Friday", "Friday", "2024-03-08", "2024-03-08"),
    ("today", "today", "2024-03-12", "2024-03-12"),
    ("tonight", "tonight", "2024-03-12", "2024-03-12"),
    ("yesterday", "yesterday", "2024-03-11", "2024-03-11"),
    ("the day before yesterday", "the day before yesterday", "2024-03-10", "2024-03-10"),
    ("overnight", "overnight", "2024-03-11", "2024-03-12"),
    ("last week", "last week", "2024-03-04", "2024-03-10"),
    ("this week", "this week", "2024-03-11", "2024-03-12"),
    ("over the weekend", "weekend", "2024-03-09", "2024-03-10"),
    ("last month", "last month", "2024-02", "2024-02"),
    ("next month", "next month", "2024-04", "2024-04"),
    ("last year", "last year", "2023", "2023"),
    ("the past 48 hours", "past 48 hours", "2024-03-10", "2024-03-12"),
    ("the last three weeks", "last three weeks", "2024-02-20", "2024-03-12"),
    ("two days ago", "two days ago", "2024-03-10", "2024-03-10"),
    ("three months ago", "three months ago", "2023-12", "2023-12"),
    ("a few weeks ago", "a few weeks ago", None, None),
    ("two days earlier", "two days earlier", None, None),  # than what?
    # without a year: the nearest before
    ("on 14 March", "14 March", "2024-03-14", "2024-03-14"),  # the page is dated two days early
    ("on 20 March", "20 March", "2023-03-20", "2023-03-20"),
    ("elections are scheduled for 20 March", "20 March", "2024-03-20", "2024-03-20"),
    ("in September", "in September", "2023-09", "2023-09"),
    ("on Monday, August 7", "Monday, August 7", "2023-08-07", "2023-08-07"),
    ("on Tuesday, August 9", "Tuesday, August 9", "2022-08-09", "2022-08-09"),  # a Tuesday in 2022
])  # fmt: skip
def test_a_date_and_its_days(text: str, words: str, earliest: str | None, latest: str | None) -> None:
    assert found(text) == [(words, earliest, latest)]


@pytest.mark.parametrize("text", [
    "they may leave", "Prime Minister May said", "a speech by May", "Top 5 May Face Trial", "troops March 12 km", "Thousands March in Oslo",
    "a 31-year-old man", "aged 12", "of 2000 soldiers", "in 2000 homes", "a 2000 km road", "from 1900 to 2000 people", "1,000 to 2,000", "$2011",
    "in the 1990s", "2,011", "2023-02-31", "Feb 30", "India Today reported", "the Sunday Times", "Bloody Sunday", "Mon State", "the Sun rose",
    "he Sat down", "the two-day toll", "a 5.5 magnitude", "7-8 people", "the 24-hour shop", "March 5-year plan", "room 2024-7",
])  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_a_second_number_that_counts_something_is_left_out() -> None:
    assert found("on May 3 and 12 people were killed", "2024-06-01") == [("May 3", "2024-05-03", "2024-05-03")]
    assert found("on May 3 and 4 in Lima", "2024-06-01") == [("May 3 and 4", "2024-05-03", "2024-05-04")]


def test_without_an_anchor_a_date_is_found_and_not_dated() -> None:
    text = "On Friday, 3 June and last week; in May 2020."
    assert found(text, None) == [("Friday, 3 June", None, None), ("last week", None, None), ("May 2020", "2020-05", "2020-05")]


def test_an_anchor_may_be_a_year_or_a_month() -> None:
    assert found("on 3 June", "2021") == [("3 June", "2021-06-03", "2021-06-03")]
    assert found("on 3 June, yesterday", "2021-07") == [("3 June", "2021-06-03", "2021-06-03"), ("yesterday", None, None)]
    assert found("on Friday", "2021-02-31") == [("Friday", None, None)]


def test_offsets_count_from_the_start_given() -> None:
    assert [(d.span.start, d.span.end) for d in dates("in May 2020", None, start=100)] == [(103, 111)]


_WORDS = st.sampled_from(
    "on 3 12 May March Jan. 2020 1999 2024-01-02 Friday last week ago two days – - , and to in of the next year 31/12/2020 am".split()
)


@given(
    st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join)),
    st.sampled_from([None, "2024-03-12", "2024-03", "2024", "0001-01-01", "9999-12-31", "2024-02-31", "x"]),
)
def test_dates_lie_in_the_text_apart_and_run_forward(text: str, anchor: str | None) -> None:
    end = 0
    for d in dates(text, anchor):
        assert end <= d.span.start < d.span.end <= len(text)
        assert (d.earliest is None) == (d.latest is None)
        assert d.earliest is None or d.latest is None or d.earliest <= d.latest
        end = d.span.end
