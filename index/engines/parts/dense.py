"""The dense leg: the vectors of all parts, numbered on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np

from index.engines.parts.highest import highest
from index.engines.parts.numbering import Numbering
from index.engines.parts.passage_mask import allowed_by
from index.vocabulary.cores import at_once
from index.vocabulary.errors import NotEmbeddedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers, Scores, Searchable

_MANY = 2_000_000
"""Rows from which on files are searched in a thread for each core; of a million, threads take as
long to wait for each other as they save."""

_UNSURE = 0.01
"""By how much the cosines of an index may be wrong, whose numbers have 8 bits."""

_BELOW_ALL = -2.0
"""No cosine is as low."""


class VectorFile(Protocol):
    """The vectors of some passages of a part that follow one another, by row."""

    first: int
    """Passage of the part that the first row is of."""
    count: int
    """Rows."""

    @property
    def compared_whole(self) -> bool:
        """Whether every row is compared with a question at once.

        None of the best, of candidates and of all that are near is compared twice then.
        """

    def at(self, rows: Numbers) -> NDArray[np.float16]:
        """Return some rows: (n, dim)."""

    def best(
        self, vector: NDArray[np.float32], limit: int, allowed: Allowed | None
    ) -> tuple[Numbers, Scores]:
        """Return the rows nearest to a vector and their cosines."""

    def cosines(self, vector: NDArray[np.float32], rows: Numbers) -> Scores:
        """Return the cosines of some rows, each once; copies of a passage score alike."""

    def all_cosines(self, vector: NDArray[np.float32]) -> Scores:
        """Return the cosine of every row, as `cosines` does: (count,)."""

    def near(
        self, vector: NDArray[np.float32], least: float, allowed: Allowed | None
    ) -> tuple[Numbers, Scores] | None:
        """Return what an index of the rows finds with such a cosine or more.

        Returns:
            Rows, in any order, and what their cosines are but for a hundredth, so that some are
            there which are not as near, and others left out; None where there is no index, or so
            few rows may be found that these are better compared.
        """

    def above(self, vector: NDArray[np.float32], least: float, allowed: Allowed | None) -> Numbers:
        """Return the rows with such a cosine or more, ascending, each of them compared."""

    def pieces(self, kept: Allowed | None = None) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of some of the rows, or all, in pieces: float32, (n, dim)."""


Searched = tuple[int, VectorFile, "Allowed | None"]
"""The number of the passage that the first row of a file is of, the file, and which of its rows may
be found; None allows all."""

R = TypeVar("R")
F_co = TypeVar("F_co", bound=VectorFile, covariant=True)


class PartVectors(Generic[F_co]):
    """The vectors of one part, as far as its passages have them."""

    def __init__(self, files: Iterable[F_co]) -> None:
        """Take runs of them, by their first passage, ascending."""
        self._files = list(files)

    @property
    def files(self) -> Sequence[F_co]:
        """The runs, by their first passage, ascending."""
        return self._files

    def rows(self, first: int, count: int) -> NDArray[np.float32]:
        """Return the vectors of passages that follow one another: float32, (count, dim).

        Raises:
            NotEmbeddedError: one has none.
        """
        pieces = []
        for file in self._files:
            start, end = max(first, file.first), min(first + count, file.first + file.count)
            if start < end:
                pieces.append(file.at(np.arange(start - file.first, end - file.first)))
        if sum(map(len, pieces)) < count:
            raise NotEmbeddedError("some passages have no vector yet; first run: newsdex embed")
        return np.concatenate(pieces).astype(np.float32)


class VectorLeg:
    """The dense leg of a generation: the files of vectors of its parts, numbered on."""

    def __init__(
        self, parts: Sequence[PartVectors[VectorFile]], sizes: Sequence[int], dimension: int
    ) -> None:
        """Put parts together, each with how many passages it has, and of what dimension all are."""
        starts = Numbering(sizes).bases.tolist()
        self._dimension = dimension
        self.files: list[tuple[int, VectorFile]] = [
            (start + file.first, file)
            for start, part in zip(starts, parts, strict=False)
            for file in part.files
        ]
        """Each with the number of the passage that its first row is of, ascending."""

    def ask(self, vector: NDArray[np.float32], near: float | None = None) -> DenseAnswer:
        """Put a question.

        Args:
            vector: of it, float32, (dim,), unit length; scores are cosines.
            near: what `above` is going to be asked for, if it is known.
        """
        return DenseAnswer(self, vector, near)

    def vectors(self, numbers: Numbers) -> NDArray[np.float32]:
        """Return the vectors of passages, float32, (n, dim); NaN for one that has none yet."""
        vectors = np.full((len(numbers), self._dimension), np.nan, np.float32)
        for base, file in self.files:
            here = (base <= numbers) & (numbers < base + file.count)
            vectors[here] = file.at(numbers[here] - base)
        return vectors


