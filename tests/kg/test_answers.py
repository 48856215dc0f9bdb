"""Answers from the store: the contract's columns, equal on rdflib, in turn by document, by name, pivoted, in every format."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset

from kg.answers import answer, find, lateral, names, plain
from kg.derive import derive
from kg.errors import BadFile, KgError
from kg.pivot import bounds
from kg.query import BadParameter, Value
from kg.store import Store
from kg.tables import lines
from kg.triples import quads
from tests.kg.made import reading, renamed

CONTRACT = {
    "figures": "document,outlet,claimant,measure,victims,low,high,approximate,words,disputed,event,date,quote,start,end,claim",
    "accusations": "document,outlet,accuser,accused,what,date,quote,start,end,denied_by,claim",
    "denials": "document,outlet,denier,denied,against,quote,start,end,claim",
    "responsibility": "document,outlet,claimant,event,quote,start,end,claim",
    "statements": "document,outlet,speaker,cue,direct,quote,start,end,claim",
    "events": "document,type,date,place,perpetrator,quote,start,end,event",
}


@pytest.fixture(scope="module")
def store() -> Store:
    """Three documents that tell of one blast, one of them without an outlet."""
    made = Store()
    for n, outlet in enumerate(("Daily Lamp", None, "Evening Lamp")):
        made.put(quads(renamed(reading(f"{n}.txt"), outlet=outlet)))
    derive(made)
    return made


def rows(store: Store, name: str, **values: Value) -> list[tuple[Value, ...]]:
    return list(answer(store, find(name), values, chunk=2).rows)


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_those_of_the_contract(name: str) -> None:
    assert [c.name for c in find(name).columns] == CONTRACT[name].split(",")


def test_answers_are_those_of_plain_sparql_on_rdflib(store: Store) -> None:
    other = Dataset(default_union=True)
    other.parse(data=ox.serialize(store.quads(), format=ox.RdfFormat.N_QUADS), format="nquads")
    for name in names():
        query = find(name)
        if any(not p.optional for p in query.parameters):
            continue
        assert rows(store, name) == query.run(other).rows, name


def test_rows_of_the_made_document(store: Store) -> None:
    assert [r[2:10] for r in rows(store, "figures", document="0.txt")] == [
        (None, "killed", "people", None, None, False, "dozens", False),
        ("police", "killed", "people", Decimal(31), Decimal(31), False, None, False),
        ("police", "killed", "women", Decimal(12), Decimal(12), False, None, False),
        ("Hill Front", "killed", "security", Decimal(84), Decimal(84), False, None, True),
    ]  # fmt: skip
    assert [r[1] for r in rows(store, "figures", document="0.txt")] == ["Daily Lamp"] * 3 + ["Ostra Post"]
    assert [r[1] for r in rows(store, "figures", document="1.txt")] == [None] * 3 + ["Ostra Post"]
    (charge,) = rows(store, "accusations", document="0.txt")
    assert (charge[2:5], charge[9]) == (("Ana Petrel", "Westland", "funding the blast"), "Westland")
    assert [r[2:5] for r in rows(store, "denials", document="0.txt")] == [("Westland", "funding the blast", "Ana Petrel")]
    assert [r[2:4] for r in rows(store, "responsibility", document="0.txt")] == [
        ("Hill Front", "blast at Ostra market, 2031-05-04")
    ]
    assert [r[2:5] for r in rows(store, "statements", document="0.txt")] == [
        ("Ana Petrel", "said", True),
        ("a nurse", None, False),
    ]
    assert [r[1:6] for r in rows(store, "events", document="0.txt")] == [
        ("bombing", "2031-05-04", "Ostra | Ostra market", "Hill Front", "blast at Ostra market")
    ]


def test_quotes_are_exact_slices(store: Store) -> None:
    text = reading().document.text
    for name, columns in CONTRACT.items():
        at = {c: n for n, c in enumerate(columns.split(","))}
        for row in rows(store, name):
            assert row[at["quote"]] == text[int(str(row[at["start"]])) : int(str(row[at["end"]]))]


@pytest.mark.parametrize("name,parameter,value,count", [
    ("figures", "claimant", "Hill Front", 3),
    ("figures", "claimant", "the Front", 3),  # another name of the same
    ("figures", "outlet", "Ostra Post", 3),
    ("figures", "measure", "injured", 0),
    ("figures", "event", "blast at Ostra market, 2031-05-04", 12),
    ("accusations", "accused", "Westland", 3),
    ("accusations", "accused", "Ana Petrel", 0),
    ("events", "type", "bombing", 3),
    ("events", "status", "planned", 0),
    ("events", "place", "Ostra", 3),
    ("statements", "speaker", "Petrel", 3),
])  # fmt: skip
def test_parameters_narrow_an_answer(store: Store, name: str, parameter: str, value: str, count: int) -> None:
    found = rows(store, name, **{parameter: value})
    assert len(found) == count
    assert set(found) <= set(rows(store, name))


def test_wrong_parameters_are_refused_before_any_row(store: Store) -> None:
    with pytest.raises(BadParameter, match="there is none"):
        answer(store, find("figures"), {"colour": "red"})


def test_headline_questions(store: Store) -> None:
    assert {r[:5] for r in rows(store, "who-accused-whom")} == {
        ("Ana Petrel", "Westland", "funded", "funding the blast", "Westland")
    }
    from kg.pivot import pivot

    query = find("figures-by-outlet")
    table = pivot(query, answer(store, query).rows)
    assert table.names == ["event", "date", "measure", "victims", "Daily Lamp", "Evening Lamp", "Ostra Post", "(no outlet)"]
    assert table.rows == [
        (
            "blast at Ostra market, 2031-05-04",
            "2031-05-04",
            "killed",
            "people",
            "31 (police) | dozens",
            "31 (police) | dozens",
            None,
            "31 (police) | dozens",
        ),
        ("blast at Ostra market, 2031-05-04", "2031-05-04", "killed", "security", None, None, "84 (Hill Front)", None),
        ("blast at Ostra market, 2031-05-04", "2031-05-04", "killed", "women", "12 (police)", "12 (police)", None, "12 (police)"),
    ]


@pytest.mark.parametrize("low,high,bound,words,expected", [
    (84, 84, "exact", None, "84"), (31, None, "at-least", None, "≥ 31"), (120, None, "more-than", None, "> 120"), (None, 20, "at-most", None, "≤ 20"),
    (None, 5, "less-than", None, "< 5"), (37, 70, "range", None, "37-70"), (40, 40, "about", None, "about 40"), (None, None, "vague", "dozens", "dozens"),
])  # fmt: skip
def test_bounds_in_a_few_characters(low: int | None, high: int | None, bound: str, words: str | None, expected: str) -> None:
    assert bounds(low, high, bound, words) == expected


def test_stored_names_files_and_texts(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no stored query"):
        find("figurs")
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?s\nWHERE { ?s ?p }")
    with pytest.raises(BadFile) as caught:
        find(str(file))
    assert (caught.value.line, caught.value.column is not None) == (2, True)
    with pytest.raises(BadFile, match="no SELECT"):
        plain("ASK { ?s ?p ?o }")
    assert [c.name for c in plain("SELECT ?b ?a WHERE { ?a ?p ?b }").columns] == ["b", "a"]


def test_laterals_leave_unions_strings_and_comments_alone() -> None:
    text = 'SELECT * WHERE {\n  ?a ?b "OPTIONAL { } {" .  # {\n  OPTIONAL { ?a ?c "}" }\n  { ?a ?d ?e }\n  UNION\n  { ?a ?f ?g }\n}\n'
    assert lateral(text) == text.replace('OPTIONAL { ?a ?c "}" }', 'LATERAL { OPTIONAL { ?a ?c "}" } }')


CELLS = st.one_of(
    st.none(), st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\t",|\\'), min_size=1), st.integers()
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_csv_reads_back(found: list[tuple[Value, ...]]) -> None:
    text = "".join(lines(["a", "b"], found, "csv"))
    back = list(csv.reader(io.StringIO(text, newline="")))
    assert back == [["a", "b"], *[["" if v is None else str(v) for v in row] for row in found]]


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_json_and_json_lines_read_back(found: list[tuple[Value, ...]]) -> None:
    expected = [{"a": a, "b": b} for a, b in found]
    assert json.loads("".join(lines(["a", "b"], found, "json"))) == expected
    assert [json.loads(line) for line in lines(["a", "b"], found, "jsonl")] == expected


def test_tab_separated_and_markdown() -> None:
    found: list[tuple[Value, ...]] = [("a\tb\n\\", True), (None, Decimal("1.50"))]
    assert list(lines(["x", "y"], found, "tsv")) == ["x\ty\n", "a\\tb\\n\\\\\ttrue\n", "\t1.50\n"]
    assert list(lines(["x", "y"], [("a|b\n", 1)], "md")) == ["| x | y |\n", "|---|---|\n", "| a\\|b  | 1 |\n"]


def test_the_answer_is_the_same_however_many_documents_are_asked_at_a_time(store: Store) -> None:
    query = find("statements")
    assert list(answer(store, query, chunk=1).rows) == list(answer(store, query, chunk=100).rows)
