"""A timeline of one question: bars, each of which narrows the search to its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.formats import day_of, period_name

if TYPE_CHECKING:
    from datetime import date

    from index.server.page.addresses import Address
    from index.vocabulary.results import Timeline

HEIGHT = 100
_LEAST = 3
"""Height of the smallest bar, of 100: one article is to be seen beside a thousand."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period."""

    place: int
    first: str
    last: str
    """Its days, ISO 8601."""
    height: float
    """Of 100; 0 where nothing was found."""
    told: str
    address: Address | None
    """The search narrowed to it; None where nothing was found in it."""
    burst: bool
    nothing: bool
    """Whether there is no article at all of this time, whatever it says."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A timeline."""

    bars: tuple[Bar, ...]
    by: str
    first: str
    last: str
    """What its first and its last period are called."""
    highest: int


def bars(timeline: Timeline, address: Address) -> Bars | None:
    """Return a timeline of one question; None where nothing that was found has a date."""
    if not timeline.periods:
        return None
    (line,) = timeline.lines
    highest = max(line.counts, default=0) or 1
    drawn = []
    for place, (period, count) in enumerate(zip(timeline.periods, line.counts, strict=True)):
        first, last = period.first.isoformat(), period.last.isoformat()
        name = period_name(timeline, period.first)
        narrowed = address.dropping("on").with_(since=first, until=last)
        drawn.append(
            Bar(
                place,
                first,
                last,
                max(round(HEIGHT * count / highest, 1), _LEAST) if count else 0,
                f"{name}: {count:,} article{'s' * (count != 1)}",
                narrowed if count else None,
                any(burst.first <= period.first <= burst.last for burst in line.bursts),
                not period.articles,
            )
        )
    first_name, last_name = (_end(timeline, timeline.periods[n].first) for n in (0, -1))
    return Bars(tuple(drawn), timeline.by, first_name, last_name, max(line.counts))


def _end(timeline: Timeline, first: date) -> str:
    """Return what stands below an end of a timeline."""
    return day_of(first) if timeline.by == "week" else period_name(timeline, first)
