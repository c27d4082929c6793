"""What a search makes of the times in a question: days to prefer, words to leave out, readings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from index.query import Either, Every, Field, Filters, Now, Query, asks_for_any, parse, read_times
from index.vocabulary.arguments import check_day
from index.vocabulary.results import Reading

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.interfaces import ArticleStore
    from index.query import Times
    from index.ranking import RankingOptions

_EPOCH = date(1970, 1, 1)


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


def of_times_alone(times: Times, now: Now, fields: Collection[str] = ()) -> Query | None:
    """Return a question that asks for all articles of its times as these conditions, else None.

    `what happened in May 2021` has no word that an article could be ranked by.
    """
    others = parse(times.others, now, fields)
    if not (times.named or times.newest) or others.patterns or not asks_for_any(others.words):
        return None
    conditions = [others.condition] if others.condition else []
    if times.named:
        periods = (time.period for time in times.named)
        found = tuple(Field(Filters(since=each.first, until=each.last)) for each in periods)
        conditions.append(found[0] if len(found) == 1 else Either(found))
    if not conditions:
        return Query("", note=others.note)
    condition = conditions[0] if len(conditions) == 1 else Every(tuple(conditions))
    return Query("", condition, others.note)


def preferring(times: Times, options: RankingOptions) -> RankingOptions:
    """Return how to rank where some times are preferred, and new articles if it says so."""
    periods = tuple(time.period for time in times.named)
    newest = bool(times.newest) and options.half_life is None
    return replace(options, periods=periods, newest_first=newest)


def readings_of(times: Times, conditions: Filters, *, listed: bool) -> tuple[Reading, ...]:
    """Return what was understood, without times that the conditions demand already.

    Args:
        times: that the question speaks of.
        conditions: given beside it.
        listed: whether it asks for all articles of its times, so that nothing else is found.
    """
    named = [
        Reading(time.words, str(time.period), {} if listed else time.period.conditions)
        for time in times.named
        if (time.period.first, time.period.last) != (conditions.since, conditions.until)
    ]
    if times.newest:
        demanding = {} if listed else {"sort": "newest"}
        named.append(Reading(times.newest, "new articles first", demanding))
    return tuple(named)
