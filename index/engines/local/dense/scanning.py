"""Vectors compared with a question one after the other, each with the same result wherever it is.

By what FAISS goes through the cells of an inverted file with. Its search for the nearest keeps
these in a heap, which for all of 65,000 takes five times as long as comparing them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.interfaces import Numbers, Scores

_FAISS: Any = faiss
"""With all that its types leave out."""

_LOWEST = -1.0

_BELOW_ALL = -2.0
"""No cosine is as low."""


def cosines(vector: NDArray[np.float32], rows: NDArray[np.float16]) -> Scores:
    """Return the cosine of each row with a vector: (n,); -1 where damage has left no number.

    Args:
        vector: float32, (dim,), unit length.
        rows: float16, (n, dim), unit length; contiguous.
    """
    numbers, found = _scanned(vector, rows, _BELOW_ALL)
    if len(found) == len(rows):
        return found
    all_of_them = np.full(len(rows), _LOWEST, np.float32)
    all_of_them[numbers] = found
    return all_of_them


def above(vector: NDArray[np.float32], rows: NDArray[np.float16], least: float) -> Numbers:
    """Return the rows with such a cosine or more, ascending.

    Args: as `cosines`.
    """
    # FAISS gives what is more than a number.
    found, _ = _scanned(vector, rows, float(np.nextafter(np.float32(least), np.float32(-1))))
    return found


def _scanned(
    vector: NDArray[np.float32], rows: NDArray[np.float16], more_than: float
) -> tuple[Numbers, Scores]:
    count, dimension = rows.shape
    if not count:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    quantizer = _FAISS.ScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16)
    scanner = quantizer.select_InvertedListScanner(
        faiss.METRIC_INNER_PRODUCT, None, store_pairs=True, sel=None, by_residual=False
    )
    try:
        asked = np.ascontiguousarray(vector, np.float32)
        scanner.set_query(faiss.swig_ptr(asked))
        scanner.set_list(0, 0.0)  # numbered from 0 on
        result: Any = faiss.RangeSearchResult(1)
        partial = _FAISS.RangeSearchPartialResult(result)
        codes = faiss.swig_ptr(rows.view(np.uint8))
        scanner.scan_codes_range(count, codes, None, more_than, partial.new_result(0))
        partial.finalize()
    finally:  # what it hands out is never freed by itself
        _FAISS.InvertedListScanner.__swig_destroy__(scanner)
    found = int(faiss.rev_swig_ptr(result.lims, 2)[1])
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    numbers: Numbers = faiss.rev_swig_ptr(result.labels, found).copy()
    scores: Scores = faiss.rev_swig_ptr(result.distances, found).copy()
    return numbers, scores
