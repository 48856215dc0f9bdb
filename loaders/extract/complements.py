"""What is said? The words of a sentence that are the content of a verb or noun of saying, and the form that they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.english.mending_clauses import RELATIVE
from kg.vocabulary import PartKind
from loaders.annotate.dates import dates
from loaders.annotate.sentences import Sentence
from loaders.extract.cues import words as lexicon

_BREAKS = frozenset((",", "--", "—", "–", "”", "''", '"', "’", "-", ".", ";", "?", "!"))
_QUOTATION_MARKS = frozenset("“ ” ‘ ’ \" '' `` « »".split())
_ADDRESSING = ("tell", "inform", "assure", "remind", "warn", "advise")
_TALK = ("say", "tell", "add", "state", "report", "announce", "claim", "declare", "warn", "insist", "write", "note", "argue")


@dataclass(frozen=True, slots=True)
class Complement:
    """The words of what is said, and its form: that, to, ing, as, np, or a preposition."""

    form: str
    words: tuple[int, ...]
    head: int


def dated(sentence: Sentence) -> frozenset[int]:
    """The words that are part of a date."""
    text, start = "".join(_padded(sentence)), sentence.span.start
    out: set[int] = set()
    for found in dates(text, None):
        out.update(sentence.within(type(found.span)(found.span.start + start, found.span.end + start)))
    return frozenset(out)


def _padded(sentence: Sentence) -> list[str]:
    """The words with blanks where the text between them was, so that offsets hold."""
    out: list[str] = []
    place = sentence.span.start
    for span, word in zip(sentence.spans, sentence.words, strict=True):
        out += [" " * (span.start - place), word]
        place = span.end
    return out


def is_circumstance(sentence: Sentence, k: int, days: frozenset[int]) -> bool:
    """Whether a dependent of a verb of saying tells when, where or through what it was said."""
    tree = sentence.tree
    if k in days or tree.deprels[k] in ("obl:tmod", "nmod:tmod", "obl:unmarked"):
        return True
    if tree.deprels[k] not in ("obl", "advcl", "nmod"):
        return False
    return is_channel(sentence, k) or tree.case(k) in ("to", "during", "after", "before", "amid", "via")


def is_channel(sentence: Sentence, k: int) -> bool:
    """Whether a nominal tells through what, or to whom of the press, something was said: "in a statement", "to reporters"."""
    tree = sentence.tree
    if tree.case(k) not in ("in", "on", "at", "during", "via", "through", "by", "to", "from", "after", "before", "amid"):
        return False
    return tree.lemmas[k] in lexicon("channels") or any(tree.lemmas[c] in lexicon("channels") for c in tree.under(k, "compound"))


def complement(sentence: Sentence, k: int, forms: frozenset[str]) -> Complement | None:
    """What is said with the verb at word `k` in one of some forms, the clause before the rest; None where nothing is.

    A semicolon ends it on either side.
    """
    said = _complement(sentence, k, forms)
    marks = [w for w, word in enumerate(sentence.words) if word == ";" and not _is_quoted_off(sentence, w, k)]
    if said is None or not marks:
        return said
    low = max((m for m in marks if m < k), default=-1)
    high = min((m for m in marks if m > k), default=len(sentence))
    words = tuple(w for w in said.words if low < w < high)
    return Complement(said.form, words, said.head) if low < said.head < high else None


def _is_quoted_off(sentence: Sentence, mark: int, k: int) -> bool:
    """Whether a quotation mark stands between a semicolon and the verb, so that the semicolon is the speaker's own."""
    return any(w in _QUOTATION_MARKS for w in sentence.words[min(mark, k) : max(mark, k)])


