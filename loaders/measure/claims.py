"""How well are claims read? Precision, recall and F of readings against what a careful reader found.

`python -m loaders.measure.claims GOLD DOCUMENTS [--rows] [--json]`: GOLD is a folder of JSON files (format: tests/gold/README.md),
DOCUMENTS the folder with the texts that they name. With `--rows` every missed and every false row is listed beside its
sentence, with the rule at work.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from kg.errors import BadFile
from kg.model import Accusation, Claim, Denial, Document, Event, Figure, Reading, Rejected, Responsibility, Statement
from kg.vocabulary import EventStatus, EventType, Measure

Gold = Mapping[str, Any]
_PEOPLE = (
    Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED, Measure.MISSING, Measure.DISPLACED, Measure.FREED, Measure.SURRENDERED,
)  # fmt: skip
# Words of a name that do not tell one actor from another.
_LOOSE = frozenset(
    """the a an of and its their s mr mrs ms dr mir sardar gen general lt col president prime minister chief spokesman spokesperson
    spokeswoman foreign interior defence defense information home provincial federal federals state""".split()
)
# Types that readers mix up without being wrong; an event of type "other" goes with any.
_FAMILIES: tuple[frozenset[EventType], ...] = (
    frozenset((EventType.ATTACK, EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.SHOOTING, EventType.AIRSTRIKE, EventType.KILLING,
               EventType.CLASH, EventType.OPERATION)),
    frozenset((EventType.ABDUCTION, EventType.HIJACKING)),
    frozenset((EventType.ARREST,)),
    frozenset((EventType.PROTEST, EventType.BLOCKADE)),
    frozenset((EventType.ACCIDENT, EventType.DISASTER)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """How many gold rows there are, how many rows were read, and how many of them go together one to one."""

    gold: int = 0
    read: int = 0
    matched: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.read + other.read, self.matched + other.matched)

    @property
    def precision(self) -> float:
        return self.matched / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.matched / (self.gold + self.read) if self.gold + self.read else 0.0


@dataclass(frozen=True, slots=True)
class Error:
    """A gold row that was missed, or a row read that is in no gold."""

    table: str
    document: str
    missed: bool
    row: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Which gold rows and which things read are compared, when they are the same, and what makes two of them one."""

    name: str
    gold: str
    things: Callable[[Reading], Sequence[Claim | Event]]
    same: Callable[[Reading, Gold, Any], bool]
    gold_key: Callable[[Gold], object]
    key: Callable[[Reading, Any], object]


