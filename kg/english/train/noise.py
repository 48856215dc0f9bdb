"""What has news that treebanks lack? Ways to make training sentences more like it, each keeping the annotation right."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.english.tokens import Tokenizer
from kg.english.train.data import bare
from kg.english.train.fillers import DAYS, MONTHS, NUMBER_WORDS, Fillers
from kg.english.treebank import Predicate, Sentence

NATIONALITIES = """Afghan Algerian Angolan Argentine Armenian Australian Azerbaijani Bangladeshi Belarusian Bolivian Brazilian British
Bulgarian Burkinabe Burmese Burundian Cambodian Cameroonian Canadian Chadian Chilean Chinese Colombian Congolese Cuban Dutch Ecuadorian
Egyptian Eritrean Ethiopian Filipino French Gambian Georgian German Ghanaian Greek Guatemalan Haitian Honduran Hungarian Indian
Indonesian Iranian Iraqi Irish Israeli Italian Ivorian Jamaican Japanese Jordanian Kazakh Kenyan Kosovar Kuwaiti Kyrgyz Laotian
Lebanese Liberian Libyan Malawian Malaysian Malian Mexican Moldovan Mongolian Moroccan Mozambican Namibian Nepali Nicaraguan Nigerian
Nigerien Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Peruvian Polish Portuguese Qatari Romanian Russian Rwandan Saudi
Senegalese Serbian Slovak Somali Spanish Sudanese Swedish Syrian Tajik Tanzanian Thai Togolese Tunisian Turkish Turkmen Ugandan
Ukrainian Uruguayan Uzbek Venezuelan Vietnamese Yemeni Zambian Zimbabwean""".split()


def keep_words(sentence: Sentence, kept: Sequence[int]) -> Sentence:
    """The sentence with only the words `kept` (in order); nothing kept may hang on a word that goes."""
    place = {old: new for new, old in enumerate(kept)}
    after = [sum(k < i for k in kept) for i in range(len(sentence.words) + 1)]  # where a boundary comes to lie

    def spans(items: Sequence[tuple[str, int, int]]) -> tuple[tuple[str, int, int], ...]:
        return tuple((label, after[a], after[b]) for label, a, b in items if after[a] < after[b])

    def chosen(values: Sequence[str] | Sequence[bool]) -> list:  # type: ignore[type-arg]
        return [values[k] for k in kept]

    names = sentence.names
    predicates = sentence.predicates
    return replace(
        sentence,
        words=chosen(sentence.words), spaces=chosen(sentence.spaces), lemmas=chosen(sentence.lemmas), upos=chosen(sentence.upos),
        xpos=chosen(sentence.xpos), heads=[place[sentence.heads[k]] for k in kept], deprels=chosen(sentence.deprels),
        misc=chosen(sentence.misc) if sentence.misc else [],
        names=None if names is None else [(a, b, t) for t, a, b in spans([(t, a, b) for a, b, t in names])],
        predicates=None if predicates is None else [Predicate(place[p.at], spans(p.roles), p.sense) for p in predicates if p.at in place],
    )  # fmt: skip


def headline(sentence: Sentence) -> Sentence:
    """The sentence as a headline: without articles, auxiliaries, copulas and the final stop, where nothing hangs on them."""
    leaves = set(range(len(sentence.words))) - {h for k, h in enumerate(sentence.heads) if h != k}
    last = len(sentence.words) - 1

    def goes(k: int) -> bool:
        lemma = sentence.lemmas[k]
        return k in leaves and (
            (sentence.upos[k] == "DET" and lemma in ("a", "an", "the"))
            or (sentence.deprels[k] in ("aux", "aux:pass", "cop") and lemma in ("be", "have"))
            or (k == last and sentence.words[k] == ".")
        )

    kept = [k for k in range(len(sentence.words)) if not goes(k)]
    return keep_words(sentence, kept) if len(kept) > 2 else sentence


def without_final_stop(sentence: Sentence) -> Sentence:
    """The sentence as in a list or a caption."""
    last = len(sentence.words) - 1
    leaf = last not in sentence.heads[:last]
    return keep_words(sentence, range(last)) if last > 1 and sentence.words[last] == "." and leaf else sentence


def without_a_quote(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with one quotation mark lost."""
    marks = [
        k for k, w in enumerate(sentence.words) if w in ('"', "“", "”") and k not in sentence.heads[:k] + sentence.heads[k + 1 :]
    ]
    if not marks or len(sentence.words) < 4:
        return sentence
    lost = rng.choice(marks)
    return keep_words(sentence, [k for k in range(len(sentence.words)) if k != lost])


