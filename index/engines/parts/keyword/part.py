"""What an engine's keyword index of one part gives, so that all are asked and scored alike."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.fields import TERMS, TITLE
from index.engines.parts.keyword.lengths import length_of
from index.engines.parts.keyword.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from index.engines.parts.keyword.runs import TermRun
    from index.vocabulary.errors import NewsIndexError

NOWHERE = Postings(np.zeros(0, np.uint32), np.zeros(0, np.float32))


class KeywordPart(ABC):
    """The keyword index of one part; passages are numbered from 0 within it."""

    passages: int
    """How many there are."""
    field_lengths: Mapping[str, NDArray[np.uint8]]
    """Terms of each field in every passage, as `lengths.rounded` makes them: (passages,)."""

    @property
    def lengths(self) -> NDArray[np.float32]:
        """Terms in each passage, rounded: (passages,)."""
        return length_of(self.field_lengths[TERMS])

    @property
    def text_lengths(self) -> NDArray[np.float32]:
        """Terms in each passage besides its article's own title: (passages,)."""
        return self.lengths - length_of(self.field_lengths[TITLE])

    @property
    @abstractmethod
    def total_length(self) -> int:
        """Terms in all passages together."""

    @abstractmethod
    def languages(self) -> Mapping[str, int]:
        """Return the languages of the passages, and how many are in each."""

    @abstractmethod
    def read_ahead(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Read at once what a question will ask, where reads are slow that follow one another.

        Args:
            wanted: fields and terms of them.
        """

    @abstractmethod
    def postings(self, term: str, field: str = TERMS, *, with_places: bool = False) -> Postings:
        """Return the passages that hold a term, how often each does, and where if asked for."""

    @abstractmethod
    def frequency(self, term: str) -> int:
        """Return how many passages hold a term; none of its postings is read."""

    @abstractmethod
    def occurrences(self, word: str) -> int:
        """Return how often a word occurs as it is kept."""

    @abstractmethod
    def terms_from(self, field: str, start: str) -> Iterator[str]:
        """Yield the terms of a field in order, from one on; no more is read than is taken."""

    @abstractmethod
    def beginning_with(self, field: str, start: str) -> tuple[list[str], NDArray[np.void]]:
        """Return the terms of a field that begin so, ascending, and what is known of each.

        Returns:
            n terms, and `postings.ENTRIES`, (n,).
        """

    @abstractmethod
    def counts_of(self, entries: NDArray[np.void]) -> NDArray[np.int64]:
        """Return how many of some words each passage holds: (passages,).

        Args:
            entries: of words that follow one another, as `beginning_with` gives them.
        """

    @abstractmethod
    def runs(self, field: str) -> Iterator[TermRun]:
        """Yield every term of a field, in order, with all that is known of where it occurs."""

    @abstractmethod
    def damage_error(self, error: Exception) -> NewsIndexError:
        """Return what to raise when reading fails."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what was opened."""
