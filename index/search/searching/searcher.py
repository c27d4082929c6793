"""The steps of a search: from a question with its conditions to hits, over one snapshot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.answers import hits_of
from index.interfaces import distinct
from index.query import Times, ranked
from index.ranking import (
    HeldWords,
    confidence,
    count_stories,
    languages_of,
    newest,
    one_of_each,
    passages_meeting,
    rank,
    signals_of,
    weighed,
)
from index.search.asked.times import preferring, readings_of
from index.search.counted.foreign import foreign_languages
from index.search.searching.found import Found
from index.search.searching.reading import is_timed, question_of
from index.search.searching.showing import parted_by_story, shown
from index.search.searching.unmatched import unmatched
from index.vocabulary.words import question_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from numpy.typing import NDArray

    from index.interfaces import Numbers, Searchable, Snapshot
    from index.models import Reranker
    from index.query import Query
    from index.ranking import Ranking
    from index.search.asked.request import Request
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
        known: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        """Take what to search.

        Args:
            snapshot: of an index.
            embed: makes a question's vector: float32, (dim,).
            known: returns the languages that the model was made for; none where it may know all.
        """
        self._snapshot = snapshot
        self._embed = embed
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
        in_order = request.sort == "relevance"
        found = self.found(
            replace(request, limit=end) if in_order else self._of_all(request), reranker
        )
        if len(found.ranking.numbers) <= end and not found.exhausted:
            found = self.found(self._of_all(request), reranker)
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
        asked, times = question_of(request, self._snapshot.store)
        searchable = self._searchable(asked, request)
        ranking = self._in_order(asked, times, searchable, request)
        timed = is_timed(request, self._snapshot.store)
        held = self._held(asked, ranking, searchable, timed=timed)
        signals = signals_of(ranking, held, timed=timed)
        sure = None if signals is None else confidence(signals)
        judged = ranking.only_matching().judged(sure)
        kept = shown(judged, asked, request, self._snapshot, reranker)
        stories: dict[int, Numbers] = {}
        if request.group == "story":
            kept, stories = parted_by_story(kept, self._snapshot)
        read_as = readings_of(times, request.conditions, listed=not asked.ranks)
        matching = self._matching(ranking)
        total = self._total(matching, request)
        left = asked.ranks and len(judged.numbers) < len(matching)
        cut = not asked.ranks and request.options.depth < len(ranking.numbers)
        exhausted = not (left or cut)
        return Found(
            request, asked, read_as, kept, matching, total, held, signals, exhausted, stories
        )

    def _held(
        self,
        asked: Query,
        ranking: Ranking,
        searchable: Searchable | None,
        *,
        timed: bool,
    ) -> HeldWords:
        """Look for the words of weight of a question, as it was corrected."""
        words: list[QuestionWord] = []
        store = self._snapshot.store
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
        store = self._snapshot.store
        asked, times = question_of(request, store)
        searchable = self._searchable(asked, request)
        if not asked.ranks:
            return self._shown(store.articles_with(searchable), request)
        ranking = self._in_order(asked, times, searchable, request)
        return self._shown(distinct(store.articles_of(self._matching(ranking))), request)

    def _shown(self, articles: Numbers, request: Request) -> Numbers:
        """Return articles, or one of each story where that is asked."""
        if request.copies == "all":
            return articles
        return one_of_each(articles, self._snapshot.store)

    @staticmethod
    def _matching(ranking: Ranking) -> Numbers:
        """Return the passages that match, ranked or not, ascending."""
        return ranking.numbers if ranking.matching is None else ranking.matching

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
        asked, times = question_of(request, self._snapshot.store)
        searchable = self._searchable(asked, request)
        ranking = self._in_order(asked, times, searchable, request)
        ranking = shown(ranking, asked, request, self._snapshot)
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

    def _in_order(
        self, asked: Query, times: Times, searchable: Searchable | None, request: Request
    ) -> Ranking:
        """Return the passages that may be found, in their order."""
        if asked.ranks:
            shards = [(self._snapshot, searchable)]
            return rank(asked, shards, preferring(times, request.options), self._embed)
        store = self._snapshot.store
        return newest(store, searchable, store.articles)

    def _searchable(self, asked: Query, request: Request) -> Searchable | None:
        """Return the passages that marks in the question and filters leave."""
        store, conditions = self._snapshot.store, request.conditions
        searchable = store.meeting(conditions) if conditions else store.searchable()
        if request.within is not None:
            within = store.of_articles(request.within)
            searchable = within if searchable is None else within & searchable
        if asked.condition is None:
            return searchable
        bound = passages_meeting(asked.condition, self._snapshot)
        return bound if searchable is None else bound & searchable
