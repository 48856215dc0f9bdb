"""When did it happen? The date in the words around a trigger, that of its timeline row, or one counted from the event before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kg.model import Document, Segment, Span
from loaders.annotate.dates import Date, dates
from loaders.annotate.days import NUMBERS
from loaders.annotate.sentences import Sentence
from loaders.extract.events.hang import ancestors, governor, is_beside, is_period
from loaders.extract.events.model import Trigger, When
from loaders.extract.events.words import context_words, plain
from loaders.segment.anchors import anchors, published

_AFTER_THAT = re.compile(
    rf"\b(?P<count>{'|'.join(NUMBERS)}|\d{{1,2}}) (?P<unit>day|week|month|year)s? (?:(?:earlier|later)\b|(?:before|after)(?=\s*[.,;)]))"
    r"|\bthe (?:(?P<back>day before|previous day)|next day|following day|day after)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:that|the) same (?P<unit>day|month|year|week)\b|\bthat (?P<unit2>day|month|year|night|evening|morning|afternoon)\b",
    re.IGNORECASE,
)
_LONG = re.compile(r"\b(?:over|in|during|for|within) the (?:past|last|previous) (?:few |several |\w+ )?(?:weeks|months|years|decades)\b|\bin recent (?:weeks|months|years|decades)\b|"
                   r"\b(?:so far )?this year\b|\b(?:years|decades) of\b|\beach (?:week|month|year)\b|\bevery (?:week|month|year)\b|\bper year\b|\ba year\b|\bannually\b", re.IGNORECASE)  # fmt: skip


class Clock:
    """The dates of a document, sentence by sentence, with the words that they hang on."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self._text = document.text
        self.anchor = published(document, segments)
        self._anchors = dict(zip((s.span.start for s in segments), anchors(document, segments), strict=True))
        self._full = _full_dates(document.text)
        self.last: When | None = None  # of the last event that was told, for "a day earlier"
        self._named: When | None = None  # the last day that the sentence before names, for "that day"
        self._read: dict[int, list[Date]] = {}
        self._rows: dict[int, When] = {}
        self._heads: dict[int, int] = {}  # where the date of a timeline row ends, by the start of its segment
        for s in segments:
            if s.anchor is not None:
                found = next(iter(dates(document.slice(s.span)[:60], self.anchor)), None)
                whole = found is not None and found.span.start == 0 and found.earliest is not None
                self._rows[s.span.start] = (found.earliest, found.latest) if whole and found else (s.anchor, s.anchor)  # type: ignore[assignment]
                self._heads[s.span.start] = s.span.start + (found.span.end if whole and found else len(s.anchor))

    def row(self, sentence: Sentence) -> When | None:
        """The date of the timeline row that a sentence stands in."""
        return self._rows.get(sentence.segment.span.start)

    def day(self) -> date | None:
        """The day that the document speaks from."""
        return date.fromisoformat(self.anchor) if self.anchor and len(self.anchor) == 10 else None

    def dates(self, sentence: Sentence) -> list[Date]:
        """The dates that a sentence names, those counted from another date among them; the one that opens a timeline row is none.

        What they are counted from is what was told when the sentence is first asked for.
        """
        if sentence.span.start not in self._read:
            self._read[sentence.span.start] = self._dates(sentence)
        return self._read[sentence.span.start]

    def _dates(self, sentence: Sentence) -> list[Date]:
        start = sentence.span.start
        row = self.row(sentence)
        anchor = row[0] if row is not None and len(row[0]) == 10 else self._anchors[sentence.segment.span.start]
        text = self._text[start : sentence.span.end]
        head = self._heads.get(sentence.segment.span.start, -1)
        found = [self._sure(d) for d in dates(text, anchor, start=start) if d.span.start >= head]
        for match in _AFTER_THAT.finditer(text):
            span = Span(start + match.start(), start + match.end())
            found = [d for d in found if not d.span.touches(span)]
            found.append(Date(span, "counted", *self._counted(match)))
        for match in _SAME.finditer(text):
            span = Span(start + match.start(), start + match.end())
            if not any(d.span.touches(span) for d in found):
                near = max((d for d in found if d.is_day and d.span < span), key=lambda d: d.span, default=None)
                base = (near.earliest, near.latest) if near is not None else self._named
                found.append(Date(span, "same", *self._same(match["unit"] or match["unit2"], base)))  # type: ignore[arg-type]
        return sorted(found, key=lambda d: d.span)

    def passed(self, sentence: Sentence) -> None:
        """Go on from a sentence: "that day" in the next one is the day that it names last."""
        days = [d for d in self.dates(sentence) if d.is_day]
        self._named = (days[-1].earliest, days[-1].latest) if days else None  # type: ignore[assignment]

    def _sure(self, found: Date) -> Date:
        """A date with the year that the text gives it elsewhere; a weekend from its Friday on."""
        text = self._text[found.span.start : found.span.end]
        if found.earliest is None and found.kind in ("mdy", "dmy"):
            for full in self._full:
                again = next(iter(dates(text, full)), None)
                if again is not None and again.earliest == full:
                    return Date(found.span, found.kind, again.earliest, again.latest)
        if "weekend" in text.lower() and found.earliest is not None and len(found.earliest) == 10:
            return Date(
                found.span, found.kind, (date.fromisoformat(found.earliest) - timedelta(days=1)).isoformat(), found.latest
            )
        return found

    def _counted(self, match: re.Match[str]) -> tuple[str | None, str | None]:
        """The date so many days or years from the last event's; weeks and months from a day only to the month."""
        back = match["back"] is not None or re.search(r"earlier|before", match[0], re.IGNORECASE) is not None
        unit = (match["unit"] or "day").lower()
        count = (match["count"] or "one").lower()
        number = (NUMBERS.get(count) or int(count)) * (-1 if back else 1)
        if self.last is None:
            return None, None
        text = self.last[0]
        if unit == "year":
            year = f"{int(text[:4]) + number:04}"
            return year, year
        if unit == "month" and len(text) >= 7:
            months = int(text[:4]) * 12 + int(text[5:7]) - 1 + number
            month = f"{months // 12:04}-{months % 12 + 1:02}"
            return month, month
        if len(text) != 10 or unit == "month":
            return None, None
        day = (date.fromisoformat(text) + timedelta(days=number * (7 if unit == "week" else 1))).isoformat()
        return day, day

    def _same(self, unit: str, near: When | None) -> tuple[str | None, str | None]:
        """The day, month or year that was named just before, else that of the last event."""
        size = {"year": 4, "month": 7}.get(unit, 10)
        base = near if near is not None else self.last
        if base is None or len(base[0]) < size:
            return None, None
        return base[0][:size], base[0][:size]

    def when(self, sentence: Sentence, trigger: Trigger, cue_words: frozenset[int], others: frozenset[int]) -> When | None:
        """First and last day (month, year) of what a trigger tells, as far as its own words or those around it date it.

        `others` are the other triggers of the sentence: a date that hangs on one of them is not this one's.
        """
        near: list[tuple[int, When]] = []
        free: list[Date] = []
        said: list[Date] = []
        above = ancestors(sentence, trigger.chain[-1])
        for found in self.dates(sentence):
            if found.earliest is None or found.latest is None or is_period(sentence, found):
                continue
            above_it = governor(sentence, found, frozenset(trigger.chain) | others | cue_words)
            if above_it in trigger.chain:
                near.append((trigger.chain.index(above_it), (found.earliest, found.latest)))
            elif trigger.noun and above_it not in others and is_beside(sentence, trigger, found):
                near.append((0, (found.earliest, found.latest)))
            elif above_it in cue_words and above_it in above and not found.is_day:
                said.append(found)  # "in March 2025, the navy said that it had sunk ...": the month of both
            elif above_it not in others and above_it not in cue_words and (above_it is None or above_it in above):
                is_part = trigger.noun and trigger.use == "part"
                if above_it is None or not (is_part or plain(sentence.tree.lemmas[above_it]) in context_words("aftermath")):
                    free.append(found)
        if near:
            return min(near, key=lambda n: n[0])[1]
        for several in (free, said):
            if len(several) == 1:
                return several[0].earliest, several[0].latest  # type: ignore[return-value]
        return None

    def coming(self, when: When) -> When:
        """The date of what is planned: a day in the week before the anchor is the one a week later."""
        today = self.day()
        if today is None or len(when[0]) != 10 or not 0 < (today - date.fromisoformat(when[0])).days < 7:
            return when
        return (date.fromisoformat(when[0]) + timedelta(days=7)).isoformat(), (
            date.fromisoformat(when[1]) + timedelta(days=7)
        ).isoformat()

    def is_long_count(self, sentence: Sentence, trigger: Trigger) -> bool:
        """Whether a clause counts over months or years, or a whole year ("254 attacks in 2025", "over the past 12 months")."""
        tree = sentence.tree
        counted = any(tree.under(o, "nummod") or tree.case(o) for o in (trigger.at, trigger.outer) if tree.under(o, "nummod"))
        if not trigger.noun:
            counted = any(tree.under(p, "nummod") for p in trigger.patients)
        if not counted:
            return False
        text = self._text[sentence.span.start : sentence.span.end]
        if _LONG.search(text):
            return True
        row = self.row(sentence)
        found = [
            d for d in self.dates(sentence) if d.kind in ("year", "ago") or (d.earliest is not None and len(d.earliest) == 4)
        ]
        return (bool(found) and not any(d.is_day for d in self.dates(sentence))) or (row is not None and len(row[0]) == 4)


def _full_dates(text: str) -> list[str]:
    """The days that a text names with their year."""
    return sorted({d.earliest for d in dates(text) if d.is_day and d.earliest is not None})
