"""In which words does a text tell a deed?"""

from __future__ import annotations

from loaders.annotate.phrases import text_of
from loaders.annotate.sentences import Sentence
from loaders.extract.acts import relation
from loaders.extract.cues import words as lexicon


def conjoined_deeds(sentence: Sentence, k: int) -> list[int]:
    """The further deeds of the same doers that are joined to one: "disguised themselves and used human shields"."""
    tree = sentence.tree
    return [
        c
        for c in tree.under(k, "conj")
        if not tree.under(c, "nsubj", "nsubj:pass") and relation(sentence, c) is not None and (tree.upos[c] == tree.upos[k])
    ]


def what(sentence: Sentence, k: int, doers: tuple[int, ...] = ()) -> str:
    """A deed in the words of the text: its clause without subject, conjunctions, and clauses that only hang on."""
    tree = sentence.tree
    more = conjoined_deeds(sentence, k)
    cut = [
        c
        for c in tree.children[k]
        if tree.deprels[c]
        in ("mark", "cc", "parataxis", "punct", "discourse", "case", "aux", "cop", "expl", "acl:relcl", "appos")
    ]
    cut += [c for c in tree.children[k] if tree.deprels[c] == "conj" and c not in more]
    cut += [c for c in tree.under(k, "obl", "nmod") if tree.case(c).split(" ")[0] in ("according", "per")]
    cut += [c for w in sentence.subtree(k) for c in tree.under(w, "acl:relcl") if "," in sentence.words[w:c]]
    cut += [
        c
        for w in sentence.subtree(k)
        for c in tree.under(w, "appos", "parataxis")
        if tree.lemmas[c] in lexicon("accusation-nouns")
    ]
    cut += [c for c in tree.under(k, "advmod") if tree.lemmas[c] in ("also", "too", "again", "then")]
    cut += [c for c in tree.under(k, "aux:pass") if tree.subject(k) in doers]
    cut += [
        c
        for c in tree.children[k]
        if tree.deprels[c] in ("nsubj", "csubj") or (c in doers and tree.deprels[c] not in ("nmod:poss",))
    ]
    cut += [c for c in tree.children[k] if tree.deprels[c] == "advcl" and c > k and "," in sentence.words[k:c]]
    cut += [c for c in tree.children[k] if tree.deprels[c] in ("obl:tmod", "obl:unmarked", "nmod:tmod")]
    dropped: set[int] = set()
    for c in cut:
        dropped.update(sentence.subtree(c))
    words = [w for w in sentence.subtree(k) if w not in dropped]
    while len(words) > 1 and (tree.upos[words[-1]] == "PUNCT" or tree.deprels[words[-1]] == "cc"):
        words.pop()
    while len(words) > 1 and tree.upos[words[0]] == "PUNCT":
        words.pop(0)
    if tree.is_passive(k) and doers:
        subject = tree.subject(k)
        extra = sentence.subtree(subject) if subject is not None and subject not in doers and subject in tree.children[k] else ()
        words = sorted({*words, *extra})
    return _balanced(text_of(sentence, words))


def _balanced(text: str) -> str:
    """A text without a quotation mark that lost its partner."""
    for opening, closing in ("“”", '""', "‘’"):
        if opening == closing:
            text = text if text.count(opening) % 2 == 0 else text.replace(opening, "")
        elif text.count(opening) != text.count(closing) and (opening != "‘" or text.count(opening) > text.count(closing)):
            text = text.replace(opening, "").replace(closing, "") if opening != "‘" else text.replace(opening, "")
    return text.strip()
