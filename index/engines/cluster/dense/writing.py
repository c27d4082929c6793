"""Tables of vectors, written once; those of a large one with an approximate index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from index.engines.cluster.objects import writing
from index.engines.cluster.tables import Table, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from index.engines.cluster.objects import Objects

VECTOR = "vector"

COMPARED_WHOLE = 1 << 16
"""Vectors of a part up to which all are read, and each is compared with a question."""

INDEXED_FROM = COMPARED_WHOLE + 1
"""Vectors in one table from which it has an index: all that are not kept whole by a reader."""

_ROWS_OF_A_PARTITION = 512
"""Vectors of a partition of an index, about. See docs/scale.md for what was measured."""


def partitions_of(count: int) -> int:
    """Return how many partitions the index of so many vectors has."""
    return max(1, count // _ROWS_OF_A_PARTITION)


def write_vectors(
    objects: Objects, path: str, dimension: int, vectors: Iterable[NDArray[np.float32]]
) -> int:
    """Write vectors to a table, and return how many.

    They are stored as float16, which measured the same ranking as float32 at half the size.

    Args:
        objects: of the index.
        path: of the table.
        dimension: of each vector.
        vectors: in pieces: float32, (n, dimension), rows of unit length.
    """
    schema = pa.schema([(VECTOR, pa.list_(pa.float16(), dimension))])
    written = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal written
        for piece in vectors:
            if len(piece):
                flat: Any = pa.array(piece.astype(np.float16).ravel())
                rows = pa.FixedSizeListArray.from_arrays(flat, dimension)
                written += len(piece)
                yield pa.RecordBatch.from_arrays([rows], schema=schema)

    write_table(objects, path, batches(), schema)
    return written


def write_index(objects: Objects, path: str) -> int:
    """Make the approximate index of a table of vectors, and return the version that has it."""
    dataset = Table(objects, path).dataset
    partitions = partitions_of(dataset.count_rows())
    with writing(objects.url):
        indexed = dataset.create_index(VECTOR, "IVF_SQ", metric="dot", num_partitions=partitions)
    version: int = indexed.version
    return version
