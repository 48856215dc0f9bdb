"""The `kg` command: what each subcommand takes, and how errors become messages and exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg import __version__
from kg.cli.export import Format, View
from kg.cli.validate import Engine, Least
from kg.cli.validate import Format as Results
from kg.errors import BadFile, KgError

# Exit codes: 0 done, 1 ran and the answer is "no" (findings), 2 usage, 3 input that cannot be read.
app = typer.Typer(
    help="Counterclaim: who said what, about whom, on whose word, in which outlet, at which characters.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kg {__version__}")
        raise typer.Exit


def _query_names(start: str) -> list[str]:
    from kg.answers import names

    return [n for n in names() if n.startswith(start)]


Here = Annotated[
    Path | None, typer.Option("--store", help="The store; by default that of KG_STORE, else ./counterclaim.kg.", file_okay=False)
]
Paths = Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")]
Form = Annotated[str, typer.Option("--as", help="What the input is: auto text html json feed warc.")]
Outlet = Annotated[str | None, typer.Option(help="Who published it; else as file or manifest say.")]
Published = Annotated[str | None, typer.Option("--published", "--date", help="When: 2026-01-30, 2026-01 or 2026.")]
Title = Annotated[str | None, typer.Option(help="Its title.")]
Url = Annotated[str | None, typer.Option(help="Its address.")]
Lang = Annotated[str | None, typer.Option(help="Its language, as en.")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that read at the same time; each has a model of its own.")]


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Options of `kg` itself."""


@app.command(epilog="Examples: kg check | kg check --ontology my-copy/ontology")
def check(
    ontology: Annotated[
        Path | None, typer.Option(help="Another ontology folder than the one that ships with kg.", exists=True, file_okay=False)
    ] = None,
) -> None:
    """Check the model: syntax, terms, house rules, OWL profiles, consistency (HermiT), shapes against examples.

    Findings go to stdout, one a line; exit 1 when there are any.
    """
    from kg.cli.check import run

    raise typer.Exit(run(ontology))


@app.command(epilog="Examples: kg schema | kg schema Denial | kg schema cc:boundKind | kg schema bombing")
def schema(
    term: Annotated[str | None, typer.Argument(help="An IRI, prefixed name, local name, notation or label.")] = None,
) -> None:
    """Print the classes, properties and vocabularies, or what one term means."""
    from kg.cli.schema import run

    raise typer.Exit(run(term))


@app.command(
    epilog="Examples: kg load reports/ | kg load page.html --outlet BBC --date 2026-01-31 | curl -s URL | kg load - --as html"
)
def load(
    paths: Paths,
    store: Here = None,
    form: Form = "auto",
    outlet: Outlet = None,
    published: Published = None,
    title: Title = None,
    url: Url = None,
    lang: Lang = None,
    jobs: Jobs = 1,
    check: Annotated[bool, typer.Option(help="Hold each document against the shapes, and refuse one that breaks a rule.")] = True,
) -> None:
    """Read documents and keep their claims in the store. Loading again replaces; the same input changes nothing.

    Exit 3 when some input could not be read; all other documents are loaded.
    """
    from kg.cli.load import load as run

    raise typer.Exit(
        run(store, paths, form, jobs, check, outlet=outlet, published=published, title=title, url=url, language=lang)
    )


@app.command(epilog="Examples: kg read report.txt | kg read reports/ --jobs 2 > claims.jsonl")
def read(
    paths: Paths,
    output: Annotated[str, typer.Option("--format", "-f", help="jsonl: one object a line.")] = "jsonl",
    form: Form = "auto",
    outlet: Outlet = None,
    published: Published = None,
    title: Title = None,
    url: Url = None,
    lang: Lang = None,
    jobs: Jobs = 1,
) -> None:
    """Print what documents say, each claim with its characters, without a store."""
    from kg.cli.load import read as run

    raise typer.Exit(run(paths, output, form, jobs, outlet=outlet, published=published, title=title, url=url, language=lang))


