"""Bursts: when far more of what is written is about a matter than usually.

Kleinberg, "Bursty and Hierarchical Structure in Streams" (2003), section 4, on batched arrivals:
of the articles of each period some are about the matter. An automaton is in one of two states: the
usual one, in which an article is about it as often as over all time, or a burst, in which it is
`RAISED` times as often. Of all courses the likeliest is taken, where each entering of a burst
costs as much as `ENTERING` times the logarithm of the number of periods. So a burst is held to what
else was written then: neither a busy week nor a single article in a quiet one is a burst.

On Reuters' news of 1987, with 3 for `RAISED`, mentions of Volcker burst on 7 April (he testified)
and 2 June (he resigned), by days and by weeks; with Kleinberg's own 2 whole months do. What is far
above the median of its neighbourhood, by so many median absolute deviations, misses most of these,
as that deviation is 0 where most periods have nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.interfaces import Numbers, Scores

RAISED = 3.0
"""Kleinberg's s. It multiplies the odds, so that what is in every second article may burst too."""

ENTERING = 1.0
"""Kleinberg's gamma."""

LEAST = 1.5
"""How many times as often as usually a matter is in a burst: what nearly everything is about has
none in the weeks in which everything is."""

_BRIDGED = 2
"""Periods without any article that a burst goes on through, as a paper has no Sunday."""


def bursts(found: Numbers, of_all: Numbers) -> list[range]:
    """Return the bursts, as places of periods, in order.

    Args:
        found: articles about the matter in each period: (periods,).
        of_all: articles in each: (periods,).
    """
    total, about = int(of_all.sum()), int(found.sum())
    if not 0 < about < total:
        return []
    odds = RAISED * about / (total - about)
    usual, raised = about / total, odds / (1 + odds)
    # How much likelier a burst makes what a period has, in nats.
    gains = found * np.log(raised / usual) + (of_all - found) * np.log((1 - raised) / (1 - usual))
    entering = ENTERING * np.log(np.count_nonzero(of_all))
    runs = (
        slice(stretch.start + first, stretch.start + end)
        for stretch in _stretches(of_all)
        for first, end in _raised(gains[stretch.start : stretch.stop], entering)
    )
    return [
        range(run.start, run.stop)
        for run in runs
        if found[run].sum() >= LEAST * usual * of_all[run].sum()
    ]


def _stretches(of_all: Numbers) -> Iterator[range]:
    """Yield the periods from one long gap to the next, as places; each ends with articles."""
    there = np.flatnonzero(of_all)
    gaps = np.flatnonzero(np.diff(there) > _BRIDGED + 1)
    firsts, lasts = there[np.r_[0, gaps + 1]], there[np.r_[gaps, len(there) - 1]]
    return (range(first, last + 1) for first, last in zip(firsts, lasts, strict=True))


def _raised(gains: Scores, entering: float) -> list[list[int]]:
    """Return the first and the end of each burst in the course that gains most.

    A period gains its share in a burst and nothing outside; entering one costs. This is Viterbi's
    algorithm over two states. Of equal courses the one with the shortest bursts is taken.
    """
    was_raised = np.zeros((2, len(gains)), np.bool_)
    outside, inside = 0.0, -np.inf
    for place, gain in enumerate(gains.tolist()):
        was_raised[:, place] = inside > outside, inside > outside - entering
        outside, inside = max(outside, inside), max(inside, outside - entering) + gain
    raised = np.zeros(len(gains), np.bool_)
    state = inside > outside
    for place in range(len(gains) - 1, -1, -1):
        raised[place] = state
        state = was_raised[int(state), place]
    edges: Numbers = np.flatnonzero(np.diff(np.r_[False, raised, False].astype(np.int8)))
    return edges.reshape(-1, 2).tolist()
