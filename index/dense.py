"""The dense leg: vectors in FAISS, half precision, mapped from disk, searched exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from index.disk import unreadable
from index.errors import DamagedIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers, Scores

VECTORS = "vectors.faiss"

# One question is one thread's work; a team of threads costs more to call together than it saves.
faiss.omp_set_num_threads(1)


def write_vectors(folder: Path, dimension: int, vectors: Iterable[NDArray[np.float32]]) -> int:
    """Write the vectors of a part, and return how many.

    They are stored as float16, which measured the same ranking as float32 at half the size.

    Args:
        folder: of the part.
        dimension: of each vector.
        vectors: in pieces: float32, (n, dimension), rows of unit length.
    """
    index: Any = faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    index.train(np.zeros((1, dimension), np.float32))
    for piece in vectors:
        if len(piece):
            index.add(piece)
    with (folder / VECTORS).open("wb") as file:
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))  # type: ignore[attr-defined]
    return int(index.ntotal)


class PartVectors:
    """The vectors of one part."""

    def __init__(self, folder: Path, dimension: int, count: int) -> None:
        """Map a part's vectors: so many, of such a dimension."""
        path = folder / VECTORS
        try:
            index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except (RuntimeError, MemoryError) as error:
            raise unreadable(path, error) from error
        if (index.d, index.ntotal, index.codes.size()) != (dimension, count, 2 * dimension * count):
            raise DamagedIndexError(f"{path} is damaged")
        self.index = index
        self.count = count
        # A view of FAISS's own mapped memory: rows can be read without a search.
        codes = faiss.rev_swig_ptr(index.codes.data(), self.count * index.code_size)
        self.rows: NDArray[np.float16] = codes.view(np.float16).reshape(self.count, dimension)

    def best(
        self, vector: NDArray[np.float32], limit: int, allowed: Allowed | None
    ) -> tuple[Numbers, Scores]:
        """Return the rows nearest to a vector and their cosines."""
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, rows = self.index.search(
            vector.reshape(1, -1), min(limit, self.count), params=parameters
        )
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def cosines(self, vector: NDArray[np.float32], rows: Numbers) -> Scores:
        """Return the cosines of some rows, ascending and each once.

        FAISS scores each row by itself, so that copies of a passage score alike wherever they are.
        """
        allowed = np.zeros(self.count, np.bool_)
        allowed[rows] = True
        found, cosines = self.best(vector, len(rows), allowed)
        return cosines[np.argsort(found)]


class FaissLeg:
    """The dense leg of a generation, over all its parts."""

    def __init__(self, parts: Sequence[PartVectors]) -> None:
        self.parts = parts
        self.bases = np.cumsum([0, *(part.count for part in parts)])

    def ask(self, vector: NDArray[np.float32]) -> DenseAnswer:
        """Put a question's vector, float32, (dim,), unit length; scores are cosines."""
        return DenseAnswer(self, vector)


class DenseAnswer:
    """The cosines of passages to one question."""

    def __init__(self, leg: FaissLeg, vector: NDArray[np.float32]) -> None:
        self._leg = leg
        self._vector = vector

    def best(self, limit: int, allowed: Allowed | None) -> Numbers:
        """Return the numbers of the passages nearest to the question."""
        numbers, scores = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for part, base in zip(self._leg.parts, self._leg.bases, strict=False):
            here = None if allowed is None else allowed[base : base + part.count]
            if part.count and (here is None or here.any()):
                rows, cosines = part.best(self._vector, limit, here)
                numbers.append(rows + base)
                scores.append(cosines)
        found, cosines = np.concatenate(numbers), np.concatenate(scores)
        return found[np.lexsort((found, -cosines))][:limit]

    def scores(self, numbers: Numbers) -> Scores:
        """Return the cosines of any passages."""
        wanted, back = np.unique(numbers, return_inverse=True)
        cosines = np.zeros(len(wanted), np.float32)
        bounds = np.searchsorted(wanted, self._leg.bases)
        for part, base, first, last in zip(
            self._leg.parts, self._leg.bases, bounds, bounds[1:], strict=False
        ):
            if first < last:
                cosines[first:last] = part.cosines(self._vector, wanted[first:last] - base)
        return cosines[back]
