"""The measure of identity: what is read from brackets, and how outcomes are counted."""

from __future__ import annotations

from kg.english.treebank import Sentence
from kg.model import Span
from loaders.measure.coreference import Mention, annotated
from loaders.measure.identity import Case, kind_of, table

WORDS = ["Ana", "Diaz", "of", "Lima", "lost", "her", "case", "."]
MISC = [
    "Entity=(1-person-new-nnnnn-cf1-1,2-coref",
    "_",
    "_",
    "Entity=(2-place-new-nnnnn-cf3-1-sgl-Lima)1)",
    "_",
    "Entity=(3-event-new-nnnnn-cf2-2-sgl(1-person-giv:act-nnnnn-cf1-1-ana)",
    "SpaceAfter=No|Entity=3)",
    "_",
]


def sentence(words: list[str], misc: list[str], *, first: bool = True) -> Sentence:
    return Sentence(
        id="GUM_x-1",
        words=words,
        spaces=["SpaceAfter=No" not in m for m in misc],
        lemmas=words,
        upos=["PROPN", "PROPN", "ADP", "PROPN", "VERB", "PRON", "NOUN", "PUNCT"][: len(words)],
        xpos=[""] * len(words),
        heads=[4, 0, 3, 0, 4, 6, 4, 4][: len(words)],
        deprels=[""] * len(words),
        paragraph_start=first,
        misc=misc,
    )


def test_brackets_become_chains_with_characters() -> None:
    found = annotated([sentence(WORDS, MISC), sentence(["Ana"], ["Entity=(1-person-giv:act-nnnnn-cf1-1-coref)"])])
    assert found.text == "Ana Diaz of Lima lost her case.\n\nAna"
    assert found.paragraphs == (Span(0, 31), Span(33, 36))
    assert [[(m.text, m.kind, m.word, m.head) for m in c] for c in found.chains] == [
        [
            ("Ana Diaz of Lima", "person", "ana", Span(0, 3)),
            ("her", "person", "her", Span(22, 25)),
            ("Ana", "person", "ana", Span(33, 36)),
        ],
        [("Lima", "place", "lima", Span(12, 16))],
        [("her case", "event", "case", Span(26, 30))],
    ]


def mention(word: str, *, definite: bool = False) -> Mention:
    return Mention("1", "person", Span(0, 3), Span(0, 3), word, "NOUN" if definite else "PRON", word, definite, 0)


def test_kinds_of_mentions() -> None:
    assert [kind_of(mention(w)) for w in ("she", "its", "them", "we", "who")] == ["he/she", "it", "they", "I/we", None]
    assert kind_of(mention("minister", definite=True)) == "description"


def test_table_counts_strays_apart() -> None:
    cases = [Case("he/she", o, mention("he"), (), "") for o in ("right", "right", "wrong", "left", "stray", "nobody")]
    lines = table(cases).splitlines()
    assert lines[1].split() == ["pronouns", "4", "50.0%", "25.0%", "25.0%", "1"]
    assert lines[6].split() == ["descriptions", "0", "0.0%", "0.0%", "0.0%", "0"]
