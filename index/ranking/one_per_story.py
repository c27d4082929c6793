"""Each story once: of the copies that a search found, the one to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.interfaces import ArticleStore, Numbers
    from index.ranking.ranking import Ranking


def one_per_story(ranking: Ranking, store: ArticleStore) -> Numbers:
    """Return the places of a ranking that are left when each story is shown by one article.

    That is the one of its articles that `one_of_each` leaves.
    """
    return np.flatnonzero(np.isin(ranking.articles, one_of_each(ranking.articles, store)))


def one_of_each(articles: Numbers, store: ArticleStore) -> Numbers:
    """Return the articles that are left when each story is shown by one of them, ascending.

    That is the earliest complete one of those that were found: which filters leave, so that a
    story is found through whichever of its copies they leave.
    """
    articles = np.unique(articles)
    stories = store.stories_of(articles)
    by_story = np.argsort(stories, kind="stable")
    ordered = stories[by_story]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else ordered
    counts = np.diff(np.r_[starts, len(ordered)])
    several = zip(starts[counts > 1].tolist(), counts[counts > 1].tolist(), strict=True)
    others = [
        store.by_completeness(articles[by_story[start : start + count]])[1:]
        for start, count in several
    ]
    dropped = np.concatenate([np.zeros(0, np.int64), *others])
    return articles[~np.isin(articles, dropped)]
