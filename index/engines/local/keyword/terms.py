"""The term index of a part: Whoosh's ordered hash table, with nothing pickled in it.

Its keys are terms with the number of their field before them; its values say where the postings
are, and what the scorer asks of a term before it reads any.
"""

from __future__ import annotations

import io
import json
import mmap
import struct
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.filedb.filetables import OrderedHashReader
from whoosh.filedb.structfile import StructFile

from index.engines.local.keyword.term_table import SIZES, TermTable
from index.engines.parts.keyword.packing import decode_run, encode_run
from index.engines.parts.keyword.postings import ENTRIES, ENTRY, Entry, decode, size_before_places
from index.engines.parts.keyword.runs import RUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from index.engines.parts.keyword.merging import Fields
    from index.engines.parts.keyword.postings import Postings
    from index.engines.parts.keyword.runs import TermRun

TERMS_FILE = "terms"
POSTINGS_FILE = "postings"

_HEAD = b"postings"
"""How the file of postings begins."""

_BUFFER = 1 << 20
"""Bytes written at once."""

_FIELD = struct.Struct(">H")

_TOTAL, _TOTAL_AT = struct.Struct("<I"), ENTRIES.fields["total"][1]  # type: ignore[index]


class _PlainFile(StructFile):
    """A file of Whoosh's tables, which say as JSON what Whoosh would pickle."""

    def write_pickle(self, obj: Any, protocol: int = -1) -> None:
        del protocol
        self.write_string(json.dumps(obj).encode())

    def read_pickle(self) -> Any:
        return json.loads(self.read_string())


class _Mapped(_PlainFile):
    """One that is read: any thread may get any piece of it."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(self.content, str(path))  # type: ignore[arg-type]

    def get(self, position: int, length: int) -> bytes:
        return self.content[position : position + length]


class _Written(io.BufferedWriter):
    """One that is written; it knows where it is, which Whoosh asks twice for each term."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("wb").detach(), buffer_size=_BUFFER)
        self._position = 0

    def write(self, data: Any, /) -> int:
        written = super().write(data)
        self._position += written
        return written

    def tell(self) -> int:
        return self._position


def write_terms(folder: Path, lengths: Mapping[str, NDArray[np.uint8]], fields: Fields) -> None:
    """Write the term index of a part, and its postings.

    Args:
        folder: where to.
        lengths: of each field in every passage, as Whoosh's bytes: (passages,).
        fields: by name.
    """
    totals: dict[str, int] = {}
    with _Written(folder / POSTINGS_FILE) as postings_file, _Written(folder / TERMS_FILE) as file:
        table = TermTable(_PlainFile(file, TERMS_FILE))
        postings_file.write(_HEAD)
        for number, (field, terms) in enumerate(fields):
            before, total = _FIELD.pack(number), 0
            for run in terms:
                content, entries = encode_run(run, lengths[field], postings_file.tell())
                postings_file.write(content)
                table.add_run([before + term for term in run.terms], entries)
                total += int(entries["total"].sum(dtype=np.int64))
            totals[field] = total
        table.extras["fields"] = totals
        table.close()  # type: ignore[no-untyped-call]


class TermIndex:
    """The term index of a part, opened, and its postings.

    Raises:
        Whatever Whoosh, struct and json raise where the files are damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._file = _Mapped(folder / TERMS_FILE)
        self._postings = _Mapped(folder / POSTINGS_FILE)
        if self._postings.get(0, len(_HEAD)) != _HEAD:
            raise ValueError("these are not postings")
        self.table = OrderedHashReader(self._file, len(self._file.content))
        fields = self.table.extras["fields"]
        self.totals: dict[str, int] = {field: int(total) for field, total in fields.items()}
        """How many terms each field has in all passages together."""
        self._numbers = {field: _FIELD.pack(number) for number, field in enumerate(fields)}

    def entry(self, field: str, term: bytes) -> Entry | None:
        """Return what is known of a term; None if no passage has it."""
        value = self.table.get(self._numbers[field] + term)
        return None if value is None else Entry._make(ENTRY.unpack(value))

    def entries(self, field: str, start: bytes = b"") -> Iterator[tuple[bytes, Entry]]:
        """Yield the terms of a field in order, from one on, with what is known of each."""
        before = self._numbers[field]
        for key, value in self._from(before + start):
            if not key.startswith(before):
                return
            yield key[len(before) :], Entry._make(ENTRY.unpack(value))

    def beginning_with(self, field: str, start: bytes) -> tuple[list[bytes], NDArray[np.void]]:
        """Return the terms of a field that begin so, ascending, and what is known of each.

        Returns:
            n terms, and `ENTRIES`, (n,).
        """
        before = self._numbers[field]
        wanted = before + start
        fitting = list(takewhile(lambda each: each[0].startswith(wanted), self._from(wanted)))
        entries = np.frombuffer(b"".join(value for _, value in fitting), ENTRIES)
        return [key[len(before) :] for key, _ in fitting], entries

    def _from(self, key: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield keys and values of Whoosh's table from a key on; its own way checks no size."""
        content, end = self._file.content, self.table.endofdata
        position = self.table.closest_key_pos(key)
        while position is not None and position < end:
            key_size, value_size = SIZES.unpack_from(content, position)
            if key_size < _FIELD.size or value_size != ENTRY.size:
                raise ValueError("a term has another size")
            value = position + SIZES.size + key_size
            yield content[position + SIZES.size : value], content[value : value + value_size]
            position = value + value_size

    def postings(self, entry: Entry, *, with_places: bool = False) -> Postings:
        """Return the postings of a term.

        Raises:
            ValueError: they are damaged.
        """
        size = entry.size if with_places else min(entry.size, size_before_places(entry))
        return decode(entry, self._postings.get(entry.offset, size), with_places=with_places)

    def runs(self, field: str, passages: int, *, placed: bool) -> Iterator[TermRun]:
        """Yield the terms of a field in order with their postings.

        Args:
            field: its name.
            passages: of the part.
            placed: whether its places are kept.

        Raises:
            ValueError: they are damaged.
        """
        before = self._numbers[field]
        terms: list[bytes] = []
        entries: list[bytes] = []
        held = 0
        for key, value in self._from(before):
            if not key.startswith(before):
                break
            terms.append(key[len(before) :])
            entries.append(value)
            held += _TOTAL.unpack_from(value, _TOTAL_AT)[0]
            if held >= RUN:
                yield self._run(terms, entries, passages, placed=placed)
                terms, entries, held = [], [], 0
        if terms:
            yield self._run(terms, entries, passages, placed=placed)

    def _run(
        self, terms: list[bytes], values: list[bytes], passages: int, *, placed: bool
    ) -> TermRun:
        entries = np.frombuffer(b"".join(values), ENTRIES)
        ends = entries["offset"] + entries["size"]
        if (ends[:-1] != entries["offset"][1:]).any():
            raise ValueError("its postings are elsewhere")
        first = int(entries["offset"][0])
        content = self._postings.get(first, int(ends[-1]) - first)
        return decode_run(terms, entries, content, passages, placed=placed)

    def bytes_of_postings(self, offset: int, size: int) -> bytes:
        """Return some of the file of postings."""
        return self._postings.get(offset, size)

    def close(self) -> None:
        """Close the files."""
        self._postings.close()
        self.table.close()
