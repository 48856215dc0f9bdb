"""Which lemma has a word? An edit script turns a form into its lemma, and a table knows the forms seen before."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

LONGEST_CUT = 4
CANDIDATES = 8
_BARE = ("l2+", "l3+")  # cut and add nothing
# Stems that would double their last letter ("raped" is not from "rap"), and ends that no verb has ("denounc", "settl", "neutralis").
_NO_STEM = re.compile(r"(?:ow|.*ieg|[^aeiou]*[aeiou][bdgmnprt]|.*(?:[cvu]|i[sz]|[bcdfgkptz]l))$")
# Stems to which no verb adds an "e": "abducte", "confirme", "attacke".
_NO_E = re.compile(r".*(?:[cnpfxlr]t|[cnlr]k|sh|ff|ll|[rnl]d|r[mn]|wn|mp|[aeo]y)e$")
# Nouns whose singular ends in -s too (Huddleston and Pullum 2002, ch. 18, 4.1.2).
_SAME = frozenset(
    "barracks bellows crossroads gallows gasworks headquarters innings ironworks means series species waterworks".split()
)
_DOUBLED = r"([bdfgklmnprstz])\1"
_PAST = ("ed", (("l3+y", "ied"), ("l3+", _DOUBLED + "ed"), ("l2+", "(?<!i)ed"), ("l1+", "(?<!i)ed")))
_PLURAL = ("s", (("l3+y", "ies"), ("l2+", "(s|x|z|ch|sh|o)es"), ("l1+", "s")))
_GERUND = ("ing", (("l4+", _DOUBLED + "ing"), ("l3+", "ing"), ("l3+e", "ing")))
# Regular endings by tag, and the edit scripts that undo them with what a form must end in for each.
_TWIN = {"VBD": "VBN", "VBN": "VBD"}  # irregular verbs mostly have one form for both ("shot", "fought")
REGULAR = {"VBD": _PAST, "VBN": _PAST, "VBG": _GERUND, "VBZ": _PLURAL, "NNS": _PLURAL}


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
        suffix, scripts = REGULAR.get(xpos, ("", ()))
        if word.lower() in _SAME and xpos in ("NN", "NNS"):
            return word.lower()
        regular = bool(suffix) and word.lower().endswith(suffix)
        listed = self._table.get((word, xpos)) or self._table.get((word, _TWIN.get(xpos, "")), ())
        seen = [x for x in listed if not (regular and x.lower() == word.lower())]
        if seen:
            if len(seen) == 1:
                return seen[0]
            return max(
                seen, key=lambda x: scores[self._index.get(script(word, x), 0)] if script(word, x) in self._index else -np.inf
            )
        if xpos == "CD":
            return word.replace(",", "").lower()
        if xpos == "NNS" and word.lower().endswith("men"):
            return f"{word[:-3]}man".lower()
        if xpos == "NN" and word.lower().endswith("ing"):
            return word.lower()  # "shelling" is no "shell"; no noun of the treebanks has its verb for a lemma
        order = np.argsort(-scores)[:CANDIDATES]
        found = [x for k in order if (x := apply(self._scripts[k], word))]
        if not found:
            return word.lower()
        if regular and not self._scripts[order[0]].startswith("="):
            # An unseen stem is easily cut too short or too long ("authoriz", "librarie"), or not at all: of the ways to undo
            # the ending, one that makes a known word is the better guess.
            fitting = [e for e, ending in scripts if e in self._index and re.search(f"{ending}$", word.lower())]
            stems = {e: x for e in fitting if (x := apply(e, word)) and len(x) > 1 and not (e in _BARE and _NO_STEM.match(x))}
            stems = {e: x for e, x in stems.items() if xpos == "NNS" or not _NO_E.match(x) or x in self._words}
            known = [e for e, x in stems.items() if x in self._words]
            if stems:
                return stems[max(known or list(stems), key=lambda e: scores[self._index[e]])]
        return found[0]
