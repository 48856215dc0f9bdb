"""Where does an export go, and how is a half-written file avoided?"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, cast

from kg.errors import BadFile


@contextmanager
def written(target: Path | None) -> Iterator[BinaryIO]:
    """A binary stream that becomes the file `target` when the block ends well; until then the file is as it was before.

    None is standard output. A name that ends in `.gz` is compressed, without a date in it. Raises BadFile when the folder
    cannot be written.
    """
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise BadFile(target, f"cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb", buffering=1 << 20) as file:
            with _squeezed(file) if target.suffix == ".gz" else _plain(file) as out:
                yield cast(BinaryIO, out)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())  # mkstemp lets only the owner read
        os.replace(name, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise


@contextmanager
def _plain(file: IO[bytes]) -> Iterator[IO[bytes]]:
    yield file


@contextmanager
def _squeezed(file: IO[bytes]) -> Iterator[gzip.GzipFile]:
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as out:
        yield out


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
