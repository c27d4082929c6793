"""Rows of an Arrow table to bytes, and back; nothing in them is executed.

A row is kept as its columns one after the other, each with its length before it; a table of many
rows in Arrow's own form.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LENGTH = struct.Struct("<I")


def bytes_of_rows(table: pa.Table) -> list[bytes]:
    """Return each row of a table as bytes."""
    columns = [_cells(column) for column in table.columns]
    return [
        b"".join(_LENGTH.pack(len(cell)) + cell for cell in cells)
        for cells in zip(*columns, strict=True)
    ]


def _cells(column: pa.ChunkedArray) -> list[bytes]:
    kind = column.type
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return column.to_pylist()  # type: ignore[no-any-return]
    if pa.types.is_fixed_size_binary(kind):
        return column.to_pylist()  # type: ignore[no-any-return]
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return [each.encode() for each in column.to_pylist()]
    return [each.tobytes() for each in column.to_numpy()]


def rows_of(rows: Iterable[bytes], schema: pa.Schema) -> pa.Table:
    """Return a table of rows, as `bytes_of_rows` has made them.

    Raises:
        ValueError, struct.error: they are not of such columns.
    """
    columns: list[list[bytes]] = [[] for _ in schema]
    for row in rows:
        at = 0
        for column in columns:
            (length,) = _LENGTH.unpack_from(row, at)
            at += _LENGTH.size
            column.append(row[at : at + length])
            at += length
    arrays = [_array(cells, each.type) for cells, each in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def cell_of(row: bytes) -> bytes:
    """Return the one column of bytes of a row, as `bytes_of_rows` has made it.

    Raises:
        ValueError, struct.error: it is not one.
    """
    (length,) = _LENGTH.unpack_from(row)
    if len(row) != _LENGTH.size + length:
        raise ValueError("a row has another length")
    return row[_LENGTH.size :]


def _array(cells: Sequence[bytes], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pa.array([each.decode() for each in cells], kind)
    if pa.types.is_primitive(kind):
        return pa.array(np.frombuffer(b"".join(cells), kind.to_pandas_dtype()), kind)
    return pa.array(cells, kind)


def bytes_of_table(table: pa.Table) -> bytes:
    """Return a table as bytes."""
    sink: Any = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def table_of(content: bytes) -> pa.Table:
    """Return a table of bytes, as `bytes_of_table` has made them.

    Raises:
        OSError, ValueError: they are not one.
    """
    with pa.ipc.open_stream(content) as stream:
        return stream.read_all()
