"""Which measure is a number tied to? By verbs and nouns of harm, tolls, labels, or the number told before."""

from __future__ import annotations

from kg.vocabulary import CountedGroup, Measure
from loaders.annotate.numbers import Number, numbers
from loaders.annotate.sentences import Sentence
from loaders.extract.counting.count import Count, Tie
from loaders.extract.counting.counted import group, telling
from loaders.extract.counting.harm import Harm, measure_of_noun
from loaders.extract.counting.tolls import labelled, put_at, toll_of

INCLUDING = ("including", "include", "among", "comprising", "comprise", "incl.")
OTHERS = frozenset(("other", "others", "more", "another", "additional", "further"))
_BOTH_HARMED = {Measure.KILLED, Measure.INJURED}


def tie_of(sentence: Sentence, n: Number, head: int, top: int, found: list[Harm], last: Count | None) -> Tie | None:
    """The measure that a number is tied to, by the first rule that fits."""
    tree = sentence.tree
    if last is not None and last.span.start >= sentence.span.start and _is_of_them(sentence, n):
        own = next((t for k in dict.fromkeys((head, top)) if (t := _by_harm(sentence, k, found)) is not None), None)
        if own is not None or _is_of_others(sentence, top, last):
            return own  # "of whom 200 fled their homes"
        near = [tree.heads[top], *tree.children[top], *tree.children[tree.heads[top]]]
        told = next((g for k in near if k > n.last and (g := group(sentence, k)) is not None), None)
        return Tie(last.measure, n.last, "of-them", 0.8, last.head, told or last.group)
    among = _of_those(sentence, n, top, found)
    if among is not None:
        return among
    label = labelled(sentence, n)
    if label is not None and label.measure is not None:
        return Tie(label.measure, label.at, "label", 0.9, group=label.group)
    stated = _stated(sentence, n)
    if stated is not None:
        return stated
    for k in dict.fromkeys((head, top)):
        tied = _by_harm(sentence, k, found)
        if tied is not None:
            return tied
    before = sentence.words[n.whole[0] - 1].lower() if n.whole[0] else ""
    things = tree.upos[head] == "NOUN" and head > n.last and group(sentence, head) is None and tree.lemmas[head] not in OTHERS
    part = last is not None and last.span.start >= sentence.span.start and last.harm is not None and not things
    if before in INCLUDING and last is not None and part:
        return Tie(last.measure, head, "including", 0.75, last.head, group(sentence, head) or last.group)
    noun = measure_of_noun(sentence, head)
    if noun is None and tree.deprels[head] in ("compound", "amod", "conj") and telling(tree.lemmas[head]) is not None:
        over = tree.heads[head]
        over = tree.heads[over] if tree.deprels[head] == "conj" and measure_of_noun(sentence, over) is None else over
        shared = measure_of_noun(sentence, over)
        if shared is not None:
            return Tie(shared, over, "noun", 0.85, group=telling(tree.lemmas[head]))  # "44 civilian and 12 military deaths"
    over = tree.heads[head]
    if noun is None and tree.deprels[head] == "nmod" and tree.case(head).startswith("of") and tree.upos[over] == "NOUN":
        of = measure_of_noun(sentence, over)  # "the bodies of at least 167 militants"
        if of is not None:
            return Tie(of, over, "noun-of", 0.85)
    if noun is not None:
        return Tie(noun, head, "noun", 0.9, _whole(sentence, head, found)[1])
    toll = toll_of(sentence, top, found)
    if toll is None and group(sentence, head) is not None:
        first = head
        while tree.deprels[first] == "conj" and tree.upos[tree.heads[first]] in ("NOUN", "PROPN", "NUM"):
            first = tree.heads[first]
        toll = toll_of(sentence, first, found)  # "the toll includes 31 miners and 17 guards"
    if toll is None and last is not None and last.rule == "toll":
        toll = put_at(sentence, top)
    if toll is not None:
        measure = toll.measure or (last.measure if last is not None else None)
        if measure is None:
            return None
        return Tie(
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
    return (after[:1] == ["of"] and after[1:] in (["them"], ["whom"])) or before in (["of", "whom"], ["among", "them"])


def _is_of_others(sentence: Sentence, top: int, last: Count) -> bool:
    """Whether "of whom" points to others than those counted last: "killed 12 and cut off a million people, of whom 80 ..."."""
    noun = sentence.tree.antecedent(sentence.tree.heads[top])
    return noun is not None and noun != last.head and noun not in sentence.within(last.number)


def _of_those(sentence: Sentence, n: Number, top: int, found: list[Harm]) -> Tie | None:
    """A part of those harmed: "five of those killed were pupils", "of those injured, nine were guards"."""
    tree, words = sentence.tree, [w.lower() for w in sentence.words]
    for h in found:
        those = h.at - 1
        if not h.real or those < 1 or words[those - 1 : h.at] != ["of", "those"]:
            continue
        if those == n.last + 2 or (tree.deprels[those] == "obl" and tree.heads[those] in (top, tree.heads[top])):
            says = [
                k for k in (tree.heads[top], *tree.children[top], *tree.children[tree.heads[top]]) if k > n.last and k != h.at
            ]
            who = next((g for k in says if (g := group(sentence, k)) is not None), None)
            at = h.at if those > n.last else those - 1  # the words from "of" on are told, on either side
            return Tie(h.measure, at, "of-those", 0.8, group=who or CountedGroup.PEOPLE)
    return None


def _elliptic(sentence: Sentence, n: Number, head: int, last: Count | None) -> Tie | None:
    """ "40 drowned on Monday, with a score more in later storms", "six died in Ard, two in Bel": more of what the number before counts."""
    if last is None or last.span.start < sentence.span.start or not (last.harm is not None or last.rule in ("noun", "elliptic")):
        return None
    tree = sentence.tree
    if tree.deprels[head] == "obj" and tree.heads[head] != last.harm:
        return None  # "killed 58 and sickened 1,300 others"
    after = sentence.words[n.last + 1].lower() if n.last + 1 < len(sentence) else ""
    alone = n.first <= head <= n.last + 1 or tree.lemmas[head] in OTHERS
    if after in OTHERS and alone:
        return Tie(last.measure, head, "elliptic", 0.6)
    before = sentence.words[n.whole[0] - 1].lower() if n.whole[0] else ""
    place = next((name for name in sentence.names if n.last + 2 <= name[0] <= n.last + 4 and name[2] == "LOC"), None)
    if alone and after == "in" and before in (",", "and") and place is not None:
        return Tie(last.measure, n.last, "elliptic", 0.6, group=last.group)
    return None


def _by_harm(sentence: Sentence, k: int, found: list[Harm]) -> Tie | None:
    """The tie of a counted word that suffers harm, itself or as part of those who do."""
    sufferer, whole = _whole(sentence, k, found)
    if sufferer is None:
        return None
    hit = [h for h in found if sufferer in sufferers_of(sentence, h)]
    hit = _governing(sentence, k, found) or [h for h in hit if not _has_another(sentence, h, sufferer)] or hit
    if not all(h.real for h in hit):
        return None
    hit = [h for h in hit if not _describes(sentence, h.at)] or hit  # "the 130 children held captive were freed"
    measures = {h.measure for h in hit}
    nearest = min(hit, key=lambda h: abs(h.at - sufferer))
    if measures == _BOTH_HARMED:
        if any(sentence.tree.deprels[h.at] == "conj" for h in hit):  # "killed or wounded"
            return Tie(Measure.OTHER, nearest.at, "harm-mixed", 0.7, whole)
        nearest = next(h for h in hit if h.measure is Measure.KILLED)  # "the deaths of nine, who were shot"
    return Tie(nearest.measure, nearest.at, f"harm-{nearest.measure}", 0.9 if whole is None else 0.8, whole)


def _describes(sentence: Sentence, k: int) -> bool:
    """Whether a word of harm only tells which people are meant: in a participle at their noun."""
    tree = sentence.tree
    return tree.deprels[k] in ("acl", "amod") or (tree.deprels[k] == "xcomp" and tree.deprels[tree.heads[k]] == "acl")


def _has_another(sentence: Sentence, harm: Harm, sufferer: int) -> bool:
    """Whether a further verb of harm has a subject of its own behind a sufferer: "27 were killed and 100 others were injured"."""
    tree = sentence.tree
    subject = next(iter(tree.under(harm.at, "nsubj", "nsubj:pass")), None)
    return tree.deprels[harm.at] == "conj" and subject is not None and sufferer < tree.heads[harm.at] < subject


def _governing(sentence: Sentence, k: int, found: list[Harm]) -> list[Harm]:
    """The verb of harm that governs a counted word from the left, where several follow each other with numbers of their own.

    "Killed 15 soldiers, injured 11 guards and 23 civilians": the verb holds for all numbers after it, up to the next one.
    """
    starts = {n.whole[0] for n in numbers(sentence)}
    verbs = [h for h in found if h.at < k and h.at + 1 in starts and sentence.tree.xpos[h.at].startswith("V")]
    if len(verbs) < 2 or any(k in h.sufferers for h in found if h.at > k):
        return []
    return verbs[-1:]


def sufferers_of(sentence: Sentence, harm: Harm) -> tuple[int, ...]:
    """The sufferers of a harm; a number of its own stands before a shared subject ("60 are dead and 140 wounded")."""
    tree = sentence.tree
    if harm.at and tree.upos[harm.at - 1] == "NUM" and tree.xpos[harm.at] != "VBD" and tree.case(harm.at) != "among":
        return (harm.at - 1,)
    numbered = tuple(c for c in harm.sufferers if tree.heads[c] == harm.at and tree.upos[c] == "NUM")
    return numbered or harm.sufferers


def _whole(sentence: Sentence, k: int, found: list[Harm]) -> tuple[int | None, int | None]:
    """(the sufferer that a word is or belongs to, that sufferer when the word is only a part of it)."""
    tree = sentence.tree
    sufferers = {x for h in found for x in sufferers_of(sentence, h)}
    part = False
    for _ in range(6):
        if k in sufferers:
            return k, (k if part else None)
        relation, head = tree.deprels[k], tree.heads[k]
        if head == k:
            break
        case = tree.case(k)
        if case.split(" ")[0] in INCLUDING:
            part = True
        elif tree.lemmas[head] in INCLUDING:
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


def _stated(sentence: Sentence, n: Number) -> Tie | None:
    """A number that the word right behind it explains, after one that counts something else: "52 dead and at least 29 missing"."""
    tree = sentence.tree
    after = n.whole[1] + 1
    before = sentence.words[n.whole[0] - 1].lower() if n.whole[0] else ""
    if (
        before not in ("and", ",")
        or after >= len(sentence)
        or tree.upos[after] != "ADJ"
        or measure_of_noun(sentence, after) is None
    ):
        return None
    modifies = tree.deprels[after] == "amod" and tree.heads[after] > after
    measure = measure_of_noun(sentence, after)
    return None if modifies or measure is None else Tie(measure, after, "beside", 0.8)


def _beside(sentence: Sentence, n: Number, head: int) -> Tie | None:
    """A number right before a word of harm that has no subject of its own, as headlines have it: "7 killed, dozens hurt"."""
    tree = sentence.tree
    after = max(n.whole[1], head) + 1
    if after >= len(sentence) or head not in range(n.first, after) or tree.upos[after] not in ("VERB", "ADJ", "NOUN"):
        return None
    measure = measure_of_noun(sentence, after)
    if measure is None or tree.upos[after] == "NOUN" or sentence.frame(after).negated or tree.under(after, "obj"):
        return None
    return Tie(measure, after, "beside", 0.7)
