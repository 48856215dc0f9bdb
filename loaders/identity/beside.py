"""Whom does a phrase mean that stands beside a name, or is a name that the name finder passed over?"""

from __future__ import annotations

from kg.vocabulary import PartKind
from loaders.annotate.sentences import Sentence
from loaders.gazetteer.gazetteer import folded, gazetteer
from loaders.identity import nouns
from loaders.identity.bodies import kind_of
from loaders.identity.entities import ARMED, BODY, ORGANIZATION, OUTLET, PERSON, STATE, Entity
from loaders.identity.groups import Groups
from loaders.identity.names import Names
from loaders.identity.persons import surname, tokens
from loaders.identity.register import Register
from loaders.identity.roles import is_people
from loaders.identity.sifting import is_name
from loaders.identity.wording import called, is_plural


def renamed(s: Sentence, k: int, names: Names, groups: Groups) -> Entity | None:
    """The name that stands beside a noun: "the spokesman, Jane Doe", "the group, Al-Shabaab", "a man who gave his name as Ali"."""
    tree = s.tree
    if tree.upos[k] not in ("NOUN", "PROPN"):
        return None
    human = is_people(s, k)
    others = [c for c in tree.children[k] if tree.deprels[c] in ("appos", "flat")]
    others.sort(key=lambda c: _words_of_name(s, c, names) < 2)  # "the manager Teyra, Karl Ober": a full name before a lone word
    if tree.deprels[k] in ("appos", "nmod:desc") or (human and _is_loose_apposition(s, k)):
        others.append(tree.heads[k])
    others += _given_as(s, k)
    for c in others:
        entity = names.at(s, c)
        if entity is None or not entity.is_actor or (entity.kind == PERSON) != human:
            continue
        if (human and not is_plural(s, k)) or (not human and groups.noun(s, k) is not None):
            return entity
    return None


def _words_of_name(s: Sentence, k: int, names: Names) -> int:
    mention = names.mention(s, k)
    return 0 if mention is None else mention.end - mention.first


def _given_as(s: Sentence, k: int) -> list[int]:
    """The name under which somebody presents himself: "a driver who introduced himself as Ali Ruz"."""
    tree = s.tree
    return [
        c
        for clause in tree.under(k, "acl:relcl", "acl")
        if tree.lemmas[clause] in ("identify", "introduce", "give")
        and any(s.words[o].lower().endswith(("self", "selves")) or tree.lemmas[o] == "name" for o in tree.under(clause, "obj"))
        for c in tree.under(clause, "obl", "nmod", "xcomp")
        if tree.case(c) == "as"
    ]


def _is_loose_apposition(s: Sentence, k: int) -> bool:
    """Whether a title that the parse joins to a name describes it: "Jane Doe, former minister and head of the party, said"."""
    first = min(s.subtree(k))
    return s.tree.deprels[k] == "conj" and not s.tree.under(k, "det", "cc") and first > 0 and s.words[first - 1] == ","


def unlisted(s: Sentence, k: int, names: Names, register: Register, *, speaks: bool) -> Entity | None:
    """A capitalised phrase that the name finder passed over, where it is somebody named before or listed, or speaks."""
    after = names.at(s, k + 1)
    if after is not None and after.kind == PERSON and s.tree.upos[k + 1] == "PROPN":
        return after  # "Governor Mir | Ali Shah"
    text = called(s, k)
    if not _may_be_name(s, k, text):
        return None
    key = folded(text)
    for e in register.of_kind(PERSON, STATE, ORGANIZATION, ARMED, BODY, OUTLET):
        if any(folded(n) == key for n in (*e.names, *e.acronyms)):
            return e
    bearers = [e for e in register.of_kind(PERSON) if any(surname(tokens(n)) == key for n in e.names)]
    if len(bearers) == 1:
        return bearers[0]
    group, organization, outlet = nouns.armed_group(text), nouns.organization(text), nouns.outlet(text)
    if group is not None:
        entity = register.keyed(ARMED, group)
    elif organization is not None:
        entity = register.keyed(ORGANIZATION, organization)
    elif outlet is not None:
        entity = register.keyed(OUTLET, outlet)
    elif speaks and k and s.segment.kind not in (PartKind.HEADING, PartKind.HEADLINE):
        entity = register.add(Entity(kind_of(text, "ORG")))
    else:
        return None
    entity.names[text] += 1
    return entity


def _may_be_name(s: Sentence, k: int, text: str) -> bool:
    words = {w.lower().strip(".") for w in text.split()}
    if words & (nouns.honorifics().keys() | nouns.people().keys()) or any(c.isdigit() for c in text):
        return False
    if len(text) < 3 or not text[0].isupper() or gazetteer().adjective(text) is not None:
        return False
    return not nouns.is_no_actor(text) and not nouns.is_no_actor(s.words[k]) and is_name(s, k, k + 1, "ORG")
