"""Which windows go through the network together, as which tensors?"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kg.english.shapes import INITIAL, LOWER, MIXED, TITLE, TITLE_AT_START, UPPER, UPPER_AT_START, shapes
from kg.english.train.data import IGNORE, Window
from kg.english.wordpiece import WordPiece

# Few lengths, so that oneDNN finds its kernels again.
LENGTHS = (32, 48, 64, 96, 128, 160, 192, 224, 256, 288, 320, 512)


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows. B windows, S subwords, W words, P predicates, L the longest sentence's words."""

    ids: Tensor  # [B, S]
    shapes: Tensor
    mask: Tensor
    first: Tensor  # [B, W] first and last subword of each word
    last: Tensor
    sentence: Tensor  # [B, W] number of the sentence, -1 padding
    syntax: Tensor  # [B, W] whether arcs are known
    head: Tensor  # [B, W]
    deprel: Tensor
    upos: Tensor
    xpos: Tensor
    script: Tensor
    name: Tensor
    end: Tensor  # 1, 0 or IGNORE
    predicate: Tensor  # 1, 0 or IGNORE
    role_row: Tensor  # [P] window of each predicate
    role_at: Tensor  # [P] word of each predicate
    role_words: Tensor  # [P, L] words of its sentence, clipped
    role_mask: Tensor  # [P, L]
    role_tags: Tensor  # [P, L]


def change_case(shape: list[int], rng: random.Random, share: float) -> list[int]:
    """Make some windows ALL CAPS, all lower case or Title Case, each with probability `share` (shapes only)."""
    draw = rng.random()
    if draw < share:
        change = {LOWER: UPPER, TITLE: UPPER, MIXED: UPPER, TITLE_AT_START: UPPER_AT_START}
    elif draw < 2 * share:
        change = dict.fromkeys((TITLE, UPPER, INITIAL, MIXED, TITLE_AT_START, UPPER_AT_START), LOWER)
    elif draw < 3 * share:
        change = {LOWER: TITLE}
    else:
        return shape
    return [change.get(s, s) for s in shape]


def batch(
    chosen: list[Window],
    pieces: WordPiece,
    *,
    rng: random.Random | None = None,
    case_share: float = 0.0,
    unknown_share: float = 0.0,
    pad: bool = False,
) -> Batch:
    """Tensors of the windows; with `pad`, sizes are rounded up to few values. Noise only with `rng`."""
    rows = []
    for window in chosen:
        words = [w for s in window.sentences for w in s.words]
        subwords = [p for s in window.sentences for p in s.subwords]
        if window.tail is not None:
            words = words + window.tail.words[: window.cut]
            subwords = subwords + window.tail.subwords[: window.cut]
        shape = shapes(words)
        if rng is not None and case_share:
            shape = change_case(shape, rng, case_share)
        rows.append((window, subwords, shape))
    length = max(sum(map(len, r[1])) for r in rows) + 2
    width = max(len(r[1]) for r in rows)
    if pad:
        length = next(n for n in LENGTHS if n >= length)
        width = length
    count = len(rows)
    ids, shape_ids = np.zeros((count, length), np.int64), np.zeros((count, length), np.int64)
    mask = np.zeros((count, length), np.float32)
    first, last = np.zeros((count, width), np.int64), np.zeros((count, width), np.int64)
    sentence = np.full((count, width), -1, np.int64)
    syntax = np.zeros((count, width), bool)
    gold = {
        k: np.full((count, width), IGNORE, np.int64)
        for k in ("head", "deprel", "upos", "xpos", "script", "name", "end", "predicate")
    }
    roles: list[tuple[int, int, int, np.ndarray]] = []  # window, first word of the sentence, predicate, tags
    for b, (window, subwords, shape) in enumerate(rows):
        place = 1
        ids[b, 0] = pieces.cls
        for k, sub in enumerate(subwords):
            ids[b, place : place + len(sub)] = sub
            shape_ids[b, place : place + len(sub)] = shape[k]
            first[b, k], last[b, k] = place, place + len(sub) - 1
            place += len(sub)
        ids[b, place] = pieces.sep
        mask[b, : place + 1] = 1
        start = 0
        for number, s in enumerate(window.sentences):
            stop = start + len(s.words)
            here = np.s_[b, start:stop]
            sentence[here] = number
            syntax[here] = s.syntax
            gold["head"][here] = s.heads + start
            gold["deprel"][here], gold["upos"][here], gold["xpos"][here] = s.deprels, s.upos, s.xpos
            gold["script"][here], gold["name"][here] = s.scripts, s.names
            gold["end"][here] = 0
            gold["end"][b, stop - 1] = 1
            if s.predicates is not None:
                gold["predicate"][here] = 0
                for at, tags in s.predicates:
                    gold["predicate"][b, start + at] = 1
                    roles.append((b, start, start + at, tags))
            start = stop
        if window.tail is not None:
            gold["end"][b, start : start + window.cut] = 0
            sentence[b, start : start + window.cut] = len(window.sentences)
            gold["upos"][b, start : start + window.cut - 1] = window.tail.upos[: window.cut - 1]
    if rng is not None and unknown_share:
        noise = np.random.default_rng(rng.getrandbits(32)).random(ids.shape) < unknown_share
        ids[noise & (ids > 999)] = pieces.unknown  # 1000 up: real subwords, not special or single characters
    longest = max((len(r[3]) for r in roles), default=1)
    count = len(roles)
    if pad:
        longest = next(n for n in LENGTHS if n >= longest)
        count = -(-count // 64) * 64
    places = np.zeros((count, longest), np.int64)
    role_mask = np.zeros((count, longest), np.float32)
    tags = np.full((count, longest), IGNORE, np.int64)
    role_row, role_at = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for k, (b, start, at, tag) in enumerate(roles):
        role_row[k], role_at[k] = b, at
        places[k] = np.minimum(np.arange(longest) + start, width - 1)
        role_mask[k, : len(tag)] = 1
        tags[k, : len(tag)] = tag
    t = torch.from_numpy
    return Batch(
        ids=t(ids),
        shapes=t(shape_ids),
        mask=t(mask),
        first=t(first),
        last=t(last),
        sentence=t(sentence),
        syntax=t(syntax),
        **{k: t(v) for k, v in gold.items()},
        role_row=t(role_row),
        role_at=t(role_at),
        role_words=t(places),
        role_mask=t(role_mask),
        role_tags=t(tags),
    )


def groups(all_windows: list[Window], rng: random.Random, *, subwords: int = 2048) -> list[list[Window]]:
    """The windows in groups of like length, each group about `subwords` long in all; short groups are filled up."""
    by_length: dict[int, list[Window]] = {}
    for window in all_windows:
        by_length.setdefault(next(n for n in LENGTHS if n >= window.length + 2), []).append(window)
    out = []
    for length, same in sorted(by_length.items()):
        rng.shuffle(same)
        size = max(1, subwords // length)
        for i in range(0, len(same), size):
            group = same[i : i + size]
            out.append(group + [rng.choice(same) for _ in range(size - len(group))])
    rng.shuffle(out)
    return out
