"""The vectors of a part, read from its tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from index.engines.cluster.dense.rows import VectorRows
from index.engines.cluster.dense.writing import COMPARED_WHOLE, VECTOR, partitions_of
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.engines.cluster.generations import VectorsEntry
    from index.engines.cluster.objects import Objects
    from index.interfaces import Allowed, Numbers, Scores

_PIECE = 8192
"""Rows that are read at once: 6 MB with 384 dimensions."""

_AT_HAND = 512
"""Rows that are compared at once: less than a megabyte, what a core has at hand."""

_EXPONENT = np.float32(2.0**112)
"""By what the exponent of a number in half precision counts from elsewhere."""

_LOWEST = -2.0
"""No cosine is as low, whatever an index makes of it."""

_DISTANCE = "_distance"
"""Column of what an index finds: 1 less what it makes of the cosine."""

_SPARE = 4
"""How many more are asked of an index than are wanted, for those that may not be found."""

_PROBED = 0.4
"""Share of the partitions of an index that are looked through; see docs/scale.md."""


class VectorTable:
    """The vectors of some passages of a part that follow one another, by row."""

    def __init__(self, objects: Objects, entry: VectorsEntry, dimension: int) -> None:
        self.first = entry.first
        self.count = entry.end - entry.first
        self._rows = VectorRows(objects, entry, dimension)
        self._indexed = entry.version > 1

    @property
    def compared_whole(self) -> bool:
        """Whether every row is compared with a question: of a small table all are kept."""
        return self.count <= COMPARED_WHOLE

    @made_once
    def _held(self) -> NDArray[np.float16] | None:
        """All rows of a small table, which are read once: (count, dim)."""
        return self._rows.every() if self.compared_whole else None

    def at(self, rows: Numbers) -> NDArray[np.float16]:
        """Return some rows: (n, dim)."""
        return self._rows.at(rows) if self._held is None else self._held[rows]

    def pieces(self, kept: Allowed | None = None) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of some of the rows, or all, in pieces: float32, (n, dim)."""
        for start in range(0, self.count, _PIECE):
            rows = self._rows.span(start, min(start + _PIECE, self.count))
            if kept is not None:
                rows = rows[kept[start : start + _PIECE]]
            yield rows.astype(np.float32)

    def cosines(self, vector: NDArray[np.float32], rows: Numbers) -> Scores:
        """Return the cosines of some rows, each once; copies of a passage score alike."""
        pieces = (rows[start : start + _PIECE] for start in range(0, len(rows), _PIECE))
        found = (_compared(self.at(piece), vector) for piece in pieces)
        return np.concatenate([np.zeros(0, np.float32), *found])

    def all_cosines(self, vector: NDArray[np.float32]) -> Scores:
        """Return the cosine of every row, as `cosines` does: (count,)."""
        if self._held is not None:
            return _compared(self._held, vector)
        starts = range(0, self.count, _PIECE)
        rows = (self._rows.span(start, min(start + _PIECE, self.count)) for start in starts)
        found = [_compared(piece, vector) for piece in rows]
        return np.concatenate([np.zeros(0, np.float32), *found])

    def best(
        self, vector: NDArray[np.float32], limit: int, allowed: Allowed | None
    ) -> tuple[Numbers, Scores]:
        """Return the rows nearest to a vector and their cosines, exact or by the index."""
        found = self._found(vector, limit, allowed)
        if found is not None:
            return _nearest(found, self.cosines(vector, found), limit)
        if allowed is not None and np.count_nonzero(allowed) <= COMPARED_WHOLE:
            rows = np.flatnonzero(allowed)
            return _nearest(rows, self.cosines(vector, rows), limit)
        cosines = self.all_cosines(vector)
        rows = np.arange(self.count) if allowed is None else np.flatnonzero(allowed)
        return _nearest(rows, cosines[rows], limit)

    def _found(
        self, vector: NDArray[np.float32], limit: int, allowed: Allowed | None
    ) -> Numbers | None:
        """Return rows that the index finds nearest, ascending, so many or more.

        Where few rows may be found, or the index has found too few of them, None: they are all
        compared. Where most may be, it is asked for more than are wanted.
        """
        many = self._searched(allowed)
        wanted = limit if allowed is None else limit * _SPARE * self.count // max(1, many)
        if not self._indexed or many <= COMPARED_WHOLE or wanted >= many:
            return None
        rows, _ = _of_those(allowed, *self._asked(vector, wanted))
        return rows if len(rows) >= limit else None

    def _searched(self, allowed: Allowed | None) -> int:
        """Return how many rows may be found."""
        return self.count if allowed is None else int(np.count_nonzero(allowed))

    def _asked(
        self, vector: NDArray[np.float32], limit: int, least: float = _LOWEST
    ) -> tuple[Numbers, Scores]:
        """Ask the index for so many rows with such a cosine or more; return them, ascending."""
        asked = {"column": VECTOR, "q": vector, "k": limit, "nprobes": self._probes}
        asked |= {"distance_range": (None, 1 - least)}
        table = self._rows.table
        try:
            found = table.dataset.to_table(nearest=asked, columns=[_DISTANCE], with_row_id=True)
        except (OSError, ValueError) as error:
            raise table.damage_error(error) from error
        # One file: the number of a row is its id.
        rows = found.column("_rowid").to_numpy().astype(np.int64)
        cosines: Scores = 1 - found.column(_DISTANCE).to_numpy()
        order = np.argsort(rows)
        return rows[order], cosines[order]

    @made_once
    def _probes(self) -> int:
        return math.ceil(_PROBED * partitions_of(self.count))

    def near(
        self, vector: NDArray[np.float32], least: float, allowed: Allowed | None
    ) -> tuple[Numbers, Scores] | None:
        """Return rows with such a cosine or more, as far as the index tells; None without it."""
        if not self._indexed or self._searched(allowed) <= COMPARED_WHOLE:
            return None
        return _of_those(allowed, *self._asked(vector, self.count, least))

    def above(self, vector: NDArray[np.float32], least: float, allowed: Allowed | None) -> Numbers:
        """Return the rows with such a cosine or more, ascending, each of them compared."""
        rows, cosines = self.best(vector, self.count, allowed)
        near: Numbers = np.sort(rows[cosines >= least])
        return near


