"""The graph in Python: open a store, load documents, ask, and follow each answer back to its characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import rdflib

from kg import explain
from kg.answers import answer, find
from kg.derive import derive
from kg.errors import KgError, MissingTool
from kg.load import Tally, load
from kg.model import is_partial_date
from kg.pivot import pivot
from kg.query import Field, Value
from kg.store import Store, location

if TYPE_CHECKING:
    import networkx
    import pandas

_DTYPES = {"integer": "Int64", "decimal": "float64", "boolean": "boolean"}


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: its columns, and its rows as tuples in their order; `as_dicts` gives each with its column names."""

    columns: tuple[Field, ...]
    rows: list[tuple[Value, ...]]

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def names(self) -> list[str]:
        return [c.name for c in self.columns]

    def as_dicts(self) -> list[dict[str, Value]]:
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]

    def df(self) -> pandas.DataFrame:
        """A DataFrame with a fitting type for each column, and <NA> where a cell is empty. Raises MissingTool without pandas.

        Whole days become datetime64; a column that also has months or years stays text, with its precision beside it.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingTool("pandas", "pip install pandas, or use .as_dicts()") from None
        out: dict[str, object] = {}
        for n, column in enumerate(self.columns):
            values = [row[n] for row in self.rows]
            if column.type == "decimal":
                out[column.name] = pd.Series([None if v is None else float(str(v)) for v in values], dtype="float64")
            elif column.type == "date":
                out |= _dates(column.name, values)
            else:
                out[column.name] = pd.Series(values, dtype=_DTYPES.get(column.type, "string"))
        return pd.DataFrame(out)


def _dates(name: str, values: Sequence[Value]) -> dict[str, object]:
    import pandas as pd

    if all(v is None or (len(str(v)) == 10 and is_partial_date(str(v))) for v in values):
        return {name: pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[ns]")}
    precision = [None if v is None else {4: "year", 7: "month", 10: "day"}.get(len(str(v))) for v in values]
    return {name: pd.Series(values, dtype="string"), f"{name}_precision": pd.Series(precision, dtype="string")}


class Claim(NamedTuple):
    """A claim by its IRI."""

    iri: str
    graph: KnowledgeGraph

    @property
    def evidence(self) -> list[explain.Evidence]:
        """Every report of the claim, with its characters, its sentence and the chain of speakers."""
        return explain.evidence(self.graph.store, self.iri)


class KnowledgeGraph:
    """A store with what can be done with it. Leave it with `close`, or use it in a `with`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    def load(
        self,
        *paths: str | Path,
        outlet: str | None = None,
        published: str | None = None,
        title: str | None = None,
        url: str | None = None,
        jobs: int = 1,
    ) -> Tally:
        """Read documents into the store and rebuild what is derived. What could not be read is in the tally."""
        from loaders.read.metadata import Metadata
        from loaders.read.sources import read

        given = Metadata(outlet=outlet, published=published, title=title, url=url)
        tally = load(self.store, read([str(p) for p in paths], given=given), jobs=jobs)
        if not self.store.fresh or self.store.path is None:
            derive(self.store)
        return tally

    def query(self, name: str, **parameters: Value) -> Rows:
        """The answer of a stored query, or of a file. A name with a hyphen in a parameter is written with an underscore."""
        query = find(name)
        found = answer(self.store, query, parameters)
        if query.pivot is not None:
            table = pivot(query, found.rows)
            return Rows(table.columns, table.rows)
        return Rows(found.columns, list(found.rows))

    def claim(self, iri: str) -> Claim:
        """A claim. Raises KgError when the store does not know it."""
        explain.claims_of(self.store, iri)
        return Claim(iri, self)

    def graph(
        self, view: str = "accusations", *, outlets: Sequence[str] = (), since: str | None = None, until: str | None = None
    ) -> networkx.Graph:
        """A view of the store as a networkx graph: accusations, outlets or claims. Raises KgError for any other.

        Only what some `outlets` published or are credited with, and what was said from `since` to `until`, where they are given.
        """
        from kg.export.selection import selection
        from kg.export.views import VIEWS

        if view not in VIEWS:
            raise KgError(f"{view!r} is no view; known are {' '.join(VIEWS)}")
        limits = bool(outlets) or since is not None or until is not None
        return VIEWS[view](self.store.graph, selection(self.store.graph, outlets, since, until) if limits else None)

    def rdflib(self) -> rdflib.Graph:
        """The union of all graphs as an rdflib graph that reads from this store."""
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        return rdflib.Graph(store=OxigraphStore(store=self.store.graph), identifier=DATASET_DEFAULT_GRAPH_ID)


def open(path: str | Path | None = None, *, read_only: bool = False) -> KnowledgeGraph:
    """Open the store of a folder, by default that of `kg`; where there is none it is begun, unless `read_only`.

    Raises NoStore, StoreBusy or BadFile as `kg.store.Store` does.
    """
    return KnowledgeGraph(Store(location(Path(path) if path is not None else None), read_only=read_only))


def memory() -> KnowledgeGraph:
    """An empty graph in memory."""
    return KnowledgeGraph(Store())
