"""The dense leg: the vectors of all parts, searched through FAISS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.local.numbering import Numbering
from index.local.passage_mask import allowed_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.interfaces import Numbers, Scores, Searchable
    from index.local.dense.vectors import PartVectors, VectorFile


_AT_FIRST = 1000
"""Passages that are looked at for those near enough: mostly there are fewer of them."""


class FaissLeg:
    """The dense leg of a generation: the files of vectors of its parts, numbered on."""

    def __init__(self, parts: Sequence[PartVectors], sizes: Sequence[int], dimension: int) -> None:
        """Put parts together, each with how many passages it has, and of what dimension all are."""
        starts = Numbering(sizes).bases.tolist()
        self._dimension = dimension
        self.files: list[tuple[int, VectorFile]] = [
            (start + file.first, file)
            for start, part in zip(starts, parts, strict=False)
            for file in part.files
        ]
        """Each with the number of the passage that its first row is of, ascending."""

    def ask(self, vector: NDArray[np.float32]) -> DenseAnswer:
        """Put a question's vector, float32, (dim,), unit length; scores are cosines."""
        return DenseAnswer(self, vector)

    def vectors(self, numbers: Numbers) -> NDArray[np.float32]:
        """Return the vectors of passages, float32, (n, dim); NaN for one that has none yet."""
        vectors = np.full((len(numbers), self._dimension), np.nan, np.float32)
        for base, file in self.files:
            here = (base <= numbers) & (numbers < base + file.count)
            vectors[here] = file.rows[numbers[here] - base]
        return vectors


class DenseAnswer:
    """The cosines of passages to one question."""

    def __init__(self, leg: FaissLeg, vector: NDArray[np.float32]) -> None:
        self._leg = leg
        self._vector = vector

    def best(self, limit: int, searchable: Searchable | None) -> Numbers:
        """Return the numbers of the passages nearest to the question."""
        allowed = allowed_by(searchable)
        numbers, scores = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for base, file in self._leg.files:
            here = None if allowed is None else allowed[base : base + file.count]
            if file.count and (here is None or here.any()):
                rows, cosines = file.best(self._vector, limit, here)
                numbers.append(rows + base)
                scores.append(cosines)
        found, cosines = np.concatenate(numbers), np.concatenate(scores)
        return found[np.lexsort((found, -cosines))][:limit]

    def above(self, least: float, searchable: Searchable | None) -> Numbers:
        """Return the passages that may be found and have such a cosine or more, ascending.

        As far as cells tell, where there are some: they find all but a few.
        """
        limit = _AT_FIRST
        while True:
            best = self.best(limit, searchable)
            cosines = self.scores(best[-1:])
            if len(best) < limit or cosines[0] < least:
                break
            limit *= 10
        near: Numbers = np.sort(best[self.scores(best) >= least])
        return near

    def scores(self, numbers: Numbers) -> Scores:
        """Return the cosines of any passages, NaN for one that has no vector yet."""
        wanted, back = np.unique(numbers, return_inverse=True)
        cosines = np.full(len(wanted), np.nan, np.float32)
        for base, file in self._leg.files:
            first, last = np.searchsorted(wanted, (base, base + file.count))
            if first < last:
                cosines[first:last] = file.cosines(self._vector, wanted[first:last] - base)
        return cosines[back]
