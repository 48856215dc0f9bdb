"""How do claims become triples? The one module that knows: proposition, claim, report, passage, each a layer of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pyoxigraph as ox

from kg import __version__
from kg.entities import OUTLET, Entities, Run, outlet
from kg.facts import GENERATED_BY, LABEL, Facts, date, english, share, text, whole
from kg.iris import Minter
from kg.model import (
    Accusation,
    Attribution,
    Characterisation,
    Claim,
    Condemnation,
    Denial,
    Event,
    Figure,
    Name,
    Reading,
    Responsibility,
    Span,
    Statement,
)
from kg.ns import CC
from kg.vocabulary import BoundKind, Relation, Resolution, Role, Scope, Verification, Voice

UNKNOWN_MODEL = "unknown"
_DOUBTS = (Verification.DISPUTED, Verification.NOT_INDEPENDENTLY_VERIFIED, Verification.UNSUBSTANTIATED)


def quads(reading: Reading, *, minter: Minter | None = None, run: Run | None = None) -> list[ox.Quad]:
    """The quads of a reading, sorted: those of its document's graph, and the names of entities in theirs.

    The same reading gives the same quads. What a claim lacks to be one of its class (an accusation without an accused) is
    told as a statement, so that nothing read is lost.
    """
    minter = minter or Minter()
    graph = minter.document_graph(minter.document(reading.document))
    facts = Facts(graph, minter.graph("entities"))
    _Teller(reading, minter, facts, run or Run(__version__, UNKNOWN_MODEL)).tell()
    return facts.sorted()


class _Teller:
    def __init__(self, reading: Reading, minter: Minter, facts: Facts, run: Run) -> None:
        self._reading, self._minter, self._facts = reading, minter, facts
        self._entities = Entities(reading, minter, facts)
        self._text = reading.document.slice
        self._by_number = {c.number: c for c in reading.claims if isinstance(c, Figure) and c.number is not None}
        self._read = frozenset(reading.claims)
        self._reported: set[str] = set()
        self._denying = {c.by.cue for c in reading.claims if isinstance(c, Denial) and c.by.cue is not None}
        self._quoted = tuple(s for c in reading.claims if isinstance(c, Statement) and c.direct for s in c.content)
        self._run = minter.iri("run", run.software, run.model)
        facts.a(self._run, CC.ExtractionRun)
        facts.add(self._run, CC.softwareVersion, text(run.software))
        facts.add(self._run, CC.modelVersion, text(run.model))
        self.claim = cache(self._claim)
        self.proposition = cache(self._proposition)

    def tell(self) -> None:
        self._entities.mentions()
        for citation in self._reading.citations:
            self._entities.entry(citation)
        for event in self._reading.events:
            self._entities.event(event)
            self._perpetrators(event)
        for claim in sorted(self._reading.claims, key=lambda c: -c.confidence):
            self._report(claim)

    # ---- what is claimed

    def _proposition(self, claim: Claim) -> str | None:
        """The proposition that a claim holds, None where it holds none (a denial, a label)."""
        if isinstance(claim, Figure):
            return self._figure(claim)
        if isinstance(claim, Accusation) and claim.accused is not None and self._kind(claim) == CC.Accusation:
            return self._allegation(self._entities.actor_of(claim.accused), claim.relation, claim.event, claim.what, claim.span)
        if isinstance(claim, Responsibility):
            return self._allegation(self.claimant(claim), Relation.CARRIED_OUT, claim.event, claim.what, claim.span)
        if isinstance(claim, (Accusation, Condemnation)):
            return self._words(claim.what or self._text(claim.span))
        if isinstance(claim, Statement) and claim.by.cue in self._denying:
            return self._words(self._text(claim.span))  # "X denied doing it" holds that, and not the doing
        if isinstance(claim, Statement):
            return self._words(" … ".join(self._text(s) for s in claim.content) or self._text(claim.span))
        return None

    def _words(self, words: str) -> str:
        """A proposition that is told in words only."""
        words = " ".join(words.split())
        node = self._minter.iri("proposition", "words", words)
        self._facts.a(node, CC.Proposition)
        self._facts.add(node, LABEL, english(words))
        return node

    def _allegation(self, subject: str, relation: Relation, event: Event | None, what: str, span: Span) -> str:
        about = self._entities.event(event) if event is not None else None
        what = " ".join((what or ("" if about else self._text(span))).split())
        node = self._minter.iri("proposition", "allegation", subject, relation, about, what)
        self._facts.a(node, CC.Allegation)
        self._facts.add(node, CC.subjectActor, subject)
        self._facts.add(node, CC.relation, relation.iri)
        if about:
            self._facts.add(node, CC.aboutEvent, about)
        if what:
            self._facts.add(node, LABEL, english(what))
        return node

    def _figure(self, figure: Figure) -> str:
        quantity = self._quantity(figure)
        low, high, bound = bounds(figure)
        vague = None
        if low is None and high is None:
            vague = figure.words or (self._text(figure.number) if figure.number else self._text(figure.span))
        node = self._minter.iri("proposition", "figure", quantity, low, high, bound, vague)
        self._facts.a(node, CC.Figure)
        self._facts.add(node, CC.ofQuantity, quantity)
        self._facts.add(node, CC.boundKind, bound.iri)
        value = low if low == high or high is None else high if low is None else None
        for name, number in ((CC.value, value), (CC.low, low), (CC.high, high)):
            if number is not None:
                self._facts.add(node, name, whole(number))
        if vague:
            self._facts.add(node, CC.vagueTerm, text(vague))
        return node

    def _quantity(self, figure: Figure) -> str:
        """What a figure counts. Without an event to compare it by, a count is one of its document only."""
        event = self._entities.event(figure.event) if figure.event is not None else None
        scope, period = figure.scope, figure.period
        if scope is Scope.CUMULATIVE and period:
            scope = Scope.WINDOW
        elif scope is Scope.WINDOW and not period:
            scope = Scope.CUMULATIVE
        node = self._minter.iri(
            "quantity",
            figure.measure,
            figure.victims,
            event or self._entities.document,
            scope,
            *(period or (None, None)),
            figure.unit,
        )
        facts = self._facts
        facts.a(node, CC.Quantity)
        facts.add(node, CC.measure, figure.measure.iri)
        facts.add(node, CC.countedGroup, figure.victims.iri)
        facts.add(node, CC.scope, scope.iri)
        if event:
            facts.add(node, CC.inEvent, event)
        if period:
            facts.add(node, CC.periodStart, date(period[0]))
            facts.add(node, CC.periodEnd, date(period[1]))
        if figure.unit:
            facts.add(node, CC.unit, text(figure.unit))
        whole_figure = self._by_number.get(figure.part_of) if figure.part_of is not None else None
        if whole_figure is not None and whole_figure is not figure and whole_figure.part_of is None:
            larger = self._quantity(whole_figure)
            if larger != node:
                facts.add(node, CC.partOf, larger)
        return node

    # ---- who claims it

    def claimant(self, claim: Claim) -> str:
        """Whose position a claim is: the speaker's; else the one outlet that is cited with it; else the publisher's."""
        if claim.by.speaker is not None:
            return self._entities.actor_of(claim.by.speaker)
        cited = {c.outlet for c in claim.by.citations if c.outlet} | {
            n.actor.name for n in claim.by.via if n.actor.kind == OUTLET
        }
        if len(cited) == 1:
            return self._entities.actor(outlet(cited.pop()))
        return self._entities.publisher

    def _kind(self, claim: Claim) -> str:
        if isinstance(claim, Accusation):
            accused = self._entities.actor_of(claim.accused) if claim.accused is not None else None
            return CC.Accusation if accused not in (None, self.claimant(claim)) else CC.Statement
        return _CLASSES[type(claim)]

    def _claim(self, claim: Claim) -> str:
        """A claim: its class, whose it is, what it holds or denies, at whom it is directed."""
        kind, claimant, held = self._kind(claim), self.claimant(claim), self.proposition(claim)
        denied = self._denied(claim) if isinstance(claim, Denial) else []
        targets = self._targets(claim)
        epithet = claim.epithet if isinstance(claim, (Accusation, Characterisation)) else None
        if isinstance(claim, Characterisation):
            epithet = epithet or self._text(claim.span)
        node = self._minter.iri("claim", kind, claimant, held, " ".join(sorted(denied)), " ".join(targets), epithet)
        facts = self._facts
        facts.a(node, kind)
        facts.add(node, CC.claimant, claimant)
        facts.add(node, CC.target, *targets)
        facts.add(node, CC.denies, *denied)
        if held:
            facts.add(node, CC.content, held)
        if epithet:
            facts.add(node, CC.epithet, text(epithet))
        if isinstance(claim, Statement):
            facts.add(node, CC.speechAct, claim.act.iri)
        if isinstance(claim, Figure) and claim.revises is not None and claim.revises in self._by_number:
            earlier = self.claim(self._by_number[claim.revises]) if self._by_number[claim.revises] is not claim else node
            if earlier != node:
                facts.add(node, CC.revises, earlier)
        if isinstance(claim, Denial):
            facts.add(node, CC.respondsTo, *(self.claim(a) for a in claim.answers if a in self._read))
        return node

    def _denied(self, denial: Denial) -> list[str]:
        """The propositions that a denial rejects: those of the claims it answers, else one in its own words."""
        answered = [p for p in map(self.proposition, denial.answers) if p is not None]
        return sorted(set(answered)) or [self._words(denial.denied or self._text(denial.span))]

    def _targets(self, claim: Claim) -> list[str]:
        names: list[Name | None] = []
        if isinstance(claim, Accusation):
            names = [claim.accused] if self._kind(claim) == CC.Accusation else []
        elif isinstance(claim, (Condemnation, Characterisation)):
            names = [claim.target]
        elif isinstance(claim, Denial):
            names = [claim.against] if claim.against else [a.by.speaker for a in claim.answers]
        return sorted({self._entities.actor_of(n) for n in names if n is not None})

    # ---- which document says so, through whom, at which characters

    def _report(self, claim: Claim) -> None:
        span = Span(
            min([claim.span.start, *(s.start for s in _pieces(claim))]), max([claim.span.end, *(s.end for s in _pieces(claim))])
        )
        told = self._told(self.claim(claim), claim, span)
        if told is None:
            return
        node, facts, passage = told, self._facts, self._entities.passage
        if (isinstance(claim, Statement) and claim.direct) or claim.by.voice is Voice.QUOTED:
            quoted = (claim.content or (span,)) if isinstance(claim, Statement) and claim.direct else self._quoted
            parts = (Span(max(s.start, span.start), min(s.end, span.end)) for s in quoted if s.touches(span))
            facts.add(node, CC.evidence, *(passage(s, CC.Quotation, within=span) for s in parts))
        words = _verbatim(claim, self._text)
        if words:
            facts.add(node, CC.verbatim, text(words))
        if isinstance(claim, Figure) and claim.disputed and not set(_DOUBTS) & set(claim.by.verifications):
            facts.add(node, CC.verification, Verification.DISPUTED.iri)

    def _told(self, node_of_claim: str, claim: Claim, span: Span) -> str | None:
        """The report of a claim at some characters; None where two rules found the same, of which the surer was told."""
        facts, by, entities = self._facts, claim.by, self._entities
        node = self._minter.iri("report", entities.document, node_of_claim, span.start, span.end)
        if node in self._reported:
            return None
        self._reported.add(node)
        facts.a(node, CC.Report)
        facts.add(node, CC.inDocument, entities.document)
        facts.add(node, CC.conveys, node_of_claim)
        facts.add(node, CC.outlet, entities.publisher)
        facts.add(node, CC.voice, by.voice.iri)
        facts.add(node, CC.evidence, entities.passage(span, within=claim.sentence))
        facts.add(node, CC.rule, text(claim.rule))
        facts.add(node, CC.confidence, share(claim.confidence))
        facts.add(node, GENERATED_BY, self._run)
        facts.add(node, CC.hedge, *(h.iri for h in by.hedges))
        facts.add(node, CC.verification, *(v.iri for v in by.verifications))
        if by.cue is not None and by.cue.start < by.cue.end:
            facts.add(node, CC.cue, entities.passage(by.cue))
        if by.addressee is not None:
            facts.add(node, CC.addressee, entities.actor_of(by.addressee))
        if by.speaker is not None:
            facts.add(node, CC.speaker, entities.actor_of(by.speaker))
        if by.said_on:
            facts.add(node, CC.saidOn, date(by.said_on))
        self._chain(node, claim)
        return node

    def _chain(self, report: str, claim: Claim) -> None:
        """The steps from the publisher to the one who spoke, and the shortcuts to cited outlets and to the last voice."""
        facts, entities, by = self._facts, self._entities, claim.by
        steps: list[tuple[str, Role]] = [(entities.publisher, Role.PUBLISHER)]
        details: dict[int, list[tuple[str, ox.Literal | str | None]]] = {}
        for citation in by.citations:
            cited = (
                entities.actor(outlet(citation.outlet))
                if citation.outlet
                else entities.unnamed_outlet(f"source {citation.marker}")
            )
            resolution = citation.resolution if citation.outlet else Resolution.DANGLING
            details[len(steps)] = [
                (CC.marker, text(citation.marker)),
                (CC.resolution, resolution.iri),
                (CC.entry, entities.entry(citation)),
                (CC.section, text(citation.section) if citation.section else None),
            ]
            steps.append((cited, Role.CITED_OUTLET))
            if citation.outlet:
                facts.add(report, CC.citedOutlet, cited)
        speaker = entities.actor_of(by.speaker) if by.speaker is not None else None
        for name in by.via:
            agent = entities.actor_of(name)
            if name.actor.kind == OUTLET and agent != entities.publisher:
                facts.add(report, CC.citedOutlet, agent)
            if agent != speaker and agent not in (a for a, _ in steps):
                wire = name.actor.name in self._reading.wires
                steps.append((agent, Role.WIRE if wire else Role.CITED_OUTLET if name.actor.kind == OUTLET else Role.SPEAKER))
        if speaker is not None:
            if by.role_stated:
                details[len(steps)] = [(CC.roleAsStated, text(by.role_stated))]
            steps.append((speaker, Role.SPEAKER))
        facts.add(report, CC.originator, steps[-1][0])
        for order, (agent, role) in enumerate(steps):
            node = facts.a(self._minter.step(report, order), CC.AttributionStep)
            facts.add(report, CC.step, node)
            facts.add(node, CC.order, whole(order))
            facts.add(node, CC.agent, agent)
            facts.add(node, CC.role, role.iri)
            for detail, value in details.get(order, ()):
                if value is not None:
                    facts.add(node, detail, value)

    def _perpetrators(self, event: Event) -> None:
        """Who did it, as the text has it: a statement of the one who says so, for the graph itself holds nobody guilty."""
        by = Attribution(Voice.ATTRIBUTED if event.claimant else Voice.OWN, speaker=event.claimant)
        for name in event.perpetrators:
            doer = self._entities.actor_of(name)
            words = f"{name.actor.name}: {event.label or self._text(event.span)}"
            held = self._allegation(doer, Relation.CARRIED_OUT, event, words, event.span)
            told = Claim(event.span, by, event.rule, event.confidence)
            claimant = self.claimant(told)
            node = self._facts.a(self._minter.iri("claim", CC.Statement, claimant, held), CC.Statement)
            self._facts.add(node, CC.claimant, claimant)
            self._facts.add(node, CC.content, held)
            self._told(node, told, event.span)


_CLASSES: dict[type[Claim], str] = {
    Statement: CC.Statement,
    Figure: CC.FigureClaim,
    Denial: CC.Denial,
    Responsibility: CC.ResponsibilityClaim,
    Condemnation: CC.Condemnation,
    Characterisation: CC.Characterisation,
}


def bounds(figure: Figure) -> tuple[int | None, int | None, BoundKind]:
    """A figure's low and high bounds and how its words bound it, made to fit each other."""
    low, high, bound = figure.low, figure.high, figure.bound
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is None and high is None:
        return None, None, BoundKind.VAGUE
    if low is None and bound not in (BoundKind.AT_MOST, BoundKind.LESS_THAN, BoundKind.NEARLY):
        bound = BoundKind.AT_MOST
    elif high is None and bound not in (BoundKind.AT_LEAST, BoundKind.MORE_THAN):
        bound = BoundKind.AT_LEAST
    elif bound is BoundKind.EXACT and low != high:
        bound = BoundKind.RANGE
    return low, high, bound


def _pieces(claim: Claim) -> tuple[Span, ...]:
    return claim.content if isinstance(claim, Statement) else ()


def _verbatim(claim: Claim, slice_of: Callable[[Span], str]) -> str | None:
    """The words in which a report tells its figure or names the deed."""
    if isinstance(claim, Figure):
        return claim.words or (slice_of(claim.number) if claim.number else None)
    if isinstance(claim, (Accusation, Responsibility, Condemnation)):
        return claim.what or None
    return (claim.denied or None) if isinstance(claim, Denial) else None
