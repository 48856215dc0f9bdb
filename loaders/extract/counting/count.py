"""What is a count? A number with what it counts, and what ties it to that."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Span
from kg.vocabulary import BoundKind, CountedGroup, Measure, Scope
from loaders.annotate.numbers import Number
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts. `part_of` is the place of the whole among the sentence's counts; `group` may be told before."""

    number: Span
    span: Span
    head: int
    measure: Measure
    group: CountedGroup
    low: int | None
    high: int | None
    bound: BoundKind
    words: str | None
    rule: str
    confidence: float
    scope: Scope = Scope.CUMULATIVE
    unit: str | None = None
    part_of: Span | None = None
    harm: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """How a number is tied to a measure."""

    measure: Measure
    at: int
    rule: str
    confidence: float
    part_of: int | None = None
    group: CountedGroup | None = None


def made(sentence: Sentence, n: Number, head: int, tie: Tie, who: CountedGroup, unit: str | None = None) -> Count:
    words = [*range(n.whole[0], n.whole[1] + 1), tie.at]
    if tie.rule != "money":
        words += Phrase(sentence, head).core()
    return Count(
        number=sentence.cover(range(n.whole[0], n.whole[1] + 1)),
        span=sentence.cover(words),
        head=head,
        measure=tie.measure,
        group=who,
        low=n.low,
        high=n.high,
        bound=n.bound,
        words=n.words,
        rule=tie.rule,
        confidence=tie.confidence,
        unit=unit,
        harm=tie.at if tie.rule.startswith("harm") else None,
    )
