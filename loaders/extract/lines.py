"""Who says what stands on lines of its own? Lead-ins over lists and quotations, signatures under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Span
from kg.vocabulary import PartKind, SpeechAct
from loaders.annotate.phrases import Phrase
from loaders.annotate.quotes import Quote
from loaders.annotate.sentences import Sentence
from loaders.extract.quoted import is_said, is_short, merged
from loaders.extract.speech import Utterance
from loaders.identity import nouns

_SIGNATURE_WORDS = 16
_NAME_WORDS = 5
_LEAST_SAID = 3  # words of a headline that say something


def with_lines(
    utterances: Sequence[Utterance], bare: Sequence[Utterance], sentences: Sequence[Sentence], quotes: Sequence[Quote], text: str
) -> tuple[Utterance, ...]:
    """The utterances with the lists and quotations that a colon leads to, and with those quotations that a line below signs."""
    out = list(utterances)
    signed = [u for q in quotes if not is_short(q, text) and (u := _signed(q, sentences, text, out)) is not None]
    out += signed
    out += [u for s in sentences for u in (_bracketed(s), _titled(s)) if u is not None]
    out += _turns(sentences)
    for n, s in enumerate(sentences):
        if s.words[-1] == ":" and s.segment.kind not in (PartKind.HEADING, PartKind.HEADLINE):
            items = [x for x in _list_after(sentences, n) if not any(x.touches(c) for u in signed for c in u.content)]
            out = _led(out, bare, s, items, text)
    for q in quotes:
        before = text[: q.span.start].rstrip()
        if before.endswith(":") and not is_short(q, text) and not is_said(q, out):
            led = next((s for s in sentences if s.span.start < len(before) <= s.span.end), None)
            if led is not None:
                out = _led(out, bare, led, [q.span], text)
    return tuple(sorted(out, key=lambda u: u.cue or u.span))


def _led(out: list[Utterance], bare: Sequence[Utterance], s: Sentence, said: list[Span], text: str) -> list[Utterance]:
    """The utterances with what a colon in a sentence leads to as content of the one whose cue stands highest in it."""
    own = [u for u in out if u.sentence is s and u.speakers and u.cue_word is not None]
    cues = own or [u for u in bare if u.sentence is s]
    if not said or not cues:
        return out
    top = min(cues, key=_depth)
    direct = top.direct or (len(said) == 1 and text[said[0].start] in "\"“‘«'")
    longer = replace(top, content=merged([*top.content, *said], text), direct=direct)
    return [longer if u is top else u for u in out] if own else [*out, longer]


def _depth(u: Utterance) -> tuple[int, int]:
    """How deep in the sentence a cue stands; of two at one depth the later comes first."""
    assert u.cue_word is not None
    k, steps = u.cue_word, 0
    while u.sentence.tree.heads[k] != k:
        k, steps = u.sentence.tree.heads[k], steps + 1
    return steps, -u.cue_word


def _list_after(sentences: Sequence[Sentence], n: int) -> list[Span]:
    """The items of the list right after a sentence."""
    items: list[Span] = []
    for s in sentences[n + 1 :]:
        if s.segment is sentences[n].segment or s.segment.kind is not PartKind.LIST_ITEM:
            break
        items.append(s.span)
    return items


def _bracketed(s: Sentence) -> Utterance | None:
    """What a list item or a row of a table says on the word of a source in brackets at its end: "Dead: 52 (police)"."""
    if s.segment.kind not in (PartKind.LIST_ITEM, PartKind.TABLE_ROW):
        return None
    end = len(s) - 1 if s.words[-1] == "." else len(s)
    if s.words[end - 1 : end] != (")",) or "(" not in s.words[:end]:
        return None
    start = max(k for k in range(end) if s.words[k] == "(")
    inside = range(start + 1, end - 1)
    tops = [k for k in inside if s.tree.heads[k] not in inside or s.tree.heads[k] == k]
    sources = [k for k in tops if s.tree.upos[k] in ("NOUN", "PROPN")]
    counted = any(s.tree.upos[k] == "NUM" for k in range(start))
    if not sources or not counted or any(s.tree.upos[k] in ("NUM", "VERB") for k in inside):
        return None
    return _line_utterance(s, Phrase(s, sources[-1], end - 1), s.cover(range(start)), "bracketed-source", direct=False)


def _titled(s: Sentence) -> Utterance | None:
    """What a headline says on the word of a source before or behind its colon: "Dozens killed in strike: activists", "Police: ..."."""
    colons = [k for k in range(1, len(s) - 1) if s.words[k] == ":"]
    if s.segment.kind not in (PartKind.HEADLINE, PartKind.DECK) or len(colons) != 1:
        return None
    (colon,) = colons
    for source, said in ((range(colon + 1, len(s)), range(colon)), (range(colon), range(colon + 1, len(s)))):
        head = _source(s, source)
        if head is not None and len(said) > _LEAST_SAID:
            return _line_utterance(s, Phrase(s, head, source.stop), s.cover(said), "headline-source", direct=False)
    return None


def _source(s: Sentence, words: range) -> int | None:
    """The head of some words that name who may have said the rest of a headline, no place: "activists", "UN", "army chief"."""
    tree = s.tree
    if not 0 < len(words) <= _NAME_WORDS or any(tree.upos[k] in ("VERB", "AUX", "NUM", "ADP") for k in words):
        return None
    tops = [k for k in words if tree.heads[k] not in words or tree.heads[k] == k]
    name = s.name_at(words[-1])
    if len(tops) != 1 or (name is not None and name[2] == "LOC"):
        return None
    known = tree.lemmas[tops[0]] in nouns.people() or tree.lemmas[tops[0]] in nouns.bodies()
    titled = name is not None and all(s.words[k].lower() in nouns.people() for k in range(words.start, name[0]))
    return tops[0] if known or titled else None


def _turns(sentences: Sequence[Sentence]) -> list[Utterance]:
    """What each party of a transcript says: paragraphs that begin with a name and a colon, two or more of them."""
    found: list[tuple[Sentence, int, int]] = []
    for n, s in enumerate(sentences):
        colon = next((k for k, w in enumerate(s.words[:_SIGNATURE_WORDS]) if w == ":"), None)
        first = n == 0 or sentences[n - 1].segment is not s.segment
        if first and colon and s.segment.kind in (PartKind.PARAGRAPH, PartKind.POST) and s.spans[colon].end < s.segment.span.end:
            head = _turn_name(s, colon)
            if head is not None:
                found.append((s, head, colon))
    if len(found) < 2:
        return []
    out = []
    for s, head, colon in found:
        last = max((x for x in sentences if x.segment is s.segment), key=lambda x: x.span)
        start = (
            s.spans[colon + 1].start
            if colon + 1 < len(s)
            else next(x.span.start for x in sentences if x.span.start > s.span.start)
        )
        out.append(_line_utterance(s, Phrase(s, head, colon), Span(start, last.span.end), "transcript-turn", direct=True))
    return out


def _turn_name(s: Sentence, colon: int) -> int | None:
    """The head of the name or office that a paragraph begins with, up to a bracket or the colon; None where it is none."""
    end = next((k for k in range(colon) if s.words[k] in ("(", ",")), colon)
    if not 0 < end <= _NAME_WORDS or any(s.tree.upos[k] in ("VERB", "AUX", "NUM", "PUNCT") for k in range(end)):
        return None
    if not all(w[:1].isupper() or w.lower() in ("of", "the", "de", "al", "bin") for w in s.words[:end]):
        return None
    tops = [k for k in range(end) if not 0 <= s.tree.heads[k] < end or s.tree.heads[k] == k]
    return tops[0] if tops and s.tree.upos[tops[0]] in ("NOUN", "PROPN") else None


def _line_utterance(s: Sentence, speaker: Phrase, said: Span, rule: str, *, direct: bool) -> Utterance:
    return Utterance(
        sentence=s,
        speakers=(speaker,),
        cue=None,
        cue_word=None,
        content=(said,),
        act=SpeechAct.ASSERTION,
        rule=rule,
        confidence=0.8,
        direct=direct,
    )


def _signed(q: Quote, sentences: Sequence[Sentence], text: str, utterances: Sequence[Utterance]) -> Utterance | None:
    """What somebody says who signs a quotation on the line below: "Ana Ruiz (@anaruiz) via X", "— Ana Ruiz, mayor"."""
    if is_said(q, utterances) or text[: q.span.start].rpartition("\n")[2].strip(" >•*-"):
        return None
    rest = text[q.span.end :]
    gap = len(rest) - len(rest.lstrip(" \t\r"))
    if rest[gap : gap + 1] != "\n" and rest[gap : gap + 1] not in ("—", "–"):
        return None
    start = q.span.end + len(rest) - len(rest.lstrip(" \t\r\n—–-"))
    line = Span(start, start + len(text[start:].partition("\n")[0]))
    s = next((s for s in sentences if s.span.start <= start < s.span.end), None)
    if s is None:
        return None
    words = s.within(line)
    name = next((x for x in s.names if x[2] == "PER" and x[0] == words.start), None) if words else None
    if name is None or len(words) > _SIGNATURE_WORDS or any(s.tree.upos[k] == "VERB" for k in words):
        return None
    head = next((k for k in range(name[0], name[1]) if not name[0] <= s.tree.heads[k] < name[1] or s.tree.heads[k] == k), name[0])
    return _line_utterance(s, Phrase(s, head, name[1]), q.span, "signed-quote", direct=True)
