"""Whose arms do a deed: "Chadian air strikes", "army helicopters", "a Chad army raid"?"""

from __future__ import annotations

from kg.vocabulary import CountedGroup
from loaders.annotate.sentences import Sentence
from loaders.extract.counting.counted import group
from loaders.extract.counting.harm import tells_harm
from loaders.gazetteer.gazetteer import gazetteer
from loaders.identity import nouns

_FORCES = frozenset("military army navy naval police government junta regime".split())
_ARMS = frozenset("air drone missile artillery military naval army aerial tank".split())
_OPERATIONS = frozenset("raid offensive crackdown".split())
_HITTING = frozenset("hit strike target destroy damage level flatten pound".split())
_TARGETS = frozenset(
    """school hospital clinic building house home camp base village town city market centre center depot convoy church mosque temple
    shelter position area district neighbourhood neighborhood warehouse tower compound outpost barracks refinery""".split()
)
# Arms that do a deed for those whose they are: "Thai jets dropped bombs".
PLATFORMS = frozenset(
    """jet warplane plane aircraft helicopter gunship drone tank artillery gunboat warship frigate submarine battery missile rocket
    shell gun""".split()
)


def states_before(sentence: Sentence, k: int) -> list[int]:
    """The states whose arms a noun tells of: "Chadian air strikes", "a Chad army raid"; "the Chad air raid" was in Chad."""
    tree = sentence.tree
    if _fighters(sentence, k):
        return []  # "Chadian rebel shelling" is not by Chad
    found = [c for c in tree.under(k, "amod") if c < k and gazetteer().adjective(sentence.words[c]) is not None]
    before = tree.under(k, "compound")
    if not found and any(tree.lemmas[c] in _FORCES for c in (*before, *tree.under(k, "amod"))):
        near = (x for c in before for x in (c, *tree.under(c, "compound")))
        found = [c for c in near if gazetteer().state(sentence.words[c]) is not None]
    return found


def forces_before(sentence: Sentence, k: int) -> list[int]:
    """The forces whose attack a noun tells of: "an army airstrike", "police raids"; "a police killing" may be of police."""
    tree = sentence.tree
    if not is_by_arms(sentence, k) and tree.lemmas[k] not in _OPERATIONS:
        return []
    return [c for c in tree.under(k, "compound") if tree.lemmas[c] in _FORCES and tree.upos[c] == "NOUN"]


def _fighters(sentence: Sentence, k: int) -> list[int]:
    """The words before a noun that name fighters against a state: "rebel shelling", "militant drones"."""
    tree = sentence.tree
    before = (c for c in tree.under(k, "amod", "compound") if c < k)
    return [c for c in before if nouns.people().get(tree.lemmas[c]) is CountedGroup.MILITANTS]


def is_state_before(sentence: Sentence, k: int) -> bool:
    """Whether a word before a noun for no people names a state, by its adjective or its name."""
    over = sentence.tree.lemmas[sentence.tree.heads[k]]
    if sentence.tree.deprels[k] not in ("amod", "compound") or over in nouns.people() or over in nouns.bodies():
        return False
    return gazetteer().adjective(sentence.words[k]) is not None or gazetteer().state(sentence.words[k]) is not None


def is_by_arms(sentence: Sentence, k: int) -> bool:
    """Whether a noun tells of an attack by the arms of a state, so that the state before it is who did it, not where it was."""
    tree = sentence.tree
    if tree.lemmas[k] in ("airstrike", "shelling", "bombardment"):
        return True
    if any(tree.lemmas[c] in _ARMS for c in tree.under(k, "compound", "amod")):
        return tree.lemmas[k] in ("strike", "raid", "attack")
    return tree.lemmas[k] == "strike" and _hits(sentence, k)


def _hits(sentence: Sentence, k: int) -> bool:
    """Whether a strike does harm, or is told with its aim: none of workers, which may hit trains."""
    tree = sentence.tree
    if any(tree.case(c) in ("on", "against") for c in tree.under(k, "nmod")):
        return True
    verb = tree.heads[k]
    if tree.deprels[k] not in ("nsubj", "obl:agent") and not (tree.deprels[k] == "obl" and tree.case(k) in ("by", "in")):
        return False
    hit = sentence.frame(verb).patients if tree.lemmas[verb] in _HITTING else ()
    return tells_harm(tree.lemmas[verb]) or any(group(sentence, p) is not None or tree.lemmas[p] in _TARGETS for p in hit)


def owners_of_arms(sentence: Sentence, k: int) -> list[int]:
    """Those whose arms do something: "Chad's tanks", "Chadian jets", "army helicopters"."""
    tree = sentence.tree
    own = [x for c in tree.under(k, "nmod:poss") for x in tree.conjoined(c)]
    before = [c for c in tree.under(k, "amod", "compound") if c < k]
    own = own or _fighters(sentence, k)
    return own or [c for c in before if is_state_before(sentence, c)] or [c for c in before if tree.lemmas[c] in _FORCES]
