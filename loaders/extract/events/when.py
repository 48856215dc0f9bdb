"""When did it happen? The date in the words around a trigger, that of its timeline row, or one counted from the event before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kg.model import Document, Segment, Span
from loaders.annotate.dates import Date, dates
from loaders.annotate.sentences import Sentence
from loaders.extract.events.model import Trigger, When
from loaders.segment.anchors import anchors, published

_AFTER_THAT = re.compile(
    r"\b(?:(?:a|one) day (?:earlier|later)|(?:a|one) day (?:before|after)(?=\s*[.,;)])|the (?:day before|next day|following day|previous day|day after))\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:that|the) same (?P<unit>day|month|year|week)\b|\bthat (?P<unit2>day|month|year|night|evening|morning|afternoon)\b",
    re.IGNORECASE,
)
_PERIOD = ("since", "until", "till", "through", "over", "between", "by")
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
        """The dates that a sentence names, those counted from another date among them; the one that opens a timeline row is none."""
        start = sentence.span.start
        row = self.row(sentence)
        anchor = row[0] if row is not None and len(row[0]) == 10 else self._anchors[sentence.segment.span.start]
        text = self._text[start : sentence.span.end]
        head = self._heads.get(sentence.segment.span.start, -1)
        found = [self._sure(d) for d in dates(text, anchor, start=start) if d.span.start >= head]
        for match in _AFTER_THAT.finditer(text):
            span = Span(start + match.start(), start + match.end())
            found = [d for d in found if not d.span.touches(span)]
            back = "earlier" in match[0] or "before" in match[0] or "previous" in match[0]
            found.append(Date(span, "counted", *self._counted(-1 if back else 1)))
        for match in _SAME.finditer(text):
            span = Span(start + match.start(), start + match.end())
            if not any(d.span.touches(span) for d in found):
                found.append(Date(span, "same", *self._same(match["unit"] or match["unit2"])))
        return sorted(found, key=lambda d: d.span)

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

    def _counted(self, days: int) -> tuple[str | None, str | None]:
        if self.last is None or len(self.last[0]) != 10:
            return None, None
        day = (date.fromisoformat(self.last[0]) + timedelta(days=days)).isoformat()
        return day, day

    def _same(self, unit: str) -> tuple[str | None, str | None]:
        size = {"year": 4, "month": 7}.get(unit, 10)
        if self.last is None or len(self.last[0]) < size:
            return None, None
        return self.last[0][:size], self.last[0][:size]

    def when(self, sentence: Sentence, trigger: Trigger, cue_words: frozenset[int], others: frozenset[int]) -> When | None:
        """First and last day (month, year) of what a trigger tells, as far as its own words or those around it date it.

        `others` are the other triggers of the sentence: a date that hangs on one of them is not this one's.
        """
        near: list[tuple[int, When]] = []
        free: list[Date] = []
        said: list[Date] = []
        above = _ancestors(sentence, trigger.chain[-1])
        for found in self.dates(sentence):
            if found.earliest is None or found.latest is None or _is_period(sentence, found):
                continue
            above_it = governor(sentence, found, frozenset(trigger.chain) | others | cue_words)
            if above_it in trigger.chain:
                near.append((trigger.chain.index(above_it), (found.earliest, found.latest)))
            elif above_it in cue_words and above_it in above and not found.is_day:
                said.append(found)  # "in March 2025, the army said that it had killed ...": the month of both
            elif above_it not in others and above_it not in cue_words and (above_it is None or above_it in above):
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


def _ancestors(sentence: Sentence, k: int) -> frozenset[int]:
    out = set()
    while sentence.tree.heads[k] not in out and sentence.tree.heads[k] != k:
        k = sentence.tree.heads[k]
        out.add(k)
    return frozenset(out)


def _is_period(sentence: Sentence, found: Date) -> bool:
    """Whether a date bounds a period and dates nothing ("since 2011", "until May")."""
    words = sentence.within(found.span)
    before = sentence.words[words.start - 1].lower() if words.start > 0 else ""
    first = sentence.words[words.start].lower() if len(words) else ""
    return first in _PERIOD or before in ("since", "until", "till", "by")


def governor(sentence: Sentence, found: Date, stops: frozenset[int]) -> int | None:
    """The predicate or trigger that a date hangs on."""
    tree = sentence.tree
    words = sentence.within(found.span)
    if not len(words):
        return None
    top = next((w for w in words if tree.heads[w] not in words or tree.heads[w] == w), words[0])
    seen = {top}
    k = tree.heads[top]
    while k not in seen:
        if k in stops or tree.upos[k] in ("VERB", "AUX") or tree.under(k, "cop"):
            return k
        seen.add(k)
        k = tree.heads[k]
    return k if k in stops or tree.is_verbal(k) else None


def overlap(a: When, b: When) -> bool:
    """Whether two dates may be one: their days, or the days of the month or year they name, meet."""
    return a[0] <= _last(b[1]) and b[0] <= _last(a[1])


def _last(text: str) -> str:
    return text + "~"  # after every day of the month or year


def joined(a: When | None, b: When | None) -> When | None:
    """The narrower of two dates that meet; a range where both are days."""
    if a is None or b is None:
        return a or b
    if len(a[0]) != len(b[0]):
        return a if len(a[0]) > len(b[0]) else b
    if len(a[0]) < 10 or a == b:
        return a
    spans = sorted((a, b), key=_days)
    return spans[0]


def _days(when: When) -> int:
    return (date.fromisoformat(when[1]) - date.fromisoformat(when[0])).days
