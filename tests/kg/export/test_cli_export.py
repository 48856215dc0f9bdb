"""`kg export` and `kg lint`, as a user runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import rdf
from kg.export.gexf_lint import lint
from kg.store import Store

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "kg"
    opened = Store(path)
    quads = rdf.quads_of(HERE / "small.trig")
    opened.graph.extend(quads)
    opened.graph.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    opened.close()
    return path


def kg(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], capture_output=True, check=False)


def test_turtle_with_its_description(store: Path, tmp_path: Path) -> None:
    done = kg("export", "turtle", "-o", tmp_path / "all.ttl", "--store", store)
    assert (done.returncode, done.stdout) == (0, b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all.ttl", "all.ttl.void.ttl"]
    statements = len(rdf.quads_of(tmp_path / "all.ttl"))
    assert done.stderr.decode().splitlines()[0] == f"{statements:,} statements -> {tmp_path / 'all.ttl'}"
    assert len(rdf.quads_of(tmp_path / "all.ttl.void.ttl")) > 50


def test_the_ontology_on_request(store: Path, tmp_path: Path) -> None:
    sizes = []
    for options in ([], ["--ontology"]):
        kg("export", "ntriples", "-o", tmp_path / "all.nt", "--no-describe", "--store", store, *options)
        sizes.append(len(rdf.quads_of(tmp_path / "all.nt")))
    assert sizes[1] > sizes[0] + 500
    assert [p.name for p in tmp_path.iterdir()] == ["all.nt"]


def test_standard_output(store: Path) -> None:
    done = kg("export", "nquads", "-o", "-", "--store", store)
    assert done.returncode == 0 and done.stderr == b""
    named = {q.graph_name.value.rpartition("/")[2] for q in ox.parse(done.stdout, ox.RdfFormat.N_QUADS)}
    assert {"gazette-page", "herald-page", "derived", "ontology"} <= named


def test_a_reader_that_has_enough_is_no_error(store: Path) -> None:
    command = f"{sys.executable} -m kg export ntriples --store {store} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert done.stdout.count(b"\n") == 1 and done.stderr == b""


@pytest.mark.parametrize("view", ["accusations", "outlets", "claims"])
def test_gexf_keeps_the_rules(store: Path, tmp_path: Path, view: str) -> None:
    for options in ([], ["--dynamic"], ["--lists"]):
        file = tmp_path / "view.gexf"
        assert kg("export", "gexf", "-o", file, "--view", view, "--store", store, *options).returncode == 0
        assert lint(file) == []
        assert ("start=" in file.read_text()) == (options == ["--dynamic"])
        assert ("liststring" in file.read_text()) == (options == ["--lists"])
    assert kg("lint", tmp_path / "view.gexf").returncode == 0


def test_lint_tells_the_place(tmp_path: Path) -> None:
    file = tmp_path / "bad.gexf"
    file.write_text('<gexf version="1.3" xmlns="http://gexf.net/1.3">\n<meta><title>x</title></meta></gexf>')
    done = kg("lint", file)
    assert done.returncode == 1
    assert done.stdout.decode() == f"{file}:2: the schema of GEXF 1.3 has no title in meta; use description [meta]\n"


def test_tables(store: Path, tmp_path: Path) -> None:
    assert kg("export", "csv", "-o", tmp_path / "claims.csv", "--store", store, "--outlet", "Gazette").returncode == 0
    assert kg("export", "csv", "-o", tmp_path / "who.csv", "--view", "accusations", "--store", store).returncode == 0
    assert kg("export", "graphml", "-o", tmp_path / "who.graphml", "--store", store).returncode == 0
    names = ["claims.csv", "claims.csv-metadata.json", "who.csv", "who.graphml", "who.nodes.csv"]
    assert sorted(p.name for p in tmp_path.iterdir()) == names
    assert len((tmp_path / "claims.csv").read_text().splitlines()) == 3
    assert len((tmp_path / "who.csv").read_text().splitlines()) == 2
    assert len((tmp_path / "who.nodes.csv").read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["turtle", "--view", "claims"], 2, "--view is for gexf, graphml and csv"),
        (["csv", "--dynamic"], 2, "--dynamic and --lists are for gexf"),
        (["gexf", "--outlet", "Heral"], 2, "did you mean Herald?"),
        (["gexf", "--since", "yesterday"], 2, "'yesterday' is no date"),
        (["turtle", "-o", "/none/all.ttl"], 3, "/none/all.ttl: cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told(store: Path, arguments: list[str], code: int, message: str) -> None:
    done = kg("export", *arguments, "--store", store)
    assert done.returncode == code
    assert message in done.stderr.decode()
    assert done.stdout == b""


def test_no_store_is_told(tmp_path: Path) -> None:
    done = kg("export", "turtle", "--store", tmp_path / "none")
    assert done.returncode == 2 and b"there is no store" in done.stderr
