"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def top() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared(top: Path) -> Path:
    """The folder of other people's texts and data beside the checkout; tests that need it are skipped where it is not."""
    folder = top.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the shared folder beside the checkout, which is not here")
    return folder
