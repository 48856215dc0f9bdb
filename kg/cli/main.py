"""The `kg` command: what each subcommand takes, and how errors become messages and exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg import __version__
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
