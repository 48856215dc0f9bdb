"""How is a part of a shape said in SPARQL: classes below a class, so many values of a path, conformity to a nameless shape?"""

from __future__ import annotations

from collections.abc import Iterable

from kg.validate.results import UnsupportedShape
from kg.validate.shapes import Shape
from kg.validate.terms import Term

_MOST = 4  # the pairwise tests of a cardinality grow with its square


class Hierarchy:
    """Which classes lie below a class."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """`pairs` are subclass and superclass."""
        self._below: dict[str, set[str]] = {}
        for lower, upper in pairs:
            self._below.setdefault(upper, set()).add(lower)

    def at_or_below(self, iri: str) -> tuple[str, ...]:
        """A class and all its subclasses, sorted."""
        found, queue = {iri}, [iri]
        while queue:
            fresh = self._below.get(queue.pop(), set()) - found
            found |= fresh
            queue += fresh
        return tuple(sorted(found))


def listed(iris: Iterable[str]) -> str:
    return ", ".join(f"<{i}>" for i in iris)


def is_iri(path: str) -> bool:
    return path.startswith("<") and path.count("<") == 1


def first(path: str) -> set[str]:
    """The property without which a path leads nowhere."""
    return {path.strip("^").split(">")[0].strip("<")}


def number(shape: Shape, given: tuple[Term, ...]) -> int:
    if len(given) != 1 or int(given[0].value) >= _MOST:
        raise UnsupportedShape(shape.name, "a cardinality", f"must be one number below {_MOST}")
    return int(given[0].value)


def distinct(shape: Shape, count: int) -> str:
    """A pattern for some different values; terms are compared, since 1 and 1.0 are two values."""
    names = [f"?_{n}" for n in range(1, count + 1)]
    reach = " ".join(f"?this {shape.path} {n} ." for n in names)
    pairs = [f"!sameTerm({a}, {b})" for i, a in enumerate(names) for b in names[i + 1 :]]
    return reach + (f" FILTER ({' && '.join(pairs)})" if pairs else "")


def exists(shape: Shape, count: int) -> str:
    """A condition that is true where there are so many different values.

    One value at the end of several steps is looked for step by step: as one group, the steps would be joined over the whole
    store, once for each node.
    """
    if count != 1:
        return f"EXISTS {{ {distinct(shape, count)} }}"
    steps = [f"<{p}>" for p in shape.path.strip("<>").split(">/<")] if "/<" in shape.path else [shape.path]
    found = ""
    for number in range(len(steps), 0, -1):
        start = f"?_{number - 1}" if number > 1 else "?this"
        found = f"EXISTS {{ {start} {steps[number - 1]} ?_{number} . {f'FILTER {found}' if found else ''} }}"
    return found


def conforms(shape: Shape) -> str:
    """A SPARQL condition that is true where ?this conforms to a shape without a name."""
    if shape.path:
        if not set(shape.values) <= {"minCount", "maxCount"} or shape.members:
            raise UnsupportedShape(shape.name, "sh:and, sh:or", "only cardinalities and further lists can be joined")
        tests = [
            exists(shape, number(shape, shape.values["minCount"])) if "minCount" in shape.values else "true",
            f"!{exists(shape, number(shape, shape.values['maxCount']) + 1)}" if "maxCount" in shape.values else "true",
        ]
        return f"({' && '.join(tests)})"
    if shape.values or not shape.members:
        raise UnsupportedShape(shape.name, "sh:and, sh:or", "only cardinalities and further lists can be joined")
    return "({})".format(
        " && ".join(
            "({})".format((" && " if kind == "and" else " || ").join(map(conforms, members)))
            for kind, lists in shape.members.items()
            for members in lists
        )
    )
