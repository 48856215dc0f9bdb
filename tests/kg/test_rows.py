"""Rows of a reading: one a claim and event, with the fields of the contract."""

from __future__ import annotations

import json

from kg.rows import rows
from tests.kg.made import CLAIMS, TEXT, reading

COMMON = {"document", "kind", "start", "end", "quote", "rule", "confidence", "voice", "outlets", "said_on"}


def test_one_row_for_each_claim_and_event_in_the_order_of_the_text() -> None:
    found = list(rows(reading()))
    assert len(found) == len(CLAIMS) + 1
    assert [r["start"] for r in found] == sorted(r["start"] for r in found)  # type: ignore[type-var]
    assert all(r["quote"] == TEXT[int(str(r["start"])) : int(str(r["end"]))] for r in found)
    assert {str(r["kind"]) for r in found} == {
        "statement", "figure", "accusation", "denial", "responsibility", "condemnation", "characterisation", "event",
    }  # fmt: skip
    json.dumps(found)


def test_fields_by_kind() -> None:
    found = {str(r["rule"]): r for r in rows(reading())}
    assert set(found["accusation.verb"]) - COMMON == {"accuser", "accused", "what", "relation"}
    assert found["accusation.verb"]["accuser"] == {"text": "Ana Petrel", "start": 54, "end": 64, "actor": "Ana Petrel"}
    assert found["accusation.verb"]["accused"] == {"text": "Westland", "start": 73, "end": 81, "actor": "Westland"}
    assert found["denial.verb"]["against"] == {"text": "Ana Petrel", "start": None, "end": None, "actor": "Ana Petrel"}
    assert set(found["denial.verb"]) - COMMON == {"denier", "denied", "against"}
    assert {k: found["figure.at"][k] for k in ("measure", "victims", "low", "high", "approximate", "words", "disputed", "outlets")} == {
        "measure": "killed", "victims": "security", "low": 84, "high": 84, "approximate": False, "words": None, "disputed": True,
        "outlets": ["Ostra Post"],
    }  # fmt: skip
    assert found["figure.object"]["claimant"] is None
    assert found["statement.quote"]["content"] == [
        {"text": "We will find them", "start": TEXT.index("We will"), "end": TEXT.index("We will") + 17}
    ]
    assert (found["statement.quote"]["direct"], found["statement.verb"]["cue"]) == (True, None)
    assert found["responsibility.say"]["event"] == "blast at Ostra market"
    assert found["label.call"]["epithet"] == "a gang of cowards"
    event = found["event.noun"]
    assert [event[k] for k in ("type", "status", "date", "until")] == ["bombing", "occurred", "2031-05-04", "2031-05-04"]
    assert [p["text"] for p in event["places"]] == ["Ostra", "Ostra market"]  # type: ignore[attr-defined]
    assert [p["actor"] for p in event["perpetrators"]] == ["Hill Front"]  # type: ignore[attr-defined]
