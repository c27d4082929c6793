"""The vectors of a part: files of rows in half precision, mapped from disk, written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from index.engines.local.commit.disk import unreadable
from index.engines.local.dense import scanning
from index.engines.local.dense.cells import CellIndex
from index.engines.local.dense.files import PIECE, file_of, write_index
from index.engines.parts import dense
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers, Scores


def write_vectors(path: Path, dimension: int, vectors: Iterable[NDArray[np.float32]]) -> int:
    """Write vectors to a file, and return how many.

    They are stored as float16, which measured the same ranking as float32 at half the size.

    Args:
        path: of the file.
        dimension: of each vector.
        vectors: in pieces: float32, (n, dimension), rows of unit length.
    """
    index = _empty(dimension)
    for piece in vectors:
        if len(piece):
            index.add(piece)
    write_index(index, path)
    return int(index.ntotal)


def _empty(dimension: int) -> Any:
    index: Any = faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index.train(np.zeros((1, dimension), np.float32))
    return index


class VectorFile:
    """The vectors of some passages of a part that follow one another."""

    def __init__(self, path: Path, dimension: int, first: int, count: int) -> None:
        """Map a file of so many vectors of such a dimension.

        Args:
            path: of the file.
            dimension: of each vector.
            first: passage of the part that the first row is of.
            count: rows.
        """
        try:
            index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except (RuntimeError, MemoryError) as error:
            raise unreadable(path, error) from error
        if (index.d, index.ntotal, index.codes.size()) != (dimension, count, 2 * dimension * count):
            raise DamagedIndexError(f"{path} is damaged")
        self.first = first
        self.count = count
        self.name = path.name
        self.cells = CellIndex.of(path, count)
        self._index = index
        # A view of FAISS's own mapped memory: rows can be read without a search.
        codes = faiss.rev_swig_ptr(index.codes.data(), count * index.code_size)
        self.rows: NDArray[np.float16] = codes.view(np.float16).reshape(count, dimension)

    @property
    def compared_whole(self) -> bool:
        """Whether every row is compared with a question, as there are no cells."""
        return self.cells is None

    def at(self, rows: Numbers) -> NDArray[np.float16]:
        """Return some rows: (n, dim)."""
        return self.rows[rows]

    def best(
        self, vector: NDArray[np.float32], limit: int, allowed: Allowed | None
    ) -> tuple[Numbers, Scores]:
        """Return the rows nearest to a vector and their cosines, exact or by cells."""
        if self.cells and (near := self.cells.nearest(vector, limit, allowed)) is not None:
            return near, self.cosines(vector, near)
        return self.exact(vector, limit, allowed)

    def exact(
        self, vector: NDArray[np.float32], limit: int, allowed: Allowed | None
    ) -> tuple[Numbers, Scores]:
        """Return the rows nearest to a vector and their cosines, every row compared."""
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        # A question is one thread's work; a team costs more to call together than it saves.
        faiss.omp_set_num_threads(1)
        scores, rows = self._index.search(
            vector.reshape(1, -1), min(limit, self.count), params=parameters
        )
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def cosines(self, vector: NDArray[np.float32], rows: Numbers) -> Scores:
        """Return the cosines of some rows; copies of a passage score alike wherever they are."""
        return scanning.cosines(vector, self.rows[rows])

    def all_cosines(self, vector: NDArray[np.float32]) -> Scores:
        """Return the cosine of every row, as `cosines` does: (count,)."""
        return scanning.cosines(vector, self.rows)

    def near(
        self, vector: NDArray[np.float32], least: float, allowed: Allowed | None
    ) -> tuple[Numbers, Scores] | None:
        """Return rows with about such a cosine or more, and about their cosines, as cells tell."""
        return self.cells.near(vector, least, allowed) if self.cells else None

    def above(self, vector: NDArray[np.float32], least: float, allowed: Allowed | None) -> Numbers:
        """Return the rows with such a cosine or more, ascending, each of them compared."""
        near = scanning.above(vector, self.rows, least)
        return near if allowed is None else near[allowed[near]]

    def pieces(self, kept: Allowed | None = None) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of some of the rows, or all, in pieces: float32, (n, dim)."""
        for start in range(0, self.count, PIECE):
            rows = self.rows[start : start + PIECE]
            if kept is not None:
                rows = rows[kept[start : start + PIECE]]
            yield rows.astype(np.float32)


class PartVectors(dense.PartVectors[VectorFile]):
    """The vectors of one part, mapped."""

    def __init__(
        self, folder: Path, dimension: int, passages: int, ranges: Iterable[tuple[int, int]]
    ) -> None:
        """Map the vectors of a part.

        Args:
            folder: of the part.
            dimension: of each vector.
            passages: of the part.
            ranges: first and one past the last of passages that have vectors, ascending.
        """
        super().__init__(
            VectorFile(folder / file_of(first, end, passages), dimension, first, end - first)
            for first, end in ranges
        )
