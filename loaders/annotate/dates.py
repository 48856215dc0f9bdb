"""Which dates does a text name, and which days are they, seen from an anchor?

Ready libraries guess: dateparser takes "may", "sat" and bare numbers for days, and today's clock for the anchor. What reads
wrong is worse here than what stays unread, so only forms that can be nothing but a date are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import Span
from loaders.annotate import days
from loaders.annotate.dateforms import AMBIGUOUS_MONTHS, NEEDS, PATTERNS, SIGNS
from loaders.annotate.days import DAYS, MONTHS, NUMBERS, UNKNOWN, VAGUE_NUMBERS, Pair
from loaders.lexicon import rows

# A number after "of" or "from" is a year only where no counted thing follows: "of 2000 and", not "of 2000 soldiers".
_GOES_ON = frozenset("and or to until till through when as the a an in at on with which who that but was were has have had is are after before by "
                     "since while including during for its it he she they their from amid following led between".split())  # fmt: skip
_UNIT = re.compile(r"[\s-]*(?:people|persons?|homes?|houses?|villages?|km|kilomet\w+|miles?|met(?:er|re)s?|kg|tons?|tonnes?|feet|dollars?|euros?|"
                   r"rupees?|pounds?|acres?|hectares?|hours?|rounds?|votes?|cases|others|dead|mw|megawatts?|[kmgt]b)\b", re.IGNORECASE)  # fmt: skip
_AHEAD = re.compile(
    r"(?:\b(?:will|shall|tomorrow|upcoming|looming|deadline)\b|['’]ll\b|\b(?:expected|scheduled|due|set|slated|planned|plans|planning|hopes?|aims?|"
    r"is|are|was|were)\s+(?:\w+\s+){0,2}?to\s+(?!(?:have|the|an?|this|that|their|his|her|its|our)\b)\w+|\bahead of\b|\bscheduled for\b|\bdue on\b)", re.IGNORECASE)  # fmt: skip
# What turns back to the past before the date comes: "is expected to survive after being hit on Sunday".
_BACK = re.compile(r"\b(?:after|when|following|since|because)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:said|told|announced|added|warned|promised|pledged|vowed|confirmed|reported|killed|struck)\s*$", re.IGNORECASE
)
_FEASTS = re.compile(r"\b(?:Bloody|Black|Good|Super|Ash|Palm|Easter|Holy|Maundy|Cyber|Red|White|Fat|Giving)\s+$")
_PAPERS = re.compile(r"\s+(?:Times|Post|Mail|Telegraph|Express|Mirror|Herald|Standard|Tribune|Mass|Market|Prayers)\b")
_TIME_LEADS = frozenset(
    "on of since by until till from before after the for in to through and between early late mid about around or last next this dated".split()
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: first and last day, month or year in ISO form; None where no anchor tells which it is."""

    span: Span
    kind: str
    earliest: str | None
    latest: str | None

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day."""
        return self.earliest is not None and len(self.earliest) == 10


@cache
def _people() -> frozenset[str]:
    return frozenset(r["noun"] for r in rows("people"))


def _counts(text: str, end: int) -> bool:
    """Whether a counted thing follows: a unit, or a noun for people."""
    if _UNIT.match(text, end):
        return True
    word = re.match(r"\s+([a-z]+)", text[end : end + 40])
    return word is not None and {word[1], word[1].removesuffix("s"), word[1].removesuffix("es")} & _people() != set()


def _lies_ahead(text: str, start: int) -> bool:
    """Whether the words before a date, in its own clause, tell of what is still to come."""
    clause = re.split(r"[.;!?:\n“”\"]", text[max(0, start - 120) : start])[-1]
    found = [m.end() for m in _AHEAD.finditer(clause)]
    if not found or _BACK.search(clause, found[-1]):
        return False
    rest = re.sub(r"\b(?:on|by|in|at|until|early|late|this|the)\s*$", "", clause.rstrip()).rstrip()
    return not _OVER.search(rest)


def _word_before(text: str, start: int) -> str:
    found = re.search(r"(\S+)\s+$", text[max(0, start - 40) : start])
    return found[1] if found else ""


def _is_a_day(match: re.Match[str], text: str) -> bool:
    """Whether the day beside "May" or "March" makes a date of it: "on 12 May", "May 5, 2020", and not "Top 5 May Face"."""
    if match["month"].lower().rstrip(".") not in AMBIGUOUS_MONTHS or match.groupdict().get("year") or not match[0][0].isdigit():
        return True
    before = _word_before(text, match.start())
    heads_on = re.match(r"\s+[A-Z][a-z]", text[match.end() : match.end() + 3]) is not None
    if not before:
        return not heads_on
    return before.lower() in _TIME_LEADS or before[-1] in ",;:(—–-." or before in DAYS


def _year_for(match: re.Match[str], month: int, day: int, anchor: str | None, text: str) -> int | None:
    """The year of a day without one; the day of the week before it tells which of the years around is meant."""
    year = days.year_of(month, day, anchor, ahead=_lies_ahead(text, match.start()))
    if year is None or not match["lead"]:
        return year
    name = DAYS[match["lead"].lower()]
    return next(
        (y for y in (year, year - 1, year + 1) if (d := days.day_of(days.iso(y, month, day))) and d.weekday() == name), year
    )


def _with_day(match: re.Match[str], text: str, anchor: str | None) -> tuple[Pair, int] | None:
    """(days, end) of a match that holds a day and a month; a second number that counts something else is left out."""
    group = match.groupdict()
    if not _is_a_day(match, text):
        return None
    month, first = MONTHS[match["month"].lower().rstrip(".")], int(match["day"])
    month2 = MONTHS[group["month2"].lower().rstrip(".")] if group.get("month2") else month
    year = int(group["year"]) if group.get("year") else _year_for(match, month, first, anchor, text)
    end = match.end()
    if not group.get("year") and not group.get("day2") and month in (3, 5) and _UNIT.match(text, end):
        return None  # "troops March 12 km"
    if group.get("day2"):
        last = int(group["day2"])
        is_open = match.end("day2") == match.end() and (
            _counts(text, end) or re.match(r"\s+(?!on|at|in)[a-z]{4,}", text[end : end + 8])
        )
        joined = match[0][: match.start("day2") - match.start()].rstrip().endswith(("and", "to"))
        if (is_open and joined) or (month2 == month and last <= first):
            return _cut(match, month, first, anchor, text)
        last_year = year if year is None or month2 >= month else year + (0 if group.get("year") else 1)
        first_year = year - 1 if year is not None and month2 < month and group.get("year") else year
        if year is None or first_year is None or last_year is None:
            return UNKNOWN, end
        pair = days.iso(first_year, month, first), days.iso(last_year, month2, last)
        return (pair, end) if None not in pair else None
    if year is None:
        return UNKNOWN, end
    found = days.iso(year, month, first)
    return ((found, found), end) if found else None


def _cut(match: re.Match[str], month: int, first: int, anchor: str | None, text: str) -> tuple[Pair, int] | None:
    """A match without its second day. What a day stands before ("12 and 30 May") is no date then."""
    if match.start("day2") < match.start("month"):
        return None
    year = _year_for(match, month, first, anchor, text)
    found = days.iso(year, month, first) if year is not None else None
    return ((found, found), max(match.end("day"), match.end("month")))


def _numeric(match: re.Match[str], anchor: str | None) -> Pair | None:
    """A date in figures; where day and month could change places, the anchor must settle it."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    found = sorted(
        {
            f
            for f in (
                days.iso(year, second, first) if second <= 12 else None,
                days.iso(year, first, second) if first <= 12 else None,
            )
            if f
        }
    )
    if not found:
        return None
    if len(found) == 1:
        return found[0], found[0]
    return (anchor, anchor) if anchor in found else UNKNOWN


