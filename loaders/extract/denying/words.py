"""In which words does a text tell what is denied?"""

from __future__ import annotations

from functools import cache

from loaders.annotate.phrases import Phrase, text_of
from loaders.annotate.sentences import Sentence
from loaders.extract.charges.deed_words import what
from loaders.extract.context import Context
from loaders.extract.reality import is_baseless
from loaders.lexicon import rows


@cache
def denied_things() -> dict[str, str]:
    """Nouns for what is denied: something said, a part in something, a count."""
    return {r["noun"]: r["kind"] for r in rows("denied-things")}


def relative(sentence: Sentence, k: int) -> int | None:
    """The "which" right before the subject of a verb, wherever the parse hangs it: "..., which the governor denies"."""
    tree = sentence.tree
    for w in range(k - 1, -1, -1):
        if tree.lemmas[w] == "which":
            return w if w > 0 and sentence.words[w - 1] in (",", "–", "—", "-") else None
        if tree.upos[w] in ("VERB", "PUNCT", "SCONJ", "CCONJ"):
            return None
    return None


def antecedent(sentence: Sentence, k: int) -> int:
    """The word that a relative clause with the verb `k` hangs on; the verb where it hangs on none."""
    head = sentence.tree.antecedent(k)
    return k if head is None else head


def before(context: Context, sentence: Sentence, which: int, verb: int) -> str:
    """What a "which" takes up: what somebody says before it in its sentence, else all that stands before it."""
    place = sentence.spans[which].start
    said = [c for u in context.utterances if u.sentence is sentence and u.cue_word != verb for c in u.content if c.start < place]
    start = min((c.start for c in said), default=sentence.span.start)
    return " ".join(context.document.text[start:place].split()).strip(" ,–—-")


def denied_text(sentence: Sentence, head: int, verb: int) -> str:
    """What is denied, in the words of the text, without the clause of the denial itself."""
    tree = sentence.tree
    if tree.deprels[head] == "ccomp" and tree.under(head, "nsubj", "nsubj:pass") and verb not in sentence.subtree(head):
        cut = {w for c in tree.under(head, "mark") for w in sentence.subtree(c)}
        cut |= {w for c in tree.under(head, "advcl", "parataxis") if "," in sentence.words[head:c] for w in sentence.subtree(c)}
        kept = [w for w in sentence.subtree(head) if w not in cut]
        while len(kept) > 1 and tree.upos[kept[-1]] == "PUNCT":
            kept.pop()
        return text_of(sentence, kept)
    if verb in sentence.subtree(head):
        words = [w for w in Phrase(sentence, head).core() if w not in sentence.subtree(verb)]
        return text_of(sentence, words or [head])
    denied = what(sentence, head) or tree.words[head]
    for c in tree.under(head, "nmod", "obl", "xcomp", "acl", "advcl"):  # "the accusation as baseless"
        if tree.case(c) == "as" and any(is_baseless(sentence, w) for w in sentence.subtree(c)):
            denied = denied.removesuffix(" " + text_of(sentence, sentence.subtree(c)))
    return denied


def above(sentence: Sentence, k: int) -> int | None:
    """The noun for something said that holds a noun."""
    tree = sentence.tree
    while tree.heads[k] != k:
        k = tree.heads[k]
        if tree.lemmas[k] in denied_things() and tree.upos[k] == "NOUN":
            return k
        if tree.upos[k] == "VERB" and tree.xpos[k] not in ("VBG", "VB"):
            return None
    return None
