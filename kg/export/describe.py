"""What does a dump hold, for catalogues and query editors: its VoID and DCAT description?

Counted while the dump is written. Class partitions have property partitions, and these the classes or datatypes of their
values, in the shape that SPARQL editors read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path

import numpy as np
import pyoxigraph as ox

from kg import __version__
from kg.export.dump import Syntax
from kg.export.selection import days, select
from kg.export.turtle import Group, prefixes, turtle
from kg.iris import BASE
from kg.ns import CC
from kg.schema import ONTOLOGY, PREFIXES

VOID = "http://rdfs.org/ns/void#"
VOID_EXT = "http://ldf.fi/void-ext#"
DCAT = "http://www.w3.org/ns/dcat#"
SPDX = "http://spdx.org/rdf/terms#"
_DCT, _XSD, _RDF = PREFIXES["dct"], PREFIXES["xsd"], PREFIXES["rdf"]
_TYPE = f"<{_RDF}type>".encode()
_DATES = {f"<{iri}>".encode() for iri in (_DCT + "issued", CC.saidOn)}
_STRING, _LANG = f"{_XSD}string".encode(), f"{_RDF}langString".encode()
_LITERAL = re.compile(rb'"(.*)"(?:\^\^<([^>]*)>|@\S+)?', re.DOTALL)
MEDIA = {
    Syntax.TURTLE: "text/turtle",
    Syntax.TRIG: "application/trig",
    Syntax.NQUADS: "application/n-quads",
    Syntax.NTRIPLES: "application/n-triples",
    Syntax.JSONLD: "application/ld+json",
    Syntax.RDFXML: "application/rdf+xml",
}
Kinds = tuple[bytes, ...]  # the classes of a node, sorted


class Census:
    """Counts what passes. `seen` is to be called with the statements of each subject."""

    def __init__(self, store: ox.Store) -> None:
        kinds: dict[str, set[bytes]] = {}
        for row in select(store, "SELECT DISTINCT ?s ?c WHERE { ?s a ?c }"):
            kinds.setdefault(row["s"], set()).add(row["c"].encode())
        shared: dict[Kinds, Kinds] = {}
        # Hashes in place of IRIs keep this small; only counts are taken from them.
        self._kinds: dict[int, Kinds] = {}
        for node, classes in kinds.items():
            key = tuple(sorted(classes))
            self._kinds[hash(f"<{node}>".encode())] = shared.setdefault(key, key)
        self._subjects = _Distinct()
        self._objects = _Distinct()
        self._entities: dict[Kinds, _Distinct] = {}
        self._uses: Counter[tuple[Kinds, bytes, Kinds | bytes]] = Counter()
        self._first, self._last = "9999", ""

    def seen(self, group: Group) -> None:
        subject, pairs = group
        mark = hash(subject)
        kinds = self._kinds.get(mark, ())
        self._subjects.add(mark)
        self._entities.setdefault(kinds, _Distinct()).add(mark)
        for predicate, thing in pairs:
            code = hash(thing)
            self._objects.add(code)
            if thing[:1] != b'"':
                self._uses[kinds, predicate, self._kinds.get(code, ())] += 1
                continue
            self._uses[kinds, predicate, _datatype(thing)] += 1
            if predicate in _DATES and (match := _LITERAL.fullmatch(thing)):
                first, last = days(match[1].decode())
                self._first, self._last = min(self._first, first), max(self._last, last)

    @cached_property
    def triples(self) -> int:
        return self._uses.total()

    @cached_property
    def subjects(self) -> int:
        return self._subjects.count()

    @cached_property
    def objects(self) -> int:
        return self._objects.count()

    @property
    def period(self) -> tuple[str, str] | None:
        """The first and last day that documents or statements have."""
        return (self._first, self._last) if self._last else None

    def classes(self) -> dict[bytes, int]:
        """How many nodes each class has."""
        out: Counter[bytes] = Counter()
        for kinds, marks in self._entities.items():
            for kind in kinds:
                out[kind] += marks.count()
        return dict(sorted(out.items()))

    def properties(self) -> dict[bytes, int]:
        """How many statements each property has."""
        out: Counter[bytes] = Counter()
        for (_, predicate, _), n in self._uses.items():
            out[predicate[1:-1]] += n
        return dict(sorted(out.items()))

    def partitions(self) -> dict[tuple[bytes, bytes], dict[tuple[str, bytes], int]]:
        """For each class and property how many values of each class ("class", IRI) or datatype ("datatype", IRI) there are;
        under ("", b"") all values.
        """
        out: dict[tuple[bytes, bytes], Counter[tuple[str, bytes]]] = {}
        for (kinds, predicate, values), n in self._uses.items():
            for kind in kinds:
                counts = out.setdefault((kind, predicate[1:-1]), Counter())
                counts["", b""] += n
                if isinstance(values, bytes):
                    counts["datatype", values] += n
                else:
                    for value in values:
                        counts["class", value] += n
        return {key: dict(sorted(counts.items())) for key, counts in sorted(out.items())}


class _Distinct:
    """How many different marks were there? Eight bytes a mark, and those seen twice are thrown out now and then."""

    def __init__(self) -> None:
        self._kept = np.empty(0, dtype=np.int64)
        self._new: list[int] = []

    def add(self, mark: int) -> None:
        self._new.append(mark)
        if len(self._new) == 1 << 16:
            self._pack()

    def _pack(self) -> None:
        self._kept = np.unique(np.concatenate((self._kept, np.array(self._new, dtype=np.int64))))
        self._new.clear()

    def count(self) -> int:
        self._pack()
        return len(self._kept)


def _datatype(literal: bytes) -> bytes:
    if literal[-1:] == b'"':
        return _STRING
    if literal[-1:] == b">":
        return literal[literal.rindex(b"<") + 1 : -1]
    return _LANG


@dataclass(frozen=True, slots=True)
class Dump:
    """A written dump. `name` is what people call the file; `digest` is the SHA-256 of its bytes."""

    name: str
    syntax: Syntax
    size: int
    digest: str

    @classmethod
    def of(cls, path: Path, syntax: Syntax) -> Dump:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        return cls(path.name, syntax, path.stat().st_size, digest)


def description(census: Census, dump: Dump, base: str = BASE) -> Iterator[bytes]:
    """The description as Turtle. Its IRIs come from the dump's bytes, so another content is another dataset."""
    dataset = f"{base}dataset/{dump.digest[:16]}"
    table = {
        **prefixes(base), "void": VOID, "void-ext": VOID_EXT, "dcat": DCAT, "spdx": SPDX,
        "dataset": f"{base}dataset/", "part": f"{dataset}#",
    }  # fmt: skip
    yield from turtle(sorted(set(_lines(census, dump, dataset, base))), table)


