"""Which names are one? Persons, bodies, acronyms, kinds, noise, by their spelling alone."""

from __future__ import annotations

import pytest

from loaders.identity import nouns
from loaders.identity.bodies import is_acronym, iso_in, kind_of, plain, same_body, without_state
from loaders.identity.persons import same_person, sex_of, surname, tokens


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Gen. Asim Munir", "Asim Munir", True),
        ("Ana Maria Lopez", "Ana Lopez", True),
        ("Lopez", "Ana Lopez", True),
        ("Ana", "Ana Lopez", True),
        ("J. Mensah", "John Mensah", True),
        ("María López", "Maria Lopez", True),
        ("Ana Lopez", "Eva Lopez", False),
        ("Ana Lopez", "Ana Diaz", False),
        ("K. Mensah", "John Mensah", False),
        ("John Mensah Jr", "John Mensah", False),
        ("Bo", "Bo Li", False),  # too short to tell
        ("Lopez Ana", "Ana Lopez", False),
    ],
)
def test_same_person(a: str, b: str, same: bool) -> None:
    assert same_person(tokens(a), tokens(b)) is same
    assert same_person(tokens(b), tokens(a)) is same


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Prime Minister Abiy Ahmed's", ("abiy", "ahmed")),
        ("Malik Riaz", ("malik", "riaz")),  # a name as well
        ("Malik Riaz Hussain", ("riaz", "hussain")),
        ("Sheikh Hasina", ("sheikh", "hasina")),
        ("Dr", ("dr",)),
    ],
)
def test_words_of_a_persons_name(name: str, expected: tuple[str, ...]) -> None:
    assert tokens(name) == expected


def test_surname_is_the_last_word_that_is_no_suffix() -> None:
    assert (surname(("john", "mensah", "jr")), surname(("mensah",)), surname(("jr",))) == ("mensah", "mensah", "")


@pytest.mark.parametrize(
    ("words", "titles", "expected"),
    [
        (("Mrs.", "Banda"), (), "f"),
        (("Sheikh", "Hasina"), (), None),
        (("Maria", "Quispe"), (), "f"),
        (("John", "Mensah"), (), "m"),
        (("Jean", "Okoro"), (), None),  # women and men bear it
        (("Okoro",), ("spokeswoman",), "f"),
        (("Okoro",), ("mother", "brother"), None),
        (("Maria",), (), None),  # may be a surname
    ],
)
def test_sex_of_a_name(words: tuple[str, ...], titles: tuple[str, ...], expected: str | None) -> None:
    assert sex_of(words, titles) == expected


@pytest.mark.parametrize(
    ("short", "full", "is_one"),
    [
        ("IAEA", "International Atomic Energy Agency", True),
        ("MoD", "Ministry of Defence", True),
        ("WHO", "World Health Organization", True),
        ("RSF", "Reporters Without Borders", False),
        ("NUM", "National Union of Mineworkers", True),
        ("N", "Nato", False),
        ("UNHCR", "United Nations", False),
    ],
)
def test_acronym(short: str, full: str, is_one: bool) -> None:
    assert is_acronym(short, full) is is_one


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("peru air force", "peruvian air force", True),
        ("labour centre", "labor center", False),  # two words differ
        ("world health organisation", "world health organization", True),
        ("ministry of defence", "ministry of defence", True),
        ("oromo liberation army", "oromia liberation army", False),
        ("national defence force", "national defence council", False),
        ("ministry of health", "ministry of wealth", False),
        ("amnesty", "amnesties", False),  # one word is too little
    ],
)
def test_same_body(a: str, b: str, same: bool) -> None:
    assert same_body(a, b) is same


@pytest.mark.parametrize(
    ("name", "tag", "cues", "kind"),
    [
        ("Ministry of Home Affairs", "ORG", (), "GovernmentBody"),
        ("Supreme Court", "ORG", (), "GovernmentBody"),
        ("People's Liberation Front", "ORG", (), "ArmedGroup"),
        ("National Front Bank", "ORG", (), "Organization"),
        ("Morning Herald", "ORG", (), "MediaOutlet"),
        ("Jungle Tigers", "ORG", ("militant", "group"), "ArmedGroup"),
        ("Amani Watch", "ORG", ("rights", "group"), "Organization"),
        ("Zamboni", "ORG", ("newspaper",), "MediaOutlet"),
        ("Zamboni", "ORG", (), "Organization"),
        ("University of Lagos", "ORG", (), "Organization"),
        ("Lake Chad", "LOC", (), "Place"),
    ],
)
def test_kind_of_a_body(name: str, tag: str, cues: tuple[str, ...], kind: str) -> None:
    assert kind_of(name, tag, cues) == kind


def test_state_in_a_name() -> None:
    assert iso_in("Indian Foreign Ministry") == "IN"
    assert iso_in("Kenya Ports Authority") == "KE"
    assert iso_in("India Pakistan Forum") is None
    assert iso_in("Red Cross") is None


def test_name_without_its_state() -> None:
    assert without_state("Indian Foreign Ministry") == "Foreign Ministry"
    assert without_state("Senate of Chile") == "Senate"
    assert without_state("India") == "India"
    assert plain("Ministry of Home Affairs") == plain("Home Affairs Ministry") == "home affairs ministry"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Feb", True),
        ("Sunday", True),
        ("Operation Dawn", True),
        ("Cyclone Freddy", True),
        ("Indus Waters Treaty", True),
        ("Treaty of Rome", True),
        ("2026", True),
        ("Sunday Times", False),
        ("Operation", False),
        ("World Health Organization", False),
        ("Monday Club", False),
    ],
)
def test_names_that_are_nobody(name: str, expected: bool) -> None:
    assert nouns.is_no_actor(name) is expected


def test_listed_names() -> None:
    assert nouns.armed_group("TTP") == nouns.armed_group("Pakistani Taliban") == "Tehrik-i-Taliban Pakistan"
    assert nouns.armed_group("the army") is None
    assert nouns.organization("HRW") == nouns.organization("Human Rights Watch") == "Human Rights Watch"
    assert nouns.organization("who") is None
    assert nouns.outlet("AP") == "Associated Press"
    assert nouns.outlet("ap") is None
    assert nouns.states_of_group("al-Shabaab") == ("SO", "KE")
    assert "Reuters" in nouns.agencies()
    assert "CNN" not in nouns.agencies()


def test_bodies_need_their_modifiers() -> None:
    station, media = nouns.bodies()["station"], nouns.bodies()["media"]
    assert station.goes_with({"radio"})
    assert not station.goes_with({"police"})
    assert media.goes_with({"state"})
    assert not media.goes_with({"social"})
    assert not nouns.bodies()["front"].goes_with({"popular"})