def _complement(sentence: Sentence, k: int, forms: frozenset[str]) -> Complement | None:
    tree = sentence.tree
    if forms & {"that", "quote"} and not _is_of_antecedent(sentence, k):
        clause = _clause(sentence, k)
        if clause is None or not _stands_alone(sentence, clause):
            clause = _around(sentence, k) or clause
        if clause is not None:
            return clause
    days = dated(sentence)
    objects = [c for c in tree.under(k, "obj") if c not in days]
    if not objects and tree.is_passive(k) and tree.deprels[k] not in ("amod",):
        subject = tree.subject(k)
        objects = [] if subject is None or (subject > k and tree.antecedent(k) is None) else [subject]
    if not objects and forms & {"np", "as"} and tree.antecedent(k) is not None and (thing := tree.object(k)) is not None:
        objects = [thing]  # "a charge that they deny"
    if not objects and "np" in forms:
        objects = [
            c for c in tree.under(k, "xcomp") if c > k and any(tree.upos[n] == "NUM" for n in tree.children[c])
        ]  # "counted 31 dead"
    second = [c for c in tree.under(k, "xcomp", "advcl", "obl") if _is_as(sentence, c)]
    if "as" in forms and second and (objects or tree.subject(k) is not None):
        return Complement("as", _union(sentence, k, [*objects, *second]), second[0])
    for c in tree.under(k, "xcomp", "advcl", "ccomp"):
        marks = [tree.lemmas[m] for m in tree.under(c, "mark")]
        if ("to" in forms and tree.xpos[c] in ("VB",) and "to" in marks) or (
            "to" in forms and tree.deprels[c] == "xcomp" and "to" in marks
        ):
            return Complement("to", sentence.subtree(c), c)
        if "ing" in forms and tree.deprels[c] in ("xcomp", "ccomp") and tree.xpos[c] == "VBG":
            return Complement("ing", sentence.subtree(c), c)
    for c in tree.under(k, "obl", "advcl", "nmod", "xcomp"):
        case = tree.case(c) or next((tree.lemmas[m] for m in tree.under(c, "mark")), "")
        if case and case.split(" ")[0] in forms and not is_circumstance(sentence, c, days - {c}) and c > k:
            aims = [
                x for x in tree.under(k, "xcomp", "advcl") if x > c and any(tree.lemmas[m] == "to" for m in tree.under(x, "mark"))
            ]
            return Complement(case.split(" ")[0], _union(sentence, k, [*objects, c, *aims]), c)
    if "np" in forms and objects:
        rest = [
            c
            for c in tree.children[k]
            if c > max(objects[0], k) and tree.deprels[c] in ("obl", "advcl", "xcomp", "nmod", "acl") and not (c in days or is_channel(sentence, c))
            and not _opens_another(sentence, c)
        ]  # fmt: skip
        return Complement("np", _union(sentence, k, [*objects, *rest]), objects[0])
    return None


def _is_of_antecedent(sentence: Sentence, k: int) -> bool:
    """Whether what is said is the noun that a relative clause describes: "the toll, which the office disputes"."""
    tree = sentence.tree
    return tree.antecedent(k) is not None and any(
        tree.upos[c] == "PRON" and tree.lemmas[c] in RELATIVE for c in tree.under(k, "obj")
    )


def _opens_another(sentence: Sentence, k: int) -> bool:
    """Whether an adverbial clause says something of its own (", saying that ...")."""
    return sentence.tree.deprels[k] == "advcl" and sentence.tree.lemmas[k] in _TALK


def _is_as(sentence: Sentence, k: int) -> bool:
    tree = sentence.tree
    marks = [tree.lemmas[m] for m in tree.under(k, "mark", "case")]
    if "as" in marks:
        return True
    return tree.deprels[k] == "xcomp" and not marks and tree.upos[k] in ("NOUN", "ADJ", "PROPN", "PRON", "NUM")


def _union(sentence: Sentence, k: int, heads: list[int]) -> tuple[int, ...]:
    out: set[int] = set()
    for h in heads:
        out.update(w for w in sentence.subtree(h) if k not in sentence.subtree(h) or w < k)
    return tuple(sorted(out))


def _stands_alone(sentence: Sentence, said: Complement) -> bool:
    """Whether a clause has a subject or a conjunction of its own."""
    return bool(sentence.tree.under(said.head, "nsubj", "nsubj:pass", "csubj", "expl", "mark", "nsubj:outer"))


