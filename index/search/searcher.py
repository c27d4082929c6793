"""The steps of a search: from a question with its conditions to hits, over one snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.answers import hits_of
from index.query import Times, parse
from index.ranking import (
    WEAK,
    limit_per_article,
    newest,
    one_per_story,
    passages_meeting,
    rank,
)
from index.search.times import asked_in, now_in, preferring, readings_of
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from index.interfaces import Searchable, Snapshot
    from index.models import Reranker
    from index.query import Filters, Query
    from index.ranking import Ranking
    from index.search.request import Request
    from index.vocabulary.results import Hits

RERANKED = 50
"""Hits that a cross-encoder reads; it is some ten times as slow as all the rest of a search."""


class Searcher:
    """Answers questions from one snapshot."""

    def __init__(self, snapshot: Snapshot, embed: Callable[[str], NDArray[np.float32]]) -> None:
        """Take what to search, and what makes a question's vector: float32, (dim,)."""
        self._snapshot = snapshot
        self._embed = embed

    def search(self, request: Request, reranker: Reranker | None = None) -> Hits:
        """Return the passages that answer best, ordered anew by a cross-encoder if one is given."""
        asked, times = self._asked(request)
        ranking = self._ranked(asked, times, request, reranker)
        places = np.arange(min(request.limit, len(ranking.numbers)))
        hits = hits_of(ranking.at(places), self._snapshot, asked)
        hits.note = asked.note
        hits.read_as = readings_of(times, request.conditions)
        hits.corrections = ranking.corrections
        hits.confidence = ranking.confidence
        hits.weak = ranking.confidence is not None and ranking.confidence < WEAK
        hits.unembedded = self._snapshot.unembedded if request.mode != "keyword" else 0
        hits.matched = ranking.matched
        return hits

    def rank_articles(self, request: Request) -> list[tuple[str, float]]:
        """Return the ids of the articles that a search shows, best first, and their scores.

        Where a story is shown once, the copies that its hit names follow it.
        """
        ranking = self._ranked(*self._asked(request), request, None)
        _, first = np.unique(ranking.articles, return_index=True)
        best = np.sort(first)[: request.limit]
        store = self._snapshot.store
        shown = zip(ranking.articles[best].tolist(), ranking.scores[best].tolist(), strict=True)
        scores = {
            article: score for number, score in shown for article in self._printing(number, request)
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

    def _asked(self, request: Request) -> tuple[Query, Times]:
        """Take a question apart; one leg alone prefers no time, and reads none."""
        now = now_in(self._snapshot.store, request.today)
        if request.mode == "hybrid":
            return asked_in(request.question, now)
        return parse(request.question, now), Times((), "", request.question)

    def _ranked(
        self, asked: Query, times: Times, request: Request, reranker: Reranker | None
    ) -> Ranking:
        """Return the passages that a search shows, in their order; `limit` is not applied yet."""
        searchable = self._searchable(asked, request.conditions)
        if asked.ranks:
            shards = [(self._snapshot, searchable)]
            ranking = rank(asked, shards, preferring(times, request.options), self._embed)
        else:
            ranking = newest(self._snapshot.store, searchable, request.options.depth)
        if request.copies == "first":
            ranking = ranking.at(one_per_story(ranking, self._snapshot.store))
        if reranker is not None and asked.words.strip():
            ranking = self._reranked(ranking, asked.words, reranker)
        return ranking.at(limit_per_article(ranking.articles, request.per_article))

    def _searchable(self, asked: Query, conditions: Filters) -> Searchable | None:
        """Return the passages that marks in the question and filters leave."""
        store = self._snapshot.store
        searchable = store.meeting(conditions) if conditions else store.searchable()
        if asked.condition is None:
            return searchable
        bound = passages_meeting(asked.condition, self._snapshot)
        return bound if searchable is None else bound & searchable

    def _reranked(self, ranking: Ranking, question: str, reranker: Reranker) -> Ranking:
        """Order the first passages anew; the rest keep their order."""
        store = self._snapshot.store
        head = ranking.at(np.arange(min(RERANKED, len(ranking.numbers))))
        articles = [store.article(number) for number in head.articles.tolist()]
        spans = store.spans(head.numbers.tolist())
        texts = [
            render(article.own_title, article.text[start:end])
            for article, (start, end) in zip(articles, spans, strict=True)
        ]
        return ranking.reordered(reranker.scores(question, texts))
