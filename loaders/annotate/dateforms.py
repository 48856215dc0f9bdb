"""In which forms are dates written? Patterns, and what must stand in a text for one of them to be there."""

from __future__ import annotations

import re

from loaders.annotate.days import MONTHS, NUMBERS, VAGUE_NUMBERS

AMBIGUOUS_MONTHS = ("may", "march")  # words as well: these need their capital, and company
_NAMES = "|".join(f"(?-i:{m.title()}|{m.upper()})" if m in AMBIGUOUS_MONTHS else m for m in sorted(MONTHS, key=len, reverse=True))
_WEEKDAYS = (
    "(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
)
_SHORT = "(?-i:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)"
_DASH = r"\s*(?:[-–—‑‐/]|\bto\b|\band\b|\bthrough\b|\buntil\b|\btill\b)\s*"
_LEAD = rf"(?:\b(?P<lead>{_WEEKDAYS}|{_SHORT})\.?,?\s+(?:the\s+)?)?"
_COUNT = r"\d{1,3}|" + "|".join(sorted((*NUMBERS, *VAGUE_NUMBERS), key=len, reverse=True))


def _month(name: str = "month") -> str:
    return rf"(?P<{name}>{_NAMES})\b\.?"


def _day(name: str = "day") -> str:
    return rf"(?P<{name}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|-(?:year|month|week|day|hour|point|man|member)\b)"


def _year(name: str = "year") -> str:
    return rf"(?P<{name}>(?:19|20)\d\d)(?![\d%]|[.,]\d|s\b)"


_FORMS = (
    ("iso", r"(?<![\d-])(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])"),
    ("numeric", rf"(?<![\d/.-])(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark){_year()}(?![/-])"),
    ("mdy", rf"{_LEAD}\b{_month()}\s*{_day()}(?:{_DASH}(?:{_month('month2')}\s*)?{_day('day2')})?(?:,?\s+{_year()})?"),
    ("dmy", rf"{_LEAD}\b{_day()}{_DASH}{_day('day2')}(?:\s+of)?\s+{_month()}(?:,?\s+{_year()})?"),
    ("dmy", rf"{_LEAD}\b{_day()}(?:\s+of)?\s+{_month()}{_DASH}{_day('day2')}(?:\s+of)?\s+{_month('month2')}(?:,?\s+{_year()})?"),
    ("dmy", rf"{_LEAD}\b{_day()}(?:\s+of)?\s+{_month()}(?:,?\s+{_year()})?"),
    ("month", rf"\b{_month()}{_DASH}{_month('month2')}(?:\s+of)?,?\s+{_year()}"),
    ("month", rf"\b{_month()}(?:\s+of)?,?\s+{_year()}"),
    ("bare month", rf"\b(?P<lead>in|since|last|next|this|early|late|mid|by|until|till|during|throughout|of|from)(?:\s+|-)(?:early\s+|late\s+|mid-)?{_month()}(?!\s*\d)"),
    ("year", rf"\b(?P<lead>in|since|during|from|between|of|year|until|by|before|after|early|late|mid|throughout|the|its|their|a)(?:\s+|-)(?:early\s+|late\s+|mid-)?{_year()}(?:{_DASH}(?P<year2>(?:19|20)?\d\d)(?![\d%]|[.,]\d))?(?![-–/]\d)"),
    ("year", rf"(?<![\d,.$€£-])\b{_year()}\s*[-–]\s*(?P<year2>(?:19|20)\d\d)(?![\d%]|[.,]\d|\s*[-–]\d)"),
    ("relative", r"\b(?P<relative>(?:the )?day before yesterday|today|yesterday|tomorrow|tonight|overnight|last night|this (?:morning|afternoon|evening|week|month|year)|"
                 r"(?:last|next) (?:weekend|week|month|year)|(?:this |past )?weekend|earlier this (?:week|month|year)|earlier today|later today)\b"),
    ("lately", rf"\b(?:last|past|previous) (?:(?P<count>{_COUNT}) )?(?P<unit>hour|day|week|month|year)s?\b"),
    ("ago", rf"\b(?P<count>{_COUNT}) (?P<unit>day|week|month|year)s? (?P<way>ago|earlier|before|later|after)\b"),
    ("weekday", rf"\b(?:(?P<which>last|next|this past|this|previous|early|late)\s+)?(?P<weekday>{_WEEKDAYS})\b"),
)  # fmt: skip
PATTERNS = tuple((kind, re.compile(p, re.IGNORECASE)) for kind, p in _FORMS)
# What must stand in a text for a form to be there at all; looking for that first saves most of the time.
SIGNS = (("digit", re.compile(r"\d")), ("year", re.compile(r"(?:19|20)\d\d")), ("month", re.compile("|".join(sorted({m[:3] for m in MONTHS})))),
          ("day", re.compile("day")), ("word", re.compile(r"day|night|week|month|year|morning|afternoon|evening|tomorrow")),
          ("unit", re.compile("hour|day|week|month|year")))  # fmt: skip
NEEDS: dict[str, set[str]] = {
    "iso": {"year"}, "numeric": {"year"}, "mdy": {"digit", "month"}, "dmy": {"digit", "month"}, "month": {"year", "month"}, "bare month": {"month"},
    "year": {"year"}, "relative": {"word"}, "lately": {"unit"}, "ago": {"unit"}, "weekday": {"day"},
}  # fmt: skip
