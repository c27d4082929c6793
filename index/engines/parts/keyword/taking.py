"""Passages taken apart: their words by number, to be handed to whoever turns them inside out.

A piece of a text, what stands between two spaces, is taken apart once and has a number then; all
that is done for each word of each passage is to look that number up, and the rest as arrays.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from threading import local
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.engines.parts.keyword.runs import stretches, sums
from index.vocabulary.words import pieces_in, stored_words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

    Searched = tuple[str, str, str] | tuple[str, str, str, str | None]
    """A passage as it is searched: a title, a passage, the language of both, a lead."""


class Texts(NamedTuple):
    """The words of some texts, one text after the other."""

    numbers: Numbers
    """Of the words: (words,)."""
    places: Numbers
    """Which place of its text each takes: (words,)."""
    sizes: Numbers
    """Words of each text: (texts,)."""

    def numbered_by(self, used: Numbers) -> Texts:
        """Return the texts with the place of each number among those used, ascending, instead."""
        return self._replace(numbers=used.searchsorted(self.numbers).astype(np.uint32))

    def only(self, kept: NDArray[np.bool_]) -> Texts:
        """Return some of the texts: bool, (texts,)."""
        words = np.repeat(kept, self.sizes)
        return Texts(self.numbers[words], self.places[words], self.sizes[kept])

    def emptied(self, kept: NDArray[np.bool_]) -> Texts:
        """Return all of the texts, those without words that are not kept: bool, (texts,)."""
        if kept.all():
            return self
        words = np.repeat(kept, self.sizes)
        sizes = np.where(kept, self.sizes, np.uint32(0))
        return Texts(self.numbers[words], self.places[words], sizes)


@dataclass(frozen=True, slots=True)
class Taken:
    """Some passages, taken apart; it can be handed to another process."""

    words: dict[str, dict[str, int]]
    """By language, each word as it is kept and its number, from 0 on over all languages."""
    text: Texts
    title: Texts
    """Of the article of each passage, as it is shown."""
    lead: Texts
    """Instead of a title of its own, where it has none and the lead tells something."""
    own: NDArray[np.bool_]
    """Whether the title is its own: (passages,)."""
    languages: list[str]
    """Of each passage."""

    def __len__(self) -> int:
        return len(self.languages)

    def only(self, kept: NDArray[np.bool_]) -> Taken:
        """Return some of the passages: bool, (passages,)."""
        languages = [self.languages[place] for place in np.flatnonzero(kept).tolist()]
        text, title, lead = (each.only(kept) for each in (self.text, self.title, self.lead))
        return Taken(self.words, text, title, lead, self.own[kept], languages)


def take_apart(passages: Iterable[Searched]) -> Taken:
    """Take passages apart.

    Args:
        passages: for each its article's title as it is shown, the passage as both legs see it,
            the language of both, and the lead, the first words of an article without a title of
            its own, empty where they tell nothing; None, or none given, where the title is its own.
    """
    known = _remembered()
    texts, titles, leads = _Numbered(), _Numbered(), _Numbered()
    own: list[bool] = []
    languages: list[str] = []
    last: tuple[str, str | None, str] = "", None, ""
    title_pieces: list[int] = []
    lead_pieces: list[int] = []
    for title, text, language, *rest in passages:
        lead = rest[0] if rest else None
        if (title, lead, language) != last:  # the passages of an article have the same
            last = title, lead, language
            title_pieces = known.pieces_of(title, language)
            lead_pieces = known.pieces_of(lead or "", language)
        texts.add(known.pieces_of(text, language))
        titles.add(title_pieces)
        leads.add(lead_pieces)
        own.append(lead is None)
        languages.append(language)
    all_words = [each.texts(known) for each in (texts, titles, leads)]
    used = np.unique(np.concatenate([each.numbers for each in all_words]))
    text_words, title_words, lead_words = (each.numbered_by(used) for each in all_words)
    whose = np.array(own, np.bool_)
    _OF_THREAD.known = known  # only now: what was stopped in the middle is not gone on with
    return Taken(known.words(used), text_words, title_words, lead_words, whose, languages)


_REMEMBERED = 150_000
"""Pieces that a thread remembers, taken apart, from one call to the next."""

_OF_THREAD = local()


def _remembered() -> _Known:
    """Take out what this thread has met, or begin anew where that has become too much."""
    known: _Known | None = getattr(_OF_THREAD, "known", None)
    _OF_THREAD.known = None
    return _Known() if known is None or len(known.sizes) > _REMEMBERED else known


class _Known:
    """Every piece met so far, by number: which words it has, at which places."""

    def __init__(self) -> None:
        self._words: dict[str, dict[str, int]] = defaultdict(
            partial(defaultdict[str, int], count().__next__)
        )
        self._named: list[tuple[str, str]] = []
        """The language and the stored form of each word, by number."""
        self._many: dict[str, int] = {}
        """Of the words of each language, how many of them are named."""
        self._pieces: dict[tuple[str, bool], _Pieces] = {}
        self.sizes, self.widths = array("I"), array("I")
        """Of each piece: its words, and the places that they take."""
        self.numbers, self.places = array("I"), array("I")
        """Of the words of all pieces."""

    def words(self, used: Numbers) -> dict[str, dict[str, int]]:
        """Return some of the words, of each language in their stored form, numbered from 0 on."""
        self._name()
        words: dict[str, dict[str, int]] = {}
        for number, (language, stored) in enumerate(map(self._named.__getitem__, used.tolist())):
            words.setdefault(language, {})[stored] = number
        return words

    def _name(self) -> None:
        """Take note of the words that came up since."""
        total = sum(map(len, self._words.values()))
        self._named += [("", "")] * (total - len(self._named))
        for language, words in self._words.items():
            for stored, number in islice(words.items(), self._many.get(language, 0), None):
                self._named[number] = language, stored
            self._many[language] = len(words)

    def pieces_of(self, text: str, language: str) -> list[int]:
        """Return the pieces of a text by number."""
        found, loud = pieces_in(text)
        pieces = self._pieces.get((language, loud))
        if pieces is None:
            pieces = self._pieces[language, loud] = _Pieces(self, language, loud)
        return list(map(pieces.__getitem__, found))

    def take(self, piece: str, language: str, loud: bool) -> int:
        """Take a piece apart that was not met before, and return its number."""
        stored, places, width = stored_words_of(piece, loud)
        words = self._words[language]
        self.numbers.extend(map(words.__getitem__, stored))
        self.places.extend(places)
        self.sizes.append(len(stored))
        self.widths.append(width)
        return len(self.sizes) - 1


class _Pieces(dict[str, int]):
    """The numbers of pieces in texts of a language that are all in capitals, or are not."""

    def __init__(self, known: _Known, language: str, loud: bool) -> None:
        super().__init__()
        self._known, self._language, self._loud = known, language, loud

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._known.take(piece, self._language, self._loud)
        return number


class _Numbered:
    """The pieces of one text after the other, by number."""

    def __init__(self) -> None:
        self._pieces, self._sizes = array("I"), array("I")

    def add(self, pieces: list[int]) -> None:
        self._pieces.extend(pieces)
        self._sizes.append(len(pieces))

    def texts(self, known: _Known) -> Texts:
        """Return the words of these pieces."""
        pieces, many = np.array(self._pieces, np.int64), np.array(self._sizes, np.int64)
        known_sizes, widths = np.array(known.sizes, np.int64), np.array(known.widths, np.int64)
        sizes = known_sizes[pieces]
        passed, before = sums(sizes), sums(widths[pieces])
        ends = np.cumsum(many)
        at = before[:-1] - np.repeat(before[ends - many], many)
        words = stretches(sums(known_sizes)[pieces], sizes)
        places = np.repeat(at, sizes) + np.array(known.places, np.int64)[words]
        return Texts(
            np.array(known.numbers, np.uint32)[words],
            places.astype(np.uint32),
            (passed[ends] - passed[ends - many]).astype(np.uint32),
        )
