"""One time as it stands in a text, before it is known what it is there for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from index.query.periods.period import Now, Period

Kind = Literal["whole", "year", "month", "day", "weekday", "holiday", "relative", "now"]
"""A whole date says itself what it is; a bare `2020`, `March`, `1 March`, `Monday` or `Christmas`
may be something else, and is a time beside a word that says so; `yesterday` is counted from today,
and `now` is where a time ends."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one time stands for."""

    period: Period
    exact: date | None = None
    """The day that it is in bounds: `since two weeks ago` begins with it, though what was two
    weeks ago may have been a few days from it."""
    up_to: Callable[[date], Period] | None = None
    """Returns the last such time that does not begin after a day, where no year is said."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write times."""

    kind: Kind
    pattern: str
    """Verbose; upper and lower case alike."""
    meaning: Callable[[dict[str, str], Now], Meaning | None]
    """Takes the named groups of a match that are not empty; None where it is no time.

    It may raise ValueError or OverflowError where the calendar has no such day.
    """


@dataclass(frozen=True, slots=True)
class Named:
    """A time in a text."""

    start: int
    end: int
    kind: Kind
    meaning: Meaning
