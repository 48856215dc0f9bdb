"""Which larger encoder teaches the small one? all-mpnet-base-v2 (110 M parameters, Apache-2.0), on the same word pieces."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor

_SPECIAL = {"[PAD]": "<pad>", "[UNK]": "<unk>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}


def vocabulary_map(own: Path, other: Path) -> Tensor:
    """For each id of the `tokenizer.json` of `own`, the id of the same piece in that of `other`.

    MPNet took over BERT's pieces and added special ones. Raises KeyError for a piece that `other` lacks.
    """
    ours: dict[str, int] = json.loads(own.read_text(encoding="utf-8"))["model"]["vocab"]
    theirs: dict[str, int] = json.loads(other.read_text(encoding="utf-8"))["model"]["vocab"]
    out = torch.zeros(len(ours), dtype=torch.long)
    for piece, number in ours.items():
        out[number] = theirs[_SPECIAL.get(piece, piece)]
    return out
