"""What every search asks of all articles and quotations: the same in each engine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus import Article

FACTS = [
    ("passages", "<u4"),
    ("published", "<f8"),
    ("ahead", "<i4"),
    ("length", "<u4"),
    ("story", "<i8"),
    ("day", "<i4"),
    ("generation", "<u4"),
]
"""How many passages articles have; when they were published, seconds since 1970, NaN where
unknown, and how many seconds the clock of that place was ahead of UTC; characters of their text;
the story that they print, and the day when it was first told (`CopyFinder`); the generation that
they came in with."""

QUOTED = [("article", "<u4"), ("said", "<u8")]
"""Whose quotations are, and a hash of what is said and who says it."""

Fact = tuple[int, float, float, int, int, int, int]


class KnownFacts(Protocol):
    """What is known of each article of a part, in order."""

    def facts(self) -> NDArray[np.void]:
        """Return all that `FACTS` names, of each article: (articles,)."""

    def passage_counts(self) -> NDArray[np.int64]:
        """Return how many passages each has: (articles,)."""
        counts: NDArray[np.int64] = self.facts()["passages"].astype(np.int64)
        return counts

    def published(self) -> NDArray[np.float64]:
        """Return when each was published, seconds since 1970, NaN where unknown: (articles,)."""
        moments: NDArray[np.float64] = self.facts()["published"]
        return moments

    def wall_clock(self) -> NDArray[np.float64]:
        """Return what the clock showed where each was published: (articles,).

        Seconds since its 1 January 1970, 0:00; NaN where unknown.
        """
        shown: NDArray[np.float64] = self.published() + self.facts()["ahead"]
        return shown

    def generations(self) -> NDArray[np.int64]:
        """Return the generation that each came in with: (articles,)."""
        came_in: NDArray[np.int64] = self.facts()["generation"].astype(np.int64)
        return came_in


def facts_of(article: Article, passages: int, told: tuple[int, int], generation: int) -> Fact:
    """Return what `FACTS` names, of an article.

    Args:
        article: that has so many passages.
        passages: how many.
        told: the story that it prints, and the day when that was first told.
        generation: that it came in with.
    """
    published, ahead = math.nan, 0.0
    if article.published is not None:
        published = article.published.timestamp()
        offset = article.published.utcoffset()
        ahead = offset.total_seconds() if offset else 0
    return passages, published, ahead, len(article.text), *told, generation
