"""The steps of a search: from a question with its conditions to hits, over one snapshot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.answers import hits_of
from index.interfaces import distinct
from index.query import ranked
from index.ranking import (
    HeldWords,
    count_stories,
    languages_of,
    one_of_each,
    signals_of,
    weighed,
)
from index.search.asked.times import readings_of
from index.search.counted.foreign import foreign_languages
from index.search.searching.found import Found
from index.search.searching.order import Order
from index.search.searching.reading import is_timed
from index.search.searching.showing import lengthened, shown, shown_of
from index.search.searching.unmatched import unmatched
from index.vocabulary.words import question_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from numpy.typing import NDArray

    from index.interfaces import Numbers, Snapshot
    from index.models import Reranker
    from index.search.asked.request import Request
    from index.search.searching.recent import RecentRankings
    from index.vocabulary.results import Facet, Hits
    from index.vocabulary.words import QuestionWord

LOT = 100
"""Hits whose texts are read at a time, where all that matches is asked for."""


class Searcher:
    """Answers questions from one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        embed: Callable[[str], NDArray[np.float32]],
        recent: RecentRankings,
        known: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        """Take what to search.

        Args:
            snapshot: of an index.
            embed: makes a question's vector: float32, (dim,).
            recent: rankings of what was asked of late.
            known: returns the languages that the model was made for; none where it may know all.
        """
        self._snapshot = snapshot
        self._embed = embed
        self._recent = recent
        self._known = known

    def search(
        self, request: Request, reranker: Reranker | None = None, fields: Collection[str] = ()
    ) -> Hits:
        """Return the passages that answer best.

        Args:
            request: what is asked.
            reranker: a cross-encoder that orders them anew.
            fields: by which all articles that match are counted.
        """
        end = request.offset + request.limit
        found = self.found(request, reranker)
        count = len(found.ranking.numbers)
        hits = self.hits(found, min(request.offset, count), min(end, count))
        hits.next_offset = end if end < count else None
        hits.facets = self._facets(found, fields)
        return hits

    def everything(
        self, request: Request, reranker: Reranker | None = None, fields: Collection[str] = ()
    ) -> Iterator[Hits]:
        """Return all that matches, best first, in lots: one at least; `limit` does not count.

        It is ranked at once; texts are read as the lots are taken.
        """
        found = self.found(self._of_all(request), reranker)
        count = len(found.ranking.numbers)
        first = min(request.offset, count)
        starts = range(first, max(count, first + 1), LOT)
        lots = (self.hits(found, first, min(first + LOT, count)) for first in starts)
        return self._counted(lots, self._facets(found, fields))

    def _of_all(self, request: Request) -> Request:
        """Return a request for as many hits as there are passages."""
        return replace(request, limit=max(self._snapshot.store.passages, 1))

    @staticmethod
    def _counted(lots: Iterable[Hits], counted: tuple[Facet, ...]) -> Iterator[Hits]:
        for hits in lots:
            hits.facets = counted
            yield hits

    def _facets(self, found: Found, fields: Collection[str]) -> tuple[Facet, ...]:
        """Count all articles that match by some fields."""
        if not fields:
            return ()
        from index.search.counted.facets import facets  # which few searches ask for

        return facets(self._snapshot.store, self.matching(found), fields)

    def found(self, request: Request, reranker: Reranker | None = None) -> Found:
        """Return what there is to show, and what is to be said of it."""
        order = self._order(request)
        timed = is_timed(request, self._snapshot.store)
        held = self._held(order, timed=timed)
        signals = signals_of(order.first, held, timed=timed)
        kept, stories = shown(order, request, self._snapshot, signals, reranker)
        return Found(
            request,
            order.asked,
            readings_of(order.times, request.conditions, listed=not order.asked.ranks),
            kept,
            order.matching,
            self._total(order.matching, request),
            held,
            signals,
            stories,
        )

    def _held(self, order: Order, *, timed: bool) -> HeldWords:
        """Look for the words of weight of a question, as it was corrected."""
        words: list[QuestionWord] = []
        store = self._snapshot.store
        asked, ranking, searchable = order.asked, order.first, order.searchable
        some = len(ranking.numbers) or len(store.newest(searchable, 1))
        if some and asked.words.strip():
            for word in ranked(asked, languages_of([self._snapshot])).words:
                read_as = next(
                    (
                        read
                        for typed, read in ranking.corrections.items()
                        if word.text in typed.split()
                    ),
                    "",
                )
                words += question_words(read_as) if read_as else [word]
        sources = store.source_names() if words else []
        weighing = weighed(words, asked.words, sources, dated=timed)
        return HeldWords(weighing, self._snapshot, searchable)

    def matching(self, found: Found) -> Numbers:
        """Return the articles that match, as many as `found.total`, ascending: (m,).

        Where a story is shown once, its earliest complete copy stands for all.
        """
        articles = distinct(self._snapshot.store.articles_of(found.matching))
        return self._shown(articles, found.request)

    def counted(self, request: Request) -> Numbers:
        """Return what `matching` returns of what a request finds, without anything that is shown.

        Where no words rank, nothing is put in an order.
        """
        return self._shown(self._order(request).articles, request)

    def _shown(self, articles: Numbers, request: Request) -> Numbers:
        """Return articles, or one of each story where that is asked."""
        if request.copies == "all":
            return articles
        return one_of_each(articles, self._snapshot.store)

    def _total(self, matching: Numbers, request: Request) -> int:
        """Return how many articles match, or stories where each is shown once."""
        store = self._snapshot.store
        articles = distinct(store.articles_of(matching))
        if request.copies == "first":
            return count_stories(articles, store)
        return len(articles)

    def hits(self, found: Found, first: int, end: int) -> Hits:
        """Return the hits from one place to another, and what is said of all."""
        ranking = found.ranking.at(np.arange(first, end))
        hits = hits_of(
            ranking,
            self._snapshot,
            found.asked,
            found.held,
            first=first,
            stories=found.stories,
        )
        hits.total = found.total
        hits.missing = found.held.missing
        hits.note = self.note(found)
        hits.read_as = found.read_as
        hits.corrections = ranking.corrections
        hits.confidence = found.confidence
        hits.weak = found.weak
        hits.unembedded = self._snapshot.unembedded if found.request.mode != "keyword" else 0
        hits.matched = found.ranking.matched
        hits.foreign = {} if found.request.mode == "keyword" else self._foreign(ranking.numbers)
        return hits

    def _foreign(self, passages: Numbers) -> dict[str, float]:
        """Return languages of some passages that the model was not made for, and many are in."""
        keyword = self._snapshot.keyword
        foreign = foreign_languages(keyword.languages, self._known())
        there = set(keyword.languages_of(passages)) if foreign else set()
        return {language: share for language, share in foreign.items() if language in there}

    def note(self, found: Found) -> str:
        """Return what is to be said of marks and of conditions that no article meets."""
        unmet = unmatched(
            self._snapshot.store,
            found.request.conditions,
            found.asked.condition,
            found=bool(len(found.ranking.numbers)),
        )
        return "\n".join(filter(None, (found.asked.note, *unmet)))

    def rank_articles(self, request: Request) -> list[tuple[str, float]]:
        """Return the ids of the articles that a search shows, best first, and their scores.

        Where a story is shown once, the copies that its hit names follow it.
        """
        order = self._order(request)
        ranking = shown_of(order.first, order.asked, request, self._snapshot)
        if len(ranking.numbers) < request.limit:
            ranking = lengthened(ranking, order.first, order.whole, request, self._snapshot.store)
        _, first = np.unique(ranking.articles, return_index=True)
        best = np.sort(first)[: request.limit]
        store = self._snapshot.store
        best_first = zip(
            ranking.articles[best].tolist(), ranking.scores[best].tolist(), strict=True
        )
        scores = {
            article: score
            for number, score in best_first
            for article in self._printing(number, request)
        }
        articles = list(scores)[: request.limit]
        ids = store.ids(np.array(articles, np.int64))
        return [(id_, scores[article]) for id_, article in zip(ids, articles, strict=True)]

    def _printing(self, article: int, request: Request) -> list[int]:
        """Return an article, and the others that its hit names."""
        if request.copies == "all":
            return [article]
        (story,) = self._snapshot.store.stories_of(np.array([article])).tolist()
        return [article, *self._snapshot.store.copies(story).tolist()]

    def _order(self, request: Request) -> Order:
        return Order(request, self._snapshot, self._embed, self._recent)
