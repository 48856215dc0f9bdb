"""Every stored query keeps its contract, and a file that breaks it is refused at the right line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import BadFile
from kg.query import Field, read_query
from kg.resources import ontology, queries
from kg.schema import PREFIXES, schema
from kg.terms import undeclared

FILES = sorted([*queries().glob("*.rq"), *(ontology() / "checks").glob("*.rq")])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_query_keeps_the_contract(path: Path) -> None:
    query = read_query(path)
    body = "\n".join(line for line in query.text.splitlines() if not line.lstrip().startswith("#"))
    declared = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", body))
    in_use = set(re.findall(r"(?<![\w:?<])(\w+):\w", re.sub(r'<[^>]*>|"[^"]*"', "", body)))
    assert in_use <= set(declared), "rdflib forgives a missing prefix, other engines do not"
    assert all(PREFIXES.get(p, n) == n for p, n in declared.items())
    assert "ORDER BY" in body
    assert "LIMIT" not in body
    assert query.columns
    assert undeclared([path], schema()) == []


def write(folder: Path, text: str) -> Path:
    path = folder / "case.rq"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = """#+ title: Names
#+ description: All names.
#+ parameters:
#+   name: string, optional -- one name
#+ columns:
#+   thing: iri -- the thing
#+   label: string? -- its label
SELECT ?thing ?label WHERE {
  VALUES ?p_name { UNDEF }
  ?thing <http://example.org/label> ?label .
} ORDER BY ?thing
"""


def test_a_query_is_read_whole(tmp_path: Path) -> None:
    query = read_query(write(tmp_path, GOOD))
    assert (query.name, query.title, query.description) == ("case", "Names", "All names.")
    assert query.parameters == (Field("name", "string", True, "one name"),)
    assert query.columns == (Field("thing", "iri", False, "the thing"), Field("label", "string", True, "its label"))


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("#+ title: Names", "#+ titel: Names", 1, "unknown header line '#+ titel: Names'"),
        ("#+ title: Names\n", "", 1, "the header has no title"),
        ("#+   thing: iri -- the thing", "#+   thing: uri -- the thing", 6, "a field reads `name: type -- text` with a type of"),
        (
            "#+   thing: iri -- the thing",
            "#+   other: iri -- the thing",
            1,
            "the header's columns differ from the projected variables: thing label",
        ),
        ("VALUES ?p_name { UNDEF }", "", 1, "parameter name needs a clause VALUES ?p_name { UNDEF }"),
        ("SELECT ?thing", "SELCET ?thing", 8, "expected"),
    ],
)
def test_a_broken_query_is_refused(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_query(write(tmp_path, GOOD.replace(old, new)))
    assert caught.value.line == line
    assert caught.value.reason.startswith(reason)
