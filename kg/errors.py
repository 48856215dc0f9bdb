"""Every error that Counterclaim raises on purpose. Each message names the place and the way out."""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """The base of all errors raised on purpose; anything else is a bug."""


class BadFile(KgError):
    """A file that cannot be read as what it should be; carries `path`, `line`, `column` (from 1, or None) and `reason`."""

    def __init__(self, path: Path | str, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        place = "".join(f":{n}" for n in (line, column) if n is not None)
        super().__init__(f"{path}{place}: {reason}")
        self.path, self.line, self.column, self.reason = path, line, column, reason


class UnknownTerm(KgError):
    """A name that the ontology and vocabularies do not declare; carries `term` and the `close` names that exist."""

    def __init__(self, term: str, close: list[str]) -> None:
        hint = f"; did you mean {', '.join(close)}?" if close else "; `kg schema` lists all terms"
        super().__init__(f"no term {term!r} in the ontology or its vocabularies{hint}")
        self.term, self.close = term, close


class MissingTool(KgError):
    """A program outside Python that is needed and absent; carries `tool` and `remedy`."""

    def __init__(self, tool: str, remedy: str) -> None:
        super().__init__(f"{tool} is missing: {remedy}")
        self.tool, self.remedy = tool, remedy


class Inconsistent(KgError):
    """An ontology, or data under it, that a reasoner finds contradictory; carries the reasoner's `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the ontology is inconsistent: {reason}")
        self.reason = reason


class StoreBusy(KgError):
    """A store that another process is writing; carries its `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"another process is writing the store {path}; wait for it to end, or use another store (--store)")
        self.path = path


class NoStore(KgError):
    """A folder that holds no store; carries its `path`."""

    def __init__(self, path: Path, reason: str = "there is no store") -> None:
        super().__init__(f"{path}: {reason}; `kg load PATH` makes one here, --store DIR or KG_STORE name another")
        self.path = path
