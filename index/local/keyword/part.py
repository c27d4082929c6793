"""The keyword index of one part: Whoosh's files, read as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from index.local.commit.disk import read_array, unreadable
from index.local.keyword.first_letters import marked
from index.local.keyword.postings import Postings, decode
from index.vocabulary.errors import DamagedIndexError, NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.interfaces.arrays import Allowed

FOLDER = "keyword"

TERMS = "text"
"""Field of the stems of a passage as both legs see it; ranked by."""
WORDS = "word"
"""Field of its words as they are written, with positions: phrases, `word*`, spelling."""
TITLE = "title"
"""Field of the stems of its article's title."""

LENGTHS = "lengths.npy"

_ENDS = 2
"""Passages of a term of which the first and the last are all."""

NOWHERE = Postings(np.zeros(0, np.uint32), np.zeros(0, np.float32))


class PartKeywords:
    """The keyword index of one part."""

    def __init__(self, folder: Path, count: int) -> None:
        """Open the keyword index of a part with so many passages."""
        self._folder = folder / FOLDER
        try:
            self._storage = FileStorage(str(self._folder), readonly=True)
            self.reader: Any = self._storage.open_index().reader()
            self.lengths: NDArray[np.float32] = read_array(self._folder / LENGTHS)
        except NewsIndexError:
            raise
        except Exception as error:  # whatever Whoosh and pickle raise on damaged files
            raise self.damage(error) from error
        if not self.reader.doc_count_all() == len(self.lengths) == count:
            raise self.damage(ValueError("its counts are wrong"))

    def damage(self, error: Exception) -> NewsIndexError:
        """Return what to raise when reading fails."""
        # Where Whoosh could not open a file or list a folder, this file can't be opened either.
        told = unreadable(self._folder / LENGTHS, error)
        if isinstance(error, OSError) or not isinstance(told, DamagedIndexError):
            return told
        return DamagedIndexError(f"the keyword index {self._folder} is damaged")

    @property
    def total_length(self) -> int:
        """Terms in all passages together."""
        return int(self.reader.field_length(TERMS))

    def postings(self, term: str, field: str = TERMS, *, with_values: bool = False) -> Postings:
        """Return the passages that hold a term, how often each does, and where if asked for."""
        size = self.reader.schema[field].format.fixed_value_size()
        try:
            info = self.reader.term_info(field, term)
            return self._decoded(info, size, with_values=with_values)
        except TermNotFound:
            return NOWHERE
        except Exception as error:  # whatever Whoosh and pickle raise on damaged files
            raise self.damage(error) from error

    def holding_prefix(self, start: str, field: str = WORDS) -> Allowed:
        """Return which passages hold a term of a field that begins so: (passages,)."""
        if len(start) == 1 and field == WORDS:
            marks = marked(self._folder, start, len(self.lengths))
            if marks is not None:
                return marks
        wanted = start.encode()
        held = np.zeros(len(self.lengths), np.bool_)
        ends: list[int] = []
        for term, info in self._terms(field, wanted):
            if not term.startswith(wanted):
                break
            if info.doc_frequency() <= _ENDS:  # most terms; the term index itself says where
                ends += info.min_id(), info.max_id()
            else:
                held[self._decoded(info).passages] = True
        held[ends] = True
        return held

    def every_term(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield every term of a field, in order, with all that is known of where it occurs."""
        size = self.reader.schema[field].format.fixed_value_size()
        try:
            for term, info in self._terms(field, b""):
                yield term, self._decoded(info, size, with_values=True)
        except Exception as error:  # whatever Whoosh and pickle raise on damaged files
            raise self.damage(error) from error

    def field_lengths(self, field: str) -> NDArray[np.int64]:
        """Return the terms of a field in every passage, as Whoosh rounds them: (passages,)."""
        if field != TITLE:  # both others have a term for each word of the passage
            return self.lengths.astype(np.int64)
        length = self.reader.doc_field_length
        return np.array([length(n, field) or 0 for n in range(len(self.lengths))], np.int64)

    def _terms(self, field: str, start: bytes) -> Iterator[tuple[bytes, Any]]:
        """Yield the terms of a field from one on, with what Whoosh knows of each."""
        for (name, term), info in self.reader._terms.items_from(field, start):  # noqa: SLF001
            if name != field:
                return
            yield term, info

    def _decoded(
        self, info: Any, size: int | None = None, *, with_values: bool = False
    ) -> Postings:
        offset, (length,) = info.extent()  # Whoosh leaves the length in a tuple
        # It has no public way to whole blocks.
        blocks = self.reader._terms._postfile.get(offset, length)  # noqa: SLF001
        postings = decode(blocks, size, with_values=with_values)
        if len(postings.passages) and postings.passages.max() >= len(self.lengths):
            raise self.damage(ValueError("its postings are wrong"))
        return postings

    def close(self) -> None:
        """Close the files."""
        self.reader.close()
        self._storage.close()
