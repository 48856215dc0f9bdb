"""How does a trained network become the files that ship? ONNX, eight-bit weights, tables."""

from __future__ import annotations

import math
import shutil
import tempfile
from pathlib import Path
from typing import cast

import onnx
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from kg.english.model import ENCODER, LABELS, LEMMAS, PIECES, ROLES, TAGSET, write_lemmas, write_tagset
from kg.english.parser import Labels, LemmaTable
from kg.english.train.network import EncoderLayer, Network

OPSET = 17
OUTPUTS = (
    "arc", "root", "label_dependent", "label_head", "upos", "xpos", "script", "name", "end", "predicate", "role_word", "role_predicate",
)  # fmt: skip


class _Attention(nn.Module):
    """A layer's self-attention with query, key and value apart, the form that onnxruntime fuses into one operation."""

    def __init__(self, layer: EncoderLayer) -> None:
        super().__init__()
        dim = layer.out.in_features
        parts = []
        for k in range(3):
            part = nn.Linear(dim, dim)
            part.weight.data = layer.qkv.weight.data[k * dim : (k + 1) * dim]
            part.bias.data = layer.qkv.bias.data[k * dim : (k + 1) * dim]
            parts.append(part)
        self.query, self.key, self.value = parts
        self.heads = layer.heads

    def forward(self, x: Tensor) -> Tensor:
        def split(y: Tensor) -> Tensor:
            return y.view(1, -1, self.heads, y.shape[-1] // self.heads).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1])
        return (torch.softmax(scores, -1) @ value).transpose(1, 2).reshape(1, -1, x.shape[-1])


class _OneWindow(nn.Module):
    """The network on one window: no batch, no padding, no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self._layers = cast(list[EncoderLayer], list(network.encoder.layers))
        self.attention = nn.ModuleList(_Attention(layer) for layer in self._layers)

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        encoder = self.network.encoder
        x = encoder.norm(encoder.words(ids) + encoder.places(torch.arange(ids.shape[1])) + encoder.shapes(shapes))
        weights = torch.softmax(encoder.mix, 0)
        mixed = torch.zeros(())
        for weight, layer, attention in zip(weights, self._layers, self.attention, strict=True):
            x = layer.norm1(x + layer.out(attention(x)))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
            mixed = mixed + weight * x
        words = 0.5 * (mixed[0].index_select(0, first) + mixed[0].index_select(0, last))
        found = self.network.heads(words[None])
        return tuple(found[name][0] for name in OUTPUTS)


class _Labels(nn.Module):
    """Label scores of dependents under their heads."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.pair = network.label_pair

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        size, count, _ = self.pair.shape
        one = torch.ones_like(dependent[:, :1])
        half = (torch.cat([dependent, one], 1) @ self.pair.reshape(size, -1)).view(-1, count, size)
        return (half * torch.cat([head, one], 1)[:, None]).sum(-1)


def _plain_export(module: nn.Module, arguments: tuple[Tensor, ...], path: Path, inputs: dict[str, str]) -> None:
    """Write a module as ONNX; `inputs` names each input's leading dimensions by one letter each."""
    axes = {name: dict(enumerate(dims)) for name, dims in inputs.items()}
    torch.onnx.export(module.eval(), arguments, str(path), input_names=list(inputs), output_names=["out"], opset_version=OPSET,
                      dynamo=False, dynamic_axes=axes)  # fmt: skip


def export(network: Network, labels: Labels, lemmas: LemmaTable, tokenizer_json: Path, folder: Path) -> None:
    """Write the model folder: encoder with eight-bit weights, role head, label tensor, tag sets, lemmas, word pieces.

    Weights are quantized to seven bits of the eight (`reduce_range`), so that CPUs without VNNI, whose 16-bit sums would
    saturate, give the same integers as those with it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = network.eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        s, w = 40, 33
        torch.onnx.export(
            _OneWindow(network),
            (torch.randint(1000, 2000, (1, s)), torch.randint(0, 14, (1, s)), torch.arange(1, w + 1), torch.arange(1, w + 1)),
            str(plain), input_names=["ids", "shapes", "first", "last"], output_names=list(OUTPUTS), opset_version=OPSET, dynamo=False,
            dynamic_axes={"ids": {1: "S"}, "shapes": {1: "S"}, "first": {0: "W"}, "last": {0: "W"},
                          **{k: {0: "W", 1: "W"} if k == "arc" else {0: "W"} for k in OUTPUTS}},
        )  # fmt: skip
        options = FusionOptions("bert")
        size = network.size
        optimized = optimize_model(str(plain), "bert", num_heads=size.attention_heads, hidden_size=size.dim, optimization_options=options,
                                   opt_level=0)  # fmt: skip
        optimized.save_model_to_file(str(fused))
        quantize_dynamic(str(fused), str(folder / ENCODER), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                         op_types_to_quantize=["MatMul", "Gather", "Gemm", "Attention"],
                         extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT})  # fmt: skip
    p, n = 3, 9
    d = network.roles.of_distance.embedding_dim
    pair_dim = network.size.label
    _plain_export(network.roles, (torch.randn(p, n, d), torch.randn(p, d), torch.randint(-5, 5, (p, n)), torch.randn(p, n, 6), torch.ones(p, n)),
                  folder / ROLES, {"words": "PN", "predicates": "P", "distance": "PN", "arcs": "PN", "mask": "PN"})  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "labels.onnx"
        _plain_export(
            _Labels(network), (torch.randn(n, pair_dim), torch.randn(n, pair_dim)), plain, {"dependent": "N", "head": "N"}
        )
        quantize_dynamic(str(plain), str(folder / LABELS), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    write_tagset(labels, folder / TAGSET)
    write_lemmas(lemmas, folder / LEMMAS)
    shutil.copyfile(tokenizer_json, folder / PIECES)
    onnx.checker.check_model(str(folder / ENCODER))
