"""What came in for a standing question since it was run last: each story once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import distinct
from index.search.asked.conditions import request_of
from index.search.asked.written_conditions import read
from index.vocabulary.results import Hits, News

if TYPE_CHECKING:
    from datetime import datetime

    from index.interfaces import ArticleStore, Numbers, Snapshot
    from index.search.searching.found import Found
    from index.search.searching.searcher import Searcher
    from index.vocabulary.results import Watch

REMEMBERED = 1000
"""Articles that were told of last, of each standing question: a new version of one is no news."""


def news_of(
    watch: Watch, snapshot: Snapshot, searcher: Searcher, now: datetime, *, limit: int
) -> tuple[News, Watch]:
    """Return what is to be told, and the standing question as it is once that is told.

    Only what came in is looked through, and articles that print a story of these: where one that
    was there before matches, the story is no news.

    Args:
        watch: the standing question.
        snapshot: of the index.
        searcher: of the same snapshot.
        now: when that is, with its time zone.
        limit: most hits.

    Raises:
        QuestionError: a condition means nothing any more.
    """
    came_in = snapshot.came_in(watch.mark)
    if not len(came_in):
        return News(watch, Hits()), watch
    request = request_of(
        snapshot,
        watch.question,
        limit=limit,
        per_article=1,
        within=_with_copies(came_in, snapshot.store),
        **read(watch.conditions),
    )
    found = searcher.found(request)
    matching = distinct(snapshot.store.articles_of(found.matching))
    news = _untold(watch, matching, came_in, snapshot.store, each_copy=request.copies == "all")
    of_news = _only(found, news, snapshot.store)
    hits = searcher.hits(of_news, 0, min(limit, len(of_news.ranking.numbers)))
    hits.total = len(searcher.matching(of_news))
    told = (*watch.told, *snapshot.store.ids(news))[-REMEMBERED:]
    after = replace(
        watch,
        mark=max(watch.mark, snapshot.mark),
        told=told,
        last_run=now,
        stories=watch.stories + hits.total,
    )
    return News(watch, hits), after


def _with_copies(articles: Numbers, store: ArticleStore) -> Numbers:
    """Return some articles, and all others that print a story of theirs, ascending."""
    stories = store.stories_of(np.arange(store.articles))
    return np.flatnonzero(np.isin(stories, stories[articles]))


def _untold(
    watch: Watch, matching: Numbers, came_in: Numbers, store: ArticleStore, *, each_copy: bool
) -> Numbers:
    """Return the articles that match and are news, ascending.

    Args:
        watch: the standing question.
        matching: articles, ascending.
        came_in: articles.
        store: that has them.
        each_copy: whether each article counts, and not each story.
    """
    told = set(watch.told)
    fresh = np.isin(matching, came_in)
    fresh[fresh] = [id_ not in told for id_ in store.ids(matching[fresh])]
    news = matching[fresh]
    if each_copy:
        return news
    known = store.stories_of(matching[~fresh])
    return news[~np.isin(store.stories_of(news), known)]


def _only(found: Found, articles: Numbers, store: ArticleStore) -> Found:
    """Return what was found of some articles."""
    shown = np.flatnonzero(np.isin(found.ranking.articles, articles))
    matching = found.matching[np.isin(store.articles_of(found.matching), articles)]
    return replace(found, ranking=found.ranking.at(shown), matching=matching)
