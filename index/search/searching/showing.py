"""What a search shows of a ranking: once for each story, so much of each article, in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.ranking import by_date, covering, languages_of, limit_per_article, one_per_story
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from index.interfaces import ArticleStore, Numbers, Snapshot
    from index.models import Reranker
    from index.query import Query
    from index.ranking import Ranking
    from index.search.asked.request import Request

GROUPED = 200
"""Articles among which those of one running story are looked for, where that is asked for."""

RERANKED = 50
"""Hits that a cross-encoder reads; it is some ten times as slow as all the rest of a search."""


def shown(
    ranking: Ranking,
    asked: Query,
    request: Request,
    snapshot: Snapshot,
    reranker: Reranker | None = None,
) -> Ranking:
    """Return what a search shows of a ranking; `limit` is not applied yet."""
    if not asked.ranks:
        ranking = ranking.at(np.arange(min(request.options.depth, len(ranking.numbers))))
    store = snapshot.store
    if request.copies == "first":
        ranking = ranking.at(one_per_story(ranking, store))
    if reranker is not None and asked.words.strip():
        ranking = _reranked(ranking, asked.words, store, reranker)
    ranking = ranking.at(limit_per_article(ranking.articles, request.per_article))
    if request.sort == "relevance":
        return ranking if reranker else _covering(ranking, asked, request, snapshot)
    return ranking.at(by_date(ranking.articles, store, newest_first=request.sort == "newest"))


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
