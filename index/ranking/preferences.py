"""Where a question says its answer stands: a source, a time. Preferred, never required."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from index.query import Period, periods_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from index.interfaces import ArticleStore, Numbers, Scores

_FADING = 7.0
"""Days outside a period after which the preference has fallen to 1/e: reports run late."""

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


def time_preference(
    store: ArticleStore, question: str, articles: Numbers, today: date | None
) -> Scores:
    """Return 1 for articles published in a time that the question names, less outside, float32.

    An article without a date has 0.
    """
    preference = np.zeros(len(articles), np.float32)
    for period in periods_in(question, today=today):
        near = closeness(store.wall_clock(articles) / _DAY, period)
        preference = np.maximum(preference, near)
    return preference


def closeness(days: NDArray[np.float64], period: Period) -> Scores:
    """Return exp(-d / 7) for moments d days outside a period, float32, (n,)."""
    first = (period.first - _EPOCH).days
    end = (period.last - _EPOCH).days + 1
    outside = np.maximum(np.maximum(first - days, days - end), 0.0)
    near: Scores = np.nan_to_num(np.exp(-outside / _FADING), nan=0.0).astype(np.float32)
    return near


def recency(published: NDArray[np.float64], half_life: float) -> Scores:
    """Return 1 for the newest articles of all, 1/2 for those `half_life` days older, float32, (n,).

    Args:
        published: when each was, in seconds since 1970, NaN where unknown: (n,).
        half_life: days.
    """
    days = published / _DAY
    newest = np.nanmax(days, initial=-np.inf)
    decayed: Scores = np.nan_to_num(0.5 ** ((newest - days) / half_life), nan=0.0)
    return decayed.astype(np.float32)
