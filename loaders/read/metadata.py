"""What is known of a document's publication, from the user, from a manifest beside it, or from the document itself?"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field, replace
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

from kg.errors import BadFile
from kg.model import is_partial_date
from loaders.annotate.dates import dates

MANIFEST = "manifest.csv"
COLUMNS = ("outlet", "published", "url", "title")
# What other tools call these columns: one of them in a manifest is a slip, not a column of the user's own.
_ALIASES = {
    "filename": "file", "file_name": "file", "path": "file", "name": "file", "document": "file",
    "sitename": "outlet", "source": "outlet", "publisher": "outlet", "hostname": "outlet", "site": "outlet", "source_domain": "outlet",
    "date": "published", "date_publish": "published", "publication_date": "published", "pubdate": "published", "day": "published",
    "link": "url", "uri": "url", "headline": "title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """Publication data; None is unknown, and nothing is guessed."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These data, and where they are unknown those of `other`."""
        return replace(other, **{k: v for k in self.__slots__ if (v := getattr(self, k)) is not None})


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest: what it says of each file, and for rows that cannot be used the error, by file."""

    path: Path
    known: dict[str, Metadata] = field(default_factory=dict)
    broken: dict[str, BadFile] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def _is_day(text: str) -> bool:
    if not is_partial_date(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def day(value: object) -> str | None:
    """A date in ISO form, cut to the day, the month or the year; None when there is none, or it could be read in two ways.

    Understood are ISO dates and times, those of mail and RSS, and dates with the name of the month. The day is the one that
    stands there, whatever its time zone.
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    for length in (10, 7, 4):
        if _is_day(text[:length]) and re.match(r"(?:$|[^\d-])", text[length:]):
            return text[:length] if length == 10 or len(text) == length else None
    if re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d", text):
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except ValueError:
            return None
    found = list(dates(text)) if len(text) < 60 else []
    return found[0].earliest if len(found) == 1 and found[0].is_day and found[0].earliest == found[0].latest else None


def read_manifest(folder: Path) -> Manifest | None:
    """The `manifest.csv` of a folder; None when there is none.

    Raises BadFile with the line when it is no such table: no column `file`, a column by another tool's name, no UTF-8.
    A row with a wrong date or too many cells is in `broken`.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(path, f"it is not UTF-8 (byte {error.start + 1:,}); save it as UTF-8") from None
    except OSError as error:
        raise BadFile(path, f"it cannot be opened: {error.strerror}") from None
    rows = csv.DictReader(text.splitlines(keepends=True), strict=True)
    out = Manifest(path)
    try:
        _check_columns(path, [(c or "").strip() for c in rows.fieldnames or ()])
        for row in rows:
            _add(out, {k.strip(): v for k, v in row.items() if k is not None}, rows.line_num, too_long=None in row)
    except csv.Error as error:
        raise BadFile(path, f"it is no CSV ({error}); close every quotation mark", line=rows.reader.line_num) from None
    return out


def _check_columns(path: Path, columns: list[str]) -> None:
    for name in columns:
        meant = _ALIASES.get(name.lower()) or next((c for c in ("file", *COLUMNS) if c == name.lower() != name), None)
        if meant is not None and meant not in columns:
            raise BadFile(path, f"the column `{name}` must be called `{meant}`", line=1)
        if columns.count(name) > 1:
            raise BadFile(path, f"the column `{name}` stands there twice", line=1)
    if "file" not in columns:
        raise BadFile(path, f"it needs a column `file`, and any of {', '.join(COLUMNS)}, parted by commas", line=1)


def _add(out: Manifest, row: dict[str, str | None], line: int, *, too_long: bool) -> None:
    name = (row.get("file") or "").strip()
    values = {c: (row.get(c) or "").strip() or None for c in COLUMNS}
    found = Metadata(values["outlet"], day(values["published"]), values["url"], values["title"])
    problem = None
    if not name:
        problem = "the row names no file"
    elif too_long:
        problem = "the row has more cells than the first; put cells with commas in quotation marks"
    elif values["published"] is not None and found.published is None:
        problem = f"{values['published']!r} is no date; write 2026-01-30, 2026-01 or 2026"
    elif name in out.known and out.known[name] != found:
        problem = f"the file stands already in line {out.lines[name]}, with other data"
    if problem is not None:
        out.broken[name] = BadFile(out.path, problem, line=line)
    else:
        out.known[name] = found
    out.lines.setdefault(name, line)
