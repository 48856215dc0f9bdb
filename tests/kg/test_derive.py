"""Derived links: each rule with the case it must find and the near miss it must leave alone; events across documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from kg.answers import lateral
from kg.cluster import Happening, clusters, pairs, score
from kg.decisions import Decision, decide
from kg.derive import derive, rules
from kg.errors import BadFile, KgError
from kg.model import Name
from kg.ns import CC, NAMESPACE, V
from kg.query import read_query
from kg.rdf import store_of
from kg.resources import queries
from kg.schema import files
from kg.store import Store
from kg.triples import quads
from tests.kg.made import BLAST, CLAIMS, FRONT, reading

PREFIXES = """@prefix cc: <https://w3id.org/counterclaim/ns#> . @prefix v: <https://w3id.org/counterclaim/vocab/> .
@prefix : <https://example.org/> . @prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:army cc:affiliatedWith :state . :ministry cc:affiliatedWith :state . :e2 cc:canonical :e1 .
:q1 cc:measure v:killed ; cc:countedGroup v:people ; cc:scope v:cumulative ; cc:inEvent :e1 .
:q2 cc:measure v:killed ; cc:countedGroup v:people ; cc:scope v:cumulative ; cc:inEvent :e2 .
:q3 cc:measure v:killed ; cc:countedGroup v:people ; cc:scope v:cumulative ; cc:inEvent :e3 .
:hurt cc:measure v:injured ; cc:countedGroup v:people ; cc:scope v:cumulative ; cc:inEvent :e1 .
:f10 cc:ofQuantity :q1 ; cc:value 10 ; cc:low 10 ; cc:high 10 ; cc:boundKind v:exact .
:f84 cc:ofQuantity :q2 ; cc:value 84 ; cc:low 84 ; cc:high 84 ; cc:boundKind v:exact .
:least9 cc:ofQuantity :q2 ; cc:value 9 ; cc:low 9 ; cc:boundKind v:at-least .
:other cc:ofQuantity :q3 ; cc:value 99 ; cc:low 99 ; cc:high 99 ; cc:boundKind v:exact .
:injured cc:ofQuantity :hurt ; cc:value 50 ; cc:low 50 ; cc:high 50 ; cc:boundKind v:exact .
:about cc:ofQuantity :q2 ; cc:value 70 ; cc:low 70 ; cc:high 70 ; cc:boundKind v:about .
:army10 a cc:FigureClaim ; cc:claimant :army ; cc:content :f10 .
:ministry84 a cc:FigureClaim ; cc:claimant :ministry ; cc:content :f84 .
:group84 a cc:FigureClaim ; cc:claimant :group ; cc:content :f84 .
:group9 a cc:FigureClaim ; cc:claimant :group ; cc:content :least9 .
:group99 a cc:FigureClaim ; cc:claimant :group ; cc:content :other .
:group50 a cc:FigureClaim ; cc:claimant :group ; cc:content :injured .
:group70 a cc:FigureClaim ; cc:claimant :group ; cc:content :about .
"""
ATTRIBUTED = "".join(f":r{c} cc:conveys :{c} ; cc:voice v:attributed ; cc:outlet :post ; cc:originator :{o} ; cc:inDocument :d .\n" for c, o in
                     (("army10", "army"), ("ministry84", "ministry"), ("group84", "group"), ("group9", "group"), ("group99", "group"), ("group50", "group"), ("group70", "group")))  # fmt: skip


def construct(rule: str, data: str) -> set[tuple[str, ...]]:
    """What the rules whose names begin so make of some data; the same on both engines, and run for each row."""
    store = store_of(files())
    store.load(data.encode(), ox.RdfFormat.TURTLE)
    other = Dataset(default_union=True)
    for path in files():
        other.parse(path)
    other.parse(data=data, format="turtle")
    found: set[tuple[str, ...]] = set()
    for path in (p for p in rules() if p.stem.startswith(rule)):
        text = path.read_text(encoding="utf-8")
        runs = [{tuple(map(short, triple)) for triple in store.query(t)} for t in (text, lateral(text))]  # type: ignore[union-attr]
        theirs = {tuple(short(x.n3()) for x in triple) for triple in other.query(text)}  # type: ignore[union-attr]
        assert runs[0] == runs[1] == theirs, path
        found |= theirs
    return found


def short(term: object) -> str:
    """A term without what all terms of a test share; numbers as they are."""
    text = str(term).replace("https://example.org/", "").replace(NAMESPACE, "").strip("<>")
    return text.split('"')[1] if text.startswith('"') else text


def both(a: str, predicate: str, b: str) -> set[tuple[str, ...]]:
    return {(a, predicate, b), (b, predicate, a)}


def test_figures_of_two_blocs_that_do_not_meet_contradict_each_other() -> None:
    # not: of one bloc (the ministry's 84), of another event (99), of another measure (50), with an open end (9), told as about (70)
    assert construct("contradicts", PREFIXES) == both("army10", "contradicts", "group84")


def test_figures_of_two_blocs_that_meet_corroborate_each_other() -> None:
    # not: two of one bloc, and not where one voice stands behind both
    found = construct("corroborates", PREFIXES + ATTRIBUTED)
    assert found == both("ministry84", "corroborates", "group84") | both("army10", "corroborates", "group9") | both(
        "ministry84", "corroborates", "group9"
    )
    shared = ATTRIBUTED.replace(
        ":rarmy10 cc:conveys :army10 ; cc:voice v:attributed ; cc:outlet :post ; cc:originator :army",
        ":rarmy10 cc:conveys :army10 ; cc:voice v:attributed ; cc:outlet :post ; cc:originator :group",
    )
    assert both("army10", "corroborates", "group9").isdisjoint(construct("corroborates", PREFIXES + shared))


def test_later_figures_of_a_bloc_supersede_earlier_ones() -> None:
    days = ':rarmy10 cc:saidOn "2031-05-01"^^xsd:date . :rministry84 cc:saidOn "2031-05-02"^^xsd:date . :rgroup84 cc:saidOn "2031-05-03"^^xsd:date .'
    assert construct("supersedes", PREFIXES + ATTRIBUTED + days) == {("ministry84", "supersedes", "army10")}
    assert construct("supersedes", PREFIXES + ATTRIBUTED) == set()  # no day, no order
    assert construct("supersedes", PREFIXES + ":group99 cc:revises :group84 .") == {("group99", "supersedes", "group84")}
    dated = ':d dct:issued "2031-05-02"^^xsd:date . :rarmy10 cc:saidOn "2031-05-01"^^xsd:date .'
    assert construct("supersedes", PREFIXES + ATTRIBUTED + dated) == {("ministry84", "supersedes", "army10")}
    back = days + ":army10 cc:revises :ministry84 ."
    assert construct("supersedes", PREFIXES + ATTRIBUTED + back) == {("army10", "supersedes", "ministry84")}


ALLEGED = """:planned cc:subjectActor :east ; cc:relation v:planned ; cc:aboutEvent :e1 . :accuses a cc:Accusation ; cc:claimant :ana ; cc:target :east ; cc:content :planned .
:involved cc:subjectActor :east ; cc:relation v:involved-in ; cc:aboutEvent :e2 . :denial a cc:Denial ; cc:claimant :east ; cc:denies :involved .
:elsewhere cc:subjectActor :east ; cc:relation v:planned ; cc:aboutEvent :e3 . :west-accuses a cc:Accusation ; cc:claimant :ana ; cc:target :east ; cc:content :elsewhere .
:west cc:subjectActor :west ; cc:relation v:planned ; cc:aboutEvent :e1 . :of-west a cc:Accusation ; cc:claimant :ana ; cc:target :west ; cc:content :west .
"""


def test_a_denial_of_a_broader_relation_answers_the_narrower_of_the_same_subject_and_event() -> None:
    assert construct("denied-by", PREFIXES + ALLEGED) == {("accuses", "deniedBy", "denial")}
    narrow = ":only a cc:Denial ; cc:claimant :east ; cc:denies :planned . :broad a cc:Accusation ; cc:content :involved ."
    assert construct("denied-by", PREFIXES + ALLEGED + narrow) == {
        ("accuses", "deniedBy", "denial"), ("accuses", "deniedBy", "only"), ("broad", "deniedBy", "denial"),
    }  # fmt: skip


def test_accusers_and_accused() -> None:
    condemned = ":c a cc:Condemnation ; cc:claimant :bo ; cc:target :east ."
    assert construct("accuses", PREFIXES + ALLEGED + condemned) == {("ana", "accuses", "east"), ("ana", "accuses", "west")}


def test_outlets_and_origins_are_counted() -> None:
    more = """:s1 cc:conveys :army10 ; cc:voice v:attributed ; cc:outlet :times ; cc:originator :ministry .
        :s2 cc:conveys :army10 ; cc:voice v:attributed ; cc:outlet :digest ; cc:citedOutlet :post ; cc:originator :army .
        :own a cc:FigureClaim ; cc:claimant :globe ; cc:content :f10 . :s3 cc:conveys :own ; cc:voice v:own ; cc:outlet :globe ; cc:originator :globe ."""
    assert ("army10", "outletCount", "2") in construct("outlet-count", PREFIXES + ATTRIBUTED + more)
    origins = {(c, n) for c, _, n in construct("origin-count", PREFIXES + ATTRIBUTED + more)}
    # army and ministry are one bloc, and what the Globe says flatly is somebody else's; 84 is held by two blocs
    assert {("army10", "1"), ("own", "1"), ("group84", "2"), ("ministry84", "2"), ("group99", "1")} <= origins


def test_own_voice_repeats_of_a_partys_claim() -> None:
    own = ":own a cc:FigureClaim ; cc:claimant :globe ; cc:content :f84b . :f84b cc:ofQuantity :q1 ; cc:value 84 ; cc:boundKind v:exact . :s cc:conveys :own ; cc:voice v:own ."
    assert construct("repeats-as-fact", PREFIXES + ATTRIBUTED + own) == {
        ("s", "repeatsAsFact", "ministry84"),
        ("s", "repeatsAsFact", "group84"),
    }
    assert construct("repeats-as-fact", PREFIXES + own) == set()  # nobody is credited anywhere
    assert construct("repeats-as-fact", PREFIXES + ATTRIBUTED + own.replace("value 84", "value 85")) == set()


@pytest.mark.parametrize("parts,expected", [((6, 5), 2), ((6, 4), 0), ((3, 4), 0)])
def test_parts_that_are_more_than_their_whole(parts: tuple[int, int], expected: int) -> None:
    data = "".join(
        f":p{n} cc:partOf :q1 . :g{n} cc:ofQuantity :p{n} ; cc:value {v} . :k{n} a cc:FigureClaim ; cc:claimant :army ; cc:content :g{n} .\n"
        for n, v in enumerate(parts)
    )
    assert len(construct("not-sum-of", PREFIXES + data)) == expected


def test_every_rule_says_what_it_is_for() -> None:
    for path in rules():
        head = path.read_text(encoding="utf-8").splitlines()[:2]
        assert [line.split(":")[0] for line in head] == ["#+ title", "#+ description"], path


# ---- events across documents


def event(name: str, document: str = "", **more: object) -> Happening:
    known: dict[str, object] = {
        "documents": frozenset((document or name,)), "type": V.bombing, "status": V.occurred, "day": "2031-05-04",
        "places": frozenset(("ostra",)), "around": frozenset(("east",)), **more,
    }  # fmt: skip
    return Happening(name, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("other,expected", [
    (event("b"), 0.925),
    (event("b", doers=frozenset(("x",))), 0.925),
    (event("b", type=V.attack), 0.835),
    (event("b", day="2031-05-05"), 0.775),
    (event("b", places=frozenset(("east",)), around=frozenset()), 0.85),
    (event("b", document="a"), 0.0),  # one document tells of two
    (event("b", type=V.protest), 0.0),
    (event("b", day="2031-05-06"), 0.0),
    (event("b", day="2031-05"), 0.0),
    (event("b", places=frozenset(("brek",))), 0.0),
    (event("b", status=V.planned_event), 0.0),
])  # fmt: skip
def test_how_alike_two_events_are(other: Happening, expected: float) -> None:
    assert score(event("a"), other) == score(other, event("a")) == expected


def test_an_event_on_a_province_does_not_make_one_of_those_in_its_towns() -> None:
    towns = [event("a", doers=frozenset(("x",))), event("b", places=frozenset(("brek",)), doers=frozenset(("x",)))]
    province = event("c", places=frozenset(("east",)), around=frozenset(), doers=frozenset(("x",)))
    assert clusters(pairs([*towns, province])) == {"c": "a"}


def test_decisions_hold_whatever_the_scores() -> None:
    alike = [event("a"), event("b"), event("c", places=frozenset(("far",)))]
    assert clusters(pairs(alike)) == {"b": "a"}
    assert clusters(pairs(alike), different=[("b", "a")]) == {}
    assert clusters(pairs(alike), same=[("c", "b")]) == {"b": "a", "c": "a"}


# ---- in the store


def elsewhere(name: str) -> list[ox.Quad]:
    """The same blast in another document, in which the group gives 84 and nobody else a number."""
    claims = [replace(c, event=BLAST, by=replace(c.by, speaker=Name(FRONT))) for c in CLAIMS if c.rule == "figure.at"]  # type: ignore[call-arg]
    return quads(reading(name, claims))


def derived(store: Store) -> list[str]:
    return sorted(str(t) for t in store.triples_of("derived"))


def test_derived_links_do_not_depend_on_the_order_of_loading() -> None:
    one, two = Store(), Store()
    for store, order in ((one, "ab"), (two, "ba")):
        for name in order:
            store.put(quads(reading("a.txt")) if name == "a" else elsewhere("b.txt"))
        derive(store)
        assert not derive(store)  # a second time changes nothing
    assert derived(one) == derived(two)
    assert sum(CC.canonical in line for line in derived(one)) == 1
    assert any(CC.deniedBy in line for line in derived(one))


def test_decisions_outlive_loads_and_take_effect(tmp_path: Path) -> None:
    store = Store(tmp_path / "s")
    store.put(quads(reading("a.txt")))
    store.put(elsewhere("b.txt"))
    assert not store.fresh
    derive(store)
    assert store.fresh
    pair = next(t for t in store.triples_of("derived") if t.predicate.value == CC.canonical)
    decide(store, Decision(pair.subject.value, pair.object.value, "different", "curator:me", "two blasts"))  # type: ignore[union-attr]
    derive(store)
    assert not any(CC.canonical in line for line in derived(store))
    store.put(quads(reading("a.txt", CLAIMS[:2])))
    derive(store)
    assert not any(CC.canonical in line for line in derived(store))
    assert len(list(store.triples_of("decisions"))) == 6
    decide(store, Decision(pair.subject.value, pair.object.value, "same", "curator:me", "one after all"))  # type: ignore[union-attr]
    derive(store)
    assert sum(CC.canonical in line for line in derived(store)) == 1
    with pytest.raises(KgError, match="not in the store"):
        decide(store, Decision("https://e.org/x", pair.object.value, "same", "me", "x"))  # type: ignore[union-attr]
    with (tmp_path / "s" / "decisions.jsonl").open("a") as out:
        out.write("{}\n")
    with pytest.raises(BadFile) as caught:
        derive(store)
    assert caught.value.line == 3


def test_stored_queries_take_no_derived_file_for_one_of_theirs() -> None:
    assert all(read_query(p).columns for p in queries().glob("*.rq"))