def _around(sentence: Sentence, k: int) -> Complement | None:
    """What stands around "..., he said, ...", whatever the parse made of it: all but the words between the commas."""
    tree = sentence.tree
    subject = tree.subject(k)
    if subject is None or subject not in tree.children[k] or tree.under(k, "mark"):
        return None
    if tree.under(k, "obj") and tree.lemmas[k] not in _ADDRESSING:
        return None  # "in court, she denied the charge, and sat down"
    own = {k, *sentence.subtree(subject)}
    for c in tree.children[k]:
        if tree.deprels[c] in ("aux", "aux:pass", "advmod", "obl", "obl:tmod", "obl:unmarked", "iobj", "obj", "compound:prt"):
            own.update(sentence.subtree(c))
    first = last = k
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    if not first <= subject <= last or first == 0 or sentence.words[first - 1] not in _BREAKS:
        return None
    if last + 1 < len(sentence) and sentence.words[last + 1] not in _BREAKS:
        return None
    before = [w for w in range(first) if tree.upos[w] != "PUNCT"]
    if len(before) < 2 or not any(
        tree.deprels[w] in ("nsubj", "nsubj:pass", "nsubj:outer", "root") or tree.is_verbal(w) for w in before
    ):
        return None
    clause: Sequence[int] = range(len(sentence))
    over = tree.heads[k]
    if tree.deprels[k] == "parataxis" and tree.deprels[over] in ("acl:relcl", "acl", "advcl"):
        clause = sentence.subtree(over)  # "the port, which, she says, was closed": what she says is the clause alone
    elif tree.deprels[k] == "acl:relcl":
        clause = next((sentence.subtree(c) for c in tree.under(over, "acl:relcl") if c > k), clause)
    rest = tuple(w for w in clause if not first <= w <= last)
    heads = [w for w in rest if tree.deprels[w] == "root"] or [w for w in rest if tree.is_verbal(w)]
    return Complement("that", rest, heads[0]) if heads else None


def _is_label(sentence: Sentence, words: tuple[int, ...], after: int) -> bool:
    """Whether some words are a label with a colon before what is said: "Injured: police report 12 hurt"."""
    before = [w for w in words if w < after]
    ends = (before and sentence.words[before[-1]] == ":") or sentence.words[after - 1] == ":" or sentence.words[after] == ":"
    listed = sentence.segment.kind in (PartKind.LIST_ITEM, PartKind.TABLE_ROW)
    return bool(ends) and len(before) == len(words) and (listed or not any(sentence.tree.under(w, "nsubj") for w in words))


def _clause(sentence: Sentence, k: int) -> Complement | None:
    tree = sentence.tree
    own = set(sentence.subtree(k))
    for c in tree.under(k, "ccomp"):
        if tree.xpos[c] == "VBG" and not tree.under(c, "aux", "cop", "nsubj"):
            continue
        return Complement("that", sentence.subtree(c), c)
    if tree.deprels[k] == "parataxis" or (tree.deprels[k] == "conj" and tree.deprels[tree.heads[k]] == "parataxis"):
        top = k if tree.deprels[k] == "parataxis" else tree.heads[k]
        head = tree.heads[top]
        inserted = set(sentence.subtree(top))
        rest = tuple(w for w in sentence.subtree(head) if w not in inserted)
        if _is_label(sentence, rest, min(inserted)):
            rest = ()
        if any(tree.upos[w] != "PUNCT" for w in rest) and (tree.under(k, "nsubj", "nsubj:pass", "csubj") or top != k):
            return Complement("that", rest, head)
    for c in tree.under(k, "parataxis", "dislocated", "dep"):
        if not tree.under(k, "obj") and any(w > k for w in sentence.subtree(c)) and tree.upos[c] != "PUNCT" and c > k:
            between = [sentence.words[w] for w in range(k, c) if w in own]
            if ":" in between or "," in between:
                return Complement("that", sentence.subtree(c), c)
    return None
