"""Which wrongs does somebody tell of another: "X said Y shelled a hospital", "X verified videos showing Y ...", "Y allegedly ..."?"""

from __future__ import annotations

from collections.abc import Sequence

from kg.english.frames import SUFFERING
from kg.vocabulary import CountedGroup, Relation, SpeechAct
from loaders.annotate.phrases import Phrase, is_definite
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import act, relation
from loaders.extract.arms import PLATFORMS, is_state_before, owners_of_arms
from loaders.extract.charges.charge import HOUSES, Charge, evidence, nouns
from loaders.extract.charges.deed_words import what
from loaders.extract.charges.labels import HEARSAY, hedged_nouns, is_own, labels
from loaders.extract.charges.mutual import is_each_other
from loaders.extract.charges.wrongdoing import Deed, adjectival_doers, deeds, doers_of_noun
from loaders.extract.context import Context
from loaders.extract.counting.counted import group
from loaders.extract.cue_senses import PICTURES
from loaders.extract.cues import words as lexicon
from loaders.extract.parties import Party, accusable, agents_and_patients, is_known, parties, spoken_by
from loaders.extract.reality import clause_span, hedges, is_real
from loaders.extract.sides import is_militant, is_of_state
from loaders.extract.speech import Utterance

_FUTURE_ACTS = frozenset((SpeechAct.VOW, SpeechAct.DEMAND, SpeechAct.THREAT, SpeechAct.CONDOLENCE, SpeechAct.PRAISE))
_HELPING = frozenset((Relation.BACKED, Relation.ARMED, Relation.FUNDED, Relation.TRAINED))
_FORCING = frozenset("force compel coerce oblige press drive".split())
_SHOW = frozenset("show depict reveal document capture".split())
_EVIDENCE = PICTURES | frozenset("document file email testimony evidence".split())
_ALLEGING = frozenset("allege accuse blame complain allegation accusation lament".split())
_PRESENTING = frozenset(
    "analyse analyze verify review publish obtain release authenticate examine geolocate post share collect gather".split()
)


def told(context: Context, sentence: Sentence) -> list[Charge]:
    """The charges in what people say in a sentence, without a word of accusing."""
    said = _said(context, sentence)
    return [
        *said,
        *_alleged(context, sentence, {c.at for c in said}),
        *labels(context, sentence),
        *hedged_nouns(context, sentence),
    ]


def _said(context: Context, sentence: Sentence) -> list[Charge]:
    out = []
    for deed in deeds(context, sentence):
        span = sentence.spans[deed.at]
        u, _ = spoken_by(context, span)
        own = tuple(h for h in hedges(sentence, deed.at) if h in HEARSAY)
        shown = _showing(context, sentence, deed.at) if u is None else []
        if u is None and not own and not shown:
            continue
        if sentence.tree.deprels[deed.at] == "amod":
            continue  # a label: "a Chadian-funded militia"
        if _lacks_subject(sentence, deed.at) or _is_mutual(sentence, deed.at) or _is_forced(sentence, deed.at):
            continue
        if u is not None and (u.act in _FUTURE_ACTS or (u.cue is not None and u.cue.touches(span))):
            continue
        if u is not None and u.cue_lemma in lexicon("denial-verbs"):
            continue
        if u is not None and _is_anothers_charge(sentence, deed.at, u):
            continue
        alleged = u is not None and u.cue_lemma in _ALLEGING
        if not (deed.told or alleged) or not is_real(sentence, deed.at):
            continue
        if u is None and (sentence.tree.upos[deed.at] != "VERB" or not deed.told):
            continue
        doers = _real_doers(context, sentence, deed.doers)
        passing = sentence.tree.deprels[deed.at] == "acl"
        house = deed.relation not in (Relation.HARMED, Relation.CARRIED_OUT) and any(
            sentence.tree.lemmas[d] in HOUSES for d in doers
        )
        certain = house or (alleged and deed.told and not passing)
        accused = [*accusable(context, sentence, doers, certain=certain), *adjectival_doers(context, sentence, doers)]
        named = [p for p in accused if (p.entity is None or not is_own(context, u, p)) and not _is_told(u, p)]
        heads = [
            d
            for d in doers
            if (is_known(context, sentence, d) or is_state_before(sentence, d)) and (house or not _is_place_of_deed(sentence, d))
        ]
        if passing and not shown and not any(is_definite(sentence, d) for d in heads):
            continue  # "gunmen opening fire": a bare description in passing
        if passing and deed.relation in _HELPING:
            continue  # "weapons supplied to Chad by Niger"
        named = [p for p in named if p.name.span is None or any(sentence.spans[h] in p.name.span for h in heads)]
        if not named or (u is not None and _is_their_enemy(context, sentence, u, deed, named)):
            continue
        words = [*sentence.subtree(deed.at), *(w for d in doers for w in Phrase(sentence, d).words())]
        words = _clipped(sentence, words, u)
        out.append(
            Charge(
                sentence=sentence,
                at=deed.at,
                accused=tuple(named),
                accusers=tuple(shown),
                what=what(sentence, deed.at, deed.doers),
                relation=deed.relation,
                span=clause_span(sentence, words),
                rule="said" if u is not None else "shown" if shown else "allegedly",
                confidence=0.7 if u is not None else 0.6,
                hedges=hedges(sentence, deed.at),
                needs_speaker=u is not None,
            )
        )
    return out


def _is_told(u: Utterance | None, party: Party) -> bool:
    """Whether a party is whom the speaker speaks to: "told reporters a flood struck the town"."""
    return u is not None and party.name.span is not None and any(party.name.span.touches(p.span()) for p in u.addressees)


