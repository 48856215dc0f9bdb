"""How are rows of a large table found without splitting the table? Binary search in sorted lines of a compressed file."""

from __future__ import annotations

import gzip
import zlib
from functools import cached_property
from pathlib import Path

from kg.errors import BadFile


class SortedTable:
    """A compressed table of tab-separated lines, sorted by the bytes of their first column, `#` lines and a header row on top."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, key: str) -> list[tuple[str, ...]]:
        """The cells of the rows with a key, in their order. Raises BadFile when the table cannot be read."""
        data, low = self._data
        high = len(data)
        wanted = key.encode()
        while low < high:  # the first row that is not before the key
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.index(b"\n", start)
            if data[start : data.index(b"\t", start, end)] < wanted:
                low = end + 1
            else:
                high = start
        out = []
        while data.startswith(wanted + b"\t", low):
            end = data.index(b"\n", low)
            out.append(tuple(data[low:end].decode().split("\t")))
            low = end + 1
        return out

    @cached_property
    def _data(self) -> tuple[bytes, int]:
        """The bytes, and where the first row begins."""
        try:
            data = gzip.decompress(self._path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise BadFile(self._path, f"the table cannot be read ({error}); install the package again") from None
        start = 0
        while data.startswith(b"#", start):
            start = data.index(b"\n", start) + 1
        return data, data.index(b"\n", start) + 1
