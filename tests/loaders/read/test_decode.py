"""Bytes into text, or a clear word on why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.read import decode as module
from loaders.read.decode import Undecodable, decode, endless


@pytest.mark.parametrize(("data", "text"), [
    ("Niño\n".encode(), "Niño\n"),
    (b"\xef\xbb\xbfone", "one"),
    ("Niño".encode("utf-16"), "Niño"),
    (b"a\r\nb", "a\r\nb"),  # kept as it stands: offsets count in it
])  # fmt: skip
def test_text(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_a_declared_encoding_is_taken_where_it_is_not_utf_8() -> None:
    assert decode("Niño".encode("latin-1"), declared="iso-8859-1") == "Niño"
    assert decode("Niño".encode(), declared="iso-8859-1") == "Niño"


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "it is empty"),
    (b" \n\t", "it is empty"),
    ("\ufeff\u200b\n".encode(), "it is empty"),
    (b"%PDF-1.7 ...", "it is a PDF, not text; convert it to text or HTML first"),
    (b"PK\x03\x04...", "it is a zip archive or an office document, not text; convert it to text or HTML first"),
    (b"\x00\x01\x02\xff\x00", "it is binary, not text; convert it to text or HTML first"),
    (b"a\x00\x01\x02\x03b" * 9, "it is binary, not text; convert it to text or HTML first"),
    (b"\xff\xfea", "it begins as UTF-16 and breaks off; save it as UTF-8"),
])  # fmt: skip
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(Undecodable) as told:
        decode(data)
    assert str(told.value) == reason


def test_another_encoding_is_told_with_its_place() -> None:
    text = "Los muertos\nEl Niño causó daños en la región de Piura según el señor Muñoz.\n" * 5
    with pytest.raises(Undecodable, match=r"^it is not UTF-8 \(byte 18, line 2\); it may be [\w-]+: iconv -f [\w-]+ -t utf-8$"):
        decode(text.encode("latin-1"))
    with pytest.raises(Undecodable, match=r"^it declares the encoding 'klingon' and is not in it; save it as UTF-8$"):
        decode(text.encode("latin-1"), declared="klingon")


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_LINE", 10)
    told = "line 2 has 11 characters; more than 10 are no prose, break it into paragraphs"
    assert endless("short\n" + "x" * 11) == told
    assert endless("x" * 10 + "\n" + "x" * 10) is None
    monkeypatch.setattr(module, "LARGEST", 1_000_000)
    with pytest.raises(Undecodable, match=r"^it has more than 1 MB; split it into documents$"):
        decode(b"x\n" * 500_001)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    try:
        decode(data).encode()
    except Undecodable as told:
        assert str(told)


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
        lambda t: t.strip("\ufeff\u200b\u2060 \xa0").strip()
    )
)
def test_text_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
