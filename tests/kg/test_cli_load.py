"""Input that cannot be read: one clear message for each, counted, exit code 3, and everything else is loaded."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

MAYOR = "Mayor Ana Lund accused the builder of hiding the cracks. The builder denied hiding the cracks."
POLICE = "Police said on Sunday that 12 people were killed in a fire at the market hall of Ostra."
HARBOUR = (
    "The coast guard said that the ferry had left late, and that nobody had told it why the port was shut when it turned back."
)
BAD = {
    "binary.txt": "it is binary, not text; convert it to text or HTML first",
    "cut.json": "not JSON (line 1, column 11: Unterminated string starting); mend it, or write one whole object a line",
    "cut.jsonl:2": "not JSON (column 23: Unterminated string starting); each line must hold one whole object",
    "https://lamp.example/2": "in cut.warc: the record is cut short; fetch the page again",
    "empty.txt": "it is empty",
    "french.txt": "it is not in English (it looks like 'fr'); only English is read, translate it first",
    "latin.txt": r"it is not UTF-8 \(byte \d+, line 2\); it may be [\w-]+: iconv -f [\w-]+ -t utf-8",
    "line.html": "line 1 has 1,219,999 characters; more than 1,000,000 are no prose, break it into paragraphs",
    "long.txt": "it has more than 20 MB; split it into documents",
    "missing.txt": "it cannot be opened: No such file or directory; check the path",
}
GOOD = ["broken.html", "fire.txt", "https://lamp.example/1", "quotes.txt", "whole", "wall.txt"]


def archive() -> bytes:
    """A web archive of two pages, the second cut short."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article><p>{HARBOUR}</p></article></body></html>"
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-05-05T08:10:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    data = "".join(
        f"{head}WARC-Target-URI: https://lamp.example/{n}\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nContent-Length: {len(answer)}\r\n\r\n"
        f"{answer}\r\n\r\n"
        for n in (1, 2)
    )
    return data[: data.rindex("it turned back")].encode()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `in` with good and bad documents."""
    folder = tmp_path_factory.mktemp("bad")
    files: dict[str, str | bytes] = {
        "wall.txt": MAYOR,
        "fire.txt": POLICE,
        "quotes.txt": f'The minister said "we had no choice and the bridge had to close. {POLICE} He added that "nobody was hurt.',
        "broken.html": f"<html><body><div><p>{POLICE}<p>Mayor Ana Lund <b>blamed <i>the builder</b></div></table></p",
        "cut.jsonl": json.dumps({"id": "whole", "text": POLICE}) + '\n{"id": "cut", "text": "Police said that 5 peo',
        "cut.json": '{"text" : "Police said that 5 peo',
        "cut.warc": archive(),
        "empty.txt": "",
        "binary.txt": bytes(range(256)) * 40,
        "latin.txt": (
            "Ostra, Monday\n" + "The owner of the café in Córdoba said that the mayor had lied about the fire in São João. " * 3
        ).encode("latin-1"),
        "french.txt": "Le maire a déclaré lundi que la police avait menti sur l'incendie du marché, qui a fait douze morts.",
        "line.html": f"<html><body><p>{(HARBOUR + ' ') * 10_000}</p></body></html>",
        "long.txt": "A line of no great length.\n" * 1_000_000,
    }
    for name, content in files.items():
        path = folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def kg(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if k != "KG_STORE"}
    plain["PYTHONPATH"] = str(Path(__file__).parents[2])
    return subprocess.run([sys.executable, "-m", "kg", *words], cwd=cwd, check=False, capture_output=True, text=True, env=plain)


def complaints(stderr: str) -> dict[str, str]:
    """Name -> what is wrong with it. The summary, remarks of the shapes and words on the progress are no complaints."""
    told = [line.removeprefix("kg: ") for line in stderr.splitlines()[:-1]]
    lines = [line for line in told if not re.match(r"worth a look|\d+ documents, now", line)]
    assert len(lines) == len(set(lines)) == len(BAD)
    return dict(line.split(": ", 1) for line in lines)


def same(found: dict[str, str]) -> None:
    """Whether each bad thing is told with its reason; one reason is a pattern, since an encoding can only be guessed."""
    assert found.keys() == BAD.keys()
    for name, reason in found.items():
        assert reason == BAD[name] or re.fullmatch(BAD[name], reason), (name, reason)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_load_tells_counts_and_goes_on(here: Path, jobs: str) -> None:
    done = kg("load", "in", "missing.txt", "--jobs", jobs, "--store", f"store{jobs}", cwd=here)
    assert done.returncode == 3
    assert done.stdout == ""
    same(complaints(done.stderr))
    assert re.match(rf"kg: store{jobs}: 6 new, 10 not loaded, \d+ claims, ", done.stderr.splitlines()[-1])
    answer = kg("query", "figures", "--store", f"store{jobs}", cwd=here)
    rows = csv.DictReader(io.StringIO(answer.stdout, newline=""))
    assert sorted((r["document"], r["low"]) for r in rows if r["measure"] == "killed") == [
        ("broken.html", "12"),
        ("fire.txt", "12"),
        ("quotes.txt", "12"),
        ("whole", "12"),
    ]


def test_read_tells_counts_and_goes_on(here: Path) -> None:
    done = kg("read", "in", "missing.txt", cwd=here)
    assert done.returncode == 3
    same(complaints(done.stderr))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted({r["document"] for r in rows}) == sorted(GOOD)
    assert re.fullmatch(rf"kg: 6 read, 10 not read, {len(rows)} rows, [\d.]+ s", done.stderr.splitlines()[-1])


def test_nothing_wrong_is_nothing_told(here: Path) -> None:
    done = kg("read", "in/fire.txt", "in/wall.txt", cwd=here)
    assert done.returncode == 0
    assert re.fullmatch(r"kg: 2 read, \d+ rows, [\d.]+ s\n", done.stderr)
