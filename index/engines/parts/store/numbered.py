"""The articles and passages of all parts, numbered on, and what every search asks of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.parts.highest import highest
from index.engines.parts.numbering import Numbering
from index.engines.parts.passage_mask import PassageMask, allowed_by
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.engines.parts.alive import Alive
    from index.engines.parts.ledger import Ledger
    from index.engines.parts.store.part import ArticlePart
    from index.interfaces import Allowed, Numbers, Searchable

_UNDATED = -np.finfo(np.float64).max
"""Stands for the date of an article without one: it comes last."""


class NumberedArticles:
    """The articles of a generation as numbers, those removed among them."""

    def __init__(
        self, parts: Sequence[ArticlePart], articles: Numbering, alive: Alive, ledger: Ledger
    ) -> None:
        """Put parts together.

        Args:
            parts: in the order of the manifest.
            articles: how their articles are numbered on.
            alive: which of them are still in the index.
            ledger: where they were found.
        """
        self._parts = parts
        self._ledger = ledger
        self._articles = articles
        self._passages = Numbering(Numbering.joined((p.passage_counts() for p in parts), np.int64))
        """Of each article."""
        self._alive = alive
        self.passages = len(self._passages)

    @made_once
    def _living_passages(self) -> Allowed | None:
        """Which passages are still in the index, None if all are."""
        if self._alive.all_alive():
            return None
        return self._passages.of_each(self._alive.everywhere)

    @property
    def articles(self) -> int:
        """How many articles there are, those removed included."""
        return len(self._articles)

    @made_once
    def _searchable(self) -> PassageMask | None:
        return None if self._living_passages is None else PassageMask(self._living_passages)

    def searchable(self) -> PassageMask | None:
        """Return the passages of articles that are in the index; None where none was removed."""
        return self._searchable

    def of_articles(self, articles: Numbers) -> PassageMask:
        """Return the passages of some articles."""
        meant = np.zeros(self.articles, np.bool_)
        meant[articles] = True
        return PassageMask(self._passages.of_each(meant))

    def newest(self, searchable: Searchable | None, limit: int) -> Numbers:
        """Return the first searchable passage of articles, by date, newest first, at most `limit`.

        Of one date, and without a date, the lower number comes first.
        """
        if searchable is self._searchable and limit == 1:
            return self._newest  # each question that names a time asks for it
        return self._newest_first(searchable, limit)

    @made_once
    def _newest(self) -> Numbers:
        return self._newest_first(self._searchable, 1)

    def _newest_first(self, searchable: Searchable | None, limit: int) -> Numbers:
        numbers, articles = self._first_passages(searchable)
        dates = np.nan_to_num(self.published(articles), nan=_UNDATED)
        return numbers[highest(dates, limit)]

    def articles_with(self, searchable: Searchable | None) -> Numbers:
        """Return the articles with a searchable passage, ascending."""
        return self._first_passages(searchable)[1]

    def _first_passages(self, searchable: Searchable | None) -> tuple[Numbers, Numbers]:
        """Return of each article with a searchable passage the first of these, and the article."""
        allowed = allowed_by(searchable)
        if allowed is None:
            articles = np.flatnonzero(self._passages.sizes)
            return self._passages.bases[articles], articles
        numbers = np.flatnonzero(allowed)
        articles = self.articles_of(numbers)
        first = np.diff(articles, prepend=-1) != 0
        return numbers[first], articles[first]

    def articles_of(self, passages: Numbers) -> Numbers:
        """Return for each passage the number of its article."""
        return self._passages.groups_of(passages)

    def passages_of(self, articles: Numbers) -> tuple[Numbers, Numbers]:
        """Return for each article its first passage and how many it has."""
        first = self._passages.bases[articles]
        return first, self._passages.bases[articles + 1] - first

    def published(self, articles: Numbers) -> NDArray[np.float64]:
        """Return when articles were published, in seconds since 1970; NaN where unknown."""
        return self._published[articles]

    @made_once
    def _published(self) -> NDArray[np.float64]:
        return Numbering.joined((part.published() for part in self._parts), np.float64)

    def wall_clock(self, articles: Numbers) -> NDArray[np.float64]:
        """Return what the clock showed where articles were published; NaN where unknown.

        That is seconds since 1 January 1970, 0:00, of that clock.
        """
        return self._wall_clock[articles]

    @made_once
    def _wall_clock(self) -> NDArray[np.float64]:
        return Numbering.joined((part.wall_clock() for part in self._parts), np.float64)

    @made_once
    def generations(self) -> Numbers:
        """The generation that each article came in with, (articles,)."""
        return self._known("generation", np.int64)

    def _known(self, fact: str, kind: type[np.number[Any]]) -> NDArray[Any]:
        return Numbering.joined((part.facts()[fact] for part in self._parts), kind)

    def removed(self) -> Numbers:
        """Return the numbers of articles that are no longer in the index."""
        return self._alive.removed_numbers()

    def close(self) -> None:
        """Close the files of all parts."""
        for part in self._parts:
            part.close()
