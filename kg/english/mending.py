"""Which arcs of a parse are put right before frames are built from it?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.english.parser import Parsed

RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
# Verbs whose object is laid or spared a deed that follows after "of".
CHARGED_OF = frozenset("accuse suspect convict acquit absolve clear".split())
# Verbs whose participle goes on with what somebody says: "..., adding that it was late".
_SAYING = frozenset(
    """say add tell claim state maintain insist argue accuse call warn note stress allege assert deny reject dismiss blame demand vow
    urge write declare contend describe brand label quote cite explain recall confirm report acknowledge admit""".split()
)
_LINKING = frozenset(
    "link back ally align affiliate lead run base fund inspire sponsor support train arm control own occupy hold".split()
)
_CONCEDING = frozenset("although though while whereas because since as after before".split())
_NAMING = frozenset("identify name call know".split())
_LOOSE = ("nmod", "nmod:unmarked", "nmod:tmod", "flat", "compound", "appos", "dep")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TIMES = _WEEKDAYS | frozenset(
    "day night morning evening afternoon week month year hour minute time moment today yesterday tomorrow".split()
)


def mended(words: Sequence[str], parsed: Parsed) -> tuple[list[int], list[str]]:
    """Heads and relations in which every name is one phrase, and no verb has two subjects side by side.

    "spokesman | Nick Merrill" as two subjects of one verb is one: the name, which the noun describes; with a conjunction between
    them they are two members of one phrase.
    """
    heads, deprels = list(parsed.heads), list(parsed.deprels)

    def above(k: int) -> set[int]:
        out: set[int] = set()
        while heads[k] != k and heads[k] not in out:
            k = heads[k]
            out.add(k)
        return out

    for start, end, _ in parsed.names:
        tops = [k for k in range(start, end) if not start <= heads[k] < end or heads[k] == k]
        if len(tops) > 1:
            top = next((k for k in tops if all(other not in above(k) for other in tops if other != k)), None)
            for k in tops:
                if top is not None and k != top and k not in above(top):
                    heads[k], deprels[k] = top, "flat"
    for verb in {h for h, d in zip(heads, deprels, strict=True) if d in ("nsubj", "nsubj:pass")}:
        subjects = [k for k, h in enumerate(heads) if h == verb and k != verb and deprels[k] in ("nsubj", "nsubj:pass")]
        for k in subjects[1:]:
            if parsed.lemmas[k].lower() in _WEEKDAYS:  # "said Monday": a day, not the speaker
                deprels[k] = "obl:unmarked"
        subjects = [k for k in subjects if deprels[k] != "obl:unmarked"]
        for first, second in pairwise(subjects):
            ruled_out = any(h == second and parsed.lemmas[c] == "not" for c, h in enumerate(heads))
            if first < verb < second and ruled_out:  # "12 were killed, not the nine that he named"
                heads[second], deprels[second] = first, "conj"
                continue
            between = range(first + 1, second)
            joint = [k for k in between if heads[k] == verb and deprels[k] == "cc"]
            apart = any(parsed.upos[k] == "PUNCT" or (heads[k] == verb and k not in joint) for k in between)
            if joint and not apart:  # "X and Y said" with both as subjects: Y goes on with X
                heads[second], deprels[second] = first, "conj"
                heads[joint[-1]] = second
                continue
            if parsed.upos[first] not in ("NOUN", "PROPN") or parsed.upos[second] != "PROPN":
                continue
            beside = second - 1
            if beside != first and parsed.upos[beside] == "NOUN" and first in above(beside):
                heads[second], deprels[second] = beside, "appos"  # "the toll of the ferry | Santa Rosa rose"
                continue
            if all(heads[k] in (first, second, *between) and parsed.upos[k] != "PUNCT" for k in between):
                heads[first], deprels[first] = second, "nmod:desc"
    _free_persons(parsed, heads, deprels)
    _free_numbers(words, parsed, heads, deprels)
    _turn_links(words, parsed, heads, deprels)
    _hang_charges(parsed, heads, deprels)
    _hang_participles(parsed, heads, deprels)
    _hang_sayings(words, parsed, heads, deprels)
    _raise_numbers(parsed, heads, deprels)
    _free_days(parsed, heads, deprels)
    _join_compounds(parsed, heads, deprels)
    _hang_objects(parsed, heads, deprels)
    _hang_reports(parsed, heads, deprels)
    _free_circumstances(parsed, heads, deprels)
    _hang_occasions(parsed, heads, deprels)
    _hang_relatives(parsed, heads, deprels)
    _hang_victims(parsed, heads, deprels)
    _turn_yet(parsed, heads, deprels)
    for k, d in enumerate(deprels):
        verb = heads[k]
        bare = d == "obl" and k > verb and parsed.upos[k] == "NOUN" and parsed.upos[verb] == "VERB"
        own = {deprels[c] for c, h in enumerate(heads) if h == k and c != k}
        if bare and not {"case", "mark"} & own and parsed.lemmas[k].lower() not in _TIMES:
            taken = any(heads[c] == verb and deprels[c] in ("obj", "nsubj:pass", "ccomp") for c in range(len(heads)) if c != k)
            deprels[k] = d if taken else "obj"  # "rejected on Tuesday claims by ..."
    return heads, deprels


def _hang_charges(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Puts "of Z" where it belongs in "accused Y of Z", "accused by X of doing Z", and a relative object where it is one."""
    lemmas = [x.lower() for x in parsed.lemmas]
    for k, lemma in enumerate(lemmas):
        if parsed.upos[k] != "VERB":
            continue
        own = [c for c, h in enumerate(heads) if h == k and c != k]
        subjects = [c for c in own if deprels[c] == "nsubj"]
        if len(subjects) == 2 and lemmas[subjects[0]] in RELATIVE and not any(deprels[c] == "obj" for c in own):
            deprels[subjects[0]] = "obj"  # "the rider, who the club accused"
        if lemma not in CHARGED_OF or any(lemmas[d] == "of" for c in own for d, h in enumerate(heads) if h == c and d < c):
            continue
        for c in own:
            if deprels[c] not in ("obj", "obl:agent", "nsubj:pass", "obl") or c < k:
                continue
            inner = [d for d, h in enumerate(heads) if h == c and d > c and deprels[d] in ("nmod", "acl")]
            of = [d for d in inner if any(lemmas[m] == "of" and heads[m] == d and m < d for m in range(c, d))]
            if of and parsed.upos[of[-1]] != "PROPN":
                heads[of[-1]], deprels[of[-1]] = k, "advcl" if deprels[of[-1]] == "acl" else "obl"


