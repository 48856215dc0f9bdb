"""How are sorted statements written as Turtle and TriG that a person can read?

A subject is written once, its types first, then its names, then its other properties in the order of their prefixed names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from kg.iris import BASE
from kg.schema import PREFIXES

KINDS = "actor claim decision doc event passage place proposition quantity report run step".split()
WIDTH = 120
_TYPE = b"<" + PREFIXES["rdf"].encode() + b"type>"
_FIRST = {b"a": 0, b"skos:prefLabel": 1, b"skos:altLabel": 2, b"rdfs:label": 3, b"dct:identifier": 4, b"dct:title": 5}
_LOCAL = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = {  # datatypes whose values Turtle writes without quotation marks, and the values for which it does
    b"<" + PREFIXES["xsd"].encode() + name + b">": re.compile(form)
    for name, form in (
        (b"integer", rb"[+-]?[0-9]+"),
        (b"decimal", rb"[+-]?[0-9]*\.[0-9]+"),
        (b"boolean", rb"true|false"),
    )
}
Group = tuple[bytes, list[tuple[bytes, bytes]]]  # a subject, and its predicates and objects, all as in N-Triples


def subjects(lines: Iterable[bytes]) -> Iterator[Group]:
    """The statements of sorted N-Triples, subject by subject."""
    for subject, group in groupby((line.split(b" ", 2) for line in lines), itemgetter(0)):
        yield subject, [(predicate, rest[:-3]) for _, predicate, rest in group]


def prefixes(base: str = BASE) -> dict[str, str]:
    """The prefixes of a store with this base IRI. Always the same table, whether used or not: two dumps then differ where
    their data differ.
    """
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in KINDS}}


def head(table: Mapping[str, str]) -> bytes:
    """The prefixes."""
    return b"".join(f"@prefix {p}: <{iri}> .\n".encode() for p, iri in sorted(table.items()))


def turtle(lines: Iterable[bytes], table: Mapping[str, str], seen: Callable[[Group], None] | None = None) -> Iterator[bytes]:
    """Turtle, a block for each subject. `seen` is told of each group of statements as it passes."""
    yield head(table)
    short = _Shortener(table)
    for group in subjects(lines):
        if seen is not None:
            seen(group)
        yield b"\n" + _block(short, *group)


def trig(lines: Iterable[bytes], table: Mapping[str, str], seen: Callable[[Group], None] | None = None) -> Iterator[bytes]:
    """TriG of lines that have their graph and a tab in front."""
    yield head(table)
    short = _Shortener(table)
    for graph, group in groupby((line.partition(b"\t") for line in lines), itemgetter(0)):
        yield b"\n" + (short(graph) + b" {\n" if graph else b"{\n")
        for n, one in enumerate(subjects(line for _, _, line in group)):
            if seen is not None:
                seen(one)
            yield (b"\n" if n else b"") + _block(short, *one)
        yield b"}\n"


def _block(short: _Shortener, subject: bytes, pairs: list[tuple[bytes, bytes]]) -> bytes:
    values: dict[bytes, list[bytes]] = {}
    for predicate, thing in pairs:
        values.setdefault(b"a" if predicate == _TYPE else short(predicate), []).append(short.term(thing))
    out = []
    for name in sorted(values, key=short.rank):
        things = values[name]
        text = name + b" " + b" , ".join(things)
        if len(text) > WIDTH and len(things) > 1:
            text = name + b"\n        " + b" ,\n        ".join(things)
        out.append(text)
    start = short(subject) + b" "
    # The type stands beside the subject, as people write it.
    return start + b" ;\n    ".join(out) + b" .\n"


class _Shortener:
    """Terms in their short forms. Predicates, classes and concepts come again and again, and are kept."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._namespaces = {iri.encode(): prefix.encode() + b":" for prefix, iri in table.items()}
        self._few = {namespace for namespace, name in self._namespaces.items() if name[:-1].decode() in PREFIXES}
        self._kept: dict[bytes, bytes] = {}
        self._ranks: dict[bytes, tuple[int, bytes]] = {}

    def __call__(self, term: bytes) -> bytes:
        """The prefixed name of an IRI where it has one."""
        known = self._kept.get(term)
        if known is not None:
            return known
        cut = max(term.rfind(b"/"), term.rfind(b"#")) + 1
        namespace = term[1:cut]
        prefix = self._namespaces.get(namespace)
        local = term[cut:-1]
        if prefix is None or not _LOCAL.fullmatch(local):
            return term
        name = prefix + local
        if namespace in self._few:
            self._kept[term] = name
        return name

    def rank(self, name: bytes) -> tuple[int, bytes]:
        """Where a predicate stands among those of a subject."""
        found = self._ranks.get(name)
        return found or self._ranks.setdefault(name, (_FIRST.get(name, 9), name))

    def term(self, term: bytes) -> bytes:
        first = term[:1]
        if first == b"<" and term[:2] != b"<<":
            return self(term)
        if first == b'"' and term[-1:] == b">":
            text, _, datatype = term.rpartition(b'"')
            form = _BARE.get(datatype[2:])
            if form is not None and form.fullmatch(text, 1):
                return text[1:]
            return text + b'"^^' + self(datatype[2:])
        return term
