"""Every term in use is declared, every declared term is in use, and a misspelt one is found with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.check import code_files, used
from kg.resources import ontology
from kg.schema import schema
from kg.terms import undeclared


@pytest.mark.parametrize("path", code_files(ontology()), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_terms_are_declared(path: Path) -> None:
    assert undeclared([path], schema()) == []


def test_every_term_is_in_use() -> None:
    assert list(used(ontology())) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.ttl", "@prefix cc: <https://w3id.org/counterclaim/ns#> .\n<x> a cc:Denail .", [(2, "cc:Denail")]),
        ("a.ttl", "@prefix c: <https://w3id.org/counterclaim/ns#> .\n<x> a c:Denail .", [(2, "c:Denail")]),
        ("a.ttl", "<x> a <https://w3id.org/counterclaim/vocab/killd> .", [(1, "https://w3id.org/counterclaim/vocab/killd")]),
        (
            "a.rq",
            "PREFIX cc: <https://w3id.org/counterclaim/ns#>\nSELECT * {\n ?x cc:claimnat/cc:target ?y }",
            [(3, "cc:claimnat")],
        ),
        ("a.rq", "SELECT * { ?x a ?y FILTER (?y IN (v:killed, v:kiled)) }", [(1, "v:kiled")]),
        ("a.py", "x = 1\ny = CC.Denail\n", [(2, "CC.Denail")]),
        ("a.py", "y = V.suicide_bomber\n", [(1, "V.suicide_bomber")]),
        ("a.py", 'q = "SELECT * { ?x cc:claimnat ?y }"\n', [(1, "cc:claimnat")]),
        ("a.tsv", "lemma\tterm\ndeny\tcc:Denail\n", [(2, "cc:Denail")]),
        # near misses: right names, names of others, and comments
        ("a.py", "y = CC.Denial, V.suicide_bombing, other.Denail\n", []),
        ("a.ttl", "@prefix ex: <https://example.org/> .\n# cc:Denail\nex:cc a ex:Denail .", []),
        ("a.py", "x = ('cc', 'cc:preconj')\n", []),
        ("a.rq", "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT * { ?x rdfs:lable ?y }", []),
    ],
)
def test_a_misspelt_term_is_found(tmp_path: Path, name: str, text: str, found: list[tuple[int, str]]) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert [(u.line, u.words) for u in undeclared([path], schema())] == found
