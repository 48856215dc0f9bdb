"""Who says what, with which word? Utterances of a document, before anybody's identity is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.english.frames import according
from kg.model import Span
from kg.vocabulary import SpeechAct
from loaders.annotate.phrases import Phrase, members
from loaders.annotate.sentences import Sentence, pieces
from loaders.extract import cues
from loaders.extract.complements import Complement, complement
from loaders.extract.counted import group

# Verbs that hand on another's words: "Al Jazeera quoted Tarar as saying".
_HANDING_ON = frozenset(("quote", "cite", "report"))
_CLAIMED = frozenset(
    "life victim territory land island sovereignty region area asylum benefit compensation insurance title".split()
)
_CAUSING = frozenset("lead prompt push cause force compel drive move".split())
_UNDONE = frozenset("plan want intend expect hope refuse decline fail prepare wish need".split())
_MODALS = frozenset(("may", "might", "could", "should", "must", "can"))
_WHO_REPORT = frozenset(
    (
        "reporter",
        "reporters",
        "journalist",
        "journalists",
        "newspaper",
        "media",
        "press",
        "television",
        "tv",
        "radio",
        "site",
        "website",
    )
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something said: who (none where the text does not tell), the cue, and the characters of what is said."""

    sentence: Sentence
    speakers: tuple[Phrase, ...]
    cue: Span | None
    cue_word: int | None
    content: tuple[Span, ...]
    act: SpeechAct
    rule: str
    confidence: float
    direct: bool = False
    addressees: tuple[Phrase, ...] = ()
    via: tuple[Phrase, ...] = ()
    head: int | None = None  # of the content, where it is in the same sentence

    @property
    def span(self) -> Span:
        """From the first to the last character of speaker, cue and content."""
        spans = [*self.content, *([self.cue] if self.cue else [])]
        spans += [p.span() for p in self.speakers]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    def holds(self, span: Span) -> bool:
        """Whether a stretch of characters lies in what is said."""
        return any(span in c for c in self.content)


def utterances(sentences: Sequence[Sentence]) -> tuple[tuple[Utterance, ...], tuple[Utterance, ...]]:
    """The utterances of a document in order of their cues, and those cues that have a speaker and no content in the syntax."""
    out: list[Utterance] = []
    bare: list[Utterance] = []
    for sentence in sentences:
        for u in [*_verbs(sentence), *_phrases(sentence), *_nouns(sentence)]:
            (out if u.content else bare).append(u)
    return tuple(sorted(out, key=lambda u: u.cue or u.span)), tuple(bare)


def verb_group(sentence: Sentence, k: int) -> Span:
    """The characters of a verb with its auxiliaries, adverbs and particles, as far as they stand together."""
    tree = sentence.tree
    parts = {
        k,
        *(
            c
            for c in tree.children[k]
            if tree.deprels[c] in ("aux", "aux:pass", "advmod", "compound:prt") and tree.upos[c] != "PUNCT"
        ),
    }
    first = last = k
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts and tree.deprels[last + 1] == "compound:prt":
        last += 1
    return sentence.cover((first, last))


def _is_real(sentence: Sentence, k: int) -> bool:
    """Whether a cue tells of something that was said: not negated, not a condition, not a mere possibility."""
    tree = sentence.tree
    frame = sentence.frame(k)
    if frame.negated or frame.modal in _MODALS or _is_purpose(sentence, k):
        return False
    said_by_none = [*frame.agents[:1], *tree.under(k, "obj")]
    if any(tree.lemmas[d] in ("no", "neither") for a in said_by_none for d in tree.under(a, "det")):
        return False  # "no group has claimed", "announced no losses"
    return not any(tree.lemmas[m] in ("if", "unless", "whether") for m in tree.under(k, "mark"))


def _is_purpose(sentence: Sentence, k: int) -> bool:
    """Whether an infinitive tells an aim or a plan: "they marched to demand", "she plans to ask"."""
    tree = sentence.tree
    if tree.xpos[k] != "VB" or not any(tree.lemmas[m] == "to" for m in tree.under(k, "mark", "aux")):
        return False
    if tree.lemmas[tree.heads[k]] in _CAUSING:
        return False  # "this led him to accuse"
    return tree.deprels[k] in ("advcl", "acl") or (tree.deprels[k] == "xcomp" and tree.lemmas[tree.heads[k]] in _UNDONE)


