"""How good is a network on the development parts, straight out of training?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from kg.english.decode import Floats, Ints
from kg.english.parser import Parser
from kg.english.scoring import Scores, gold_reading, parsed_reading
from kg.english.train.network import Network
from kg.english.treebank import Treebank


class TorchScorer:
    """A `parser.Scorer` on the torch network, one window a run."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    @torch.no_grad()
    def window(
        self, ids: Sequence[int], shape_ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        def row(values: Sequence[int]) -> torch.Tensor:
            return torch.tensor([values])

        with torch.autocast("cpu", torch.bfloat16):
            found = self.network(row(ids), row(shape_ids), torch.ones(1, len(ids)), row(first), row(last))
        out: dict[str, Floats] = {k: v[0].float().numpy() for k, v in found.items()}
        np.fill_diagonal(out["arc"], out["root"])
        return out

    @torch.no_grad()
    def labels(self, dependent: Floats, head: Floats) -> Floats:
        found: Floats = self.network.labels(torch.from_numpy(dependent), torch.from_numpy(head)).numpy()
        return found

    @torch.no_grad()
    def roles(self, words: Floats, predicates: Floats, distance: Ints, arcs: Floats, mask: Floats) -> Floats:
        tensors = [torch.from_numpy(np.array(x)) for x in (words, predicates, distance, arcs, mask)]
        found: Floats = self.network.roles(*tensors).numpy()
        return found


def lemma_table(treebanks: Sequence[Treebank]) -> dict[tuple[str, str], list[str]]:
    """(form, XPOS) -> the lemmas it has in the treebanks, the commonest first."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for sentence in (s for t in treebanks for s in t.sentences):
        for word, tag, lemma in zip(sentence.words, sentence.xpos, sentence.lemmas, strict=True):
            if lemma != "_":
                counts.setdefault((word, tag), Counter())[lemma] += 1
    return {k: [x for x, _ in sorted(v.items(), key=lambda i: (-i[1], i[0]))] for k, v in counts.items()}


def check(parser: Parser, treebank: Treebank) -> dict[str, float]:
    """All scores on gold words and sentences; `sentences` from the words of whole documents, without paragraphs."""
    given, free = Scores(), Scores()
    for document in treebank.documents:
        _, gold = gold_reading(document)
        words = [w for s in document for w in s.words]
        bounds = [a for a, _ in gold.sentences]
        given.add(gold, parsed_reading(gold.words, parser.parse(words, bounds, split=False)))
        free.add(gold, parsed_reading(gold.words, parser.parse(words)))
    return {**given.as_dict(), "sentences": free.as_dict()["sentences"], "las_free": free.as_dict()["las"]}
