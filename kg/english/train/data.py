"""Which sentences does training see, and as which numbers?"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kg.english import lemmas
from kg.english.parser import Labels
from kg.english.treebank import NAME_TYPES, Predicate, Sentence, Treebank, join, read_conllu, read_names
from kg.english.wordpiece import WordPiece

IGNORE = -100
NAME_TAGS = ("O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BILU"))
LEAST_ROLE = 20  # a role label seen less often in training is left out
LEAST_SCRIPT = 2


@dataclass(slots=True)
class Example:
    """A sentence as numbers; layers that its source does not annotate hold IGNORE, or None for roles."""

    words: list[str]
    subwords: list[tuple[int, ...]]
    heads: np.ndarray
    deprels: np.ndarray
    upos: np.ndarray
    xpos: np.ndarray
    names: np.ndarray
    scripts: np.ndarray
    predicates: list[tuple[int, np.ndarray]] | None
    syntax: bool = True
    length: int = field(init=False)  # in subwords

    def __post_init__(self) -> None:
        self.length = sum(map(len, self.subwords))


def labels_of(treebanks: list[Treebank]) -> Labels:
    """The label sets of the training sentences, sorted, rare roles and edit scripts left out."""
    sentences = [s for t in treebanks for s in t.sentences]
    roles = Counter(r[0] for s in sentences for p in s.predicates or () for r in p.roles)
    kept = sorted(r for r, n in roles.items() if n >= LEAST_ROLE)
    scripts = Counter(lemmas.script(w, x) for s in sentences for w, x in zip(s.words, s.lemmas, strict=True))
    return Labels(
        upos=tuple(sorted({t for s in sentences for t in s.upos} - {"_"})),
        xpos=tuple(sorted({t for s in sentences for t in s.xpos} - {"_"})),
        deprels=tuple(sorted({t for s in sentences for t in s.deprels} - {"_"})),
        names=NAME_TAGS,
        roles=("O", *(f"{p}-{r}" for r in kept for p in "BI")),
        scripts=tuple(sorted(s for s, n in scripts.items() if n >= LEAST_SCRIPT)),
    )


def bilou(length: int, names: list[tuple[int, int, str]]) -> np.ndarray:
    """The index of each word's tag in NAME_TAGS."""
    out = np.zeros(length, np.int64)
    for start, end, kind in names:
        if end - start == 1:
            out[start] = NAME_TAGS.index(f"U-{kind}")
        else:
            out[start:end] = NAME_TAGS.index(f"I-{kind}")
            out[start], out[end - 1] = NAME_TAGS.index(f"B-{kind}"), NAME_TAGS.index(f"L-{kind}")
    return out


def role_tags(length: int, predicate: Predicate, index: dict[str, int]) -> np.ndarray:
    """The index of each word's BIO tag for one predicate; labels outside the set are left untagged."""
    out = np.zeros(length, np.int64)
    for label, start, end in predicate.roles:
        if f"B-{label}" in index:
            out[start:end] = index[f"I-{label}"]
            out[start] = index[f"B-{label}"]
    return out


class Encoder:
    """Turns sentences into examples."""

    def __init__(self, labels: Labels, pieces: WordPiece) -> None:
        self.labels = labels
        self.pieces = pieces
        index = {k: {t: i for i, t in enumerate(getattr(labels, k))} for k in ("upos", "xpos", "deprels", "scripts", "roles")}
        self._index = index

    def __call__(self, sentence: Sentence) -> Example:
        n = len(sentence.words)
        index = self._index

        def numbers(kind: str, values: list[str]) -> np.ndarray:
            return np.array([index[kind].get(v, IGNORE) for v in values], np.int64)

        syntax = sentence.deprels[0] != "_"
        scripts = [lemmas.script(w, x) for w, x in zip(sentence.words, sentence.lemmas, strict=True)] if syntax else ["_"] * n
        return Example(
            words=sentence.words,
            subwords=[self.pieces(w) for w in sentence.words],
            heads=np.array(sentence.heads, np.int64),
            deprels=numbers("deprels", sentence.deprels),
            upos=numbers("upos", sentence.upos),
            xpos=numbers("xpos", sentence.xpos),
            names=np.full(n, IGNORE, np.int64) if sentence.names is None else bilou(n, sentence.names),
            scripts=numbers("scripts", scripts),
            predicates=None
            if sentence.predicates is None
            else [(p.at, role_tags(n, p, index["roles"])) for p in sentence.predicates],
            syntax=syntax,
        )


def bare(id: str, words: list[str], names: list[tuple[int, int, str]] | None) -> Sentence:
    """A sentence of which only the words, and perhaps the names, are known."""
    n = len(words)
    blank = ["_"] * n
    return Sentence(id, words, [True] * n, blank, blank, blank, list(range(n)), blank, names=names)


def read_wikigold(path: Path) -> Treebank:
    """Names in encyclopaedia sentences, each a document of its own (their order is not that of the articles)."""
    out = []
    for id, (words, names) in read_names(path).items():
        out.append([bare(id, words, [n for n in names if n[2] in NAME_TYPES])])
    return Treebank("wikigold", out)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The training treebanks and the two development ones."""

    train: list[Treebank]
    dev: list[Treebank]


def read_corpus(data: Path) -> Corpus:
    """Read the data folders (layout of the data README). Raises FileNotFoundError naming what is missing."""

    def bank(part: str, stem: str, names: str, roles: bool) -> Treebank:
        folder = data / "treebanks"
        return join(
            read_conllu(folder / f"{stem}-{part}.conllu"),
            names=folder / f"{names}-{part}.iob2",
            roles=data / "srl" / f"{stem}-{part}.jsonl" if roles else None,
        )

    return Corpus(
        train=[
            bank("train", "ewt", "uner", True),
            bank("train", "gum", "gum-names", False),
            read_wikigold(data / "names" / "wikigold.iob2"),
        ],
        dev=[bank("dev", "ewt", "uner", True), bank("dev", "gum", "gum-names", False)],
    )


@dataclass(slots=True)
class Window:
    """Consecutive sentences of a document, the last perhaps cut off (its first `cut` words, without arcs)."""

    sentences: list[Example]
    tail: Example | None
    cut: int
    length: int  # in subwords, tail included


def windows(documents: list[list[Example]], rng: random.Random, *, longest: int = 256) -> list[Window]:
    """Random windows over the documents, each sentence once: a fifth single sentences, else 20 to 170 words.

    Some end in a cut-off sentence, so that the sentence-end head cannot rely on the window's end.
    """
    out = []
    for document in documents:
        i = 0
        while i < len(document):
            target = 1 if rng.random() < 0.2 else rng.randint(20, 170)
            chosen = [document[i]]
            words, length = len(document[i].words), document[i].length
            i += 1
            while (
                i < len(document)
                and words < target
                and words + len(document[i].words) <= target + 15
                and length + document[i].length <= longest
            ):
                chosen.append(document[i])
                words += len(document[i].words)
                length += document[i].length
                i += 1
            tail, cut = None, 0
            if rng.random() < 0.15 and i < len(document) and len(document[i].words) > 4 and length < longest:
                tail = document[i]
                cut = rng.randint(1, min(len(tail.words) - 1, 25))
                length += sum(map(len, tail.subwords[:cut]))
            out.append(Window(chosen, tail, cut, length))
    return out
