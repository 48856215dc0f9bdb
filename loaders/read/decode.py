"""Which text do some bytes hold? UTF-8, or what the document itself declares; nothing is guessed, since offsets hang on it."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

LARGEST = 20_000_000  # bytes of one document
LONGEST_LINE = 1_000_000  # characters; a line beyond this is no prose
_BINARY_SHARE = 0.02  # control characters beyond this share are no text
_TELLING = 100  # bytes; fewer do not show in which encoding they are
_MAGIC = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip archive or an office document"), (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed"), (b"BZh", "compressed"), (b"\xfd7zXZ", "compressed"), (b"\x28\xb5\x2f\xfd", "compressed"),
)  # fmt: skip


class Undecodable(ValueError):
    """Bytes that are no text one can read; the message says why and what to do."""


def too_long() -> str:
    """What to say of a document beyond the limit."""
    return f"it has more than {LARGEST // 1_000_000} MB; split it into documents"


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of some bytes: UTF-8 (with or without a mark), UTF-16 with a mark, or the encoding that is `declared`.

    Raises Undecodable when they are empty, too long, binary, or in another encoding.
    """
    if not data.strip():
        raise Undecodable("it is empty")
    if len(data) > LARGEST:
        raise Undecodable(too_long())
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if kind is not None:
        raise Undecodable(f"it is {kind}, not text; convert it to text or HTML first")
    text = _text(data, declared)
    if not text.strip("\ufeff\u200b\u2060 \t\r\n\x0b\x0c\xa0"):
        raise Undecodable("it is empty")
    controls = sum(text.count(chr(k)) for k in (*range(9), *range(14, 28), 127))
    if controls > _BINARY_SHARE * len(text):
        raise Undecodable("it is binary, not text; convert it to text or HTML first")
    return text


def endless(text: str) -> str | None:
    """What to say of a text with a line beyond the limit, None for prose. Markup may have such lines, what it shows may not."""
    number, longest = max(enumerate(map(len, text.splitlines()), 1), key=lambda p: p[1], default=(0, 0))
    if longest <= LONGEST_LINE:
        return None
    return f"line {number} has {longest:,} characters; more than {LONGEST_LINE:,} are no prose, break it into paragraphs"


def _text(data: bytes, declared: str | None) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Undecodable("it begins as UTF-16 and breaks off; save it as UTF-8") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\x00" in data[:4096]:
            raise Undecodable("it is binary, not text; convert it to text or HTML first") from None
        if declared is not None:
            try:
                return data.decode(codecs.lookup(declared).name)
            except (LookupError, UnicodeDecodeError, ValueError):
                raise Undecodable(f"it declares the encoding {declared!r} and is not in it; save it as UTF-8") from None
        line = data.count(b"\n", 0, error.start) + 1
        best = from_bytes(data[:100_000]).best() if len(data) >= _TELLING else None
        likely = best.encoding.replace("_", "-") if best is not None and not best.encoding.startswith("utf") else None
        hint = f"it may be {likely}: iconv -f {likely} -t utf-8" if likely else "save it as UTF-8"
        raise Undecodable(f"it is not UTF-8 (byte {error.start + 1:,}, line {line:,}); {hint}") from None
