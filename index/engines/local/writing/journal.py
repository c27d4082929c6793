"""Vectors of passages that are not committed yet, so that a stopped `add` need not embed anew.

A cache and nothing more: it is never named by a manifest, and what in it can't be read is
embedded again.
"""

from __future__ import annotations

import contextlib
import hashlib
import zlib
from typing import TYPE_CHECKING

import numpy as np

from index.engines.local.commit.disk import OWNER_FILE, sync_file, sync_folder
from index.engines.local.commit.layout import JOURNAL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import IO

    from numpy.typing import NDArray

_DIGEST = 16
_CHECK = 4
"""Bytes of the CRC-32 that ends each record."""


class Journal:
    """Embedded passages of one model: digest, vector and checksum, one record after the other."""

    def __init__(self, directory: Path, fingerprint: str, dimension: int) -> None:
        """Find what a stopped `add` has left; a record that is not whole ends it."""
        self._directory = directory
        self._path = directory / JOURNAL
        self._key = hashlib.blake2b(fingerprint.encode(), digest_size=_DIGEST).digest()
        self._record = _DIGEST + 4 * dimension + _CHECK
        self._places: dict[bytes, int] = {}
        """Of what an earlier `add` has left: digest to offset in the file."""
        self._taken: set[bytes] = set()
        self._end = 0
        """Where the next record goes."""
        self._file: IO[bytes] | None = None
        if self._path.exists():
            self._file = self._path.open("r+b")
            self._read(self._file)

    def _read(self, file: IO[bytes]) -> None:
        if file.read(_DIGEST) != self._key:
            return
        self._end = _DIGEST
        while len(record := file.read(self._record)) == self._record:
            if _check(record[:-_CHECK]) != record[-_CHECK:]:
                return
            self._places[record[:_DIGEST]] = self._end
            self._end += self._record

    def take(self, text: str) -> NDArray[np.float32] | None:
        """Return the vector of a passage, float32, (dim,), if an earlier `add` embedded it."""
        key = _digest(text)
        if key not in self._places or not self._file:
            return None
        self._taken.add(key)
        self._file.seek(self._places[key])
        record = self._file.read(self._record)
        return np.frombuffer(record[_DIGEST:-_CHECK], "<f4").astype(np.float32)

    def keep(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Keep the vectors of passages, float32, (n, dim), synced to disk."""
        records = b""
        for text, vector in zip(texts, vectors, strict=True):
            record = _digest(text) + vector.astype("<f4").tobytes()
            records += record + _check(record)
        if self._file is None:
            self._path.touch(OWNER_FILE)
            self._file = self._path.open("r+b")
        if not self._end:
            records = self._key + records
        self._file.truncate(self._end)
        self._file.seek(self._end)
        self._file.write(records)
        self._file.flush()
        sync_file(self._file.fileno())
        if not self._end:
            sync_folder(self._directory)
        self._end += len(records)

    def settle(self) -> None:
        """Forget what a commit has made superfluous; what another `add` has left stays."""
        left = {key: place for key, place in self._places.items() if key not in self._taken}
        if not left:
            self.close()
            with contextlib.suppress(FileNotFoundError):
                self._path.unlink()
            self._end = 0
        elif self._file:
            # They stand at the beginning: what this `add` embedded came after them.
            self._end = max(left.values()) + self._record
            self._file.truncate(self._end)
        self._places, self._taken = left, set()

    def close(self) -> None:
        """Close the file."""
        if self._file:
            with contextlib.suppress(OSError):  # of a write that failed, told already
                self._file.close()
            self._file = None


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST).digest()


def _check(record: bytes) -> bytes:
    return zlib.crc32(record).to_bytes(_CHECK, "little")
