"""Readings made by hand, as the extractors make them from documents; invented places and people."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from kg.model import (
    Accusation,
    Actor,
    Attribution,
    Characterisation,
    Citation,
    Claim,
    Condemnation,
    Denial,
    Document,
    Event,
    Figure,
    Name,
    Place,
    Reading,
    Responsibility,
    Segment,
    Span,
    Statement,
)
from kg.vocabulary import (
    BoundKind,
    CountedGroup,
    DocType,
    EventType,
    Measure,
    PartKind,
    Relation,
    Resolution,
    SpeechAct,
    Verification,
    Voice,
)

TEXT = """Blast at Ostra market kills dozens

Interior Minister Ana Petrel accused Westland of funding the blast at Ostra market on 4 May. "We will find them," she said.
Westland denied funding the blast. Police said 31 people were killed, 12 of them women; the Hill Front put the number of
guards it killed at 84, which police could not verify.[1] The Hill Front said it had set off the bomb. Westland's envoy
condemned the blast. Petrel called the Front a gang of cowards. A nurse said dozens were missing.

Sources
1. Ostra Post: Blast at market
"""


def at(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """Where some words stand in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


EASTLAND = Actor("eastland", "Eastland", "State", authority="https://sws.geonames.org/1/")
WESTLAND = Actor("westland", "Westland", "State", ("the western neighbour",), authority="https://sws.geonames.org/2/")
PETREL = Actor("ana-petrel", "Ana Petrel", "Person", ("Petrel",), affiliation="eastland")
POLICE = Actor("police", "police", "GovernmentBody", affiliation="eastland")
FRONT = Actor("hill-front", "Hill Front", "ArmedGroup", ("the Front",))
NURSE = Actor("nurse", "a nurse", "UnnamedSource", unnamed=True)
POST = Actor("ostra-post", "Ostra Post", "MediaOutlet")
ACTORS = (EASTLAND, WESTLAND, PETREL, POLICE, FRONT, NURSE, POST)

CITED = Citation(at("[1]"), "[1]", "Ostra Post", Resolution.RESOLVED, at("1. Ostra Post: Blast at market"), "Body")
BLAST = Event(
    "blast",
    EventType.BOMBING,
    at("blast at Ostra market"),
    "blast at Ostra market",
    earliest="2031-05-04",
    latest="2031-05-04",
    places=(Place("Ostra", at("Ostra", nth=1), within=("Eastland",)), Place("Ostra market", within=("Ostra", "Eastland"))),
    perpetrators=(Name(FRONT),),
    rule="event.noun",
)


def by(actor: Actor | None, voice: Voice = Voice.ATTRIBUTED, **more: object) -> Attribution:
    return Attribution(voice, None if actor is None else Name(actor), **more)  # type: ignore[arg-type]


CHARGE = Accusation(
    at("Interior Minister Ana Petrel accused Westland of funding the blast"),
    Attribution(Voice.ATTRIBUTED, Name(PETREL, at("Ana Petrel")), at("accused"), role_stated="Interior Minister"),
    "accusation.verb",
    0.9,
    at("Interior Minister Ana Petrel accused Westland of funding the blast at Ostra market on 4 May."),
    accused=Name(WESTLAND, at("Westland")),
    what="funding the blast",
    relation=Relation.FUNDED,
    event=BLAST,
)
KILLED = Figure(
    at("Police said 31 people were killed"),
    by(POLICE),
    "figure.passive",
    0.95,
    measure=Measure.KILLED,
    low=31,
    high=31,
    number=at("31"),
    event=BLAST,
)
CLAIMS: tuple[Claim, ...] = (
    CHARGE,
    Statement(
        at('"We will find them," she said'),
        by(PETREL, Voice.QUOTED, cue=at("said")),
        "statement.quote",
        0.8,
        at('"We will find them," she said.'),
        content=(at("We will find them"),),
        direct=True,
        act=SpeechAct.VOW,
    ),
    Denial(
        at("Westland denied funding the blast"),
        by(WESTLAND),
        "denial.verb",
        0.9,
        denied="funding the blast",
        against=Name(PETREL),
        answers=(CHARGE,),
    ),
    KILLED,
    Figure(
        at("12 of them women"),
        by(POLICE),
        "figure.part",
        0.9,
        measure=Measure.KILLED,
        victims=CountedGroup.WOMEN,
        low=12,
        high=12,
        number=at("12"),
        event=BLAST,
        part_of=at("31"),
    ),
    Figure(
        at("the Hill Front put the number of\nguards it killed at 84"),
        by(FRONT, verifications=(Verification.NOT_INDEPENDENTLY_VERIFIED,), citations=(CITED,)),
        "figure.at",
        0.7,
        measure=Measure.KILLED,
        victims=CountedGroup.SECURITY,
        low=84,
        high=84,
        number=at("84"),
        event=BLAST,
        disputed=True,
    ),
    Figure(
        at("kills dozens"),
        by(None, Voice.HEADLINE),
        "figure.object",
        0.9,
        measure=Measure.KILLED,
        bound=BoundKind.VAGUE,
        words="dozens",
        number=at("dozens"),
        event=BLAST,
    ),
    Responsibility(at("The Hill Front said it had set off the bomb"), by(FRONT), "responsibility.say", 0.9, what="set off the bomb", event=BLAST),
    Condemnation(at("Westland's envoy\ncondemned the blast"), by(WESTLAND), "condemnation.verb", 0.9, what="the blast"),
    Characterisation(at("Petrel called the Front a gang of cowards"), by(PETREL), "label.call", 0.9, target=Name(FRONT), epithet="a gang of cowards"),
    Statement(at("A nurse said dozens were missing"), by(NURSE), "statement.verb", 0.9, content=(at("dozens were missing"),)),
)  # fmt: skip


