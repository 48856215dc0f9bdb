"""Where do ontology, queries and samples lie, in a checkout and in an installed wheel?"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_data"


def root() -> Path:
    """The folder that holds `ontology/` and `queries/`: inside the package when installed, the checkout otherwise."""
    return _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent


def ontology() -> Path:
    """The folder of the ontology, its vocabularies, shapes, checks and examples."""
    return root() / "ontology"


def queries() -> Path:
    """The folder of the stored queries."""
    return root() / "queries"