def _years(match: re.Match[str], text: str) -> Pair | None:
    lead = (match.groupdict().get("lead") or "").lower()
    end = match.end()
    after = re.match(r"\s+([a-z][\w-]*)", text[end : end + 30])
    if _counts(text, end) and lead not in ("in", "since", "during", "after", "before", "early", "late", "mid", "year"):
        return None
    if _UNIT.match(text, end) and not re.match(r"\s+(?:people|others|persons)", text[end : end + 10]):
        return None
    if lead in ("of", "from", "by", "between") and after is not None and after[1] not in _GOES_ON:
        return None
    year = int(match["year"])
    if not match["year2"]:
        return f"{year:04}", f"{year:04}"
    last = int(match["year2"]) if len(match["year2"]) == 4 else year // 100 * 100 + int(match["year2"])
    return (f"{year:04}", f"{last:04}") if last > year else None


def _from_anchor(kind: str, match: re.Match[str], text: str, anchor: str | None) -> Pair | None:
    """The days of an expression that means nothing without an anchor."""
    base = days.day_of(anchor)
    if kind == "relative":
        words = re.sub(r"^(?:the|this|earlier this|earlier|later)\s+(?=day|week|month|year|today)", "", match["relative"].lower())
        if match["relative"][0].isupper() and _word_before(text, match.start())[:1].isupper():
            return None  # a newspaper: "India Today"
        return days.relative(words, base) if base else UNKNOWN
    if kind == "weekday":
        if _FEASTS.search(text, max(0, match.start() - 12), match.start()) or _PAPERS.match(text, match.end()):
            return None
        ahead = _lies_ahead(text, match.start())
        return days.weekday(base, match["weekday"].lower(), (match["which"] or "").lower(), ahead=ahead) if base else UNKNOWN
    count = (match["count"] or "a").lower()
    if base is None or count in VAGUE_NUMBERS or match.groupdict().get("way", "ago").lower() != "ago":
        return UNKNOWN  # "two days earlier" counts from something else
    number = NUMBERS.get(count) or int(count)
    return (days.ago if kind == "ago" else days.lately)(base, number, match["unit"].lower())


