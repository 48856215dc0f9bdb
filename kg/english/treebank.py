"""What do annotated sentences look like in files (CoNLL-U, IOB2, role JSON lines), and in memory?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME_TYPES = ("PER", "LOC", "ORG")


class BadTreebank(ValueError):
    """An annotated file that cannot be read; carries `path`, `line` (from 1) and `reason`."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that opens roles. `at` is its place in the sentence; a role is (label, start, end), end exclusive."""

    at: int
    roles: tuple[tuple[str, int, int], ...]
    sense: str = ""


@dataclass(slots=True)
class Sentence:
    """One annotated sentence; a word whose head is its own place is the root. Absent layers are None."""

    id: str
    words: list[str]
    spaces: list[bool]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]
    paragraph_start: bool = False
    genre: str = ""
    misc: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] | None = None
    predicates: list[Predicate] | None = None

    @property
    def text(self) -> str:
        """The running text of the words, as the spaces say."""
        return "".join(w + (" " if s else "") for w, s in zip(self.words, self.spaces, strict=True)).rstrip(" ")


@dataclass(slots=True)
class Treebank:
    """Documents in file order, each a list of sentences."""

    name: str
    documents: list[list[Sentence]]

    @property
    def sentences(self) -> list[Sentence]:
        return [s for d in self.documents for s in d]


def _blocks(path: Path) -> Iterator[tuple[dict[str, tuple[int, str]], list[tuple[int, list[str]]]]]:
    """Comment keys and tab-split rows of each blank-line-separated block, with their line numbers."""
    comments: dict[str, tuple[int, str]] = {}
    rows: list[tuple[int, list[str]]] = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, raw in enumerate(lines, 1):
            line = raw.rstrip("\r\n")
            if not line:
                if rows:
                    yield comments, rows
                    comments, rows = {}, []
            elif line.startswith("#") and not rows:
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = (number, value.strip())
            elif not line.startswith("#"):
                rows.append((number, line.split("\t")))
    if rows:
        yield comments, rows


def read_conllu(path: Path) -> Treebank:
    """Return the sentences of a CoNLL-U file, by document. Ranges (1-2) and empty nodes (1.1) are passed over.

    Raises BadTreebank with the line when a row has fewer than ten columns or a head outside the sentence.
    """
    documents: list[list[Sentence]] = []
    genre = ""
    for comments, rows in _blocks(path):
        if "newdoc id" in comments or "newdoc" in comments or not documents:
            documents.append([])
            genre = ""
        genre = comments.get("meta::genre", (0, genre))[1]
        sentence = Sentence(
            id=comments.get("sent_id", (0, f"{path.name}:{rows[0][0]}"))[1],
            words=[],
            spaces=[],
            lemmas=[],
            upos=[],
            xpos=[],
            heads=[],
            deprels=[],
            genre=genre,
            paragraph_start=any(k.startswith(("newpar", "newdoc")) for k in comments),
        )
        joined_until, joined_space = 0, True
        for number, row in rows:
            if len(row) < 10:
                raise BadTreebank(path, number, f"a row has ten tab-separated columns, this one {len(row)}")
            if "-" in row[0]:
                joined_until = int(row[0].split("-")[1])
                joined_space = "SpaceAfter=No" not in row[9].split("|")
                continue
            if "." in row[0]:
                continue
            index = len(sentence.words)
            if row[0] != str(index + 1):
                raise BadTreebank(path, number, f"word number {row[0]!r} where {index + 1} is due")
            if not row[6].isdecimal():
                raise BadTreebank(path, number, f"the head {row[6]!r} is not a number")
            if index + 1 < joined_until:
                space = False
            elif index + 1 == joined_until:
                space = joined_space
            else:
                space = "SpaceAfter=No" not in row[9].split("|")
            sentence.words.append(row[1])
            sentence.spaces.append(space)
            sentence.lemmas.append(row[2])
            sentence.upos.append(row[3])
            sentence.xpos.append(row[4])
            sentence.heads.append(int(row[6]) - 1 if row[6] != "0" else index)
            sentence.deprels.append(row[7])
            sentence.misc.append(row[9])
        for (number, row), head in zip([r for r in rows if r[1][0].isdecimal()], sentence.heads, strict=True):
            if not 0 <= head < len(sentence.words):
                raise BadTreebank(path, number, f"the head {row[6]} lies outside the sentence")
        documents[-1].append(sentence)
    return Treebank(path.name.removesuffix(".conllu"), documents)


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """The (start, end, type) of each name that IOB2 tags mark; an I after O opens nothing."""
    found, start, kind = [], None, ""
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag.startswith("I-") and tag[2:] == kind):
            found.append((start, i, kind))
            start = None
        if tag.startswith("B-"):
            start, kind = i, tag[2:]
    return found


def read_names(path: Path) -> dict[str, tuple[list[str], list[tuple[int, int, str]]]]:
    """Return sentence id -> (words, names) of an IOB2 file with columns number, word, tag.

    Sentences without an id get `FILE:LINE`. Raises BadTreebank on a short row or a tag that is not IOB2.
    """
    out = {}
    for comments, rows in _blocks(path):
        for number, row in rows:
            if len(row) < 3:
                raise BadTreebank(path, number, f"a row has columns number, word, tag; this one has {len(row)}")
            if row[2] != "O" and row[2][:2] not in ("B-", "I-"):
                raise BadTreebank(path, number, f"the tag {row[2]!r} is not IOB2")
        key = comments.get("sent_id", (0, f"{path.name}:{rows[0][0]}"))[1]
        out[key] = ([r[1] for _, r in rows], spans([r[2] for _, r in rows]))
    return out


def read_roles(path: Path) -> dict[str, tuple[list[str], list[Predicate]]]:
    """Return sentence id -> (words, predicates) of JSON lines with keys id, words, predicates (at, roles).

    Raises BadTreebank with the line on anything that is not such an object.
    """
    out = {}
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                predicates = [
                    Predicate(p["at"], tuple((r[0], r[1], r[2]) for r in p["roles"]), p.get("sense", ""))
                    for p in row["predicates"]
                ]
                out[row["id"]] = (row["words"], predicates)
            except (ValueError, KeyError, TypeError, IndexError) as error:
                raise BadTreebank(path, number, f"not a role annotation: {error!r}") from None
    return out


def join(treebank: Treebank, *, names: Path | None = None, roles: Path | None = None) -> Treebank:
    """Put the names and roles of two files onto the treebank's sentences, by id and equal words; return it.

    A sentence that the other file lacks or cuts differently keeps None for that layer.
    """
    named = read_names(names) if names else {}
    roled = read_roles(roles) if roles else {}
    for sentence in treebank.sentences:
        if sentence.id in named and named[sentence.id][0] == sentence.words:
            sentence.names = named[sentence.id][1]
        if sentence.id in roled and roled[sentence.id][0] == sentence.words:
            sentence.predicates = roled[sentence.id][1]
    return treebank
