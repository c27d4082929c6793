"""Lance tables that are written once, and read by row: whole columns, spans, single rows."""

from __future__ import annotations

import os
import struct
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.cluster.kept import (
    bound_in_memory,
    bytes_of_rows,
    bytes_of_table,
    cell_of,
    rows_of,
    table_of,
)
from index.engines.cluster.objects import reason, writing
from index.vocabulary.made_once import made_once

os.environ.setdefault("LANCE_LOG", "error")  # read as it is imported: warnings stay off stderr

import lance
import pyarrow as pa
from lance.file import LanceFileReader
from lance.lance import _Session as Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
            return lance.dataset(self._uri, version=self._version, session=_session())
        except (OSError, ValueError) as error:
            raise self.damage_error(error) from error

    @made_once
    def metadata(self) -> dict[str, str]:
        """What is said of the table beside its rows."""
        said = self._schema.metadata or {}
        return {name.decode(): value.decode() for name, value in said.items()}

    def __len__(self) -> int:
        return self.dataset.count_rows()

    def columns(self, *names: str) -> pa.Table:
        """Return whole columns."""
        return self._read("all", names, lambda: self.dataset.to_table(columns=list(names)))

    def array(self, name: str) -> NDArray[Any]:
        """Return a whole column of numbers: (rows,)."""
        values: NDArray[Any] = self.columns(name).column(name).to_numpy()
        return values

    def span(self, first: int, end: int, *names: str) -> pa.Table:
        """Return columns of the rows `first` to `end` - 1."""
        return self._read(f"{first}-{end}", names, lambda: self.scanned(first, end, *names))

    def scanned(self, first: int, end: int, *names: str) -> pa.Table:
        """Return the same as `span` for who reads the whole table and won't again: none is kept."""
        try:
            reader = self._reader(names)
            if reader is None or first >= end:
                return self._nothing(names)
            return reader.read_range(first, end - first).to_table()
        except (OSError, ValueError, RuntimeError) as error:
            raise self.damage_error(error) from error

    def _read(self, what: str, names: Sequence[str], read: Callable[[], pa.Table]) -> pa.Table:
        """Return what is kept of some columns, else read it and keep it where reads are dear."""
        name = f"{self._path} {' '.join(names)} {what}"
        try:
            if not self._objects.in_a_store:
                return read()
            kept = self._objects.kept.get([name], large=True)
            if name in kept:
                return table_of(kept[name])
            found = read()
        except (OSError, ValueError, RuntimeError) as error:
            raise self.damage_error(error) from error
        self._objects.kept.put({name: bytes_of_table(found)}, large=True)
        return found

    def take(self, rows: Sequence[int] | Numbers, *names: str) -> pa.Table:
        """Return columns of some rows, in the order asked for; a row may be asked for twice.

        Rows are kept: most that are asked for are asked for again.
        """
        wanted, back = np.unique(np.asarray(rows, np.int64), return_inverse=True)
        try:
            if not len(wanted):
                return self._nothing(names)
            found = rows_of(self._kept_rows(wanted.tolist(), names), self._schema_of(names))
        except (OSError, ValueError, RuntimeError, struct.error) as error:
            raise self.damage_error(error) from error
        return found if len(wanted) == len(back) and _ascending(back) else found.take(back)

    def values(self, rows: Sequence[int], name: str) -> list[bytes]:
        """Return a column of bytes of some rows, ascending, each once; kept as by `take`."""
        try:
            return [cell_of(row) for row in self._kept_rows(rows, (name,))]
        except (OSError, ValueError, RuntimeError, struct.error) as error:
            raise self.damage_error(error) from error

    def _kept_rows(self, wanted: Sequence[int], names: Sequence[str]) -> Iterable[bytes]:
        """Return rows as bytes, those that are not kept read together."""
        beginning = f"{self._path} {' '.join(names)} "
        keys = [f"{beginning}{row}" for row in wanted]
        kept = self._objects.kept.get(keys)
        if len(kept) < len(keys):
            missing = [row for row, key in zip(wanted, keys, strict=True) if key not in kept]
            read = bytes_of_rows(self.picked(missing, *names))
            new = {f"{beginning}{row}": each for row, each in zip(missing, read, strict=True)}
            self._objects.kept.put(new)
            kept |= new
        return (kept[key] for key in keys)

    def picked(self, rows: Sequence[int], *names: str) -> pa.Table:
        """Return columns of some rows, ascending, each once, for who keeps them: none is kept."""
        try:
            reader = self._reader(names)
            if reader is None or not rows:
                return self._nothing(names)
            return reader.take_rows(list(rows)).to_table()
        except (OSError, ValueError, RuntimeError) as error:
            raise self.damage_error(error) from error

    def _nothing(self, names: Sequence[str]) -> pa.Table:
        return self._schema_of(names).empty_table()

    def _schema_of(self, names: Sequence[str]) -> pa.Schema:
        return pa.schema([(name, self._schema.field(name).type) for name in names])

    @made_once
    def _schema(self) -> pa.Schema:
        """The columns, which are read of a store once."""
        name = f"{self._path} schema"
        kept = self._objects.kept.get([name], large=True)
        if name in kept:
            return table_of(kept[name]).schema
        schema = self.dataset.schema
        self._objects.kept.put({name: bytes_of_table(schema.empty_table())}, large=True)
        return schema

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


@cache
def _session() -> Session:
    """Return what Lance keeps in memory of all tables: indexes of vectors, above all."""
    most = bound_in_memory()
    return Session(
        index_cache_size_bytes=int(most * _OF_INDEXES),
        metadata_cache_size_bytes=int(most * _OF_METADATA),
    )


_OF_INDEXES, _OF_METADATA = 0.7, 0.05
"""Shares of what is kept in memory; rows have the rest."""


def _ascending(back: NDArray[np.int64]) -> bool:
    return bool((back == np.arange(len(back))).all())
