"""Which rules does some data break? SHACL, compiled to SPARQL for speed; pySHACL is the reference it must agree with."""

from kg.validate.engine import document_violations, ruleset, violations
from kg.validate.reference import SHAPES, Rules, read_dataset, read_graph, rules, validate
from kg.validate.results import Result, Severity, ShapesFailure, UnsupportedShape

__all__ = [
    "SHAPES",
    "Result",
    "Rules",
    "Severity",
    "ShapesFailure",
    "UnsupportedShape",
    "document_violations",
    "read_dataset",
    "read_graph",
    "rules",
    "ruleset",
    "validate",
    "violations",
]
