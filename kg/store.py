"""Where do the graphs lie, and how does one change without anybody ever seeing half a document?

A store is a folder: `quads/` (Oxigraph on RocksDB), `store.json` (format and base IRI), `decisions.jsonl` (judgements of people,
which no load touches), and once it was validated `validated.json` and `changes.log` (what was found, what changed since). Each document has a graph of its own; entities, decisions, derived, ontology and vocabulary
have one each. The default graph holds the union of all of them, each triple once, so that plain SPARQL sees everything and
counts nothing twice. Every change is one transaction.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import pyoxigraph as ox

from kg import changes, rdf, resources
from kg.errors import BadFile, NoStore, StoreBusy
from kg.facts import IDENTIFIER, LABEL, PREF_LABEL, RDF_TYPE, SOURCE
from kg.iris import BASE, Minter
from kg.ns import CC

FORMAT = 1
DEFAULT = Path("counterclaim.kg")
VARIABLE = "KG_STORE"
_STALE = "derived.stale"  # a file that is there while the derived graph lags behind the documents
_UNION = ox.DefaultGraph()
FLUSH_EVERY = 50  # changes; measured: 1.6 MB a document stay in memory until then
MANY = 100_000  # changed nodes from which on all are taken to have changed: about 500 documents
_DOCUMENT = ox.NamedNode(CC.Document)
_TYPE, _PREF, _LABEL = ox.NamedNode(RDF_TYPE), ox.NamedNode(PREF_LABEL), ox.NamedNode(LABEL)
_Subject = ox.NamedNode | ox.BlankNode | ox.Triple
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Change(StrEnum):
    """What became of a document that was put into a store."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


def location(given: Path | None = None) -> Path:
    """The folder of the store: the one given, else that of the variable KG_STORE, else `counterclaim.kg` here."""
    return given or Path(os.environ.get(VARIABLE) or DEFAULT)


