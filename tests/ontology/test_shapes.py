"""Each shape catches its broken copy and no other shape does; what is valid passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import rdf, schema
from kg.resources import ontology
from kg.schema import NAMESPACE
from kg.validate import Result, Severity, ShapesFailure, read_dataset, rules, validate

EXAMPLES = ontology() / "examples"
BROKEN = {p.stem: p for p in sorted((EXAMPLES / "broken").iterdir())}
VALID = sorted(EXAMPLES.glob("valid-*.ttl"))
SEVERITIES = {
    "own-voice-is-the-outlets": Severity.WARNING,
    "quoted-voice-has-a-quotation": Severity.WARNING,
    "cited-outlet-is-in-the-chain": Severity.WARNING,
    "report-is-not-ahead-of-its-document": Severity.WARNING,
    "actor-name-is-its-own": Severity.WARNING,
    "denier-does-not-hold-it": Severity.WARNING,
    "accusation-has-a-denial": Severity.INFO,
}


@pytest.mark.parametrize("name", sorted(rules().names))
def test_shape_catches_its_broken_copy_alone(name: str) -> None:
    found = validate(read_dataset([BROKEN[name]]))
    assert {(r.shape, r.severity) for r in found} == {(name, SEVERITIES.get(name, Severity.VIOLATION))}
    assert all(r.message and "{" not in r.message for r in found), "messages have no unfilled places"


def test_there_is_no_broken_copy_without_a_shape() -> None:
    assert set(BROKEN) == rules().names


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_valid_example_breaks_no_rule(path: Path) -> None:
    assert validate(read_dataset([path])) == []


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_passages_are_slices_of_the_texts(path: Path) -> None:
    store = rdf.store_of([path])
    rows = store.query("""PREFIX cc: <https://w3id.org/counterclaim/ns#> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?name ?start ?end ?exact { ?p cc:start ?start ; cc:end ?end ; cc:exact ?exact ; cc:inDocument/dct:identifier ?name }""")
    seen = 0
    for name, start, end, exact in rows:  # type: ignore[union-attr]
        text = (EXAMPLES / "texts" / name.value).read_text(encoding="utf-8")
        assert text[int(start.value) : int(end.value)] == exact.value
        seen += 1
    assert seen > 0


def test_valid_examples_show_every_class_at_work() -> None:
    store = rdf.store_of(VALID)
    used = {q.object.value for q in store if q.predicate.value.endswith("#type") and hasattr(q.object, "value")}
    abstract = {"Entity", "Actor", "DocumentPart", "Claim"}  # their subclasses are what data have
    assert {t.name for t in schema.schema().classes} - {u.removeprefix(NAMESPACE) for u in used} == abstract


def test_result_tells_where_and_what() -> None:
    assert validate(read_dataset([BROKEN["figure-value-lies-within-bounds"]])) == [
        Result(
            Severity.VIOLATION,
            "figure-value-lies-within-bounds",
            "https://w3id.org/counterclaim/id/twelve",
            "",
            "12",
            "The value 12 lies outside its own bounds.",
            "http://www.w3.org/2001/XMLSchema#integer",
            "SPARQLConstraintComponent",
        )
    ]


def test_a_failure_of_the_engine_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyshacl.validate", lambda *_, **__: (False, "oops", "the engine broke"))
    with pytest.raises(ShapesFailure, match="the engine broke"):
        validate(read_dataset([VALID[0]]))
