"""Claims of responsibility: who says to have done it? "No group has claimed it" and denied responsibility are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Document, Responsibility, Span
from kg.vocabulary import PartKind, Relation
from loaders.annotate.dates import dates
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import act, relation
from loaders.extract.charges.deed_words import what
from loaders.extract.charges.wrongdoing import deeds
from loaders.extract.context import Context
from loaders.extract.cues import words as lexicon
from loaders.extract.denying.words import denied_things
from loaders.extract.parties import Party, agents_and_patients, attributions, parties, spoken_by
from loaders.extract.reality import clause_span, is_nobody, is_real, verifications
from loaders.extract.sides import is_militant
from loaders.extract.speech import Utterance
from loaders.identity.entities import OUTLET

_LESSER = (PartKind.HEADLINE, PartKind.DECK, PartKind.CAPTION, PartKind.HEADING, PartKind.TIMELINE_ENTRY)
_TAKING = frozenset("claim take accept admit assume acknowledge confess own".split())
_TAKEN = frozenset(("responsibility", "credit", "authorship"))
_NAMING = frozenset("declare announce label name dub term call codename code-name title".split())
_MILITARY = frozenset("operation offensive campaign raid attack assault strike ambush bombing".split())


_TOLL = re.compile(r"(?:\w+ )?(?:kill|captur|wound|injur|seiz|took|held|abduct)\w* (?:\w+ ){0,3}\d")
_BLOWS = frozenset("blast explosion bomb fire crash outage leak blaze derailment sinking".split())
_VAGUE = frozenset(
    """attack assault operation offensive campaign wave series incident strike violence event they them that this these those which
    latest coordinat recent large major whole carri several many have been with from their""".split()
)


def responsibility(context: Context) -> list[Responsibility]:
    """The claims of responsibility of a document, each once, in order."""
    found: list[tuple[Sentence, Responsibility]] = []
    for s in context.sentences:
        for k in range(len(s)):
            row = _taken(context, s, k) or _named(context, s, k)
            found += [(s, r) for r in row or []]
        found += [(s, r) for r in _said(context, s)]
    return _once(context.document, found)


def _taken(context: Context, sentence: Sentence, k: int) -> list[Responsibility] | None:
    """ "X claimed responsibility for Z", "responsibility was claimed by X", "X claimed the bombing", "X's claim of responsibility"."""
    tree = sentence.tree
    lemma = tree.lemmas[k]
    if tree.upos[k] == "VERB" and lemma in _TAKING:
        if not is_real(sentence, k):
            return None
        agents, things = agents_and_patients(sentence, k)
        thing = next((p for p in things if tree.lemmas[p] in _TAKEN), None)
        rule = "claim-responsibility"
        if thing is None and lemma == "claim":
            thing = next(
                (
                    p
                    for p in things
                    if (row := act(sentence, p)) is not None and row["relation"] == Relation.HARMED and row["pos"] == "noun"
                ),
                None,
            )
            rule = "claim-attack"
            if thing is None or not agents or not _may_claim(context, sentence, agents[0]):
                return None
            deed: int | None = things[0]
        elif thing is None:
            return None
        else:
            deed = next(
                (
                    c
                    for h in (thing, k)
                    for c in tree.under(h, "nmod", "obl", "acl", "advcl")
                    if tree.case(c) in ("for", "of") or any(tree.lemmas[m] in ("for", "of") for m in tree.under(c, "mark"))
                ),
                None,
            )
        if any(tree.lemmas[d] == "no" for d in tree.under(thing, "det")):
            return None
        if tree.lemmas[thing] == "credit" and (
            deed is None or (relation(sentence, deed) is None and tree.lemmas[deed] not in _BLOWS)
        ):
            return None  # "claimed credit for the idea"
    elif (
        tree.upos[k] == "NOUN"
        and lemma == "claim"
        and (of := next((c for c in tree.under(k, "nmod") if tree.lemmas[c] in _TAKEN), None)) is not None
    ):
        if any(tree.lemmas[d] == "no" for d in tree.under(k, "det")) or not is_real(sentence, k):
            return None
        agents = [x for c in tree.under(k, "nmod:poss") for x in tree.conjoined(c)]
        agents += [x for h in (k, of) for c in tree.under(h, "nmod") if tree.case(c) in ("by", "from") for x in tree.conjoined(c)]
        deed = next((c for h in (of, k) for c in tree.under(h, "nmod") if tree.case(c) == "for"), None)
        rule = "noun-responsibility"
    else:
        return None
    if not agents or any(is_nobody(sentence, a) for a in agents):
        return None
    agents = [a for a in agents if act(sentence, a) is None]  # "the attack, which took responsibility": a parse gone wrong
    who = [p for p in parties(context, sentence, agents) if p.name.actor.kind not in ("Place", OUTLET)]
    return _rows(context, sentence, k, who, deed, rule, 0.95)


def _may_claim(context: Context, sentence: Sentence, k: int) -> bool:
    entity = context.resolver.entity(Phrase(sentence, k))
    return is_militant(context, sentence, k) or (
        entity is not None and entity.kind in ("Organization", "ArmedGroup") and entity.named
    )


def _rows(
    context: Context, sentence: Sentence, k: int, who: Sequence[Party], deed: int | None, rule: str, confidence: float
) -> list[Responsibility]:
    if not who:
        return []
    spans = [sentence.spans[k], *(p.name.span for p in who if p.name.span is not None)]
    if deed is not None:
        spans.append(clause_span(sentence, list(sentence.subtree(deed)) if k not in sentence.subtree(deed) else [deed]))
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    where = _where(sentence, k, deed) if deed is not None else []
    told = what(sentence, deed) if deed is not None else ""
    if where:
        told += " " + context.document.slice(sentence.cover(where))
    return [
        Responsibility(
            span=span,
            by=by,
            rule=rule,
            confidence=confidence,
            sentence=sentence.span,
            what=told,
        )
        for by in attributions(context, sentence, k, who, span, checked=verifications(context, sentence, k))
    ]


def _where(sentence: Sentence, k: int, deed: int) -> list[int]:
    """The words right behind a deed that tell where it was, which the parse may give to the claim: "... for a bomb at the market"."""
    tree = sentence.tree
    after = max(sentence.subtree(deed)) + 1
    places = (sentence.subtree(c) for c in tree.under(k, "obl") if tree.case(c) in ("at", "in", "near", "outside"))
    return next((sorted(words) for words in places if min(words) == after), [])


def _named(context: Context, sentence: Sentence, k: int) -> list[Responsibility] | None:
    """An armed group gives its own operation a name: "the group called the raids Operation Dawn"."""
    tree = sentence.tree
    if tree.upos[k] != "VERB" or tree.lemmas[k] not in _NAMING or not is_real(sentence, k):
        return None
    frame = sentence.frame(k)
    thing = next(
        (
            p
            for p in (*frame.patients, *(c for x in tree.under(k, "xcomp", "ccomp") for c in tree.under(x, "nsubj")))
            if tree.lemmas[p] in _MILITARY
        ),
        None,
    )
    if (
        thing is None
        or not frame.agents
        or not any(
            tree.lemmas[c] in ("the", "its", "their", "this", "these", "his") for c in tree.under(thing, "det", "nmod:poss")
        )
    ):
        return None
    who = [p for p in parties(context, sentence, frame.agents, roles=False) if p.entity is not None and _is_armed(p)]
    return _rows(context, sentence, k, who, thing, "names-operation", 0.6)


def _is_armed(party: Party) -> bool:
    e = party.entity
    return e is not None and (e.kind == "ArmedGroup" or (e.affiliation is not None and e.affiliation.kind == "ArmedGroup"))


def _said(context: Context, sentence: Sentence) -> list[Responsibility]:
    """ "The group said it carried out the attack", "claimed to have bombed": the doer is the speaker."""
    out: list[Responsibility] = []
    for deed in deeds(context, sentence):
        span = sentence.spans[deed.at]
        u, names = spoken_by(context, span)
        if u is None or not names or not is_real(sentence, deed.at) or _lays_or_denies(u) or _is_anothers(sentence, deed.at, u):
            continue
        tree = sentence.tree
        behind = tree.case(deed.at) == "behind" or (
            tree.lemmas[deed.at] in ("behind", "responsible") and tree.upos[deed.at] in ("ADJ", "ADV", "ADP")
        )
        if deed.relation not in (Relation.CARRIED_OUT, Relation.HARMED) and not behind:
            continue
        if tree.upos[deed.at] in ("NOUN", "PROPN") and not behind:
            continue
        speakers = [e for p in u.speakers for e in context.resolver.all(p)]
        doers = [e for d in deed.doers for e in context.resolver.all(Phrase(sentence, d))]
        if not any(s is d for s in speakers for d in doers):
            continue
        if not any(_is_group(s) for s in speakers) or any(is_militant(context, sentence, p) for p in deed.sufferers):
            continue
        whole = [w for w in sentence.subtree(deed.at) if u.holds(sentence.spans[w])]
        for by in attributions(context, sentence, deed.at, (), span, checked=verifications(context, sentence, deed.at)):
            out.append(
                Responsibility(
                    span=clause_span(sentence, whole or [deed.at]),
                    by=by,
                    rule="said-did",
                    confidence=0.75,
                    sentence=sentence.span,
                    what=what(sentence, deed.at, deed.doers),
                )
            )
    return out


def _lays_or_denies(u: Utterance) -> bool:
    """Whether the cue lays what is told to another ("accused the mine of dumping waste") or denies it ("denied shooting them")."""
    return u.cue_lemma == "blame" or u.cue_lemma in lexicon("accusation-verbs") or u.cue_lemma in lexicon("denial-verbs")


def _is_anothers(sentence: Sentence, k: int, u: Utterance) -> bool:
    """Whether a deed is what claims are of that the speaker only talks about: "said reports that it had bombed the town were false"."""
    tree = sentence.tree
    while tree.deprels[k] == "conj":
        k = tree.heads[k]
    over = tree.heads[k]
    return (
        tree.deprels[k] in ("acl", "ccomp")
        and over != u.cue_word
        and tree.upos[over] == "NOUN"
        and tree.lemmas[over] in denied_things()
    )


def _is_group(entity: object) -> bool:
    kind = getattr(entity, "kind", "")
    affiliation = getattr(entity, "affiliation", None)
    return kind in ("ArmedGroup", "Organization") or getattr(affiliation, "kind", "") == "ArmedGroup"


def _once(document: Document, found: Sequence[tuple[Sentence, Responsibility]]) -> list[Responsibility]:
    """The claims without those that tell the same again; one for an event with a date of its own stands apart."""
    order = sorted(
        range(len(found)), key=lambda n: (-found[n][1].confidence, found[n][0].segment.kind in _LESSER, found[n][1].what == "", n)
    )
    kept: list[int] = []
    for n in order:
        r = found[n][1]
        if not any(_alike(document, r, found[m][1]) for m in kept):
            kept.append(n)
    return [found[n][1] for n in sorted(kept)]


def _date(text: str, anchor: str | None) -> str | None:
    return next((d.earliest for d in dates(text, anchor) if d.earliest), None)


def _alike(document: Document, a: Responsibility, b: Responsibility) -> bool:
    """Whether two claims are one: by the same, for the same day where both tell it, and for no different deeds."""
    if a.by.speaker is None or b.by.speaker is None or a.by.speaker.actor.key != b.by.speaker.actor.key:
        return False
    first, second = _date(a.what, document.published), _date(b.what, document.published)
    if first is not None and second is not None:
        return first.startswith(second) or second.startswith(first)
    if first is not None or second is not None:
        return False
    mine, other = _telling(a.what), _telling(b.what)
    return not mine or not other or bool(mine & other)


def _telling(text: str) -> set[str]:
    """The words that tell one deed from another; none in "the coordinated attacks", and none in what a deed led to ("killed 76")."""
    if _TOLL.match(text):
        return set()
    words = {re.sub(r"(?<=\w{3})(?:ed|ing|s)$", "", w) for w in re.findall(r"[a-z]{4,}", text.lower())}
    return words - _VAGUE if any(w in text for w in (" at ", " on ", " in ", " of ")) or len(words - _VAGUE) > 1 else set()
