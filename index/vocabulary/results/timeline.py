"""When what was found was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class TimelinePeriod:
    """A day, week, month or year."""

    first: date
    last: date
    articles: int
    """All that were published in it and meet the conditions, whatever they say."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Some periods, one after the other, in which a question finds far more than usually."""

    first: date
    last: date
    peak: date
    """First day of the period of them that has most."""
    articles: int
    usual: float
    """How many of its articles would be found if as large a share were as of all."""
    id: str
    """Of its article that answers the question best."""
    title: str


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """What one question finds, period by period."""

    question: str
    counts: tuple[int, ...]
    """Articles found of each period of the timeline."""
    articles: int
    """All that were found, those without a date included."""
    undated: int
    """Those that have no date, and count in no period."""
    bursts: tuple[Burst, ...]
    """In the order of time."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What questions find, period by period, from the first article found to the last."""

    by: str
    """`day`, `week`, which begins on Monday, `month` or `year`."""
    share: bool
    """Whether shares were asked for rather than numbers of articles."""
    periods: tuple[TimelinePeriod, ...]
    lines: tuple[TimelineLine, ...]
    """One for each question, in the order of asking."""

    def shares(self, line: TimelineLine) -> tuple[float | None, ...]:
        """Return which share of all articles of each period a question finds; None without any."""
        return tuple(
            count / period.articles if period.articles else None
            for count, period in zip(line.counts, self.periods, strict=True)
        )

    def values(self, line: TimelineLine) -> tuple[float | None, ...]:
        """Return what was asked for, shares or numbers; None where there are no articles at all."""
        if self.share:
            return self.shares(line)
        return tuple(
            count if period.articles else None
            for count, period in zip(line.counts, self.periods, strict=True)
        )
