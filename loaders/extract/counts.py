"""What does each number of a sentence count? The measure and the group counted, from verbs of harm, nouns, tolls and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Span
from kg.vocabulary import BoundKind, CountedGroup, Measure, Scope
from loaders.annotate.numbers import Number, numbers
from loaders.annotate.phrases import Phrase
from loaders.annotate.sentences import Sentence
from loaders.extract.complements import dated
from loaders.extract.counted import counted_head, group, telling, things
from loaders.extract.harm import Harm, harms, measure_of_noun
from loaders.extract.tolls import labelled, toll_of

_INCLUDING = ("including", "include", "among", "comprising", "comprise", "incl.")
_OTHERS = frozenset(("other", "others", "more", "another", "additional", "further"))
_THEM = frozenset(("they", "them", "who", "whom", "which", "those"))
_CURRENCY = frozenset(
    "$ £ € ¥ ₹ us$ usd eur gbp rs rs. pkr inr dollar dollars euro euros pound pounds rupee rupees yen yuan lira rouble roubles ruble rubles naira shilling shillings peso pesos riyal dirham".split()
)
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
_LASTING = frozenset("last continue rage fight battle drag besiege burn trap take hold go exchange wage stretch span run".split())
_HIT = frozenset(
    "hit attack strike target destroy raid flood damage capture seize storm shell bomb affect ravage devastate flatten overrun engulf shake rock inundate assault torch ransack".split()
)
_FIELDING = frozenset(
    "deploy send mobilise mobilize recruit command number dispatch field muster involve include have storm besiege".split()
)
_BOTH_HARMED = {Measure.KILLED, Measure.INJURED}
_SINGLE = (Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED, Measure.MISSING, Measure.FREED)


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts. `part_of` is the place of the whole among the sentence's counts; `group` may be told before."""

    number: Span
    span: Span
    head: int
    measure: Measure
    group: CountedGroup
    low: int | None
    high: int | None
    bound: BoundKind
    words: str | None
    rule: str
    confidence: float
    scope: Scope = Scope.CUMULATIVE
    unit: str | None = None
    part_of: Span | None = None
    harm: int | None = None


@dataclass(frozen=True, slots=True)
class _Tie:
    """How a number is tied to a measure."""

    measure: Measure
    at: int
    rule: str
    confidence: float
    part_of: int | None = None
    group: CountedGroup | None = None


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
        return _made(sentence, n, head, _Tie(Measure.MONEY, head, "money", 0.9), CountedGroup.OTHER, _currency(sentence, n))
    following = sentence.words[n.last + 1].lower() if n.last + 1 < len(sentence) else ""
    if following in _PERCENT or _is_age(sentence, n, head):
        return None
    who = _group_beside(sentence, n, head) or group(sentence, head)
    last = before[-1] if before else None
    tie = _tie(sentence, n, head, top, found, last)
    if tie is not None:
        if tie.measure is Measure.OTHER and not tie.rule.startswith("harm"):
            return None
        who = tie.group or who or _told_before(sentence, n, head, tie, last)
        if who is None:
            return None
        count = _made(sentence, n, head, tie, who)
        if sentence.words[n.last + 1 : n.last + 2] == ("more",) or _is_additional(sentence, head):
            count = replace(count, scope=Scope.INCREMENT)
        if tie.part_of is not None:
            whole = next((c.number for c in before if c.head == tie.part_of or tie.part_of in sentence.within(c.number)), None)
            count = replace(count, part_of=whole)
        return count
    if tree.lemmas[head] in _NO_COUNT and tree.lemmas[head] != "hour":
        return None
    return _of_things(sentence, n, head, who)


def _top(sentence: Sentence, n: Number) -> int:
    """The word of a number that the others hang on."""
    inside = range(n.first, n.last + 1)
    return next((w for w in inside if sentence.tree.heads[w] not in inside or sentence.tree.heads[w] == w), n.last)


