"""Which town and day does the scene of a report give to its main event? For a place told by its dateline, a day by when police came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.model import Place
from kg.vocabulary import PartKind
from loaders.annotate.phrases import text_of
from loaders.extract.context import Context
from loaders.extract.events.model import When
from loaders.extract.events.when import Clock, governor
from loaders.extract.events.words import context_words, plain
from loaders.gazetteer.gazetteer import State, gazetteer

AROUND = 2  # sentences
LEAD = 2  # the first sentences of a report, by place
SURE = 3  # tellings of a town, those in the lead counted twice, that make it the report's own
_QUALIFIED = re.compile(r"[^,(]+, ?[A-Z][A-Za-z. ]+(?:\(|$)")  # "KERRVILLE, Texas", and no date
_TOWN = re.compile(r"^(?:the )?(?:city|town) of | (?:city|town)$", re.IGNORECASE)
_BODY = re.compile(r"(.+?) (?:Metropolitan )?(?:Police|Fire|Sheriff|City|High School|Medical)\b.*")


def town_of(context: Context) -> Place | None:
    """The town that a report is from: that of its dateline, else the one that its first sentences and others name; None abroad.

    A dateline outside the state that the text speaks of most says where the reporter is, not where it happened.
    """
    states = context.resolver.states
    found: Counter[str] = Counter()
    for s in context.segments:
        if s.kind is PartKind.DATELINE:
            name = re.split(r"[,(—–:]| -", context.document.slice(s.span))[0].strip().title()
            qualified = _QUALIFIED.match(context.document.slice(s.span)) is not None
            if not name.endswith(("County", "Parish")) and (_town(name, states) or (qualified and not states)):
                return _place_of(name, states)
    for sentence in context.sentences:
        for start, end, kind in sentence.names:
            name = _TOWN.sub("", text_of(sentence, range(start, end)))
            body = _BODY.fullmatch(name)
            if kind == "LOC" and _town(name, states):
                found[name] += 1 + (sentence.place <= LEAD)
            elif body is not None and _town(body[1], states):
                found[body[1]] += 1 + (sentence.place <= LEAD)
    best = min(found, key=lambda n: (-found[n], n), default=None)
    if best is None or found[best] < SURE:
        return None
    return _place_of(best, states)


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


def _place_of(name: str, states: Sequence[str]) -> Place:
    located = gazetteer().locate(name, states)
    if located is None or isinstance(located, State):
        return Place(name)
    return Place(name, None, located.authority, gazetteer().around(located))


def _town(name: str, states: Sequence[str]) -> bool:
    """Whether a name is that of a town in the state that a text speaks of most."""
    located = gazetteer().locate(name, states[:1])
    return (
        located is not None
        and not isinstance(located, State)
        and located.kind != "region"
        and (not states or located.iso == states[0])
    )
