"""The keyword index of one part: its term index, its postings, the lengths of its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.local.commit.disk import unreadable
from index.engines.local.keyword.analysis import schema
from index.engines.local.keyword.codec import whoosh_reader
from index.engines.local.keyword.lengths import LENGTHS_FILE, read_lengths
from index.engines.local.keyword.prefixes import counts_of
from index.engines.local.keyword.terms import TermIndex
from index.engines.parts.keyword.fields import LANGUAGE, PLACED, TERMS, WORDS
from index.engines.parts.keyword.lengths import rounded
from index.engines.parts.keyword.part import NOWHERE, KeywordPart
from index.vocabulary.errors import DamagedIndexError, NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.engines.parts.keyword.postings import Entry, Postings
    from index.engines.parts.keyword.runs import TermRun

FOLDER = "keyword"


class PartKeywords(KeywordPart):
    """The keyword index of one part."""

    def __init__(self, folder: Path, count: int) -> None:
        """Open the keyword index of a part with so many passages."""
        self._folder = folder / FOLDER
        self.passages = count
        self.field_lengths: dict[str, NDArray[np.uint8]] = read_lengths(self._folder, count)
        """Terms of each field in every passage, as Whoosh's bytes: (passages,)."""
        try:
            self.terms = TermIndex(self._folder)
        except Exception as error:  # whatever Whoosh, struct and json raise on damaged files
            raise self.damage_error(error) from error
        if sorted(self.terms.totals) != sorted(schema().names()):
            self.terms.close()
            raise self.damage_error(ValueError("its fields are others"))
        self.reader = whoosh_reader(self.terms, self.field_lengths)
        """Whoosh's reader over the same files."""

    def damage_error(self, error: Exception) -> NewsIndexError:
        """Return what to raise when reading fails."""
        # Where Whoosh could not open a file or list a folder, this file can't be opened either.
        told = unreadable(self._folder / LENGTHS_FILE, error)
        if isinstance(error, OSError) or not isinstance(told, DamagedIndexError):
            return told
        return DamagedIndexError(f"the keyword index {self._folder} is damaged")

    @property
    def total_length(self) -> int:
        """Terms in all passages together."""
        return self.terms.totals[TERMS]

    def postings(self, term: str, field: str = TERMS, *, with_places: bool = False) -> Postings:
        """Return the passages that hold a term, how often each does, and where if asked for."""
        try:
            entry = self.terms.entry(field, term.encode())
            return NOWHERE if entry is None else self._read(entry, with_places=with_places)
        except Exception as error:  # whatever Whoosh and struct raise on damaged files
            raise self.damage_error(error) from error

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term; none of its postings is read."""
        try:
            entry = self.terms.entry(TERMS, term.encode())
        except Exception as error:  # whatever Whoosh and struct raise on damaged files
            raise self.damage_error(error) from error
        return 0 if entry is None else entry.passages

    def languages(self) -> dict[str, int]:
        """Return the languages of the passages, and how many are in each."""
        return {name.decode(): entry.passages for name, entry in self.terms.entries(LANGUAGE)}

    def read_ahead(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Nothing is read ahead: files are mapped, and a system reads ahead itself."""

    def occurrences(self, word: str) -> int:
        """Return how often a word occurs as it is kept."""
        entry = self.terms.entry(WORDS, word.encode())
        return entry.total if entry else 0

    def terms_from(self, field: str, start: str) -> Iterator[str]:
        """Yield the terms of a field in order, from one on."""
        return (term.decode() for term, _ in self.terms.entries(field, start.encode()))

    def beginning_with(self, field: str, start: str) -> tuple[list[str], NDArray[np.void]]:
        """Return the terms of a field that begin so, ascending, and what is known of each."""
        terms, entries = self.terms.beginning_with(field, start.encode())
        return [term.decode() for term in terms], entries

    def counts_of(self, entries: NDArray[np.void]) -> NDArray[np.int64]:
        """Return how many of some words each passage holds: (passages,)."""
        return counts_of(self.terms, entries, self.passages)

    def runs(self, field: str) -> Iterator[TermRun]:
        """Yield every term of a field, in order, with all that is known of where it occurs."""
        try:
            yield from self.terms.runs(field, self.passages, placed=field in PLACED)
        except Exception as error:  # whatever Whoosh and struct raise on damaged files
            raise self.damage_error(error) from error

    def faults(self) -> Iterator[str]:
        """Yield what is wrong where files are whole but don't agree; every posting is read.

        Raises:
            DamagedIndexError: what they say makes no sense.
        """
        try:
            for field in self.field_lengths:
                yield from self._faults_of(field)
        except Exception as error:  # whatever Whoosh and struct raise on damaged files
            raise self.damage_error(error) from error

    def _faults_of(self, field: str) -> Iterator[str]:
        counted = np.zeros(self.passages, np.int64)
        for term, entry in self.terms.entries(field):
            postings = self._read(entry, with_places=field in PLACED)
            if self.terms.entry(field, term) != entry:
                yield f"{term.decode(errors='replace')!r} is not found where it is listed"
            if (postings.passages[1:] <= postings.passages[:-1]).any():
                yield f"the passages of {term.decode(errors='replace')!r} are out of order"
            counted[postings.passages] += postings.counts.astype(np.int64)
        right = (rounded(counted) == self.field_lengths[field]).all()
        if not right or counted.sum() != self.terms.totals[field]:
            yield f"its passages are not as long as the words of the field {field!r} make them"

    def _read(self, entry: Entry, *, with_places: bool = False) -> Postings:
        postings = self.terms.postings(entry, with_places=with_places)
        if postings.passages.max() >= self.passages:
            raise ValueError("its postings are wrong")
        return postings

    def close(self) -> None:
        """Close the files."""
        self.reader.close()
