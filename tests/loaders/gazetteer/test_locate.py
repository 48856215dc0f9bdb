"""The place of a name in a text: what the text says around it decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Place
from loaders.extract.context import Context
from loaders.gazetteer.locate import Locator

Located = Callable[[str, str], Place]


@pytest.fixture(scope="session")
def located(context: Callable[..., Context]) -> Located:
    """Text and a name in it -> the place that it means there."""

    def ask(text: str, name: str) -> Place:
        found = context(text)
        locator = Locator(found.sentences, found.resolver.states)
        at = text.index(name)
        s = found.sentence_at(at)
        assert s is not None
        words = [k for k, span in enumerate(s.spans) if at <= span.start < at + len(name)]
        return locator.place(s, words[0], words[-1] + 1)

    return ask


@pytest.mark.parametrize(
    ("text", "name", "number", "within"),
    [
        ("A bus crashed near Mastung in Pakistan.", "Mastung", 1170706, ("Mastung District", "Balochistan", "Pakistan")),
        ("Gunmen killed four people in Hyderabad, Pakistan.", "Hyderabad", 1176734, ("Hyderabad District", "Sindh", "Pakistan")),
        ("Floods hit Tripoli in Lebanon.", "Tripoli", 266826, ("Ash Shimāl", "Lebanon")),
        ("A factory burned in Springfield, Illinois.", "Springfield", 4250542, ("Sangamon County", "Illinois", "United States")),
        ("Clashes spread in Kunduz province in Afghanistan.", "Kunduz", 1135690, ("Afghanistan",)),
        ("Kenya sent aid.", "Kenya", 192950, ()),
        # said once, known later
        ("A tornado hit Paris, Texas. In Paris, 40 houses fell.", "Paris", 4717560, ("Lamar County", "Texas", "United States")),
    ],
)
def test_place_in_its_text(located: Located, text: str, name: str, number: int, within: tuple[str, ...]) -> None:
    found = located(text, name)
    assert (found.authority, found.within) == (f"https://sws.geonames.org/{number}/", within)
    assert found.span is not None
    assert text[found.span.start : found.span.end] == found.name == name


def test_unknown_place_lies_in_what_the_text_names_around_it(located: Located) -> None:
    found = located("Raiders burned Bomboroko, Burkina Faso.", "Bomboroko")
    assert (found.authority, found.within) == (None, ("Burkina Faso",))


def test_a_list_of_places_is_no_chain(located: Located) -> None:
    found = located("Protests were held in Nakuru, Kenya, and Kampala.", "Kampala")
    assert found.within[-1:] == ("Uganda",)
