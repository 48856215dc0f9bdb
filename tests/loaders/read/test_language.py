"""Which texts are surely not English."""

from __future__ import annotations

import pytest

from loaders.read.language import foreign

SPANISH = "El ministro dijo el lunes que tres personas murieron en el incendio de la fábrica y que otras dos están desaparecidas."
ENGLISH = "The minister said on Monday that three people had died in the fire at the factory and that two were missing."


@pytest.mark.parametrize(("text", "code"), [
    (SPANISH, "es"),
    ("Министр заявил в понедельник, что при пожаре на заводе погибли три человека, ещё двое пропали без вести.", "ru"),
    ("部长周一表示，工厂火灾造成三人死亡，两人失踪，消防部门正在调查起火原因。部长周一表示，工厂火灾造成三人死亡，两人失踪。", "zh"),
    (ENGLISH, None),
    ("Quetta", None),
    ("El Niño hits Piura", None),  # too short to tell
    ("The Haqqani network and Fitna al-Khawarij fought Lashkar-e-Taiba near Wazir Mohmand in Khyber Pakhtunkhwa, officials said.", None),
    (ENGLISH * 40 + SPANISH * 60, None),  # English at least in part
    ("", None),
])  # fmt: skip
def test_the_language(text: str, code: str | None) -> None:
    assert foreign(text) == code
