"""A fixture that asks whom a phrase of a text means."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kg.model import Span
from loaders.extract.context import Context

Who = Callable[..., list[str]]


@pytest.fixture(scope="session")
def who(context: Callable[..., Context]) -> Callable[[str], Who]:
    """Text -> phrase -> the actors that it means, as "Kind: name"; `nth` tells which of several places of the phrase."""

    def reading(text: str) -> Who:
        found = context(text)
        actors = found.actors

        def ask(phrase: str, nth: int = 1) -> list[str]:
            places = [m.span() for m in re.finditer(rf"\b{re.escape(phrase)}\b", text)]
            span = Span(*places[nth - 1])
            s = next(s for s in found.sentences if s.span.touches(span))
            words = [k for k in s.within(span) if s.tree.upos[k] != "PUNCT"]
            head = next(k for k in words if s.tree.heads[k] not in words or s.tree.heads[k] == k)
            entity = found.resolver.identity(s, head)
            members = [] if entity is None else list(entity.members or (entity,))
            return [f"{actors[id(e)].kind}: {actors[id(e)].name}" for e in members if id(e) in actors]

        return ask

    return reading