def _verbs(sentence: Sentence) -> list[Utterance]:
    tree = sentence.tree
    out = []
    for k, lemma in enumerate(tree.lemmas):
        if tree.upos[k] != "VERB":
            continue
        particle = next(
            (tree.lemmas[c] for c in tree.children[k] if tree.deprels[c] in ("compound:prt", "xcomp", "advmod") and c > k), ""
        )
        cue = cues.verbs().get(f"{lemma} {particle}") or cues.verbs().get(lemma)
        noun = next((o for o in tree.under(k, "obj") if lemma in cues.light().get(tree.lemmas[o], (None, ()))[1]), None)
        if noun is not None:
            cue = cues.Cue(tree.lemmas[noun], {"np": cues.light()[tree.lemmas[noun]][0]})
        if cue is None or not _is_real(sentence, k) or _is_other_sense(sentence, k):
            continue
        handing = _hands_on(sentence, k)
        if handing is not None:
            continue  # told with the verb that hands it on
        forms = frozenset(cue.forms)
        inverted = _inverted(sentence, k) if "that" in forms else None
        if inverted is not None:
            out.append(_utterance(sentence, k, cue, *inverted, ()))
            continue
        said = complement(sentence, k, forms)
        speakers, via = _speakers(sentence, k)
        saying = _saying(sentence, k) if lemma in _HANDING_ON else None
        if saying is not None:
            inner = complement(sentence, saying, frozenset(("that", "quote", "to")))
            said = inner or said
            via = speakers
            objects = tree.under(k, "obj")
            subject = tree.subject(k)
            handed = objects or ([subject] if tree.is_passive(k) and subject is not None else []) or _between(sentence, k, saying)
            speakers = tuple(Phrase(sentence, m) for h in handed for m in members(sentence, h))
        if not speakers and lemma not in ("accuse", "blame", "attribute"):
            continue
        if said is not None:
            out.append(_utterance(sentence, k, cue, said, speakers, via))
        elif "quote" in forms:
            out.append(_utterance(sentence, k, cue, Complement("quote", (), k), speakers, via))
    return out


def _inverted(sentence: Sentence, k: int) -> tuple[Complement, tuple[Phrase, ...]] | None:
    """What is said and who says it in "..., admitted the director.", where the parse takes the speaker for the object."""
    tree = sentence.tree
    things = tree.under(k, "obj")
    if k < 3 or sentence.words[k - 1] != "," or len(things) != 1 or tree.under(k, "nsubj", "nsubj:pass", "cc", "ccomp", "aux"):
        return None
    after = [w for w in range(k + 1, len(sentence)) if tree.upos[w] != "PUNCT"]
    before = tuple(range(k - 1))
    own = any(tree.deprels[w] in ("nsubj", "nsubj:pass", "csubj") for w in before)
    if tree.deprels[k] not in ("conj", "parataxis", "root") or not own or set(after) - set(sentence.subtree(things[0])):
        return None
    head = tree.heads[k] if tree.heads[k] < k else next((w for w in before if tree.is_verbal(w)), 0)
    return Complement("that", before, head), tuple(Phrase(sentence, m) for m in members(sentence, things[0]))


def _is_other_sense(sentence: Sentence, k: int) -> bool:
    """Whether nobody speaks: "the fighting claimed 80 lives", "both claim the island", "..., citing sources"."""
    tree = sentence.tree
    if tree.lemmas[k] == "cite" and tree.xpos[k] == "VBG":
        return True
    if tree.lemmas[k] in ("count", "list", "tally") and not any(
        tree.upos[w] == "NUM" for o in tree.under(k, "obj") for w in sentence.subtree(o)
    ):
        return True
    if tree.lemmas[k] == "question" and any(group(sentence, p) or sentence.name_at(p) for p in sentence.frame(k).patients):
        return True  # by the police
    return tree.lemmas[k] == "claim" and any(tree.lemmas[o] in _CLAIMED for o in tree.under(k, "obj"))


def _saying(sentence: Sentence, k: int) -> int | None:
    """The "saying" of "quoted X as saying"."""
    tree = sentence.tree
    for c in tree.under(k, "advcl", "xcomp", "acl", "ccomp"):
        if tree.lemmas[c] in ("say", "tell", "write", "state", "warn", "claim") and any(
            tree.lemmas[m] == "as" for m in tree.under(c, "mark", "case")
        ):
            return c
    for o in tree.under(k, "obj"):
        for c in tree.under(o, "acl", "advcl"):
            if tree.lemmas[c] in ("say", "tell") and any(tree.lemmas[m] == "as" for m in tree.under(c, "mark", "case")):
                return c
    return None


def _between(sentence: Sentence, k: int, saying: int) -> list[int]:
    """Whom the text names between "quoted" and "as saying", whatever the parse made of it."""
    tree = sentence.tree
    mark = next((m for m in range(k + 1, saying) if tree.lemmas[m] == "as"), saying)
    tops = [w for w in range(k + 1, mark) if not k < tree.heads[w] < mark and tree.upos[w] in ("NOUN", "PROPN", "PRON")]
    return tops[-1:]


def _hands_on(sentence: Sentence, k: int) -> int | None:
    """The verb that hands on, when `k` is its "saying"."""
    tree = sentence.tree
    head = tree.heads[k]
    for h in (head, tree.heads[head]):
        if tree.lemmas[h] in _HANDING_ON and h != k and _saying(sentence, h) == k:
            return h
    return None


def _speakers(sentence: Sentence, k: int) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    frame = sentence.frame(k)
    tree = sentence.tree
    if not frame.agents:
        return (), ()
    first = frame.agents[0]
    heads = members(sentence, first) if first in tree.conjoined(first) else [first]
    return tuple(Phrase(sentence, x) for h in heads for x in sources(sentence, h)), ()