@app.command(
    epilog="Examples: kg export turtle -o all.ttl | kg export gexf -o who.gexf --view accusations | "
    "kg export csv -o bbc.csv --outlet BBC --since 2026-01 | kg export nquads -o - | gzip > all.nq.gz"
)
def export(
    form: Annotated[Format, typer.Argument(help="What to write.", metavar="FORMAT", show_choices=True)],
    output: Annotated[
        str, typer.Option("--output", "-o", help="The file, or - for standard output; NAME.gz is compressed.")
    ] = "-",
    store: Here = None,
    view: Annotated[
        View | None,
        typer.Option(help="Which graph gexf, graphml and csv show. csv without it: a row for each report of a claim."),
    ] = None,
    outlet: Annotated[
        list[str] | None, typer.Option(help="Only what this outlet published or is credited with; may be given again.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only what was said from this day, month or year on: 2026-01-30, 2026-01, 2026.")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Only what was said up to this day, month or year.")] = None,
    ontology: Annotated[bool, typer.Option(help="RDF: put the ontology in too.")] = False,
    dynamic: Annotated[bool, typer.Option(help="gexf: with the days on which each was said, for a timeline.")] = False,
    lists: Annotated[
        bool, typer.Option("--lists", help="gexf: several values as GEXF lists; else joined by semicolons.")
    ] = False,
    describe: Annotated[bool, typer.Option(help="RDF: write a VoID and DCAT description to FILE.void.ttl.")] = True,
) -> None:
    """Write the store as RDF, a view of it for Gephi, or tables. The same store gives the same bytes.

    FORMAT is turtle, trig, nquads, ntriples, jsonld or rdfxml for all statements; gexf or graphml for a view
    (accusations unless said otherwise); csv for a view or the table of claims.
    """
    from kg.cli.export import run

    code = run(
        store, form, output, view=view, outlets=outlet or [], since=since, until=until,
        ontology=ontology, dynamic=dynamic, true_lists=lists, describe=describe,
    )  # fmt: skip
    raise typer.Exit(code)


@app.command(
    epilog="Examples: kg validate | kg validate --document report.txt | kg validate mine.ttl more.ttl | "
    "kg validate --format turtle > report.ttl"
)
def validate(
    files: Annotated[list[Path] | None, typer.Argument(help="RDF files to validate together, in place of a store.")] = None,
    store: Here = None,
    document: Annotated[
        list[str] | None, typer.Option(help="Only this document of the store, by name or IRI; may be given again.")
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="sparql: the shapes compiled, fast. pyshacl: the reference; minutes for a large store.")
    ] = Engine.SPARQL,
    form: Annotated[Results, typer.Option("--format", "-f", help="table, a SHACL report in turtle, or json.")] = Results.TABLE,
    severity: Annotated[Least, typer.Option(help="Print only what is at least so grave.")] = Least.INFO,
    anew: Annotated[
        bool, typer.Option("--anew", help="Look at the whole store, not only at what changed since the last time.")
    ] = False,
) -> None:
    """Hold the store, or your own RDF files, against the SHACL shapes.

    Exit 0 when all conforms, 1 when there is a violation, 2 when the data could not be judged. Warnings and infos are printed
    and do no harm.
    """
    from kg.cli.validate import run

    raise typer.Exit(run(files or [], store, document or [], engine, form, severity, anew=anew))


@app.command(epilog="Example: kg lint who.gexf")
def lint(paths: Annotated[list[Path], typer.Argument(help="GEXF files.")]) -> None:
    """Tell what Gephi and Gephi Lite would drop, warn of or read wrongly in a GEXF file; exit 1 when there is anything."""
    from kg.cli.export import lint as run

    raise typer.Exit(run(paths))


@app.command(
    epilog="Examples: kg query who-accused-whom | kg query figures -p measure=killed -f csv | kg query my.rq | kg query - < my.rq"
)
def query(
    name: Annotated[
        str, typer.Argument(help="A stored query (`kg queries`), a file, or - for standard input.", autocompletion=_query_names)
    ],
    parameter: Annotated[list[str] | None, typer.Option("--parameter", "-p", help="name=value, as often as needed.")] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="table csv tsv json jsonl md parquet srj srx; a table on a terminal, else csv."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; its suffix tells the format.", dir_okay=False)
    ] = None,
    store: Here = None,
) -> None:
    """Answer a question from the store."""
    from kg.cli.query import run

    raise typer.Exit(run(store, name, parameter or [], form, output))


@app.command(epilog="Example: kg queries")
def queries() -> None:
    """List the stored queries, with what each takes."""
    from kg.cli.query import listing

    raise typer.Exit(listing())


@app.command(epilog="Example: kg explain https://w3id.org/counterclaim/id/claim/0a1b2c3d4e5f60718293")
def explain(
    iri: Annotated[str, typer.Argument(help="A claim, report, passage, proposition or any other node.")], store: Here = None
) -> None:
    """Show what stands behind a node: claim, reports, the sentence in each document, the chain of speakers."""
    from kg.cli.explain import run

    raise typer.Exit(run(store, iri))


@app.command(epilog="Examples: kg stats | kg stats --json")
def stats(store: Here = None, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Count documents, claims of each kind, actors, places and all else in the store."""
    from kg.cli.explain import stats as run

    raise typer.Exit(run(store, as_json))


@app.command(epilog="Example: kg merge IRI IRI same --why 'same raid, dated a day apart'")
def merge(
    a: Annotated[str, typer.Argument(help="The IRI of an actor, place or event.")],
    b: Annotated[str, typer.Argument(help="The IRI of another.")],
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
    why: Annotated[str, typer.Option(help="On what evidence.")],
    by: Annotated[str | None, typer.Option(help="Who decides; by default the user's name.")] = None,
    store: Here = None,
) -> None:
    """Record whether two entities are one. Decisions are kept beside the store and outlive every load."""
    from kg.cli.merge import run

    raise typer.Exit(run(store, a, b, verdict, by, why))


@app.command(epilog="Example: kg candidates | head")
def candidates(store: Here = None) -> None:
    """List pairs of actors and of events that may be one, with how alike they are and why, until somebody decides."""
    from kg.cli.merge import candidates as run

    raise typer.Exit(run(store))


@app.command(epilog="Examples: kg demo | kg demo --store tour")
def demo(store: Here = None) -> None:
    """Load the sample documents that ship with kg, and show who accused whom and which figures each outlet reports.

    Without --store they go to a store that is gone afterwards.
    """
    from kg.cli.demo import run

    raise typer.Exit(run(store))


@app.command(epilog="Example: kg docs build/reference")
def docs(folder: Annotated[Path, typer.Argument(help="Where the pages go; made if need be.", file_okay=False)]) -> None:
    """Build the HTML reference of ontology, shapes and vocabularies with pyLODE."""
    from kg.cli.docs import run

    raise typer.Exit(run(folder))


def main() -> None:
    """Run the command; errors raised on purpose become one line on stderr."""
    try:
        app()
    except BadFile as error:
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(3)
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
