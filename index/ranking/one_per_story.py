"""Each story once: of the copies that a search found, the one to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import distinct

if TYPE_CHECKING:
    from index.interfaces import ArticleStore, Numbers
    from index.ranking.ranking import Ranking


_MANY = 16
"""One of so many articles of the index, or more, are many."""


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
    alone, others = _parted(distinct(articles), store)
    copied = store.by_completeness(others)
    _, first = np.unique(store.stories_of(copied), return_index=True)
    return np.sort(np.concatenate([alone, copied[first]]))


def count_stories(articles: Numbers, store: ArticleStore) -> int:
    """Return how many stories articles print; each is given once."""
    alone, others = _parted(articles, store)
    return len(alone) + len(distinct(store.stories_of(others)))


def _parted(articles: Numbers, store: ArticleStore) -> tuple[Numbers, Numbers]:
    """Return the articles whose story no other one prints, and the others.

    Of many that is looked up, so that only copies need to be sorted by their stories.
    """
    if len(articles) * _MANY > store.articles:
        alone = store.printed_alone[articles]
    else:
        _, story, printings = np.unique(
            store.stories_of(articles), return_inverse=True, return_counts=True
        )
        alone = printings[story] == 1
    return articles[alone], articles[~alone]