def _compared(rows: NDArray[np.float16], vector: NDArray[np.float32]) -> Scores:
    """Return the cosine of each row: (n,). Each is summed by itself, wherever the row stands."""
    found = [
        np.einsum("ij,j->i", _widened(rows[start : start + _AT_HAND]), vector)
        for start in range(0, len(rows), _AT_HAND)
    ]
    cosines: Scores = np.concatenate([np.zeros(0, np.float32), *found])
    return cosines


def _widened(rows: NDArray[np.float16]) -> NDArray[np.float32]:
    """Return numbers below 2 in single precision, exactly; in half the time that NumPy takes."""
    bits = rows.view(np.int16).astype(np.int32)
    bits <<= 13  # 23 bits of fraction where there are 10
    bits &= np.int32(-0x70002000)  # the sign, which was copied above, and what follows its place
    wide = bits.view(np.float32)
    wide *= _EXPONENT
    return wide


def _of_those(allowed: Allowed | None, rows: Numbers, cosines: Scores) -> tuple[Numbers, Scores]:
    """Return those of some rows that may be found, and their cosines."""
    if allowed is None:
        return rows, cosines
    may_be = allowed[rows]
    return rows[may_be], cosines[may_be]


def _nearest(rows: Numbers, cosines: Scores, limit: int) -> tuple[Numbers, Scores]:
    order = np.lexsort((rows, -cosines))[:limit]
    return rows[order], cosines[order]