def _hang_participles(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives a participle of saying to the clause right before it: "X asserts it, while Y denies it, maintaining that ..."."""
    lemmas = [x.lower() for x in parsed.lemmas]
    for k, d in enumerate(deprels):
        verb = heads[k]
        if d != "advcl" or parsed.xpos[k] != "VBG" or lemmas[k] not in _SAYING or not 0 < verb < k:
            continue
        between = [
            v
            for v in range(verb + 1, k)
            if heads[v] == verb and deprels[v] in ("advcl", "conj") and lemmas[v] in _SAYING and parsed.xpos[v] != "VBG"
        ]
        if between and any(heads[c] == between[-1] and deprels[c] == "nsubj" for c in range(verb + 1, between[-1])):
            heads[k] = between[-1]


def _free_persons(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives a person's full name to the title before it, not to the place between them: "the station master Teyra, Karl Ober"."""
    kinds = {k: (end - start, kind) for start, end, kind in parsed.names for k in range(start, end)}
    for k, d in enumerate(deprels):
        place = heads[k]
        length, kind = kinds.get(k, (0, ""))
        if d != "appos" or kind != "PER" or length < 2 or not 0 < place < k or kinds.get(place) not in ((1, "LOC"), (1, "PER")):
            continue
        title = place - 1
        if heads[place] < place and parsed.upos[heads[place]] == "NOUN" and deprels[place] in ("appos", "flat"):
            heads[k], deprels[place] = heads[place], "nmod"
        elif heads[title] == place and deprels[title] == "nmod:desc" and title not in kinds and kinds[place][1] == "LOC":
            heads[k], deprels[k] = k if heads[place] == place else heads[place], deprels[place]
            heads[title], heads[place], deprels[place] = k, title, "nmod"


def _free_numbers(words: Sequence[str], parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Keeps a number from counting what follows a long dash or a comma: "captured 18\u2014figures that officials dispute"."""
    for k, d in enumerate(deprels):
        noun = heads[k]
        if d == "nummod" and noun > k + 1 and words[k + 1] == "," and k and parsed.upos[k - 1] == "VERB":
            heads[k], deprels[k] = k - 1, "obj"  # "killing two, Chadian officials said", "exceeding 120, including 92 guards"
            continue
        if d != "nummod" or noun <= k + 1 or words[k + 1] != "\u2014":
            continue
        while deprels[noun] in ("compound", "nmod", "amod") and heads[noun] > noun:
            noun = heads[noun]
        if heads[noun] not in (noun, k):
            heads[k], deprels[k] = heads[noun], deprels[noun]
            heads[noun], deprels[noun] = k, "parataxis"


def _hang_sayings(words: Sequence[str], parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives a second verb of saying to the speaker of the first: "X said that her army had fired, and claimed that ..."."""
    lemmas = [x.lower() for x in parsed.lemmas]
    for k, d in enumerate(deprels):
        inner = heads[k]
        if d != "conj" or lemmas[k] not in _SAYING or parsed.xpos[k] != "VBD" or not 0 <= inner < k:
            continue
        own = [c for c, h in enumerate(heads) if h == k and c != k]
        says = any(deprels[c] == "ccomp" and c > k for c in own) and not any(deprels[c].startswith("nsubj") for c in own)
        parted = k > 2 and words[k - 2] in (",", "\u201d", '"', "\u2019")
        joined = k > 2 and lemmas[k - 1] == "and" and (parted or lemmas[inner] not in _SAYING)
        outer = heads[inner] if deprels[inner] == "ccomp" else inner
        if says and joined and outer != inner and lemmas[outer] in _SAYING and parsed.xpos[outer] == "VBD" and outer < inner:
            heads[k] = outer


def _raise_numbers(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Puts a number in the place of the measure before it, which limits it: "may reach as many as | 45"."""
    for k in range(2, len(heads)):
        many = k - 2
        if parsed.upos[k] != "NUM" or parsed.lemmas[many].lower() not in ("many", "few", "much") or heads[k] != many:
            continue
        if parsed.lemmas[k - 1].lower() != "as" or heads[many] in (k, many):
            continue
        heads[k], deprels[k] = heads[many], "obj" if deprels[many] == "advmod" else deprels[many]
        heads[many], deprels[many] = k, "advmod"


def _free_days(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives the day right before a verb to it, not to the name before the day: "police in Accra | Monday said"."""
    for k in range(len(heads) - 1):
        verb = k + 1
        if parsed.lemmas[k].lower() in _WEEKDAYS and deprels[k] in _LOOSE and parsed.upos[verb] == "VERB" and heads[k] < k:
            subjects = [c for c, h in enumerate(heads) if h == verb and c < k and deprels[c].startswith("nsubj")]
            if any(_is_below(heads, k, s) for s in subjects):
                heads[k], deprels[k] = verb, "obl:unmarked"


def _join_compounds(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Makes one noun phrase of a noun and the "predicate" right behind it: "a Chad military | airstrike killed ten"."""
    for k, d in enumerate(deprels):
        noun = k + 1
        if d != "nsubj" or heads[k] != noun or parsed.upos[k] != "NOUN" or parsed.upos[noun] != "NOUN":
            continue
        if deprels[noun] in ("nsubj", "nsubj:pass", "obj", "obl") and not any(
            h == noun and deprels[c] in ("cop", "aux") for c, h in enumerate(heads)
        ):
            deprels[k] = "compound"


def _hang_objects(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives a second object to the second verb: "kills 58 and sickens | 1,300 others"."""
    for k, d in enumerate(deprels):
        verb = heads[k]
        if d != "obj" or not any(heads[o] == verb and deprels[o] == "obj" and verb < o < k for o in range(k)):
            continue
        second = [
            c for c in range(verb + 1, k) if heads[c] == verb and deprels[c] == "conj" and parsed.upos[c] in ("VERB", "ADJ")
        ]
        if second and not any(h == second[-1] and deprels[c] == "obj" for c, h in enumerate(heads)):
            heads[k] = second[-1]


def _hang_reports(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Makes a clause of a noun and the "participle" with an object behind it: "officers said a raid on a camp | killed nine"."""
    for noun, d in enumerate(deprels):
        verb = heads[noun]
        if d != "obj" or parsed.lemmas[verb].lower() != "say" or verb > noun or parsed.upos[noun] not in ("NOUN", "PROPN"):
            continue
        for k in range(noun + 1, len(heads)):
            told = deprels[k] == "acl" and parsed.xpos[k] in ("VBN", "VBD") and (heads[k] == noun or _is_below(heads, k, noun))
            if told and any(h == k and deprels[c] == "obj" for c, h in enumerate(heads)):
                heads[k], deprels[k] = verb, "ccomp"
                heads[noun], deprels[noun] = k, "nsubj"
                break


def _free_circumstances(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Keeps a clause of circumstance from being what is said: "although 65 are dead, aid agencies claim that more are"."""
    for m, d in enumerate(deprels):
        clause = heads[m]
        if d == "mark" and parsed.lemmas[m].lower() in _CONCEDING and deprels[clause] == "ccomp" and m < clause < heads[clause]:
            deprels[clause] = "advcl"


def _hang_occasions(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives what follows a verb of saying to it, not to what was said before: "“It fell,” she said | to cheers"."""
    for k, d in enumerate(deprels):
        said = heads[k]
        verb = heads[said]
        if d == "obl" and deprels[said] == "ccomp" and said < verb < k and parsed.lemmas[verb].lower() in _SAYING:
            first = min(k, *(c for c, h in enumerate(heads) if h == k and c > verb), k)
            if first == verb + 1:
                heads[k] = verb


def _hang_relatives(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives a clause with "who" to the noun right before it: "said the mayor, who claimed that ..."."""
    for k, d in enumerate(deprels):
        if parsed.lemmas[k].lower() != "who" or d not in ("nsubj", "nsubj:pass") or k < 2 or parsed.upos[k - 1] != "PUNCT":
            continue
        verb, noun = heads[k], k - 2
        if parsed.upos[noun] not in ("NOUN", "PROPN") or deprels[verb] not in ("ccomp", "parataxis", "conj", "dep", "advcl"):
            continue
        while deprels[noun] in ("flat", "compound", "appos") and heads[noun] < noun:
            noun = heads[noun]
        if heads[verb] != noun and noun < verb and not _is_below(heads, noun, verb):
            heads[verb], deprels[verb] = noun, "acl:relcl"


def _hang_victims(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Frees counted people of the name before them: "killing a man identified as John Roe and | two others"."""
    lemmas = [x.lower() for x in parsed.lemmas]
    for k, d in enumerate(deprels):
        name = heads[k]
        verb = heads[name]
        if d != "conj" or parsed.upos[name] != "PROPN" or parsed.upos[k] == "PROPN" or lemmas[verb] not in _NAMING:
            continue
        counted = any(h == k and deprels[c] == "nummod" for c, h in enumerate(heads)) or parsed.upos[k] == "NUM"
        if counted and deprels[verb] == "acl" and heads[verb] < verb:
            heads[k] = heads[verb]


def _turn_yet(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Makes the infinitive the predicate of "help was yet to arrive", where "yet" was taken for it."""
    for k in range(len(heads) - 2):
        verb, top = k + 2, heads[k]
        if parsed.lemmas[k].lower() != "yet" or parsed.lemmas[k + 1].lower() != "to" or parsed.xpos[verb] != "VB":
            continue
        if deprels[k] == "advmod" or heads[verb] not in (k, top):
            continue
        for c, h in enumerate(heads):
            if h == k and c != k:
                heads[c] = verb
        heads[verb], deprels[verb] = (verb if top == k else top), deprels[k]
        heads[k], deprels[k] = verb, "advmod"


def _is_below(heads: Sequence[int], k: int, over: int) -> bool:
    """Whether a word hangs on another, at any depth."""
    seen: set[int] = set()
    while heads[k] != k and k not in seen:
        seen.add(k)
        k = heads[k]
        if k == over:
            return True
    return False


def _turn_links(words: Sequence[str], parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Makes the name behind a joined participle the head: "Al Qaeda-linked | al Shabaab" is al Shabaab."""
    for k, d in enumerate(deprels):
        joined = 1 < k < len(words) - 1 and words[k - 1] in ("-", "\u2010", "\u2011", "\u2013")
        if d not in ("amod", "acl") or parsed.lemmas[k] not in _LINKING or not joined:
            continue
        left, right = k - 2, k + 1
        while deprels[left] == "flat" and heads[left] < left:
            left = heads[left]
        if parsed.upos[right] not in ("PROPN", "NOUN") or heads[right] != left or heads[left] == left:
            continue
        heads[right], deprels[right] = heads[left], deprels[left]
        for c, h in enumerate(heads):
            if h == left and c > right:
                heads[c] = right
        heads[left], deprels[left] = k, "obl"
        heads[k], deprels[k] = right, "amod"
