"""Passages with their vectors to a Parquet file, which pandas, DuckDB, Polars and R read."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from index.vocabulary.errors import NewsIndexError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus import Article, Passage

    Embedded = tuple[Article, list[Passage], NDArray[np.float32]]
    """An article with its passages and their vectors: (n, dim)."""

ROW_GROUP = 8192
"""Passages held at a time, and in a row group: 12 MB with 384 dimensions."""


def check_parquet(path: Path) -> None:
    """Check that a file is named as what it will be, and that it can be written here.

    Raises:
        QuestionError: it has another suffix than .parquet.
        NewsIndexError: pyarrow is not installed.
    """
    if path.suffix.lower() != ".parquet":
        raise QuestionError(f"{path} will be a Parquet file; name it .parquet")
    try:
        import pyarrow.parquet  # noqa: F401 - whether it is there
    except ImportError as error:
        raise NewsIndexError("Parquet files need pyarrow: pip install newsdex[parquet]") from error


def write_parquet(embedded: Iterable[Embedded], file: BinaryIO) -> None:
    """Write a row for each passage, in the order of the index; memory does not grow with it.

    Columns: the `id` of its article, `start` and `end` as character offsets in the article's
    text, its `text`, and its `vector`, a list of dim float32 of unit length.
    """
    import pyarrow as pa
    from pyarrow import parquet

    with ExitStack() as stack:
        writer = None
        for group in _row_groups(embedded):
            dimension = group.vector.shape[1]
            vectors = pa.FixedSizeListArray.from_arrays(group.vector.reshape(-1), dimension)
            schema = pa.schema(
                {
                    "id": pa.string(),
                    "start": pa.int64(),
                    "end": pa.int64(),
                    "text": pa.string(),
                    "vector": vectors.type,
                }
            )
            columns = [group.id, group.start, group.end, group.text, vectors]
            if writer is None:
                # Of all columns only ids repeat.
                opened = parquet.ParquetWriter(file, schema, use_dictionary=["id"])
                writer = stack.enter_context(opened)
            writer.write_table(pa.table(columns, schema=schema))


@dataclass(frozen=True, slots=True)
class _RowGroup:
    """Some rows of the file, by column; vectors are (n, dim)."""

    id: list[str]
    start: list[int]
    end: list[int]
    text: list[str]
    vector: NDArray[np.float32]


def _row_groups(embedded: Iterable[Embedded]) -> Iterator[_RowGroup]:
    """Yield the rows some thousands at a time; if there are none, one group without rows.

    No vector tells the dimension of an empty index; it is 1, as Arrow knows no lists of size 0.
    """
    ids: list[str] = []
    passages: list[Passage] = []
    vectors: list[NDArray[np.float32]] = []

    def group() -> _RowGroup:
        return _RowGroup(
            id=ids,
            start=[passage.start for passage in passages],
            end=[passage.end for passage in passages],
            text=[passage.text for passage in passages],
            vector=np.concatenate(vectors or [np.zeros((0, 1), np.float32)]),
        )

    for article, its_passages, its_vectors in embedded:
        if ids and len(ids) + len(its_passages) > ROW_GROUP:
            yield group()
            ids, passages, vectors = [], [], []
        ids += [article.id] * len(its_passages)
        passages += its_passages
        vectors.append(its_vectors)
    yield group()
