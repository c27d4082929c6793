"""Lance tables that are written once, and read by row: whole columns, spans, single rows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.cluster.objects import reason, writing
from index.vocabulary.made_once import made_once

os.environ.setdefault("LANCE_LOG", "error")  # read as it is imported: warnings stay off stderr

import lance
import pyarrow as pa
from lance.file import LanceFileReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from index.engines.cluster.objects import Objects
    from index.interfaces import Numbers
    from index.vocabulary.errors import DamagedIndexError

_ONE_FILE = (1 << 31) - 1
"""Rows of a table up to which they are in one file, so that a row is found by its number; Lance
counts them in 32 bits."""


def write_table(
    objects: Objects, path: str, data: pa.Table | Iterable[pa.RecordBatch], schema: pa.Schema
) -> None:
    """Write a table that is not there yet.

    Raises:
        IndexWriteError: it can't be written.
    """
    rows = data if isinstance(data, pa.Table) else pa.RecordBatchReader.from_batches(schema, data)
    with writing(objects.url):
        lance.write_dataset(
            rows, objects.table(path), schema, mode="create", max_rows_per_file=_ONE_FILE
        )


class Table:
    """A table, opened when it is first asked.

    Raises:
        DamagedIndexError: of each question: it is not there, or not what was written.
    """

    def __init__(self, objects: Objects, path: str, *, version: int = 1) -> None:
        """Take the table at a path.

        Args:
            objects: of the index.
            path: of the table within it.
            version: of the table; later ones have an index beside the same rows.
        """
        self._uri = objects.table(path)
        self._objects, self._path = objects, path
        self._version = version
        self._readers: dict[tuple[str, ...], LanceFileReader | None] = {}

    def damage_error(self, error: Exception) -> DamagedIndexError:
        """Return what to raise when reading fails."""
        return self._objects.damaged(self._path, reason(error))

    @made_once
    def dataset(self) -> lance.LanceDataset:
        """The table as Lance knows it."""
        try:
            return lance.dataset(self._uri, version=self._version)
        except (OSError, ValueError) as error:
            raise self.damage_error(error) from error

    @made_once
    def metadata(self) -> dict[str, str]:
        """What is said of the table beside its rows."""
        said = self.dataset.schema.metadata or {}
        return {name.decode(): value.decode() for name, value in said.items()}

    def __len__(self) -> int:
        return self.dataset.count_rows()

    def columns(self, *names: str) -> pa.Table:
        """Return whole columns."""
        try:
            return self.dataset.to_table(columns=list(names))
        except (OSError, ValueError) as error:
            raise self.damage_error(error) from error

    def array(self, name: str) -> NDArray[Any]:
        """Return a whole column of numbers: (rows,)."""
        values: NDArray[Any] = self.columns(name).column(name).to_numpy()
        return values

    def span(self, first: int, end: int, *names: str) -> pa.Table:
        """Return columns of the rows `first` to `end` - 1."""
        try:
            reader = self._reader(names)
            if reader is None or first >= end:
                return self.dataset.schema.empty_table().select(list(names))
            return reader.read_range(first, end - first).to_table()
        except (OSError, ValueError, RuntimeError) as error:
            raise self.damage_error(error) from error

    def take(self, rows: Sequence[int] | Numbers, *names: str) -> pa.Table:
        """Return columns of some rows, in the order asked for; a row may be asked for twice."""
        wanted, back = np.unique(np.asarray(rows, np.int64), return_inverse=True)
        try:
            reader = self._reader(names)
            if reader is None or not len(wanted):
                return self.dataset.schema.empty_table().select(list(names))
            found = reader.take_rows(wanted.tolist()).to_table()
        except (OSError, ValueError, RuntimeError) as error:
            raise self.damage_error(error) from error
        return found if len(wanted) == len(back) and _ascending(back) else found.take(back)

    def _reader(self, names: tuple[str, ...]) -> LanceFileReader | None:
        """Return what reads columns of the one file of the rows; None if there are none."""
        if names not in self._readers:
            files = [
                each.path for part in self.dataset.get_fragments() for each in part.data_files()
            ]
            if len(files) > 1:
                raise ValueError("its rows are in several files")
            self._readers[names] = (
                LanceFileReader(f"{self._uri}/data/{files[0]}", columns=list(names))
                if files
                else None
            )
        return self._readers[names]


def _ascending(back: NDArray[np.int64]) -> bool:
    return bool((back == np.arange(len(back))).all())
