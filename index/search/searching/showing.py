"""What a search shows of a ranking: once for each story, so much of each article, in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import distinct
from index.ranking import (
    by_date,
    confidence,
    covering,
    languages_of,
    limit_per_article,
    one_of_each,
    one_per_story,
)
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from index.interfaces import ArticleStore, Numbers, Snapshot
    from index.models import Reranker
    from index.query import Query
    from index.ranking import Ranking, Signals
    from index.search.asked.request import Request
    from index.search.searching.order import Order

GROUPED = 200
"""Articles among which those of one running story are looked for, where that is asked for."""

RERANKED = 50
"""Hits that a cross-encoder reads; it is some ten times as slow as all the rest of a search."""


def shown(
    order: Order,
    request: Request,
    snapshot: Snapshot,
    signals: Signals | None,
    reranker: Reranker | None = None,
) -> tuple[Ranking, dict[int, Numbers]]:
    """Return what a search shows of an order, one hit more than asked for if there is one.

    Each longer piece begins with the shorter ones, so that pages are pieces of one list.

    Args:
        order: of what was found.
        request: what is asked.
        snapshot: that was asked.
        signals: by which it is judged how likely a hit is relevant.
        reranker: a cross-encoder that orders the first hits anew.

    Returns:
        The ranking; and the others of a running story, by the article that stands for it.
    """
    sure = None if signals is None else confidence(signals)
    first = order.first.only_matching().judged(sure)
    left = len(first.numbers) < len(order.matching)
    if left and request.sort != "relevance":
        first, left = order.whole.only_matching().judged(sure), False
    kept = shown_of(first, order.asked, request, snapshot, reranker)
    stories: dict[int, Numbers] = {}
    if request.group == "story":
        kept, stories = parted_by_story(kept, snapshot)
    if left and len(kept.numbers) <= request.offset + request.limit:
        whole = order.whole.only_matching().judged(sure)
        kept = lengthened(kept, first, whole, request, snapshot.store)
    return kept, stories


def shown_of(
    ranking: Ranking,
    asked: Query,
    request: Request,
    snapshot: Snapshot,
    reranker: Reranker | None = None,
) -> Ranking:
    """Return what a search shows of a ranking; `limit` is not applied yet."""
    store = snapshot.store
    if request.copies == "first":
        ranking = ranking.at(one_per_story(ranking, store))
    if reranker is not None and asked.words.strip():
        ranking = _reranked(ranking, asked.words, store, reranker)
    ranking = ranking.at(limit_per_article(ranking.articles, request.per_article))
    if request.sort == "relevance":
        return ranking if reranker else _covering(ranking, asked, request, snapshot)
    return ranking.at(by_date(ranking.articles, store, newest_first=request.sort == "newest"))


def lengthened(
    kept: Ranking, first: Ranking, whole: Ranking, request: Request, store: ArticleStore
) -> Ranking:
    """Return what a search shows of the best, and behind it what it shows of all others.

    Args:
        kept: what it shows of the best.
        first: the best, and what they hide: other copies, others of a running story.
        whole: the best, and all others.
        request: what is asked.
        store: that has the articles.
    """
    rest = whole.at(np.arange(len(first.numbers), len(whole.numbers)))
    known = distinct(first.articles)
    new = np.setdiff1d(rest.articles, known)
    if request.copies == "first":
        new = new[~np.isin(store.stories_of(new), store.stories_of(known))]
        new = one_of_each(new, store)
    rest = rest.at(np.flatnonzero(np.isin(rest.articles, distinct(kept.articles, new))))
    articles = np.concatenate([kept.articles, rest.articles])
    places = limit_per_article(articles, request.per_article) - len(kept.articles)
    return kept.followed_by(rest.at(places[places >= 0]))


def _covering(ranking: Ranking, asked: Query, request: Request, snapshot: Snapshot) -> Ranking:
    """Let the first page of a question with several subjects speak of each."""
    if request.mode == "dense" or not asked.ranks:
        return ranking
    languages = languages_of([snapshot])
    return covering(ranking, asked, snapshot.keyword, languages)


def _reranked(ranking: Ranking, question: str, store: ArticleStore, reranker: Reranker) -> Ranking:
    """Order the first passages anew; the rest keep their order."""
    head = ranking.at(np.arange(min(RERANKED, len(ranking.numbers))))
    articles = [store.article(number) for number in head.articles.tolist()]
    spans = store.spans(head.numbers.tolist())
    texts = [
        render(article.own_title, article.text[start:end])
        for article, (start, end) in zip(articles, spans, strict=True)
    ]
    return ranking.reordered(reranker.scores(question, texts))


def parted_by_story(ranking: Ranking, snapshot: Snapshot) -> tuple[Ranking, dict[int, Numbers]]:
    """Let the best article of each running story stand for it, among the first that are shown.

    Returns:
        The ranking without the others, and these by the article that stands for them.
    """
    from index.threads import by_story  # which few searches ask for

    first = np.unique(ranking.articles, return_index=True)[1]
    articles = ranking.articles[np.sort(first)[:GROUPED]]
    parted = [articles[places] for places in by_story(articles, snapshot)]
    stories = {int(story[0]): story[1:] for story in parted if len(story) > 1}
    others = np.concatenate([np.zeros(0, np.int64), *stories.values()])
    return ranking.at(np.flatnonzero(~np.isin(ranking.articles, others))), stories
