"""A ranking with at most so many passages of each article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.interfaces import Numbers


def limit_per_article(articles: Numbers, most: int) -> Numbers:
    """Return the positions of hits that keep at most so many of each article, in their order.

    Args:
        articles: of each hit, in the order of the hits.
        most: hits of one article; 0 keeps all.
    """
    if most < 1:
        return np.arange(len(articles))
    by_article = np.argsort(articles, kind="stable")
    ordered = articles[by_article]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else ordered
    lengths = np.diff(np.r_[starts, len(ordered)])
    place = np.arange(len(ordered)) - np.repeat(starts, lengths)
    return np.sort(by_article[place < most])
