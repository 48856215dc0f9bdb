"""What do the network's scores make of a run of words? Sentences with tags, trees, names, lemmas and roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from kg.english.decode import Floats, Ints, best_tags, tagged_spans, tree
from kg.english.lemmas import Lemmatizer
from kg.english.shapes import shapes
from kg.english.treebank import Predicate
from kg.english.wordpiece import WordPiece

LONGEST_WINDOW = 150  # words; near the middle of the lengths seen in training
LONGEST_SUBWORDS = 254
LemmaTable = Mapping[tuple[str, str], Sequence[str]]
# Score from which on a sentence ends without a full stop in the middle of a line. On 60 news pages those below were false.
SURE_END = 2.5
_STOPS = frozenset(".?!…\"”’'»)]")
CLAUSE_MARKS = frozenset((";", ":", "—", "–", "--", ",", ")", "”", '"', "..."))


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets, in the order of the network's outputs. Names are tagged BILOU, roles BIO."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprels: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence. `start` is its first word in the run; heads and spans count from the sentence's first word."""

    start: int
    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[tuple[int, int, str]]
    predicates: list[Predicate]

    def __len__(self) -> int:
        return len(self.heads)


class Scorer(Protocol):
    """A network: scores of one window of words, and role tags of predicates."""

    def window(
        self, ids: Sequence[int], shape_ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        """arc [W, W] with root scores on the diagonal, label_dependent, label_head, upos, xpos, script, name, end,
        predicate, role_word, role_predicate, each [W, ...]."""

    def labels(self, dependent: Floats, head: Floats) -> Floats:
        """Label scores of each dependent under its head."""

    def roles(self, words: Floats, predicates: Floats, distance: Ints, arcs: Floats, mask: Floats) -> Floats:
        """Tag scores [P, L, T]; arguments as in the role head."""


# How the parse ties a word w to a predicate p: w hangs on p; p on w; w on a dependent of p; p on a dependent of w; both on
# one head; w is p.
ARC_FEATURES = ("down", "up", "down two", "up two", "siblings", "same")


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(1, keepdims=True))
    out: Floats = (shifted / shifted.sum(1, keepdims=True)).astype(np.float32)
    return out


def role_arcs(probability: Floats) -> Floats:
    """ARC_FEATURES of each pair of words, [n, n, 6], from head probabilities [dependent, head]."""
    down = probability.T
    two = probability @ probability
    return np.stack([probability, down, two, two.T, probability @ down, np.eye(len(down), dtype=np.float32)], -1)


def _full_stops(words: Sequence[str]) -> list[int]:
    """The full stops that end a sentence for certain: words of their own, between a word and one with a capital letter."""
    return [
        k
        for k in range(1, len(words) - 1)
        if words[k] == "." and words[k + 1][:1].isupper() and words[k - 1][-1:].islower() and len(words[k - 1]) > 1
    ]


def _is_marked(word: str) -> bool:
    """Whether a word may end a sentence: a full stop and its like, or what closes after one."""
    return word[-1] in _STOPS


def quotation_starts(words: Sequence[str], apart: Sequence[bool]) -> list[int]:
    """Where a quotation opens a sentence for certain: 'Doe said. "It held."'; `apart` tells of each word whether blanks precede it."""
    return [
        k
        for k in range(2, len(words) - 1)
        if words[k] in ('"', "“", "‘")
        and apart[k]
        and not apart[k + 1]
        and _full_stops([words[k - 2], words[k - 1], words[k + 1]])
    ]


