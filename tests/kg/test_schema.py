"""Terms are found by any of their names, and an unknown one brings up the closest."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadFile, UnknownTerm
from kg.schema import Kind, curie, read, schema


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("https://w3id.org/counterclaim/ns#Denial", "cc:Denial"),
        ("<https://w3id.org/counterclaim/ns#Denial>", "cc:Denial"),
        ("cc:Denial", "cc:Denial"),
        ("Denial", "cc:Denial"),
        ("denial", "cc:Denial"),
        ("claim of responsibility", "cc:ResponsibilityClaim"),
        ("boundKind", "cc:boundKind"),
        ("duration_hours", "v:duration-hours"),
        ("v:planned", "v:planned"),
        ("suicide bombing", "v:suicide-bombing"),
        ("outlet", "cc:outlet"),
        ("headline", "v:headline"),
    ],
)
def test_find(name: str, iri: str) -> None:
    assert schema().find(name).curie == iri


@pytest.mark.parametrize(
    ("name", "close"), [("Denail", "cc:Denial"), ("boundkinds", "cc:boundKind"), ("cc:claimnat", "cc:claimant")]
)
def test_an_unknown_name_brings_up_the_closest(name: str, close: str) -> None:
    with pytest.raises(UnknownTerm) as caught:
        schema().find(name)
    assert close in caught.value.close


def test_an_unknown_name_far_from_all() -> None:
    with pytest.raises(UnknownTerm, match="`kg schema` lists all terms"):
        schema().find("zzzzzz")


def test_a_term_is_read_whole() -> None:
    term = schema().find("measure")
    assert (term.kind, curie(term.domain or ""), curie(term.range or ""), curie(term.scheme or "")) == (
        Kind.OBJECT_PROPERTY,
        "cc:Quantity",
        "skos:Concept",
        "v:measures",
    )
    assert (term.derived, schema().find("deniedBy").derived) == (False, True)
    assert [curie(a) for a in schema().ancestors(schema().find("State").iri)] == ["cc:Organization", "cc:Actor", "cc:Entity"]


@pytest.mark.parametrize(("text", "line", "column"), [("@prefix cc: <x>\ncc:a cc:b .", 2, None), ("cc:a cc:b cc:c .", 1, None)])
def test_a_syntax_error_has_a_place(tmp_path: Path, text: str, line: int, column: int | None) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read([path])
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path}:{line}:")
