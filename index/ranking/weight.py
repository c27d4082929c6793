"""The words of a question that weigh: names, numbers, rare words; and who holds them.

A question says more than what it is about: `what`, `happened`, `people`. That an archive has no
Beirut is worth a line; that it has no `happened` is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.ranking.preferences import named_sources
from index.vocabulary.made_once import made_once
from index.vocabulary.words import SPACELESS_LETTER, STOP_WORDS, characters, empty_words, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers, Searchable, Snapshot
    from index.vocabulary.words import QuestionWord

RARE = 1 / 20
"""Share of the passages below which a word is rare."""
NAMED = 2.0
"""How much more a name or a number weighs than another word as rare."""
_FEW = 3
"""Passages: a word that so few hold is rare however small the corpus is."""

_ASKING = frozenset(
    (
        "add added according against allow allowed already always amid among announce announced "
        "another answer anyone anything around article articles ask asked away back became become "
        "becomes began begin big bring brought call called came case cause caused change come "
        "comes coming concerning consider current currently day days deal decide decided describe "
        "described despite detail details difference different discuss discussed ever every "
        "everyone everything exactly explain explained face fact far few find first follow "
        "following former found gave get gets give given gives go goes going gone good got great "
        "group happen happened happening happens hear held help home however important include "
        "included including information instead keep kept kind know known large largest last late "
        "later latest least leave led left less let like likely list little long look lot made "
        "main major make makes making man many may maybe mean means meant mention mentioned might "
        "month months move much must name named near need needed never new news next number occur "
        "occurred often old one ones open others part people person place plan planned point "
        "possible problem put question read reason reasons recent recently regarding relate "
        "related release report reported reports respond responded response result right said "
        "saw say saying says second see seem seen sees set several shall should show showed shown "
        "side similar since situation small something soon specific start started state stated "
        "steps still stop story suggest summary take taken takes talk tell tells thing things "
        "think third thought three time times together told took toward try turn two type types "
        "understand update updates upon use used using various want wanted wants way ways week "
        "weeks well went whatever whether whole whose within without word words work worked "
        "year years yet accuse accused blame claim claimed demand demanded demands deny denied "
        "insist insisted pledge promise promised request requested urge urged vow warn warned "
        "warning"
    ).split()
)
"""Words by which people ask, and others that any story may have: common however rare here."""

_TIMES = frozenset(
    (
        "january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
        "morning afternoon evening night"
    ).split()
)
"""What a date may be made of: articles are dated, and need not say it."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_SHORT = 4
"""Words up to which a question is short."""

_DAYS = 31
"""A number up to this may be a day, in a question that names a time."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word of a question that may weigh."""

    word: QuestionWord
    sure: bool
    """Whether it weighs however frequent it is: a name, or a number."""
    year: bool
    """Whether it is a year, which the date of an article holds as well as its text."""
    empty: bool
    """Whether it says nothing in the language of the question: it is not missed."""


def weighed(
    words: Iterable[QuestionWord], question: str, sources: Iterable[str], *, dated: bool
) -> list[Weighed]:
    """Return the words of a question that are neither common nor of its days and sources.

    Args:
        words: that it is ranked by.
        question: as it was typed.
        sources: those of the corpus: one that the question names need not stand in its articles.
        dated: whether it names a time, a part of which a small number may be.
    """
    named = {part for name in named_sources(question, sources) for part in name.casefold().split()}
    begins = question.split(maxsplit=1)[:1]
    empty = empty_words(words_in(question))
    found = []
    for word in words:
        plain = word.text.casefold()
        if plain in named or _is_common(word) or (dated and _is_day(plain)):
            continue
        capital = word.text[:1].isupper() and not (begins and begins[0].startswith(word.text))
        year = bool(_YEAR.fullmatch(plain))
        sure = capital or any(map(str.isdigit, plain))
        found.append(Weighed(word, sure, year, word.key in empty))
    return found


def _is_common(word: QuestionWord) -> bool:
    acronym = word.text.isupper() and len(word.text) > 1
    common = {word.key, word.form} & (STOP_WORDS | _ASKING | _TIMES)
    return bool(common) and not acronym


def _is_day(word: str) -> bool:
    return word.isdecimal() and int(word) <= _DAYS


