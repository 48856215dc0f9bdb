"""Fixtures for what is read from texts: one loaded model for the whole run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Document, Reading
from loaders.extract.context import Context
from loaders.pipeline import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the shipped model."""
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """Text -> the reading of a document with it; keyword arguments go to the document."""

    def reading(text: str, **known: str) -> Reading:
        return reader.read(Document("test.txt", text, **known))  # type: ignore[arg-type]

    return reading


@pytest.fixture(scope="session")
def context(reader: Reader) -> Callable[..., Context]:
    """Text -> a document with it, with everything that claims are read from; keyword arguments go to the document."""

    def contexts(text: str, **known: str) -> Context:
        return reader.context(Document("test.txt", text, **known))  # type: ignore[arg-type]

    return contexts
