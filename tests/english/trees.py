"""Hand-written parses for tests: one word a line, `form lemma UPOS XPOS head relation`, heads from 1, the root's is 0."""

from __future__ import annotations

from collections.abc import Sequence

from kg.english.frames import Tree
from kg.english.parser import Parsed
from kg.english.treebank import Predicate


def parsed(text: str, roles: str = "", names: Sequence[tuple[int, int, str]] = ()) -> tuple[list[str], Parsed]:
    """The words and the parse; `roles` has one predicate a line: `at label:start-end ...`, words from 1, ends inclusive.

    `names` are (start, end, kind), words from 0, ends exclusive.
    """
    rows = [line.split() for line in text.strip().splitlines()]
    heads = [int(r[4]) - 1 if r[4] != "0" else k for k, r in enumerate(rows)]
    predicates = []
    for line in roles.strip().splitlines():
        at, *spans = line.split()
        found = []
        for span in spans:
            label, _, place = span.partition(":")
            start, _, end = place.partition("-")
            found.append((label, int(start) - 1, int(end or start)))
        predicates.append(Predicate(int(at) - 1, tuple(found)))
    return [r[0] for r in rows], Parsed(
        0, [r[2] for r in rows], [r[3] for r in rows], [r[1] for r in rows], heads, [r[5] for r in rows], list(names), predicates
    )


def tree(text: str, roles: str = "", names: Sequence[tuple[int, int, str]] = ()) -> Tree:
    """The tree of a hand-written parse."""
    return Tree(*parsed(text, roles, names))