def _lines(census: Census, dump: Dump, dataset: str, base: str) -> Iterator[bytes]:
    def say(subject: str, predicate: str, value: str | int | Iri, datatype: str = "") -> bytes:
        if isinstance(value, Iri):
            thing = f"<{value.iri}>"
        elif isinstance(value, int):
            thing = f'"{value}"^^<{_XSD}{datatype or "integer"}>'
        else:
            thing = str(ox.Literal(value, datatype=ox.NamedNode(_XSD + datatype) if datatype else None))
        return f"<{subject}> <{predicate}> {thing} .\n".encode()

    def a(subject: str, kind: str) -> bytes:
        return say(subject, _RDF + "type", Iri(kind))

    yield from (a(dataset, VOID + "Dataset"), a(dataset, DCAT + "Dataset"))
    yield say(dataset, _DCT + "title", f"Counterclaim dump {dump.name}")
    yield say(
        dataset, _DCT + "description",
        f"Claims of contested events: who said what, about whom, in which outlet, at which characters. Written by kg {__version__}.",
    )  # fmt: skip
    yield say(dataset, _DCT + "identifier", f"sha256:{dump.digest}")
    yield say(dataset, _DCT + "conformsTo", Iri(ONTOLOGY))
    yield say(dataset, VOID + "uriSpace", base)
    for name, value in (
        ("triples", census.triples),
        ("entities", census.subjects),
        ("distinctSubjects", census.subjects),
        ("distinctObjects", census.objects),
        ("classes", len(census.classes())),
        ("properties", len(census.properties())),
    ):
        yield say(dataset, VOID + name, value)
    if census.period is not None:
        period = f"{dataset}#period"
        yield from (say(dataset, _DCT + "temporal", Iri(period)), a(period, _DCT + "PeriodOfTime"))
        yield from (
            say(period, DCAT + f"{end}Date", day, "date") for end, day in zip(("start", "end"), census.period, strict=True)
        )

    file, checksum = f"{dataset}#file", f"{dataset}#checksum"
    yield from (say(dataset, DCAT + "distribution", Iri(file)), a(file, DCAT + "Distribution"))
    yield say(file, _DCT + "title", dump.name)
    yield say(file, DCAT + "mediaType", Iri(f"https://www.iana.org/assignments/media-types/{MEDIA[dump.syntax]}"))
    if dump.name.endswith(".gz"):
        yield say(file, DCAT + "compressFormat", Iri("https://www.iana.org/assignments/media-types/application/gzip"))
    yield say(file, DCAT + "byteSize", dump.size, "nonNegativeInteger")
    yield from (say(file, SPDX + "checksum", Iri(checksum)), a(checksum, SPDX + "Checksum"))
    yield say(checksum, SPDX + "algorithm", Iri(SPDX + "checksumAlgorithm_sha256"))
    yield say(checksum, SPDX + "checksumValue", dump.digest, "hexBinary")

    for predicate, n in census.properties().items():
        yield say(dataset, VOID + "vocabulary", Iri(_namespace(predicate.decode())))
        part = f"{dataset}#{_name(predicate)}"
        yield say(dataset, VOID + "propertyPartition", Iri(part))
        yield from (say(part, VOID + "property", Iri(predicate.decode())), say(part, VOID + "triples", n))
    for kind, n in census.classes().items():
        yield say(dataset, VOID + "vocabulary", Iri(_namespace(kind.decode())))
        part = f"{dataset}#{_name(kind)}"
        yield say(dataset, VOID + "classPartition", Iri(part))
        yield from (say(part, VOID + "class", Iri(kind.decode())), say(part, VOID + "entities", n))
    for (kind, predicate), values in census.partitions().items():
        of = f"{dataset}#{_name(kind)}"
        part = f"{of}.{_name(predicate)}"
        yield from (say(of, VOID + "propertyPartition", Iri(part)), say(part, VOID + "property", Iri(predicate.decode())))
        for (sort, of_value), count in values.items():
            if not sort:
                yield say(part, VOID + "triples", count)
                continue
            namespace = VOID if sort == "class" else VOID_EXT
            inner = f"{part}.{_name(of_value)}"
            yield say(part, f"{namespace}{sort}Partition", Iri(inner))
            yield say(inner, f"{namespace}{sort}", Iri(of_value.decode()))
            yield say(inner, VOID + "triples", count)


@dataclass(frozen=True, slots=True)
class Iri:
    """An IRI, where text would be a literal."""

    iri: str


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def _name(iri: bytes) -> str:
    """A short name of a term that is its own within a description: its prefixed name, or a hash."""
    text = iri.decode()
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}-{text[len(namespace) :]}"
    return f"x-{sha256(iri).hexdigest()[:12]}"