def sources(sentence: Sentence, k: int) -> list[int]:
    """Those who speak through a channel ("a statement from the ministry", "UN figures"); the word itself where it is none.

    A channel of which nobody is named stays where it is many ("media reports"), and is nobody where it is one ("a statement").
    """
    tree = sentence.tree
    if tree.lemmas[k] not in cues.words("channels") or tree.lemmas[k] in _WHO_REPORT or sentence.name_at(k) is not None:
        return [k]
    by = [c for c in tree.under(k, "nmod") if tree.case(c) in ("by", "from", "of")]
    found = [m for c in by[:1] for m in members(sentence, c)] or tree.under(k, "nmod:poss")[:1]
    found = found or [c for c in tree.under(k, "compound")[-1:] if tree.upos[c] == "PROPN"]
    if found:
        return found
    plural = tree.xpos[k] in ("NNS", "NNPS")
    pointing = any(tree.lemmas[d] in ("the", "this", "its", "their", "his", "her") for d in tree.under(k, "det", "nmod:poss"))
    return [k] if plural or pointing else []


def _utterance(
    sentence: Sentence, k: int, cue: cues.Cue, said: Complement, speakers: tuple[Phrase, ...], via: tuple[Phrase, ...]
) -> Utterance:
    tree = sentence.tree
    words = set(said.words)
    for p in speakers:
        if p.sentence is sentence and p.head in words:
            words -= set(sentence.subtree(p.head))
    act = cue.forms.get(said.form) or cue.forms.get("quote") or next(iter(cue.forms.values()))
    addressees = tuple(
        Phrase(sentence, o)
        for o in tree.under(k, "obj", "iobj")
        if said.form in ("that", "to") and tree.lemmas[k] in ("tell", "inform", "urge", "ask", "warn")
    )
    return Utterance(
        sentence=sentence,
        speakers=speakers,
        cue=verb_group(sentence, k),
        cue_word=k,
        content=tuple(pieces(sentence, sorted(words))),
        act=act,
        rule=f"verb-{said.form}",
        confidence=0.9,
        addressees=addressees,
        via=via,
        head=said.head,
    )


def _clause_top(sentence: Sentence, k: int) -> int:
    """The clause that a word belongs to: itself when it is a predicate, else the predicate above it."""
    tree = sentence.tree
    seen = set()
    while k not in seen:
        seen.add(k)
        if tree.is_verbal(k) or tree.heads[k] == k:
            return k
        k = tree.heads[k]
    return k


def _phrases(sentence: Sentence) -> list[Utterance]:
    """ "According to X" and its like."""
    tree = sentence.tree
    out = []
    done = set()
    for source, cue, head in according(tree):
        if cue in done:
            continue
        done.add(cue)
        top = _clause_top(sentence, head)
        at_edge = cue == 0 or all(tree.upos[w] == "PUNCT" or w in sentence.subtree(source) for w in range(cue, len(sentence)))
        if at_edge:
            while tree.heads[top] != top and tree.deprels[top] != "root":
                top = tree.heads[top]
        drop = set(sentence.subtree(source))
        words = [w for w in sentence.subtree(top) if w not in drop]
        content = pieces(sentence, words)
        fixed = tree.under(cue, "fixed")
        out.append(
            Utterance(
                sentence=sentence,
                speakers=tuple(Phrase(sentence, x) for m in members(sentence, source) for x in sources(sentence, m)),
                cue=sentence.cover([cue, *fixed]),
                cue_word=cue,
                content=tuple(content),
                act=SpeechAct.ASSERTION,
                rule="according-to",
                confidence=0.9,
                head=top,
            )
        )
    return out


def _nouns(sentence: Sentence) -> list[Utterance]:
    """ "The group's claim that ...": a noun of saying with its clause."""
    tree = sentence.tree
    out = []
    for k, lemma in enumerate(tree.lemmas):
        cue = cues.nouns().get(lemma)
        if cue is None or tree.upos[k] != "NOUN":
            continue
        clause = next(
            (
                c
                for c in tree.under(k, "acl", "ccomp")
                if tree.is_verbal(c) and any(tree.lemmas[m] == "that" for m in tree.under(c, "mark"))
            ),
            None,
        )
        if clause is None or "that" not in cue.forms:
            continue
        speakers = tuple(Phrase(sentence, m) for a in tree.under(k, "nmod:poss") for m in members(sentence, a))
        if not speakers:
            speakers = tuple(
                Phrase(sentence, m)
                for a in tree.under(k, "nmod")
                if tree.case(a) in ("by", "from", "of")
                for m in members(sentence, a)
            )
        if not speakers:
            named = [a for a in tree.under(k, "compound", "amod") if sentence.words[a][:1].isupper()]
            speakers = tuple(Phrase(sentence, a) for a in named[:1])
        if not speakers:
            continue
        out.append(
            Utterance(
                sentence=sentence,
                speakers=speakers,
                cue=sentence.spans[k],
                cue_word=k,
                content=tuple(pieces(sentence, sentence.subtree(clause))),
                act=cue.forms["that"],
                rule="noun-that",
                confidence=0.85,
                head=clause,
            )
        )
    return out
