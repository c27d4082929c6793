"""Units of the calendar: the week, the quarter, the decade around a day, and steps of them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from index.query.periods.period import Period

UNIT = r"(?:hour|hr|day|week|wk|fortnight|month|mth|quarter|year|yr|decade)"

MONTHS = {"month": 1, "mth": 1, "quarter": 3, "year": 12, "yr": 12, "decade": 120, "century": 1200}
"""How many months a unit is."""

DAYS = {"day": 1, "week": 7, "wk": 7, "fortnight": 14}
"""How many days a unit is."""

HOURS = {"hour", "hr"}

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month that each begins with, north of the equator."""


def month_of(year: int, month: int) -> Period:
    """Return the days of a month."""
    return months(year, month, 1)


def months(year: int, month: int, count: int) -> Period:
    """Return so many months, the first of them given."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    days = calendar.monthrange(last_year, last_month + 1)[1]
    return Period(date(year, month, 1), date(last_year, last_month + 1, days))


def season_of(year: int, name: str) -> Period:
    """Return the days of a season that begins in a year."""
    return months(year, _SEASONS[name], 3)


def unit_around(day: date, unit: str) -> Period:
    """Return the day, week (from Monday), month, quarter, year or decade that a day lies in."""
    if unit == "day" or unit in HOURS:
        return Period(day, day)
    if unit in DAYS:
        monday = day - timedelta(days=day.weekday())
        return Period(monday - timedelta(days=DAYS[unit] - 7), monday + timedelta(days=6))
    count = MONTHS[unit]
    if unit == "century":
        return months((day.year - 1) // 100 * 100 + 1, 1, count)
    begin = (day.year * 12 + day.month - 1) // count * count
    return months(begin // 12, begin % 12 + 1, count)


def moved(day: date, unit: str, number: int) -> date:
    """Return the day so many units later, or earlier if the number is below 0.

    A month that has no such day gives its last.

    Raises:
        ValueError, OverflowError: the calendar has no such day.
    """
    if unit in HOURS:
        return day - timedelta(days=-(number // 24))
    if unit in DAYS:
        return day + timedelta(days=number * DAYS[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + number * MONTHS[unit], 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def thirds(period: Period, place: int) -> Period:
    """Return the first (0), second (1) or last (2) third of a closed period."""
    if not (period.first and period.last):
        return period
    days = (period.last - period.first).days + 1
    first = period.first + timedelta(days=days * place // 3)
    return Period(first, period.first + timedelta(days=days * (place + 1) // 3 - 1))