def normal(text: str) -> str:
    """A text in lower-case ASCII words, possessive endings dropped."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"'s\b", "", plain)).strip()


def _words(name: str) -> frozenset[str]:
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in normal(name).split())


def same_name(accepted: Sequence[str], name: str) -> bool:
    """Whether a name is one of those accepted: the same words but for titles, or up to two words more or less."""
    words = _words(name)
    if not accepted or not words:
        return not accepted and not words
    for a in accepted:
        other = _words(a)
        core, other_core = words - _LOOSE or words, other - _LOOSE or other
        if other and (
            other == words or core == other_core or ((core <= other_core or other_core <= core) and len(core ^ other_core) <= 2)
        ):
            return True
    return False


def _speaker(claim: Claim) -> str:
    return claim.by.speaker.actor.name if claim.by.speaker else ""


def _overlaps(anchor: str, quote: str) -> bool:
    """Whether a quotation from the text holds an anchor, or at least four fifths of its words, four or more."""
    a, q = normal(anchor), normal(quote)
    if not a or not q:
        return False
    words = a.split()
    return a in q or q in a or (len(words) >= 4 and sum(w in set(q.split()) for w in words) >= 0.8 * len(words))


def _same_value(gold: Gold, figure: Figure) -> bool:
    if gold.get("low") is None and gold.get("high") is None:
        words = normal(figure.words or "")
        return figure.low is None and figure.high is None and bool(words) and words in normal(gold.get("words") or "")
    return bool((gold.get("low"), gold.get("high")) == (figure.low, figure.high))


def _same_figure(reading: Reading, gold: Gold, figure: Figure) -> bool:
    return gold["measure"] == figure.measure and _same_value(gold, figure)


def _same_count(reading: Reading, gold: Gold, figure: Figure) -> bool:
    return _same_figure(reading, gold, figure) and gold.get("victims") == figure.victims


def _same_claimed(reading: Reading, gold: Gold, figure: Figure) -> bool:
    return _same_count(reading, gold, figure) and same_name(gold.get("claimant") or [], _speaker(figure))


def _same_accusation(reading: Reading, gold: Gold, claim: Accusation) -> bool:
    accused = claim.accused.actor.name if claim.accused else ""
    return same_name(gold["accuser"], _speaker(claim)) and same_name(gold["accused"], accused)


def _same_denial(reading: Reading, gold: Gold, claim: Denial) -> bool:
    return same_name(gold["denier"], _speaker(claim))


def _same_answer(reading: Reading, gold: Gold, claim: Denial) -> bool:
    against = claim.against.actor.name if claim.against else ""
    return _same_denial(reading, gold, claim) and same_name(gold.get("against") or [], against)


def _same_statement(reading: Reading, gold: Gold, claim: Statement) -> bool:
    return same_name(gold["speaker"], _speaker(claim)) and _same_span(reading, gold, claim)


def _same_span(reading: Reading, gold: Gold, claim: Statement) -> bool:
    return _overlaps(gold["anchor"], reading.document.slice(claim.span))


def _family(kind: str) -> frozenset[EventType] | None:
    return next((f for f in _FAMILIES if kind in f), None)


def _same_event(reading: Reading, gold: Gold, event: Event) -> bool:
    families = _family(gold["type"]), _family(event.type)
    if None not in families and families[0] != families[1]:
        return False
    accepted = [a for names in gold.get("places") or [] for a in ([names] if isinstance(names, str) else names)]
    place = (
        any(same_name(accepted, p.name) for p in event.places) if accepted and event.places else not accepted and not event.places
    )
    date = (event.earliest or "").startswith(gold["date"]) if gold.get("date") else not event.earliest
    if place and (date or not gold.get("date")):
        return True
    return _overlaps(gold.get("anchor", ""), reading.document.slice(event.span)) and (place or date)


def _of(kind: type[Claim], keep: Callable[[Any], bool] = lambda c: True) -> Callable[[Reading], Sequence[Claim]]:
    return lambda r: [c for c in r.claims if isinstance(c, kind) and keep(c)]


def _value_key(f: Figure) -> tuple[object, ...]:
    return f.measure, f.low, f.high, f.words


_FIGURE_KEYS: tuple[
    tuple[str, Callable[[Reading, Gold, Any], bool], Callable[[Gold], object], Callable[[Reading, Any], object]], ...
] = (
    (
        "figures.value",
        _same_figure,
        lambda g: (g["measure"], g.get("low"), g.get("high"), g.get("words")),
        lambda r, f: _value_key(f),
    ),
    (
        "figures.victims",
        _same_count,
        lambda g: (g["measure"], g.get("low"), g.get("high"), g.get("words"), g.get("victims")),
        lambda r, f: (*_value_key(f), f.victims),
    ),
    (
        "figures.full",
        _same_claimed,
        lambda g: (g["measure"], g.get("low"), g.get("high"), g.get("words"), g.get("victims"), tuple(g.get("claimant") or ())),
        lambda r, f: (*_value_key(f), f.victims, normal(_speaker(f))),
    ),
)
_TABLES: tuple[_Table, ...] = (
    *(_Table(n, "figures", _of(Figure, lambda f: f.measure in _PEOPLE), same, g, k) for n, same, g, k in _FIGURE_KEYS),
    _Table(
        "figures.other",
        "figures",
        _of(Figure, lambda f: f.measure not in _PEOPLE and f.measure is not Measure.OTHER),
        _same_figure,
        lambda g: (g["measure"], g.get("low"), g.get("high"), g.get("words")),
        lambda r, f: _value_key(f)[:3],
    ),
    _Table(
        "accusations",
        "accusations",
        _of(Accusation),
        _same_accusation,
        id,
        lambda r, c: (normal(_speaker(c)), normal(c.accused.actor.name if c.accused else ""), normal(c.what)[:40]),
    ),
    _Table("denials", "denials", _of(Denial), _same_denial, id, lambda r, c: (normal(_speaker(c)), normal(c.denied)[:40])),
    _Table(
        "denials.against",
        "denials",
        _of(Denial),
        _same_answer,
        id,
        lambda r, c: (normal(_speaker(c)), normal(c.denied)[:40], normal(c.against.actor.name if c.against else "")),
    ),
    _Table(
        "responsibility",
        "responsibility",
        _of(Responsibility),
        lambda r, g, c: same_name(g["claimant"], _speaker(c)),
        id,
        lambda r, c: (normal(_speaker(c)), normal(c.what)[:60]),
    ),
    _Table(
        "statements",
        "statements",
        _of(Statement),
        _same_statement,
        id,
        lambda r, c: (normal(_speaker(c)), normal(r.document.slice(c.span))),
    ),
    _Table(
        "statements.span",
        "statements",
        _of(Statement),
        _same_span,
        lambda g: normal(g["anchor"]),
        lambda r, c: normal(r.document.slice(c.span)),
    ),
    _Table(
        "events",
        "events",
        lambda r: [e for e in r.events if e.status is not EventStatus.NEGATED],  # what did not happen has no gold row
        _same_event,
        lambda g: (g["type"], g.get("date"), str(g.get("places")), str(g.get("perpetrators"))),
        lambda r, e: (e.type, e.earliest, tuple(p.name for p in e.places), tuple(n.actor.name for n in e.perpetrators)),
    ),
)


def _kept(table: _Table, gold: Gold) -> list[Gold]:
    rows: Iterable[Gold] = gold.get(table.gold) or ()
    if table.name == "figures.other":
        rows = [g for g in rows if g["measure"] not in _PEOPLE and g["measure"] != Measure.OTHER]
    elif table.gold == "figures":
        rows = [g for g in rows if g["measure"] in _PEOPLE]
    return list({table.gold_key(g): g for g in rows}.values())


def score(gold: Gold, reading: Reading) -> tuple[dict[str, Score], list[Error]]:
    """The scores of one reading by table, and its errors. Rows go together one to one, as many as can."""
    scores, errors = {}, []
    for table in _TABLES:
        wanted = _kept(table, gold)
        found = list({table.key(reading, t): t for t in reversed(table.things(reading))}.values())[::-1]
        graph = nx.Graph()
        tops = [("gold", i) for i in range(len(wanted))]
        graph.add_nodes_from(tops)
        graph.add_edges_from(
            (("gold", i), ("read", j)) for i, g in enumerate(wanted) for j, t in enumerate(found) if table.same(reading, g, t)
        )
        pairs = nx.bipartite.hopcroft_karp_matching(graph, tops)
        scores[table.name] = Score(len(wanted), len(found), sum(1 for node in pairs if node[0] == "gold"))
        errors += [_missed(table, gold, g, reading) for i, g in enumerate(wanted) if ("gold", i) not in pairs]
        errors += [_false(table, gold, t, reading) for j, t in enumerate(found) if ("read", j) not in pairs]
    return scores, errors


def _missed(table: _Table, gold: Gold, row: Gold, reading: Reading) -> Error:
    told = {k: v for k, v in row.items() if v not in (None, [], False) and k not in ("note", "outlets", "outlets_doubtful")}
    at = reading.document.text.find(row.get("anchor", ""))
    return Error(table.name, gold["id"], True, json.dumps(told, ensure_ascii=False), _line(reading, at))


def _false(table: _Table, gold: Gold, thing: Claim | Event, reading: Reading) -> Error:
    who = "" if isinstance(thing, Event) else _speaker(thing)
    key = " ".join(str(getattr(part, "value", part)) for part in _flat(table.key(reading, thing)))
    return Error(table.name, gold["id"], False, f"[{thing.rule}] {who or '-'}: {key}", _line(reading, thing.span.start))


def _flat(value: object) -> list[object]:
    if isinstance(value, tuple):
        return [x for v in value for x in _flat(v)]
    return [] if value is None else [value]


def _line(reading: Reading, at: int) -> str:
    """The line of the text around a character."""
    text = reading.document.text
    if at < 0:
        return ""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    return " ".join(line[max(0, at - start - 200) : at - start + 300].split())


def read_gold(folder: Path) -> list[Gold]:
    """The gold files of a folder, by name. Raises BadFile for one that is no JSON object with an id."""
    out: list[Gold] = []
    for path in sorted(folder.glob("*.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise BadFile(path, f"is no JSON: {error}") from None
        if not isinstance(gold, dict) or "id" not in gold:
            raise BadFile(path, "is no gold file: it needs an object with `id`")
        out.append(gold)
    return out


def text_name(gold: Gold) -> str:
    """The name of the document that a gold file is about: of its file, or the document's own where its file holds several."""
    return str(gold.get("text") or f"{gold['id']}.txt")


