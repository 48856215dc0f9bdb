"""Is the model sound? Ontology, vocabularies, shapes, examples, alignments and queries, one check after another."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import profile, rdf, reason, resources, schema, terms, validate
from kg.errors import BadFile, Inconsistent, KgError, MissingTool
from kg.query import read_queries, read_query
from kg.validate import Severity

GENERATED = ("ns.py", "vocabulary.py", "classes.ttl")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: which check found it, where, and what it is. A `remark` is no fault of the model."""

    check: str
    place: str
    message: str
    remark: bool = False


def rdf_files(folder: Path) -> list[Path]:
    """All RDF files of the ontology folder, broken copies included."""
    return sorted(p for p in folder.rglob("*") if p.suffix in rdf.FORMATS)


def syntax(folder: Path) -> Iterator[Finding]:
    """Files that do not parse, with line and column."""
    for path in rdf_files(folder):
        try:
            rdf.quads_of(path)
        except BadFile as error:
            yield Finding("syntax", f"{path}:{error.line or 1}", error.reason)
    for path in sorted([*(folder / "checks").glob("*.rq"), *resources.queries().glob("*.rq")]):
        try:
            read_query(path)
        except BadFile as error:
            yield Finding("syntax", f"{path}:{error.line or 1}", error.reason)


def code_files(folder: Path) -> list[Path]:
    """The files that must use declared terms only: code, queries, lexicons, and the ontology folder but for its broken copies."""
    package = Path(__file__).resolve().parent
    folders = (package, package.parent / "loaders", resources.queries(), folder)
    return sorted(
        {
            p
            for f in folders
            for p in f.rglob("*")
            if p.suffix in terms.SUFFIXES and "broken" not in p.parts and "_data" not in p.relative_to(f).parts
        }
    )


def declared(folder: Path) -> Iterator[Finding]:
    """Terms that are used and not declared."""
    known = schema.read(schema.files(folder))
    for use in terms.undeclared(code_files(folder), known):
        try:
            known.find(use.words)
        except KgError as error:
            yield Finding("terms", f"{use.path}:{use.line}", str(error))
        else:
            yield Finding("terms", f"{use.path}:{use.line}", f"{use.words} is not declared")


def used(folder: Path) -> Iterator[Finding]:
    """Terms that are declared, and that no shape, query or line of code uses and no competency question asks for."""
    known = schema.read(schema.files(folder))
    schema_files = set(schema.files(folder))
    places = [
        p
        for p in code_files(folder)
        if p.name not in GENERATED and p not in schema_files and "examples" not in p.parts and p.name != "alignments.ttl"
    ]
    for iri in terms.unused(places, known):
        yield Finding("terms", schema.curie(iri), "declared, but nothing uses it and no competency question asks for it")


def house_rules(folder: Path) -> Iterator[Finding]:
    """Rows of the queries in `checks/`: each row is a fault."""
    store = rdf.store_of(schema.files(folder))
    for query in read_queries(folder / "checks"):
        for row in query.run(store).rows:
            yield Finding(
                query.name, schema.curie(str(row[0] or "")), f"{query.title}: {' '.join(str(v) for v in row[1:])}".strip(": ")
            )


def profiles(folder: Path) -> Iterator[Finding]:
    """Axioms outside OWL 2 RL or OWL 2 DL."""
    store = rdf.store_of(schema.files(folder))
    for name, problems in (("OWL 2 RL", profile.rl_problems(store)), ("OWL 2 DL", profile.dl_problems(store))):
        for problem in problems:
            yield Finding(name, problem.term, problem.reason)


def consistency(folder: Path) -> Iterator[Finding]:
    """What HermiT says of the ontology alone, and of the ontology with the valid examples."""
    model = schema.files(folder)
    for files in (model, [*model, *valid_examples(folder)]):
        try:
            for iri in reason.unsatisfiable(files):
                yield Finding("consistency", schema.curie(iri), "no node can be a member of this class")
        except Inconsistent as error:
            yield Finding("consistency", str(folder), str(error))
        except MissingTool as error:
            yield Finding("consistency", "skipped", str(error), remark=True)
            return


def valid_examples(folder: Path) -> list[Path]:
    """The examples that must conform."""
    return sorted((folder / "examples").glob("valid-*.ttl"))


def examples(folder: Path) -> Iterator[Finding]:
    """Valid examples that break a rule, and broken copies that do not break just the rule they are named after."""
    rules = validate.ruleset(folder)
    names = validate.rules(folder).names
    for path in valid_examples(folder):
        for result in validate.violations(rdf.store_of([path]), rules):
            if result.severity is not Severity.INFO:
                yield Finding("examples", str(path), f"{result.shape}: {result.message} ({schema.curie(result.focus)})")
    broken = {p.stem: p for p in (folder / "examples" / "broken").iterdir()}
    for name in sorted(names - set(broken)):
        yield Finding("examples", name, "no broken copy shows what this shape catches")
    for name, path in sorted(broken.items()):
        found = {r.shape for r in validate.violations(rdf.store_of([path]), rules)}
        if name not in names:
            yield Finding("examples", str(path), "there is no shape of this name")
        elif found != {name}:
            yield Finding("examples", str(path), f"should trip {name} alone; trips {', '.join(sorted(found)) or 'nothing'}")


CHECKS: tuple[tuple[str, Callable[[Path], Iterator[Finding]]], ...] = (
    ("syntax of every file", syntax),
    ("terms in use are declared", declared),
    ("declared terms are in use", used),
    ("house rules", house_rules),
    ("OWL 2 RL and DL", profiles),
    ("consistency by HermiT", consistency),
    ("shapes against examples", examples),
)


def check(folder: Path | None = None, *, progress: Callable[[str, float], None] | None = None) -> Iterator[Finding]:
    """Run every check over an ontology folder and yield what they find; nothing means all is well.

    `progress` is called after each check with its name and the seconds it took. When a file does not parse, only that is told.
    """
    folder = folder or resources.ontology()
    for name, run in CHECKS:
        begun = time.monotonic()
        found = list(run(folder))
        if progress is not None:
            progress(name, time.monotonic() - begun)
        yield from found
        if run is syntax and found:
            return
