"""Parquet: a row is an article."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from corpus.fields.plain_values import plain_value
from corpus.found.findings import Fault, Found, Record
from corpus.found.reader import Reader, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = 64
"""Rows that are decoded at once: with the longest texts, some hundred megabytes."""
_LARGEST_FOOTER = 64 * 1024 * 1024
_MOST_COLUMNS = 10_000


def _read(stream: Stream) -> Iterator[Found]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        yield Fault("reading Parquet needs pyarrow", "pip install newsdex[parquet]")
        return
    content: Any = stream.content
    if not content.seekable():
        content = io.BytesIO(stream.content.read(stream.limits.size + 1))
        if content.getbuffer().nbytes > stream.limits.size:
            size = f"{stream.limits.size:,} bytes"
            yield Fault(f"packed Parquet larger than {size}", "unpack it first")
            return
    number = 0
    try:
        with parquet.ParquetFile(
            content,
            memory_map=False,
            pre_buffer=False,
            buffer_size=1 << 16,
            thrift_string_size_limit=_LARGEST_FOOTER,
            thrift_container_size_limit=1_000_000,
        ) as file:
            if excess := _excess(file.metadata, stream):
                yield Fault(excess, "check where it comes from")
                return
            for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
                for row in _rows(batch):
                    number += 1
                    yield Record(row, number)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        yield Fault(f"damaged Parquet after {number:,} rows ({reason})", "write it anew")


def _excess(metadata: Any, stream: Stream) -> str:
    """Return what about a file is too much, by what its footer declares."""
    if metadata.num_columns > _MOST_COLUMNS:
        return f"Parquet of more than {_MOST_COLUMNS:,} columns"
    largest = 8 * stream.limits.size
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    if any(group.total_byte_size > largest for group in groups):
        return f"Parquet whose row group unpacks to more than {largest:,} bytes"
    return ""


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    columns = [(field.name, batch.column(place)) for place, field in enumerate(batch.schema)]
    for place in range(batch.num_rows):
        row = {name: _value(column[place]) for name, column in columns}
        yield {name: value for name, value in row.items() if value is not None}


def _value(scalar: Any) -> Any:
    """Return a cell as a JSON value; one that Python can't hold is left out."""
    import pyarrow as pa

    if pa.types.is_timestamp(scalar.type) and scalar.type.unit == "ns":
        # Python's dates end at microseconds.
        scalar = scalar.cast(pa.timestamp("us", scalar.type.tz), safe=False)
    try:
        return plain_value(scalar.as_py())
    except (ValueError, OverflowError, pa.ArrowException):
        return None


READER = Reader(
    "Parquet", (".parquet", ".pq"), _read, certain=lambda head: head.startswith(b"PAR1")
)
