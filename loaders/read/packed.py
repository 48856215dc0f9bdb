"""What is in a stream that gzip packed? All that can be unpacked, also of one that breaks off."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

_CHUNK = 1 << 16
_GZIP = 31  # zlib's window for data with a head of gzip


class Damaged(OSError):
    """A packed stream that ends too early, or is no such stream."""


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a stream of one or several members.

    Reading raises Damaged where the stream ends too early or is broken, once all before that was given.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._member = zlib.decompressobj(_GZIP)
        self._rest = b""
        self._begun = False

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills a buffer with the next bytes; how many, 0 at the end."""
        while True:
            if not self._rest:
                self._rest = self._packed.read(_CHUNK)
                if not self._rest:
                    if self._begun:
                        raise Damaged("it ends too early")
                    return 0
            try:
                found = self._member.decompress(self._rest, len(buffer))
            except zlib.error as error:
                raise Damaged(str(error)) from None
            self._begun = True
            self._rest = self._member.unconsumed_tail
            if self._member.eof:
                self._rest = self._member.unused_data.lstrip(b"\x00")  # members may be padded
                self._member, self._begun = zlib.decompressobj(_GZIP), False
            if found:
                buffer[: len(found)] = found
                return len(found)
