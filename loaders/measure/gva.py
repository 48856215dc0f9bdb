"""How well are counts, days and towns of shootings read? `python -m loaders.measure.gva FOLDER|FILE... [--limit N] [--skip N] [--rows] [--json]`.

A file holds JSON lines, one report each, in the format of the gun-violence set: `id incident date_published text` and `gold`, what an archive
knows of the incident: `killed injured date city` and `killed_parts injured_parts` (sizes of groups within a count). A folder stands for
its `.jsonl` files. Reports are taken in an order that is the same each time, mixes sites and days and keeps an incident together, so that `--limit`
gives a fair sample and `--skip` another one. An early report knows less than the archive: only what a report itself states is asked for.

- stated, recall: of counts of two and more that stand in the text near a word for the measure, those that some figure gives;
- stated, top-1: those that the first figure of the measure in the text gives; one killed, top-1: its first figure is 1;
- precision: of the values that a report gives for a measure, those that are the count, a part of it, or all victims for `injured`;
- date: reports with an event within a day of the incident's; date, first: the first event with a day is;
- city: of the reports that name the city, those where it is a place of some event; city, first: of the first event with a place.

`--rows` lists what went wrong by id, with no words of the texts: they name private people.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import BadFile
from kg.model import Document, Figure, Reading
from kg.vocabulary import Measure
from loaders.measure.claims import normal

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen""".split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {word: n for n, word in enumerate(_SMALL)} | {
    f"{ten}-{unit}".removesuffix("-"): 10 * n + k for n, ten in enumerate(_TENS, 2) for k, unit in enumerate(("", *_SMALL[1:10]))
}
# Words that tell of a measure; a count near one of them is stated. Independent of the reader's lexicons: it measures them.
_TELLING = {
    Measure.KILLED: re.compile(r"kill(?:s|ed|ings?)?|dead|deaths?|died?|dies|dying|fatal\w*|slain|slayings?|murder(?:s|ed)?|homicides?|bodies|lives"),
    Measure.INJURED: re.compile(r"injur\w+|wound(?:s|ed|ing)?|hurt|shot|hit|struck|hospital\w*|victims?|critical(?:ly)?"),
}  # fmt: skip
# What a number may count that is no victim: time, length, shots, addresses.
_UNIT = re.compile(r"(?:year|yr|month|week|day|hour|minute|second|shot|round|bullet|gunshot|block|mile|inch|suspect|street)s?|times|feet|percent|[ap]m?|"
                   r"inches|st|ave(?:nue)?|o'clock")  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_WORD = re.compile(r"\d+(?:[,.:/]\d+)*(?:st|nd|rd|th)?(?:-[a-z]+)*|[a-z]+(?:[-'’][a-z]+)*")
