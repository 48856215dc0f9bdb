"""The network: one encoder, and a head for each layer of annotation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.english.parser import ARC_FEATURES, Labels
from kg.english.shapes import SHAPES


@dataclass(frozen=True, slots=True)
class Size:
    """Sizes of encoder and heads."""

    dim: int = 384
    layers: int = 6
    attention_heads: int = 12
    vocabulary: int = 30522
    positions: int = 512
    first_position: int = 0
    relative_buckets: int = 0
    epsilon: float = 1e-12
    arc: int = 384
    label: int = 96
    name: int = 128
    role: int = 128


MINILM = Size()
# all-mpnet-base-v2: positions start behind the padding row; one relative attention bias for all layers
MPNET = Size(
    dim=768,
    layers=12,
    vocabulary=30527,
    positions=514,
    first_position=2,
    relative_buckets=32,
    epsilon=1e-5,
    arc=512,
    label=128,
    name=256,
    role=256,
)


_masks: dict[float, Tensor] = {}


def dropout(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout with masks cut at random places from a ready-made pool: drawing bits took a fifth of a step on CPU."""
    if not training or share == 0:
        return x
    if share not in _masks:
        _masks[share] = ((torch.rand(1 << 24) >= share).float() / (1 - share)).to(torch.bfloat16)
    pool = _masks[share]
    start = int(torch.randint(0, len(pool) - x.numel(), ()))
    return x * pool[start : start + x.numel()].view(x.shape).to(x.dtype)