def _tie(sentence: Sentence, n: Number, head: int, top: int, found: list[Harm], last: Count | None) -> _Tie | None:
    """The measure that a number is tied to, by the first rule that fits."""
    tree = sentence.tree
    if last is not None and last.span.start >= sentence.span.start and _is_of_them(sentence, n):
        near = [tree.heads[top], *tree.children[top], *tree.children[tree.heads[top]]]
        told = next((g for k in near if k > n.last and (g := group(sentence, k)) is not None), None)
        return _Tie(last.measure, n.last, "of-them", 0.8, last.head, told or last.group)
    for k in dict.fromkeys((head, top)):
        tied = _by_harm(sentence, k, found)
        if tied is not None:
            return tied
    before = sentence.words[n.whole[0] - 1].lower() if n.whole[0] else ""
    if before in _INCLUDING and last is not None and last.span.start >= sentence.span.start and last.harm is not None:
        return _Tie(last.measure, head, "including", 0.75, last.head, group(sentence, head) or last.group)
    noun = measure_of_noun(sentence, head)
    if noun is None and tree.deprels[head] in ("compound", "amod", "conj") and telling(tree.lemmas[head]) is not None:
        over = tree.heads[head]
        over = tree.heads[over] if tree.deprels[head] == "conj" and measure_of_noun(sentence, over) is None else over
        shared = measure_of_noun(sentence, over)
        if shared is not None:
            return _Tie(shared, over, "noun", 0.85, group=telling(tree.lemmas[head]))  # "31 civilian and 17 security deaths"
    if noun is not None:
        return _Tie(noun, head, "noun", 0.9, _whole(sentence, head, found)[1])
    label = labelled(sentence, n)
    if label is not None and label.measure is not None:
        return _Tie(label.measure, label.at, "label", 0.9, group=label.group)
    toll = toll_of(sentence, top, found)
    if toll is not None:
        measure = toll.measure or (last.measure if last is not None else None)
        if measure is None:
            return None
        return _Tie(
            measure,
            toll.at,
            "toll",
            0.85,
            group=toll.group or (last.group if last is not None and toll.measure is None else None),
        )
    return _beside(sentence, n, head) or _elliptic(sentence, n, head, last)


def _is_of_them(sentence: Sentence, n: Number) -> bool:
    """Whether a number tells a part of those told before: "four of them children", "of whom 12 were critically hurt"."""
    words = [w.lower() for w in sentence.words]
    after, before = words[n.last + 1 : n.last + 3], words[max(0, n.whole[0] - 2) : n.whole[0]]
    return (after[:1] == ["of"] and after[1:] in (["them"], ["whom"])) or before == ["of", "whom"]


def _elliptic(sentence: Sentence, n: Number, head: int, last: Count | None) -> _Tie | None:
    """ "92 were killed on Saturday, with dozens more in later raids": more of what the number before counts."""
    after = sentence.words[n.last + 1].lower() if n.last + 1 < len(sentence) else ""
    alone = n.first <= head <= n.last + 1 or sentence.tree.lemmas[head] in _OTHERS
    if last is None or last.span.start < sentence.span.start or last.harm is None or after not in _OTHERS or not alone:
        return None
    return _Tie(last.measure, head, "elliptic", 0.6)


def _by_harm(sentence: Sentence, k: int, found: list[Harm]) -> _Tie | None:
    """The tie of a counted word that suffers harm, itself or as part of those who do."""
    sufferer, whole = _whole(sentence, k, found)
    if sufferer is None:
        return None
    hit = _governing(sentence, k, found) or [h for h in found if sufferer in _own(sentence, h)]
    if not all(h.real for h in hit):
        return None
    measures = {h.measure for h in hit}
    nearest = min(hit, key=lambda h: abs(h.at - sufferer))
    if measures == _BOTH_HARMED:
        return _Tie(Measure.OTHER, nearest.at, "harm-mixed", 0.7, whole)
    return _Tie(nearest.measure, nearest.at, f"harm-{nearest.measure}", 0.9 if whole is None else 0.8, whole)


def _governing(sentence: Sentence, k: int, found: list[Harm]) -> list[Harm]:
    """The verb of harm that governs a counted word from the left, where several follow each other with numbers of their own.

    "Killed 13 soldiers, injured 10 troops and 19 civilians": the verb holds for all numbers after it, up to the next one.
    """
    starts = {n.whole[0] for n in numbers(sentence)}
    verbs = [h for h in found if h.at < k and h.at + 1 in starts and sentence.tree.xpos[h.at].startswith("V")]
    if len(verbs) < 2 or any(k in h.sufferers for h in found if h.at > k):
        return []
    return verbs[-1:]


def _own(sentence: Sentence, harm: Harm) -> tuple[int, ...]:
    """The sufferers of a harm; a number of its own stands before a shared subject ("60 are dead and 140 wounded")."""
    tree = sentence.tree
    if harm.at and tree.upos[harm.at - 1] == "NUM" and tree.xpos[harm.at] != "VBD":
        return (harm.at - 1,)
    numbered = tuple(c for c in harm.sufferers if tree.heads[c] == harm.at and tree.upos[c] == "NUM")
    return numbered or harm.sufferers


