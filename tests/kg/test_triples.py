"""Claims become triples: every kind conforms to the shapes, the same reading gives the same quads, names stay apart."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from kg.iris import Minter
from kg.model import Accusation, Actor, Claim, Denial, Figure, Name, Statement
from kg.triples import bounds, quads
from kg.validate import Severity, validate
from kg.vocabulary import BoundKind, Scope, Voice
from tests.kg.made import CHARGE, CLAIMS, FRONT, PETREL, WESTLAND, at, by, reading


def dataset(found: list[ox.Quad]) -> Dataset:
    data = Dataset(default_union=True)
    data.parse(data=ox.serialize(found, format=ox.RdfFormat.N_QUADS), format="nquads")
    return data


def violations(found: list[ox.Quad]) -> list[tuple[str, str]]:
    return [(r.shape, r.focus) for r in validate(dataset(found)) if r.severity is Severity.VIOLATION]


def ask(found: list[ox.Quad], pattern: str) -> list[tuple[str, ...]]:
    store = ox.Store()
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in found)
    prefixes = "PREFIX cc: <https://w3id.org/counterclaim/ns#> PREFIX v: <https://w3id.org/counterclaim/vocab/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dct: <http://purl.org/dc/terms/> "
    rows = store.query(prefixes + "SELECT DISTINCT * WHERE {" + pattern + "}")
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(tuple("" if v is None else str(v.value) for v in row) for row in rows)  # type: ignore[union-attr]


def test_every_kind_of_claim_conforms() -> None:
    assert violations(quads(reading())) == []


def test_a_document_of_which_nothing_is_known_conforms() -> None:
    made = reading(outlet=None, published=None, title=None, claims=[c for c in CLAIMS if not isinstance(c, Denial)])
    assert violations(quads(made)) == []


def odd() -> list[Claim]:
    """Claims that lack what their class needs, or contradict themselves."""
    span = at("Westland denied funding the blast")
    return [
        Accusation(span, by(PETREL), "r", 1.0, what="no accused"),
        Accusation(span, by(PETREL), "r", 1.0, accused=Name(PETREL), what="himself"),
        Denial(span, by(WESTLAND), "r", 0.5),
        Denial(span, by(None, Voice.HEARSAY), "r", 0.5, denied="it", answers=(Denial(span, by(PETREL), "r", 1.0),)),
        Figure(span, by(FRONT), "r", 2.0, low=7, high=3),
        Figure(span, by(FRONT), "r", 1.0, low=7),
        Figure(span, by(FRONT), "r", 1.0, high=9, bound=BoundKind.AT_LEAST),
        Figure(span, by(FRONT), "r", 1.0, scope=Scope.WINDOW),
        Figure(span, by(FRONT), "r", 1.0, low=1, high=1, period=("2030", "2030-06")),
        Figure(span, by(FRONT), "r", 0.4, low=1, high=1, period=("2030", "2030-06")),
        Statement(span, by(PETREL, Voice.QUOTED), "r", 1.0, direct=True),
    ]


def test_what_a_claim_lacks_breaks_no_rule() -> None:
    assert violations(quads(reading(claims=odd()))) == []


def test_two_rules_that_found_the_same_are_one_report_of_the_surer() -> None:
    twice = [Statement(at("Westland denied"), by(WESTLAND), rule, sure) for rule, sure in (("weak", 0.2), ("strong", 0.8))]
    assert ask(
        quads(reading(claims=twice)),
        "?r cc:rule ?rule ; cc:conveys/cc:claimant/skos:prefLabel ?who . FILTER(?who = 'Westland'@en)",
    )[0][1:] in (("strong", "Westland"), ("Westland", "strong"))


@pytest.mark.parametrize("low,high,bound,expected", [
    (5, 5, BoundKind.EXACT, (5, 5, BoundKind.EXACT)),
    (5, 9, BoundKind.EXACT, (5, 9, BoundKind.RANGE)),
    (9, 5, BoundKind.RANGE, (5, 9, BoundKind.RANGE)),
    (5, None, BoundKind.EXACT, (5, None, BoundKind.AT_LEAST)),
    (5, None, BoundKind.MORE_THAN, (5, None, BoundKind.MORE_THAN)),
    (None, 5, BoundKind.LESS_THAN, (None, 5, BoundKind.LESS_THAN)),
    (None, None, BoundKind.ABOUT, (None, None, BoundKind.VAGUE)),
])  # fmt: skip
def test_bounds_fit_each_other(low: int | None, high: int | None, bound: BoundKind, expected: object) -> None:
    assert bounds(Figure(at("31"), by(FRONT), "r", 1.0, low=low, high=high, bound=bound)) == expected


def test_the_layers_lead_from_proposition_to_characters() -> None:
    rows = ask(
        quads(reading(claims=[CHARGE])),
        "?c a cc:Accusation ; cc:claimant/skos:prefLabel ?who ; cc:target/skos:prefLabel ?whom ; cc:content ?p . ?p rdfs:label ?what . "
        "?r cc:conveys ?c ; cc:evidence ?e ; cc:outlet/skos:prefLabel ?outlet . ?e cc:start ?start ; cc:end ?end ; cc:exact ?x",
    )
    assert len(rows) == 1
    assert {"Ana Petrel", "Westland", "funding the blast", "Daily Lamp", "36", "102"} <= set(rows[0])
    assert "Interior Minister Ana Petrel accused Westland of funding the blast" in rows[0]


def test_the_chain_runs_from_publisher_over_cited_outlet_to_speaker() -> None:
    figure = next(c for c in CLAIMS if c.rule == "figure.at")
    rows = ask(
        quads(reading(claims=[figure])),
        "?r cc:step ?s . ?s cc:order ?n ; cc:role/^cc:role ?s ; cc:agent/skos:prefLabel ?who . "
        "OPTIONAL { ?s cc:marker ?m } FILTER EXISTS { ?r cc:conveys/a cc:FigureClaim } BIND(CONCAT(STR(?n), ' ', ?who, ' ', COALESCE(?m, '')) AS ?line)".replace(
            "/a ", "/<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        ),
    )
    assert sorted(v for row in rows for v in row if v[:2] in ("0 ", "1 ", "2 ")) == [
        "0 Daily Lamp ",
        "1 Ostra Post [1]",
        "2 Hill Front ",
    ]


def test_own_voice_with_one_cited_outlet_is_that_outlets_claim() -> None:
    made = [Statement(at("Westland denied"), by(None, Voice.OWN, citations=CLAIMS[5].by.citations), "r", 1.0)]
    assert ("Ostra Post",) in [
        row[-1:]
        for row in ask(
            quads(reading(claims=made)),
            "?c a cc:Statement ; cc:content ?p . ?c cc:claimant/skos:prefLabel ?z . FILTER NOT EXISTS {?p a cc:Allegation}",
        )
    ]


def test_the_same_reading_gives_the_same_bytes_under_any_hash_seed(top: Path) -> None:
    code = "import pyoxigraph as ox, hashlib; from kg.triples import quads; from tests.kg.made import reading; print(hashlib.sha256(ox.serialize(quads(reading()), format=ox.RdfFormat.N_QUADS)).hexdigest())"
    seen = {subprocess.run([sys.executable, "-c", code], cwd=top, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout for seed in ("1", "2")}  # fmt: skip
    assert len(seen) == 1


def test_no_blank_nodes_and_every_iri_under_the_base() -> None:
    found = quads(reading(), minter=Minter("https://example.org/kg/"))
    assert not [q for q in found if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
    assert {q.subject.value.startswith("https://example.org/kg/") for q in found} == {True}  # type: ignore[union-attr]


def person(name: str, kind: str = "Person", **more: str) -> Actor:
    return Actor(name.casefold(), name, kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("actor,above,shared", [
    (person("Ana Petrel"), None, True),
    (person("Petrel"), None, False),  # a name alone is many people's
    (person("police", "GovernmentBody"), None, False),  # whose police is not known
    (person("police", "GovernmentBody"), "https://e.org/eastland", True),
    (person("Hill Front", "ArmedGroup"), None, True),
    (person("the hospital", "Organization"), None, False),
    (person("Ostra Hospital", "Organization"), None, True),
    (Actor("o", "an official", "UnnamedSource", unnamed=True), None, False),
])  # fmt: skip
def test_who_keeps_an_identity_across_documents(actor: Actor, above: str | None, shared: bool) -> None:
    minter = Minter()
    assert (minter.actor(actor, "https://e.org/doc/1", above) == minter.actor(actor, "https://e.org/doc/2", above)) is shared


def test_the_police_of_two_states_are_two() -> None:
    minter, police = Minter(), person("police", "GovernmentBody")
    assert minter.actor(police, "d", "https://e.org/eastland") != minter.actor(police, "d", "https://e.org/westland")


def test_who_states_a_denial_does_not_hold_what_is_denied() -> None:
    cue = at("denied")
    denial = Denial(
        at("Westland denied funding the blast"), by(WESTLAND, cue=cue), "denial.verb", 0.9, denied="funding the blast"
    )
    said = Statement(
        at("Westland denied funding the blast"),
        by(WESTLAND, cue=cue),
        "statement.verb",
        0.9,
        content=(at("funding the blast", nth=1),),
    )
    held = "?c a cc:Statement ; cc:claimant/skos:prefLabel ?who ; cc:content/rdfs:label ?held"

    def told(claims: list[Claim]) -> list[str]:
        return [v for row in ask(quads(reading(claims=claims)), held) if "Westland" in row for v in row if "funding" in v]

    assert told([denial, said]) == ["Westland denied funding the blast"]
    assert told([said]) == ["funding the blast"]
