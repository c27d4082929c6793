"""A timeline of one question as a drawing within a page: bars alone, as wide as there is room.

What is written stands in HTML around it, so that its letters are of one size on a phone and on
paper.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from index.formats.rows.moments import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from index.vocabulary.results import Timeline, TimelinePeriod

_HEIGHT = 100
_BAR = 0.8
"""How much of a period is its bar."""
_LEAST = 2
"""Height of the smallest bar, of 100: one article is to be seen beside a thousand."""


def timeline_svg(timeline: Timeline, told: str) -> str:
    """Return a timeline of one question as an `svg` element, to be styled by the page.

    Bars are of the class `bar`, those of bursts of `burst` as well; periods without any article at
    all are of the class `nothing`.

    Args:
        timeline: of one question, with periods.
        told: what it shows, for those who don't see it.
    """
    width = len(timeline.periods)
    return (
        f'<svg viewBox="0 0 {width} {_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(told)}">{"".join(_marks(timeline))}</svg>'
    )


def period_name(timeline: Timeline, first: date) -> str:
    """Return what the period that begins on a day is called."""
    match timeline.by:
        case "year":
            return f"{first:%Y}"
        case "month":
            return f"{first:%B %Y}"
        case "week":
            return f"week of {day_of(first)}"
        case _:
            return day_of(first)


def _marks(timeline: Timeline) -> Iterator[str]:
    (line,) = timeline.lines
    highest = max(line.counts, default=0) or 1
    for place, (period, count) in enumerate(zip(timeline.periods, line.counts, strict=True)):
        if not period.articles:
            yield f'<rect class="nothing" x="{place}" width="1" height="{_HEIGHT}"/>'
        elif count:
            high = max(round(_HEIGHT * count / highest, 1), _LEAST)
            in_burst = any(burst.first <= period.first <= burst.last for burst in line.bursts)
            yield (
                f'<rect class="bar{" burst" * in_burst}" x="{place + (1 - _BAR) / 2:g}" '
                f'y="{_HEIGHT - high:g}" width="{_BAR}" height="{high:g}">'
                f"<title>{_title(timeline, period, count)}</title></rect>"
            )


def _title(timeline: Timeline, period: TimelinePeriod, count: int) -> str:
    return f"{period_name(timeline, period.first)}: {count:,} of {period.articles:,}"
