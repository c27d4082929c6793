"""The keyword index of a part, read from its tables."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

import numpy as np

from index.cluster.keyword.writing import DIRECTORY, POSTINGS, STEP, key_of_term
from index.cluster.tables import Table
from index.parts.keyword.fields import LANGUAGE, PLACED, TERMS, WORDS
from index.parts.keyword.part import NOWHERE, KeywordPart
from index.parts.keyword.postings import ENTRIES, ENTRY, Entry, Postings, decode
from index.vocabulary.made_once import made_once
from index.vocabulary.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from index.cluster.objects import Objects
    from index.vocabulary.errors import NewsIndexError

_BLOCKS = 2048
"""Blocks of `STEP` terms that are remembered, some 20 KB each."""

_PIECE = 4096
"""Rows that are read at once where all are wanted."""

_AFTER = chr(0x10FFFF)
"""What no term begins with."""

Block = tuple[list[str], list[bytes]]
"""Keys, and what is known of each."""


class PartPostings(KeywordPart):
    """The keyword index of one part."""

    def __init__(
        self, objects: Objects, folder: str, lengths: Mapping[str, NDArray[np.uint8]]
    ) -> None:
        """Take the tables in the folder of a part, and the lengths of its passages."""
        self.passages = len(lengths[TERMS])
        self.field_lengths = lengths
        self._postings = Table(objects, f"{folder}/{POSTINGS}")
        self._directory = Table(objects, f"{folder}/{DIRECTORY}")
        self._block = remembered(self._read_block, _BLOCKS)

    def damage_error(self, error: Exception) -> NewsIndexError:
        """Return what to raise when reading fails."""
        return self._postings.damage_error(error)

    @made_once
    def _keys(self) -> list[str]:
        """The key of every `STEP`th row."""
        keys: list[str] = self._directory.columns("key").column("key").to_pylist()
        return keys

    @made_once
    def _totals(self) -> dict[str, int]:
        totals: dict[str, int] = json.loads(self._directory.metadata["totals"])
        return totals

    @made_once
    def _rows(self) -> int:
        return len(self._postings)

    @property
    def total_length(self) -> int:
        """Terms in all passages together."""
        return self._totals[TERMS]

    def _read_block(self, number: int) -> Block:
        first = number * STEP
        return self._read(first, min(first + STEP, self._rows))

    def _read(self, first: int, end: int) -> Block:
        found = self._postings.span(first, end, "key", "entry")
        return found.column("key").to_pylist(), found.column("entry").to_pylist()

    def _entry(self, field: str, term: str) -> Entry | None:
        key = key_of_term(field, term)
        block = bisect_right(self._keys, key) - 1
        if block < 0:
            return None
        keys, entries = self._block(block)
        place = bisect_left(keys, key)
        if place == len(keys) or keys[place] != key:
            return None
        return Entry._make(ENTRY.unpack(entries[place]))

    def languages(self) -> dict[str, int]:
        """Return the languages of the passages, and how many are in each."""
        names, entries = self.beginning_with(LANGUAGE, "")
        return dict(zip(names, entries["passages"].tolist(), strict=True))

    def postings(self, term: str, field: str = TERMS, *, with_places: bool = False) -> Postings:
        """Return the passages that hold a term, how often each does, and where if asked for."""
        entry = self._entry(field, term)
        if entry is None:
            return NOWHERE
        content: list[bytes] = [b""]
        if entry.size:
            found = self._postings.span(entry.offset, entry.offset + 1, "postings")
            content = found.column("postings").to_pylist()
        return self._decoded(entry, content[0], with_places=with_places)

    def _decoded(self, entry: Entry, content: bytes, *, with_places: bool = False) -> Postings:
        postings = decode(entry, content, with_places=with_places)
        if postings.passages.max() >= self.passages:
            raise ValueError("its postings are wrong")
        return postings

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term; none of its postings is read."""
        entry = self._entry(TERMS, term)
        return 0 if entry is None else entry.passages

    def occurrences(self, word: str) -> int:
        """Return how often a word occurs as it is kept."""
        entry = self._entry(WORDS, word)
        return entry.total if entry else 0

    def terms_from(self, field: str, start: str) -> Iterator[str]:
        """Yield the terms of a field in order, from one on."""
        first, letter = key_of_term(field, start), key_of_term(field, "")
        block = max(0, bisect_right(self._keys, first) - 1)
        while block < len(self._keys):
            keys, _ = self._block(block)
            for key in keys[bisect_left(keys, first) :]:
                if not key.startswith(letter):
                    return
                yield key[1:]
            block += 1

    def beginning_with(self, field: str, start: str) -> tuple[list[str], NDArray[np.void]]:
        """Return the terms of a field that begin so, ascending, and what is known of each."""
        prefix = key_of_term(field, start)
        begin = max(0, bisect_right(self._keys, prefix) - 1)
        end = bisect_left(self._keys, prefix + _AFTER)
        keys, entries = self._read(begin * STEP, min(end * STEP, self._rows))
        first = bisect_left(keys, prefix)
        last = bisect_left(keys, prefix + _AFTER)
        known = np.frombuffer(b"".join(entries[first:last]), ENTRIES)
        return [key[1:] for key in keys[first:last]], known

    def counts_of(self, entries: NDArray[np.void]) -> NDArray[np.int64]:
        """Return how many of some words each passage holds: (passages,)."""
        counts = np.zeros(self.passages, np.int64)
        if not len(entries):
            return counts
        first = int(entries["offset"][0])
        rows = self._postings.span(first, int(entries["offset"][-1]) + 1, "postings")
        contents = rows.column("postings").to_pylist()
        for each in entries.tolist():
            entry = Entry._make(each)
            counts[self._decoded(entry, contents[entry.offset - first]).passages] += 1
        return counts

    def every_term(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield every term of a field, in order, with all that is known of where it occurs."""
        letter, places = key_of_term(field, ""), field in PLACED
        first = max(0, bisect_right(self._keys, letter) - 1) * STEP
        for start in range(first, self._rows, _PIECE):
            end = min(start + _PIECE, self._rows)
            rows: Any = self._postings.span(start, end, "key", "entry", "postings")
            for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
                key, entry, content = row
                if key > letter + _AFTER:
                    return
                if key.startswith(letter):
                    known = Entry._make(ENTRY.unpack(entry))
                    yield key[1:].encode(), self._decoded(known, content, with_places=places)

    def close(self) -> None:
        """Nothing is held but memory."""
