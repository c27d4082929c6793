"""Each story once: of the copies that a search found, the one to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.interfaces import ArticleStore, Numbers
    from index.ranking.ranking import Ranking


def one_per_story(ranking: Ranking, store: ArticleStore) -> Numbers:
    """Return the places of a ranking that are left when each story is shown by one article.

    That is the earliest complete one of those that were found: which filters leave, so that a
    story is found through whichever of its copies they leave.
    """
    articles = np.unique(ranking.articles)
    stories = store.stories_of(articles)
    told, counts = np.unique(stories, return_counts=True)
    others = [
        store.by_completeness(articles[stories == story])[1:] for story in told[counts > 1].tolist()
    ]
    dropped = np.concatenate([np.zeros(0, np.int64), *others])
    return np.flatnonzero(~np.isin(ranking.articles, dropped))
