"""`kg schema`: the terms of the model in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from kg.schema import Kind, Schema, Term, curie, schema


def run(name: str | None) -> int:
    """Print one term, or the whole model when no name is given."""
    console = Console(soft_wrap=True, highlight=False)
    terms = schema()
    if name is not None:
        _term(console, terms, terms.find(name))
        return 0
    console.print(_classes(terms))
    for kind in (Kind.OBJECT_PROPERTY, Kind.DATATYPE_PROPERTY):
        console.print(Text(f"\n{kind.value.capitalize().replace('property', 'properties')}", style="bold"))
        for term in terms.of_kind(kind):
            derived = " (derived)" if term.derived else ""
            console.print(f"  {term.curie}  {curie(term.domain or '')} -> {curie(term.range or '')}{derived}", markup=False)
    console.print(Text("\nVocabularies", style="bold"))
    for scheme in terms.of_kind(Kind.SCHEME):
        notations = " ".join(sorted(c.notation or "" for c in terms.concepts(scheme.iri)))
        console.print(f"  {scheme.curie}  {notations}", markup=False)
    return 0


def _classes(terms: Schema) -> Tree:
    tree = Tree(Text("Classes", style="bold"), guide_style="dim")

    def add(branch: Tree, parent: str | None) -> None:
        for term in terms.classes:
            if (parent is None and not term.parents) or parent in term.parents:
                add(branch.add(Text(term.curie)), term.iri)

    add(tree, None)
    return tree


def _term(console: Console, terms: Schema, term: Term) -> None:
    console.print(Text(f"{term.curie}  ({term.kind.value})", style="bold"))
    rows = [
        ("label", term.label),
        ("definition", term.definition),
        ("example", term.example),
        ("notation", term.notation or ""),
        ("below", " > ".join(curie(a) for a in terms.ancestors(term.iri))),
        ("domain", curie(term.domain or "")),
        ("range", curie(term.range or "")),
        ("scheme", curie(term.scheme or "")),
        ("close to", ", ".join(curie(c) for c in term.close)),
        ("computed", "yes; no loader writes it" if term.derived else ""),
        ("question", " ".join(term.questions)),
        ("iri", term.iri),
    ]
    if term.kind is Kind.CLASS:
        near = {term.iri, *terms.ancestors(term.iri)}
        rows.insert(-1, ("properties", ", ".join(p.curie for p in terms.properties if p.domain in near)))
        rows.insert(-1, ("subclasses", ", ".join(c.curie for c in terms.classes if term.iri in c.parents)))
    if term.kind is Kind.SCHEME:
        rows.insert(-1, ("concepts", ", ".join(f"{c.curie}" for c in terms.concepts(term.iri))))
    if term.kind is Kind.CONCEPT:
        rows.insert(-1, ("narrower", ", ".join(c.curie for c in terms.concepts(term.scheme or "") if term.iri in c.parents)))
    for name, value in rows:
        if value:
            console.print(f"  {name:<11}{value}", markup=False)
