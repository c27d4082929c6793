"""The keyword index of a part in tables, written from passages or from other parts.

`postings` has a row for each term of each field, ascending: what is known of it, and where it
occurs. `directory` has the key of every so many-eth row: a term is found by two reads.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from index.cluster.tables import write_table
from index.parts.keyword.fields import FIELDS
from index.parts.keyword.postings import ENTRY, encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.cluster.objects import Objects
    from index.parts.keyword.merging import Fields, Lengths

POSTINGS, DIRECTORY = "postings.lance", "directory.lance"

STEP = 256
"""Rows for each row of the directory."""

_ROWS, _BYTES = 8192, 8 << 20
"""Rows and bytes of postings that are held before they are written."""

_SCHEMA = pa.schema(
    [("key", pa.string()), ("entry", pa.binary(ENTRY.size)), ("postings", pa.large_binary())]
)

_LETTERS = {name: chr(ord("a") + place) for place, name in enumerate(FIELDS)}


def key_of_term(field: str, term: str) -> str:
    """Return by what a term of a field is found; fields follow one another by their names."""
    return _LETTERS[field] + term


@dataclass
class _Written:
    """What was written so far."""

    rows: int = 0
    directory: list[str] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    """Terms of each field in all passages together."""


def write_postings(objects: Objects, folder: str, lengths: Lengths, fields: Fields) -> None:
    """Write the keyword index of a part.

    Args:
        objects: of the index.
        folder: of the part.
        lengths: of each field in every passage, as `lengths.rounded` makes them: (passages,).
        fields: by name, ascending, each with its terms, ascending, each with its postings.
    """
    written = _Written()
    batches = _batches(lengths, fields, written)
    write_table(objects, f"{folder}/{POSTINGS}", batches, _SCHEMA)
    directory = pa.table({"key": pa.array(written.directory, pa.string())})
    directory = directory.replace_schema_metadata({"totals": json.dumps(written.totals)})
    write_table(objects, f"{folder}/{DIRECTORY}", directory, directory.schema)


def _batches(lengths: Lengths, fields: Fields, written: _Written) -> Iterator[pa.RecordBatch]:
    keys: list[str] = []
    entries: list[bytes] = []
    postings: list[bytes] = []
    held = 0

    def batch() -> pa.RecordBatch:
        columns = [
            pa.array(column, kind)
            for column, kind in zip((keys, entries, postings), _SCHEMA.types, strict=True)
        ]
        return pa.RecordBatch.from_arrays(columns, schema=_SCHEMA)

    for name, terms in fields:
        total = 0
        for term, where in terms:
            content, entry = encode(where, lengths[name], written.rows)
            key = key_of_term(name, term.decode())
            if not written.rows % STEP:
                written.directory.append(key)
            keys.append(key)
            entries.append(ENTRY.pack(*entry))
            postings.append(content)
            written.rows += 1
            held += len(content)
            total += entry.total
            if len(keys) >= _ROWS or held >= _BYTES:
                yield batch()
                keys, entries, postings, held = [], [], [], 0
        written.totals[name] = total
    if keys:
        yield batch()
