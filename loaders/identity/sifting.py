"""Which of the name finder's names are names of somebody or some place, and which of events, laws, works, credits?"""

from __future__ import annotations

from kg.vocabulary import PartKind
from loaders.annotate.phrases import text_of
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns

_CREDITS = frozenset(
    "photo photos photograph photographer picture pictures image images video credit courtesy via file getty illustration graphic".split()
)
_WORKS = frozenset(
    "film movie book novel song documentary poem album play series show drama opera memoir essay painting operation bill anthem".split()
)
_OFFICES = frozenset(("minister", "secretary", "undersecretary"))
_OPENING, _CLOSING = frozenset("\"“‘'«[(``"), frozenset("\"”’'»])")


def is_name(s: Sentence, first: int, end: int, tag: str) -> bool:
    """Whether some words that look like a name are one of somebody or some place, not of an event, a law, a work or a credit."""
    text = text_of(s, range(first, end))
    if (
        not any(c.isalpha() for c in text)
        or (text.islower() and end - first > 1)
        or (tag != "LOC" and nouns.is_no_actor(text))
        or text.lower() in ("i", "pm", "am")
    ):
        return False
    if tag == "LOC" and nouns.is_no_actor(text) and gazetteer().state(text) is None and not gazetteer().places(text):
        return False
    last = s.tree.lemmas[end - 1]
    if (
        tag == "ORG"
        and last in nouns.people()
        and last not in nouns.bodies()
        and s.tree.upos[end - 1] in ("NOUN", "PROPN")
        and _head(s, first, end) == end - 1
    ):
        return False  # "Team Manager", "Foreign Secretary"
    if first and tag != "LOC" and nouns.opens_no_actor(s.words[first - 1]):
        return False  # "Cyclone | Freddy"
    if tag == "ORG" and s.words[first - 1 : first] == ("of",) and s.tree.lemmas[max(0, first - 2)] in _OFFICES:
        return False  # "Minister of State for Trade"
    if end - first == 1:
        places, k = gazetteer(), first
        if places.state(text) is None and (places.adjective(text) is not None or places.people(text) is not None):
            return False  # "Afghan", "Afghans": told with the noun
        if text.islower() or (tag != "PER" and text.lower() in nouns.bodies() and nouns.outlet(text) is None):
            return False
        if (
            tag != "LOC"
            and s.tree.deprels[k] in ("compound", "amod")
            and text[0].isupper()
            and _is_common(s, s.tree.heads[k])
            and tag == "PER"
        ):
            return not _is_described(s, k)
        if tag == "PER" and any(s.words[c].lower() in ("the", "a") for c in s.tree.under(k, "det")):
            return False
    return not (_is_credit(s, first, end, tag) or _is_title_of_work(s, first, end, tag))


def _is_common(s: Sentence, k: int) -> bool:
    return s.tree.upos[k] == "NOUN" and s.words[k].islower() and s.tree.lemmas[k] not in nouns.honorifics()


def _is_described(s: Sentence, k: int) -> bool:
    """Whether a lone name only modifies a noun for people or a body ("Pashtun militants"): a people's name, not a person's."""
    lemma = s.tree.lemmas[s.tree.heads[k]]
    return (
        lemma in nouns.people() or lemma in nouns.bodies() or lemma in ("people", "community", "tribe", "insurgency", "movement")
    )


def _is_credit(s: Sentence, first: int, end: int, tag: str) -> bool:
    """The source of a picture: "(Reuters)" under it, "Photo: AFP", "via Getty Images"."""
    if (
        nouns.outlet(text_of(s, range(first, end))) is None
        and tag != "PER"
        and "getty" not in text_of(s, range(first, end)).lower()
    ):
        return False
    before = [w.lower() for w in s.words[max(0, first - 3) : first]]
    if (first and s.words[first - 1] in ("/", "[", ":", "©")) or before[-1:] == ["via"]:
        near = {w.lower() for w in s.words[max(0, first - 7) : end + 3]}
        if near & _CREDITS or s.words[first - 1] in ("[", "©"):
            return True
    return s.segment.kind is PartKind.CAPTION and s.words[first - 1 : first] in (("(",), ("[",), ("/",), (":",))


def _is_title_of_work(s: Sentence, first: int, end: int, tag: str) -> bool:
    """A quoted title beside the noun that says what it is: the film "Gandhi"."""
    if not first > 0 or end >= len(s) or s.words[first - 1] not in _OPENING or s.words[end] not in _CLOSING:
        return False
    return tag != "LOC" and bool({x.lower() for x in s.tree.lemmas[max(0, first - 4) : first]} & _WORKS)


def _head(s: Sentence, first: int, end: int) -> int:
    heads = s.tree.heads
    return next((k for k in range(first, end) if not first <= heads[k] < end or heads[k] == k), first)
