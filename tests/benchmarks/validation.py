"""How fast are the compiled shapes beside pySHACL? `python tests/benchmarks/validation.py DOCUMENTS [--reference DOCUMENTS]`.

Both engines run in one process, one after the other, over generated documents, of which one in a hundred is broken on purpose.
Each document is the example of every class under names of its own; actors, places and events are shared. pySHACL takes seconds
a document, so it may be given fewer of them; the compiled shapes run over those too, and must find the same.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import pyoxigraph as ox

from kg import rdf, resources, schema
from kg.validate import Result, document_violations, validate, violations
from kg.validate.reference import dataset_of

T = TypeVar("T")
ID = "https://w3id.org/counterclaim/id/"
SHARED = tuple(ID + kind for kind in ("actor/", "place/", "event/"))
ENTITIES = ox.NamedNode(ID + "graph/entities")
BROKEN = 100  # one document in so many


def documents(count: int) -> Iterator[list[ox.Quad]]:
    """The quads of each document: its own graph, and what it says of entities in theirs."""
    template = sorted(rdf.quads_of(resources.ontology() / "examples" / "valid-every-class.ttl"), key=str)
    derived = {t.iri for t in schema.schema().properties if t.derived}
    for number in range(count):
        graph = ox.NamedNode(f"{ID}graph/doc/{number}")

        def named(term: ox.NamedNode, number: int = number) -> ox.NamedNode:
            own = term.value.startswith(ID) and not term.value.startswith(SHARED)
            return ox.NamedNode(f"{term.value}-{number}") if own else term

        found = []
        for quad in template:
            value = named(quad.object) if isinstance(quad.object, ox.NamedNode) else quad.object
            entity = quad.subject.value.startswith(SHARED)  # type: ignore[union-attr]
            if quad.predicate.value not in derived:
                found.append(ox.Quad(named(quad.subject), quad.predicate, value, ENTITIES if entity else graph))  # type: ignore[arg-type]
        if number % BROKEN == 7 % BROKEN:
            found = [q for q in found if not q.predicate.value.endswith("#voice")]
        yield found


def timed(run: Callable[[], T]) -> tuple[T, float]:
    """What a call returns, and the seconds it took."""
    begun = time.perf_counter()
    found = run()
    return found, time.perf_counter() - begun


def line(name: str, seconds: float, count: int, results: list[Result]) -> None:
    print(f"{name:<44}{count:>9}{seconds:>10.2f} s{1000 * seconds / count:>11.2f} ms{len(results):>9}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=int)
    parser.add_argument("--reference", type=int, help="documents for pySHACL, fewer than the others", default=None)
    given = parser.parse_args()
    few = min(given.documents, given.reference or given.documents)
    violations(ox.Store())  # reads and compiles the shapes
    print(f"{'':<44}{'documents':>9}{'time':>12}{'a document':>14}{'results':>9}")

    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store(folder)
        for quads in documents(given.documents):
            store.bulk_extend([*quads, *(ox.Quad(q.subject, q.predicate, q.object) for q in quads)])  # as kg.store keeps them
        store.bulk_extend(q for path in schema.files() for q in rdf.quads_of(path))
        store.optimize()
        found, seconds = timed(lambda: violations(store, union=False))
        line("compiled, whole store on disk", seconds, given.documents, found)

        judged = list(documents(min(given.documents, 200)))
        each, one = timed(lambda: [r for quads in judged for r in document_violations(quads)])
        line("compiled, one by one as at load", one, len(judged), each)

        small = ox.Store()
        for quads in documents(few):
            small.extend(quads)
        same, fast = timed(lambda: violations(small))
        line("compiled, the documents of pySHACL", fast, few, same)
        print(f"memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)

        data = dataset_of(small)
        expected, slow = timed(lambda: validate(data))
        line("pySHACL on rdflib, in memory", slow, few, expected)
        print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")

    print(f"\nsame results: {'yes' if same == expected else 'NO'}")
    print(f"compiled against pySHACL on the same {few} documents: {slow / fast:.0f} times faster")
    print(
        f"a document: whole store {slow / few / (seconds / given.documents):.0f} times, at load {slow / few / (one / len(judged)):.0f}"
    )


if __name__ == "__main__":
    main()
