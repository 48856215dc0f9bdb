"""Which actors of several documents are joined, which are only candidates, and which never meet?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Actor
from loaders.identity.across import Candidate, Merge, Ref, across

KENYA = "https://sws.geonames.org/192950/"
GHANA = "https://sws.geonames.org/2300660/"


def state(key: str, authority: str) -> Actor:
    return Actor(key, key.title(), "State", authority=authority)


def test_states_are_one_by_their_authority() -> None:
    merges, candidates = across({"a": [state("kenya", KENYA)], "b": [Actor("k", "Republic of Kenya", "State", authority=KENYA)]})
    assert merges == (Merge((Ref("a", "kenya"), Ref("b", "k")), ("same authority",)),)
    assert candidates == ()


def test_full_names_of_persons_are_one_and_surnames_are_candidates() -> None:
    merges, candidates = across(
        {
            "a": [Actor("x", "Amina Otieno", "Person")],
            "b": [Actor("y", "Dr Amina Otieno", "Person")],
            "c": [Actor("z", "Otieno", "Person")],
        }
    )
    assert merges == (Merge((Ref("a", "x"), Ref("b", "y")), ("same full name",)),)
    assert candidates == (
        Candidate(Ref("a", "x"), Ref("c", "z"), 0.5, "part of the name"),
        Candidate(Ref("b", "y"), Ref("c", "z"), 0.5, "part of the name"),
    )


def test_namesakes_of_two_states_are_candidates() -> None:
    merges, candidates = across(
        {
            "a": [state("kenya", KENYA), Actor("x", "John Mensah", "Person", affiliation="kenya")],
            "b": [state("ghana", GHANA), Actor("x", "John Mensah", "Person", affiliation="ghana")],
        }
    )
    assert merges == ()
    assert candidates == (Candidate(Ref("a", "x"), Ref("b", "x"), 0.4, "same name"),)


def test_roles_are_never_joined() -> None:
    role = Actor("o", "security official", "UnnamedSource", unnamed=True)
    assert across({"a": [role], "b": [role]}) == ((), ())


def test_bodies_of_one_state_are_one_under_any_wording() -> None:
    merges, candidates = across(
        {
            "a": [state("kenya", KENYA), Actor("army", "Kenya’s army", "GovernmentBody", affiliation="kenya")],
            "b": [state("kenya", KENYA), Actor("military", "Kenyan military", "GovernmentBody", affiliation="kenya")],
            "c": [state("ghana", GHANA), Actor("army", "army", "GovernmentBody", affiliation="ghana")],
        }
    )
    assert Merge((Ref("a", "army"), Ref("b", "military")), ("same body of the same state",)) in merges
    assert all(Ref("c", "army") not in m.members for m in merges)
    assert candidates == ()


def test_acronym_alone_is_a_candidate_and_with_the_full_name_safe() -> None:
    full = Actor("n", "Green Farmers Union", "Organization", aliases=("GFU",))
    merges, candidates = across({"a": [full], "b": [full], "c": [Actor("g", "GFU", "Organization")]})
    assert merges == (Merge((Ref("a", "n"), Ref("b", "n")), ("full name and acronym",)),)
    assert candidates == (
        Candidate(Ref("a", "n"), Ref("c", "g"), 0.5, "same acronym"),
        Candidate(Ref("b", "n"), Ref("c", "g"), 0.5, "same acronym"),
    )


def test_listed_groups_and_outlets_are_one() -> None:
    merges, _ = across(
        {
            "a": [Actor("b", "Boko Haram", "ArmedGroup"), Actor("r", "Reuters", "MediaOutlet")],
            "b": [Actor("b", "Boko Haram", "ArmedGroup"), Actor("r", "Reuters", "MediaOutlet")],
        }
    )
    assert [m.evidence for m in merges] == [("listed group",), ("listed outlet",)]


def test_other_kinds_of_one_name_are_candidates() -> None:
    merges, candidates = across(
        {"a": [Actor("x", "Amani Front", "ArmedGroup")], "b": [Actor("x", "Amani Front", "Organization")]}
    )
    assert merges == ()
    assert candidates == (Candidate(Ref("a", "x"), Ref("b", "x"), 0.64, "same name"),)


def test_two_that_one_document_keeps_apart_are_not_joined_over_another() -> None:
    merges, candidates = across(
        {
            "a": [Actor("x", "John Mensah", "Person"), Actor("y", "John Mensah", "Person")],
            "b": [Actor("z", "John Mensah", "Person")],
        }
    )
    assert merges == ()
    assert candidates == tuple(
        Candidate(Ref("a", key), Ref("b", "z"), 0.9, "same full name, but one document keeps two apart") for key in "xy"
    )


names = st.sampled_from(["John Mensah", "Mensah", "Boko Haram", "Green Farmers Union", "Reuters", "army"])
kinds = st.sampled_from(["Person", "Organization", "ArmedGroup", "MediaOutlet", "UnnamedSource"])
actors = st.lists(st.builds(lambda n, k: (n, k), names, kinds), max_size=4)


@given(st.lists(actors, max_size=4))
def test_any_order_gives_the_same_and_no_document_is_joined_with_itself(documents: list[list[tuple[str, str]]]) -> None:
    given_actors = {f"d{n}": [Actor(f"k{k}", name, kind) for k, (name, kind) in enumerate(d)] for n, d in enumerate(documents)}
    merges, candidates = across(given_actors)
    assert (merges, candidates) == across(dict(reversed(given_actors.items())))
    for m in merges:
        assert len({r.document for r in m.members}) == len(m.members) > 1
    assert all(0 < c.score <= 1 and c.a.document != c.b.document for c in candidates)
    joined = {r for m in merges for r in m.members}
    roles = {Ref(d, a.key) for d, found in given_actors.items() for a in found if a.kind == "UnnamedSource"}
    assert not roles & (joined | {c.a for c in candidates} | {c.b for c in candidates})
