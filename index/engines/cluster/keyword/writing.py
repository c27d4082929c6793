"""The keyword index of a part in tables, written from passages or from other parts.

`postings` has a row for each term of each field, ascending: where it occurs. `directory` has a row
for each block of them: the keys of so many terms, and what is known of each. So a term is found
by two reads, whatever they cost, and those of a question can be read at once.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from index.engines.cluster.tables import write_table
from index.engines.parts.keyword.fields import FIELDS
from index.engines.parts.keyword.packing import encode_run
from index.engines.parts.keyword.postings import ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.engines.cluster.objects import Objects
    from index.engines.parts.keyword.merging import Fields, Lengths

POSTINGS, DIRECTORY = "postings.lance", "directory.lance"

STEP = 256
"""Terms of a block, some 10 KB."""

_ROWS = 8192
"""Rows that are written at once."""

_SCHEMA = pa.schema([("postings", pa.large_binary())])

_LETTERS = {name: chr(ord("a") + place) for place, name in enumerate(FIELDS)}

_SIZE = struct.Struct("<I")


def key_of_term(field: str, term: str) -> str:
    """Return by what a term of a field is found; fields follow one another by their names."""
    return _LETTERS[field] + term


def packed(keys: Sequence[str], entries: Sequence[bytes]) -> bytes:
    """Return a block of terms as bytes."""
    written = json.dumps(keys, ensure_ascii=False).encode()
    return _SIZE.pack(len(written)) + written + b"".join(entries)


def unpacked(block: bytes) -> tuple[list[str], bytes]:
    """Return the keys of a block, and what is known of each: `ENTRY`, one after the other.

    Raises:
        ValueError, struct.error: it is not what was written.
    """
    (size,) = _SIZE.unpack_from(block)
    end = _SIZE.size + size
    keys: list[str] = json.loads(block[_SIZE.size : end])
    if len(block) - end != len(keys) * ENTRY.size:
        raise ValueError("a block of terms has another size")
    return keys, block[end:]


@dataclass
class _Written:
    """What was written so far."""

    rows: int = 0
    firsts: list[str] = field(default_factory=list)
    blocks: list[bytes] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    entries: list[bytes] = field(default_factory=list)
    """Of the block that is not full yet."""
    totals: dict[str, int] = field(default_factory=dict)
    """Terms of each field in all passages together."""

    def note(self, key: str, entry: bytes) -> None:
        self.keys.append(key)
        self.entries.append(entry)
        self.rows += 1
        if len(self.keys) == STEP:
            self.end_block()

    def end_block(self) -> None:
        if self.keys:
            self.firsts.append(self.keys[0])
            self.blocks.append(packed(self.keys, self.entries))
            self.keys, self.entries = [], []


def write_postings(objects: Objects, folder: str, lengths: Lengths, fields: Fields) -> None:
    """Write the keyword index of a part.

    Args:
        objects: of the index.
        folder: of the part.
        lengths: of each field in every passage, as `lengths.rounded` makes them: (passages,).
        fields: by name, ascending, each with its terms, ascending, each with its postings.
    """
    written = _Written()
    write_table(objects, f"{folder}/{POSTINGS}", _batches(lengths, fields, written), _SCHEMA)
    written.end_block()
    directory = pa.table(
        {
            "first": pa.array(written.firsts, pa.string()),
            "block": pa.array(written.blocks, pa.large_binary()),
        }
    )
    directory = directory.replace_schema_metadata({"totals": json.dumps(written.totals)})
    write_table(objects, f"{folder}/{DIRECTORY}", directory, directory.schema)


def _batches(lengths: Lengths, fields: Fields, written: _Written) -> Iterator[pa.RecordBatch]:
    for name, runs in fields:
        total = 0
        for run in runs:
            content, entries = encode_run(run, lengths[name], 0)
            total += int(entries["total"].sum(dtype=np.int64))
            ends = (entries["offset"] + entries["size"]).tolist()
            starts = entries["offset"].tolist()
            entries["offset"] = written.rows + np.arange(len(run))
            known = entries.tobytes()
            for place, term in enumerate(run.terms):
                entry = known[place * ENTRY.size : (place + 1) * ENTRY.size]
                written.note(key_of_term(name, term.decode()), entry)
            for first in range(0, len(run), _ROWS):
                spans = zip(starts[first : first + _ROWS], ends[first : first + _ROWS], strict=True)
                yield _batch([content[start:end] for start, end in spans])
        written.totals[name] = total


def _batch(postings: Sequence[bytes]) -> pa.RecordBatch:
    column = pa.array(postings, _SCHEMA.field("postings").type)
    return pa.RecordBatch.from_arrays([column], schema=_SCHEMA)
