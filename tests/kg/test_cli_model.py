"""`kg check`, `kg schema` and `kg docs`, as a user runs them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg import __version__
from kg.check import declared
from kg.resources import ontology


def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, check=False)


def test_version() -> None:
    assert kg("--version").stdout == f"kg {__version__}\n"


def test_schema_prints_a_definition() -> None:
    done = kg("schema", "Denial")
    assert done.returncode == 0
    assert "cc:Denial  (class)" in done.stdout
    assert "claim that rejects a proposition, whoever holds it" in done.stdout


def test_schema_prints_the_model() -> None:
    done = kg("schema")
    assert done.returncode == 0
    for line in (
        "├── cc:Claim",
        "  cc:claimant  cc:Claim -> cc:Actor",
        "  cc:deniedBy  cc:Claim -> cc:Claim (derived)",
        "  v:voices  attributed headline hearsay own quoted",
    ):
        assert line in done.stdout.replace("│   ", "")


def test_schema_of_an_unknown_term_names_the_closest() -> None:
    done = kg("schema", "Denail")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean cc:Denial" in done.stderr


def copy_of_the_ontology(folder: Path) -> Path:
    return shutil.copytree(ontology(), folder / "ontology")


def test_check_names_file_line_and_reason_of_a_syntax_error(tmp_path: Path) -> None:
    folder = copy_of_the_ontology(tmp_path)
    path = folder / "vocabularies" / "voices.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace('"own" ;', '"own"', 1), encoding="utf-8")
    done = kg("check", "--ontology", str(folder))
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert re.match(rf"{re.escape(str(path))}:\d+: .+ \[syntax\]", line)


def test_check_names_file_line_and_term_of_an_unknown_one(tmp_path: Path) -> None:
    folder = copy_of_the_ontology(tmp_path)
    path = folder / "shapes" / "claims.ttl"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(i for i, line in enumerate(lines) if "sh:path cc:claimant" in line)
    lines[place] = lines[place].replace("cc:claimant", "cc:claimnat")
    path.write_text("\n".join(lines), encoding="utf-8")
    (finding,) = declared(folder)
    assert finding.place == f"{path}:{place + 1}"
    assert finding.message.startswith("no term 'cc:claimnat' in the ontology or its vocabularies; did you mean cc:claimant")


@pytest.mark.slow
def test_check_finds_nothing_in_the_model() -> None:
    done = kg("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("no findings\n")


@pytest.mark.slow
def test_check_finds_what_was_broken(tmp_path: Path) -> None:
    folder = copy_of_the_ontology(tmp_path)

    def change(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    change("counterclaim.ttl", 'rdfs:label "denial"@en', 'rdfs:label "Denial"@en')
    change("examples/valid-worked-example.ttl", "cc:low 84", "cc:low 85")
    change("examples/broken/accusation-has-target.ttl", "a cc:Accusation ;", "a cc:Accusation ; cc:target id:neighbour ;")
    done = kg("check", "--ontology", str(folder))
    assert done.returncode == 1
    assert "cc:Denial: Labels and definitions out of form: Denial [label-is-lower-case]" in done.stdout
    assert "figure-low-is-not-above-high: The lower bound is above the upper bound." in done.stdout
    assert "should trip accusation-has-target alone; trips nothing" in done.stdout


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name == "href" and value and tag == "a":
                self.links.add(value)


def test_docs_are_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    done = kg("docs", str(folder))
    assert (done.returncode, done.stdout) == (0, f"{folder / 'index.html'}\n")
    pages = {}
    for path in folder.glob("*.html"):
        pages[path.name] = Links()
        pages[path.name].feed(path.read_text(encoding="utf-8"))
    assert {"ontology.html", "shapes.html", "measures.html", "relations.html"} <= set(pages)
    for name, page in pages.items():
        for link in page.links:
            if link.startswith("#"):
                assert link[1:] in page.ids, f"{name} links to {link}"
            elif not link.startswith(("http://", "https://")):
                assert (folder / link).exists(), f"{name} links to {link}"
    # The anchors are the local names, so that the namespace IRI of a term leads to it.
    assert {"Denial", "claimant", "boundKind"} <= pages["ontology.html"].ids
    shapes = (folder / "shapes.html").read_text(encoding="utf-8")
    assert "The lower bound is above the upper bound." in shapes
    assert "accusation-has-target" in shapes
