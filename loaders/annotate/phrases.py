"""Which words make up a noun phrase: whole, or one member of a coordination, or only its name?"""

from __future__ import annotations

from calendar import day_name
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.model import Span
from loaders.annotate.sentences import Sentence
from loaders.lexicon import rows

_LOOSE = ("conj", "cc", "parataxis", "case", "cc:preconj", "dislocated", "discourse", "vocative", "mark", "advcl", "cop", "ccomp")
_CLAUSES = ("acl", "acl:relcl", "parataxis", "advcl", "appos", "ccomp")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its head word; `end` is a word that it does not reach to, where the layout tells."""

    sentence: Sentence
    head: int
    end: int | None = None

    def words(self, without: Iterable[int] = ()) -> tuple[int, ...]:
        """Its words, without those of its fellows in a coordination, its preposition, and the subtrees `without`."""
        s, out, cut = self.sentence, [self.head], set(without)
        todo = [self.head]
        while todo:
            k = todo.pop()
            for c in s.tree.children[k]:
                loose = k == self.head and s.tree.deprels[c] in _LOOSE
                if c not in cut and not loose:
                    out.append(c)
                    todo.append(c)
        out = sorted(k for k in out if k == self.head or self.end is None or k < self.end)
        return tuple(_trimmed(s, out))

    def span(self, without: Iterable[int] = ()) -> Span:
        """Its characters, from its first word to its last."""
        return self.sentence.cover(self.words(without))

    def core(self) -> tuple[int, ...]:
        """Its words without relative clauses, appositions and what stands in brackets."""
        tree = self.sentence.tree
        cut = [c for c in tree.children[self.head] if tree.deprels[c] in _CLAUSES or _is_occasion(self.sentence, c)]
        words = self.words(cut)
        run = [self.head]
        for k in range(self.head - 1, -1, -1):
            if k not in words:
                break
            run.insert(0, k)
        for k in range(self.head + 1, len(self.sentence)):
            if k not in words or self.sentence.words[k] in "(),—–-":
                break
            run.append(k)
        return tuple(_trimmed(self.sentence, run))

    @property
    def text(self) -> str:
        """Its core in words, one blank between them as far as the text has white space."""
        return text_of(self.sentence, self.core())

    @property
    def lemma(self) -> str:
        return self.sentence.tree.lemmas[self.head]


def _is_occasion(sentence: Sentence, k: int) -> bool:
    """Whether what hangs on a noun tells where or when something was said, and belongs to no name: "the ministry in a statement"."""
    case = sentence.tree.case(k)
    return case in ("in", "on", "at", "during", "via", "through") and sentence.tree.lemmas[k] in _occasions()


@cache
def _occasions() -> frozenset[str]:
    return frozenset(r["noun"] for r in rows("channels")) | {w.lower() for w in day_name}


def text_of(sentence: Sentence, words: Iterable[int]) -> str:
    """Some words as text, white space levelled to single blanks, none where the text has none."""
    out = ""
    last: int | None = None
    for k in words:
        if last is not None and (k != last + 1 or sentence.spans[k].start > sentence.spans[last].end):
            out += " "
        out += sentence.words[k]
        last = k
    return out


def _trimmed(sentence: Sentence, words: list[int]) -> list[int]:
    """The words without punctuation at the edges, quotation marks and closing brackets of their own apart."""
    while len(words) > 1 and sentence.tree.upos[words[-1]] == "PUNCT" and not _closes(sentence, words):
        words = words[:-1]
    while len(words) > 1 and sentence.tree.upos[words[0]] == "PUNCT" and not _opens(sentence, words):
        words = words[1:]
    return words


def _closes(sentence: Sentence, words: list[int]) -> bool:
    partner = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "''": "``"}.get(sentence.words[words[-1]])
    return partner is not None and any(sentence.words[k] == partner for k in words[:-1])


def _opens(sentence: Sentence, words: list[int]) -> bool:
    partner = {"(": ")", "[": "]", "“": "”", "‘": "’", '"': '"', "``": "''"}.get(sentence.words[words[0]])
    return partner is not None and any(sentence.words[k] == partner for k in words[1:])


def members(sentence: Sentence, head: int) -> list[int]:
    """The heads of a coordination that are somebody of their own; one head where the bundle is loose.

    "Mayor Ama Osei and fire officers" are two speakers, "analysts and journalists" one: a bundle is
    told apart when a member is named or definite.
    """
    heads = sentence.tree.conjoined(head)
    if len(heads) > 1 and any(is_definite(sentence, h) for h in heads):
        return heads
    return heads[:1]


def is_definite(sentence: Sentence, head: int) -> bool:
    """Whether a phrase names its thing, points to it ("the", "this", "its") or is a pronoun."""
    tree = sentence.tree
    if tree.upos[head] in ("PROPN", "PRON") or sentence.name_at(head) is not None:
        return True
    det = tree.under(head, "det", "nmod:poss", "det:poss")
    return any(
        tree.lemmas[d] in ("the", "this", "that", "these", "those", "both") or tree.deprels[d] == "nmod:poss" for d in det
    ) or any(tree.upos[c] == "PROPN" for c in tree.under(head, "compound", "amod", "nmod:desc"))
