"""Passages turned inside out: from the words of each passage to the passages of each word."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import count, pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.local.keyword.analysis import TERMS, TITLE, WORDS
from index.local.keyword.lengths import rounded
from index.local.keyword.postings import Postings
from index.vocabulary.words import stem, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Terms = Iterator[tuple[bytes, Postings]]
    """Terms, ascending, each with its postings."""


class Inversion:
    """Holds the words of some passages and their titles in memory, four bytes for each."""

    def __init__(self) -> None:
        self.passages = 0
        self._number: defaultdict[str, int] = defaultdict(count().__next__)
        self._text = _Words()
        self._title = _Words()
        self._last: tuple[str, list[int]] = ("", [])
        """A title and its words: the passages of an article have the same."""

    def add(self, title: str, text: str) -> None:
        """Add a passage, and the title of its article."""
        if title != self._last[0]:
            self._last = title, self._numbered(title)
        self._title.add(self._last[1])
        self._text.add(self._numbered(text))
        self.passages += 1

    def lengths(self) -> dict[str, NDArray[np.uint8]]:
        """Return the terms of each field in every passage, as Whoosh's bytes: (passages,)."""
        text, title = self._text.lengths, self._title.lengths
        return {TERMS: text, WORDS: text, TITLE: title}

    def _numbered(self, text: str) -> list[int]:
        return list(map(self._number.__getitem__, words_in(text)))

    def words(self) -> Terms:
        """Yield the words of the passages as they are written, in order, with their postings."""
        return self._text.inverted(list(self._number), places=True)

    def terms(self) -> Terms:
        """Yield their stems."""
        return self._text.inverted(list(map(stem, self._number)), places=False)

    def titles(self) -> Terms:
        """Yield the stems of their titles."""
        return self._title.inverted(list(map(stem, self._number)), places=True)


class _Words:
    """The words of one text after the other, by number."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._sizes = array("I")

    def add(self, numbers: list[int]) -> None:
        self._numbers.extend(numbers)
        self._sizes.append(len(numbers))

    @property
    def lengths(self) -> NDArray[np.uint8]:
        """How many in each text, as Whoosh's bytes: (texts,)."""
        return rounded(np.array(self._sizes))

    def inverted(self, terms: list[str], *, places: bool) -> Terms:
        """Yield each term with its postings, in the order of terms.

        Args:
            terms: by the number of a word.
            places: whether they are kept.
        """
        ordered = sorted(set(terms))
        rank = {term: place for place, term in enumerate(ordered)}
        ranks = np.array([rank[term] for term in terms], np.uint32)
        numbers = np.array(self._numbers, np.uint32)
        sizes = np.array(self._sizes, np.int64)
        return _postings(ordered, ranks[numbers], sizes, places=places)


def _postings(
    terms: Sequence[str],
    occurrences: NDArray[np.uint32],
    sizes: NDArray[np.int64],
    *,
    places: bool,
) -> Terms:
    """Yield each term that occurs with its postings.

    Args:
        terms: ascending.
        occurrences: which of them stands where, passage after passage.
        sizes: how many in each passage: (passages,).
        places: whether they are kept.
    """
    order = np.argsort(occurrences, kind="stable")
    of = occurrences[order]
    holders = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)[order]
    new = np.ones(len(of), np.bool_)
    new[1:] = (of[1:] != of[:-1]) | (holders[1:] != holders[:-1])
    starts = np.flatnonzero(new)
    passages = holders[starts]
    counts = np.diff(starts, append=len(of)).astype(np.float32)
    steps = _steps(order, new, sizes) if places else None
    there, firsts = np.unique(of[starts], return_index=True)
    bounds = np.append(firsts, len(starts))
    spots = np.append(starts, len(of))[bounds]
    for term, (first, end), (start, stop) in zip(
        there.tolist(), pairwise(bounds.tolist()), pairwise(spots.tolist()), strict=True
    ):
        here = None if steps is None else steps[start:stop]
        yield terms[term].encode(), Postings(passages[first:end], counts[first:end], here)


def _steps(
    order: NDArray[np.int64], new: NDArray[np.bool_], sizes: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """Return the places of occurrences by their differences; anew in each passage of a term."""
    place = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    places = place[order].astype(np.uint32)
    steps = np.diff(places, prepend=np.uint32(0))
    steps[new] = places[new]
    return steps
