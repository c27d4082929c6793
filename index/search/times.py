"""What a search makes of the times in a question: days to prefer, words to leave out, readings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from index.query import Now, parse, read_times
from index.vocabulary.arguments import check_day
from index.vocabulary.results import Reading

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.interfaces import ArticleStore
    from index.query import Filters, Query, Times
    from index.ranking import RankingOptions

_EPOCH = date(1970, 1, 1)

NEWEST_HALF_LIFE = 30.0
"""Days after which newness counts half, where a question asks for the latest."""


def now_in(store: ArticleStore, today: date | None) -> Now:
    """Return the days that times are counted from, in an index.

    Raises:
        QuestionError: `today` is not a day.
    """
    if today is not None:
        check_day("today", today)
    return Now.on(today, lambda: newest_day(store))


def newest_day(store: ArticleStore) -> date | None:
    """Return the day of the newest article, None where none has a date."""
    last = store.articles_of(store.newest(store.searchable(), 1))
    moments = store.wall_clock(last)
    known = moments[~np.isnan(moments)]
    return _EPOCH + timedelta(seconds=known[0]) if len(known) else None


def asked_in(question: str, now: Now, fields: Collection[str] = ()) -> tuple[Query, Times]:
    """Take a question apart into what is looked for and the times that it speaks of.

    Words of a time that no article would have are left out, if others are left.
    """
    times = read_times(question, now)
    asked = parse(times.words, now, fields)
    return (asked if asked.ranks else parse(question, now, fields)), times


def preferring(times: Times, options: RankingOptions) -> RankingOptions:
    """Return how to rank where some times are preferred, and new articles if it says so."""
    half_life = options.half_life or (NEWEST_HALF_LIFE if times.newest else None)
    periods = tuple(time.period for time in times.named)
    return replace(options, periods=periods, half_life=half_life)


def readings_of(times: Times, conditions: Filters) -> tuple[Reading, ...]:
    """Return what was understood, without times that the conditions demand already."""
    named = [
        Reading(time.words, str(time.period), time.period.conditions)
        for time in times.named
        if (time.period.first, time.period.last) != (conditions.since, conditions.until)
    ]
    if times.newest:
        named.append(
            Reading(times.newest, "new articles first", {"recent": f"{NEWEST_HALF_LIFE:g}"})
        )
    return tuple(named)
