"""What to read before an article: the background-linking task of TREC News (Soboroff et al., 2018).

Of the articles that are earlier, those nearest in matter are the best context there is; a little
is given to those that have more to tell, and a little taken from those of the same hours, which
mostly tell the same event. What tells nothing that a chosen one doesn't is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.threads.matter import article_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.interfaces import ArticleStore, Numbers, Searchable, Snapshot
    from index.threads.matter import Matter
    from index.threads.near import Near

LEAST = 0.3
"""Score of an article that is near enough to be background: of those below it one in ten is."""
LENGTH = 0.1
"""Of the score that an article gains which has ten times as many passages. This and what follows
is measured in docs/newsroom.md."""
SAME_TIME = 0.05
"""Of the score that an article of the same hour loses; it loses 1/e of that a day before."""
ALIKE = 0.95
"""Cosine from which on two articles tell the same."""
LOOKED_AT = 100
"""Of the nearest articles, those among which background is chosen."""

_DAY = 86400.0


def earlier_than(number: int, store: ArticleStore) -> Searchable:
    """Return the passages of articles published before one; none if its date is not known."""
    published = store.published(np.arange(store.articles))
    with np.errstate(invalid="ignore"):
        return store.of_articles(np.flatnonzero(published < published[number]))


def background(near: Near, matter: Matter, snapshot: Snapshot, limit: int) -> Near:
    """Return what to read first, best first, at most `limit`.

    Args:
        near: articles that are earlier, the nearest first.
        matter: what the article is about that they are to explain.
        snapshot: of both.
        limit: most articles.
    """
    near = near.at(np.flatnonzero(near.scores >= LEAST)[:LOOKED_AT])
    scores = near.scores + _preference(near.articles, matter.number, snapshot.store)
    vectors = article_vectors(near.articles, snapshot)
    chosen: list[int] = []
    for place in np.argsort(-scores, kind="stable").tolist():
        # Without vectors nothing is known to be alike: NaN is not above anything.
        if not (vectors[chosen] @ vectors[place] >= ALIKE).any():
            chosen.append(place)
        if len(chosen) == limit:
            break
    return near.at(np.array(chosen, np.int64))


def _preference(articles: Numbers, number: int, store: ArticleStore) -> NDArray[np.float64]:
    _, passages = store.passages_of(articles)
    days = (store.published(np.array([number])) - store.published(articles)) / _DAY
    preference: NDArray[np.float64] = LENGTH * np.log10(passages) - SAME_TIME * np.exp(-days)
    return preference
