"""Which arcs of a parse are put right before frames are built from it?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.english import mending_clauses, mending_phrases
from kg.english.mending_phrases import WEEKDAYS
from kg.english.parser import Parsed

_TIMES = WEEKDAYS | frozenset(
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
            if parsed.lemmas[k].lower() in WEEKDAYS:  # "said Monday": a day, not the speaker
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
    mending_phrases.free_persons(parsed, heads, deprels)
    mending_phrases.free_numbers(words, parsed, heads, deprels)
    mending_phrases.turn_links(words, parsed, heads, deprels)
    mending_clauses.hang_charges(parsed, heads, deprels)
    mending_clauses.hang_participles(parsed, heads, deprels)
    mending_clauses.hang_sayings(words, parsed, heads, deprels)
    mending_phrases.raise_numbers(parsed, heads, deprels)
    mending_phrases.free_days(parsed, heads, deprels)
    mending_phrases.join_compounds(parsed, heads, deprels)
    mending_clauses.hang_objects(parsed, heads, deprels)
    mending_clauses.hang_reports(parsed, heads, deprels)
    mending_clauses.free_circumstances(parsed, heads, deprels)
    mending_clauses.hang_occasions(parsed, heads, deprels)
    mending_clauses.hang_relatives(parsed, heads, deprels)
    mending_phrases.hang_victims(parsed, heads, deprels)
    mending_clauses.turn_yet(parsed, heads, deprels)
    for k, d in enumerate(deprels):
        verb = heads[k]
        bare = d == "obl" and k > verb and parsed.upos[k] == "NOUN" and parsed.upos[verb] == "VERB"
        own = {deprels[c] for c, h in enumerate(heads) if h == k and c != k}
        if bare and not {"case", "mark"} & own and parsed.lemmas[k].lower() not in _TIMES:
            taken = any(heads[c] == verb and deprels[c] in ("obj", "nsubj:pass", "ccomp") for c in range(len(heads)) if c != k)
            deprels[k] = d if taken else "obj"  # "rejected on Tuesday claims by ..."
    return heads, deprels
