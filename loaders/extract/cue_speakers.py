"""Who speaks with a verb of saying? Its subject, whom it hands on, the source behind a channel, an inverted subject."""

from __future__ import annotations

from kg.english.mending_clauses import RELATIVE
from loaders.annotate.phrases import Phrase, members
from loaders.annotate.sentences import Sentence
from loaders.extract import cues
from loaders.extract.complements import Complement

# Verbs that hand on another's words: "the paper quoted the mayor as saying".
HANDING_ON = frozenset(("quote", "cite", "report"))
_GIVING = frozenset("release publish issue write prepare compile author commission produce draft send".split())
_WHO_REPORT = frozenset(
    (
        "reporter",
        "reporters",
        "journalist",
        "journalists",
        "newspaper",
        "media",
        "press",
        "television",
        "tv",
        "radio",
        "site",
        "website",
    )
)


def inverted(sentence: Sentence, k: int) -> tuple[Complement, tuple[Phrase, ...]] | None:
    """What is said and who says it in "..., admitted the director.", where the parse takes the speaker for the object."""
    tree = sentence.tree
    things = tree.under(k, "obj")
    if k < 3 or sentence.words[k - 1] != "," or len(things) != 1 or tree.under(k, "nsubj", "nsubj:pass", "cc", "ccomp", "aux"):
        return None
    after = [w for w in range(k + 1, len(sentence)) if tree.upos[w] != "PUNCT"]
    before = tuple(range(k - 1))
    own = any(tree.deprels[w] in ("nsubj", "nsubj:pass", "csubj") for w in before)
    if tree.deprels[k] not in ("conj", "parataxis", "root") or not own or set(after) - set(sentence.subtree(things[0])):
        return None
    head = tree.heads[k] if tree.heads[k] < k else next((w for w in before if tree.is_verbal(w)), 0)
    return Complement("that", before, head), tuple(Phrase(sentence, m) for m in members(sentence, things[0]))


def saying_of(sentence: Sentence, k: int) -> int | None:
    """The "saying" of "quoted X as saying"."""
    tree = sentence.tree
    for c in tree.under(k, "advcl", "xcomp", "acl", "ccomp"):
        if tree.lemmas[c] in ("say", "tell", "write", "state", "warn", "claim") and any(
            tree.lemmas[m] == "as" for m in tree.under(c, "mark", "case")
        ):
            return c
    for o in tree.under(k, "obj"):
        for c in tree.under(o, "acl", "advcl"):
            if tree.lemmas[c] in ("say", "tell") and any(tree.lemmas[m] == "as" for m in tree.under(c, "mark", "case")):
                return c
    return None


def named_between(sentence: Sentence, k: int, saying: int) -> list[int]:
    """Whom the text names between "quoted" and "as saying", whatever the parse made of it."""
    tree = sentence.tree
    mark = next((m for m in range(k + 1, saying) if tree.lemmas[m] == "as"), saying)
    tops = [w for w in range(k + 1, mark) if not k < tree.heads[w] < mark and tree.upos[w] in ("NOUN", "PROPN", "PRON")]
    return tops[-1:]


def hands_on(sentence: Sentence, k: int) -> int | None:
    """The verb that hands on, when `k` is its "saying"."""
    tree = sentence.tree
    head = tree.heads[k]
    for h in (head, tree.heads[head]):
        if tree.lemmas[h] in HANDING_ON and h != k and saying_of(sentence, h) == k:
            return h
    return None


def speakers_of(sentence: Sentence, k: int) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    frame = sentence.frame(k)
    tree = sentence.tree
    if not frame.agents:
        return (), ()
    first = frame.agents[0]
    heads = members(sentence, first) if first in tree.conjoined(first) else [first]
    return tuple(_speaker(sentence, x, k) for h in heads for x in sources(sentence, h)), ()


def _speaker(sentence: Sentence, head: int, k: int) -> Phrase:
    """The phrase of a speaker, without the relative clause in which he says it: "guards | who said they had slept"."""
    tree = sentence.tree
    clause = next((c for c in tree.under(head, "acl", "acl:relcl") if c > head and k in sentence.subtree(c)), None)
    start = min(sentence.subtree(clause)) if clause is not None else head
    return Phrase(sentence, head, start) if start > head else Phrase(sentence, head)


def sources(sentence: Sentence, k: int) -> list[int]:
    """Those who speak through a channel ("a statement from the ministry", "UN figures"); the word itself where it is none.

    A channel of which nobody is named stays where it is many ("media reports"), and is nobody where it is one ("a statement").
    """
    tree = sentence.tree
    if tree.lemmas[k] not in cues.words("channels") or tree.lemmas[k] in _WHO_REPORT or sentence.name_at(k) is not None:
        return [k]
    if tree.lemmas[k] == "call" and any(tree.case(c) in ("for", "to") for c in tree.under(k, "nmod", "acl")):
        return [k]  # "its call for rallies", made not on the phone
    by = [c for c in tree.under(k, "nmod") if tree.case(c) in ("by", "from", "of")]
    found = [m for c in by[:1] for m in members(sentence, c)] or tree.under(k, "nmod:poss")[:1]
    found = found or [c for c in tree.under(k, "compound", "amod")[-1:] if tree.upos[c] == "PROPN"]
    given = (c for c in tree.under(k, "acl") if tree.lemmas[c] in _GIVING and tree.is_passive(c))
    found = found or [a for c in given for a in sentence.frame(c).agents]
    if found:
        return [x for f in found for x in sources(sentence, f)]  # "the caption of a video by the mayor"
    plural = tree.xpos[k] in ("NNS", "NNPS")
    pointing = any(tree.lemmas[d] in ("the", "this", "its", "their", "his", "her") for d in tree.under(k, "det", "nmod:poss"))
    return [k] if plural or pointing else []


def things_said(sentence: Sentence, k: int) -> list[int]:
    """The objects of a verb; for a relative pronoun the noun that it stands for ("a number that it raised to 44")."""
    tree = sentence.tree
    noun = tree.antecedent(k)
    relative = noun is not None and any(tree.upos[o] == "PRON" and tree.lemmas[o] in RELATIVE for o in tree.under(k, "obj"))
    return [noun] if relative and noun is not None else tree.under(k, "obj")
