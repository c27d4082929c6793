"""Where a question says its answer stands: a source, a time. Preferred, never required."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from index.interfaces import ArticleStore, Numbers, Scores
    from index.query import Period

_FADING = 7.0
"""Days outside a period after which the preference has fallen to 1/e: reports run late."""

_FAR = 0.5
"""The preference far from the bound of an open time, on its right side."""
_FAR_AWAY = 15.0
"""Days from that bound after which all but 1/e of the way there is gone."""

_DAY = 86400.0
_EPOCH = date(1970, 1, 1)


def named_sources(question: str, sources: Iterable[str]) -> list[str]:
    """Return the sources that a question names.

    One word must be written as the source writes itself: `Wired` is one, `wired` is not.
    """
    return [
        name
        for name in sources
        if re.search(
            rf"(?<!\w){re.escape(name)}(?!\w)",
            question,
            re.IGNORECASE if " " in name.strip() else 0,
        )
        and not name.islower()
    ]


def source_preference(store: ArticleStore, question: str, articles: Numbers) -> Scores:
    """Return 1 for articles of a source that the question names, else 0: float32, (n,)."""
    named = named_sources(question, store.source_names())
    if not named:
        return np.zeros(len(articles), np.float32)
    return store.from_sources(articles, named).astype(np.float32)


def time_preference(store: ArticleStore, periods: Sequence[Period], articles: Numbers) -> Scores:
    """Return 1 for articles published in one of some times, less outside: float32, (n,).

    An article without a date has 0.
    """
    preference = np.zeros(len(articles), np.float32)
    if periods:
        days = store.wall_clock(articles) / _DAY
        for period in periods:
            preference = np.maximum(preference, closeness(days, period))
    return preference


def closeness(days: NDArray[np.float64], period: Period) -> Scores:
    """Return 1 for moments in a period, exp(-d / 7) for those d days outside, float32, (n,).

    In one that is open, it falls from 1 at the bound to a half far from it, since what had
    happened by the end of May was mostly told in May. Outside it begins at that half, so that no
    moment on the wrong side is preferred to one on the right side, save on the day of the bound:
    who asks for what was said after 5 May often means that of 5 May too.
    """
    first = (period.first - _EPOCH).days if period.first else -np.inf
    end = (period.last - _EPOCH).days + 1 if period.last else np.inf
    near = np.exp(-np.maximum(np.maximum(first - days, days - end), 0.0) / _FADING)
    if period.first is None or period.last is None:
        within = end - days if period.last else days - first
        inside = _FAR + (1 - _FAR) * np.exp(-np.maximum(within, 0.0) / _FAR_AWAY)
        near = np.where(within >= -1, np.minimum(inside, near), _FAR * near)
    known: Scores = np.nan_to_num(near, nan=0.0).astype(np.float32)
    return known


def recency(
    published: NDArray[np.float64], half_life: float, scores: Scores, close: float
) -> Scores:
    """Return 1 for new articles, 1/2 for those `half_life` days older, float32, (n,).

    Counted from the newest of those whose score is close to the best, so that a story of last
    year is told from its end as well as one of today.

    Args:
        published: when each was, in seconds since 1970, NaN where unknown: (n,).
        half_life: days.
        scores: without newness, (n,).
        close: what a score may lack of the best.
    """
    days = published / _DAY
    near = scores >= scores.max(initial=0) - close
    newest = np.nanmax(days[near], initial=-np.inf)
    ages = np.maximum(newest - days, 0.0)
    decayed: Scores = np.nan_to_num(0.5 ** (ages / half_life), nan=0.0)
    return decayed.astype(np.float32)


def newest_of_best(
    published: NDArray[np.float64], scores: Scores, close: float, most: float
) -> Scores:
    """Return what newness adds, so that those which match well are by date: float32, (n,).

    Those whose score is close to the best come first, newest first, of one moment by their
    scores; the others keep theirs.

    Args:
        published: when each was, in seconds since 1970, NaN where unknown: (n,).
        scores: without newness, (n,).
        close: what a score may lack of the best.
        most: by how much the newest is raised above the best.
    """
    best = scores.max(initial=0)
    near = np.flatnonzero(scores >= best - close)
    ages = np.nan_to_num(-published[near], nan=np.inf)
    in_order = near[np.lexsort((near, -scores[near], ages))]
    added = np.zeros(len(scores), np.float32)
    steps = most * (1 - np.arange(len(near)) / max(len(near), 1))
    added[in_order] = best + steps - scores[in_order]
    return added
