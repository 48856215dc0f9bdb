"""CSV and GraphML: tables of claims, nodes and edges."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pyoxigraph as ox

from kg.export.selection import selection
from kg.export.style import styled
from kg.export.tables import CLAIMS, claim_rows, claims_metadata, edge_rows, node_rows, write_csv, write_graphml
from kg.export.views import accusations, outlets

ID = "https://w3id.org/counterclaim/id/"


def test_the_table_of_claims_has_a_row_for_each_report(small: ox.Store) -> None:
    rows = [dict(zip([c for c, _, _ in CLAIMS], row, strict=True)) for row in claim_rows(small)]
    assert [(r["document"], r["claimant"], r["claim_type"], r["outlet"], r["date"]) for r in rows] == [
        ("gazette.txt", "Sailors' Union", "figure-claim", "Lake Gazette", "2024-05"),
        ("gazette.txt", "Sailors' Union", "accusation", "Lake Gazette", "2024-05-02"),
        ("herald.txt", "Sailors' Union", "accusation", "Port Wire", "2024-05-01"),
        ("herald.txt", "Lake Ferries", "denial", "Herald", "2024-05-04"),
        ("herald.txt", "Coast Guard", "figure-claim", "Herald", ""),
    ]
    assert rows[1] == {
        "claim": f"{ID}claim/blame",
        "claim_type": "accusation",
        "claimant": "Sailors' Union",
        "target": "Lake Ferries",
        "what": "overloading the ferry",
        "denied_by": "Lake Ferries",
        "outlet": "Lake Gazette",
        "published_by": "Lake Gazette",
        "document": "gazette.txt",
        "date": "2024-05-02",
        "quote": 'The union said "overloaded", ok',  # the longest passage
        "start": "0",
        "end": "31",
        "report": f"{ID}report/blame-1",
    }
    assert [r["document"] for r in rows if r["quote"]] == ["gazette.txt"]


def test_a_selection_holds_for_tables(small: ox.Store) -> None:
    assert [row[8] for row in claim_rows(small, selection(small, ["Herald"], since="2024-05-04"))] == ["herald.txt"]


def test_csv_is_that_of_the_standard(small: ox.Store) -> None:
    out = io.BytesIO()
    write_csv([["a", "b"], ['say "x", y', "1\n2"], ["é", ""]], out)
    assert out.getvalue() == 'a,b\r\n"say ""x"", y","1\n2"\r\né,\r\n'.encode()


def test_long_tables_lose_no_row() -> None:
    out = io.BytesIO()
    write_csv(([str(n)] for n in range(2500)), out)
    assert [r[0] for r in csv.reader(io.StringIO(out.getvalue().decode()))] == [str(n) for n in range(2500)]


def test_the_description_names_every_column() -> None:
    found = json.loads(claims_metadata("claims.csv"))
    assert found["url"] == "claims.csv"
    columns = found["tableSchema"]["columns"]
    assert [c["name"] for c in columns] == [c for c, _, _ in CLAIMS]
    assert next(c for c in columns if c["name"] == "outlet") == {
        "name": "outlet",
        "titles": "outlet",
        "datatype": "string",
        "null": "",
        "propertyUrl": "https://w3id.org/counterclaim/ns#outlet",
        "separator": " | ",
    }


def test_nodes_and_edges_as_gephi_takes_them(small: ox.Store) -> None:
    graph = accusations(small)
    nodes, edges = list(node_rows(graph)), list(edge_rows(graph))
    assert nodes == [
        [
            "Id",
            "Label",
            "accusations_made",
            "accusations_received",
            "actor_type",
            "date_precision",
            "first_date",
            "last_date",
            "reports",
        ],
        [f"{ID}actor/operator", "Lake Ferries", "0", "1", "organization", "day", "2024-05-01", "2024-05-02", "2"],
        [f"{ID}actor/union", "Sailors' Union", "1", "0", "organization", "day", "2024-05-01", "2024-05-02", "2"],
    ]
    assert edges[0][:7] == ["Source", "Target", "Type", "Kind", "Weight", "source_label", "target_label"]
    assert edges[1][:7] == [
        f"{ID}actor/union",
        f"{ID}actor/operator",
        "Directed",
        "accuses",
        "2",
        "Sailors' Union",
        "Lake Ferries",
    ]
    assert dict(zip(edges[0], edges[1], strict=True))["outlets"] == "Lake Gazette;Port Wire"
    assert dict(zip(edges[0], edges[1], strict=True))["denied"] == "true"


def test_graphml_is_read_back_by_networkx(small: ox.Store) -> None:
    graph = styled(outlets(small))
    out = io.BytesIO()
    write_graphml(graph, out)
    again = nx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True)
    assert sorted(d["label"] for _, d in again.nodes(data=True)) == sorted(d["label"] for _, d in graph.nodes(data=True))
    herald = next(d for _, d in again.nodes(data=True) if d["label"] == "Herald")
    assert (herald["r"], herald["g"], herald["b"]) == (0, 158, 115)
    assert {"x", "y", "size", "reports", "iri"} <= herald.keys()
    found = sorted(
        (again.nodes[a]["label"], again.nodes[b]["label"], d["kind"], d["weight"]) for a, b, d in again.edges(data=True)
    )
    assert found == sorted(
        (graph.nodes[a]["label"], graph.nodes[b]["label"], d["kind"], d["weight"]) for a, b, d in graph.edges(data=True)
    )
