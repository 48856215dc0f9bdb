"""Which subwords has a word?"""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

LONGEST = 8  # subwords a word; a longer word keeps its first six and its last two


class WordPiece:
    """Splits words into the encoder's subword ids, remembering what it has seen."""

    def __init__(self, tokenizer_json: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_json))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls, self.sep, self.unknown = (int(self._tokenizer.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]", "[UNK]"))
        self._seen: dict[str, tuple[int, ...]] = {}

    def words(self) -> set[str]:
        """The whole words, of letters only, among the pieces: a list of common English words."""
        return {w for w in self._tokenizer.get_vocab() if w.isalpha()}

    def __call__(self, word: str) -> tuple[int, ...]:
        """The ids of the word's subwords, at least one and at most LONGEST."""
        key = word.lower()
        found = self._seen.get(key)
        if found is None:
            ids = self._tokenizer.encode(key, add_special_tokens=False).ids or [self.unknown]
            if len(ids) > LONGEST:
                ids = ids[: LONGEST - 2] + ids[-2:]
            found = tuple(ids)
            if len(self._seen) < 1 << 18:  # bounded: hostile text must not fill the memory
                self._seen[key] = found
        return found