class DenseAnswer:
    """The cosines of passages to one question."""

    def __init__(self, leg: VectorLeg, vector: NDArray[np.float32], near: float | None) -> None:
        self._leg = leg
        self._vector = vector
        self._least = near
        self._whole: dict[int, Scores] = {}
        self._near: dict[tuple[int, Searchable | None], tuple[Numbers, Scores] | None] = {}

    def _cosines(self, base: int, file: VectorFile) -> Scores | None:
        """Return the cosine of each row, compared once; None of a file with an index of them."""
        if not file.compared_whole:
            return None
        if base not in self._whole:
            self._whole[base] = file.all_cosines(self._vector)
        return self._whole[base]

    def best(self, limit: int, searchable: Searchable | None) -> Numbers:
        """Return the numbers of the passages nearest to the question."""

        def best_of(searched: Searched) -> tuple[Numbers, Scores, bool]:
            """Return passages of a file, their cosines, and whether these are sure."""
            base, file, allowed = searched
            cosines = self._cosines(base, file)
            if cosines is not None:
                may_be = cosines if allowed is None else np.where(allowed, cosines, _BELOW_ALL)
                rows = highest(may_be, limit, more_than=_BELOW_ALL)
                return rows + base, cosines[rows], True
            found = self._found_near(searched, searchable)
            if found is not None and len(found[0]) >= limit:
                return found[0] + base, found[1], False
            rows, near = file.best(self._vector, limit, allowed)
            return rows + base, near, True

        found = self._of_each(best_of, searchable)
        numbers = np.concatenate([np.zeros(0, np.int64), *(numbers for numbers, _, _ in found)])
        cosines = np.concatenate([np.zeros(0, np.float32), *(near for _, near, _ in found)])
        unsure = np.concatenate(
            [np.zeros(0, np.bool_), *(np.full(len(near), not sure) for _, near, sure in found)]
        )
        if limit < len(numbers):
            last = np.partition(cosines, len(cosines) - limit)[len(cosines) - limit]
            kept = cosines >= last - 2 * _UNSURE
            numbers, cosines, unsure = numbers[kept], cosines[kept], unsure[kept]
        cosines[unsure] = self.scores(numbers[unsure])
        return numbers[np.lexsort((numbers, -cosines))][:limit]

    def above(self, least: float, searchable: Searchable | None) -> Numbers:
        """Return the passages that may be found and have such a cosine or more, ascending.

        Where a file has an index that was asked for those near, it finds all but a few.
        """

        def above_of(searched: Searched) -> Numbers:
            base, file, allowed = searched
            cosines = self._cosines(base, file)
            if cosines is None:
                found = self._found_near(searched, searchable) if least == self._least else None
                rows = np.sort(found[0]) if found else file.above(self._vector, least, allowed)
                return rows + base
            near = cosines >= least
            return np.flatnonzero(near if allowed is None else near & allowed) + base

        return np.concatenate([np.zeros(0, np.int64), *self._of_each(above_of, searchable)])

    def _found_near(
        self, searched: Searched, searchable: Searchable | None
    ) -> tuple[Numbers, Scores] | None:
        """Return what the index of a file finds near, looked for once; None where it isn't asked.

        Its cosines are not sure. To compare all that lie at the border as well would read
        thousands of rows from all over a file.
        """
        base, file, allowed = searched
        if self._least is None:
            return None
        if (base, searchable) not in self._near:
            self._near[base, searchable] = file.near(self._vector, self._least, allowed)
        return self._near[base, searchable]

    def _of_each(self, work: Callable[[Searched], R], searchable: Searchable | None) -> list[R]:
        """Work on every file in which passages may be found; on many rows in several threads."""
        files = list(self._searched(searchable))
        return at_once(work, files, much=sum(file.count for _, file, _ in files) >= _MANY)

    def _searched(self, searchable: Searchable | None) -> Iterator[Searched]:
        """Yield the files in which passages may be found, and which of their rows may be."""
        allowed = allowed_by(searchable)
        for base, file in self._leg.files:
            here = None if allowed is None else allowed[base : base + file.count]
            if file.count and (here is None or here.any()):
                yield base, file, here

    def scores(self, numbers: Numbers) -> Scores:
        """Return the cosines of any passages, NaN for one that has no vector yet."""
        wanted, back = np.unique(numbers, return_inverse=True)
        found = np.full(len(wanted), np.nan, np.float32)
        for base, file in self._leg.files:
            first, last = np.searchsorted(wanted, (base, base + file.count))
            if first < last:
                rows = wanted[first:last] - base
                cosines = self._cosines(base, file)
                found[first:last] = (
                    file.cosines(self._vector, rows) if cosines is None else cosines[rows]
                )
        return found[back]
