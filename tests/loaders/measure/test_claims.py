"""What counts as the same row, and how rows are matched."""

from __future__ import annotations

import pytest

from kg.model import Actor, Attribution, Document, Figure, Name, Reading, Rejected, Span, Statement
from kg.vocabulary import CountedGroup, Measure, Voice
from loaders.measure.claims import Score, normal, read_wanted, same_name, score

TEXT = "Mayor Ana Ruiz said twelve people died. Police said nine people died."
RUIZ = Name(Actor("ana-ruiz", "Ana Ruiz", "Person"))
POLICE = Name(Actor("police", "Police", "UnnamedSource", unnamed=True))


def figure(low: int, by: Name | None, start: int) -> Figure:
    return Figure(
        Span(start, start + 10),
        Attribution(Voice.ATTRIBUTED, by),
        "test",
        1.0,
        measure=Measure.KILLED,
        victims=CountedGroup.PEOPLE,
        low=low,
        high=low,
    )


def reading(*claims: Figure | Statement) -> Reading:
    return Reading(Document("a.txt", TEXT), (), (RUIZ.actor, POLICE.actor), (), (), claims)


def gold(low: int, claimant: str) -> dict[str, object]:
    return {"measure": "killed", "low": low, "high": low, "victims": "people", "claimant": [claimant], "anchor": "people died"}


@pytest.mark.parametrize(
    ("accepted", "name", "same"),
    [
        (["Ana Ruiz"], "Mayor Ana Ruiz", True),
        (["Ana Ruiz"], "Ruiz", True),
        (["Ana Ruiz"], "Ana Lopez", False),
        (["Pakistan's military"], "Pakistani military", False),
        ([], "", True),
        ([], "Police", False),
        (["police"], "", False),
    ],
)
def test_same_name(accepted: list[str], name: str, same: bool) -> None:
    assert same_name(accepted, name) is same


def test_normal() -> None:
    assert normal("The Mayor’s “São” 12%") == "the mayor sao 12"


def test_rows_go_together_one_to_one() -> None:
    wanted = {"id": "a", "figures": [gold(12, "Ana Ruiz"), gold(9, "police")]}
    scores, errors = score(wanted, reading(figure(12, RUIZ, 0), figure(12, POLICE, 40)))
    assert scores["figures.full"] == Score(gold=2, read=2, matched=1)
    assert scores["figures.value"] == Score(gold=2, read=1, matched=1)  # where only the value counts two claimants are one row
    assert [(e.missed, e.table) for e in errors if e.table == "figures.full"] == [(True, "figures.full"), (False, "figures.full")]


def test_f_is_the_harmonic_mean() -> None:
    s = Score(gold=4, read=2, matched=2)
    assert (s.precision, s.recall, round(s.f, 3)) == (1.0, 0.5, 0.667)
    assert Score().f == 0.0


def test_gold_finds_its_document_by_file_by_id_and_without_a_text() -> None:
    found: list[Document | Rejected] = [
        Document("texts/a.txt", "A."),
        Rejected("b.txt", "it is empty"),
        Document("record-7", "C."),
        Document("https://lamp.example/d.html", "D."),
        Document("e.txt", "E."),
    ]
    wanted = [{"id": "a"}, {"id": "b"}, {"id": "c", "text": "record-7"}, {"id": "d", "text": "https://lamp.example/d.html"}]
    read = read_wanted(wanted, found, lambda document: Reading(document, (), (), (), (), ()))
    assert {name: r.document.text for name, r in read.items()} == {
        "a.txt": "A.",
        "record-7": "C.",
        "https://lamp.example/d.html": "D.",
    }