def _resolve(kind: str, match: re.Match[str], text: str, anchor: str | None) -> tuple[Pair, int] | None:
    """(days, end) of a match; None when it is no date after all."""
    end = match.end()
    pair: Pair | None
    if kind in ("mdy", "dmy"):
        return _with_day(match, text, anchor)
    if kind == "iso":
        found = days.iso(*map(int, match["iso"].split("-")))
        pair = (found, found) if found else None
    elif kind == "numeric":
        pair = _numeric(match, anchor)
    elif kind == "year":
        pair = _years(match, text)
    elif kind in ("month", "bare month"):
        group = match.groupdict()
        month = MONTHS[match["month"].lower().rstrip(".")]
        if kind == "bare month" and month == MONTHS["may"] and match["lead"].lower() in ("of", "from", "by"):
            return None  # a speech by May
        ahead = match.groupdict().get("lead", "").lower() == "next" or _lies_ahead(text, match.start())
        year = int(group["year"]) if group.get("year") else days.year_of(month, None, anchor, ahead=ahead)
        last = MONTHS[group["month2"].lower().rstrip(".")] if group.get("month2") else month
        pair = UNKNOWN if year is None else (days.iso(year - (last < month), month), days.iso(year, last))
    else:
        pair = _from_anchor(kind, match, text, anchor)
    return (pair, end) if pair is not None else None


def dates(text: str, anchor: str | None = None, *, start: int = 0) -> Iterator[Date]:
    """The dates of a text in order; `anchor` is the day (or month, year) it was published or speaks from.

    A weekday is the last such day on or before the anchor, a day without a year the nearest one before it; both lie after it
    where the clause tells of what is to come. `start` is added to the offsets. Of overlapping readings the longest stands.
    """
    found: list[Date] = []
    lower = text.lower()
    present = {name for name, sign in SIGNS if sign.search(lower)}
    for kind, pattern in PATTERNS:
        if not NEEDS[kind] <= present:
            continue
        for match in pattern.finditer(text):
            resolved = _resolve(kind, match, text, anchor)
            if resolved is not None:
                found.append(Date(Span(start + match.start(), start + resolved[1]), kind, *resolved[0]))
    found.sort(key=lambda d: (d.span.start - d.span.end, d.span.start))
    chosen: list[Date] = []
    taken: set[int] = set()
    for candidate in found:
        places = range(candidate.span.start, candidate.span.end)
        if taken.isdisjoint(places):
            chosen.append(candidate)
            taken.update(places)
    yield from sorted(chosen, key=lambda d: d.span)
