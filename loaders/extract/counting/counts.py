"""What does each number of a sentence count? The measure and the group counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.vocabulary import BoundKind, CountedGroup, Measure, Scope
from loaders.annotate.numbers import Number, numbers
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.complements import dated
from loaders.extract.counting.count import Count, Tie, made
from loaders.extract.counting.counted import counted_head, group, own_group, telling
from loaders.extract.counting.harm import Harm, harms
from loaders.extract.counting.things import currency, of_things
from loaders.extract.counting.ties import INCLUDING, OTHERS, sufferers_of, tie_of

_THEM = frozenset(("they", "them", "who", "whom", "which", "those"))
_PERCENT = frozenset(("%", "percent", "per", "pc", "percentage"))
_NO_COUNT = frozenset(
    (
        "year",
        "month",
        "day",
        "week",
        "minute",
        "second",
        "mile",
        "kilometre",
        "kilometer",
        "km",
        "metre",
        "meter",
        "mm",
        "cm",
        "kg",
        "tonne",
        "ton",
        "degree",
        "magnitude",
        "time",
        "age",
        "per",
        "hour",
        "percent",
        "dollar",
        "euro",
    )
)
_SINGLE = (Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED, Measure.MISSING, Measure.FREED)


def counts(sentence: Sentence, before: Sequence[Count] = ()) -> list[Count]:
    """The counts of a sentence in order. `before` are those of the sentences before it, the last one last."""
    found = harms(sentence)
    days = dated(sentence)
    out: list[Count] = []
    for n in numbers(sentence):
        if set(range(n.first, n.last + 1)) & days or (n.fraction and not _is_money(sentence, n)):
            continue
        count = _count(sentence, n, found, [*before, *out])
        if count is not None:
            out.append(count)
    out += _single(sentence, found, out)
    return sorted(out, key=lambda c: c.number)


def _count(sentence: Sentence, n: Number, found: list[Harm], before: Sequence[Count]) -> Count | None:
    tree = sentence.tree
    head, top = counted_head(sentence, n), _top(sentence, n)
    if _is_money(sentence, n):
        return made(sentence, n, head, Tie(Measure.MONEY, head, "money", 0.9), CountedGroup.OTHER, currency(sentence, n))
    following = sentence.words[n.last + 1].lower() if n.last + 1 < len(sentence) else ""
    if following in _PERCENT or _is_age(sentence, n, head):
        return None
    who = _group_beside(sentence, n, head) or group(sentence, head)
    last = before[-1] if before else None
    tie = tie_of(sentence, n, head, top, found, last)
    if tie is not None:
        if tie.measure is Measure.OTHER and not tie.rule.startswith("harm"):
            return None
        if n.low == n.high == 1 and _is_description(sentence, head, tie.at):
            return None
        outer = last  # a number without a noun goes on with the whole, not with a part of it
        if last is not None and last.part_of is not None:
            outer = next((c for c in reversed(before) if c.number == last.part_of), last)
        who = (who if tie.rule == "toll" else None) or tie.group or who or _told_before(sentence, n, head, tie, outer)
        if who is None:
            return None
        count = made(sentence, n, head, tie, who)
        if sentence.words[n.last + 1 : n.last + 2] == ("more",) or _is_additional(sentence, head):
            count = replace(count, scope=Scope.INCREMENT)
        if tie.part_of is not None:
            whole = next((c.number for c in before if c.head == tie.part_of or tie.part_of in sentence.within(c.number)), None)
            count = replace(count, part_of=whole)
        return count
    if tree.lemmas[head] in _NO_COUNT and tree.lemmas[head] != "hour":
        return None
    return of_things(sentence, n, head, who)


def _top(sentence: Sentence, n: Number) -> int:
    """The word of a number that the others hang on."""
    inside = range(n.first, n.last + 1)
    return next((w for w in inside if sentence.tree.heads[w] not in inside or sentence.tree.heads[w] == w), n.last)


def _group_beside(sentence: Sentence, n: Number, head: int) -> CountedGroup | None:
    """The group that the words after a number tell of this number alone: "44 civilian and 12 military deaths"."""
    tree = sentence.tree
    after = next((k for k in range(n.last + 1, head) if tree.upos[k] == "NUM"), head)
    shared = after < head or any(tree.upos[k] == "NUM" and k < n.first for k in sentence.subtree(head))
    told = {g for k in range(n.last + 1, after) if (g := telling(tree.lemmas[k])) is not None}
    return next(iter(told)) if shared and len(told) == 1 else None


def _told_before(sentence: Sentence, n: Number, head: int, tie: Tie, last: Count | None) -> CountedGroup | None:
    """The group of a number without a noun of its own: that of the whole, of the count before, else people."""
    tree = sentence.tree
    lemma = tree.lemmas[head]
    bare = (
        n.first <= head <= n.last
        or lemma in OTHERS
        or lemma in _THEM
        or tree.upos[head] in ("NUM", "ADJ", "VERB")
        or tie.rule == "label"
    )
    if not bare and tie.rule not in ("noun", "toll"):
        lost = tree.lemmas[tie.at] == "life"  # what loses its life is people, whatever the word for them
        return CountedGroup.PEOPLE if lost or sentence.name_at(head) is not None else None
    if tie.rule == "noun" or (tie.rule == "toll" and last is None):
        return CountedGroup.PEOPLE
    if lemma in _THEM:
        noun = next((g for k in (tree.heads[n.first], *tree.children[n.first]) if (g := group(sentence, k)) is not None), None)
        return noun or (last.group if last and last.group is not CountedGroup.OTHER else CountedGroup.PEOPLE)
    if last is not None and last.measure not in (Measure.MONEY, Measure.PLACES, Measure.INCIDENTS, Measure.DURATION_HOURS):
        subject = tree.deprels[head] in ("nsubj", "nsubj:pass") and head == 0  # "Forty-eight are free", after "52 pupils"
        near = last.span.start >= sentence.span.start or lemma in OTHERS or (subject and n.first <= head <= n.last)
        # "177 militants, nearly 50 dead": the same measure again, and of others
        again = last.measure is tie.measure and lemma not in OTHERS and tie.at == n.whole[1] + 1
        return last.group if near and not again else CountedGroup.PEOPLE
    return CountedGroup.PEOPLE


def _is_additional(sentence: Sentence, head: int) -> bool:
    return any(sentence.tree.lemmas[c] in OTHERS for c in sentence.tree.under(head, "amod", "advmod"))


def _single(sentence: Sentence, found: list[Harm], counted: Sequence[Count]) -> list[Count]:
    """Single people harmed: "a nurse was abducted", "killed one soldier" where no number says so."""
    tree = sentence.tree
    out = []
    heads = {c.head for c in counted}
    for h in found:
        if not h.real or h.measure not in _SINGLE:
            continue
        for k in dict.fromkeys(x for o in sufferers_of(sentence, h) for x in _with_parts(sentence, o)):
            article = _article(sentence, k)
            if article is None or k in heads or tree.xpos[k] != "NN" or tree.under(k, "nummod"):
                continue
            if _is_description(sentence, k, h.at):
                continue
            who = own_group(sentence, k)
            if who is None:
                continue
            heads.add(k)
            words = (article, h.at, *Phrase(sentence, k).core())
            out.append(
                Count(sentence.spans[article], sentence.cover(words), k, h.measure, who, 1, 1, BoundKind.EXACT, None, "single", 0.7, harm=h.at)
            )  # fmt: skip
    return out


def _article(sentence: Sentence, k: int) -> int | None:
    """The "a" of a noun, or of the one that it goes on with: "a woman and girl"."""
    tree = sentence.tree
    own = tree.under(k, "det", "nmod:poss", "nummod")
    if not own and tree.deprels[k] == "conj":
        own = tree.under(tree.heads[k], "det")
    return next((d for d in own if tree.lemmas[d] in ("a", "an", "another")), None)


def _is_description(sentence: Sentence, head: int, at: int) -> bool:
    """Whether a word of harm only tells who does something: "an injured passenger said", "one man who fled told reporters"."""
    tree = sentence.tree
    describes = at in tree.under(head, "amod", "acl", "acl:relcl") or (
        tree.deprels[at] == "xcomp" and _is_in_relative(sentence, at, head)
    )
    return describes and tree.deprels[head] == "nsubj"


def _is_in_relative(sentence: Sentence, k: int, head: int) -> bool:
    """Whether a word hangs in a relative clause of another: "one guard who escaped from the depot"."""
    tree = sentence.tree
    while tree.heads[k] != k and k != head:
        if tree.deprels[k] == "acl:relcl" and tree.heads[k] == head:
            return True
        k = tree.heads[k]
    return False


def _with_parts(sentence: Sentence, k: int) -> list[int]:
    """A word, what is coordinated with it, and what stands in apposition to these: "six people, four doctors and a nurse"."""
    tree = sentence.tree
    inside = [
        p
        for x in tree.conjoined(k)
        for p in tree.children[x]
        if tree.deprels[p] == "appos" or tree.case(p).split(" ")[0] in INCLUDING
    ]
    return [*tree.conjoined(k), *(x for p in inside for x in tree.conjoined(p))]


def _is_money(sentence: Sentence, n: Number) -> bool:
    return currency(sentence, n) is not None


def _is_age(sentence: Sentence, n: Number, head: int) -> bool:
    """Whether a number is somebody's age: "35-year-old", "aged 12", "Ali Khan, 40,"."""
    tree = sentence.tree
    if tree.lemmas[head] in ("year", "yr", "year-old", "old", "age"):
        return True
    before = sentence.words[n.first - 1].lower() if n.first else ""
    words = [w.lower() for w in sentence.words[max(0, n.first - 5) : n.first]]
    if "aged" in words and all(w in ("and", ",", "aged") or w.isdigit() for w in words[words.index("aged") :]):
        return True
    after = sentence.words[n.last + 1] if n.last + 1 < len(sentence) else ""
    return before == "," and after in (",", ".", "") and n.first > 1 and tree.upos[n.first - 2] == "PROPN" and n.words is None
