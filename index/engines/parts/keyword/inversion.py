"""Passages turned inside out: from the words of each passage to the passages of each word."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import count, pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.fields import (
    FIELDS,
    LANGUAGE,
    LEAD,
    TERMS,
    TITLE,
    TITLE_WORDS,
    WORDS,
)
from index.engines.parts.keyword.lengths import rounded
from index.engines.parts.keyword.postings import Postings
from index.vocabulary.words import key_of, stored_words, term_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Terms = Iterator[tuple[bytes, Postings]]
    """Terms, ascending, each with its postings."""
    Placed = tuple[list[int], list[int]]
    """The words of a text by number, and their places."""


_NOTHING: tuple[list[int], list[int]] = ([], [])


class Inversion:
    """Holds the words of some passages and their titles in memory, eight bytes for each."""

    def __init__(self) -> None:
        self.passages = 0
        self._next = count().__next__
        self._numbers: dict[str, defaultdict[str, int]] = {}
        """Of each word as it is kept, in texts of each language."""
        self._text = _Words()
        self._title = _Words()
        self._own_title = _Words()
        self._lead = _Words()
        self._languages: list[str] = []
        self._last: tuple[tuple[str, str, str], tuple[Placed, Placed]] = (
            ("", "", ""),
            (_NOTHING, _NOTHING),
        )
        """A title, a lead and their words: the passages of an article have the same."""

    def add(self, title: str, text: str, language: str, lead: str | None = None) -> None:
        """Add a passage.

        Args:
            title: of its article, as it is shown.
            text: of the passage.
            language: of all of it.
            lead: the first words of an article without a title of its own, empty where they
                tell nothing; None where the title is its own.
        """
        heading = (title, lead or "", language)
        if heading != self._last[0]:
            numbered = self._numbered(title, language), self._numbered(lead or "", language)
            self._last = heading, numbered
        title_words, lead_words = self._last[1]
        self._title.add(*title_words)
        self._own_title.add(*(title_words if lead is None else _NOTHING))
        self._lead.add(*lead_words)
        self._text.add(*self._numbered(text, language))
        self._languages.append(language)
        self.passages += 1

    def lengths(self) -> dict[str, NDArray[np.uint8]]:
        """Return the terms of each field in every passage, as Whoosh's bytes: (passages,)."""
        text = self._text.lengths
        ones = rounded(np.ones(self.passages, np.int64))
        return {
            TERMS: text,
            WORDS: text,
            TITLE: self._own_title.lengths,
            TITLE_WORDS: self._title.lengths,
            LEAD: self._lead.lengths,
            LANGUAGE: ones,
        }

    def _numbered(self, text: str, language: str) -> Placed:
        if language not in self._numbers:
            self._numbers[language] = defaultdict(self._next)
        words, places = stored_words(text)
        return list(map(self._numbers[language].__getitem__, words)), places

    def _known(self) -> tuple[list[str], list[str]]:
        """Return the words by number, and their terms."""
        words = [""] * sum(map(len, self._numbers.values()))
        terms = list(words)
        for language, numbers in self._numbers.items():
            for word, number in numbers.items():
                words[number] = word
                terms[number] = term_of(key_of(word), language)
        return words, terms

    def fields(self) -> Iterator[tuple[str, Terms]]:
        """Yield the fields in order of their names, each with its terms, ascending."""
        words, terms = self._known()
        inverted: dict[str, Terms] = {
            TERMS: self._text.inverted(terms, places=False),
            WORDS: self._text.inverted(words, places=True),
            TITLE: self._own_title.inverted(terms, places=False),
            TITLE_WORDS: self._title.inverted(words, places=True),
            LEAD: self._lead.inverted(terms, places=False),
            LANGUAGE: self._language_terms(),
        }
        return ((field, inverted[field]) for field in FIELDS)

    def _language_terms(self) -> Terms:
        languages = np.array(self._languages, np.str_)
        for language in sorted(set(self._languages)):
            passages = np.flatnonzero(languages == language).astype(np.uint32)
            yield language.encode(), Postings(passages, np.ones(len(passages), np.float32))


class _Words:
    """The words of one text after the other, by number, and where in the text each is."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._places = array("I")
        self._sizes = array("I")

    def add(self, numbers: list[int], places: list[int]) -> None:
        self._numbers.extend(numbers)
        self._places.extend(places)
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
        where = np.array(self._places, np.uint32) if places else None
        return _postings(ordered, ranks[numbers], sizes, where)


def _postings(
    terms: Sequence[str],
    occurrences: NDArray[np.uint32],
    sizes: NDArray[np.int64],
    places: NDArray[np.uint32] | None,
) -> Terms:
    """Yield each term that occurs with its postings.

    Args:
        terms: ascending.
        occurrences: which of them stands where, passage after passage.
        sizes: how many in each passage: (passages,).
        places: of each occurrence in its passage; None where they are not kept.
    """
    order = np.argsort(occurrences, kind="stable")
    of = occurrences[order]
    holders = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)[order]
    new = np.ones(len(of), np.bool_)
    new[1:] = (of[1:] != of[:-1]) | (holders[1:] != holders[:-1])
    starts = np.flatnonzero(new)
    passages = holders[starts]
    counts = np.diff(starts, append=len(of)).astype(np.float32)
    steps = None if places is None else _steps(places[order], new)
    there, firsts = np.unique(of[starts], return_index=True)
    bounds = np.append(firsts, len(starts))
    spots = np.append(starts, len(of))[bounds]
    for term, (first, end), (start, stop) in zip(
        there.tolist(), pairwise(bounds.tolist()), pairwise(spots.tolist()), strict=True
    ):
        here = None if steps is None else steps[start:stop]
        yield terms[term].encode(), Postings(passages[first:end], counts[first:end], here)


def _steps(places: NDArray[np.uint32], new: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Return places by their differences; anew in each passage of a term."""
    steps = np.diff(places, prepend=np.uint32(0))
    steps[new] = places[new]
    return steps