def read_wanted(
    gold: Iterable[Gold], documents: Iterable[Document | Rejected], reader: Callable[[Document], Reading]
) -> dict[str, Reading]:
    """The readings of those documents that have gold, by the name that their gold gives them."""
    wanted = {text_name(g) for g in gold}
    out = {}
    for document in documents:
        if isinstance(document, Document):
            name = document.name if document.name in wanted else Path(document.name).name
            if name in wanted:
                out[name] = reader(document)
    return out


def measured(gold: Iterable[Gold], readings: Mapping[str, Reading]) -> tuple[dict[str, Score], list[Error]]:
    """Scores by table over all documents with gold, and all errors. `readings` are by the name of `text_name`."""
    total = {t.name: Score() for t in _TABLES}
    errors: list[Error] = []
    for g in gold:
        reading = readings.get(text_name(g))
        if reading is None:
            continue
        scores, wrong = score(g, reading)
        total = {name: total[name] + s for name, s in scores.items()}
        errors += wrong
    return total, errors


def report(scores: Mapping[str, Score]) -> str:
    """The scores as lines of text."""
    return "\n".join(
        f"{name:18} P {s.precision:.3f}  R {s.recall:.3f}  F {s.f:.3f}   gold {s.gold:4} read {s.read:4} matched {s.matched:4}"
        for name, s in scores.items()
    )


