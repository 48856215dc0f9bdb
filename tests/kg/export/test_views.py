"""The views as graphs: who accused whom, who reports whom, what answers what."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.export.selection import Report, days, reports, selection
from kg.export.views import VIEWS, accusations, claims, outlets
from kg.store import Store

ID = "https://w3id.org/counterclaim/id/"


def edges(graph: nx.Graph, *columns: str) -> list[tuple[Any, ...]]:
    names = nx.get_node_attributes(graph, "label")
    return [(names[a], names[b], *(data[c] for c in columns)) for a, b, data in graph.edges(data=True)]


def node(graph: nx.Graph, label: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = [data for _, data in graph.nodes(data=True) if data["label"] == label]
    return found


def test_an_accusation_is_an_edge_with_its_denial_and_outlets(small: ox.Store) -> None:
    graph = accusations(small)
    # One accusation in two documents; the second cites a wire. The union has been merged with another entity.
    assert list(graph.edges(data=True)) == [
        (
            f"{ID}actor/union",
            f"{ID}actor/operator",
            {
                "kind": "accuses",
                "weight": 2,
                "claims": 1,
                "outlets": ("Lake Gazette", "Port Wire"),
                "outlet_count": 2,
                "primary_outlet": "Lake Gazette",
                "what": ("overloading the ferry",),
                "denied": True,
                "denied_by": ("Lake Ferries",),
                "first_date": "2024-05-01",
                "last_date": "2024-05-02",
                "date_precision": "day",
                "spells": (("2024-05-01", "2024-05-01"), ("2024-05-02", "2024-05-02")),
            },
        )
    ]
    assert node(graph, "Sailors' Union") == {
        "label": "Sailors' Union",
        "iri": f"{ID}actor/union",
        "actor_type": "organization",
        "reports": 2,
        "accusations_made": 1,
        "accusations_received": 0,
        "first_date": "2024-05-01",
        "last_date": "2024-05-02",
        "date_precision": "day",
        "spells": (("2024-05-01", "2024-05-01"), ("2024-05-02", "2024-05-02")),
    }


def test_a_denial_that_was_not_chosen_does_not_count(small: ox.Store) -> None:
    graph = accusations(small, selection(small, ["Lake Gazette"]))
    assert edges(graph, "weight", "denied", "outlets") == [("Sailors' Union", "Lake Ferries", 1, False, ("Lake Gazette",))]
    assert accusations(small, selection(small, since="2024-06")).number_of_nodes() == 0


def test_outlets_report_actors_and_cite_each_other(small: ox.Store) -> None:
    graph = outlets(small)
    assert sorted(edges(graph, "kind", "weight", "claims", "claim_types")) == [
        ("Herald", "Coast Guard", "reports", 1, 1, ("figure-claim",)),
        ("Herald", "Lake Ferries", "reports", 1, 1, ("denial",)),
        ("Herald", "Port Wire", "cites", 1, 1, ("accusation",)),
        ("Lake Gazette", "Sailors' Union", "reports", 1, 2, ("accusation", "figure-claim")),
        ("Port Wire", "Sailors' Union", "reports", 1, 1, ("accusation",)),
    ]
    assert node(graph, "Coast Guard")["actor_type"] == "government-body"
    assert node(graph, "Herald")["own_voice"] == 0


def test_an_outlet_in_its_own_voice_has_no_edge_to_itself(kept: Store) -> None:
    graph = outlets(kept.graph)
    assert node(graph, "Ostra Post (invented)")["own_voice"] == 1
    assert all(a != b for a, b in graph.edges())


def test_claims_are_linked_once_by_what_holds_both_ways(small: ox.Store) -> None:
    graph = claims(small)
    assert sorted(edges(graph, "kind", "weight")) == [
        ("Sailors' Union: 9 or more people killed", "Coast Guard: 2–4 people killed", "contradicts", 1),
        ("Sailors' Union: overloading the ferry", "Lake Ferries: not: overloading the ferry", "denied-by", 1),
    ]
    assert node(graph, "Sailors' Union: overloading the ferry")["about"] == ("Lake Ferries",)
    assert node(graph, "Coast Guard: 2–4 people killed")["first_date"] == ""
    assert node(graph, "Sailors' Union: 9 or more people killed")["date_precision"] == "month"


def test_every_claim_is_there_linked_or_not(kept: Store) -> None:
    graph = claims(kept.graph)
    kinds = sorted({data["claim_type"] for _, data in graph.nodes(data=True)})
    assert kinds == [
        "accusation",
        "characterisation",
        "condemnation",
        "denial",
        "figure-claim",
        "responsibility-claim",
        "statement",
    ]
    assert {kind for *_, kind in edges(graph, "kind")} == {"denied-by", "supersedes"}


@pytest.mark.parametrize("view", VIEWS)
def test_views_do_not_depend_on_the_order_of_loading(small: ox.Store, view: str) -> None:
    other = ox.Store()
    other.extend(sorted(small, key=str, reverse=True))
    one, two = VIEWS[view](small, None), VIEWS[view](other, None)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True)) == list(two.edges(data=True))


@pytest.mark.parametrize("view", VIEWS)
def test_a_union_in_the_default_graph_counts_nothing_twice(small: ox.Store, view: str) -> None:
    united = ox.Store()
    united.extend(small)
    united.extend(ox.Quad(q.subject, q.predicate, q.object) for q in small)
    one, two = VIEWS[view](small, None), VIEWS[view](united, None)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True)) == list(two.edges(data=True))


def test_reports_have_the_outlet_that_is_cited(small: ox.Store) -> None:
    found = {r.iri.rpartition("/")[2]: r for r in reports(small)}
    assert sorted(found) == ["blame-1", "blame-2", "deny", "nine", "two"]
    assert found["blame-2"] == Report(
        f"{ID}report/blame-2", f"{ID}claim/blame", f"{ID}doc/herald-page", f"{ID}actor/herald", (f"{ID}actor/wire",), "2024-05-01"
    )
    assert found["blame-2"].outlets == (f"{ID}actor/wire",)
    assert found["deny"].outlets == (f"{ID}actor/herald",)
    assert found["blame-1"].date == "2024-05-02"  # of its document
    assert found["two"].date is None


def test_an_outlet_has_all_its_names(small: ox.Store) -> None:
    for name in ("gazette", "LAKE GAZETTE", f"{ID}actor/gazette", f"<{ID}actor/gazette>"):
        assert selection(small, [name]).outlets == {f"{ID}actor/gazette"}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2024-02-03", ("2024-02-03", "2024-02-03")),
    ],
)
def test_a_partial_date_is_a_stretch_of_days(date: str, expected: tuple[str, str]) -> None:
    assert days(date) == expected
