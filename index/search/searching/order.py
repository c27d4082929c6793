"""The one order of what a question finds, of which every page is a piece.

First come the best passages of each leg, as many whatever page is asked for, ranked among
themselves. Behind them come all others that match: deep pages ask for these, an order by date, and
who wants all.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from index.interfaces import distinct
from index.ranking import newest, passages_meeting, rank
from index.search.asked.times import preferring
from index.search.searching.reading import question_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from index.interfaces import Numbers, Searchable, Snapshot
    from index.query import Query, Times
    from index.ranking import Ranking, RankingOptions
    from index.search.asked.request import Request
    from index.search.searching.recent import RecentRankings


class Order:
    """What a question finds in a snapshot, best first; without words that rank, newest first."""

    def __init__(
        self,
        request: Request,
        snapshot: Snapshot,
        embed: Callable[[str], NDArray[np.float32]],
        recent: RecentRankings,
    ) -> None:
        """Take the question apart; nothing is ranked yet.

        Args:
            request: what is asked.
            snapshot: of an index.
            embed: makes a question's vector: float32, (dim,).
            recent: what it was asked of late, which needn't be ranked again.
        """
        self._request = request
        self._snapshot = snapshot
        self._embed = embed
        self._recent = recent
        self.asked: Query
        self.times: Times
        self.asked, self.times = question_of(request, snapshot.store)

    @cached_property
    def searchable(self) -> Searchable | None:
        """The passages that marks in the question and filters leave; None allows all."""
        store, request = self._snapshot.store, self._request
        searchable = store.meeting(request.conditions) if request.conditions else store.searchable()
        if request.within is not None:
            within = store.of_articles(request.within)
            searchable = within if searchable is None else within & searchable
        if self.asked.condition is None:
            return searchable
        bound = passages_meeting(self.asked.condition, self._snapshot)
        return bound if searchable is None else bound & searchable

    @cached_property
    def first(self) -> Ranking:
        """The best of each leg; all, where no words rank."""
        request, store = self._request, self._snapshot.store
        if not self.asked.ranks:
            return newest(store, self.searchable, store.articles)
        options = preferring(self.times, request.options)
        if request.within is not None:
            return self._ranked(options)
        question = (self.asked, request.conditions, options)
        return self._recent.ranking(self._snapshot, question, lambda: self._ranked(options))

    @cached_property
    def whole(self) -> Ranking:
        """The same, and behind it all others."""
        if not self.asked.ranks:
            return self.first
        options = preferring(self.times, self._request.options)
        depth = max(self._snapshot.store.passages, 1)
        return self.first.followed_by(self._ranked(replace(options, depth=depth)))

    @property
    def matching(self) -> Numbers:
        """The passages that match, ranked or not, ascending: (m,)."""
        return self.first.numbers if self.first.matching is None else self.first.matching

    @property
    def articles(self) -> Numbers:
        """The articles that match, ascending: (m,)."""
        store = self._snapshot.store
        if not self.asked.ranks:
            return store.articles_with(self.searchable)
        return distinct(store.articles_of(self.matching))

    def _ranked(self, options: RankingOptions) -> Ranking:
        return rank(self.asked, [(self._snapshot, self.searchable)], options, self._embed)
