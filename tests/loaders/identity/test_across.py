"""Which actors of several documents are joined, which are only candidates, and which never meet?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Actor
from loaders.identity.across import Known, Likeness, candidates, safe

KENYA, GHANA = "kenya", "ghana"


def known(key: str, name: str, kind: str, documents: str, state: str | None = None, *aliases: str, local: bool = False) -> Known:
    """An actor of documents that are one letter each."""
    return Known(Actor(key, name, kind, aliases), frozenset(documents), state, local)


def test_part_of_a_full_name_is_a_candidate() -> None:
    full, short = known("x", "Amina Otieno", "Person", "a"), known("z", "Otieno", "Person", "c", local=True)
    assert safe([full, short]) == []
    assert candidates([short, full]) == [Likeness(0.5, "x", "z", "part of the name")]
    assert candidates([full, known("z", "Otieno", "Person", "ac", local=True)]) == []  # document a keeps them apart


def test_namesakes_of_two_states_count_half() -> None:
    two = [known("x", "John Mensah", "Person", "a", KENYA), known("y", "Dr John Mensah", "Person", "b", GHANA)]
    assert safe(two) == []
    assert candidates(two) == [Likeness(0.35, "x", "y", "same name")]


def test_roles_are_never_joined() -> None:
    role = [known(k, "security official", "UnnamedSource", k) for k in "ab"]
    assert (safe(role), candidates(role)) == ([], [])


def test_bodies_of_one_state_are_one_under_any_wording() -> None:
    army = known("army", "Kenya\u2019s army", "GovernmentBody", "a", KENYA)
    military = known("military", "Kenyan military", "GovernmentBody", "b", KENYA)
    other = known("other", "army", "GovernmentBody", "c", GHANA)
    assert safe([army, military, other]) == [Likeness(1.0, "army", "military", "same body of the same state")]
    assert safe([army, known("m", "Kenyan military", "GovernmentBody", "a", KENYA)]) == []


def test_acronym_alone_is_a_candidate_and_with_the_full_name_safe() -> None:
    full = known("n", "Green Farmers Union", "Organization", "a", None, "GFU")
    turned = known("o", "GFU", "Organization", "b", None, "Green Farmers Union")
    alone = known("g", "GFU", "Organization", "c")
    assert safe([full, turned, alone]) == [Likeness(1.0, "n", "o", "full name and acronym")]
    assert candidates([full, turned, alone]) == [
        Likeness(0.5, "g", "n", "same acronym"),
        Likeness(0.5, "g", "o", "same acronym"),
    ]


def test_listed_groups_and_outlets_are_one_under_any_of_their_names() -> None:
    groups = [known("x", "Islamic State", "ArmedGroup", "a"), known("y", "ISIL", "ArmedGroup", "b")]
    outlets = [known("r", "Agence France-Presse", "MediaOutlet", "a"), known("s", "AFP", "MediaOutlet", "b")]
    assert safe([*groups, *outlets]) == [
        Likeness(1.0, "r", "s", "listed outlet"),
        Likeness(1.0, "x", "y", "listed group"),
    ]
    assert safe([known("x", "Islamic State", "Organization", "a"), groups[1]]) == []


def test_other_kinds_of_one_name_are_candidates() -> None:
    two = [known("x", "Amani Front", "ArmedGroup", "a"), known("y", "Amani Front", "Organization", "b")]
    assert (safe(two), candidates(two)) == ([], [Likeness(0.56, "x", "y", "same name")])


def test_a_full_name_in_two_reports_of_one_event_is_one() -> None:
    here = Known(Actor("x", "Ostra Port Authority", "GovernmentBody"), frozenset("a"), None, True, frozenset(("fire", "strike")))
    there = Known(Actor("y", "Ostra Port Authority", "Person"), frozenset("b"), None, False, frozenset(("fire",)))
    elsewhere = Known(Actor("z", "Ostra Port Authority", "Organization"), frozenset("c"), None, True, frozenset(("flood",)))
    assert safe([here, there, elsewhere]) == [Likeness(1.0, "x", "y", "same name beside the same event")]
    police = [Known(Actor(k, "police", "GovernmentBody"), frozenset(k), None, True, frozenset(("fire",))) for k in "ab"]
    assert safe(police) == []


def test_two_that_one_document_keeps_apart_are_not_joined_over_another() -> None:
    names = {"x": "Kenyan army", "y": "Kenya\u2019s military", "z": "military of Kenya"}
    found = [known(k, n, "GovernmentBody", "b" if k == "z" else "a", KENYA) for k, n in names.items()]
    why = "same body of the same state, but one document keeps two apart"
    assert safe(found) == []
    assert candidates(found) == [Likeness(0.7, "x", "z", why), Likeness(0.7, "y", "z", why)]


names = st.sampled_from(["John Mensah", "Mensah", "Boko Haram", "Green Farmers Union", "Reuters", "army", "AFP"])
kinds = st.sampled_from(["Person", "Organization", "ArmedGroup", "MediaOutlet", "UnnamedSource", "GovernmentBody"])


@given(st.lists(st.tuples(names, kinds, st.frozensets(st.sampled_from("abc"), min_size=1), st.booleans()), max_size=6))
def test_any_order_gives_the_same_and_no_document_is_joined_with_itself(
    found: list[tuple[str, str, frozenset[str], bool]],
) -> None:
    actors = [
        Known(Actor(f"k{n}", name, kind), documents, KENYA, local) for n, (name, kind, documents, local) in enumerate(found)
    ]
    pairs, maybe = safe(actors), candidates(actors)
    assert (pairs, maybe) == (safe(actors[::-1]), candidates(actors[::-1]))
    by_key = {a.actor.key: a for a in actors}
    for p in (*pairs, *maybe):
        assert p.a < p.b
        assert not by_key[p.a].documents & by_key[p.b].documents
        assert "UnnamedSource" not in (by_key[p.a].actor.kind, by_key[p.b].actor.kind)
    assert all(not by_key[k].local for p in pairs for k in (p.a, p.b))
    assert all(0 < p.score < 0.75 for p in maybe)
    assert not {(p.a, p.b) for p in pairs} & {(p.a, p.b) for p in maybe}
