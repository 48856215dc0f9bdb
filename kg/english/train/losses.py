"""How wrong are the network's scores: against the gold layers, and against a teacher's scores?"""

from __future__ import annotations

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from kg.english.train.batches import Batch
from kg.english.train.data import IGNORE
from kg.english.train.network import Network, arc_features, arcs

WEIGHTS = {
    "arc": 1.0,
    "label": 1.0,
    "name": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "script": 0.5,
    "end": 0.5,
    "predicate": 0.5,
    "role": 1.0,
}
TAGGED = ("upos", "xpos", "script", "name")


def role_scores(network: Network, scores: Mapping[str, Tensor], arc: Tensor, batch: Batch) -> Tensor:
    """Role tag scores [P, L, T] of the batch's predicates, with the arc probabilities as (unlearnt) features."""
    features = arc_features(torch.softmax(arc.detach(), -1))
    row = batch.role_row[:, None]
    out: Tensor = network.roles(
        scores["role_word"][row, batch.role_words],
        scores["role_predicate"][batch.role_row, batch.role_at],
        batch.role_words - batch.role_at[:, None],
        features[row, batch.role_words, batch.role_at[:, None]],
        batch.role_mask,
    )
    return out


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORE)


def gold_losses(network: Network, scores: Mapping[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """The mean loss of each layer that the batch annotates."""
    arc = arcs(scores, batch.sentence)
    out = {}
    known = batch.syntax
    if known.any():
        out["arc"] = F.cross_entropy(arc[known], batch.head[known])
        row = torch.arange(len(known))[:, None].expand_as(known)
        word = torch.arange(known.shape[1])[None].expand_as(known)
        below = known & (batch.head != word)
        out["label"] = F.cross_entropy(
            network.labels(scores["label_dependent"][below].float(), scores["label_head"][row[below], batch.head[below]].float()),
            batch.deprel[below],
            ignore_index=IGNORE,
        )
    for layer in TAGGED:
        gold = getattr(batch, layer)
        if (gold >= 0).any():
            out[layer] = _cross_entropy(scores[layer], gold)
    for layer in ("end", "predicate"):
        gold = getattr(batch, layer)
        seen = gold >= 0
        if seen.any():
            out[layer] = F.binary_cross_entropy_with_logits(scores[layer].float()[seen], gold[seen].float())
    if len(batch.role_row):
        out["role"] = _cross_entropy(role_scores(network, scores, arc, batch), batch.role_tags)
    return out


def total(losses: Mapping[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([WEIGHTS[k] * v for k, v in losses.items()]).sum()
