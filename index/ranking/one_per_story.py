"""Each story once: of the copies that a search found, the one to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import distinct

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
    articles = distinct(articles)
    _, story, printings = np.unique(
        store.stories_of(articles), return_inverse=True, return_counts=True
    )
    alone = printings[story] == 1
    copied = store.by_completeness(articles[~alone])
    _, first = np.unique(store.stories_of(copied), return_index=True)
    return np.sort(np.concatenate([articles[alone], copied[first]]))
