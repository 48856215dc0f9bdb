"""Paths into documents: files, folders, `-` for standard input, each by its format."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import BadFile
from kg.model import Document, Rejected
from kg.vocabulary import PartKind
from loaders.read import feed, html, jsonl, warc
from loaders.read.blocks import NoMarkup
from loaders.read.decode import LARGEST, Undecodable, decode, endless, too_long
from loaders.read.language import foreign
from loaders.read.metadata import MANIFEST, Manifest, Metadata, read_manifest
from loaders.read.packed import Damaged, Unpacked

FORMATS = {
    ".txt": "text", ".text": "text", ".md": "text", "": "auto", ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".rss": "feed", ".atom": "feed", ".xml": "auto", ".warc": "warc", ".wet": "warc",
}  # fmt: skip
NAMES = ("auto", "text", "html", "json", "jsonl", "feed", "warc")
_KNOWN = " ".join(s for s in FORMATS if s)


def _guess(head: bytes) -> str:
    """The format of what has no telling name, from its first bytes."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"warc/"):
        return "warc"
    if re.match(rb"\{\s*\"|\[\s*\{", start):
        return "json"
    if re.match(
        rb"(?:<\?xml[^>]*>\s*)?(?:<\?xml-stylesheet[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:rdf)\b", start, re.DOTALL
    ):
        return "feed"
    return (
        "html"
        if re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|article|div|p)\b", start, re.DOTALL)
        else "text"
    )


def read_stream(name: str, raw: BinaryIO, format: str, given: Metadata) -> Iterator[Document | Rejected]:
    """The documents of some bytes in one of NAMES; `auto` looks at how they begin. What is compressed by gzip is unpacked."""
    given_one = stream = io.BufferedReader(cast(io.RawIOBase, raw))
    try:
        if stream.peek(2)[:2] == b"\x1f\x8b":
            stream = io.BufferedReader(Unpacked(cast(BinaryIO, stream)))
        kind = _guess(stream.peek(4096)) if format == "auto" else format
        yield from _judged(_documents(name, cast(BinaryIO, stream), kind, given))
    except Damaged as error:
        yield Rejected(name, f"the compressed file breaks off or is damaged ({error}); fetch it again")
    except OSError as error:
        yield Rejected(name, f"it cannot be read: {error.strerror or error}")
    finally:
        given_one.detach()  # else it would close what it was given, with it standard input


def _documents(name: str, stream: BinaryIO, kind: str, given: Metadata) -> Iterator[Document | Rejected]:
    if kind == "warc":
        yield from warc.read(name, stream, given)
    elif kind == "jsonl":
        yield from jsonl.read_lines(name, stream, given)
    elif kind == "json":
        yield from jsonl.read(name, stream, given)
    else:
        data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            yield Rejected(name, too_long())
        elif kind == "feed" and data.strip():
            yield from feed.read(name, data, given)
        else:
            yield _single(name, data, kind, given)


def _single(name: str, data: bytes, kind: str, given: Metadata) -> Document | Rejected:
    """The one document of a text or a page."""
    try:
        if kind == "html":
            return html.read(name, decode(data, declared=html.declared(data)), given)
        text = decode(data)
    except Undecodable as error:
        return Rejected(name, str(error))
    except (html.NoText, NoMarkup):
        return Rejected(name, "the page has no text; save it again from a browser")
    return Document(name, text, given.outlet, given.published, given.title, given.url, given.language)


def _judged(found: Iterator[Document | Rejected]) -> Iterator[Document | Rejected]:
    """The documents, those that are no prose or in another language than English rejected."""
    for one in found:
        if isinstance(one, Document):
            problem = endless(one.text)
            if problem is not None:
                yield Rejected(one.name, problem)
                continue
            told = [one.slice(s.span) for s in one.layout if s.kind is not PartKind.BOILERPLATE]
            code = foreign("\n".join(told) if told else one.text)
            if code is not None:
                yield Rejected(
                    one.name, f"it is not in English (it looks like {code!r}); only English is read, translate it first"
                )
                continue
        yield one


def _known(name: str, given: Metadata, manifest: Manifest | None) -> Metadata:
    """What is known of a file beside its text. Raises BadFile when the manifest's row for it cannot be used."""
    if manifest is None:
        return given
    if name in manifest.broken:
        raise manifest.broken[name]
    return given.over(manifest.known.get(name, Metadata()))


