"""Days cut into periods: days, weeks, months or years, one after the other without a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from index.shape.times import mondays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from index.interfaces import Numbers

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
"""From the finest on."""

_FEW, _MANY = 20, 60
"""Periods that are read at a glance: fewer hide the course, more its peaks."""

_CODES: Mapping[Unit, str] = {"day": "D", "week": "D", "month": "M", "year": "Y"}


def unit_for(first: np.datetime64, last: np.datetime64) -> Unit:
    """Return the unit that makes about 20 to 60 periods of a span; of equals the finest.

    Args:
        first: day.
        last: day.
    """

    def too_much(unit: Unit) -> float:
        count = len(starts_of(first, last, unit)) - 1
        return max(_FEW / count, count / _MANY, 1.0)

    return min(UNITS, key=too_much)


def starts_of(first: np.datetime64, last: np.datetime64, unit: Unit) -> NDArray[np.datetime64]:
    """Return on which days periods begin, from that of one day to that of another.

    Returns:
        `datetime64[D]`, (periods + 1,): the last is the first day after all of them.
    """
    span = np.array([first, last], "datetime64[D]")
    kind = f"datetime64[{_CODES[unit]}]"
    step = 7 if unit == "week" else 1
    begins = (mondays(span) if unit == "week" else span).astype(kind).astype(np.int64)
    starts = np.arange(begins[0], begins[1] + 2 * step, step)
    return starts.astype(kind).astype("datetime64[D]")


def count_in(days: NDArray[np.datetime64], starts: NDArray[np.datetime64]) -> Numbers:
    """Return how many of some days, (n,), are in each period: (periods,).

    Args:
        days: none of which is outside of all periods; those that are not a time are left out.
        starts: as `starts_of` returns them.
    """
    places = np.searchsorted(starts, days[~np.isnat(days)], side="right") - 1
    return np.bincount(places, minlength=len(starts) - 1)
