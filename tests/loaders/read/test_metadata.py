"""Publication data: dates as they are written, manifests, and which source goes before which."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadFile
from loaders.read.metadata import Metadata, day, read_manifest


@pytest.mark.parametrize(("value", "expected"), [
    ("2024-03-12", "2024-03-12"), (" 2024-03-12T23:30:00+09:00", "2024-03-12"), ("2024-03-12 10:00:00", "2024-03-12"), ("2024-03", "2024-03"), ("2024", "2024"),
    ("Tue, 12 Mar 2024 23:30:00 -0500", "2024-03-12"), ("12 March 2024", "2024-03-12"), ("March 12, 2024", "2024-03-12"), ("31/12/2023", "2023-12-31"),
    ("02/03/2024", None), ("2024-02-31", None), ("2024-13", None), ("yesterday", None), ("20240312", None), ("", None), (None, None), (2024, None),
    ("1 to 5 March 2024", None), ("March 12 2024 or March 13 2024", None),
])  # fmt: skip
def test_a_day(value: object, expected: str | None) -> None:
    assert day(value) == expected


def test_what_is_known_goes_before_what_is_read() -> None:
    assert Metadata(outlet="A", url="u").over(Metadata(outlet="B", title="t")) == Metadata(outlet="A", url="u", title="t")


def manifest(folder: Path, text: str) -> Path:
    (folder / "manifest.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_manifest(tmp_path: Path) -> None:
    text = 'file,outlet,published,url,title,note\na.txt,"Hill, Courier",2024-03-12,https://h.example/1,Fire,mine\nb.txt,,,,\n'
    found = read_manifest(manifest(tmp_path, "\ufeff" + text))
    assert found is not None
    assert found.known == {"a.txt": Metadata("Hill, Courier", "2024-03-12", "https://h.example/1", "Fire"), "b.txt": Metadata()}
    assert found.broken == {}


def test_no_manifest(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None


@pytest.mark.parametrize(("text", "line", "reason"), [
    ("outlet,title\nx,y\n", 1, "it needs a column `file`, and any of outlet, published, url, title, parted by commas"),
    ("", 1, "it needs a column `file`, and any of outlet, published, url, title, parted by commas"),
    ("file;outlet\na.txt;x\n", 1, "it needs a column `file`, and any of outlet, published, url, title, parted by commas"),
    ("file,date\na.txt,2024\n", 1, "the column `date` must be called `published`"),
    ("filename,outlet\na.txt,x\n", 1, "the column `filename` must be called `file`"),
    ("file,Outlet\na.txt,x\n", 1, "the column `Outlet` must be called `outlet`"),
    ("file,outlet,outlet\na.txt,x,y\n", 1, "the column `outlet` stands there twice"),
    ('file,outlet\na.txt,"x\n', 2, "it is no CSV (unexpected end of data); close every quotation mark"),
])  # fmt: skip
def test_a_broken_manifest(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(BadFile) as told:
        read_manifest(manifest(tmp_path, text))
    assert (told.value.path, told.value.line, told.value.reason) == (tmp_path / "manifest.csv", line, reason)


def test_a_manifest_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes("file,outlet\na.txt,Niño\n".encode("latin-1"))
    with pytest.raises(BadFile, match=r"manifest\.csv: it is not UTF-8 \(byte 21\); save it as UTF-8$"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(("row", "reason"), [
    ("a.txt,x,12th of Never,,", "'12th of Never' is no date; write 2026-01-30, 2026-01 or 2026"),
    ("a.txt,x,2024-02-31,,", "'2024-02-31' is no date; write 2026-01-30, 2026-01 or 2026"),
    ("a.txt,Hill, Courier,2024,u,t", "the row has more cells than the first; put cells with commas in quotation marks"),
    ("a.txt,x,,,\na.txt,y,,,", "the file stands already in line 2, with other data"),
])  # fmt: skip
def test_a_row_that_cannot_be_used(tmp_path: Path, row: str, reason: str) -> None:
    found = read_manifest(manifest(tmp_path, f"file,outlet,published,url,title\n{row}\nz.txt,z,,,\n"))
    assert found is not None
    assert {k: e.reason for k, e in found.broken.items()} == {"a.txt": reason}
    assert found.known["z.txt"] == Metadata(outlet="z")
