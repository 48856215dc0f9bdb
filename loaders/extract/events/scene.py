"""Which town and day does the scene of a report give to its main event? For a place told by its dateline, a day by when police came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from kg.model import Place
from kg.vocabulary import PartKind
from loaders.annotate.phrases import text_of
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.events.hang import governor
from loaders.extract.events.model import TERSE, When
from loaders.extract.events.when import Clock
from loaders.extract.events.words import context_words, plain
from loaders.gazetteer.gazetteer import State, folded, gazetteer

AROUND = 2  # sentences
_LIVE = re.compile(r"\blive(?: updates| blog|blog)?\b|\bas it happen(?:s|ed)\b", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:midnight|noon|midday)\b", re.IGNORECASE)
LEAD = 2  # the first sentences of a report, by place
SURE = 3  # tellings of a town, those in the lead and by its police counted twice, that make it the report's own
_QUALIFIED = re.compile(r"[^,(]+, ?[A-Z][A-Za-z. ]+(?:\(|$)")  # "KERRVILLE, Texas", and no date
_TOWN = re.compile(r"^(?:the )?(?:city|town) of | (?:city|town)$", re.IGNORECASE)
_COUNTY = ("County", "Parish", "Province", "District")
# Bodies and people of a town, who act where they are at home.
_BODY = re.compile(r"(?:City of )?(.+?)(?: (?:Metropolitan|Metro|City))? (?:Police|Fire|Sheriff|City|High School|Medical)\b.*")
_LOCAL = frozenset("police policeman fire firefighter officer detective mayor".split())
_PEOPLE = frozenset("man woman boy girl teen teenager resident couple family hospital".split())
_COMPASS = re.compile(r"^(?:(?:north|south|east|west|central|upper|lower)(?:ern)?[ -]?)+ ", re.IGNORECASE)
_QUARTER = r"(?:[’']s)?[\s-]+(?:neighbou?rhood|section|quarter|precinct|ward|suburb|slum|housing estate)s?\b"


@dataclass(frozen=True, slots=True)
class Town:
    """The town of a report. It is `sure` where the report itself speaks of the town, not only its dateline."""

    place: Place
    sure: bool


def town_of(context: Context) -> Town | None:
    """The town that a report is from: that of its dateline, else the one that its first sentences and others name; None abroad.

    A dateline outside the state that the text speaks of most says where the reporter is, not where it happened; so does one
    where the text has the police of another town at work.
    """
    told: Counter[str] = Counter()
    names: dict[str, str] = {}
    policed: Counter[str] = Counter()
    for sentence in context.sentences:
        for start, end, kind in sentence.names:
            name, local = _town_named(context, sentence, start, end, kind)
            if name is None:
                continue
            key = _key(name)
            names.setdefault(key, name)
            told[key] += 1 + (sentence.place <= LEAD) + local
            policed[key] += local
    best = min(told, key=lambda n: (-told[n], n), default=None)
    stated = _dateline(context)
    if stated is not None:
        key = _key(stated.name)
        if best is None or key == best or policed[key] or not (policed[best] and told[best] >= SURE):
            return Town(stated, told[key] > 0)
    if best is None or told[best] < SURE:
        return None
    return Town(context.locator.named(names[best]), True)


def lies_around(region: Place, town: Place) -> bool:
    """Whether a county, region or state ("northern Ohio") is one around a town."""
    return folded(_COMPASS.sub("", region.name)) in {folded(w) for w in town.within}


def is_quarter(context: Context, name: str) -> bool:
    """Whether the text calls a place a part of a town."""
    return re.search(re.escape(name) + _QUARTER, context.document.text, re.IGNORECASE) is not None


def _key(name: str) -> str:
    return re.sub(r"^st ", "saint ", folded(name))


def _dateline(context: Context) -> Place | None:
    """The town of the dateline, where it lies in the state that the text speaks of most."""
    states = context.resolver.states
    for s in context.segments:
        if s.kind is PartKind.DATELINE:
            text = context.document.slice(s.span)
            name = re.split(r"[,(—–:]| -", text)[0].strip().title()
            qualified = _QUALIFIED.match(text) is not None
            if not name.endswith(_COUNTY) and (_town(name, states) or (qualified and not states)):
                return _placed(context, name, text)
    return None


def _placed(context: Context, name: str, dateline: str) -> Place:
    """The place of a dateline's town, in the region that it names after a comma."""
    around = [x.strip(" —–-:") for x in re.split(r"[,(]", dateline)[1:2]]
    located = gazetteer().locate(name, context.resolver.states, around=[a for a in around if a])
    if located is None or isinstance(located, State):
        return Place(name)
    return Place(name, None, located.authority, gazetteer().around(located))


