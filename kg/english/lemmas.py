"""Which lemma has a word? An edit script turns a form into its lemma, and a table knows the forms seen before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

LONGEST_CUT = 4
CANDIDATES = 8
MARGIN = 6.0  # in logits
INFLECTED = frozenset(("VBD", "VBG", "VBN", "VBZ", "NNS", "JJR", "JJS", "RBR", "RBS"))


def script(form: str, lemma: str) -> str:
    """The edit script that turns `form` into `lemma`: case, letters cut at the end, letters added.

    "l2+y" lower-cases "Cities", cuts... two letters and adds "y"; "k" keeps the case; "=" gives the lemma as it is.
    """
    stem = form.lower()
    target = lemma.lower()
    same = 0
    while same < min(len(stem), len(target)) and stem[same] == target[same]:
        same += 1
    cut = len(form) - same
    if len(stem) != len(form) or same == 0 or cut > LONGEST_CUT:
        return "=" + lemma
    for case in "lkt":
        found = f"{case}{cut}+{target[same:]}"
        if apply(found, form) == lemma:
            return found
    return "=" + lemma


def apply(edit: str, form: str) -> str | None:
    """The lemma that an edit script makes of `form`; None when the form is too short for it."""
    if edit.startswith("="):
        return edit[1:]
    cut, _, ending = edit[1:].partition("+")
    if int(cut) >= len(form):
        return None
    stem = form[: len(form) - int(cut)] + ending
    if edit[0] == "l":
        return stem.lower()
    return stem if edit[0] == "k" else stem.title()


class Lemmatizer:
    """Chooses lemmas from what was seen in training and from the network's scores of edit scripts."""

    def __init__(self, scripts: Sequence[str], table: Mapping[tuple[str, str], Sequence[str]], words: Collection[str]) -> None:
        """`table` has the lemmas seen for a form with its XPOS, the commonest first; `words` are known lower-case words."""
        self._scripts = scripts
        self._index = {s: i for i, s in enumerate(scripts)}
        self._table = table
        self._words = frozenset(words) | {x.lower() for seen in table.values() for x in seen}

    def __call__(self, word: str, xpos: str, scores: NDArray[np.float32]) -> str:
        """The lemma of a word with this tag; `scores` are those of the edit scripts."""
        seen = self._table.get((word, xpos))
        if seen is not None:
            if len(seen) == 1:
                return seen[0]
            return max(
                seen, key=lambda x: scores[self._index.get(script(word, x), 0)] if script(word, x) in self._index else -np.inf
            )
        if xpos == "CD":
            return word.replace(",", "").lower()
        order = np.argsort(-scores)[:CANDIDATES]
        found = [x for k in order if (x := apply(self._scripts[k], word))]
        if not found:
            return word.lower()
        if xpos not in INFLECTED or found[0].lower() in self._words:
            return found[0]
        # An unseen stem is easily cut too short or too long ("authoriz", "librarie"): the nearest script that makes a
        # known word is the better guess, if the network holds it possible at all.
        near = [apply(self._scripts[k], word) for k in order[1:] if scores[order[0]] - scores[k] < MARGIN]
        return next(
            (
                x
                for k, x in zip(order[1:], near, strict=False)
                if x and x.lower() in self._words and not self._scripts[k].startswith("=")
            ),
            found[0],
        )