class _Manifests:
    """The manifests of folders, each read once; a broken one is told once, and its folder read without."""

    def __init__(self) -> None:
        self._read: dict[Path, Manifest | None] = {}

    def beside(self, path: Path) -> tuple[Manifest | None, Rejected | None]:
        """The manifest beside a file, and what is wrong with it, the first time."""
        folder = path.parent.resolve()
        if folder in self._read:
            return self._read[folder], None
        try:
            self._read[folder] = read_manifest(folder)
        except BadFile as error:
            self._read[folder] = None
            return None, Rejected(str(error.path), f"{_place(error)}{error.reason}; the files beside it are read without it")
        return self._read[folder], None


def _place(error: BadFile) -> str:
    return f"line {error.line}: " if error.line is not None else ""


def _suffix(path: Path) -> str:
    inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return inner.suffix.lower()


def read(paths: Iterable[str], *, format: str = "auto", given: Metadata = Metadata()) -> Iterator[Document | Rejected]:  # noqa: B008
    """The documents of some paths, in their order; what cannot be read comes as Rejected, and reading goes on.

    `given` data hold for every document; a manifest beside a file comes next, then what the file says of itself. A document is
    named by its own id where it has one, else by its file: within a folder by the path there, else by the file's name, or by the
    path as given where two files have one name.
    """
    arguments = list(paths)
    names = Counter(Path(a).name for a in arguments)
    manifests = _Manifests()
    for argument in arguments:
        path = Path(argument)
        if argument == "-":
            yield from read_stream("-", sys.stdin.buffer, format, given)
        elif path.is_dir():
            yield from _folder(path, format, given, manifests)
        else:
            name = path.name if names[path.name] == 1 else argument
            yield from _file(path, name, format, given, manifests)


def _folder(folder: Path, format: str, given: Metadata, manifests: _Manifests) -> Iterator[Document | Rejected]:
    """The documents of a folder and those below it, by name. Hidden files are passed over, files of unknown kind told in one line."""
    files = [
        p for p in sorted(folder.rglob("*")) if p.is_file() and not any(n.startswith(".") for n in p.relative_to(folder).parts)
    ]
    known = [p for p in files if p.name != MANIFEST and _suffix(p) in FORMATS and p.suffix]
    for path in known:
        yield from _file(path, path.relative_to(folder).as_posix(), format, given, manifests)
    for path in files:
        if path.name == MANIFEST:
            yield from _missing(path, manifests)
    odd = [p.relative_to(folder).as_posix() for p in files if p not in set(known) and p.name != MANIFEST]
    if odd:
        more = f" and {len(odd) - 5} more" if len(odd) > 5 else ""
        yield Rejected(
            str(folder),
            f"not read, since their kind is not known: {', '.join(odd[:5])}{more}; known are {_KNOWN}, each also with .gz",
        )
    elif not known:
        yield Rejected(str(folder), f"the folder holds no file of a known kind ({_KNOWN})")


def _missing(path: Path, manifests: _Manifests) -> Iterator[Rejected]:
    """The rows of a manifest whose file is not there."""
    manifest, problem = manifests.beside(path)
    if problem is not None:
        yield problem
    for name, line in sorted(manifest.lines.items() if manifest else ()):
        if not name or not (path.parent / name).is_file():
            yield Rejected(
                str(path), f"line {line}: " + (f"there is no file {name!r} beside it" if name else "the row names no file")
            )


def _file(path: Path, name: str, format: str, given: Metadata, manifests: _Manifests) -> Iterator[Document | Rejected]:
    kind = FORMATS.get(_suffix(path)) if format == "auto" else format
    if kind is None and path.exists():
        yield Rejected(
            str(path),
            f"files ending in {path.suffix} are not read, only {_KNOWN}, each also with .gz; convert it, or say what it is with --format",
        )
        return
    manifest, problem = manifests.beside(path)
    if problem is not None:
        yield problem
    try:
        known = _known(path.name, given, manifest)
        with path.open("rb") as stream:
            yield from read_stream(name, cast(BinaryIO, stream), kind or "auto", known)
    except BadFile as error:
        yield Rejected(name, f"{error.path}, {_place(error)}{error.reason}")
    except OSError as error:
        yield Rejected(str(path), f"it cannot be opened: {error.strerror or error}; check the path")
