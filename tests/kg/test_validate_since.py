"""Validation of what changed since the last time gives the same as that of everything, whatever changed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import changes
from kg.cli.validate import Engine, Format, Least, run
from kg.derive import derive
from kg.store import Store
from kg.triples import quads
from kg.validate import violations
from kg.validate.since import FILE, keep, revalidated
from tests.kg.made import CLAIMS, reading, varied

ODD = [
    ox.Literal("x"), ox.Literal("7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    ox.NamedNode("https://w3id.org/counterclaim/vocab/killed"), ox.NamedNode("https://w3id.org/counterclaim/id/actor/nobody"),
]  # fmt: skip


def damaged(rng: random.Random, told: list[ox.Quad]) -> list[ox.Quad]:
    """Quads of which some are gone and some say something else; the document itself stays one."""
    out = []
    for quad in told:
        chance = (
            1.0
            if quad.predicate.value.endswith(("identifier", "textHash")) or quad.object.value.endswith("Document")
            else rng.random()
        )  # type: ignore[union-attr]
        if chance > 0.04:
            out.append(quad)
        elif chance > 0.02:
            out.append(ox.Quad(quad.subject, quad.predicate, rng.choice(ODD), quad.graph_name))
    return out


def validated(folder: Path, store: Store) -> None:
    """Validate as the command does, and hold the outcome against that of everything."""
    seen = changes.begin(folder)
    found = revalidated(folder, store.graph)
    assert found == violations(store.graph, union=False)
    keep(folder, seen, found)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_changes_the_outcome_is_that_of_everything(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    store = Store(tmp_path)
    here: dict[str, str] = {}
    for step in range(10):
        name = f"{rng.randrange(5)}.txt"
        if name in here:
            store.remove(here.pop(name))
        if rng.random() < 0.8:
            told = damaged(rng, sorted(quads(varied(rng, name)), key=str))
            store.put(told)
            here[name] = next(q.subject.value for q in told if q.object.value.endswith("#Document"))  # type: ignore[union-attr]
        if rng.random() < 0.4:
            derive(store)
        if step % 3:
            validated(tmp_path, store)
    assert json.loads((tmp_path / FILE).read_text())["results"]


def test_what_did_not_change_is_not_looked_at_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put([q for q in quads(reading("a.txt", CLAIMS[:2])) if not q.predicate.value.endswith("#voice")])
    validated(tmp_path, store)
    known = json.loads((tmp_path / FILE).read_text())
    (voice, *_) = [r for r in known["results"] if "voice" in r["path"]]
    known["results"] = [{**voice, "message": "as found before"}]
    (tmp_path / FILE).write_text(json.dumps(known))
    assert "as found before" in {r.message for r in revalidated(tmp_path, store.graph)}
    assert "as found before" not in {r.message for r in revalidated(tmp_path, store.graph, anew=True)}


@pytest.mark.parametrize("damage", ["", "{}", '{"rules": "others", "changes": 0, "results": []}'])
def test_without_a_record_that_can_be_used_everything_is_looked_at(damage: str, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put([q for q in quads(reading("a.txt", CLAIMS[:2])) if not q.predicate.value.endswith("#voice")])
    changes.begin(tmp_path)
    (tmp_path / FILE).write_text(damage)
    assert revalidated(tmp_path, store.graph) == violations(store.graph, union=False) != []


def test_too_many_changes_are_taken_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes.begin(tmp_path)
    changes.note(tmp_path, [ox.Triple(ox.NamedNode("https://e.org/a"), ox.NamedNode("https://e.org/p"), ox.Literal("x"))])
    assert changes.touched(tmp_path, 0) == ({"https://e.org/a"}, set())
    monkeypatch.setattr(changes, "MOST", 3)
    assert changes.touched(tmp_path, 0) is None


def test_the_command_writes_down_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(tmp_path)
    store.put(quads(reading("a.txt")))
    store.close()
    first = run([], tmp_path, [], Engine.SPARQL, Format.JSON, Least.INFO)
    told = capsys.readouterr().out
    assert (first, (tmp_path / FILE).exists()) == (0, True)
    assert run([], tmp_path, [], Engine.SPARQL, Format.JSON, Least.INFO) == 0
    assert capsys.readouterr().out == told
