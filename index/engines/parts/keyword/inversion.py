"""Passages turned inside out: from the words of each passage to the passages of each word."""

from __future__ import annotations

from collections import defaultdict
from itertools import count, pairwise, repeat
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
from index.engines.parts.keyword.runs import RUN, TermRun
from index.engines.parts.keyword.taking import Texts
from index.vocabulary.words import key_of, term_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.engines.parts.keyword.runs import Integers
    from index.engines.parts.keyword.taking import Taken


class Inversion:
    """Holds the words of some passages and their titles in memory, eight bytes for each."""

    def __init__(self, taken: Iterable[Taken] = ()) -> None:
        self.passages = 0
        self._next = count().__next__
        self._numbers: dict[str, defaultdict[str, int]] = {}
        """Of each word as it is kept, in texts of each language."""
        self._text: list[Texts] = []
        self._title: list[Texts] = []
        self._own_title: list[Texts] = []
        self._lead: list[Texts] = []
        self._languages: list[str] = []
        for each in taken:
            self.add(each)

    def add(self, taken: Taken) -> None:
        """Add passages that were taken apart."""
        numbers = self._numbers_of(taken)
        title = _renumbered(taken.title, numbers)
        self._text.append(_renumbered(taken.text, numbers))
        self._title.append(title)
        self._own_title.append(title.emptied(taken.own))
        self._lead.append(_renumbered(taken.lead, numbers))
        self._languages += taken.languages
        self.passages += len(taken)

    def _numbers_of(self, taken: Taken) -> NDArray[np.uint32]:
        """Return the numbers here of the words of what was taken apart elsewhere."""
        numbers = np.zeros(sum(map(len, taken.words.values())), np.uint32)
        for language, words in taken.words.items():
            if language not in self._numbers:
                self._numbers[language] = defaultdict(self._next)
            here = list(map(self._numbers[language].__getitem__, words))
            numbers[np.fromiter(words.values(), np.int64, len(words))] = here
        return numbers

    def lengths(self) -> dict[str, NDArray[np.uint8]]:
        """Return the terms of each field in every passage, as Whoosh's bytes: (passages,)."""
        text = _lengths(self._text)
        ones = rounded(np.ones(self.passages, np.int64))
        return {
            TERMS: text,
            WORDS: text,
            TITLE: _lengths(self._own_title),
            TITLE_WORDS: _lengths(self._title),
            LEAD: _lengths(self._lead),
            LANGUAGE: ones,
        }

    def fields(self) -> Iterator[tuple[str, Iterator[TermRun]]]:
        """Yield the fields in order of their names, each with its terms, in order."""
        words, terms = self._known()
        inverted = {
            TERMS: _inverted(self._text, terms, places=False),
            WORDS: _inverted(self._text, words, places=True),
            TITLE: _inverted(self._own_title, terms, places=False),
            TITLE_WORDS: _inverted(self._title, words, places=True),
            LEAD: _inverted(self._lead, terms, places=False),
            LANGUAGE: self._language_terms(),
        }
        return ((field, inverted[field]) for field in FIELDS)

    def _known(self) -> tuple[_Ordered, _Ordered]:
        """Return the words by number, and their terms."""
        words = [""] * sum(map(len, self._numbers.values()))
        terms = list(words)
        for language, numbers in self._numbers.items():
            found = map(term_of, map(key_of, numbers), repeat(language))
            for (word, number), term in zip(numbers.items(), found, strict=True):
                words[number] = word
                terms[number] = term
        return _Ordered(words), _Ordered(terms)

    def _language_terms(self) -> Iterator[TermRun]:
        languages = sorted(set(self._languages))
        if not languages:
            return
        rank = {language: place for place, language in enumerate(languages)}
        of = np.array([rank[language] for language in self._languages], np.uint32)
        yield from _runs([language.encode() for language in languages], of, _ones(len(of)), None)


class _Ordered:
    """Words by number, and their order as an index has them."""

    def __init__(self, words: Sequence[str]) -> None:
        ordered = sorted(set(words))
        rank = {word: place for place, word in enumerate(ordered)}
        self.words = [word.encode() for word in ordered]
        """Ascending."""
        self.ranks = np.array([rank[word] for word in words], np.uint32)
        """Which of them each is, by number."""


def _renumbered(texts: Texts, numbers: NDArray[np.uint32]) -> Texts:
    return Texts(numbers[texts.numbers], texts.places, texts.sizes)


def _lengths(texts: Sequence[Texts]) -> NDArray[np.uint8]:
    """Return how many words are in each text, as Whoosh's bytes: (texts,)."""
    sizes = [np.zeros(0, np.uint32), *(each.sizes for each in texts)]
    return rounded(np.concatenate(sizes).astype(np.int64))


def _ones(many: int) -> Integers:
    return np.ones(many, np.int64)


def _inverted(texts: Sequence[Texts], words: _Ordered, *, places: bool) -> Iterator[TermRun]:
    """Yield what stands in texts, in order.

    Args:
        texts: their words by number.
        words: by number.
        places: whether they are kept.
    """
    if not texts:
        return
    numbers, at, sizes = (np.concatenate(column) for column in zip(*texts, strict=True))
    where = at if places else None
    yield from _runs(words.words, words.ranks[numbers], sizes.astype(np.int64), where)


def _runs(
    terms: Sequence[bytes],
    occurrences: NDArray[np.uint32],
    sizes: Integers,
    places: NDArray[np.uint32] | None,
) -> Iterator[TermRun]:
    """Yield each term that occurs with its postings, some of them at a time.

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
    counts = np.diff(starts, append=len(of)).astype(np.uint32)
    steps = None if places is None else _steps(places[order], new)
    held = of[starts]
    firsts = np.flatnonzero(np.diff(held, prepend=np.uint32(len(terms))))
    bounds = np.append(firsts, len(starts))
    spots = np.append(starts, len(of))[bounds]
    there = held[firsts].tolist()
    cuts = np.searchsorted(spots[:-1], np.arange(0, len(of) + RUN, RUN))
    for first, end in pairwise(cuts.tolist()):
        if first < end:
            postings = slice(bounds[first], bounds[end])
            yield TermRun(
                [terms[term] for term in there[first:end]],
                np.diff(bounds[first : end + 1]),
                holders[starts[postings]],
                counts[postings],
                None if steps is None else steps[spots[first] : spots[end]],
            )


def _steps(places: NDArray[np.uint32], new: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Return places by their differences; anew in each passage of a term."""
    steps = np.diff(places, prepend=np.uint32(0))
    steps[new] = places[new]
    return steps