_NEAR = 8  # words
_MEASURES = (Measure.KILLED, Measure.INJURED)


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a shooting, with what an archive knows of the incident."""

    id: str
    incident: str
    text: str
    published: str | None
    gold: Mapping[str, Any]

    @property
    def day(self) -> date:
        """The day of the incident."""
        return date.fromisoformat(self.gold["date"])

    def parts(self, measure: Measure) -> frozenset[int]:
        """The values that are right for a measure: the count, parts of it, and for the injured everybody who was shot."""
        found = {self.gold[measure.value], *self.gold[f"{measure.value}_parts"]}
        return frozenset(found | ({self.gold["killed"] + self.gold["injured"]} if measure is Measure.INJURED else set()))


@dataclass(frozen=True, slots=True)
class Check:
    """One question to one reading: under which heading it counts, whether it came out right, what was wanted and found."""

    heading: str
    right: bool
    report: str
    note: str


def reports(paths: Iterable[Path]) -> list[Report]:
    """The reports of files and of the `.jsonl` files of folders. Raises BadFile with the line for what is no report."""
    files = [f for p in paths for f in (sorted(p.glob("*.jsonl")) if p.is_dir() else [p])]
    out = []
    for path in files:
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except OSError as error:
            raise BadFile(path, f"cannot be read: {error.strerror}; name a JSON Lines file or a folder of them") from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                out.append(_report(path, number, line))
    return sorted(out, key=lambda r: (sha256(r.incident.encode()).hexdigest(), r.id))


def _report(path: Path, number: int, line: str) -> Report:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadFile(path, f"is no JSON: {error}", line=number) from None
    try:
        found = Report(str(row["id"]), str(row.get("incident", row["id"])), row["text"], row.get("date_published"), row["gold"])
        if not all(isinstance(found.gold[m.value], int) for m in _MEASURES) or not isinstance(found.gold["city"], str):
            raise TypeError("counts are whole numbers and the city a text")
        _ = found.day, [found.parts(m) for m in _MEASURES]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadFile(path, f"is no report with gold: {error}; see the head of loaders/measure/gva.py", line=number) from None
    return found


def states(text: str, count: int, measure: Measure) -> bool:
    """Whether a text has a count near a word for its measure in one sentence, and not before a unit of something else."""
    for sentence in _SENTENCE_END.split(text.lower()):
        words = _WORD.findall(sentence)
        marks = [k for k, w in enumerate(words) if _TELLING[measure].fullmatch(w)]
        for k, word in enumerate(words):
            value = int(word) if word.isdecimal() else _NUMBERS.get(word)
            if value != count or (k + 1 < len(words) and _UNIT.fullmatch(words[k + 1])):
                continue
            if any(0 < abs(k - m) <= _NEAR for m in marks):
                return True
    return False


def tells_of(text: str, measure: Measure) -> bool:
    """Whether a text has a word for a measure: a single victim is seldom counted."""
    return any(_TELLING[measure].fullmatch(w) for w in _WORD.findall(text.lower()))


def checks(report: Report, reading: Reading) -> list[Check]:
    """All questions to the reading of one report."""
    out: list[Check] = []

    def ask(heading: str, right: bool, note: str) -> None:
        out.append(Check(heading, right, report.id, note))

    for m in _MEASURES:
        wanted, name = report.gold[m.value], m.value
        found = [
            (c.low, c.high)
            for c in reading.claims
            if isinstance(c, Figure) and c.measure is m and (c.low, c.high) not in ((None, None), (0, 0))
        ]
        note = f"wanted {wanted}, found {found}"
        if wanted >= 2 and states(report.text, wanted, m):
            ask(f"{name} stated, recall", any(wanted in f for f in found), note)
            ask(f"{name} stated, top-1", bool(found) and wanted in found[0], note)
        if m is Measure.KILLED and wanted == 1 and tells_of(report.text, m):
            ask("one killed, top-1", bool(found) and 1 in found[0], note)
        for value in sorted(
            {low if low is not None else high for low, high in found if low is not None or high is not None} - {0, None}
        ):  # type: ignore[type-var]
            ask(f"{name} precision", value in report.parts(m), f"value {value}, right {sorted(report.parts(m))}")
    days = [date.fromisoformat(e.earliest) for e in reading.events if e.earliest is not None and len(e.earliest) == 10]
    near = [abs(d - report.day).days <= 1 for d in days]
    note = f"wanted {report.day}, found {', '.join(map(str, days)) or 'none'}"
    ask("date", any(near), note)
    ask("date, first", bool(near) and near[0], note)
    city = f" {normal(report.gold['city'])} "
    if city.strip() and city in f" {normal(report.text)} ":
        placed = [any(city in f" {normal(p.name)} " for p in e.places) for e in reading.events if e.places]
        note = f"wanted {report.gold['city']}, found {'; '.join(', '.join(p.name for p in e.places) for e in reading.events if e.places) or 'none'}"
        ask("city", any(placed), note)
        ask("city, first", bool(placed) and placed[0], note)
    return out


def summary(asked: Sequence[Check]) -> dict[str, tuple[int, int]]:
    """How many came out right, of how many, by heading."""
    out: dict[str, tuple[int, int]] = {}
    for c in asked:
        right, of = out.get(c.heading, (0, 0))
        out[c.heading] = right + c.right, of + 1
    return dict(sorted(out.items()))


def main(arguments: list[str] | None = None) -> int:
    """Read the reports, ask, print the table; exit 1 when there is none to read, 3 when a file is no set of reports."""
    options = argparse.ArgumentParser(prog="python -m loaders.measure.gva", description=(__doc__ or "").split("\n")[0])
    options.add_argument(
        "paths", nargs="+", type=Path, metavar="FOLDER|FILE", help="JSON Lines of reports with gold, or a folder of them"
    )
    options.add_argument("--limit", type=int, metavar="N", help="read so many reports")
    options.add_argument("--skip", type=int, default=0, metavar="N", help="leave out so many first")
    options.add_argument("--rows", action="store_true", help="list what went wrong, by id")
    options.add_argument("--json", action="store_true", help="print the scores as JSON")
    a = options.parse_args(arguments)
    try:
        chosen = reports(a.paths)[a.skip :][: a.limit]
    except BadFile as error:
        print(error, file=sys.stderr)
        return 3
    if not chosen:
        print("there is no report to read: name a JSON Lines file or a folder of them, and skip fewer", file=sys.stderr)
        return 1
    from loaders.pipeline import Reader

    reader = Reader()
    asked = [c for r in chosen for c in checks(r, reader.read(Document(r.id, r.text, published=r.published)))]
    if a.rows:
        for c in asked:
            if not c.right:
                print(f"{c.heading}: {c.report}: {c.note}")
    found = summary(asked)
    if a.json:
        print(json.dumps({h: {"right": right, "of": of, "share": round(right / of, 4)} for h, (right, of) in found.items()}))
    else:
        print("\n".join(f"{h:24} {right / of:.3f} {right:5} of {of:5}" for h, (right, of) in found.items()))
        print(f"{len(chosen)} reports")
    return 0


if __name__ == "__main__":
    sys.exit(main())
