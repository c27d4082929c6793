"""Which articles tell of one running story, over days, weeks or months.

An article belongs that is near enough in meaning to one that belongs, so that a story may move on
from where it began; the longer the time between two, the nearer they must be (Allan, Papka and
Lavrenko, "On-line New Event Detection and Tracking", 1998). It must be near to the article that
was asked for as well, by both legs, so that the story does not wander off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.threads.matter import article_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.interfaces import Numbers, Snapshot
    from index.threads.matter import Matter
    from index.threads.near import Near

LINKED = 0.6
"""Cosine from which on two articles of one moment tell of one story. This and what follows was
measured on labelled articles: docs/newsroom.md."""
FADING = 0.02
"""What two articles lose of that with log(1 + days) between them: a week is .04, a year .12."""
NEAR = 0.4
"""Score from which on an article is near enough to the one that was asked for."""
CROWD = 50
"""Articles that are nearest to one; if the last of them is near as well, it is one of a crowd."""
STANDING_OUT = 0.16
"""By how much a score must be above that last one's. What has dozens alike is a form, as earnings
and closing prices are; and of a matter that fills an archive a thread shows what is nearest."""

DAY = 86400.0
"""Seconds."""


def members(near: Near, matter: Matter, snapshot: Snapshot) -> Numbers:
    """Return the places of the articles of a story among those near to the one asked for.

    Args:
        near: articles that have a date, the nearest first.
        matter: what the one asked for is about.
        snapshot: of all of them.

    Returns:
        Places, ascending: those nearest first.
    """
    crowd = near.scores[CROWD - 1 : CROWD]
    least = max([NEAR, *(crowd + STANDING_OUT)])
    count = int(np.count_nonzero(near.scores >= least))
    articles = np.append(near.articles[:count], matter.number)
    linked = links(article_vectors(articles, snapshot), snapshot.store.published(articles) / DAY)
    if matter.vector is None:
        # Words alone tell; what they say of the article asked for is all that is known.
        linked[count, :count] = near.scores[:count] >= LINKED
    joined = np.zeros(count + 1, np.bool_)
    newest = np.array([count])
    while len(newest):
        joined[newest] = True
        newest = np.flatnonzero(linked[newest].any(axis=0) & ~joined)
    return np.flatnonzero(joined[:count])


def links(vectors: NDArray[np.float32], days: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which articles are near enough to which to tell of one story: (n, n).

    Args:
        vectors: of each, (n, dim), unit length; NaN where there is none.
        days: when each was published.
    """
    apart = np.abs(days[:, None] - days[None, :])
    near: NDArray[np.bool_] = vectors @ vectors.T - FADING * np.log1p(apart) >= LINKED
    return near
