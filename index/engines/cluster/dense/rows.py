"""The rows of a table of vectors, read as they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.cluster.dense.writing import VECTOR
from index.engines.cluster.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.engines.cluster.generations import VectorsEntry
    from index.engines.cluster.objects import Objects
    from index.interfaces import Numbers

BLOCK = 64
"""Rows that are read together from an object store, where a request costs what 48 KB do."""


class VectorRows:
    """So many rows in half precision; what was read of an object store is kept."""

    def __init__(self, objects: Objects, entry: VectorsEntry, dimension: int) -> None:
        self._objects, self._path = objects, entry.path
        self._count = entry.end - entry.first
        self._dimension = dimension
        self.table = Table(objects, entry.path, version=entry.version)

    def span(self, first: int, end: int) -> NDArray[np.float16]:
        """Return the rows `first` to `end` - 1, which are not kept: (end - first, dim)."""
        return self._array(self.table.scanned(first, end, VECTOR))

    def every(self) -> NDArray[np.float16]:
        """Return all rows: (count, dim)."""
        return self._array(self.table.span(0, self._count, VECTOR))

    def at(self, rows: Numbers) -> NDArray[np.float16]:
        """Return some rows: (n, dim)."""
        if not self._objects.in_a_store:
            wanted, back = np.unique(rows, return_inverse=True)
            return self._array(self.table.picked(wanted.tolist(), VECTOR))[back]
        numbers, block = np.unique(rows // BLOCK, return_inverse=True)
        kept = self._blocks(numbers.tolist())
        read = np.concatenate([np.zeros((0, self._dimension), np.float16), *kept])
        # Only the last block of a table has fewer rows, and it stands last here.
        found: NDArray[np.float16] = read[block * BLOCK + rows % BLOCK]
        return found

    def _blocks(self, numbers: Sequence[int]) -> list[NDArray[np.float16]]:
        """Return blocks of rows; those that are not kept are read together."""
        names = [f"{self._path} {number}/{BLOCK}" for number in numbers]
        kept = self._objects.kept.get(names)
        missing = [(name, n) for name, n in zip(names, numbers, strict=True) if name not in kept]
        if missing:
            spans = [(n * BLOCK, min((n + 1) * BLOCK, self._count)) for _, n in missing]
            rows = np.concatenate([np.arange(*span) for span in spans])
            read = self._array(self.table.picked(rows.tolist(), VECTOR))
            ends = np.cumsum([end - first for first, end in spans])[:-1]
            new = {
                name: each.tobytes()
                for (name, _), each in zip(missing, np.split(read, ends), strict=True)
            }
            self._objects.kept.put(new)
            kept |= new
        return [
            np.frombuffer(kept[name], np.float16).reshape(-1, self._dimension) for name in names
        ]

    def _array(self, rows: Any) -> NDArray[np.float16]:
        chunks = [each.flatten().to_numpy() for each in rows.column(VECTOR).chunks]
        flat = np.concatenate([np.zeros(0, np.float16), *chunks])
        return flat.reshape(-1, self._dimension)
