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
from loaders.extract.cue_senses import is_other_sense, is_real
from loaders.extract.cue_speakers import (
    HANDING_ON,
    hands_on,
    inverted,
    named_between,
    saying_of,
    sources,
    speakers_of,
    things_said,
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

    @property
    def cue_lemma(self) -> str:
        """The lemma of the cue's main word; empty where there is none."""
        return "" if self.cue_word is None else self.sentence.tree.lemmas[self.cue_word]

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
        noun = next((o for o in things_said(sentence, k) if lemma in cues.light().get(tree.lemmas[o], (None, ()))[1]), None)
        if noun is not None:
            cue = cues.Cue(tree.lemmas[noun], {"np": cues.light()[tree.lemmas[noun]][0]})
        if cue is None or not is_real(sentence, k) or is_other_sense(sentence, k):
            continue
        handing = hands_on(sentence, k)
        if handing is not None:
            continue  # told with the verb that hands it on
        forms = frozenset(cue.forms)
        turned = inverted(sentence, k) if "that" in forms else None
        if turned is not None:
            out.append(_utterance(sentence, k, cue, *turned, ()))
            continue
        said = complement(sentence, k, forms)
        speakers, via = speakers_of(sentence, k)
        saying = saying_of(sentence, k) if lemma in HANDING_ON else None
        if saying is not None:
            inner = complement(sentence, saying, frozenset(("that", "quote", "to")))
            said = inner or said
            via = speakers
            objects = tree.under(k, "obj")
            subject = tree.subject(k)
            handed = (
                objects or ([subject] if tree.is_passive(k) and subject is not None else []) or named_between(sentence, k, saying)
            )
            speakers = tuple(Phrase(sentence, m) for h in handed for m in members(sentence, h))
        if not speakers and lemma not in ("accuse", "blame", "attribute"):
            continue
        if said is not None:
            out.append(_utterance(sentence, k, cue, said, speakers, via))
        elif "quote" in forms:
            out.append(_utterance(sentence, k, cue, Complement("quote", (), k), speakers, via))
    return out


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
    """ "The firm's assertion that ...": a noun of saying with its clause."""
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
