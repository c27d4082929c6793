"""Labels above the points that they name, in lanes one above the other, so that none hides another.

A label stands right or left of a line that leads from it down to its point; that line passes
through all lanes below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its place; lengths in whatever unit."""

    lane: int
    """0 is the lowest."""
    start: float
    end: float
    point: float
    """Where the line leads down, at `start` or at `end`."""


def in_lanes(
    labels: Sequence[tuple[float, float]], *, left: float, right: float, between: float, lanes: int
) -> list[Label | None]:
    """Return a place for each label; the first ones choose first.

    A label stands in a lane that others have, if it can, else in a new one above or below them.

    Args:
        labels: of each its point and its width.
        left: where a label may start.
        right: where a label may end.
        between: what is to be free beside labels and lines.
        lanes: how many there may be; a label that none has room for gets no place.
    """
    found: list[Label | None] = []
    for point, width in labels:
        taken = [label for label in found if label]
        lowest = min((label.lane for label in taken), default=0)
        highest = max((label.lane for label in taken), default=-1)
        new = (highest + 1, lowest - 1) if highest - lowest + 1 < lanes else ()
        choices = (
            Label(lane, start, start + width, point)
            for lane in (*range(lowest, highest + 1), *new)
            for start in (point, point - width)
            if left <= start and start + width <= right
        )
        free = (
            choice
            for choice in choices
            if not any(_collide(choice, other, between) for other in taken)
        )
        found.append(next(free, None))
    lowest = min((label.lane for label in found if label), default=0)
    return [label and replace(label, lane=label.lane - lowest) for label in found]


def _collide(one: Label, other: Label, between: float) -> bool:
    """Tell whether two labels overlap, or the line of the higher one crosses the lower one."""
    if one.lane == other.lane:
        return one.start - between < other.end and other.start - between < one.end
    low, high = sorted((one, other), key=lambda label: label.lane)
    return low.start - between < high.point < low.end + between
