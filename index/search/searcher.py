"""The steps of a search: from a question with its conditions to hits, over one snapshot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.answers import hits_of
from index.interfaces import distinct
from index.query import Filters, Times, parse, ranked, read_times
from index.ranking import (
    HeldWords,
    by_date,
    confidence,
    covering,
    languages_of,
    limit_per_article,
    newest,
    one_of_each,
    one_per_story,
    passages_meeting,
    rank,
    signals_of,
    weighed,
)
from index.search.found import Found
from index.search.times import asked_in, now_in, of_times_alone, preferring, readings_of
from index.search.unmatched import unmatched
from index.vocabulary.rendering import render
from index.vocabulary.words import question_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from numpy.typing import NDArray

    from index.interfaces import Numbers, Searchable, Snapshot
    from index.models import Reranker
    from index.query import Query, Time
    from index.ranking import Ranking
    from index.search.request import Request
    from index.vocabulary.results import Facet, Hits
    from index.vocabulary.words import QuestionWord

LOT = 100
"""Hits whose texts are read at a time, where all that matches is asked for."""

GROUPED = 200
"""Articles among which those of one running story are looked for, where that is asked for."""

RERANKED = 50
"""Hits that a cross-encoder reads; it is some ten times as slow as all the rest of a search."""


class Searcher:
    """Answers questions from one snapshot."""

    def __init__(self, snapshot: Snapshot, embed: Callable[[str], NDArray[np.float32]]) -> None:
        """Take what to search, and what makes a question's vector: float32, (dim,)."""
        self._snapshot = snapshot
        self._embed = embed

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
        count = len(found.ranking.numbers)
        hits = self.hits(found, min(request.offset, count), min(end, count))
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
        from index.search.facets import facets  # which few searches ask for

        return facets(self._snapshot.store, self.matching(found), fields)

    def found(self, request: Request, reranker: Reranker | None = None) -> Found:
        """Return what there is to show, and what is to be said of it."""
        asked, times = self._asked(request)
        searchable = self._searchable(asked, request)
        ranking = self._in_order(asked, times, searchable, request)
        timed = self._timed(request)
        held = self._held(asked, ranking, searchable, timed=timed)
        signals = signals_of(ranking, held, timed=timed)
        sure = None if signals is None else confidence(signals)
        judged = ranking.only_matching().judged(sure)
        shown = self._shown(judged, asked, request, reranker)
        stories: dict[int, Numbers] = {}
        if request.group == "story":
            shown, stories = self._by_story(shown)
        read_as = readings_of(times, request.conditions, listed=not asked.ranks)
        matching = ranking.numbers if ranking.matching is None else ranking.matching
        total = self._total(matching, request)
        return Found(request, asked, read_as, shown, matching, total, held, signals, stories)

    def _by_story(self, ranking: Ranking) -> tuple[Ranking, dict[int, Numbers]]:
        """Let the best article of each running story stand for it, among the first that are shown.

        Returns:
            The ranking without the others, and these by the article that stands for them.
        """
        from index.threads import by_story  # which few searches ask for

        first = np.unique(ranking.articles, return_index=True)[1]
        articles = ranking.articles[np.sort(first)[:GROUPED]]
        parted = [articles[places] for places in by_story(articles, self._snapshot)]
        stories = {int(story[0]): story[1:] for story in parted if len(story) > 1}
        others = np.concatenate([np.zeros(0, np.int64), *stories.values()])
        return ranking.at(np.flatnonzero(~np.isin(ranking.articles, others))), stories

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
        store = self._snapshot.store
        articles = distinct(store.articles_of(found.matching))
        return one_of_each(articles, store) if found.request.copies == "first" else articles

    def _total(self, matching: Numbers, request: Request) -> int:
        """Return how many articles match, or stories where each is shown once."""
        store = self._snapshot.store
        articles = distinct(store.articles_of(matching))
        if request.copies == "first":
            return len(distinct(store.stories_of(articles)))
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
        hits.matched = ranking.matched
        return hits

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
        asked, times = self._asked(request)
        searchable = self._searchable(asked, request)
        ranking = self._in_order(asked, times, searchable, request)
        ranking = self._shown(ranking, asked, request, None)
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
        """Take a question apart, with the fields that articles here have.

        One leg alone prefers no time, and reads none.
        """
        now = now_in(self._snapshot.store, request.today)
        fields = self._snapshot.store.field_names() if ":" in request.question else ()
        if request.mode != "hybrid":
            words = request.question
            return parse(words, now, fields), Times((), "", words, words)
        asked, times = asked_in(request.question, now, fields)
        listing = of_times_alone(times, now, fields)
        # Of 1945 an archive of today may tell, though it has no article that old.
        if listing and not (times.named and all(map(self._is_history, times.named))):
            return listing, times
        return asked, times

    def _is_history(self, time: Time) -> bool:
        """Tell whether articles may tell of a time, but none is as old."""
        store, last = self._snapshot.store, time.period.last
        return time.in_texts and not len(store.newest(store.meeting(Filters(until=last)), 1))

    def _timed(self, request: Request) -> bool:
        """Tell whether a question names a time."""
        now = now_in(self._snapshot.store, request.today)
        return bool(read_times(request.question, now).named)

    def _in_order(
        self, asked: Query, times: Times, searchable: Searchable | None, request: Request
    ) -> Ranking:
        """Return the passages that may be found, in their order."""
        if asked.ranks:
            shards = [(self._snapshot, searchable)]
            return rank(asked, shards, preferring(times, request.options), self._embed)
        store = self._snapshot.store
        return newest(store, searchable, store.articles)

    def _shown(
        self, ranking: Ranking, asked: Query, request: Request, reranker: Reranker | None
    ) -> Ranking:
        """Return what a search shows of a ranking; `limit` is not applied yet."""
        if not asked.ranks:
            ranking = ranking.at(np.arange(min(request.options.depth, len(ranking.numbers))))
        store = self._snapshot.store
        if request.copies == "first":
            ranking = ranking.at(one_per_story(ranking, store))
        if reranker is not None and asked.words.strip():
            ranking = self._reranked(ranking, asked.words, reranker)
        ranking = ranking.at(limit_per_article(ranking.articles, request.per_article))
        if request.sort == "relevance":
            return ranking if reranker else self._covering(ranking, asked, request)
        return ranking.at(by_date(ranking.articles, store, newest_first=request.sort == "newest"))

    def _covering(self, ranking: Ranking, asked: Query, request: Request) -> Ranking:
        """Let the first page of a question with several subjects speak of each."""
        if request.mode == "dense" or not asked.ranks:
            return ranking
        languages = languages_of([self._snapshot])
        return covering(ranking, asked, self._snapshot.keyword, languages)

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