def _is_anothers_charge(sentence: Sentence, k: int, u: Utterance) -> bool:
    """Whether a deed stands in a charge that the speaker only talks of: "dismissed the allegation that Y bribed a judge"."""
    tree = sentence.tree
    at = k
    while tree.heads[at] != at and at != u.head:
        if (
            tree.deprels[at] in ("acl", "acl:relcl", "ccomp")
            and tree.upos[tree.heads[at]] == "NOUN"
            and tree.lemmas[tree.heads[at]] in nouns()
        ):
            return tree.heads[at] != u.cue_word
        at = tree.heads[at]
    return False


def _lacks_subject(sentence: Sentence, k: int) -> bool:
    """Whether a finite clause has no subject of its own, so that its doer is only guessed from the clause around it."""
    tree = sentence.tree
    finite = tree.xpos[k] in ("VBD", "VBZ", "VBP") and tree.upos[k] == "VERB"
    return finite and tree.deprels[k] == "advcl" and not tree.under(k, "nsubj", "nsubj:pass")


def _is_forced(sentence: Sentence, k: int) -> bool:
    """Whether others made them do it: "farmers were being made to feed the rebels"."""
    tree = sentence.tree
    return tree.deprels[k] == "xcomp" and tree.lemmas[tree.heads[k]] in _FORCING and tree.is_passive(tree.heads[k])


def _is_mutual(sentence: Sentence, k: int) -> bool:
    """Whether both sides do it to each other: "the troops fired at each other"."""
    return any(is_each_other(sentence, n) for n in range(k + 1, min(k + 4, len(sentence))))


def _alleged(context: Context, sentence: Sentence, before: set[int]) -> list[Charge]:
    """What somebody alleges that another does, whatever it is: "X alleges that officials tipped off the thieves"."""
    tree = sentence.tree
    out = []
    for k, lemma in enumerate(tree.lemmas):
        if lemma not in ("allege", "insinuate") or tree.upos[k] != "VERB" or not is_real(sentence, k) or tree.is_passive(k):
            continue
        accusers = parties(context, sentence, agents_and_patients(sentence, k)[0])
        own = {a.name.actor.key for a in accusers}
        for c in (v for head in tree.under(k, "ccomp") for v in tree.conjoined(head)):
            if c in before or not accusers or not tree.is_verbal(c) or tree.is_passive(c) or tree.lemmas[c] in SUFFERING:
                continue
            doers = _real_doers(context, sentence, sentence.frame(c).agents)
            accused = [*accusable(context, sentence, doers), *adjectival_doers(context, sentence, doers)]
            named = [p for p in accused if p.name.actor.key not in own]
            if not named or not is_real(sentence, c):
                continue
            out.append(
                Charge(
                    sentence=sentence,
                    at=k,
                    accused=tuple(named),
                    accusers=tuple(accusers),
                    what=what(sentence, c, tuple(doers)),
                    relation=relation(sentence, c) or Relation.WRONGED,
                    span=evidence(sentence, k, named, accusers, c),
                    rule="alleged",
                    confidence=0.75,
                    hedges=hedges(sentence, k),
                )
            )
    return out


def _showing(context: Context, sentence: Sentence, k: int) -> list[Party]:
    """Those who put forward pictures or papers that show a deed: "X verified videos showing Y beating prisoners"."""
    tree = sentence.tree
    at = k
    for _ in range(4):
        at = tree.heads[at]
        if tree.lemmas[at] in _SHOW and tree.upos[at] == "VERB":
            thing = tree.subject(at)
            verb = tree.heads[thing] if thing is not None else at
            if (
                thing is not None
                and tree.lemmas[thing] in _EVIDENCE
                and tree.lemmas[verb] in _PRESENTING
                and is_real(sentence, verb)
            ):
                return parties(context, sentence, sentence.frame(verb).agents)
            return []
    return []


def _clipped(sentence: Sentence, words: list[int], u: Utterance | None) -> list[int]:
    """The words that stand in what is said."""
    if u is None:
        return words
    inside = [w for w in words if u.holds(sentence.spans[w])]
    return inside or words


def _real_doers(context: Context, sentence: Sentence, doers: Sequence[int]) -> list[int]:
    """Those behind a deed whose subject is itself an event: "attacks by X killed 33", "Chadian air strikes hit"."""
    out: list[int] = []
    for d in doers:
        row = act(sentence, d)
        if sentence.tree.lemmas[d] in PLATFORMS:
            out += owners_of_arms(sentence, d)
            continue
        if row is None or row["pos"] != "noun":
            out.append(d)
            continue
        out += doers_of_noun(context, sentence, d)
    return out


def _is_their_enemy(context: Context, sentence: Sentence, u: Utterance, deed: Deed, accused: list[Party]) -> bool:
    """Whether the deed is what forces do to fighters, told by those who do not blame them for it."""
    if deed.relation not in (Relation.HARMED, Relation.CARRIED_OUT, Relation.SUPPRESSED):
        return False
    if not any(p.entity is not None and is_of_state(p.entity) for p in accused):
        return False
    return any(is_militant(context, sentence, p) or group(sentence, p) is CountedGroup.MILITANTS for p in deed.sufferers)


def _is_place_of_deed(sentence: Sentence, k: int) -> bool:
    """Whether a "doer" is a building: the subject of a bare participle suffers it ("a police station torched")."""
    return sentence.tree.lemmas[k] in (
        "station",
        "hospital",
        "school",
        "church",
        "mosque",
        "bank",
        "office",
        "court",
        "embassy",
        "consulate",
        "university",
    )
