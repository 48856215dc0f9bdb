"""The store: documents come and go whole, names of entities do not depend on the order, nobody sees half a change."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BadFile, NoStore, StoreBusy
from kg.facts import PREF_LABEL
from kg.model import Actor, Document, Reading, Segment, Span, Statement
from kg.store import Change, Store, location
from kg.triples import quads
from kg.vocabulary import PartKind
from tests.kg.made import by, reading


def told(store: Store) -> list[str]:
    return sorted(map(str, store.quads()))


def union(store: Store) -> list[str]:
    return sorted(str(q.triple) for q in store.graph.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def names(store: Store) -> list[str]:
    found = store.graph.quads_for_pattern(None, ox.NamedNode(PREF_LABEL), None, store.entities)
    return sorted(q.object.value for q in found)  # type: ignore[union-attr]


def said(name: str, *speakers: Actor, text: str = "They said so.", url: str | None = None) -> Reading:
    """A document in which some actors say something."""
    span = Span(0, len(text))
    claims = tuple(Statement(span, by(s), "r", 1.0, content=(Span(10, 12),)) for s in speakers)
    return Reading(Document(name, text, "Lamp", url=url), (Segment(PartKind.PARAGRAPH, span),), speakers, (), (), claims)


ANA, BO = Actor("ana", "Ana Lund", "Person"), Actor("bo", "Bo Lund", "Person")


def test_the_union_holds_every_triple_once() -> None:
    store = Store()
    store.put(quads(reading("a.txt")))
    store.put(quads(reading("b.txt")))
    assert union(store) == sorted({str(q.triple) for q in store.quads()})


def test_a_document_read_again_the_same_changes_nothing() -> None:
    store = Store()
    assert store.put(quads(reading())) is Change.NEW
    before = told(store)
    assert store.put(quads(reading())) is Change.UNCHANGED
    assert told(store) == before


def test_loading_again_replaces_the_graph_and_leaves_nothing_of_the_old_one() -> None:
    store, fresh = Store(), Store()
    store.put(quads(said("a.txt", ANA, BO)))
    assert store.put(quads(said("a.txt", BO))) is Change.REPLACED
    fresh.put(quads(said("a.txt", BO)))
    assert (told(store), union(store)) == (told(fresh), union(fresh))


def test_a_changed_text_takes_the_place_of_the_old_one_when_loaded_later(tmp_path: Path) -> None:
    store = Store(tmp_path / "s")
    store.put(quads(said("a.txt", ANA)))
    store.close()
    later = Store(tmp_path / "s")
    assert later.put(quads(said("a.txt", ANA, text="They said so twice."))) is Change.REPLACED
    assert [n for _, n in later.documents()] == ["a.txt"]


@pytest.mark.parametrize("same_run,url", [(True, None), (False, "https://e.org/2")])
def test_two_documents_of_one_name_both_stay(tmp_path: Path, same_run: bool, url: str | None) -> None:
    store = Store(tmp_path / "s")
    store.put(quads(said("a.txt", ANA)))
    if not same_run:
        store.close()
        store = Store(tmp_path / "s")
    store.put(quads(said("a.txt", ANA, text="They said so twice.", url=url)))
    assert [n for _, n in store.documents()] == ["a.txt", "a.txt"]


def test_entities_that_no_document_uses_are_dropped() -> None:
    store = Store()
    store.put(quads(said("a.txt", ANA)))
    store.put(quads(said("b.txt", BO)))
    assert names(store) == ["Ana Lund", "Bo Lund", "Lamp"]
    store.remove(next(iri for iri, name in store.documents() if name == "a.txt"))
    assert names(store) == ["Bo Lund", "Lamp"]


def test_names_of_entities_do_not_depend_on_the_order_of_loading() -> None:
    called = [replace(ANA, name=n) for n in ("ANA LUND", "Ana  Lund", "Ana Lund")]
    assert len({next(iter(quads(said("a.txt", c)))).graph_name for c in called}) == 1
    seen = set()
    for order in permutations(range(3)):
        store = Store()
        for n in order:
            store.put(quads(said(f"{n}.txt", called[n])))
        seen.add(tuple(told(store)))
    assert len(seen) == 1
    store = Store()
    for n in range(3):
        store.put(quads(said(f"{n}.txt", called[n])))
    store.remove(store.documents()[1][0])  # the one with the name that was kept
    assert names(store) == ["Ana Lund", "Lamp"]


def test_what_documents_say_of_a_type_goes_with_them() -> None:
    group, body = Actor("front", "Hill Front", "ArmedGroup"), Actor("front", "Hill Front", "Organization")
    store, fresh = Store(), Store()
    store.put(quads(said("a.txt", group)))
    store.put(quads(said("b.txt", body)))
    store.remove(store.documents()[0][0])
    fresh.put(quads(said("b.txt", body)))
    assert (told(store), union(store)) == (told(fresh), union(fresh))


def test_where_the_store_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)
    assert location() == Path("counterclaim.kg")
    monkeypatch.setenv("KG_STORE", "/elsewhere")
    assert (location(), location(Path("here"))) == (Path("/elsewhere"), Path("here"))


def test_reading_needs_a_store_and_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        Store(tmp_path / "none", read_only=True)
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(NoStore, match="is no store"):
        Store(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_store_of_another_format_or_base_is_refused(tmp_path: Path) -> None:
    Store(tmp_path / "s", base="https://e.org/").close()
    with pytest.raises(BadFile, match="base IRI"):
        Store(tmp_path / "s", base="https://other.org/")
    assert Store(tmp_path / "s", read_only=True).minter.base == "https://e.org/"
    (tmp_path / "s" / "store.json").write_text('{"format": 99, "base": "x"}')
    with pytest.raises(BadFile, match="format 99"):
        Store(tmp_path / "s", read_only=True)


WRITER = """
import sys, time
from pathlib import Path
from kg.store import Store
from kg.triples import quads
from tests.kg.made import reading
store = Store(Path(sys.argv[1]))
print("open", flush=True)
n = 0
while True:
    store.put(quads(reading(f"{n}.txt")))
    n += 1
    print(n, flush=True)
"""


def writer(top: Path, store: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(store)], cwd=top, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_writer_is_told_and_a_reader_is_not_kept_out(top: Path, tmp_path: Path) -> None:
    process = writer(top, tmp_path / "s")
    try:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(StoreBusy, match="another process is writing"):
            Store(tmp_path / "s")
        assert Store(tmp_path / "s", read_only=True).documents()
    finally:
        process.kill()
        process.communicate()


def test_killed_at_any_moment_it_holds_whole_documents_only(top: Path, tmp_path: Path) -> None:
    whole = {f"{n}.txt": {str(q.triple) for q in quads(reading(f"{n}.txt"))} for n in range(400)}
    for pause in (0.0, 0.013, 0.04, 0.09):
        process = writer(top, tmp_path / "s")
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store = Store(tmp_path / "s")
        expected: set[str] = set()
        for iri, name in store.documents():
            graph = ox.NamedNode(store.minter.document_graph(iri))
            got = {str(q.triple) for q in store.graph.quads_for_pattern(None, None, None, graph)}
            assert got <= whole[name]
            assert len(got) == len([q for q in quads(reading(name)) if q.graph_name == graph])
            expected |= whole[name]
        assert expected <= set(union(store))
        store.close()
    store = Store(tmp_path / "s")
    for n in range(3):
        store.put(quads(reading(f"{n}.txt")))
    assert {"0.txt", "1.txt", "2.txt"} <= {n for _, n in store.documents()}
