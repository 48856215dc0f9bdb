"""Which days does an expression mean, seen from an anchor? The arithmetic of `dates`: everything here is ISO text in and out.

A pair is (earliest, latest); each is a day, a month or a year, as exact as the text is. (None, None): a date, but no telling which.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from kg.model import is_partial_date

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec".split("|"), 1
    )
    for name in names.split()
}  # fmt: skip
DAYS = {
    name: number
    for number, names in enumerate("monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun".split("|"))
    for name in names.split()
}  # fmt: skip
NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "a": 1, "an": 1, "couple of": 2, "a couple of": 2,
}  # fmt: skip
VAGUE_NUMBERS = ("a few", "few", "several", "many", "some")
Pair = tuple[str | None, str | None]
UNKNOWN: Pair = (None, None)
_TIMES = range(1500, 9900)  # years; within them no sum of ours leaves the calendar
_LATE = timedelta(days=7)  # a date so little after the anchor is of the same year: documents are dated a little late or early


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A year, month or day in ISO form; None when the calendar has no such day."""
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def day_of(anchor: str | None) -> date | None:
    """The day of an anchor, None when it is less exact than a day, or no date of our times."""
    if anchor is None or len(anchor) != 10:
        return None
    try:
        found = date.fromisoformat(anchor)
    except ValueError:
        return None
    return found if found.year in _TIMES else None


def year_of(month: int, day: int | None, anchor: str | None, *, ahead: bool = False) -> int | None:
    """The year that puts a month or day nearest before the anchor, or nearest after it for what lies `ahead`."""
    if anchor is None or not is_partial_date(anchor) or (year := int(anchor[:4])) not in _TIMES:
        return None
    if len(anchor) == 4:
        return year
    base = day_of(anchor) or date(year, int(anchor[5:7]), 28)
    first = date(year, month, min(day or 1, 28))
    if ahead:
        last = date(year, month, monthrange(year, month)[1] if day is None else min(day, 28))
        return year if last >= base - _LATE else year + 1
    return year if first <= base + _LATE else year - 1


def _month(base: date, back: int) -> str:
    count = base.year * 12 + base.month - 1 - back
    return f"{count // 12:04}-{count % 12 + 1:02}"


def ago(base: date, count: int, unit: str) -> Pair:
    """What lies `count` units before a day: a day; about a week; a month; a year."""
    if unit == "year":
        return (f"{base.year - count:04}",) * 2
    if unit == "month":
        return (_month(base, count),) * 2
    middle = base - timedelta(days=count * (7 if unit == "week" else 1))
    about = timedelta(days=3 if unit == "week" else 0)
    return (middle - about).isoformat(), (middle + about).isoformat()


def lately(base: date, count: int, unit: str) -> Pair:
    """The stretch of `count` units up to a day: "the past 48 hours", "the last three weeks"."""
    if unit in ("month", "year"):
        return ago(base, count, unit)[0], _month(base, 0) if unit == "month" else f"{base.year:04}"
    days = -(-count // 24) if unit == "hour" else count * (7 if unit == "week" else 1)
    return (base - timedelta(days=days)).isoformat(), base.isoformat()


def weekday(base: date, name: str, which: str, *, ahead: bool) -> Pair:
    """The last such day on or before a day; the next one for "next", and for what lies `ahead`."""
    back = (base.weekday() - DAYS[name]) % 7
    if which == "next":
        back = -((7 - back) % 7 or 7)
    elif which in ("last", "previous") and back == 0:
        back = 7
    elif ahead and which not in ("last", "previous", "this past"):
        back = -((7 - back) % 7)
    return ((base - timedelta(days=back)).isoformat(),) * 2


def relative(words: str, base: date) -> Pair:
    """ "yesterday", "last week", "this month", "overnight", seen from a day."""
    one = timedelta(days=1)
    if words in ("tomorrow", "yesterday", "last night", "day before yesterday"):
        away = {"tomorrow": 1, "day before yesterday": -2}.get(words, -1)
        return ((base + away * one).isoformat(),) * 2
    if words == "overnight":
        return (base - one).isoformat(), base.isoformat()
    if "weekend" in words:
        saturday = base - timedelta(days=(base.weekday() - 5) % 7)
        if words.startswith(("last", "past")) and saturday + one >= base:
            saturday -= 7 * one
        return saturday.isoformat(), min(saturday + one, base).isoformat()
    steps = {"last": 1, "next": -1}.get(words.split(maxsplit=1)[0], 0)
    if "week" in words:
        monday = base - timedelta(days=base.weekday()) - 7 * steps * one
        return monday.isoformat(), (monday + 6 * one if steps else base).isoformat()
    if "month" in words:
        return (_month(base, steps),) * 2
    if "year" in words:
        return (f"{base.year - steps:04}",) * 2
    return (base.isoformat(),) * 2
