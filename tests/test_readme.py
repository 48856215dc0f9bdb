"""README.md tells the truth: its commands run, and what it shows is what they print."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CUT = "…"  # a line of its own: more output follows


def readme(top: Path) -> str:
    return (top / "README.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def shown(block: str) -> list[tuple[str, list[str]]]:
    """(command, lines shown under it) of a console block."""
    out: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            out.append((line[2:], []))
        else:
            out[-1][1].append(line)
    return out


def run(command: str, where: Path) -> subprocess.CompletedProcess[str]:
    """A `kg` command with this interpreter, in a folder."""
    program, *arguments = shlex.split(command)
    assert program == "kg"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", "KG_STORE": str(where / "store")}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=where,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def place(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout to the commands, and in which they may write."""
    where = tmp_path_factory.mktemp("readme")
    shutil.copytree(top / "loaders" / "samples", where / "loaders" / "samples")
    return where


def test_the_tour(top: Path, place: Path) -> None:
    steps = [step for block in blocks(readme(top), "console") for step in shown(block)]
    assert len(steps) > 3
    for command, told in steps:
        done = run(command, place)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        whole = CUT not in told
        expected = told if whole else told[: told.index(CUT)]
        lines = done.stdout.splitlines()
        assert (lines if whole else lines[: len(expected)]) == expected, command


def test_own_documents(top: Path, place: Path) -> None:
    (place / "report.txt").write_text("Police said on Friday that two men had died in a fire in Lagos.\n", encoding="utf-8")
    (block,) = [b for b in blocks(readme(top), "sh") if "kg load report.txt page.html" in b]
    commands = [line.partition("#")[0].strip() for line in block.splitlines()]
    one = [c for c in commands if c.startswith(("kg load report.txt --outlet", "kg read"))]
    assert len(one) == 2
    for command in one:
        assert run(command, place).returncode == 0, command
    # the formats of the long line, those that are here, and the way out for those that are not
    done = run(commands[0], place)
    assert done.returncode == 3
    assert "page.html" in done.stderr


@pytest.mark.parametrize("form", ["turtle", "gexf", "csv"])
def test_exports(top: Path, place: Path, form: str) -> None:
    (command,) = [c for c in re.findall(r"`(kg export [^`]+)`", readme(top)) if c.split()[2] == form]
    assert run(f"{command} --store tour", place).returncode == 0
    assert (place / command.split()[4]).stat().st_size > 0


@pytest.mark.parametrize("command", ["kg validate --store tour", "kg schema Denial", "kg candidates --store tour", "kg queries"])
def test_others(top: Path, place: Path, command: str) -> None:
    assert command.removesuffix(" --store tour") in readme(top)
    assert run(command, place).returncode == 0


def test_the_api(top: Path, place: Path) -> None:
    (code,) = blocks(readme(top), "python")
    done = subprocess.run([sys.executable, "-c", code], cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Amihan Lines - ")


def test_ci_runs_the_test_command(top: Path) -> None:
    text = readme(top)
    command = text.partition("<!-- test command -->")[2].partition("```sh\n")[2].partition("\n```")[0]
    assert command.endswith("-m pytest")
    script = (top / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test command -->" in script
    assert os.access(top / ".ci" / "run", os.X_OK)


def test_the_main_command_shows_both_tables(place: Path) -> None:
    done = run("kg demo", place)
    assert done.returncode == 0, done.stderr
    assert "Who accused whom" in done.stdout
    assert "Which figures each outlet reports" in done.stdout
    assert "| relatives | Amihan Lines | wronged | selling tickets off the books |" in done.stdout
