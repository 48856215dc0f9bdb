"""Names of states and places in any spelling, what lies around them, and which one is meant."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadFile
from loaders.gazetteer.gazetteer import Place, State, folded, gazetteer
from loaders.gazetteer.table import SortedTable


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Al-Ḥasakah", "hasakah"),
        ("São  Paulo", "sao paulo"),
        ("the Gambia", "gambia"),
        ("Côte d’Ivoire", "cote divoire"),
        ("El", "el"),
    ],
)
def test_folding(name: str, expected: str) -> None:
    assert folded(name) == expected


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_but_articles(name: str) -> None:
    once = folded(name)
    assert folded(once) == once or once.startswith(
        ("the ", "el ", "al ", "an ", "ad ", "as ", "es ", "la ", "le ", "los ", "las ", "ash ", "ar ", "at ", "az ")
    )


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("Kenya", "KE"),
        ("Ivory Coast", "CI"),
        ("US", "US"),
        ("us", None),
        ("Türkiye", "TR"),
        ("Burma", "MM"),
        ("Atlantis", None),
        ("DRC", "CD"),
    ],
)
def test_states_by_name(name: str, iso: str | None) -> None:
    found = gazetteer().state(name)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(("name", "iso"), [("Nairobi", "KE"), ("the Kremlin", "RU"), ("New Delhi", "IN"), ("Mombasa", None)])
def test_seats(name: str, iso: str | None) -> None:
    found = gazetteer().seat(name)
    assert (found.iso if found else None) == iso


def test_demonyms_need_their_capital() -> None:
    places = gazetteer()
    assert places.adjective("Peruvian") == places.people("Peruvians") == places.state("Peru")
    assert places.adjective("polish") is None
    assert places.adjective("Peru") is None


@pytest.mark.parametrize(
    ("name", "states", "around", "kind", "within"),
    [
        ("Mastung", ["PK"], [], None, ("Mastung District", "Balochistan", "Pakistan")),
        ("Hyderabad", ["PK"], [], None, ("Hyderabad District", "Sindh", "Pakistan")),
        ("Hyderabad", ["IN"], [], None, ("Hyderābād", "Telangāna", "India")),
        ("Springfield", ["US"], ["Illinois"], None, ("Sangamon County", "Illinois", "United States")),
        ("Springfield", ["US"], ["Mo."], None, ("Greene County", "Missouri", "United States")),
        ("Tripoli", ["LB"], [], None, ("Ash Shimāl", "Lebanon")),
        ("Tripoli", ["LY"], [], None, ("Ţarābulus", "Libya")),
        ("Valencia", ["VE", "ES"], [], None, ("Municipio Valencia", "Carabobo", "Venezuela")),
        ("Kunduz", ["AF"], [], "region", ("Afghanistan",)),
        ("Kunduz", ["AF"], [], "town", ("Kunduz", "Kunduz", "Afghanistan")),
        ("Ga.", [], [], None, ("United States",)),
        ("England", ["GB"], [], None, ("United Kingdom",)),
        ("Cordoba", [], [], None, ("Departamento de Capital", "Córdoba", "Argentina")),  # the largest, where nothing tells
        ("London", ["US", "GB"], [], None, ("Greater London", "England", "United Kingdom")),  # not the one in Ohio
        ("London", ["US", "GB"], ["Ohio"], None, ("Madison County", "Ohio", "United States")),
    ],
)
def test_place_that_is_meant(name: str, states: list[str], around: list[str], kind: str | None, within: tuple[str, ...]) -> None:
    found = gazetteer().locate(name, states, around=around, kind=kind)
    assert isinstance(found, Place)
    assert gazetteer().around(found) == within


def test_a_state_before_its_namesakes_unless_the_text_says_otherwise() -> None:
    georgia = gazetteer().locate("Georgia", ["GE"])
    assert isinstance(georgia, State)
    assert georgia.iso == "GE"
    other = gazetteer().locate("Georgia", ["US"], around=["United States"])
    assert isinstance(other, Place)
    assert other.iso == "US"


def test_small_places_of_other_states_are_not_guessed() -> None:
    assert gazetteer().locate("Mastung", ["FR"]) is None
    assert gazetteer().locate("Nowhereville", ["US"]) is None


def test_addresses() -> None:
    assert gazetteer().locate("Goma", ["CD"]).authority == "https://sws.geonames.org/216281/"  # type: ignore[union-attr]


# ---- the table


def table(path: Path, rows: list[tuple[str, str]]) -> SortedTable:
    lines = "".join(f"{k}\t{v}\n" for k, v in sorted(rows, key=lambda r: r[0].encode()))
    path.write_bytes(gzip.compress(f"# title: test\nname\tvalue\n{lines}".encode()))
    return SortedTable(path)


keys = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), min_size=1, max_size=6)


@given(st.lists(st.tuples(keys, st.integers(0, 9).map(str)), max_size=30), keys)
def test_every_row_is_found_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], other: str
) -> None:
    found = table(tmp_path_factory.mktemp("table") / "t.gz", rows)
    for key in {k for k, _ in rows} | {other}:
        assert sorted(found.find(key)) == sorted(r for r in rows if r[0] == key)


def test_broken_table_is_told_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "t.gz"
    path.write_bytes(b"no gzip")
    with pytest.raises(BadFile, match=r"t\.gz: the table cannot be read .* install the package again"):
        SortedTable(path).find("x")
