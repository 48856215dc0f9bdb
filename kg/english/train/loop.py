"""How is a network trained? AdamW with warm-up and linear decay, a moving average of the weights, checkpoints."""

from __future__ import annotations

import copy
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from kg.english.train.batches import batch, groups
from kg.english.train.data import Example, windows
from kg.english.train.losses import gold_losses, total
from kg.english.train.network import Network
from kg.english.wordpiece import WordPiece


@dataclass(frozen=True, slots=True)
class Settings:
    """One training run."""

    epochs: int = 12
    seed: int = 1
    encoder_rate: float = 1.5e-4
    embedding_rate: float = 5e-5
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.06
    least_rate: float = 0.02
    clip: float = 2.0
    case_share: float = 0.03
    unknown_share: float = 0.05
    subwords: int = 2048
    average: float = 0.998


def optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    """AdamW with rates for embeddings, encoder and heads apart; no decay on biases and norms."""
    encoder = network.encoder
    embeddings = [encoder.words.weight, encoder.places.weight]
    if encoder.relative is not None:
        embeddings.append(encoder.relative.weight)
    inner = [p for layer in encoder.layers for p in layer.parameters()] + list(encoder.norm.parameters())
    known = {id(p) for p in embeddings + inner}
    heads = [p for p in network.parameters() if id(p) not in known]
    parts = [(embeddings, settings.embedding_rate, 0.0)]
    for parameters, rate in ((inner, settings.encoder_rate), (heads, settings.head_rate)):
        parts.append(([p for p in parameters if p.dim() > 1], rate, settings.decay))
        parts.append(([p for p in parameters if p.dim() < 2], rate, 0.0))
    return torch.optim.AdamW(
        [{"params": p, "lr": r, "rate": r, "weight_decay": d} for p, r, d in parts], betas=(0.9, 0.98), eps=1e-8, fused=True
    )


def rate_at(progress: float, settings: Settings) -> float:
    """The share of the full rate at a share of the run: linear warm-up, then linear decay to `least_rate`."""
    if progress < settings.warm_up:
        return max(progress / settings.warm_up, 0.01)
    return max(settings.least_rate, (1 - progress) / (1 - settings.warm_up))


class Average:
    """An exponential moving average of a network's weights, slower as training goes on."""

    def __init__(self, network: Network, decay: float) -> None:
        self.network = copy.deepcopy(network).eval()
        for parameter in self.network.parameters():
            parameter.requires_grad_(False)
        self.decay = decay
        self.steps = 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        self.steps += 1
        keep = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_(list(self.network.parameters()), [p.detach() for p in network.parameters()], 1 - keep)


Draw = Callable[[int, random.Random], list[list[Example]]]


def train(
    network: Network,
    draw: Draw,
    pieces: WordPiece,
    settings: Settings,
    checkpoint: Path,
    *,
    after_epoch: Callable[[int, Network], Any] | None = None,
) -> Network:
    """Train and return the averaged network. `draw` gives the documents of an epoch (from 0).

    Resumes from `checkpoint`, which is written after every epoch. Raises ValueError when it belongs to other settings.
    """
    torch.set_flush_denormal(True)  # Adam's moments of unseen words turn denormal and slow every step down
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    average = Average(network, settings.average)
    optim = optimizer(network, settings)
    epoch = 0
    if checkpoint.exists():
        stored = torch.load(checkpoint, weights_only=False)
        if stored["settings"] != asdict(settings):
            raise ValueError(f"{checkpoint} belongs to a run with other settings; give another --out or remove it")
        network.load_state_dict(stored["network"])
        average.network.load_state_dict(stored["average"])
        average.steps, epoch = stored["average_steps"], stored["epoch"]
        optim.load_state_dict(stored["optimizer"])
        rng.setstate(stored["rng"])
        torch.set_rng_state(stored["torch_rng"])
    while epoch < settings.epochs:
        network.train()
        begun = time.monotonic()
        sums: defaultdict[str, float] = defaultdict(float)
        chosen = groups(windows(draw(epoch, rng), rng), rng, subwords=settings.subwords)
        for number, group in enumerate(chosen):
            share = rate_at((epoch + number / len(chosen)) / settings.epochs, settings)
            for part in optim.param_groups:
                part["lr"] = part["rate"] * share
            data = batch(group, pieces, rng=rng, case_share=settings.case_share, unknown_share=settings.unknown_share, pad=True)
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(data.ids, data.shapes, data.mask, data.first, data.last)
                found = gold_losses(network, scores, data)
                loss = total(found)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), settings.clip)
            optim.step()
            optim.zero_grad()
            average.update(network)
            for name, value in found.items():
                sums[name] += value.item()
        epoch += 1
        print(
            f"epoch {epoch}/{settings.epochs}: {len(chosen)} steps, {time.monotonic() - begun:.0f} s, "
            + ", ".join(f"{k} {v / len(chosen):.3f}" for k, v in sums.items()),
            file=sys.stderr,
            flush=True,
        )
        partial = checkpoint.with_suffix(".part")
        torch.save(
            {
                "settings": asdict(settings),
                "network": network.state_dict(),
                "average": average.network.state_dict(),
                "average_steps": average.steps,
                "epoch": epoch,
                "optimizer": optim.state_dict(),
                "rng": rng.getstate(),
                "torch_rng": torch.get_rng_state(),
            },
            partial,
        )
        partial.replace(checkpoint)
        if after_epoch is not None:
            after_epoch(epoch, average.network)
    return average.network
