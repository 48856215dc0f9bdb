"""How is a phrase built that has no name: how is it called, is it plural, whose is it, what modifies it?"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.annotate.phrases import Phrase, text_of
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity.entities import STATE, Entity
from loaders.identity.names import Names

_VAGUE = frozenset(
    "the a an this that these those some many several most all any its their his her our my your both each every other another such more than "
    "at least about around nearly almost over under up to as few only just approximately roughly no one of dozens scores hundreds thousands".split()
)
_ALWAYS_PLURAL = frozenset("people troop police staff personnel crew couple family pair duo".split())
_HYPHENATED = (
    "-backed",
    "-led",
    "-linked",
    "-funded",
    "-aligned",
    "-based",
    "-affiliated",
    "-controlled",
    "-sponsored",
    "-allied",
)
_LONGEST = 8
_MODIFIERS = ("amod", "compound", "nmod:poss", "nmod", "nmod:desc", "flat")


@dataclass(frozen=True, slots=True)
class Owner:
    """To whom a noun belongs: the state or region, or the named actor; and the words that tell it."""

    iso: str | None = None
    region: str | None = None
    entity: Entity | None = None
    words: tuple[int, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether the phrase names no owner."""
        return self.iso is None and self.region is None and self.entity is None


def is_plural(s: Sentence, k: int) -> bool:
    """Whether a noun is plural in form or sense."""
    return s.tree.xpos[k] in ("NNS", "NNPS") or s.tree.lemmas[k] in _ALWAYS_PLURAL


def called(s: Sentence, k: int) -> str:
    """A phrase as a name for what has none: its noun with what stands before, without articles and numbers, and named places after."""
    tree = s.tree
    core = Phrase(s, k).core()
    after = [w for w in core if w > k]
    tail: list[int] = []
    for c in tree.under(k, "nmod"):
        part = [w for w in s.subtree(c) if w in after]
        if part and (tree.case(c) == "of" or (tree.case(c) in ("in", "for", "at", "from") and any(s.name_at(w) for w in part))):
            tail += part
    words = [w for w in core if w <= k] + (
        sorted(tail) if len(tail) < _LONGEST and tail and sorted(tail) == list(range(k + 1, k + 1 + len(tail))) else []
    )
    while len(words) > 1 and (
        s.words[words[0]].lower() in _VAGUE
        or tree.upos[words[0]] in ("NUM", "DET", "PUNCT", "SYM", "PRON", "CCONJ", "PART", "ADV")
    ):
        words.pop(0)
    if len([w for w in words if w < k]) > _LONGEST:
        words = [w for w in words if w >= k - 3]
    return text_of(s, words).strip("“”\"'‘’ ")


def modifiers(s: Sentence, k: int, owner: Owner) -> list[str]:
    """Lemmas of the adjectives and nouns before a noun, without those that tell its owner."""
    tree = s.tree
    return [tree.lemmas[c] for c in tree.children[k] if tree.deprels[c] in ("amod", "compound") and c not in owner.words]


def owner_of(s: Sentence, k: int, names: Names) -> Owner:
    """The owner of a noun by demonym, name, genitive or "of": "Kenyan police", "Ghana's army", "the ministry of Peru"."""
    tree = s.tree
    for c in tree.children[k]:
        relation = tree.deprels[c]
        if relation not in _MODIFIERS or (relation == "nmod" and tree.case(c) not in ("of", "in", "")):
            continue
        state = gazetteer().adjective(s.words[c])
        if state is not None and relation in ("amod", "compound", "nmod:desc"):
            return Owner(iso=state.iso, words=(c,))
        pair = gazetteer().adjective(f"{s.words[c - 1]} {s.words[c]}") if c else None
        if pair is not None and relation in ("amod", "compound"):
            return Owner(iso=pair.iso, words=(c - 1, c))  # "South Korean"
        entity = names.at(s, c)
        name = names.mention(s, c)
        if entity is None or name is None:
            continue
        words = tuple(range(name.first, name.end))
        if s.words[name.end : name.end + 1] in (("-",), ("‑",)) or s.words[name.end - 1].lower().endswith(_HYPHENATED):
            continue  # "Hezbollah-backed", "US-led"
        if entity.kind == STATE and entity.iso is not None:
            return Owner(iso=entity.iso, words=words)
        if name.tag == "LOC":
            return Owner(region=name.text, words=words)
        return Owner(entity=entity, words=words)
    return Owner()


def is_unlike(modifier: str) -> bool:
    """Whether a modifier says that somebody else is meant ("another group", "a rival group")."""
    return modifier in (
        "other",
        "another",
        "rival",
        "different",
        "splinter",
        "similar",
        "second",
        "third",
        "neighbouring",
        "neighboring",
        "new",
    )
