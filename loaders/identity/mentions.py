"""Which words of a sentence are a name of somebody? The name finder's spans, mended and sifted."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Span
from loaders.annotate.phrases import text_of
from loaders.annotate.sentences import Sentence
from loaders.identity import missed, nouns
from loaders.identity.sifting import is_name


@dataclass(frozen=True, slots=True)
class Mention:
    """A name: its words from `first` to `end` (exclusive), PER, LOC or ORG, and the titles in front as far as the name finder took them in."""

    sentence: Sentence
    first: int
    end: int
    tag: str
    titles: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words as text."""
        return text_of(self.sentence, range(self.first, self.end))

    @property
    def span(self) -> Span:
        """Its characters."""
        return self.sentence.cover(range(self.first, self.end))

    @property
    def head(self) -> int:
        """Its word that the others hang on."""
        inside = range(self.first, self.end)
        heads = self.sentence.tree.heads
        return next((k for k in inside if heads[k] not in inside or heads[k] == k), self.first)


def mentions(s: Sentence) -> tuple[Mention, ...]:
    """The names of a sentence in order, none inside another."""
    listed = [Mention(s, a, b, "ORG") for a, b in missed.listed(s)]
    listed += [Mention(s, a, b, "ORG") for a, b in missed.capitalised(s) if not any(a < x.end and x.first < b for x in listed)]
    taken = {k for m in listed for k in range(m.first, m.end)}
    found = [_trimmed(s, a, b, tag) for a, b, tag in _joined(s) if not taken & set(range(a, b))]
    return tuple(
        sorted(
            (m for m in (*listed, *found) if m is not None and is_name(m.sentence, m.first, m.end, m.tag)), key=lambda m: m.first
        )
    )


def _joined(s: Sentence) -> list[tuple[int, int, str]]:
    """The name finder's spans; those that only a hyphen parts are one ("Tehreek" + "e-Taliban")."""
    out: list[tuple[int, int, str]] = []
    for a, b, tag in s.names:
        if (
            out
            and (last := out[-1])
            and a - last[1] <= 1
            and s.spans[last[1] - 1].end == s.spans[last[1]].start
            and s.spans[a].start == s.spans[a - 1].end
        ):
            between = s.words[last[1]] if a > last[1] else s.words[a][0]
            if between in ("-", "‑", "‐") or not s.words[a][0].isalnum():
                out[-1] = (last[0], b, tag if b - a > last[1] - last[0] else last[2])
                continue
        out.append((a, b, tag))
    return out


def _trimmed(s: Sentence, start: int, end: int, tag: str) -> Mention | None:
    """A name without articles and titles in front and possessive marks behind."""
    titles: list[str] = []
    known = nouns.honorifics()
    while start < end - 1:
        word = s.words[start].strip(".").lower()
        h = known.get(word)
        if word in ("the", "a", "an") or not any(c.isalnum() for c in word):
            start += 1
        elif tag == "PER" and h is not None and (not h.is_name or end - start > 2) and s.words[start + 1][:1].isupper():
            titles.append(word)
            start += 1
        else:
            break
    while end > start + 1 and (
        s.words[end - 1] in ("’s", "'s", "’", "'") or (s.tree.upos[end - 1] == "PUNCT" and s.words[end - 1] not in ").")
    ):
        end -= 1
    if s.words[end - 1] == ")" and "(" not in s.words[start:end]:
        end -= 1
    for k in range(start - 1, -1, -1):  # titles before the span: "Mrs", "Gen"
        word = s.words[k].strip(".").lower()
        if tag != "PER" or word not in known or not s.words[k][:1].isupper():
            break
        titles.insert(0, word)
    return Mention(s, start, end, tag, tuple(titles)) if start < end else None