def main(arguments: list[str] | None = None) -> int:
    """Read the documents, score them, print the table; exit 1 when no document has gold."""
    from loaders.pipeline import Reader
    from loaders.read.sources import read

    options = argparse.ArgumentParser(
        prog="python -m loaders.measure.claims", description=__doc__.split("\n")[0] if __doc__ else None
    )
    options.add_argument("gold", type=Path, help="folder of gold files")
    options.add_argument("documents", type=Path, help="folder of the texts, with their manifest.csv")
    options.add_argument(
        "--rows", nargs="?", const="", metavar="TABLE", help="list every missed and false row, of one table or of all"
    )
    options.add_argument("--json", action="store_true", help="print the scores as JSON")
    a = options.parse_args(arguments)
    gold = read_gold(a.gold)
    readings = read_wanted(gold, read([str(a.documents)]), Reader().read)
    if not readings:
        print(f"none of the documents in {a.documents} has gold in {a.gold}", file=sys.stderr)
        return 1
    scores, errors = measured(gold, readings)
    if a.rows is not None:
        for e in errors:
            if a.rows in ("", e.table):
                print(f"{e.table} {'MISSED' if e.missed else 'FALSE '} {e.document}: {e.row}\n    {e.sentence}")
    if a.json:
        print(json.dumps({n: {"precision": s.precision, "recall": s.recall, "f": s.f} for n, s in scores.items()}))
    else:
        print(report(scores))
    return 0


if __name__ == "__main__":
    sys.exit(main())