class Parser:
    """Parses runs of words with a scorer."""

    def __init__(self, scorer: Scorer, labels: Labels, pieces: WordPiece, table: LemmaTable) -> None:
        self.scorer = scorer
        self.tagset = labels
        self.pieces = pieces
        self._lemmatize = Lemmatizer(labels.scripts, table, pieces.words())
        self._root = labels.deprels.index("root")

    def parse(self, words: Sequence[str], bounds: Sequence[int] = (), *, split: bool = True) -> list[Parsed]:
        """Return the sentences of a run of words.

        `bounds` are word places where a sentence must begin (paragraphs). With `split` false they are all there is. Where there
        are some, lines are known, and a sentence seldom ends inside of one without a full stop.
        """
        out: list[Parsed] = []
        cuts = sorted({b for b in bounds if 0 < b < len(words)} | {len(words)})
        subwords = [self.pieces(w) for w in words]
        shape = shapes(words)
        start = 0
        while start < len(words):
            stop, length = start, 0
            while stop < len(words) and stop - start < LONGEST_WINDOW and length + len(subwords[stop]) <= LONGEST_SUBWORDS:
                length += len(subwords[stop])
                stop += 1
            inside = [c for c in cuts if start < c <= stop]
            if not split:
                stop = inside[-1] if inside else stop
            scores = self._window(words, subwords, shape, start, stop)
            ends = set(inside)
            if split:
                least = SURE_END if bounds else 0.0
                ends |= {
                    start + int(k) + 1
                    for k in np.flatnonzero(scores["end"] > 0)
                    if scores["end"][k] > least or _is_marked(words[start + int(k)])
                }
                ends |= {start + k + 1 for k in _full_stops(words[start:stop])}
            if stop == len(words) or not ends:
                ends.add(stop if stop == len(words) else start + self._clause_end(words[start:stop]))
            elif split:
                # The last end may be one that the cut-off context suggests: it stands unless it is the window's own.
                ends = {e for e in ends if e < stop} or ends
            out.extend(self._sentences(words, scores, start, sorted(ends)))
            start = max(ends)
        return out

    def _clause_end(self, words: Sequence[str]) -> int:
        """Where to cut a window that holds no sentence end: after the last clause mark of its second half."""
        for k in range(len(words) - 1, len(words) // 2, -1):
            if words[k] in CLAUSE_MARKS:
                return k + 1
        return len(words)

    def _window(
        self, words: Sequence[str], subwords: Sequence[tuple[int, ...]], shape: Sequence[int], start: int, stop: int
    ) -> dict[str, Floats]:
        ids, shape_ids = [self.pieces.cls], [0]
        first, last = [], []
        here = shapes(words[start : start + 1]) + list(shape[start + 1 : stop])  # the window's first word opens it
        for sub, kind in zip(subwords[start:stop], here, strict=True):
            first.append(len(ids))
            ids.extend(sub)
            shape_ids.extend([kind] * len(sub))
            last.append(len(ids) - 1)
        ids.append(self.pieces.sep)
        shape_ids.append(0)
        return self.scorer.window(ids, shape_ids, first, last)

    def _sentences(self, words: Sequence[str], scores: dict[str, Floats], origin: int, ends: Sequence[int]) -> list[Parsed]:
        """The sentences of one window, which begin at `origin` and end at `ends`."""
        bounds = [(b - origin, e - origin) for b, e in pairwise([origin, *ends])]
        trees = [tree(scores["arc"][a:b, a:b]) for a, b in bounds]
        stop = bounds[-1][1]
        heads = np.concatenate([t + a for t, (a, _) in zip(trees, bounds, strict=True)])
        kinds = self.scorer.labels(scores["label_dependent"][:stop], scores["label_head"][heads])
        kinds[:, self._root] = -1e9
        deprel = kinds.argmax(1)
        deprel[heads == np.arange(stop)] = self._root
        upos, xpos = scores["upos"][:stop].argmax(1), scores["xpos"][:stop].argmax(1)
        roles = self._roles(scores, bounds)
        tags = self.tagset
        out = []
        for (a, b), own, predicates in zip(bounds, trees, roles, strict=True):
            here = [tags.xpos[k] for k in xpos[a:b]]
            out.append(
                Parsed(
                    start=origin + a,
                    upos=[tags.upos[k] for k in upos[a:b]],
                    xpos=here,
                    lemmas=[
                        self._lemmatize(w, x, s)
                        for w, x, s in zip(words[origin + a : origin + b], here, scores["script"][a:b], strict=True)
                    ],
                    heads=own.tolist(),
                    deprels=[tags.deprels[k] for k in deprel[a:b]],
                    names=tagged_spans(best_tags(scores["name"][a:b], tags.names), tags.names),
                    predicates=predicates,
                )
            )
        return out

    def _roles(self, scores: dict[str, Floats], bounds: Sequence[tuple[int, int]]) -> list[list[Predicate]]:
        """The predicates of each sentence of a window, with their roles, all scored in one run."""
        found = [(a, b, np.flatnonzero(scores["predicate"][a:b] > 0)) for a, b in bounds]
        count = sum(len(at) for _, _, at in found)
        if not count:
            return [[] for _ in bounds]
        longest = max(b - a for a, b, at in found if len(at))
        words = np.zeros((count, longest, scores["role_word"].shape[1]), np.float32)
        predicates = np.zeros((count, words.shape[2]), np.float32)
        distance = np.zeros((count, longest), np.int64)
        arcs = np.zeros((count, longest, len(ARC_FEATURES)), np.float32)
        mask = np.zeros((count, longest), np.float32)
        row = 0
        for a, b, at in found:
            if len(at):
                n, rows = b - a, slice(row, row + len(at))
                words[rows, :n] = scores["role_word"][a:b]
                predicates[rows] = scores["role_predicate"][a:b][at]
                distance[rows, :n] = np.arange(n)[None, :] - at[:, None]
                arcs[rows, :n] = role_arcs(_softmax(scores["arc"][a:b, a:b]))[:, at].transpose(1, 0, 2)
                mask[rows, :n] = 1
                row += len(at)
        tags = self.scorer.roles(words, predicates, distance, arcs, mask)
        out, row = [], 0
        for a, b, at in found:
            here = []
            for k in at:
                spans = tagged_spans(best_tags(tags[row, : b - a], self.tagset.roles), self.tagset.roles)
                here.append(Predicate(int(k), tuple((label, s, e) for s, e, label in spans)))
                row += 1
            out.append(here)
        return out
