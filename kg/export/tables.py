"""How do a view's nodes and edges, and the claims with their evidence, look as tables?"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import networkx as nx
import pyoxigraph as ox

from kg.export.selection import Selection, select
from kg.export.views import Facts
from kg.ns import CC
from kg.schema import PREFIXES

CELL = " | "  # between the values of a cell of the table of claims
_JOINER = ";"  # between those of a view: Gephi Lite splits there
_LOOKS = ("viz", "spells")
_XSD = PREFIXES["xsd"]
# Column, datatype and the property it shows, for CSVW.
CLAIMS: tuple[tuple[str, str, str], ...] = (
    ("claim", "anyURI", CC.conveys),
    ("claim_type", "string", f"{PREFIXES['rdf']}type"),
    ("claimant", "string", CC.claimant),
    ("target", "string", CC.target),
    ("what", "string", CC.content),
    ("denied_by", "string", CC.deniedBy),
    ("outlet", "string", CC.outlet),
    ("published_by", "string", CC.publishedBy),
    ("document", "string", CC.inDocument),
    ("date", "string", CC.saidOn),
    ("quote", "string", CC.exact),
    ("start", "integer", CC.start),
    ("end", "integer", CC.end),
    ("report", "anyURI", ""),
)
_EVIDENCE = """SELECT ?report ?quote ?start ?end WHERE {
  ?report cc:evidence ?passage . ?passage cc:exact ?quote ; cc:start ?start ; cc:end ?end }"""
_DOCUMENTS = "SELECT ?document ?name WHERE { ?document dct:identifier ?name }"


def claim_rows(store: ox.Store, chosen: Selection | None = None) -> Iterator[list[str]]:
    """The table of claims: a row for each report of each claim, with its longest passage, by document and place in it."""
    facts = Facts(store, chosen)
    names: dict[str, str] = {}
    for row in select(store, _DOCUMENTS):
        names[row["document"]] = min(row["name"], names.get(row["document"], row["name"]))
    evidence: dict[str, tuple[int, int, str]] = {}
    for row in select(store, _EVIDENCE):
        start, end = int(row["start"]), int(row["end"])
        other = evidence.get(row["report"])
        if other is None or (start - end, start) < (other[0] - other[1], other[0]):
            evidence[row["report"]] = start, end, row["quote"]
    rows = []
    for report in facts.reports:
        claim = facts.claims.get(report.claim)
        if claim is None:
            continue
        passage = evidence.get(report.iri)
        quote, first, last = ("", "", "") if passage is None else (passage[2], str(passage[0]), str(passage[1]))
        document = names.get(report.document, report.document)
        values = (
            claim.iri,
            claim.kind_name,
            facts.name(claim.claimant),
            CELL.join(sorted(facts.name(t) for t in claim.targets)),
            claim.what,
            CELL.join(sorted({facts.name(d) for d in claim.deniers})),
            CELL.join(sorted(facts.name(o) for o in report.outlets)),
            facts.name(report.publisher) if report.publisher else "",
            document,
            report.date or "",
            quote,
            first,
            last,
            report.iri,
        )
        rows.append((document, -1 if passage is None else passage[0], report.iri, values))
    for *_, values in sorted(rows):
        yield list(values)


def claims_metadata(name: str) -> str:
    """The CSVW description of the table of claims in the file `name`, as JSON."""
    columns = []
    for column, datatype, about in CLAIMS:
        one: dict[str, Any] = {"name": column, "titles": column, "datatype": datatype, "null": ""}
        if about:
            one["propertyUrl"] = about
        if column in ("target", "denied_by", "outlet"):
            one["separator"] = CELL
        columns.append(one)
    table = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {"aboutUrl": "{+report}", "primaryKey": ["report"], "columns": columns},
    }
    return json.dumps(table, indent=2, ensure_ascii=False) + "\n"


def node_rows(graph: nx.Graph) -> Iterator[list[str]]:
    """The nodes of a view, header first, as Gephi's spreadsheet import takes them; the id is the IRI."""
    order = sorted(graph, key=str)
    columns = _columns(graph.nodes[n] for n in order)
    yield ["Id", "Label", *columns]
    for node in order:
        data = graph.nodes[node]
        yield [str(node), str(data.get("label", node)), *(plain(data.get(c)) for c in columns)]


def edge_rows(graph: nx.Graph) -> Iterator[list[str]]:
    """The edges of a view, header first. The names of both ends stand beside their ids, so that the table reads alone."""
    edges = ordered_edges(graph)
    columns = _columns(data for _, _, data in edges)
    yield ["Source", "Target", "Type", "Kind", "Weight", "source_label", "target_label", *columns]
    how = "Directed" if graph.is_directed() else "Undirected"
    for one, other, data in edges:
        ends = [str(graph.nodes[n].get("label", n)) for n in (one, other)]
        head = [str(one), str(other), how, str(data.get("kind", "")), str(data.get("weight", 1)), *ends]
        yield [*head, *(plain(data.get(c)) for c in columns)]


def ordered_edges(graph: nx.Graph) -> list[tuple[Hashable, Hashable, dict[str, Any]]]:
    """All edges, by their ends and their kind."""
    return sorted(graph.edges(data=True), key=lambda e: (str(e[0]), str(e[1]), str(e[2].get("kind", ""))))


def plain(value: Any) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return _JOINER.join(str(v).replace(_JOINER, ",") for v in value)
    return str(value)


def _columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    taken = {"label", "kind", "weight", "iri", *_LOOKS}
    return sorted({key for row in rows for key in row} - taken)


def write_csv(rows: Iterable[Sequence[str]], out: BinaryIO) -> None:
    """Write rows as CSV of RFC 4180 in UTF-8."""
    buffer = io.StringIO()
    table = csv.writer(buffer)
    for n, row in enumerate(rows, 1):
        table.writerow(row)
        if n % 1000 == 0:
            out.write(buffer.getvalue().encode())
            buffer.seek(0)
            buffer.truncate()
    out.write(buffer.getvalue().encode())


def write_graphml(graph: nx.Graph, out: BinaryIO) -> None:
    """Write a view as GraphML with networkx; its looks become the columns that Gephi and yEd know: x, y, size, r, g, b."""
    flat = nx.MultiDiGraph() if graph.is_directed() else nx.MultiGraph()
    order = sorted(graph, key=str)
    ids = {node: f"n{i}" for i, node in enumerate(order)}
    for node in order:
        flat.add_node(ids[node], **_flat(graph.nodes[node]))
    for n, (one, other, data) in enumerate(ordered_edges(graph)):
        flat.add_edge(ids[one], ids[other], key=f"e{n}", **_flat(data))
    # Not write_graphml: which of its two writers that takes depends on what else is installed.
    nx.write_graphml_xml(flat, out)


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    out = {
        k: plain(v) if isinstance(v, (list, tuple)) else v for k, v in sorted(data.items()) if k not in _LOOKS and v is not None
    }
    viz = data.get("viz", {})
    out |= dict(zip("rgb", viz.get("color", ()), strict=False)) | dict(zip("xy", viz.get("position", ()), strict=False))
    return out | ({"size": viz["size"]} if "size" in viz else {})
