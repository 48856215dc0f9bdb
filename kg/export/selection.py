"""Which reports does an export speak of: all, or those of some outlets and days?"""

from __future__ import annotations

import difflib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import KgError
from kg.model import is_partial_date
from kg.schema import PREFIXES

_HEAD = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
# An entity that was merged into another stands under the other.
_REPORTS = """SELECT ?report ?claim ?document ?outlet ?cited ?said ?issued WHERE {
  { SELECT DISTINCT ?report ?claim WHERE { ?report cc:conveys ?claim } }
  OPTIONAL { ?report cc:inDocument ?document OPTIONAL { ?document dct:issued ?issued } }
  OPTIONAL { ?report cc:outlet ?o OPTIONAL { ?o cc:canonical ?oc } BIND (COALESCE(?oc, ?o) AS ?outlet) }
  OPTIONAL { ?report cc:citedOutlet ?c OPTIONAL { ?c cc:canonical ?cc } BIND (COALESCE(?cc, ?c) AS ?cited) }
  OPTIONAL { ?report cc:saidOn ?said }
}"""
_OUTLETS = """SELECT DISTINCT ?outlet ?name WHERE {
  { ?x cc:outlet|^cc:outlet ?y } UNION { ?y a cc:MediaOutlet }
  OPTIONAL { ?y cc:canonical ?to } BIND (COALESCE(?to, ?y) AS ?outlet)
  ?y skos:prefLabel|skos:altLabel ?name }"""


class UnknownOutlet(KgError):
    """An outlet that the store does not know; carries `name` and the `close` names that it knows."""

    def __init__(self, name: str, close: list[str]) -> None:
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        super().__init__(f"no outlet {name!r} in this store{hint}")
        self.name, self.close = name, close


class BadDate(KgError):
    """A date that is no day, month or year; carries `text`."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no date: write a day, a month or a year, as 2026-01-30, 2026-01 or 2026")
        self.text = text


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep. `outlets` are IRIs (empty: all); the days are the first and last, as ISO text (None: open)."""

    outlets: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        return bool(self.outlets or self.since or self.until)


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """A report as exports need it. `outlets` are the cited ones, or the publisher where none is cited; `date` is the day, month
    or year on which the words were said, or else that of the document, or None.
    """

    iri: str
    claim: str
    document: str
    publisher: str
    cited: tuple[str, ...]
    date: str | None

    @property
    def outlets(self) -> tuple[str, ...]:
        return self.cited or ((self.publisher,) if self.publisher else ())


def days(date: str) -> tuple[str, str]:
    """The first and last day of a day, month or year: "2026-02" is ("2026-02-01", "2026-02-28")."""
    year, *rest = date.split("-")
    if not rest:
        return f"{year}-01-01", f"{year}-12-31"
    if len(rest) == 1:
        return f"{date}-01", f"{date}-{monthrange(int(year), int(rest[0]))[1]:02d}"
    return date, date


def selection(store: ox.Store, outlets: Iterable[str] = (), since: str | None = None, until: str | None = None) -> Selection:
    """The selection that a user asks for: outlets by name, other name or IRI; dates as a day, month or year, both inclusive.

    Raises UnknownOutlet and BadDate.
    """
    for date in (since, until):
        if date is not None and not is_partial_date(date):
            raise BadDate(date)
    wanted = list(outlets)
    return Selection(
        frozenset(_outlets(store, wanted)) if wanted else frozenset(),
        since and days(since)[0],
        until and days(until)[1],
    )


def _outlets(store: ox.Store, wanted: list[str]) -> set[str]:
    known: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for row in select(store, _OUTLETS):
        iri, name = row["outlet"], row["name"]
        known.setdefault(name.casefold(), set()).add(iri)
        known.setdefault(iri.casefold(), set()).add(iri)
        names[name.casefold()] = name
    out: set[str] = set()
    for name in wanted:
        found = known.get(name.strip("<>").casefold())
        if found is None:
            close = difflib.get_close_matches(name.casefold(), names, n=4, cutoff=0.6)
            raise UnknownOutlet(name, [names[c] for c in close])
        out |= found
    return out


def reports(store: ox.Store, chosen: Selection | None = None) -> list[Report]:
    """The reports that a selection keeps, sorted by IRI. A report counts for its publisher and for the outlets it cites."""
    chosen = chosen or Selection()
    found: dict[str, dict[str, set[str]]] = {}
    for row in select(store, _REPORTS):
        values = found.setdefault(row["report"], {})
        for name, value in row.items():
            values.setdefault(name, set()).add(value)
    out = []
    for iri in sorted(found):
        values = found[iri]
        one = {n: min(values.get(n, {""})) for n in ("claim", "document", "outlet", "said", "issued")}
        date = one["said"] or one["issued"] or None
        report = Report(iri, one["claim"], one["document"], one["outlet"], tuple(sorted(values.get("cited", ()))), date)
        if _keeps(chosen, report):
            out.append(report)
    return out


def _keeps(chosen: Selection, report: Report) -> bool:
    if chosen.outlets and not chosen.outlets.intersection((report.publisher, *report.cited)):
        return False
    if chosen.since is None and chosen.until is None:
        return True
    if report.date is None:
        return False
    first, last = days(report.date)
    return (chosen.since is None or last >= chosen.since) and (chosen.until is None or first <= chosen.until)


def holds_union(store: ox.Store) -> bool:
    """Whether the default graph holds the union of all graphs, as `kg.store` keeps it; in other stores it is empty."""
    return next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None


def select(store: ox.Store, text: str) -> Iterable[Mapping[str, str]]:
    """The rows of a SELECT over the union of all graphs: for each bound variable the IRI or the text of the literal."""
    solutions = store.query(_HEAD + text, use_default_graph_as_union=not holds_union(store))
    assert isinstance(solutions, ox.QuerySolutions)
    names = [v.value for v in solutions.variables]
    for solution in solutions:
        yield {n: v.value for n, v in zip(names, solution, strict=True) if v is not None and not isinstance(v, ox.Triple)}
