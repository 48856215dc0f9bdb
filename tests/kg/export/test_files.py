"""A file is there whole or as it was before."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import BadFile
from kg.export.files import written


def test_an_interrupted_export_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "all.ttl"
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt), written(target) as out:
        out.write(b"new, but only ha")
        raise KeyboardInterrupt
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["all.ttl"]


def test_a_finished_export_takes_its_place(tmp_path: Path) -> None:
    target = tmp_path / "all.ttl"
    target.write_text("old")
    with written(target) as out:
        out.write(b"new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o444 == 0o444
    assert [p.name for p in tmp_path.iterdir()] == ["all.ttl"]


def test_compressed_bytes_hold_no_date(tmp_path: Path) -> None:
    found = set()
    for name in ("a.nq.gz", "b.nq.gz"):
        with written(tmp_path / name) as out:
            out.write(b"<urn:s> <urn:p> <urn:o> .\n")
        found.add((tmp_path / name).read_bytes())
    assert len(found) == 1
    assert gzip.decompress(found.pop()) == b"<urn:s> <urn:p> <urn:o> .\n"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be written: No such file"), written(tmp_path / "none" / "all.ttl"):
        pass
