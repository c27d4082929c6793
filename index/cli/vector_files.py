"""What is in an index to files for other programs: articles as rows, passages with vectors."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from corpus.vocabulary.exported import full_row
from index.local.commit.disk import OWNER_FILE
from index.vocabulary.errors import IndexWriteError, NewsIndexError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article, Passage

    Embedded = tuple[Article, list[Passage], NDArray[np.float32]]
    """An article with its passages and their vectors: (n, dim)."""

    VectorWriter = Callable[[Iterable[Embedded], Path], None]

__all__ = ["full_row", "vector_writer"]

BATCH = 8192
"""Passages held at a time, and in a row group of Parquet: 12 MB with 384 dimensions."""


def vector_writer(path: Path) -> VectorWriter:
    """Return what writes passages with their vectors to a file, by its suffix: .npz or .parquet.

    Either has a row for each passage, in the order of the index: the `id` of its article, `start`
    and `end` as character offsets in the article's text, its `text`, and its `vector`, float32
    of unit length. The file is readable for the owner alone, and there only once it is whole.
    Memory does not grow with the index, but .npz takes its size once more on disk meanwhile.

    In .npz `start`, `end` and `vector` are arrays of shapes (n,), (n,) and (n, dim). Texts are
    one array of UTF-8 bytes with n + 1 offsets, as numpy's own arrays of text are all as wide as
    the longest: text i is `text[text_offsets[i]:text_offsets[i + 1]].tobytes().decode()`, and
    so it is with `id` and `id_offsets`.

    Raises:
        QuestionError: no format goes by this suffix.
        NewsIndexError: pyarrow, which writes .parquet, is not installed.
        IndexWriteError: from the writer, if the file can't be written.
    """
    match path.suffix.lower():
        case ".npz":
            return _write_npz
        case ".parquet":
            _check_pyarrow()
            return _write_parquet
    raise QuestionError(f"{path} is of no known format; name a file .npz or .parquet")


def _check_pyarrow() -> None:
    try:
        import pyarrow.parquet  # noqa: F401 - whether it is there
    except ImportError as error:
        raise NewsIndexError(
            ".parquet needs pyarrow: pip install newsdex[parquet]; or name a file .npz"
        ) from error


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some rows of the file, by column; vectors are (n, dim)."""

    id: list[str]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    text: list[str]
    vector: NDArray[np.float32]


def _batches(embedded: Iterable[Embedded]) -> Iterator[_Batch]:
    """Yield the rows some thousands at a time; if there are none, one batch without rows.

    No vector tells the dimension of an empty index; it is 1, as Arrow knows no lists of size 0.
    """
    import numpy as np

    ids: list[str] = []
    passages: list[Passage] = []
    vectors: list[NDArray[np.float32]] = []

    def batch() -> _Batch:
        return _Batch(
            id=ids,
            start=np.array([passage.start for passage in passages], np.int64),
            end=np.array([passage.end for passage in passages], np.int64),
            text=[passage.text for passage in passages],
            vector=np.concatenate(vectors or [np.zeros((0, 1), np.float32)]),
        )

    for article, its_passages, its_vectors in embedded:
        if ids and len(ids) + len(its_passages) > BATCH:
            yield batch()
            ids, passages, vectors = [], [], []
        ids += [article.id] * len(its_passages)
        passages += its_passages
        vectors.append(its_vectors)
    yield batch()


def _write_parquet(embedded: Iterable[Embedded], path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    with _replacing(path) as file, ExitStack() as stack:
        writer = None
        for batch in _batches(embedded):
            dimension = batch.vector.shape[1]
            vectors = pa.FixedSizeListArray.from_arrays(batch.vector.reshape(-1), dimension)
            schema = pa.schema(
                {
                    "id": pa.string(),
                    "start": pa.int64(),
                    "end": pa.int64(),
                    "text": pa.string(),
                    "vector": vectors.type,
                }
            )
            columns = [batch.id, batch.start, batch.end, batch.text, vectors]
            if writer is None:
                # Of all columns only ids repeat.
                opened = parquet.ParquetWriter(file, schema, use_dictionary=["id"])
                writer = stack.enter_context(opened)
            writer.write_table(pa.table(columns, schema=schema))


def _write_npz(embedded: Iterable[Embedded], path: Path) -> None:
    import zipfile

    import numpy as np

    names = "id id_offsets start end text text_offsets vector".split()
    with _replacing(path) as file, ExitStack() as stack:
        columns = {
            name: _Column(stack.enter_context(TemporaryFile(dir=path.parent))) for name in names
        }

        def append_texts(name: str, texts: list[str]) -> None:
            encoded = [text.encode() for text in texts]
            ends = columns[name].length + np.cumsum([len(text) for text in encoded], dtype=np.int64)
            columns[f"{name}_offsets"].append(ends)
            columns[name].append(np.frombuffer(b"".join(encoded), np.uint8))

        for name in ("id_offsets", "text_offsets"):
            columns[name].append(np.zeros(1, np.int64))
        for batch in _batches(embedded):
            append_texts("id", batch.id)
            columns["start"].append(batch.start)
            columns["end"].append(batch.end)
            append_texts("text", batch.text)
            columns["vector"].append(batch.vector)
        with zipfile.ZipFile(file, "w") as archive:
            for name, column in columns.items():
                # How long a member will be must be said before it is written.
                with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                    column.copy_to(member)


class _Column:
    """An array that grows in a file, as its length, which comes first in .npy, is not known yet."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._header: dict[str, Any] = {}
        self.length = 0

    def append(self, rows: NDArray[Any]) -> None:
        """Append rows, all of one type and shape."""
        self.length += len(rows)
        shape = (self.length, *rows.shape[1:])
        self._header = {"descr": rows.dtype.str, "fortran_order": False, "shape": shape}
        self._file.write(rows.tobytes())

    def copy_to(self, member: IO[bytes]) -> None:
        """Write the whole as .npy."""
        import numpy as np

        np.lib.format.write_array_header_1_0(member, self._header)
        self._file.seek(0)
        shutil.copyfileobj(self._file, member, 1 << 20)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file, readable for the owner alone, that takes the place of another once it is whole.

    Raises:
        IndexWriteError: it can't be written.
    """
    aside = path.with_name(f"{path.name}.new")
    try:
        aside.unlink(missing_ok=True)
        with open(aside, "xb", opener=_for_owner) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise IndexWriteError(f"{path} can't be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_FILE)