class EncoderLayer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(self, dim: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.out = nn.Linear(dim, dim)
        self.norm1 = nn.LayerNorm(dim, eps=epsilon)
        self.up = nn.Linear(dim, inner)
        self.down = nn.Linear(inner, dim)
        self.norm2 = nn.LayerNorm(dim, eps=epsilon)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x [B, S, D]; bias [B or 1, 1 or H, S, S or 1] is added to the attention scores."""
        batch, length, dim = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, dim // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q * (dim // self.heads) ** -0.5) @ k.transpose(-1, -2) + bias.to(q.dtype)
        mixed = torch.softmax(scores, -1).to(v.dtype) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, dim)
        x = self.norm1(x + dropout(self.out(mixed), self.dropout, self.training))
        out: Tensor = self.norm2(x + dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))
        return out


def relative_bucket(length: int, buckets: int, furthest: int = 128) -> Tensor:
    """MPNet's (T5's) bucket of each query-key distance, [S, S]."""
    place = torch.arange(length)
    distance = place[:, None] - place[None, :]
    half = buckets // 2
    side = (distance < 0).long() * half
    distance = distance.abs()
    exact = half // 2
    far = (
        exact
        + (torch.log(distance.clamp(min=1).float() / exact) / torch.log(torch.tensor(furthest / exact)) * (half - exact)).long()
    )
    return side + torch.where(distance < exact, distance, far.clamp(max=half - 1))


class Encoder(nn.Module):
    """Subwords and shapes to vectors: a learned mix of the layers' outputs."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(size.vocabulary, size.dim)
        self.places = nn.Embedding(size.positions, size.dim)
        self.shapes = nn.Embedding(SHAPES, size.dim)
        self.norm = nn.LayerNorm(size.dim, eps=size.epsilon)
        self.layers = nn.ModuleList(
            EncoderLayer(size.dim, size.attention_heads, 4 * size.dim, size.epsilon, dropout) for _ in range(size.layers)
        )
        self.mix = nn.Parameter(torch.zeros(size.layers))
        self.relative = nn.Embedding(size.relative_buckets, size.attention_heads) if size.relative_buckets else None
        self.dropout = dropout
        with torch.no_grad():
            self.mix[-1] = 1.0
        nn.init.normal_(self.shapes.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """ids, shapes, mask [B, S] -> vectors [B, S, D]."""
        length = ids.shape[1]
        first = self.size.first_position
        x = self.norm(self.words(ids) + self.places.weight[first : first + length] + self.shapes(shapes))
        x = dropout(x, self.dropout, self.training)
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        if self.relative is not None:
            bias = bias + self.relative(relative_bucket(length, self.size.relative_buckets)).permute(2, 0, 1)[None]
        weights = torch.softmax(self.mix, 0)
        mixed = torch.zeros_like(x)
        for weight, layer in zip(weights, self.layers, strict=True):
            x = layer(x, bias)
            mixed = mixed + weight * x
        return mixed

    @torch.no_grad()
    def load(self, folder: Path) -> None:
        """Take the weights of a sentence-transformers folder with BERT or MPNet inside."""
        stored = {k.removeprefix("bert."): v.float() for k, v in load_file(folder / "model.safetensors").items()}
        places = stored["embeddings.position_embeddings.weight"]
        if "embeddings.token_type_embeddings.weight" in stored:
            places = places + stored["embeddings.token_type_embeddings.weight"][0]
        self.words.weight.copy_(stored["embeddings.word_embeddings.weight"])
        self.places.weight.copy_(places)
        self.norm.weight.copy_(stored["embeddings.LayerNorm.weight"])
        self.norm.bias.copy_(stored["embeddings.LayerNorm.bias"])
        mpnet = self.relative is not None
        names = ("attn.q", "attn.k", "attn.v") if mpnet else ("self.query", "self.key", "self.value")
        out, norm = ("attn.o", "LayerNorm") if mpnet else ("output.dense", "output.LayerNorm")
        for i, layer in enumerate(self.layers):
            base = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                getattr(layer.qkv, part).copy_(torch.cat([stored[f"{base}attention.{n}.{part}"] for n in names]))
                getattr(layer.out, part).copy_(stored[f"{base}attention.{out}.{part}"])
                getattr(layer.norm1, part).copy_(stored[f"{base}attention.{norm}.{part}"])
                getattr(layer.up, part).copy_(stored[f"{base}intermediate.dense.{part}"])
                getattr(layer.down, part).copy_(stored[f"{base}output.dense.{part}"])
                getattr(layer.norm2, part).copy_(stored[f"{base}output.LayerNorm.{part}"])
        if self.relative is not None:
            self.relative.weight.copy_(stored["encoder.relative_attention_bias.weight"])


class Projection(nn.Module):
    """Linear, GELU, dropout."""

    def __init__(self, dim: int, out: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(dim, out)
        self.dropout = dropout

    def forward(self, x: Tensor) -> Tensor:
        return dropout(F.gelu(self.linear(x)), self.dropout, self.training)


FURTHEST = 20  # word distances beyond this share one embedding


class RoleHead(nn.Module):
    """Role tags of each word of a sentence for one predicate.

    The predicate's own vector, its distance and the parser's arcs between it and the word go into every word's
    vector; one small transformer layer then lets the words of the sentence agree.
    """

    def __init__(self, dim: int, inner: int, tags: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.of_word = nn.Linear(dim, inner)
        self.of_predicate = nn.Linear(dim, inner)
        self.of_distance = nn.Embedding(2 * FURTHEST + 1, inner)
        self.of_arcs = nn.Linear(len(ARC_FEATURES), inner, bias=False)
        self.norm = nn.LayerNorm(inner)
        self.layer = EncoderLayer(inner, 4, 2 * inner, 1e-6, 0.1)
        self.tags = nn.Linear(inner, tags)
        self.dropout = dropout
        nn.init.normal_(self.of_distance.weight, std=0.05)

    def forward(self, words: Tensor, predicates: Tensor, distance: Tensor, arcs: Tensor, mask: Tensor) -> Tensor:
        """words [P, L, d] and predicates [P, d] already projected; distance [P, L]; arcs [P, L, 6]; mask [P, L].

        Returns tag scores [P, L, T].
        """
        near = distance.clamp(-FURTHEST, FURTHEST) + FURTHEST
        x = F.gelu(self.norm(words + predicates[:, None] + self.of_distance(near) + self.of_arcs(arcs.to(words.dtype))))
        x = dropout(x, self.dropout, self.training)
        out: Tensor = self.tags(self.layer(x, (1.0 - mask)[:, None, None, :] * -1e4))
        return out


def arc_features(probability: Tensor) -> Tensor:
    """What `parser.role_arcs` makes of one sentence, for a batch: [B, W, W] head probabilities -> [B, W, W, 6]."""
    up = probability
    down = up.transpose(1, 2)
    two = up @ up
    eye = torch.eye(up.shape[1], dtype=up.dtype).expand_as(up)
    return torch.stack([up, down, two, two.transpose(1, 2), up @ down, eye], -1)


class Network(nn.Module):
    """Encoder and heads. Scores come word by word; see `forward` for their shapes."""

    vocabulary: Tensor | None

    def __init__(self, labels: Labels, size: Size, vocabulary: Tensor | None = None) -> None:
        """`vocabulary` maps the subword ids of the batches to those of an encoder with another vocabulary."""
        super().__init__()
        self.size = size
        self.register_buffer("vocabulary", vocabulary, persistent=False)
        dim = size.dim
        self.encoder = Encoder(size)
        self.arc_dependent, self.arc_head = Projection(dim, size.arc, 0.33), Projection(dim, size.arc, 0.33)
        self.arc_pair = nn.Linear(size.arc, size.arc, bias=False)
        self.arc_prior = nn.Linear(size.arc, 1)
        self.root = nn.Linear(size.arc, 1)
        self.label_dependent, self.label_head = Projection(dim, size.label, 0.33), Projection(dim, size.label, 0.33)
        self.label_pair = nn.Parameter(torch.empty(size.label + 1, len(labels.deprels), size.label + 1))
        self.upos = nn.Linear(dim, len(labels.upos))
        self.xpos = nn.Linear(dim, len(labels.xpos))
        self.script = nn.Linear(dim, len(labels.scripts))
        self.name_inner, self.name = Projection(dim, size.name, 0.2), nn.Linear(size.name, len(labels.names))
        self.end_inner, self.end = Projection(2 * dim, 64, 0.1), nn.Linear(64, 1)
        self.predicate = nn.Linear(dim, 1)
        self.roles = RoleHead(dim, size.role, len(labels.roles))
        nn.init.normal_(self.label_pair, std=0.02)
        nn.init.normal_(self.arc_pair.weight, std=0.5 * size.arc**-0.5)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """ids, shapes, mask [B, S]; first, last [B, W]: the first and last subword of each word. Returns what `heads` does."""
        vectors = self.encoder(ids if self.vocabulary is None else self.vocabulary[ids], shapes, mask)

        def at(place: Tensor) -> Tensor:
            return torch.gather(vectors, 1, place[:, :, None].expand(-1, -1, vectors.shape[-1]))

        return self.heads(0.5 * (at(first) + at(last)))

    def heads(self, x: Tensor) -> dict[str, Tensor]:
        """Scores of word vectors x [B, W, D].

        Returns arc [B, W dependent, W head], root [B, W], label_dependent and label_head [B, W, l], upos, xpos, script,
        name [B, W, labels], end, predicate [B, W], role_word and role_predicate [B, W, r].
        """
        following = torch.cat([x[:, 1:], torch.zeros_like(x[:, :1])], 1)
        end = self.end(self.end_inner(torch.cat([x, following], -1))).squeeze(-1)
        x = dropout(x, 0.2, self.training)
        dependent, head = self.arc_dependent(x), self.arc_head(x)
        return {
            "arc": self.arc_pair(dependent) @ head.transpose(1, 2) + self.arc_prior(head).transpose(1, 2),
            "root": self.root(dependent).squeeze(-1),
            "label_dependent": self.label_dependent(x),
            "label_head": self.label_head(x),
            "upos": self.upos(x),
            "xpos": self.xpos(x),
            "script": self.script(x),
            "name": self.name(self.name_inner(x)),
            "end": end,
            "predicate": self.predicate(x).squeeze(-1),
            "role_word": self.roles.of_word(x),
            "role_predicate": self.roles.of_predicate(x),
        }

    def labels(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Label scores [N, labels] of N dependents with the head vectors given, both [N, l]."""
        one = dependent.new_ones(len(dependent), 1)
        left, right = torch.cat([dependent, one], 1), torch.cat([head, one], 1)
        size, count, _ = self.label_pair.shape
        half = (left @ self.label_pair.reshape(size, -1)).view(len(left), count, size)
        return torch.einsum("nlk,nk->nl", half, right)


def arcs(scores: Mapping[str, Tensor], sentence: Tensor) -> Tensor:
    """[B, W, W] arc scores in float32, the root score on the diagonal, other sentences shut out.

    `sentence` [B, W] numbers the sentence of each word, -1 for padding.
    """
    arc = scores["arc"].float()
    own = torch.eye(arc.shape[1], dtype=torch.bool)
    arc = torch.where(own, scores["root"].float()[:, :, None], arc)
    return arc.masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)
