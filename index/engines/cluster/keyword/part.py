"""The keyword index of a part, read from its tables."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np

from index.engines.cluster.keyword.writing import DIRECTORY, POSTINGS, key_of_term, unpacked
from index.engines.cluster.tables import Table
from index.engines.parts.keyword.fields import LANGUAGE, PLACED, TERMS, WORDS
from index.engines.parts.keyword.packing import decode_run
from index.engines.parts.keyword.part import NOWHERE, KeywordPart
from index.engines.parts.keyword.postings import ENTRIES, ENTRY, Entry, Postings, decode
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from index.engines.cluster.objects import Objects
    from index.engines.parts.keyword.runs import TermRun
    from index.vocabulary.errors import NewsIndexError

_UNPACKED = 3
"""Bytes that a block takes in memory for each that it takes on disk."""

_PIECE = 16
"""Blocks that are read at once where all are wanted."""

_AFTER = chr(0x10FFFF)
"""What no term begins with."""

Block = tuple[list[str], bytes]
"""Keys, and what is known of each: `ENTRY`, one after the other."""


class PartPostings(KeywordPart):
    """The keyword index of one part; what was asked of it last is kept."""

    def __init__(
        self, objects: Objects, folder: str, lengths: Mapping[str, NDArray[np.uint8]]
    ) -> None:
        """Take the tables in the folder of a part, and the lengths of its passages."""
        self.passages = len(lengths[TERMS])
        self.field_lengths = lengths
        self._postings = Table(objects, f"{folder}/{POSTINGS}")
        self._directory = Table(objects, f"{folder}/{DIRECTORY}")
        self._folder, self._memory = folder, objects.kept.memory

    def damage_error(self, error: Exception) -> NewsIndexError:
        """Return what to raise when reading fails."""
        return self._postings.damage_error(error)

    @made_once
    def _firsts(self) -> list[str]:
        """The first key of every block."""
        keys: list[str] = self._directory.columns("first").column(0).to_pylist()
        return keys

    @made_once
    def _totals(self) -> dict[str, int]:
        totals: dict[str, int] = json.loads(self._directory.metadata["totals"])
        return totals

    @property
    def total_length(self) -> int:
        """Terms in all passages together."""
        return self._totals[TERMS]

    def _block_of(self, key: str) -> int:
        """Return the block that has a key if any has; below 0 if it comes before all."""
        return bisect_right(self._firsts, key) - 1

    def _block(self, number: int) -> Block:
        return self._blocks([number])[number]

    def _blocks(self, numbers: Iterable[int]) -> dict[int, Block]:
        """Return blocks by their numbers; those that are not at hand are read at once."""
        found: dict[int, Block] = {}
        missing = []
        for number in sorted(set(numbers)):
            kept = self._memory.get((self._folder, number))
            if isinstance(kept, tuple):
                found[number] = kept
            else:
                missing.append(number)
        read = self._directory.values(missing, "block") if missing else []
        for number, block in zip(missing, read, strict=True):
            found[number] = unpacked(block)
            self._memory.put((self._folder, number), found[number], _UNPACKED * len(block))
        return found

    def _entry(self, field: str, term: str) -> Entry | None:
        key = key_of_term(field, term)
        block = self._block_of(key)
        return None if block < 0 else _entry_in(self._block(block), key)

    def read_ahead(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Read what is known of some terms, and where they occur, in two reads for all of them."""
        keys = [(key, self._block_of(key)) for key in (key_of_term(*each) for each in wanted)]
        blocks = self._blocks(block for _, block in keys if block >= 0)
        entries = (_entry_in(blocks[block], key) for key, block in keys if block >= 0)
        rows = {entry.offset for entry in entries if entry and entry.size}
        if rows:
            self._postings.values(sorted(rows), "postings")

    def languages(self) -> dict[str, int]:
        """Return the languages of the passages, and how many are in each."""
        names, entries = self.beginning_with(LANGUAGE, "")
        return dict(zip(names, entries["passages"].tolist(), strict=True))

    def postings(self, term: str, field: str = TERMS, *, with_places: bool = False) -> Postings:
        """Return the passages that hold a term, how often each does, and where if asked for."""
        entry = self._entry(field, term)
        if entry is None:
            return NOWHERE
        content = b""
        if entry.size:
            (content,) = self._postings.values([entry.offset], "postings")
        return self._decoded(entry, content, with_places=with_places)

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
        for block in range(max(0, self._block_of(first)), len(self._firsts)):
            keys, _ = self._block(block)
            for key in keys[bisect_left(keys, first) :]:
                if not key.startswith(letter):
                    return
                yield key[1:]

    def _between(self, first: str, end: str) -> Iterator[Block]:
        """Yield the blocks that may have keys from one on, up to another."""
        begin, past = max(0, self._block_of(first)), bisect_left(self._firsts, end)
        for start in range(begin, past, _PIECE):
            stop = min(start + _PIECE, past)
            found = self._directory.span(start, stop, "block").column(0).to_pylist()
            yield from map(unpacked, found)

    def beginning_with(self, field: str, start: str) -> tuple[list[str], NDArray[np.void]]:
        """Return the terms of a field that begin so, ascending, and what is known of each."""
        prefix = key_of_term(field, start)
        terms: list[str] = []
        known = bytearray()
        for keys, entries in self._between(prefix, prefix + _AFTER):
            first, end = bisect_left(keys, prefix), bisect_left(keys, prefix + _AFTER)
            terms += (key[1:] for key in keys[first:end])
            known += entries[first * ENTRY.size : end * ENTRY.size]
        return terms, np.frombuffer(bytes(known), ENTRIES)

    def counts_of(self, entries: NDArray[np.void]) -> NDArray[np.int64]:
        """Return how many of some words each passage holds: (passages,)."""
        counts = np.zeros(self.passages, np.int64)
        if not len(entries):
            return counts
        first = int(entries["offset"][0])
        rows = self._postings.span(first, int(entries["offset"][-1]) + 1, "postings")
        contents = rows.column(0).to_pylist()
        for each in entries.tolist():
            entry = Entry._make(each)
            counts[self._decoded(entry, contents[entry.offset - first]).passages] += 1
        return counts

    def runs(self, field: str) -> Iterator[TermRun]:
        """Yield every term of a field, in order, with all that is known of where it occurs."""
        letter = key_of_term(field, "")
        for keys, known in self._between(letter, letter + _AFTER):
            first, end = bisect_left(keys, letter), bisect_left(keys, letter + _AFTER)
            if first == end:
                continue
            entries = np.frombuffer(known, ENTRIES)[first:end]
            rows = int(entries["offset"][0]), int(entries["offset"][-1]) + 1
            content = b"".join(self._postings.scanned(*rows, "postings").column(0).to_pylist())
            terms = [key[1:].encode() for key in keys[first:end]]
            yield decode_run(terms, entries, content, self.passages, placed=field in PLACED)

    def close(self) -> None:
        """Nothing is held but memory."""


def _entry_in(block: Block, key: str) -> Entry | None:
    """Return what is known of a term, if it is in a block."""
    keys, entries = block
    place = bisect_left(keys, key)
    if place == len(keys) or keys[place] != key:
        return None
    return Entry._make(ENTRY.unpack_from(entries, place * ENTRY.size))
