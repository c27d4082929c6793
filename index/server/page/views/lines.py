"""Several questions over time, in one drawing: a line for each, with its bursts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from index.formats import period_name
from index.server.page.addresses import Address, article_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.vocabulary.results import Burst, Timeline, TimelineLine

HEIGHT = 100
_ABOVE = 8
"""Of the height, above the highest line: for the signs of bursts."""
_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 4
_DASH = 0.15
"""Of a period: half a line that stands for it alone."""
_SIGN = (2.5, 6.0)
"""Room that the sign of a burst takes, of 100 across and down."""
_BURSTS = 5
"""Bursts of a question that are told of, those with most articles."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis."""

    at: float
    """Of 100, from the left or from above."""
    name: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Peak:
    """A burst."""

    number: int
    """By which its sign in the drawing is known, from 1 in each drawing."""
    x: float
    y: float
    """Of 100."""
    when: str
    articles: int
    title: str
    address: str
    """Of the article that answers best in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question."""

    number: int
    """From 1."""
    question: str
    articles: int
    path: str
    """As SVG draws it, in periods across and hundredths down; parted where there is no article at
    all."""
    peaks: tuple[Peak, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Questions over time."""

    width: int
    """Periods."""
    lines: tuple[Line, ...]
    across: tuple[Tick, ...]
    down: tuple[Tick, ...]
    gaps: tuple[tuple[int, int], ...]
    """Runs of periods without any article at all, whatever it says: the first, and how many."""
    by: str


def drawing(timeline: Timeline) -> Drawing | None:
    """Return a drawing of a timeline; None where nothing that was found has a date."""
    if not timeline.periods:
        return None
    values = [timeline.values(line) for line in timeline.lines]
    top = _above(max((value for row in values for value in row if value), default=0))
    width = len(timeline.periods)
    lines: list[Line] = []
    told = 0
    for number, (line, row) in enumerate(zip(timeline.lines, values, strict=True), 1):
        peaks = tuple(_peaks(timeline, line, row, top, told))
        told += len(peaks)
        path = "".join(_runs(row, top))
        lines.append(Line(number, line.question, line.articles, path, peaks))
    lines = _parted(lines)
    runs = groupby(range(width), lambda place: not timeline.periods[place].articles)
    empty = [list(places) for nothing, places in runs if nothing]
    gaps = tuple((places[0], len(places)) for places in empty)
    return Drawing(
        width,
        tuple(lines),
        tuple(_across(timeline)),
        tuple(_down(timeline, top)),
        gaps,
        timeline.by,
    )


def _y(value: float, top: float) -> float:
    return round(HEIGHT - (HEIGHT - _ABOVE) * value / top, 2)


def _runs(row: Sequence[float | None], top: float) -> Iterator[str]:
    """Yield pieces of a path: one for each run of periods that have articles."""
    begun = False
    for place, value in enumerate(row):
        if value is None:
            begun = False
            continue
        x, y = place + 0.5, _y(value, top)
        alone = not begun and (place + 1 == len(row) or row[place + 1] is None)
        if alone:
            yield f"M{x - _DASH} {y}h{2 * _DASH}"
        else:
            yield f"{'L' if begun else 'M'}{x} {y}"
        begun = True


def _peaks(
    timeline: Timeline, line: TimelineLine, row: Sequence[float | None], top: float, told: int
) -> Iterator[Peak]:
    places = {period.first: place for place, period in enumerate(timeline.periods)}

    def size(burst: Burst) -> int:
        return -burst.articles

    there = [burst for burst in sorted(line.bursts, key=size) if burst.peak in places][:_BURSTS]
    there.sort(key=lambda burst: burst.first)
    for number, burst in enumerate(there, told + 1):
        place = places[burst.peak]
        address = Address(article_path(burst.id), (("q", line.question),) if line.question else ())
        yield Peak(
            number,
            round(100 * (place + 0.5) / len(places), 2),
            _y(row[place] or 0, top),
            period_name(timeline, burst.peak),
            burst.articles,
            burst.title,
            str(address),
        )


def _parted(lines: Sequence[Line]) -> list[Line]:
    """Return lines whose bursts' signs don't stand on one another: the upper ones go up."""
    placed: list[Peak] = []
    for peak in sorted((peak for line in lines for peak in line.peaks), key=lambda peak: -peak.y):
        y = peak.y
        for other in placed:
            if abs(other.x - peak.x) < _SIGN[0] and abs(other.y - y) < _SIGN[1]:
                y = other.y - _SIGN[1]
        placed.append(replace(peak, y=round(y, 2)))
    by_number = {peak.number: peak for peak in placed}
    return [
        replace(line, peaks=tuple(by_number[peak.number] for peak in line.peaks)) for line in lines
    ]


def _across(timeline: Timeline) -> Iterator[Tick]:
    """Yield names of periods below the drawing, evenly."""
    last = len(timeline.periods) - 1
    count = min(_TICKS, last + 1)
    places = dict.fromkeys(round(last * n / max(count - 1, 1)) for n in range(count))
    for place in places:
        anchor = "start" if not place else "end" if place == last else "middle"
        first = timeline.periods[place].first
        name = f"{first:%Y}" if timeline.by == "year" else f"{first:%b %Y}"
        if timeline.by in {"day", "week"}:
            name = f"{first.day} {first:%b %Y}"
        at = 100 * (place + (0 if anchor == "start" else 1 if anchor == "end" else 0.5))
        yield Tick(round(at / (last + 1), 2), name, anchor)


def _down(timeline: Timeline, top: float) -> Iterator[Tick]:
    """Yield values at the lines across the drawing, the highest first."""
    halved = timeline.share or (top / 2).is_integer()  # there is no half an article
    for value in (top, top / 2) if halved else (top,):
        name = f"{100 * value:.3g} %" if timeline.share else f"{value:,.4g}"
        yield Tick(_y(value, top), name, "start")


def _above(highest: float) -> float:
    """Return a round number that is not below another one."""
    if not highest:
        return 1.0
    size = 1.0
    while size > highest:
        size /= 10
    while size * 10 <= highest:
        size *= 10
    return next(step * size for step in _STEPS if step * size >= highest)
