"""What is one broken rule?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import KgError


class Severity(StrEnum):
    """How grave a broken rule is: a violation keeps a document out, a warning is shown, an info is a remark."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One broken rule: which shape, at which node, along which path, with which value.

    Nodes are IRIs, or `_:` and a label. `path` is an IRI or a SPARQL property path; it and `value` are empty where the rule has
    none. `datatype` is the datatype's IRI, or `@` and the language, of a value that is a literal; `component` is the local name of
    the SHACL constraint component.
    """

    severity: Severity
    shape: str
    focus: str
    path: str
    value: str
    message: str
    datatype: str = ""
    component: str = ""


class ShapesFailure(KgError):
    """The shapes could not be run over the data; carries the `reason`. The data are not judged."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the shapes could not be run: {reason}")
        self.reason = reason


class UnsupportedShape(KgError):
    """A shape uses a part of SHACL that the compiler does not know; carries `shape`, `feature` and `reason`."""

    def __init__(self, shape: str, feature: str, reason: str) -> None:
        super().__init__(f"shape {shape}: {feature}: {reason}; `--engine pyshacl` runs all of SHACL")
        self.shape, self.feature, self.reason = shape, feature, reason


def in_order(found: Iterable[Result]) -> list[Result]:
    """Each result once, gravest first, then by shape, node, path, value and message."""
    order = list(Severity)
    return sorted(set(found), key=lambda r: (order.index(r.severity), r))
