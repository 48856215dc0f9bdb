"""How does the shipped network run? onnxruntime on CPU, one window a run, so that no neighbour changes a result."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnxruntime as ort

from kg.english.decode import Floats, Ints
from kg.english.parser import Labels, LemmaTable, Parser
from kg.english.tokens import Tokenizer
from kg.english.wordpiece import WordPiece

FOLDER = Path(__file__).resolve().parent / "data"
ENCODER, ROLES, LABELS = "encoder.onnx", "roles.onnx", "labels.onnx"
TAGSET, LEMMAS, PIECES = "tagset.json", "lemmas.tsv.gz", "wordpiece.json"


def write_lemmas(table: LemmaTable, path: Path) -> None:
    """Write a lemma table: form, XPOS and lemmas, tab-separated, sorted; the same table gives the same bytes."""
    rows = sorted("\t".join((form, xpos, *lemmas)) for (form, xpos), lemmas in table.items())
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out:
        out.write("\n".join(rows).encode())


def read_lemmas(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Read what `write_lemmas` wrote."""
    out = {}
    for row in gzip.decompress(path.read_bytes()).decode().split("\n"):
        form, xpos, *lemmas = row.split("\t")
        out[form, xpos] = tuple(lemmas)
    return out


def write_tagset(labels: Labels, path: Path) -> None:
    """Write the label sets as JSON."""
    path.write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=0), encoding="utf-8")


def read_tagset(path: Path) -> Labels:
    """Read what `write_tagset` wrote."""
    return Labels(**{k: tuple(v) for k, v in json.loads(path.read_text(encoding="utf-8")).items()})


class OnnxScorer:
    """A `parser.Scorer` on onnxruntime. Sessions are opened at first use and again in a forked process."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads
        self._process = 0

    def _open(self) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder, self._labels, self._roles = (
            ort.InferenceSession(str(self._folder / name), options, providers=["CPUExecutionProvider"])
            for name in (ENCODER, LABELS, ROLES)
        )
        self._outputs = [o.name for o in self._encoder.get_outputs()]
        self._process = os.getpid()

    def window(
        self, ids: Sequence[int], shape_ids: Sequence[int], first: Sequence[int], last: Sequence[int]
    ) -> dict[str, Floats]:
        """Scores of one window; see `parser.Scorer`."""
        if self._process != os.getpid():
            self._open()
        n = len(first)
        if n == 1:  # the graph wants two words at least
            first, last = [*first, first[0]], [*last, last[0]]
        found = self._encoder.run(
            self._outputs,
            {"ids": np.array([ids]), "shapes": np.array([shape_ids]), "first": np.array(first), "last": np.array(last)},
        )
        out = dict(zip(self._outputs, found, strict=True))
        if n == 1:
            out = {k: v[:1, :1] if k == "arc" else v[:1] for k, v in out.items()}
        np.fill_diagonal(out["arc"], out["root"])
        return out

    def labels(self, dependent: Floats, head: Floats) -> Floats:
        """Label scores of each dependent under its head."""
        (scores,) = self._labels.run(None, {"dependent": dependent, "head": head})
        return scores  # type: ignore[no-any-return]

    def roles(self, words: Floats, predicates: Floats, distance: Ints, arcs: Floats, mask: Floats) -> Floats:
        """Role tag scores of some predicates; see `parser.Scorer`."""
        inputs = {"words": words, "predicates": predicates, "distance": distance, "arcs": arcs, "mask": mask}
        (scores,) = self._roles.run(None, inputs)
        return scores  # type: ignore[no-any-return]


def load_parser(folder: Path = FOLDER, *, threads: int = 1) -> tuple[Tokenizer, Parser]:
    """The tokenizer and the parser of a model folder. Raises FileNotFoundError naming a file that is missing."""
    pieces = WordPiece(folder / PIECES)
    table = read_lemmas(folder / LEMMAS)
    parser = Parser(OnnxScorer(folder, threads=threads), read_tagset(folder / TAGSET), pieces, table)
    return Tokenizer({form for form, _ in table if form.islower()} | pieces.words()), parser
