"""The commands on a real store: load, read, query, explain, merge; what they print, where, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SAID = "Governor Ana Lund accused Norland of funding the raid. Norland denied funding the raid. Police said 12 people were killed in Ostra."


def kg(*words: str, cwd: Path, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if k != "KG_STORE"}
    return subprocess.run([sys.executable, "-m", "kg", *words], cwd=cwd, input=stdin, capture_output=True, text=True, check=False, env={**plain, **environment, "PYTHONPATH": str(Path(__file__).parents[2])})  # fmt: skip


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("here")
    (folder / "raid.txt").write_text(SAID, encoding="utf-8")
    done = kg("load", "raid.txt", "--outlet", "Lamp", "--date", "2031-05-05", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "1 new" in done.stderr
    return folder


def test_what_was_loaded_is_answered_as_csv(here: Path) -> None:
    done = kg("query", "accusations", cwd=here)
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert [(r["document"], r["outlet"], r["accuser"], r["accused"]) for r in rows] == [
        ("raid.txt", "Lamp", "Ana Lund", "Norland")
    ]
    assert all(SAID[int(r["start"]) : int(r["end"])] == r["quote"] for r in rows)


def test_loading_again_changes_nothing(here: Path) -> None:
    before = kg("stats", "--json", cwd=here).stdout
    done = kg("load", "raid.txt", "--outlet", "Lamp", "--date", "2031-05-05", "--jobs", "2", cwd=here)
    assert "1 unchanged" in done.stderr
    assert kg("stats", "--json", cwd=here).stdout == before
    assert json.loads(before)["Document"] == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_loaded(here: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SAID, encoding="utf-8")
    done = kg("load", "good.txt", "none.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "kg: none.txt: it cannot be opened" in done.stderr
    assert "1 new, 1 not loaded" in done.stderr


def test_reading_without_a_store(here: Path, tmp_path: Path) -> None:
    done = kg("read", "-", "--as", "text", cwd=tmp_path, stdin=SAID)
    assert {"accusation", "denial", "figure"} <= {json.loads(line)["kind"] for line in done.stdout.splitlines()}
    assert list(tmp_path.iterdir()) == []


def test_explaining_leads_to_the_sentence(here: Path) -> None:
    claim = json.loads(kg("query", "denials", "-f", "jsonl", cwd=here).stdout.splitlines()[0])["claim"]
    done = kg("explain", claim, cwd=here)
    assert "Norland denied funding the raid." in done.stdout
    assert "Lamp → Norland" in done.stdout


def test_queries_from_files_and_standard_input(here: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?d a <https://w3id.org/counterclaim/ns#Document> }"
    assert kg("query", "-", "-f", "csv", cwd=here, stdin=text).stdout == "n\n1\n"  # CRLF, read as text
    assert json.loads(kg("query", "-", "-f", "srj", cwd=here, stdin=text).stdout)["head"] == {"vars": ["n"]}
    assert kg("query", "-", cwd=here, stdin="SELECT ?s\nWHERE { ?s ?p }").returncode == 3


@pytest.mark.parametrize("words,code,message", [
    (("query", "figurs"), 2, "no stored query 'figurs'"),
    (("query", "figures", "-p", "colour=red"), 2, "there is none; it takes"),
    (("query", "figures", "-p", "colour"), 2, "write -p name=value"),
    (("query", "figures", "-f", "xls"), 2, "is none of table csv"),
    (("query", "figures", "--store", "nowhere"), 2, "there is no store"),
    (("load", "x.txt", "--date", "yesterday"), 2, "is no date"),
    (("explain", "https://e.org/none"), 2, "is not in the store"),
    (("merge", "https://e.org/a", "https://e.org/b", "same", "--why", "x"), 2, "is not in the store"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_line(here: Path, words: tuple[str, ...], code: int, message: str) -> None:
    done = kg(*words, cwd=here)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_store_of_the_environment(here: Path, tmp_path: Path) -> None:
    assert kg("stats", cwd=tmp_path).returncode == 2
    assert "Document" in kg("stats", cwd=tmp_path, KG_STORE=str(here / "counterclaim.kg")).stdout


def test_stored_queries_are_listed(here: Path) -> None:
    listed = kg("queries", cwd=here).stdout
    assert all(name in listed for name in ("figures", "who-accused-whom", "figures-by-outlet"))
