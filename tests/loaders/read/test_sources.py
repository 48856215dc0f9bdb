"""Files, folders and standard input: each by its format, with its manifest; nothing stops the others."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from kg.model import Document, Rejected
from loaders.read import decode, sources
from loaders.read.metadata import Metadata
from loaders.read.sources import read

STORY = "Two men died in a fire in the old harbour of Lagos on Monday, the police said."
KINDS = ".txt .text .md .html .htm .xhtml .json .jsonl .ndjson .rss .atom .xml .warc .wet"


def write(folder: Path, **files: str | bytes) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def told(*paths: Path | str, **options: str) -> list[tuple[str, str]]:
    """(name, text or reason) of what some paths give."""
    found = read(map(str, paths), format=options.get("format", "auto"))
    return [(d.name, d.text if isinstance(d, Document) else f"! {d.reason}") for d in found]


def test_a_folder_with_everything(tmp_path: Path) -> None:
    folder = write(
        tmp_path, a_txt=STORY, b_json='{"text": "One."}', c_jsonl='{"text": "Two."}\n{"text"', d_html=f"<p>{STORY}</p>",
        e_xml=f"<rss><channel><title>H</title><item><guid>g</guid><description>{STORY}</description></item></channel></rss>",
        f_txt="", g_txt=b"\x00\x01\x02\xff", h_txt=gzip.compress(b"x"), i_txt="Les trois hommes sont morts lundi dans un incendie au port, selon la police.",
        j_pdf="%PDF", sub__k_txt=STORY, _hidden_txt=STORY, l_xml=f"<html><body><p>{STORY}</p></body></html>", README="x",
    )  # fmt: skip
    assert told(folder) == [
        ("a.txt", STORY),
        ("b.json", "One."),
        ("c.jsonl:1", "Two."),
        ("c.jsonl:2", "! not JSON (column 8: Expecting ':' delimiter); each line must hold one whole object"),
        ("d.html", STORY),
        ("g", STORY),
        ("f.txt", "! it is empty"),
        ("g.txt", "! it is binary, not text; convert it to text or HTML first"),
        ("h.txt", "x"),
        ("i.txt", "! it is not in English (it looks like 'fr'); only English is read, translate it first"),
        ("l.xml", STORY),
        ("sub/k.txt", STORY),
        (str(folder), f"! not read, since their kind is not known: README, j.pdf; known are {KINDS}, each also with .gz"),
    ]


def test_packed_files(tmp_path: Path) -> None:
    packed = gzip.compress(STORY.encode())
    write(tmp_path, a_txt_gz=packed, b_txt_gz=packed[:-10], c_jsonl_gz=gzip.compress(b'{"text": "Two."}'))
    found = told(tmp_path)
    assert found[0] == ("a.txt.gz", STORY)
    assert found[1][0] == "b.txt.gz"
    assert found[1][1].startswith("! the compressed file breaks off or is damaged")
    assert found[2] == ("c.jsonl.gz:1", "Two.")


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, a_pdf="x")
    (tmp_path / "empty").mkdir()
    assert told(tmp_path / "none.txt", tmp_path / "a.pdf", tmp_path / "empty", "/none/at/all") == [
        (str(tmp_path / "none.txt"), "! it cannot be opened: No such file or directory; check the path"),
        (
            str(tmp_path / "a.pdf"),
            f"! files ending in .pdf are not read, only {KINDS}, each also with .gz; convert it, or say what it is with --format",
        ),
        (str(tmp_path / "empty"), f"! the folder holds no file of a known kind ({KINDS})"),
        ("/none/at/all", "! it cannot be opened: No such file or directory; check the path"),
    ]


def test_a_format_by_word(tmp_path: Path) -> None:
    write(tmp_path, a_story=STORY, b=f"<p>{STORY}</p>")
    assert told(tmp_path / "a.story", format="text") == [("a.story", STORY)]
    assert told(tmp_path / "b") == [("b", STORY)]
    assert told(tmp_path / "b", format="text") == [("b", f"<p>{STORY}</p>")]


@pytest.mark.parametrize(("data", "text"), [
    (STORY.encode(), STORY),
    (b'{"text": "One."}', "One."),
    (b'\xef\xbb\xbf [\n{"text": "One."}]', "One."),
    (f"<!DOCTYPE html><p>{STORY}</p>".encode(), STORY),
    (gzip.compress(STORY.encode()), STORY),
    (b"[Fire] Two men died in the port, and the police said so.", "[Fire] Two men died in the port, and the police said so."),
    (b"", "! it is empty"),
])  # fmt: skip
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [t for _, t in told("-")] == [text]


def test_what_a_manifest_says(tmp_path: Path) -> None:
    manifest = "file,outlet,published,url,title\na.txt,Hill Courier,2024-03-12,https://h.example/1,Fire\nb.txt,,31 March,,\ngone.txt,x,,,\n"
    write(tmp_path, a_txt=STORY, b_txt=STORY, c_json='{"text": "One.", "sitename": "Own"}', manifest_csv=manifest)
    found = list(read([str(tmp_path)]))
    assert found == [
        Document("a.txt", STORY, "Hill Courier", "2024-03-12", "Fire", "https://h.example/1"),
        Rejected("b.txt", f"{tmp_path / 'manifest.csv'}, line 3: '31 March' is no date; write 2026-01-30, 2026-01 or 2026"),
        Document("c.json", "One.", "Own"),
        Rejected(str(tmp_path / "manifest.csv"), "line 4: there is no file 'gone.txt' beside it"),
    ]


def test_options_go_before_the_manifest(tmp_path: Path) -> None:
    write(tmp_path, a_txt=STORY, manifest_csv="file,outlet,published\na.txt,Hill Courier,2024-03-12\n")
    (only,) = read([str(tmp_path / "a.txt")], given=Metadata(outlet="Given"))
    assert only == Document("a.txt", STORY, "Given", "2024-03-12")


def test_a_broken_manifest_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, a_txt=STORY, b_txt=STORY, manifest_csv="file,date\na.txt,2024\n")
    assert told(tmp_path) == [
        (
            str(tmp_path / "manifest.csv"),
            "! line 1: the column `date` must be called `published`; the files beside it are read without it",
        ),
        ("a.txt", STORY),
        ("b.txt", STORY),
    ]


def test_two_files_of_one_name(tmp_path: Path) -> None:
    write(tmp_path, one__a_txt=STORY, two__a_txt=STORY)
    one, two = tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt"
    assert [name for name, _ in told(one, two)] == [str(one), str(two)]
    assert [name for name, _ in told(one)] == ["a.txt"]


def test_a_file_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST", 50)
    monkeypatch.setattr(decode, "LARGEST", 50)
    write(tmp_path, a_txt="x\n" * 50, b_txt="Two men died in a fire.")
    assert told(tmp_path) == [("a.txt", "! it has more than 0 MB; split it into documents"), ("b.txt", "Two men died in a fire.")]


def test_a_line_too_long_is_told_in_every_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LONGEST_LINE", 100)
    write(
        tmp_path,
        a_txt=f"Short.\n{STORY}\n{STORY} {STORY}",
        b_html=f"<p>{STORY} {STORY}</p>",
        d_html=f"<p>{STORY}</p><p>{STORY}</p>",
    )
    write(tmp_path, c_jsonl=f'{{"text": "{STORY}\\n{STORY} {STORY}"}}')
    reason = "has 157 characters; more than 100 are no prose, break it into paragraphs"
    assert told(tmp_path) == [
        ("a.txt", f"! line 3 {reason}"),
        ("b.html", f"! line 1 {reason}"),
        ("c.jsonl:1", f"! line 2 {reason}"),
        ("d.html", f"{STORY}\n{STORY}"),
    ]


def test_texts_are_taken_as_they_stand(tmp_path: Path) -> None:
    text = "\xa0Two men died.\r\n\r\n  The police said so.\u2028 \n"
    write(tmp_path, a_txt=text)
    assert told(tmp_path) == [("a.txt", text)]
