"""Which clauses does a parse hang wrong: what is said, by whom, after which verb?"""

from __future__ import annotations

from collections.abc import Sequence

from kg.english.mending_phrases import is_below
from kg.english.parser import Parsed

RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
# Verbs whose object is laid or spared a deed that follows after "of".
CHARGED_OF = frozenset("accuse suspect convict acquit absolve clear".split())
# Verbs whose participle goes on with what somebody says: "..., adding that it was late".
_SAYING = frozenset(
    """say add tell claim state maintain insist argue accuse call warn note stress allege assert deny reject dismiss blame demand vow
    urge write declare contend describe brand label quote cite explain recall confirm report acknowledge admit""".split()
)
# Further verbs whose participle tells, behind a verb of saying, what its speaker did by it: "..., the mayor said, revising the toll".
_SPEAKING = _SAYING | frozenset(
    """appeal apologise apologize condemn correct criticise criticize express hail lament mourn pledge point praise promise refer
    revise thank threaten update""".split()
)
_CONCEDING = frozenset("although though while whereas because since as after before".split())


def hang_charges(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
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


def hang_participles(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives a participle of saying to the clause or speaker right before it: "X asserts it, while Y denies it, | maintaining that ..."."""
    lemmas = [x.lower() for x in parsed.lemmas]
    for k, d in enumerate(deprels):
        verb = heads[k]
        if d != "advcl" or parsed.xpos[k] != "VBG" or lemmas[k] not in _SPEAKING or not 0 < verb < k:
            continue
        outer = heads[verb]
        if deprels[verb] in ("ccomp", "parataxis") and verb < outer < k and lemmas[outer] in _SAYING:
            heads[k] = outer  # "guards fired, the union said, calling for an inquiry"
            continue
        if lemmas[k] not in _SAYING:
            continue
        between = [
            v
            for v in range(verb + 1, k)
            if heads[v] == verb and deprels[v] in ("advcl", "conj") and lemmas[v] in _SAYING and parsed.xpos[v] != "VBG"
        ]
        if between and any(heads[c] == between[-1] and deprels[c] == "nsubj" for c in range(verb + 1, between[-1])):
            heads[k] = between[-1]


def hang_sayings(words: Sequence[str], parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
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


def hang_objects(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
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


def hang_reports(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Makes a clause of a noun and the "participle" with an object behind it: "officers said a raid on a camp | killed nine"."""
    for noun, d in enumerate(deprels):
        verb = heads[noun]
        if d != "obj" or parsed.lemmas[verb].lower() != "say" or verb > noun or parsed.upos[noun] not in ("NOUN", "PROPN"):
            continue
        for k in range(noun + 1, len(heads)):
            told = deprels[k] == "acl" and parsed.xpos[k] in ("VBN", "VBD") and (heads[k] == noun or is_below(heads, k, noun))
            if told and any(h == k and deprels[c] == "obj" for c, h in enumerate(heads)):
                heads[k], deprels[k] = verb, "ccomp"
                heads[noun], deprels[noun] = k, "nsubj"
                break


def free_circumstances(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Keeps a clause of circumstance from being what is said: "although 65 are dead, aid agencies claim that more are"."""
    for m, d in enumerate(deprels):
        clause = heads[m]
        if d == "mark" and parsed.lemmas[m].lower() in _CONCEDING and deprels[clause] == "ccomp" and m < clause < heads[clause]:
            deprels[clause] = "advcl"


def hang_occasions(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives what follows a verb of saying to it, not to what was said before: "“It fell,” she said | to cheers"."""
    for k, d in enumerate(deprels):
        said = heads[k]
        verb = heads[said]
        if d == "obl" and deprels[said] == "ccomp" and said < verb < k and parsed.lemmas[verb].lower() in _SAYING:
            first = min([k, *(c for c, h in enumerate(heads) if h == k and c > verb)])
            if first == verb + 1:
                heads[k] = verb


def hang_relatives(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
    """Gives a clause with "who" to the noun right before it: "said the mayor, who claimed that ..."."""
    for k, d in enumerate(deprels):
        if parsed.lemmas[k].lower() != "who" or d not in ("nsubj", "nsubj:pass") or k < 2 or parsed.upos[k - 1] != "PUNCT":
            continue
        verb, noun = heads[k], k - 2
        if parsed.upos[noun] not in ("NOUN", "PROPN") or deprels[verb] not in ("ccomp", "parataxis", "conj", "dep", "advcl"):
            continue
        while deprels[noun] in ("flat", "compound", "appos") and heads[noun] < noun:
            noun = heads[noun]
        if heads[verb] != noun and noun < verb and not is_below(heads, noun, verb):
            heads[verb], deprels[verb] = noun, "acl:relcl"


def turn_yet(parsed: Parsed, heads: list[int], deprels: list[str]) -> None:
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
