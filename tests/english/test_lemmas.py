"""Edit scripts turn forms into lemmas, and known words decide between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.english.lemmas import Lemmatizer, apply, script


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("Cities", "city", "l3+y"),
        ("killed", "kill", "l2+"),
        ("Americans", "American", "k1+"),
        ("kerala", "Kerala", "t0+"),
        ("was", "be", "=be"),
        ("Said", "say", "l2+y"),
        ("NATO", "NATO", "k0+"),
    ],
)
def test_script(form: str, lemma: str, expected: str) -> None:
    assert script(form, lemma) == expected
    assert apply(expected, form) == lemma


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_a_script_always_gives_its_lemma(form: str, lemma: str) -> None:
    assert apply(script(form, lemma), form) == lemma


def test_a_script_that_cuts_more_than_there_is() -> None:
    assert apply("l3+y", "is") is None


SCRIPTS = ("l2+", "l1+", "l2+e", "k0+", "l0+")


def scores(*best: str) -> np.ndarray:
    out = np.full(len(SCRIPTS), -20, np.float32)
    for rank, name in enumerate(best):
        out[SCRIPTS.index(name)] = -rank
    return out


@pytest.mark.parametrize(
    ("word", "xpos", "best", "lemma"),
    [
        ("voted", "VBD", ("l2+", "l1+"), "vote"),  # "vot" is no word, "vote" is one
        ("killed", "VBD", ("l2+", "l1+"), "kill"),  # a known word stands
        ("zorbed", "VBD", ("l2+", "l1+"), "zorb"),  # no known word near: the network's choice stands
        ("abducted", "VBD", ("l0+", "l2+"), "abduct"),  # no past form is its own lemma
        ("abducted", "VBD", ("l1+", "l2+"), "abduct"),  # no verb ends in "cte"
        ("besieged", "VBD", ("l2+", "l1+"), "besiege"),
        ("tasted", "VBD", ("l1+", "l2+"), "taste"),
        ("raped", "VBD", ("l2+", "l1+"), "rape"),  # "rap" would double its last letter
        ("denounced", "VBD", ("l2+", "l1+"), "denounce"),  # no verb ends so
        ("Gunmen", "NNS", ("l1+",), "gunman"),
        ("news", "NN", ("k0+", "l1+"), "news"),  # no inflected form
        ("Barracks", "NNS", ("l1+",), "barracks"),  # its singular has the ending too
        ("shelling", "NN", ("l1+",), "shelling"),  # a noun is not cut as its verb is
        ("neutralised", "VBN", ("l2+", "l1+"), "neutralise"),  # no verb ends so
        ("saw", "VBD", ("k0+",), "see"),  # seen in training
        ("saw", "NN", ("l0+",), "saw"),
        ("12,500", "CD", ("l0+",), "12500"),
        ("left", "VBD", ("l0+",), "left"),  # of two lemmas seen, the one whose script scores best
        ("left", "VBD", ("l2+",), "leave"),
    ],
)
def test_lemmatizer(word: str, xpos: str, best: tuple[str, ...], lemma: str) -> None:
    table = {("saw", "VBD"): ("see",), ("left", "VBD"): ("leave", "left")}
    found = Lemmatizer((*SCRIPTS, "l2+ave"), table, {"vote", "kill", "saw"})
    row = np.append(scores(*best), np.float32(5 if lemma == "leave" else -30))
    assert found(word, xpos, row) == lemma
