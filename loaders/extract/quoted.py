"""Which quotation belongs to which utterance? Quotations fill out what syntax found, and give content to cues without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Span
from loaders.annotate.quotes import Quote
from loaders.annotate.sentences import Sentence
from loaders.extract.speech import Utterance

SHORT = 4  # words; a shorter quotation is a name, a term or a label, and no utterance of its own


def outermost(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotations that stand in no other."""
    out: list[Quote] = []
    for q in quotes:
        if not out or q.span.start >= out[-1].span.end:
            out.append(q)
    return out


def merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Spans in order; those that overlap, or have only blanks between them, become one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or not text[out[-1].end : span.start].strip()):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _filled(utterance: Utterance, quotes: Sequence[Quote], text: str) -> Utterance:
    """An utterance whose content takes in the whole of each quotation that it reaches into."""
    content = list(utterance.content)
    direct = False
    own = [utterance.cue] if utterance.cue else []
    for q in quotes:
        if not any(q.span.touches(c) for c in content):
            continue
        if own and any(o in q.inner for o in own):
            continue  # the whole utterance is told within a quotation
        direct = True
        inside = [c for c in content if c.touches(q.span)]
        if any(q.span in c for c in inside):
            continue
        if is_short(q, text) and not any(c.start >= q.span.start for c in inside):
            continue
        content.append(q.span)
    return replace(utterance, content=merged(content, text), direct=direct)


def with_quotes(
    utterances: Sequence[Utterance], bare: Sequence[Utterance], sentences: Sequence[Sentence], quotes: Sequence[Quote], text: str
) -> tuple[Utterance, ...]:
    """The utterances with their quotations whole.

    `bare` are cues without content; one that stands next to a quotation which nobody else says takes it. A quotation that
    fills the next sentence goes on with what was said before it.
    """
    tops = outermost(quotes)
    out = [_filled(u, tops, text) for u in utterances]
    for u in bare:
        q = _beside(u, tops, text)
        if q is not None and not is_said(q, out):
            out.append(replace(u, content=(q.span,), direct=True, rule="verb-beside-quote", confidence=0.8))
    out.sort(key=lambda u: u.cue or u.span)
    out = _continued(out, sentences, tops, text)
    out += _alone(out, sentences, tops, text)
    return tuple(sorted(out, key=lambda u: u.cue or u.span))


def is_short(q: Quote, text: str) -> bool:
    """Whether a quotation is too short for an utterance of its own: a name, a term, a label."""
    return len(text[q.inner.start : q.inner.end].split()) < SHORT


def is_said(q: Quote, utterances: Sequence[Utterance]) -> bool:
    """Whether somebody outside a quotation says it."""
    return any(c.touches(q.span) for u in utterances if u.cue is None or u.cue not in q.span for c in u.content)


def _beside(u: Utterance, quotes: Sequence[Quote], text: str) -> Quote | None:
    """The quotation right before or after a cue and its speaker, in one sentence or after a colon."""
    s = u.sentence
    assert u.cue_word is not None
    clause = {u.cue_word, *(w for p in u.speakers if p.sentence is s for w in p.words())}
    for c in s.tree.children[u.cue_word]:
        if s.tree.deprels[c] in ("obj", "iobj", "obl", "advmod", "aux", "obl:tmod", "obl:unmarked", "compound:prt"):
            clause.update(s.subtree(c))
    span = s.cover(clause)
    for q in quotes:
        if is_short(q, text):
            continue
        goes_on = text[q.inner.start : q.inner.end].rstrip().endswith((",", "?", "!"))  # a sentence cut after the closing mark
        near = q.span.end > s.span.start or (goes_on and "\n" not in text[q.span.end : span.start])
        if q.span.end <= span.start and near and not text[q.span.end : span.start].strip(" ,.;:—–-\n\t"):
            return q
        between = text[span.end : q.span.start]
        if q.span.start >= span.end and not between.strip(" ,:—–-\n\t") and (q.span.start < s.span.end or ":" in between):
            return q
    return None


def _continued(utterances: list[Utterance], sentences: Sequence[Sentence], quotes: Sequence[Quote], text: str) -> list[Utterance]:
    """Utterances with the quotations that go on with them in the sentences after."""
    free = [q for q in quotes if not is_said(q, utterances) and not (is_short(q, text) and text[q.inner.end - 1] not in ".!?…")]
    starts = {s.span.start: s for s in sentences}
    for q in free:
        if q.span.start not in starts:
            continue
        before = [
            (n, u)
            for n, u in enumerate(utterances)
            if u.direct and u.span.end <= q.span.start and u.sentence.span.end <= q.span.start + 1
        ]
        if not before:
            continue
        n, last = max(before, key=lambda nu: nu[1].span.end)
        between = text[max(last.sentence.span.end, last.span.end) : q.span.start]
        same_paragraph = starts[q.span.start].segment == last.sentence.segment
        if between.strip(' .,\n\t…"”') == "" and (same_paragraph or last.content[-1].end >= last.sentence.span.end - 1):
            utterances[n] = replace(last, content=merged([*last.content, q.span], text))
    return utterances


def _alone(utterances: Sequence[Utterance], sentences: Sequence[Sentence], quotes: Sequence[Quote], text: str) -> list[Utterance]:
    """The quotations that fill a paragraph of their own: whoever speaks in the sentence before says them too."""
    out = []
    starts = {s.span.start: s for s in sentences}
    for q in quotes:
        first = starts.get(q.span.start)
        if first is None or not first.place or first.segment.span.start != q.span.start or is_short(q, text):
            continue
        before = sentences[first.place - 1]
        said = [u for u in utterances if u.sentence is before and u.speakers and u.cue is not None]
        if before.words[-1] == ":":
            continue  # it leads to the quotation by itself
        fills = not text[q.span.end : first.segment.span.end].strip(" .\n\t")
        if fills and said and before.segment.kind is first.segment.kind and not is_said(q, utterances):
            out.append(
                replace(said[-1], cue=None, cue_word=None, content=(q.span,), direct=True, rule="quote-alone", confidence=0.6)
            )
    return out
