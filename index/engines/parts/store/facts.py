"""What every search asks of all articles and quotations: the same in each engine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
