"""Whoosh's ordered hash table, written many terms at a time; its readers see no difference.

Whoosh writes term by term, and slot by slot of its hash tables, which cost as much as all else that
is done for a term.
"""

from __future__ import annotations

import hashlib
import struct
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.filedb.filetables import OrderedHashWriter

from index.engines.parts.keyword.runs import sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from whoosh.filedb.structfile import StructFile

    from index.engines.parts.keyword.runs import Integers

SIZES = struct.Struct(">ii")
"""Before each key and value of Whoosh's table: bytes of the one and the other."""

_TABLES = 256
"""Hash tables, by the last byte of a key's hash."""

_SLOT = np.dtype([("hash", ">u4"), ("position", ">i8")])
"""Of a hash table: the hash of a key, and where it is in the file; 0 and 0 where there is none."""

_SHORT = 1 << 32


class TermTable(OrderedHashWriter):
    """Writes keys, which ascend, with values of one size."""

    def __init__(self, file: StructFile) -> None:
        super().__init__(file)  # type: ignore[no-untyped-call]
        self._positions = _Positions()
        self.index: Any = self._positions
        self._hashes: list[NDArray[np.uint32]] = [np.zeros(0, np.uint32)]

    def add_run(self, keys: Sequence[bytes], values: NDArray[Any]) -> None:
        """Write keys, after all that came before, each with its value: (keys,)."""
        content, size = values.tobytes(), values.itemsize
        sizes = np.fromiter(map(len, keys), np.int64, len(keys)) + (SIZES.size + size)
        starts = range(0, len(content), size)
        pieces = [
            SIZES.pack(len(key), size) + key + content[start : start + size]
            for key, start in zip(keys, starts, strict=True)
        ]
        self._positions.add(self.dbfile.tell() + sums(sizes)[:-1])
        self.dbfile.write(b"".join(pieces))
        digests = b"".join([hashlib.md5(key, usedforsecurity=False).digest() for key in keys])
        self._hashes.append(np.frombuffer(digests, ">u4")[3::4].astype(np.uint32))

    def _write_hashes(self) -> None:
        hashes, positions = np.concatenate(self._hashes), self._positions.all
        tables = hashes & (_TABLES - 1)
        order = np.argsort(tables, kind="stable")
        bounds = sums(np.bincount(tables, minlength=_TABLES))
        for first, end in pairwise(bounds.tolist()):
            slots = _slots(hashes[order[first:end]], positions[order[first:end]])
            self.directory.append((self.dbfile.tell(), len(slots)))
            self.dbfile.write(slots.tobytes())


class _Positions:
    """Where each key is in the file, as Whoosh asks for it."""

    def __init__(self) -> None:
        self._added: list[Integers] = [np.zeros(0, np.int64)]

    def add(self, positions: Integers) -> None:
        self._added.append(positions)

    @property
    def all(self) -> Integers:
        return np.concatenate(self._added)

    @property
    def typecode(self) -> str:
        return "q" if self._added[-1].max(initial=0) >= _SHORT else "I"

    def __len__(self) -> int:
        return sum(map(len, self._added))

    def to_file(self, file: StructFile) -> None:
        file.write(self.all.astype(f">{self.typecode}").tobytes())


def _slots(hashes: NDArray[np.uint32], positions: Integers) -> NDArray[np.void]:
    """Return a hash table: each key in the first free slot from its own on, then from the first.

    Args:
        hashes: of the keys.
        positions: where they are in the file.
    """
    many = 2 * len(hashes)
    slots = np.zeros(many, _SLOT)
    if not many:
        return slots
    own = (hashes >> 8).astype(np.int64) % many
    order = np.argsort(own, kind="stable")
    along = np.arange(len(order))
    taken = along + np.maximum.accumulate(own[order] - along)
    past = taken >= many
    if past.any():
        free = np.ones(many, np.bool_)
        free[taken[~past]] = False
        taken[past] = np.flatnonzero(free)[: np.count_nonzero(past)]
    slots["hash"][taken], slots["position"][taken] = hashes[order], positions[order]
    return slots
