"""How is an RDF file read, and where does it break?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadFile

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def format_of(path: Path) -> ox.RdfFormat:
    """The RDF format that a file's suffix stands for. Raises BadFile, listing the known ones, for any other."""
    if path.suffix not in FORMATS:
        raise BadFile(path, f"no RDF format has the suffix {path.suffix!r}; known are {' '.join(FORMATS)}")
    return FORMATS[path.suffix]


def quads_of(path: Path) -> list[ox.Quad]:
    """All quads of an RDF file. Raises BadFile with line and column on a syntax error or an unreadable file."""
    form = format_of(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(path, f"cannot be read: {error.strerror}") from None
    try:
        return list(ox.parse(data, form, base_iri=path.resolve().as_uri()))
    except SyntaxError as error:
        raise BadFile(path, str(error.msg), line=error.lineno, column=error.offset) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise BadFile(path, str(error)) from None


def store_of(paths: Iterable[Path]) -> ox.Store:
    """A store in memory with the quads of several files. Raises BadFile as `quads_of` does."""
    store = ox.Store()
    for path in paths:
        store.extend(quads_of(path))
    return store