def _whole(sentence: Sentence, k: int, found: list[Harm]) -> tuple[int | None, int | None]:
    """(the sufferer that a word is or belongs to, that sufferer when the word is only a part of it)."""
    tree = sentence.tree
    sufferers = {x for h in found for x in _own(sentence, h)}
    part = False
    for _ in range(6):
        if k in sufferers:
            return k, (k if part else None)
        relation, head = tree.deprels[k], tree.heads[k]
        if head == k:
            break
        case = tree.case(k)
        if case.split(" ")[0] in _INCLUDING:
            part = True
        elif tree.lemmas[head] in _INCLUDING:
            part, head = True, tree.heads[head]
        elif relation in ("appos", "parataxis", "dep", "list"):
            part = True
        elif (relation == "nummod" and head > k and tree.upos[head] in ("NOUN", "PROPN", "NUM")) or (
            relation == "nmod"
            and case == "of"
            and (tree.upos[head] == "NUM" or tree.lemmas[head] in ("total", "group", "dozen", "hundred", "thousand"))
        ):
            pass
        elif relation != "conj" or tree.upos[head] in ("VERB", "AUX"):
            break
        k = head
    return None, None


def _beside(sentence: Sentence, n: Number, head: int) -> _Tie | None:
    """A number right before a word of harm that has no subject of its own, as headlines have it: "7 killed, dozens hurt"."""
    tree = sentence.tree
    after = max(n.whole[1], head) + 1
    if after >= len(sentence) or head not in range(n.first, after) or tree.upos[after] not in ("VERB", "ADJ", "NOUN"):
        return None
    measure = measure_of_noun(sentence, after)
    if measure is None or tree.upos[after] == "NOUN" or sentence.frame(after).negated or tree.under(after, "obj"):
        return None
    return _Tie(measure, after, "beside", 0.7)


def _group_beside(sentence: Sentence, n: Number, head: int) -> CountedGroup | None:
    """The group that the words after a number tell of this number alone: "31 civilian and 17 security deaths"."""
    tree = sentence.tree
    after = next((k for k in range(n.last + 1, head) if tree.upos[k] == "NUM"), head)
    shared = after < head or any(tree.upos[k] == "NUM" and k < n.first for k in sentence.subtree(head))
    told = {g for k in range(n.last + 1, after) if (g := telling(tree.lemmas[k])) is not None}
    return next(iter(told)) if shared and len(told) == 1 else None


def _told_before(sentence: Sentence, n: Number, head: int, tie: _Tie, last: Count | None) -> CountedGroup | None:
    """The group of a number without a noun of its own: that of the whole, of the count before, else people."""
    tree = sentence.tree
    lemma = tree.lemmas[head]
    bare = (
        n.first <= head <= n.last
        or lemma in _OTHERS
        or lemma in _THEM
        or tree.upos[head] in ("NUM", "ADJ", "VERB")
        or tie.rule == "label"
    )
    if not bare and tie.rule not in ("noun", "toll"):
        return CountedGroup.PEOPLE if sentence.name_at(head) is not None else None
    if tie.rule == "noun" or (tie.rule == "toll" and last is None):
        return CountedGroup.PEOPLE
    if lemma in _THEM:
        noun = next((g for k in (tree.heads[n.first], *tree.children[n.first]) if (g := group(sentence, k)) is not None), None)
        return noun or (last.group if last else CountedGroup.PEOPLE)
    if last is not None and last.measure not in (Measure.MONEY, Measure.PLACES, Measure.INCIDENTS, Measure.DURATION_HOURS):
        subject = tree.deprels[head] in ("nsubj", "nsubj:pass") and head == 0  # "Forty-eight are free", after "52 pupils"
        near = last.span.start >= sentence.span.start or lemma in _OTHERS or (subject and n.first <= head <= n.last)
        # "177 militants, nearly 50 dead": the same measure again, and of others
        again = last.measure is tie.measure and lemma not in _OTHERS and tie.at == n.whole[1] + 1
        return last.group if near and not again else CountedGroup.PEOPLE
    return CountedGroup.PEOPLE


def _is_additional(sentence: Sentence, head: int) -> bool:
    return any(sentence.tree.lemmas[c] in _OTHERS for c in sentence.tree.under(head, "amod", "advmod"))


