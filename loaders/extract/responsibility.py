"""Claims of responsibility: who says to have done it? "No group has claimed it" and denied responsibility are none."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Document, Responsibility, Span
from kg.vocabulary import PartKind, Relation
from loaders.annotate.dates import dates
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import act
from loaders.extract.context import Context
from loaders.extract.deed_words import what
from loaders.extract.parties import Party, agents_and_patients, attributions, parties, spoken_by
from loaders.extract.reality import clause_span, is_nobody, is_real, verifications
from loaders.extract.sides import is_militant
from loaders.extract.wrongdoing import deeds
from loaders.identity.entities import OUTLET

_LESSER = (PartKind.HEADLINE, PartKind.DECK, PartKind.CAPTION, PartKind.HEADING, PartKind.TIMELINE_ENTRY)
_TAKING = frozenset("claim take accept admit assume acknowledge confess own".split())
_TAKEN = frozenset(("responsibility", "credit", "authorship"))
_NAMING = frozenset("declare announce label name dub term call codename code-name title".split())
_MILITARY = frozenset("operation offensive campaign raid attack assault strike ambush bombing".split())


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
    return [
        Responsibility(
            span=span,
            by=by,
            rule=rule,
            confidence=confidence,
            sentence=sentence.span,
            what=what(sentence, deed) if deed is not None else "",
        )
        for by in attributions(context, sentence, k, who, span, checked=verifications(context, sentence, k))
    ]


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
        if u is None or not names or not is_real(sentence, deed.at):
            continue
        behind = sentence.tree.lemmas[deed.at] in ("behind", "responsible") and sentence.tree.upos[deed.at] in (
            "ADJ",
            "ADV",
            "ADP",
        )
        if deed.relation not in (Relation.CARRIED_OUT, Relation.HARMED) and not behind:
            continue
        if sentence.tree.upos[deed.at] in ("NOUN", "PROPN"):
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
        mine = (r.by.speaker.actor.key if r.by.speaker else "", _date(r.what, document.published))
        if not any(
            _alike(mine, (o.by.speaker.actor.key if o.by.speaker else "", _date(o.what, document.published)))
            for o in (found[m][1] for m in kept)
        ):
            kept.append(n)
    return [found[n][1] for n in sorted(kept)]


def _date(text: str, anchor: str | None) -> str | None:
    return next((d.earliest for d in dates(text, anchor) if d.earliest), None)


def _alike(a: tuple[str, str | None], b: tuple[str, str | None]) -> bool:
    if a[0] != b[0]:
        return False
    if a[1] is None or b[1] is None:
        return a[1] == b[1]
    return a[1].startswith(b[1]) or b[1].startswith(a[1])
