"""A stretch of days, closed or open on one side, and the days that it is counted from."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Now:
    """The days that times are counted from."""

    today: date
    """`yesterday` is the day before it."""
    newest: Callable[[], date | None] = lambda: None
    """Returns the day of the newest article, if there is one: `March` is the last one up to it."""

    @classmethod
    def on(cls, today: date | None, newest: Callable[[], date | None] = lambda: None) -> Now:
        """Return the days for a question; None for `today` takes the day here."""
        return cls(today or datetime.now().astimezone().date(), newest)

    @property
    def reached(self) -> date:
        """The last day that articles are of: today, or the day of the newest in an old archive."""
        newest = self.newest()
        return min(self.today, newest) if newest else self.today


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both in it; None where it is open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        """Return it in words: `before 1 March 2019`, `in March 2020`, `on 5 May 2021`."""
        if self.last is None:
            return f"since {_in_words(self.first)}"
        if self.first is None:
            return f"before {_in_words(self.last + _A_DAY)}"
        if self.first == self.last:
            return f"on {_in_words(self.first)}"
        if whole := _whole(self.first, self.last):
            return f"in {whole}"
        return f"from {_in_words(self.first)} to {_in_words(self.last)}"

    @property
    def conditions(self) -> dict[str, str]:
        """What demands it, by the names that a search takes: `until`: `2019-02-28`."""
        if self.first and self.last:
            if self.first == self.last:
                return {"on": str(self.first)}
            if _whole(self.first, self.last):
                year_alone = (self.first.month, self.last.month) == (1, 12)
                return {"on": f"{self.first:%Y}" if year_alone else f"{self.first:%Y-%m}"}
        bounds = {"since": self.first, "until": self.last}
        return {name: str(day) for name, day in bounds.items() if day}


def _in_words(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""


def _whole(first: date, last: date) -> str:
    """Return which month or year days are, if they are a whole one."""
    if first.day != 1 or first.year != last.year:
        return ""
    if last.day != calendar.monthrange(last.year, last.month)[1]:
        return ""
    if first.month == last.month:
        return f"{first:%B} {first.year}"
    return str(first.year) if (first.month, last.month) == (1, 12) else ""