def reading(name: str = "blast.txt", claims: Sequence[Claim] = CLAIMS, **document: str | None) -> Reading:
    """A reading of TEXT with some claims."""
    known: dict[str, str | None] = {"outlet": "Daily Lamp", "published": "2031-05-05", "title": "Blast", **document}
    return Reading(
        document=Document(name, TEXT, **known),  # type: ignore[arg-type]
        segments=(
            Segment(PartKind.HEADLINE, Span(0, 34)),
            Segment(PartKind.PARAGRAPH, Span(36, TEXT.index("\nSources"))),
            Segment(PartKind.SOURCE_LIST, at("1. Ostra Post: Blast at market")),
        ),
        actors=ACTORS,
        mentions=((at("Ana Petrel"), "ana-petrel"), (at("the Front"), "hill-front")),
        events=(BLAST,),
        claims=tuple(claims),
        citations=(CITED,),
        doc_type=DocType.NEWS_REPORT,
        wires=("Vantage",),
    )


def renamed(made: Reading, **document: str | None) -> Reading:
    """A reading under other document data."""
    return replace(made, document=replace(made.document, **document))


def varied(rng: random.Random, name: str, *, variety: int = 2) -> Reading:
    """A reading like that of TEXT with other actors, places, days, numbers and claims; more of them the larger the `variety`."""
    petrel = replace(PETREL, name=f"Ana Petrel{'' if rng.random() < 0.5 else rng.randrange(3 * variety)}")
    petrel = replace(petrel, affiliation=rng.choice(("eastland", "police", None)))
    state = rng.randrange(variety)
    west = replace(WESTLAND, name=f"Westland {state}", authority=f"https://sws.geonames.org/{100 + state}/")
    front = replace(FRONT, name=f"Hill Front {rng.randrange(2 * variety)}")
    swapped = {a.key: a for a in (petrel, west, front)}
    day = (
        f"2031-{rng.randrange(1, 2 + variety % 12):02}-{rng.randrange(1, 28):02}"
        if variety > 2
        else f"2031-05-0{rng.randrange(3, 6)}"
    )
    town = Place(f"Ostra {rng.randrange(variety)}", within=("Eastland",))
    blast = replace(BLAST, earliest=day, latest=day, places=(town,), perpetrators=(Name(front),))
    done: dict[Claim, Claim] = {}

    def named(name: Name | None) -> Name | None:
        return None if name is None else replace(name, actor=swapped.get(name.actor.key, name.actor))

    def changed(claim: Claim) -> Claim:
        if claim not in done:
            more: dict[str, object] = {"by": replace(claim.by, speaker=named(claim.by.speaker))}
            more |= {f: named(getattr(claim, f)) for f in ("accused", "against", "target") if hasattr(claim, f)}
            if getattr(claim, "event", None) is not None:
                more["event"] = blast
            if isinstance(claim, Figure) and claim.low is not None:
                low = claim.low + rng.randrange(2 * variety)
                more |= {"low": low, "high": low}
            if isinstance(claim, Denial):
                more["answers"] = tuple(changed(a) for a in claim.answers)
            done[claim] = replace(claim, **more)  # type: ignore[arg-type]
        return done[claim]

    claims = [changed(c) for c in CLAIMS if rng.random() < 0.8]
    outlet = f"Outlet {rng.randrange(2 * variety)}"
    made = reading(name, claims, outlet=outlet, published=day)
    return replace(made, actors=tuple(swapped.get(a.key, a) for a in ACTORS), events=(blast,))
