"""How long do exports take, side by side with the writers of others, in one run?

    python tests/benchmarks/bench_exports.py [--documents 2000] [--edges 100000]

Read the ratios, not the times. Each writer runs in a process of its own, so that the memory is its own; what the graph itself
takes is measured first and taken off.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.export.dump import Syntax, dump
from kg.export.gexf import write_gexf
from kg.resources import ontology

_OWN = re.compile(r"/id/(claim|report|step|doc|passage|proposition|quantity)/([\w-]+)")


def store_of(documents: int, folder: Path) -> Path:
    """A store on disk as `kg.store` keeps it, each triple in its document's graph and in the default graph."""
    text = (ontology() / "examples" / "valid-worked-example.ttl").read_bytes()
    quads = [str(q.triple) for q in ox.parse(text, ox.RdfFormat.TURTLE)]
    file = folder / "data.nq"
    with file.open("w", encoding="utf-8") as out:
        for i in range(documents):
            for line in quads:
                named = _OWN.sub(rf"/id/\1/\2-{i}", line)
                out.write(f"{named} .\n{named} <https://w3id.org/counterclaim/id/graph/doc/{i}> .\n")
    path = folder / "store"
    ox.Store(str(path)).bulk_load(path=str(file))
    return path


def graph_of(edges: int) -> nx.DiGraph:
    """A graph like a view, with its looks."""
    nodes = edges // 10
    graph = nx.DiGraph()
    for n in range(nodes):
        position = (float(n % 1000), float(n // 1000))
        viz = {"color": (0, 114, 178), "size": 4.0, "position": position}
        graph.add_node(n, label=f"Actor {n}", iri=f"https://example.org/actor/{n}", actor_type="state", reports=n % 7, viz=viz)
    for n in range(edges):
        data: dict[str, Any] = {
            "kind": "accuses",
            "weight": 1 + n % 5,
            "claims": n % 9,
            "what": "funded the raid",
            "denied": n % 2 == 0,
        }
        graph.add_edge(n % nodes, (n * 7 + n // nodes + 1) % nodes, **data, viz={"color": (213, 94, 0)})
    return graph


def _networkx_gexf(edges: int, target: Path) -> float:
    graph = graph_of(edges)
    for _, data in graph.nodes(data=True):
        data["viz"] = {
            "color": dict(zip("rgb", data["viz"]["color"], strict=True)),
            "size": data["viz"]["size"],
            "position": dict(zip("xyz", (*data["viz"]["position"], 0.0), strict=True)),
        }
    for _, _, data in graph.edges(data=True):
        data["viz"] = {"color": dict(zip("rgb", data["viz"]["color"], strict=True))}
    return timed(lambda: nx.write_gexf(graph, target, version="1.2draft"))


def _our_gexf(edges: int, target: Path) -> float:
    graph = graph_of(edges)
    with target.open("wb") as out:
        return timed(lambda: write_gexf(graph, out))


def _graph_alone(edges: int, target: Path) -> float:
    graph = graph_of(edges)
    return float(not len(graph))


def _own_dump(store: Path, target: Path) -> float:
    opened = ox.Store.read_only(str(store))
    return timed(lambda: opened.dump(target, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()))


def _own_dump_of_quads(store: Path, target: Path) -> float:
    opened = ox.Store.read_only(str(store))
    return timed(lambda: opened.dump(target, ox.RdfFormat.N_QUADS))


def _exported(syntax: Syntax) -> Callable[[Path, Path], float]:
    def run(store: Path, target: Path) -> float:
        opened = ox.Store.read_only(str(store))
        with target.open("wb") as out:
            return timed(lambda: dump(opened, syntax, out))

    return run


def _rdflib_turtle(store: Path, target: Path) -> float:
    from rdflib import Graph

    lines = BytesIO()
    ox.Store.read_only(str(store)).dump(lines, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    graph = Graph().parse(data=lines.getvalue(), format="nt")
    return timed(lambda: graph.serialize(target, format="turtle"))


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, since other work may share the machine."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(name: str, work: Callable[..., float], *args: object) -> tuple[float, float]:
    """Seconds, and megabytes at the highest."""
    context = multiprocessing.get_context("fork")
    receive, send = context.Pipe(duplex=False)

    def child() -> None:
        seconds = work(*args)
        send.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))

    process = context.Process(target=child)
    process.start()
    if not receive.poll(3600):
        sys.exit(f"{name} does not end")
    result: tuple[float, float] = receive.recv()
    process.join()
    return result


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2000, help="times three documents of the worked example")
    options.add_argument("--edges", type=int, default=100_000)
    options.add_argument("--rdflib", action="store_true", help="rdflib's Turtle writer too; it takes minutes")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"GEXF, {given.edges:,} edges")
        _, bare = measured("graph", _graph_alone, given.edges, folder)
        theirs = measured("networkx", _networkx_gexf, given.edges, folder / "theirs.gexf")
        ours = measured("kg", _our_gexf, given.edges, folder / "ours.gexf")
        for who, (seconds, memory) in (("networkx", theirs), ("kg", ours)):
            print(f"  {who:<28}{seconds:8.2f} s {memory - bare:8.0f} MB above the graph   {theirs[0] / seconds:5.1f} times")
        store = store_of(given.documents, folder)
        print(f"RDF, {given.documents:,} copies of the worked example, on disk")
        triples = measured("dump", _own_dump, store, folder / "own.nt")
        quads = measured("dump", _own_dump_of_quads, store, folder / "own.nq")
        rows = [("store's dump of triples", triples, triples), ("store's dump of quads", quads, quads)]
        for syntax in Syntax:
            against = quads if syntax.keeps_graphs else triples
            rows.append((f"kg {syntax}", measured(syntax, _exported(syntax), store, folder / "out"), against))
        if given.rdflib:
            rows.append(("rdflib turtle", measured("rdflib", _rdflib_turtle, store, folder / "out"), triples))
        for who, (seconds, memory), (bare_seconds, _) in rows:
            print(f"  {who:<28}{seconds:8.2f} s {memory:8.0f} MB   {seconds / bare_seconds:5.2f} of the store's own dump")


if __name__ == "__main__":
    main()