def _of_things(sentence: Sentence, n: Number, head: int, who: CountedGroup | None) -> Count | None:
    """A count of attacks, places, hours or fighters."""
    tree = sentence.tree
    lemma = tree.lemmas[head]
    measure = things().get(lemma)
    over, relation, case = tree.heads[head], tree.deprels[head], tree.case(head)
    if (n.low, n.high) == (1, 1):
        return None
    if measure is Measure.INCIDENTS:
        return _made(sentence, n, head, _Tie(measure, head, "incidents", 0.8), CountedGroup.OTHER)
    if measure is Measure.DURATION_HOURS:
        event = things().get(tree.lemmas[over]) is Measure.INCIDENTS or tree.lemmas[over] in (
            "fighting",
            "siege",
            "standoff",
            "counteroperation",
            "curfew",
        )
        lasting = tree.lemmas[over] in _LASTING and relation in ("obl", "obj", "obl:tmod", "obl:unmarked") and case in ("for", "")
        if event or lasting or (relation in ("obl", "nmod") and tree.lemmas[over] in ("fighting", "battle", "clash")):
            return _made(sentence, n, head, _Tie(measure, head, "duration", 0.8), CountedGroup.OTHER)
        return None
    if measure is Measure.PLACES:
        hit = tree.lemmas[over] in _HIT and relation in ("obj", "nsubj:pass", "obl", "conj")
        spread = relation in ("obl", "nmod") and case in ("across", "in", "at", "on", "over") and _is_blow(sentence, over)
        if hit or spread:
            return _made(sentence, n, head, _Tie(measure, head, "places", 0.75), CountedGroup.OTHER)
        return None
    if who is CountedGroup.MILITANTS or (who is CountedGroup.SECURITY and tree.lemmas[over] in _FIELDING):
        if tree.xpos[head] == "NNP":
            return None  # "22 Brigade"
        taking_part = relation in ("nsubj", "obl:agent", "obj", "nsubj:pass", "nmod", "obl", "conj", "root")
        if taking_part and case in ("", "by", "of", "with") and not any(tree.lemmas[d] == "the" for d in tree.under(head, "det")):
            return _made(sentence, n, head, _Tie(Measure.STRENGTH, head, "strength", 0.6), who)
    return None


def _is_blow(sentence: Sentence, k: int) -> bool:
    """Whether a word tells of an attack, a raid, a clash."""
    lemma = sentence.tree.lemmas[k]
    return (
        things().get(lemma) is Measure.INCIDENTS
        or lemma in _HIT
        or lemma in ("kill", "launch", "carry", "stage", "mount", "conduct", "take", "wave")
    )


def _single(sentence: Sentence, found: list[Harm], counted: Sequence[Count]) -> list[Count]:
    """Single people harmed: "a nurse was abducted", "killed one soldier" where no number says so."""
    tree = sentence.tree
    out = []
    heads = {c.head for c in counted}
    for h in found:
        if not h.real or h.measure not in _SINGLE:
            continue
        for k in dict.fromkeys(x for o in _own(sentence, h) for x in _with_parts(sentence, o)):
            article = next((d for d in tree.under(k, "det") if tree.lemmas[d] in ("a", "an", "another")), None)
            if article is None or k in heads or tree.xpos[k] != "NN" or tree.under(k, "nummod"):
                continue
            who = group(sentence, k)
            if who is None:
                continue
            heads.add(k)
            words = (article, h.at, *Phrase(sentence, k).core())
            out.append(
                Count(sentence.spans[article], sentence.cover(words), k, h.measure, who, 1, 1, BoundKind.EXACT, None, "single", 0.7, harm=h.at)
            )  # fmt: skip
    return out


def _with_parts(sentence: Sentence, k: int) -> list[int]:
    """A word, what is coordinated with it, and what stands in apposition to these: "six people, four doctors and a nurse"."""
    tree = sentence.tree
    inside = [
        p
        for x in tree.conjoined(k)
        for p in tree.children[x]
        if tree.deprels[p] == "appos" or tree.case(p).split(" ")[0] in _INCLUDING
    ]
    return [*tree.conjoined(k), *(x for p in inside for x in tree.conjoined(p))]


def _made(sentence: Sentence, n: Number, head: int, tie: _Tie, who: CountedGroup, unit: str | None = None) -> Count:
    words = [*range(n.whole[0], n.whole[1] + 1), tie.at]
    if tie.rule != "money":
        words += Phrase(sentence, head).core()
    return Count(
        number=sentence.cover(range(n.whole[0], n.whole[1] + 1)),
        span=sentence.cover(words),
        head=head,
        measure=tie.measure,
        group=who,
        low=n.low,
        high=n.high,
        bound=n.bound,
        words=n.words,
        rule=tie.rule,
        confidence=tie.confidence,
        unit=unit,
        harm=tie.at if tie.rule.startswith("harm") else None,
    )


def _is_money(sentence: Sentence, n: Number) -> bool:
    return _currency(sentence, n) is not None


def _currency(sentence: Sentence, n: Number) -> str | None:
    before = sentence.words[n.first - 1].lower() if n.first else ""
    after = sentence.words[n.last + 1].lower() if n.last + 1 < len(sentence) else ""
    if before in _CURRENCY:
        return before
    if after in _CURRENCY:
        return after
    return (
        after
        if after in ("us", "u.s.") and sentence.words[n.last + 2 : n.last + 3] and sentence.words[n.last + 2].lower() in _CURRENCY
        else None
    )


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
