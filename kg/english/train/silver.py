"""What do teachers make of texts that nobody annotated? Sentences to train on, kept in a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from kg.english.decode import Floats, Ints
from kg.english.parser import Parser, Scorer
from kg.english.tokens import Tokenizer
from kg.english.treebank import Predicate, Sentence, Treebank

_VECTORS = ("label_dependent", "label_head", "role_word", "role_predicate")


def _log_softmax(x: Floats) -> Floats:
    shifted = x - x.max(-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


class Ensemble:
    """Several scorers as one: the mean of their log probabilities; their inner vectors are laid side by side."""

    def __init__(self, scorers: Sequence[Scorer]) -> None:
        self._scorers = scorers

    def window(
        self, ids: Sequence[int], shape_ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        """As `parser.Scorer`."""
        found = [s.window(ids, shape_ids, first, last) for s in self._scorers]
        out: dict[str, Floats] = {}
        for name in found[0]:
            values = [f[name] for f in found]
            if name in _VECTORS:
                out[name] = np.concatenate(values, -1)
            elif name in ("end", "predicate", "root"):
                out[name] = np.mean(values, 0)
            else:
                out[name] = np.mean([_log_softmax(v) for v in values], 0)
        return out

    def labels(self, dependent: Floats, head: Floats) -> Floats:
        """As `parser.Scorer`."""
        n = len(self._scorers)
        pairs = zip(self._scorers, np.split(dependent, n, -1), np.split(head, n, -1), strict=True)
        out: Floats = np.mean([_log_softmax(s.labels(d, h)) for s, d, h in pairs], 0)
        return out

    def roles(self, words: Floats, predicates: Floats, distance: Ints, arcs: Floats, mask: Floats) -> Floats:
        """As `parser.Scorer`."""
        n = len(self._scorers)
        parts = zip(self._scorers, np.split(words, n, -1), np.split(predicates, n, -1), strict=True)
        out: Floats = np.mean([_log_softmax(s.roles(w, p, distance, arcs, mask)) for s, w, p in parts], 0)
        return out


def read_texts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """(name, paragraphs) of each .txt file of a folder, by name; a paragraph is a line that is not blank."""
    for path in sorted(folder.glob("*.txt")):
        yield path.stem, [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def parse(parser: Parser, cut: Tokenizer, name: str, paragraphs: Sequence[str]) -> list[Sentence]:
    """The sentences that the parser makes of a text."""
    words: list[str] = []
    spaces: list[bool] = []
    bounds = []
    for paragraph in paragraphs:
        bounds.append(len(words))
        offsets = cut(paragraph)
        words += [paragraph[a:b] for a, b in offsets]
        spaces += [k + 1 == len(offsets) or offsets[k + 1][0] > b for k, (_, b) in enumerate(offsets)]
    out = []
    for k, p in enumerate(parser.parse(words, bounds)):
        here = slice(p.start, p.start + len(p))
        out.append(Sentence(f"{name}-{k}", words[here], spaces[here], p.lemmas, p.upos, p.xpos, p.heads, p.deprels,
                            names=p.names, predicates=p.predicates))  # fmt: skip
    return out


def fill(treebank: Treebank, parser: Parser) -> int:
    """Give sentences that lack names, roles or syntax those that the parser finds on their words; return how many got some."""
    count = 0
    for document in treebank.documents:
        if all(s.names is not None and s.predicates is not None and s.deprels[0] != "_" for s in document):
            continue
        words = [w for s in document for w in s.words]
        starts = np.cumsum([0, *(len(s.words) for s in document)])
        parses = parser.parse(words, starts[:-1].tolist(), split=False)
        if [p.start for p in parses] != starts[:-1].tolist():
            continue  # a sentence longer than a window came in pieces
        for sentence, p in zip(document, parses, strict=True):
            count += 1
            if sentence.deprels[0] == "_":
                sentence.upos, sentence.xpos, sentence.lemmas, sentence.heads, sentence.deprels = (
                    p.upos,
                    p.xpos,
                    p.lemmas,
                    p.heads,
                    p.deprels,
                )
            if sentence.names is None:
                sentence.names = p.names
            if sentence.predicates is None:
                sentence.predicates = p.predicates
    return count


def write(documents: Iterable[list[Sentence]], path: Path) -> None:
    """Write sentences as JSON lines, one document a line; a document already in the file is passed over by its first id."""
    with path.open("a", encoding="utf-8") as out:
        for number, document in enumerate(documents):
            out.write(json.dumps([asdict(s) for s in document], ensure_ascii=False) + "\n")
            out.flush()
            if number % 50 == 0:
                print(f"{path.name}: {number} documents", file=sys.stderr, flush=True)


def read(path: Path) -> Treebank:
    """Read what `write` wrote; a last line cut short by an interruption is left out."""
    documents = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.endswith("\n"):
                break
            documents.append([_sentence(row) for row in json.loads(line)])
    return Treebank(path.stem, documents)


def _sentence(row: dict) -> Sentence:  # type: ignore[type-arg]
    row["names"] = [tuple(n) for n in row["names"]] if row["names"] is not None else None
    if row["predicates"] is not None:
        row["predicates"] = [Predicate(p["at"], tuple(tuple(r) for r in p["roles"]), p["sense"]) for p in row["predicates"]]
    return Sentence(**row)
