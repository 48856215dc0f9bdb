"""How does a text become a spaCy Doc with UD labels, names and roles?

`load()` gives a `spacy.Language`, so that Matcher, DependencyMatcher, displaCy, `nlp.pipe` and components of others work with it.
`doc._.predicates` has the semantic roles; `doc.text` is the text as given, character by character.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.english.model import FOLDER, load_parser
from kg.english.parser import Parsed, Parser, quotation_starts
from kg.english.tokens import Tokenizer
from kg.english.treebank import Predicate

COMPONENT = "counterclaim_english"
_LINE_END = "\n"


def words_and_spaces(text: str, offsets: Sequence[tuple[int, int]]) -> tuple[list[str], list[bool], list[int]]:
    """The tokens that make up the whole text, as spaCy counts them, and the place of each word among them.

    One blank after a token belongs to it; all other white space between words is a token of its own.
    """
    tokens: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    last = 0
    for start, end in [*offsets, (len(text), len(text))]:
        gap = text[last:start]
        if gap.startswith(" ") and tokens:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            trailing = gap.endswith(" ") and len(gap) > 1
            tokens.append(gap[:-1] if trailing else gap)
            spaces.append(trailing)
        if end > start:
            places.append(len(tokens))
            tokens.append(text[start:end])
            spaces.append(False)
        last = end
    return tokens, spaces, places


class _Models:
    """The tokenizer and parser of each folder, loaded once per process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: dict[tuple[Path, int], tuple[Tokenizer, Parser]] = {}

    def get(self, folder: Path, threads: int) -> tuple[Tokenizer, Parser]:
        with self._lock:
            if (folder, threads) not in self._loaded:
                self._loaded[folder, threads] = load_parser(folder, threads=threads)
            return self._loaded[folder, threads]


_models = _Models()


class WordCutter:
    """spaCy's tokenizer slot, filled with ours."""

    def __init__(self, vocab: Vocab, folder: Path, threads: int) -> None:
        self.vocab = vocab
        self._where = folder, threads

    def __call__(self, text: str) -> Doc:
        cut, _ = _models.get(*self._where)
        tokens, spaces, places = words_and_spaces(text, cut(text))
        doc = Doc(self.vocab, words=tokens, spaces=spaces)
        doc.user_data["word_places"] = places
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the model is package data."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> WordCutter:
        """Nothing to take."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to keep."""

    def from_disk(self, *_: object, **__: object) -> WordCutter:
        """Nothing to take."""
        return self


class EnglishParser:
    """The pipeline component: tags, lemmas, sentences, dependencies, names and roles for a Doc of our words."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._where = folder, threads

    def __call__(self, doc: Doc) -> Doc:
        _, parser = _models.get(*self._where)
        places = doc.user_data.pop("word_places", None)
        if places is None:
            places = [t.i for t in doc if not t.is_space]
        words = [doc[k].text for k in places]
        bounds = [n for n, (a, b) in enumerate(zip([-1, *places], places, strict=False)) if _breaks(doc, a, b)]
        bounds += quotation_starts(words, [k == 0 or bool(doc[k - 1].whitespace_ or doc[k - 1].is_space) for k in places])
        return annotated(doc, places, parser.parse(words, bounds))


def _breaks(doc: Doc, before: int, after: int) -> bool:
    """Whether a paragraph ends between two tokens.

    A blank line ends one; so does a single line break, unless the line was only wrapped: no end mark before it, no capital after.
    """
    breaks = sum(doc[k].text.count(_LINE_END) for k in range(before + 1, after))
    if breaks != 1 or before < 0:
        return breaks > 0
    return doc[before].text[-1] in ".!?:;”’\"')" or not doc[after].text[0].islower()


def annotated(doc: Doc, places: Sequence[int], parses: Sequence[Parsed]) -> Doc:
    """A Doc like `doc` with the annotations of its words; white space hangs on the word before it."""
    n = len(doc)
    pos, tags, deps = ["SPACE"] * n, ["_SP"] * n, ["dep"] * n
    lemmas = [t.text for t in doc]
    ents = ["O"] * n
    heads = list(range(n))
    predicates: list[Predicate] = []
    for parse in parses:
        here = places[parse.start : parse.start + len(parse)]
        for k, place in enumerate(here):
            pos[place], tags[place], lemmas[place] = parse.upos[k], parse.xpos[k], parse.lemmas[k]
            heads[place], deps[place] = here[parse.heads[k]], parse.deprels[k]
        for a, b, kind in parse.names:
            ents[here[a]] = f"B-{kind}"
            for k in range(here[a] + 1, here[b - 1] + 1):
                ents[k] = f"I-{kind}"
        for p in parse.predicates:
            roles = tuple((label, here[a], here[b - 1] + 1) for label, a, b in p.roles)
            predicates.append(Predicate(here[p.at], roles))
    words = set(places)
    nearest = places[0] if places else 0
    for k in range(n):
        if k in words:
            nearest = k
        elif places:
            heads[k] = nearest
    out = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], pos=pos, tags=tags, lemmas=lemmas,
              heads=heads if places else None, deps=deps if places else None, ents=ents)  # fmt: skip
    out._.predicates = predicates
    return out


def _predicates(doc: Doc) -> list[Predicate]:
    return doc.user_data.get("predicates", [])  # type: ignore[no-any-return]


def _set_predicates(doc: Doc, value: list[Predicate]) -> None:
    doc.user_data["predicates"] = value


if not Doc.has_extension("predicates"):
    Doc.set_extension("predicates", getter=_predicates, setter=_set_predicates)


@Language.factory(COMPONENT, assigns=["token.pos", "token.tag", "token.lemma", "token.dep", "token.head", "doc.sents", "doc.ents"],
                  default_config={"folder": str(FOLDER), "threads": 1})  # fmt: skip
def _create_parser(nlp: Language, name: str, folder: str, threads: int) -> EnglishParser:
    return EnglishParser(Path(folder), threads)


def load(folder: Path = FOLDER, *, threads: int = 1) -> Language:
    """The English pipeline as a `spacy.Language`; the model itself is read at first use, once per process.

    `threads` are those of one parse; for many texts `nlp.pipe(texts, n_process=N)` is the better use of N cores. Results do not
    depend on either, nor on what else is in a batch.
    """
    nlp = spacy.blank("en")
    nlp.tokenizer = WordCutter(nlp.vocab, folder, threads)
    nlp.add_pipe(COMPONENT, config={"folder": str(folder), "threads": threads})
    return nlp
