"""The days of articles, as years, months, weeks and weekdays that have some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import Holdings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.interfaces import Numbers

UNITS_OF_TIME = ("year", "month", "week", "day", "weekday")
"""What articles can be counted by, of when they were published."""

_WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_DAY = 86400
_FIRST_MONDAY = 4
"""1 January 1970 was a Thursday; this many days later a week began."""


def days_of(clock: NDArray[np.float64]) -> NDArray[np.datetime64]:
    """Return the days of moments, `datetime64[D]`, (n,); not a time where unknown.

    Args:
        clock: seconds since 1 January 1970, 0:00, of the clock at the place; NaN where unknown.
    """
    days = np.full(len(clock), np.datetime64("NaT"), "datetime64[D]")
    known = ~np.isnan(clock)
    days[known] = np.floor(clock[known] / _DAY).astype(np.int64).astype("datetime64[D]")
    return days


def mondays(days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Return the first day of the week of each of some days: weeks begin on Monday (ISO 8601)."""
    since = days.astype(np.int64) - _FIRST_MONDAY
    first: NDArray[np.datetime64] = days - (since % 7).astype("timedelta64[D]")
    return first


def held_times(unit: str, articles: Numbers, clock: NDArray[np.float64]) -> Holdings:
    """Return in which of `UNITS_OF_TIME` articles were published, in their order.

    A week is named by its Monday. Articles without a date have none.

    Args:
        unit: one of them.
        articles: numbers, (n,).
        clock: what the clock showed where each was published, as `days_of` takes it.
    """
    days = days_of(clock)
    dated = ~np.isnat(days)
    days, articles = days[dated], articles[dated]
    if unit == "weekday":
        weekdays, places = _numbered((days - mondays(days)).astype(np.int64))
        values = tuple(_WEEKDAYS[day] for day in weekdays.tolist())
    else:
        code = {"year": "Y", "month": "M"}.get(unit, "D")
        begins = mondays(days) if unit == "week" else days.astype(f"datetime64[{code}]")
        first, places = _numbered(begins.astype(np.int64))
        values = tuple(np.datetime_as_string(first.astype(f"datetime64[{code}]")).tolist())
    return Holdings(values, np.arange(len(values)), articles, places)


def _numbered(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Return the numbers that there are, ascending, and the place of each given one among them.

    As `numpy.unique` does, which would sort them; times of news are close together.
    """
    least = numbers.min(initial=0)
    there = np.bincount(numbers - least) > 0
    places = np.cumsum(there) - 1
    return np.flatnonzero(there) + least, places[numbers - least]
