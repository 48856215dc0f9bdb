"""How right are parsed texts? Precision, recall and F of each layer, on words found by their offsets.

Words match when they have the same characters; everything else is compared on matching words, as in the CoNLL 2018 shared
task (Zeman et al. 2018), so that the same measure serves given words and running text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.english.decode import head_word
from kg.english.parser import Parsed
from kg.english.treebank import NAME_TYPES, Predicate, Sentence

CORE = ("ARG0", "ARG1", "ARG2")
Offsets = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Right, gold and found counts of one score."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, gold: Iterable[object], found: Iterable[object]) -> None:
        a, b = set(gold), set(found)
        self.right += len(a & b)
        self.gold += len(a)
        self.found += len(b)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(slots=True)
class Reading:
    """One document's annotations. Heads, names and roles are places of words; a root's head is itself."""

    words: list[Offsets]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    sentences: list[Offsets] = field(default_factory=list)  # in words
    names: list[tuple[int, int, str]] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    unnamed: list[Offsets] = field(default_factory=list)  # stretches of characters whose names, roles or syntax nobody marked
    unroled: list[Offsets] = field(default_factory=list)


def gold_reading(document: Sequence[Sentence], *, paragraphs: bool = False) -> tuple[str, Reading]:
    """The running text of a document, sentences joined by a space (paragraphs by a blank line if asked), and its reading."""
    text: list[str] = []
    out = Reading([])
    place = 0
    for sentence in document:
        if text:
            gap = "\n\n" if paragraphs and sentence.paragraph_start else " "
            text.append(gap)
            place += len(gap)
        begin, first = place, len(out.words)
        for k, (word, space) in enumerate(zip(sentence.words, sentence.spaces, strict=True)):
            out.words.append((place, place + len(word)))
            blanks = int(space and k < len(sentence.words) - 1)
            text.append(word + " " * blanks)
            place += len(word) + blanks
        out.upos += sentence.upos
        out.xpos += sentence.xpos
        out.lemmas += sentence.lemmas
        out.heads += [h + first for h in sentence.heads]
        out.deprels += sentence.deprels
        out.sentences.append((first, len(out.words)))
        if sentence.names is None:
            out.unnamed.append((begin, place))
        else:
            out.names += [(a + first, b + first, t) for a, b, t in sentence.names]
        if sentence.predicates is None:
            out.unroled.append((begin, place))
        else:
            out.predicates += [_shifted(p, first) for p in sentence.predicates]
    return "".join(text), out


def parsed_reading(words: list[Offsets], parses: Sequence[Parsed]) -> Reading:
    """The reading that a parser found over words with these offsets."""
    out = Reading(words)
    for parse in parses:
        first = parse.start
        out.upos += parse.upos
        out.xpos += parse.xpos
        out.lemmas += parse.lemmas
        out.heads += [h + first for h in parse.heads]
        out.deprels += parse.deprels
        out.sentences.append((first, first + len(parse)))
        out.names += [(a + first, b + first, t) for a, b, t in parse.names]
        out.predicates += [_shifted(p, first) for p in parse.predicates]
    return out


def _shifted(predicate: Predicate, by: int) -> Predicate:
    return Predicate(predicate.at + by, tuple((r, a + by, b + by) for r, a, b in predicate.roles), predicate.sense)


def _outside(items: Iterable[tuple[Offsets, object]], stretches: Sequence[Offsets]) -> list[tuple[Offsets, object]]:
    """The items whose characters touch none of the stretches."""
    return [i for i in items if not any(a < i[0][1] and i[0][0] < b for a, b in stretches)]


class Scores:
    """Tallies by name, over any number of documents."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = {}

    def tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def add(self, gold: Reading, found: Reading) -> None:
        """Count one document.

        Names: words upos xpos lemma uas las sentences names names_untyped names_PER/LOC/ORG predicates roles roles_head
        roles_core. A role counts only with its predicate; `roles_head` and `roles_core` (ARG0 to ARG2) compare the label and
        the head word of the argument, each in its own tree.
        """
        g, p = gold.words, found.words
        self.tally("words").add(g, p)
        for name, a, b in (
            ("upos", gold.upos, found.upos),
            ("xpos", gold.xpos, found.xpos),
            ("lemma", gold.lemmas, found.lemmas),
        ):
            self.tally(name).add(zip(g, a, strict=True), zip(p, b, strict=True))
        arcs_gold = [(g[i], g[h] if h != i else None, d) for i, (h, d) in enumerate(zip(gold.heads, gold.deprels, strict=True))]
        arcs_found = [
            (p[i], p[h] if h != i else None, d) for i, (h, d) in enumerate(zip(found.heads, found.deprels, strict=True))
        ]
        self.tally("uas").add([a[:2] for a in arcs_gold], [a[:2] for a in arcs_found])
        self.tally("las").add(arcs_gold, arcs_found)
        self.tally("sentences").add(
            [(g[a][0], g[b - 1][1]) for a, b in gold.sentences], [(p[a][0], p[b - 1][1]) for a, b in found.sentences]
        )
        names_gold = [((g[a][0], g[b - 1][1]), t) for a, b, t in gold.names]
        names_found = _outside([((p[a][0], p[b - 1][1]), t) for a, b, t in found.names], gold.unnamed)
        self.tally("names").add(names_gold, names_found)
        self.tally("names_untyped").add([n[0] for n in names_gold], [n[0] for n in names_found])
        for kind in NAME_TYPES:
            self.tally(f"names_{kind}").add([n for n in names_gold if n[1] == kind], [n for n in names_found if n[1] == kind])
        self._roles(gold, found)

    def _roles(self, gold: Reading, found: Reading) -> None:
        sides = []
        for reading, stretches in ((gold, []), (found, gold.unroled)):
            w = reading.words
            at = _outside([(w[x.at], None) for x in reading.predicates], stretches)
            spans, heads = [], []
            for x in reading.predicates:
                for label, a, b in x.roles:
                    spans.append((w[x.at], (label, w[a][0], w[b - 1][1])))
                    heads.append((w[x.at], (label, w[head_word(reading.heads, a, b)])))
            core = [h for h in heads if h[1][0] in CORE]
            sides.append((at, _outside(spans, stretches), _outside(heads, stretches), _outside(core, stretches)))
        for name, a, b in zip(("predicates", "roles", "roles_head", "roles_core"), *sides, strict=True):
            self.tally(name).add(a, b)

    def as_dict(self) -> dict[str, float]:
        """F of everything that was counted, rounded to four places."""
        return {k: round(t.f, 4) for k, t in self.tallies.items() if t.gold}