class Store:
    """A store, on disk or (without a path) in memory. `read_only` sees it as it is at this moment, while another may write.

    Raises NoStore where there is none to read, StoreBusy where another process writes, BadFile where it cannot be opened.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False, base: str = BASE) -> None:
        self.path = path
        self._loaded: set[str] = set()  # documents put by this process
        # What documents that changed since the derived graph was made speak or spoke of; None when that may be anything.
        self.changed: set[str] | None = set()
        self._writes = path is not None and not read_only
        self._changes = 0
        if path is None:
            self.minter, self.graph = Minter(base), ox.Store()
        else:
            self.minter = Minter(_settings(path, base, create=not read_only))
            self.graph = _open(path / "quads", path, read_only)
        self.entities = ox.NamedNode(self.minter.graph("entities"))
        if not self.fresh:
            self.changed = None
        if not read_only:
            self._bring_schema()

    @property
    def fresh(self) -> bool:
        """Whether the derived graph follows from the documents as they are."""
        return self.path is None or not (self.path / _STALE).exists()

    @fresh.setter
    def fresh(self, now: bool) -> None:
        if now:
            self.changed = set()
        if self.path is not None and now:
            (self.path / _STALE).unlink(missing_ok=True)
        elif self.path is not None:
            (self.path / _STALE).touch()

    def settle(self) -> None:
        """Merge the files that many changes leave behind: answers from the disk then come several times sooner."""
        if self._writes:
            self.graph.optimize()

    def close(self) -> None:
        """Let go of the store, so that another process may write."""
        if self._writes:
            self.graph.flush()
        del self.graph

    def _bring_schema(self) -> None:
        """The ontology and the vocabularies as they are in this version, without the axioms that need nameless nodes."""
        folder = resources.ontology()
        for name, paths in {
            "ontology": [folder / "counterclaim.ttl"],
            "vocabulary": sorted((folder / "vocabularies").glob("*.ttl")),
        }.items():
            found = (q for p in paths for q in rdf.quads_of(p))
            self.replace(name, (q.triple for q in found if not _nameless(q)))

    # ---- documents

    def put(self, quads: Iterable[ox.Quad]) -> Change:
        """Put a document as `kg.triples.quads` tells it in the place of what the store has of it, in one transaction.

        A changed text under the same name and address takes the place of the old one, unless this process loaded that too.
        """
        told = list(quads)
        document = next(q.subject for q in told if q.predicate == _TYPE and q.object == _DOCUMENT)
        assert isinstance(document, ox.NamedNode)
        graph = ox.NamedNode(self.minter.document_graph(document.value))
        new = {q for q in told if q.graph_name == graph}
        old = self._earlier(document, new) if document.value not in self._loaded else set()
        was = set(self.graph.quads_for_pattern(None, None, None, graph))
        self._loaded.add(document.value)
        if was == new and not old:
            return Change.UNCHANGED
        self._speaks_of(old | was | new)
        self._change((old | was) - new, new - was, {q for q in told if q.graph_name == self.entities})
        return Change.REPLACED if old or was else Change.NEW

    def remove(self, document: str) -> None:
        """Take a document and what only it tells of out of the store."""
        graph = ox.NamedNode(self.minter.document_graph(document))
        gone = set(self.graph.quads_for_pattern(None, None, None, graph))
        self._speaks_of(gone)
        self._change(gone, set(), set())

    def documents(self) -> list[tuple[str, str]]:
        """The IRIs and names of all documents, by name."""
        found = self.graph.quads_for_pattern(None, ox.NamedNode(IDENTIFIER), None, _UNION)
        return sorted(((q.subject.value, q.object.value) for q in found), key=lambda d: (d[1], d[0]))  # type: ignore[union-attr]

    def _speaks_of(self, quads: Iterable[ox.Quad]) -> None:
        """Note the nodes, passages apart, that the quads of a changed document name."""
        if self.changed is None:
            return
        base, passages = self.minter.base, self.minter.base + "passage/"
        nodes = {n.value for q in quads for n in (q.subject, q.object) if isinstance(n, ox.NamedNode)}
        self.changed |= {n for n in nodes if n.startswith(base) and not n.startswith(passages)}
        if len(self.changed) > MANY:
            self.changed = None

    def _earlier(self, document: ox.NamedNode, new: set[ox.Quad]) -> set[ox.Quad]:
        """The quads of documents of the same name and address with another text, not loaded by this process."""
        name = next(q.object for q in new if q.subject == document and q.predicate.value == IDENTIFIER)
        address = {q.object for q in new if q.subject == document and q.predicate.value == SOURCE}
        out: set[ox.Quad] = set()
        for quad in self.graph.quads_for_pattern(None, ox.NamedNode(IDENTIFIER), name, _UNION):
            other = quad.subject
            assert isinstance(other, ox.NamedNode)
            same = {q.object for q in self.graph.quads_for_pattern(other, ox.NamedNode(SOURCE), None, _UNION)} == address
            if other != document and same and other.value not in self._loaded:
                out.update(self.graph.quads_for_pattern(None, None, None, ox.NamedNode(self.minter.document_graph(other.value))))
        return out

    def _change(self, gone: set[ox.Quad], come: set[ox.Quad], names: set[ox.Quad]) -> None:
        """Change documents' graphs, and with them what the graph of entities says of the entities concerned."""
        if self.fresh:
            self.fresh = False
        there = {q for e in {q.subject for q in names} for q in self.graph.quads_for_pattern(e, None, None, self.entities)}
        label_of = {q.subject: q.object for q in there if q.predicate == _PREF}
        out, into = set(), {q for q in names if q.predicate != _PREF}
        for quad in (q for q in names if q.predicate == _PREF):
            old = label_of.get(quad.subject)
            if old is None or _better(quad.object, old):
                into.add(quad)
                out |= {ox.Quad(quad.subject, _PREF, old, self.entities)} if old is not None else set()
        for quad in gone:
            if quad.predicate == _TYPE and quad not in come and not self._told(quad, gone):
                out.add(ox.Quad(quad.subject, _TYPE, quad.object, self.entities))
            elif quad.predicate == _LABEL:
                kept = ox.Quad(quad.subject, _PREF, quad.object, self.entities)
                if kept in self.graph and not any(q.subject == quad.subject and q.predicate == _PREF for q in into):
                    left = {q.object for q in come if q.subject == quad.subject and q.predicate == _LABEL} | self._names(
                        quad, gone
                    )
                    best = max((t for t in left if isinstance(t, ox.Literal)), key=_rank, default=None)
                    out.add(kept)
                    into |= {ox.Quad(quad.subject, _PREF, best, self.entities)} if best is not None else set()
        self._apply((gone | out) - into - come, (come | into) - there)

    def _told(self, quad: ox.Quad, gone: set[ox.Quad]) -> bool:
        """Whether another document says the same."""
        return any(q not in gone for q in self._in_documents(quad.subject, quad.predicate, quad.object))

    def _names(self, quad: ox.Quad, gone: set[ox.Quad]) -> set[_Term]:
        """The names that other documents have for the subject of a quad."""
        return {q.object for q in self._in_documents(quad.subject, _LABEL, None) if q not in gone}

    def _in_documents(self, subject: _Subject, predicate: ox.NamedNode, value: _Term | None) -> Iterator[ox.Quad]:
        found = self.graph.quads_for_pattern(subject, predicate, value)
        return (q for q in found if q.graph_name not in (_UNION, self.entities))

    # ---- all graphs

    def replace(self, name: str, triples: Iterable[ox.Triple]) -> bool:
        """Put triples in the place of one of the graphs that are no document's. Returns whether that changed anything."""
        graph = ox.NamedNode(self.minter.graph(name))
        new = {ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples}
        was = set(self.graph.quads_for_pattern(None, None, None, graph))
        self._apply(was - new, new - was)
        return was != new

    def amend(self, name: str, gone: Iterable[ox.Triple], come: Iterable[ox.Triple]) -> None:
        """Take triples out of one of the graphs that are no document's and put others in, in one transaction."""
        graph = ox.NamedNode(self.minter.graph(name))
        out, into = ({ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples} for triples in (gone, come))
        self._apply(out - into, into - out)

    def quads(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs, without the union in the default graph."""
        return (q for q in self.graph if q.graph_name != _UNION)

    def triples_of(self, name: str) -> Iterator[ox.Triple]:
        """The triples of one of the graphs that are no document's."""
        return (q.triple for q in self.graph.quads_for_pattern(None, None, None, ox.NamedNode(self.minter.graph(name))))

    def _apply(self, gone: set[ox.Quad], come: set[ox.Quad]) -> None:
        """Delete and insert quads of named graphs and keep the union in step, in one transaction."""
        if not gone and not come:
            return
        self._changes += 1
        if self.path is not None and self._changes % FLUSH_EVERY == 0:
            self.graph.flush()  # else the buffers of the store grow to more than a gigabyte over some hundred documents
        if self.path is not None and changes.size(self.path) is not None:
            new = {q.triple for q in come if ox.Quad(q.subject, q.predicate, q.object, _UNION) not in self.graph}
            lost = {q.triple for q in gone} - {q.triple for q in come}
            changes.note(self.path, new | {t for t in lost if not self._elsewhere(t, gone)})
        if not gone:  # one transaction too, and the text of an update need not be written and parsed
            self.graph.extend([*come, *(ox.Quad(q.subject, q.predicate, q.object, _UNION) for q in come)])
            return
        lost = {q.triple for q in gone} - {q.triple for q in come}
        lost = {t for t in lost if not self._elsewhere(t, gone)}
        text = []
        if gone:
            text.append("DELETE DATA {\n" + _data(gone) + "\n" + _plain(lost) + "}")
        if come:
            text.append("INSERT DATA {\n" + _data(come) + "\n" + _plain({q.triple for q in come}) + "}")
        self.graph.update(" ;\n".join(text))

    def _elsewhere(self, triple: ox.Triple, gone: set[ox.Quad]) -> bool:
        found = self.graph.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        return any(q.graph_name != _UNION and q not in gone for q in found)


def _nameless(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _rank(name: ox.Literal) -> tuple[int, str]:
    """Of two names that documents have for one entity the longer is kept, whatever the order of loading."""
    return len(name.value), name.value


def _better(name: object, kept: object) -> bool:
    return isinstance(name, ox.Literal) and isinstance(kept, ox.Literal) and _rank(name) > _rank(kept)


def _plain(triples: Iterable[ox.Triple]) -> str:
    return "".join(f"{t} .\n" for t in triples)


def _data(quads: Iterable[ox.Quad]) -> str:
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(f"{quad.triple} .")
    return "\n".join(f"GRAPH {name} {{\n" + "\n".join(lines) + "\n}" for name, lines in graphs.items())


def _settings(path: Path, base: str, *, create: bool) -> str:
    """The base IRI of a store on disk; where there is none and `create`, it is begun."""
    file = path / "store.json"
    if file.is_file():
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            version, kept = found["format"], str(found["base"])
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise BadFile(file, f"is no description of a store: {error}") from None
        if version != FORMAT:
            raise BadFile(
                file, f"the store has format {version}, this version of kg reads {FORMAT}; load the documents into a new store"
            )
        if create and base not in (BASE, kept):
            raise BadFile(file, f"the store has the base IRI {kept}, not {base}; load the documents into a new store")
        return kept
    if not create:
        raise NoStore(path)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise NoStore(path, "is there, and is no store")
    path.mkdir(parents=True, exist_ok=True)
    draft = path / "store.json.new"
    draft.write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", encoding="utf-8")
    draft.replace(file)
    return base


def _open(quads: Path, path: Path, read_only: bool) -> ox.Store:
    try:
        if read_only and not quads.exists():
            raise NoStore(path)
        return ox.Store.read_only(str(quads)) if read_only else ox.Store(str(quads))
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreBusy(path) from None
        raise BadFile(path, f"the store cannot be opened: {error}") from None