def _town_named(context: Context, sentence: Sentence, start: int, end: int, kind: str) -> tuple[str | None, bool]:
    """The town that a name names or holds ("Leeds", "Leeds City Police"), and whether those at work there are named with it."""
    name = _TOWN.sub("", text_of(sentence, range(start, end))).removesuffix("’s").removesuffix("'s").strip()
    body = _BODY.fullmatch(name)
    after = plain(sentence.tree.lemmas[end]) if end < len(sentence) else ""
    local = body is not None or after in _LOCAL
    name = body[1].title() if body is not None else name
    if name.endswith(_COUNTY) or not (kind == "LOC" or local or after in _PEOPLE):
        return None, False
    if not _town(name, () if local else context.resolver.states) or is_quarter(context, name):
        return None, False
    return name, local


def day_of(context: Context, clock: Clock, first: int) -> When | None:
    """The day on which people came to the scene, were called or found, told close to the sentence `first` that tells the event."""
    near = sorted((s for s in context.sentences if abs(s.place - first) <= AROUND), key=lambda s: (abs(s.place - first), s.place))
    for sentence in near:
        for found in clock.dates(sentence):
            if not found.is_day or found.earliest is None or found.latest is None:
                continue
            above = governor(sentence, found, frozenset())
            if above is not None and plain(sentence.tree.lemmas[above]) in context_words("scene"):
                return found.earliest, found.latest
    return None


def fresh(context: Context, clock: Clock, first: int) -> When | None:
    """The day of a report and the one before, for an undated event that it tells as news, in the sentences around `first`.

    News are a time of day without a day ("shot at about 9 p.m."), and what has happened or is going on as the report begins
    ("have been shot", "police are investigating").
    """
    today = clock.day()
    if today is None:
        return None
    body = [s for s in context.sentences if s.segment.kind not in TERSE]
    lead = [s for s in body if s.place <= body[0].place + LEAD - 1]
    near = [s for s in body if abs(s.place - first) <= 1]
    if any(clock.dates(s) for s in (*lead, *near)):
        return None
    timed = any(_TIME.search(context.document.slice(s.span)) for s in near)
    if timed or any(s.place <= first and is_now(s) for s in lead):
        return (today - timedelta(days=1)).isoformat(), today.isoformat()
    return None


def is_live(context: Context) -> bool:
    """Whether a document is a page that was written while things happened."""
    return any(s.kind is PartKind.HEADLINE and _LIVE.search(context.document.slice(s.span)) for s in context.segments)


def is_now(sentence: Sentence) -> bool:
    """Whether the main verb of a sentence tells what has happened or is going on."""
    tree = sentence.tree
    for k in range(len(sentence)):
        if tree.deprels[k] not in ("root", "ccomp", "parataxis") or tree.upos[k] != "VERB":
            continue
        helping = [c for c in tree.under(k, "aux", "aux:pass") if tree.xpos[c] in ("VBZ", "VBP")]
        if helping and tree.xpos[k] in ("VBG", "VBN") and {tree.lemmas[c] for c in helping} & {"have", "be"}:
            return True
    return False


def _town(name: str, states: Sequence[str]) -> bool:
    """Whether a name is that of a town, in the state that a text speaks of most if it speaks of one."""
    if gazetteer().state(name) is not None and not any(p.kind == "town" for p in gazetteer().places(name)):
        return False
    found = gazetteer().places(name)
    if any(p.kind == "region" and (not states or p.iso == states[0]) for p in found):
        return False
    return any(p.kind == "town" and (not states or p.iso == states[0]) for p in found)