class HeldWords:
    """Which words of weight the articles that may be found have."""

    def __init__(
        self, words: Sequence[Weighed], snapshot: Snapshot, searchable: Searchable | None
    ) -> None:
        """Look for words of a question.

        Args:
            words: that may weigh.
            snapshot: to look in.
            searchable: the passages that may be found; None allows all.
        """
        self._snapshot = snapshot
        self._words = [each.word for each in words]
        counts = snapshot.keyword.occurrences(self._words, searchable)
        years = [int(each.word.text) if each.year else 0 for each in words]
        if any(years):
            counts = counts + self._published_in(years, searchable)
        few = max(RARE * snapshot.store.passages, _FEW)
        weighs = [
            each.sure or count <= few for each, count in zip(words, counts.tolist(), strict=True)
        ]
        empty = np.array([each.empty for each in words], np.bool_)
        # Of a short question it is worth a line that a hit lacks a common word of it as well.
        told = np.array(weighs, np.bool_) | (len(words) <= _SHORT)
        chosen = np.flatnonzero(told & ((counts > 0) | ~empty))
        self.typed = [words[place].word.text for place in chosen.tolist()]
        """The words that are told of, as they were typed."""
        self._words = [self._words[place] for place in chosen.tolist()]
        self._sure = np.array([words[place].sure for place in chosen.tolist()], np.bool_)
        self._years = np.array(years, np.int64)[chosen]
        self._weighs = np.array(weighs, np.bool_)[chosen]
        self.counts: Numbers = counts[chosen]
        """Passages that hold each, and may be found: (words,)."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The words that no article has, as they were typed."""
        return self._told(self.counts == 0)

    def weights(self) -> NDArray[np.float64]:
        """Return how much each word weighs, the more the rarer it is: (words,).

        Names and numbers weigh twice as much: for other words a text may have another. Common
        words weigh nothing.
        """
        rarity = np.log(1 + self._snapshot.store.passages / (self.counts + 0.5))
        weights: NDArray[np.float64] = rarity * np.where(self._sure, NAMED, 1.0) * self._weighs
        return weights

    def held(self, articles: Numbers) -> Allowed:
        """Return which words stand in which articles, or in their dates: (words, articles)."""
        if not len(articles) or not self._words:
            return np.zeros((len(self._words), len(articles)), np.bool_)
        store = self._snapshot.store
        first, sizes = store.passages_of(articles)
        starts = np.cumsum(sizes) - sizes
        passages = np.repeat(first - starts, sizes) + np.arange(sizes.sum())
        within = self._snapshot.keyword.held(self._words, passages)
        held: Allowed = np.logical_or.reduceat(within, starts, axis=1)
        if self._years.any():
            held = held | (self._years[:, None] == _years_of(store.wall_clock(articles)))
        return held

    def lacking(self, articles: Numbers) -> list[tuple[str, ...]]:
        """Return for each article the words that it lacks and others have, as they were typed."""
        lacks = ~self.held(articles) & (self.counts > 0)[:, None]
        return [self._told(column) for column in lacks.T]

    @made_once
    def _runs(self) -> list[list[int]]:
        """The words by their places; those of one run without spaces together."""
        runs: list[list[int]] = []
        before: list[str] = []
        for place, text in enumerate(self.typed):
            here = characters(text) if SPACELESS_LETTER.match(text) else []
            if here and len(before) > 1 and here[0] == before[-1]:
                runs[-1].append(place)
            else:
                runs.append([place])
            before = here
        return runs

    def _told(self, lacked: Allowed) -> tuple[str, ...]:
        """Return what of the words is lacked, (words,), as it was typed.

        A run without spaces, which is searched for by two characters at a time, is told whole,
        where all of it is lacked.
        """
        return tuple(
            self.typed[run[0]] + "".join(characters(self.typed[place])[-1] for place in run[1:])
            for run in self._runs
            if lacked[run].all()
        )

    def _published_in(self, years: Sequence[int], searchable: Searchable | None) -> Numbers:
        """Return how many articles that may be found are of some years: (years,)."""
        store = self._snapshot.store
        published = _years_of(store.wall_clock(store.articles_with(searchable)))
        return np.array([np.count_nonzero(published == year) for year in years], np.int64)


def _years_of(clock: NDArray[np.float64]) -> Numbers:
    """Return the years of moments, seconds since 1970; 1 where unknown."""
    days = (np.nan_to_num(clock, nan=-62135596800.0) // 86400).astype("datetime64[D]")
    years: Numbers = days.astype("datetime64[Y]").astype(np.int64) + 1970
    return years
