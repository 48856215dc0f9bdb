"""What is a charge as a clause tells it, and who stands behind the words of accusing?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.english.mending_clauses import RELATIVE
from kg.model import Span
from kg.vocabulary import Hedge, Relation
from loaders.annotate.days import DAYS
from loaders.annotate.sentences import Sentence
from loaders.extract.context import Context
from loaders.extract.parties import PAPERS, Party, accusable, adjectival, agents_and_patients, body, parties
from loaders.extract.reality import clause_span
from loaders.lexicon import rows

LEVELLING = frozenset(
    "level make hurl lay put place point direct aim raise file bring fling lodge press repeat renew pin heap pile drop face cast".split()
)
# Houses that people work in, which neglect and deceive as bodies do, though they strike nobody.
HOUSES = frozenset(
    "hospital clinic school university college church court factory plant mine hotel airport nursery prison home shop".split()
)


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge as a clause tells it. Without accusers it stands on the word of whoever says the clause."""

    sentence: Sentence
    at: int
    accused: tuple[Party, ...]
    accusers: tuple[Party, ...]
    what: str
    relation: Relation
    span: Span
    rule: str
    confidence: float
    hedges: tuple[Hedge, ...] = ()
    epithet: str | None = None
    needs_speaker: bool = False  # no charge unless somebody says it
    refers: bool = False  # a phrase that may only take up a charge told elsewhere ("the accusations against India")


@cache
def nouns() -> dict[str, bool]:
    """Nouns for a charge: whether the noun alone says that somebody is accused."""
    return {r["noun"]: bool(r["told"]) for r in rows("accusation-nouns")}


def accusers_of(context: Context, sentence: Sentence, k: int) -> list[Party]:
    """Those who accuse with a verb. Where its subject is something said ("a statement by X that blames Y"), those who said it."""
    return behind_words(context, sentence, agents_and_patients(sentence, k)[0])


def behind_words(context: Context, sentence: Sentence, agents: Sequence[int]) -> list[Party]:
    """The parties that some subjects name; where the subject is something said, those who said it."""
    if (
        agents
        and sentence.tree.upos[agents[0]] == "NOUN"
        and (sentence.tree.lemmas[agents[0]] in nouns() or sentence.tree.lemmas[agents[0]] in PAPERS)
    ):
        found = owners(context, sentence, agents[0])
        if not found:
            found = parties(
                context, sentence, [a for a in sentence.frame(agents[0]).agents if sentence.tree.deprels[a] != "compound"]
            )
        return found or parties(context, sentence, agents)
    return parties(context, sentence, agents)


def prepositional(sentence: Sentence, k: int, near: list[int], wanted: tuple[str, ...]) -> int | None:
    """The nominal or clause after a preposition, hung on the verb or on its object."""
    tree = sentence.tree
    for h in (k, *near):
        for c in tree.under(h, "obl", "nmod", "advcl", "acl", "ccomp", "xcomp"):
            case = tree.case(c) or next((tree.lemmas[m] for m in tree.under(c, "mark")), "")
            if case.split(" ")[0] in wanted and c > k and tree.lemmas[c].lower() not in DAYS:
                return c
    for c in tree.under(k, "obl"):  # "the theft, of which they accuse him"
        if tree.lemmas[c] in RELATIVE and tree.case(c) in wanted:
            return tree.antecedent(k)
    return None


def marks(sentence: Sentence, k: int) -> set[str]:
    """The words that bring in a clause: "that", "of", "for"."""
    return {sentence.tree.lemmas[m] for m in sentence.tree.under(k, "mark")}


def evidence(sentence: Sentence, k: int, accused: list[Party], accusers: list[Party], deed: int | None) -> Span:
    spans = [sentence.spans[k], *(p.name.span for p in [*accused, *accusers] if p.name.span is not None)]
    if deed is not None:
        spans.append(clause_span(sentence, list(sentence.subtree(deed))))
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def owners(context: Context, sentence: Sentence, k: int) -> list[Party]:
    """Those whose charge a noun is: "Pakistan's claims", "allegations by / from / made by X", "US accusations"."""
    tree = sentence.tree
    found = [p for a in tree.under(k, "nmod:poss") for p in parties(context, sentence, tree.conjoined(a))]
    if not found:
        found = [
            p
            for a in tree.under(k, "nmod")
            if tree.case(a) in ("by", "from")
            for p in parties(context, sentence, tree.conjoined(a))
        ]
    if not found:
        found = [
            p
            for c in tree.under(k, "acl", "acl:relcl")
            if tree.lemmas[c] in LEVELLING | {"issue", "voice", "come"}
            for a in tree.under(c, "obl", "obl:agent")
            if tree.case(a) in ("by", "from")
            for p in parties(context, sentence, tree.conjoined(a))
        ]
    if not found:
        by = [a for a in sentence.frame(k).agents if tree.case(a) in ("by", "from")]  # where the parse hangs them on the verb
        found = parties(context, sentence, by)
    if not found:
        for c in tree.under(k, "amod", "compound"):
            party = adjectival(context, sentence, c)
            if party is not None:
                found.append(party)
    return found


def nominal_doers(context: Context, sentence: Sentence, noun: int) -> list[Party]:
    """Those to whom a noun lays the deed: "Indian support", "backing by / from Y", "Y's role", "Y involvement", "police brutality"."""
    tree = sentence.tree
    found = [p for a in tree.under(noun, "nmod:poss") for p in accusable(context, sentence, tree.conjoined(a))]
    found += [
        p
        for a in tree.under(noun, "nmod")
        if tree.case(a) in ("by", "from")
        for p in accusable(context, sentence, tree.conjoined(a))
    ]
    if not found:
        for c in tree.under(noun, "amod", "compound"):
            party = adjectival(context, sentence, c) or body(context, sentence, c)
            if party is not None and party.name.actor.kind != "Place":
                found.append(party)
    return found