def respelt(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with other signs: curly quotes and apostrophes, non-breaking hyphens, dashes."""
    words = list(sentence.words)
    curly, hyphen, dash = rng.random() < 0.5, rng.random() < 0.2, rng.random() < 0.3
    opening = True
    for k, word in enumerate(words):
        if curly and word == '"':
            words[k] = "“" if opening else "”"
            opening = not opening
        elif curly and "'" in word:
            words[k] = word.replace("'", "’")
        elif hyphen and word == "-":
            words[k] = "‑"
        elif dash and word in ("-", "--"):
            words[k] = rng.choice("–—")
    return replace(sentence, words=words)


def bulleted(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence as a list item."""
    root = next(k for k, h in enumerate(sentence.heads) if h == k)
    shifted = tuple(
        Predicate(p.at + 1, tuple((r, a + 1, b + 1) for r, a, b in p.roles), p.sense) for p in sentence.predicates or ()
    )
    mark = rng.choice("•-*–")
    return replace(
        sentence,
        words=[mark, *sentence.words], spaces=[True, *sentence.spaces], lemmas=[mark, *sentence.lemmas], upos=["PUNCT", *sentence.upos],
        xpos=["NFP", *sentence.xpos], heads=[root + 1, *(h + 1 for h in sentence.heads)], deprels=["punct", *sentence.deprels],
        misc=["_", *sentence.misc] if sentence.misc else [],
        names=None if sentence.names is None else [(a + 1, b + 1, t) for a, b, t in sentence.names],
        predicates=None if sentence.predicates is None else list(shifted),
    )  # fmt: skip


def renamed(sentence: Sentence, rng: random.Random, fillers: Fillers, cut: Tokenizer, share: float) -> Sentence:
    """The sentence with some names replaced by others of the same type and number of words, so that the tree stands."""
    if not sentence.names:
        return sentence
    words, lemmas = list(sentence.words), list(sentence.lemmas)
    for a, b, kind in sentence.names:
        if rng.random() >= share or any(not w[0].isalpha() for w in words[a:b]):
            continue
        for _ in range(4):
            name = _name(kind, b - a, rng, fillers)
            found = [name[s:e] for s, e in cut(name)]
            if len(found) == b - a and all(w[0].isalnum() for w in found):
                words[a:b] = found
                lemmas[a:b] = found
                break
    return replace(sentence, words=words, lemmas=lemmas)


def _name(kind: str, length: int, rng: random.Random, fillers: Fillers) -> str:
    if kind == "PER":
        given, family = rng.choice(fillers.people)
        return family if length == 1 else f"{given} {family}"
    if kind == "LOC":
        return rng.choice(fillers.towns if rng.random() < 0.7 else fillers.countries)
    body = fillers.body(rng)
    return fillers.acronym(body) if length == 1 and rng.random() < 0.6 else body


def noisy(sentence: Sentence, rng: random.Random, fillers: Fillers, cut: Tokenizer) -> Sentence:
    """The sentence, now and then changed in one or more of these ways; the very same object when not."""
    out = sentence
    if rng.random() < 0.35:
        out = renamed(out, rng, fillers, cut, 0.6)
    if rng.random() < 0.3:
        out = respelt(out, rng)
    if sentence.deprels[0] != "_":
        draw = rng.random()
        if draw < 0.04:
            out = headline(out)
        elif draw < 0.07:
            out = without_final_stop(out)
        elif draw < 0.09:
            out = without_a_quote(out, rng)
        elif draw < 0.11:
            out = bulleted(out, rng)
    return out


_SLOT = re.compile(r"\{(\w+?)(\d?)\}|\[(ORG|LOC|PER) ([^\]]+)\]")


class NewsItems:
    """Short invented news items whose names are drawn anew each time."""

    def __init__(self, path: Path, fillers: Fillers, cut: Tokenizer) -> None:
        text = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# "))
        self._items = [block.splitlines() for block in re.split(r"\n\s*\n", text.strip())]
        self._fillers = fillers
        self._cut = cut

    def draw(self, rng: random.Random) -> list[list[Sentence]]:
        """Every item as a document of sentences of which words and names are known."""
        return [self._document(f"news-{k}", lines, rng) for k, lines in enumerate(self._items)]

    def _document(self, id: str, lines: list[str], rng: random.Random) -> list[Sentence]:
        chosen: dict[str, str] = {}
        out = []
        for number, line in enumerate(lines):
            text, names = self._filled(line, chosen, rng)
            words = self._cut(text)
            starts, ends = {s: i for i, (s, _) in enumerate(words)}, {e: i + 1 for i, (_, e) in enumerate(words)}
            known = [(starts[a], ends[b], t) for a, b, t in names if a in starts and b in ends]
            if words:
                out.append(bare(f"{id}-{number}", [text[a:b] for a, b in words], known))
        return out

    def _filled(self, line: str, chosen: dict[str, str], rng: random.Random) -> tuple[str, list[tuple[int, int, str]]]:
        """The line with its slots filled, and the names in it as (start, end, type)."""
        out, names, length, last = [], [], 0, 0
        for match in _SLOT.finditer(line):
            plain = line[last : match.start()]
            kind, text = (match[3], match[4]) if match[3] else self._fill(match[1], match[2], chosen, rng)
            length += len(plain)
            if kind:
                names.append((length, length + len(text), kind))
            out += [plain, text]
            length += len(text)
            last = match.end()
        out.append(line[last:])
        return "".join(out), names

    def _fill(self, slot: str, digit: str, chosen: dict[str, str], rng: random.Random) -> tuple[str, str]:
        """The type ("" when it is no name) and the text of a slot."""
        f = self._fillers

        def once(key: str, draw: Callable[[], str]) -> str:
            if not digit:
                return draw()
            return chosen.setdefault(key + digit, draw())

        if slot in ("PER", "SUR", "GIV"):
            full = once("PER", lambda: " ".join(rng.choice(f.people)))
            given, _, family = full.partition(" ")
            return "PER", {"PER": full, "SUR": family, "GIV": given}[slot]
        if slot in ("GROUP", "ACRO"):
            group = once("GROUP", lambda: f.group(rng))
            return "ORG", group if slot == "GROUP" else f.acronym(group)
        names: dict[str, tuple[str, Callable[[], str]]] = {
            "CITY": ("LOC", lambda: rng.choice(f.towns)), "COUNTRY": ("LOC", lambda: rng.choice(f.countries)),
            "REGION": ("LOC", lambda: rng.choice(f.regions)), "ORG": ("ORG", lambda: f.body(rng)), "MIN": ("ORG", lambda: f.ministry(rng)),
            "OUTLET": ("ORG", lambda: f.outlet(rng)), "NAT": ("", lambda: rng.choice(NATIONALITIES)),
            "NUM": ("", lambda: rng.choice(NUMBER_WORDS) if rng.random() < 0.4 else str(rng.randint(2, 900))),
            "BIG": ("", lambda: f"{rng.randint(1, 99)},{rng.randint(0, 9)}00" if rng.random() < 0.7 else f"{rng.randint(1, 9)}.{rng.randint(1, 9)} million"),
            "DAY": ("", lambda: rng.choice(DAYS)), "YEAR": ("", lambda: str(rng.randint(1998, 2027))),
            "DATE": ("", lambda: rng.choice((f"{rng.choice(MONTHS)} {rng.randint(1, 28)}", f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2005, 2027)}"))),
        }  # fmt: skip
        kind, draw = names[slot]
        return kind, once(slot, draw)
