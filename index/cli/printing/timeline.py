"""A timeline for people: a line for each period, a bar for each question, headlines of bursts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from index.cli.printing.bars import bar
from index.cli.printing.console import fitted, one_line
from index.cli.printing.pages import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rich.text import Text

    from index.vocabulary.results import Burst, Timeline, TimelineLine

_FEW = 2
"""Periods without anything that have a line each; more have one together."""

_NARROWEST = 20
"""Columns of a question beside others; those that have no room stand below."""

_BARS_SHARE = 0.45
"""Of the columns of a lone question, where headlines stand beside its bars."""

_MARK = "▲"
_NOT_THERE = "–"
"""Where there are no articles at all, which is not the same as 0."""

_LABELS = {"year": 4, "month": 7, "week": 10, "day": 10}
"""Letters of a date that name a period."""


def timeline_lines(timeline: Timeline) -> Iterator[Text]:
    """Yield the lines of a timeline, as wide as the terminal, several questions side by side."""
    from rich.text import Text

    width = columns() - _LABELS[timeline.by]
    beside = max(1, width // _NARROWEST)
    for first in range(0, len(timeline.lines), beside):
        lines = timeline.lines[first : first + beside]
        if first:
            yield Text()
        for row in _chart(timeline, lines, width // len(lines)):
            row.rstrip()
            yield row
    if len(timeline.lines) > 1:
        for line in timeline.lines:
            for burst in line.bursts:
                told = f"{_named(timeline, burst.peak)} {one_line(line.question)}: {_title(burst)}"
                yield Text(fitted(f"{_MARK} {told}", columns()).rstrip())


def _chart(timeline: Timeline, lines: Sequence[TimelineLine], width: int) -> Iterator[Text]:
    """Yield the lines of some questions side by side, each so many columns wide."""
    from rich.text import Text

    values = [timeline.values(line) for line in lines]
    every = (timeline.values(line) for line in timeline.lines)
    largest = max((value or 0 for each in every for value in each), default=0)
    numbers = [[_number(value, share=timeline.share) for value in each] for each in values]
    wide = max((len(number) for each in numbers for number in each), default=0)
    lone = len(timeline.lines) == 1
    bars = width - wide - 2 - (0 if lone else len(_MARK) + 1)
    if lone and lines[0].bursts:
        bars = int(_BARS_SHARE * bars)
    head = Text(" " * _LABELS[timeline.by], style="bold")
    for line in lines:
        title = f" {one_line(line.question) or 'all articles'} · {line.articles:,}"
        head.append(fitted(title, width))
    yield head
    for empty, places in _runs(timeline, lines):
        if empty and len(places) > _FEW:
            yield Text(f"⋮ {len(places)} {timeline.by}s {empty}", style="dim")
            continue
        for place in places:
            row = Text(_named(timeline, timeline.periods[place].first))
            for line, each, told in zip(lines, values, numbers, strict=True):
                cell = Text(f" {told[place]:>{wide}} ")
                cell.append(bar(each[place] or 0, largest, bars), style="cyan")
                for burst in line.bursts:
                    if burst.peak == timeline.periods[place].first:
                        cell.append(f" {_MARK} {_title(burst)}" if lone else f" {_MARK}")
                cell.truncate(width, overflow="ellipsis", pad=True)
                row.append_text(cell)
            yield row


def _runs(timeline: Timeline, lines: Sequence[TimelineLine]) -> Iterator[tuple[str, list[int]]]:
    """Yield the places of periods, those without anything together, and what is said of these."""

    def empty(place: int) -> str:
        if any(line.counts[place] for line in lines):
            return ""
        return "with none" if timeline.periods[place].articles else "without any article at all"

    return ((said, list(places)) for said, places in groupby(range(len(timeline.periods)), empty))


def _named(timeline: Timeline, first: date) -> str:
    """Return how a period is named, by its first day: `2021`, `2021-03`, `2021-03-01`."""
    return first.isoformat()[: _LABELS[timeline.by]]


def _title(burst: Burst) -> str:
    """Return the headline of a burst, on one line."""
    return one_line(burst.title) or "(no title)"


def _number(value: float | None, *, share: bool) -> str:
    if value is None:
        return _NOT_THERE
    return f"{value:.2%}" if share else f"{value:,.0f}"
