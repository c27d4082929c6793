"""Which articles share a key, among any number of them: sorted keys, run after run."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

TAIL = 1024
"""Articles held in a dictionary, which takes some 6 KB for each, before they are sorted away."""

CROWD = 64
"""Articles under one key above which those in the middle are passed over: a set phrase."""


@dataclass(frozen=True)
class KeyRun:
    """The keys of articles numbered one after the other, sorted; may be memory-mapped."""

    keys: NDArray[np.uint64]
    """(keys,), ascending; no zeros."""
    owners: NDArray[np.uint32]
    """(keys,): whose each is, counted from `first`; ascending where keys are equal."""
    first: int
    """The number of the first article."""

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def of(cls, keys: NDArray[np.uint64], first: int) -> KeyRun:
        """Sort the keys of articles: uint64, (articles, KEYS)."""
        flat = keys.ravel()
        order = np.argsort(flat, kind="stable")
        order = order[np.searchsorted(flat[order], 1) :]
        return cls(flat[order], (order // keys.shape[1]).astype(np.uint32), first)

    def numbered_from(self, first: int) -> KeyRun:
        """Return the same keys of articles that have other numbers."""
        return KeyRun(self.keys, self.owners, first)

    def followed_by(self, other: KeyRun) -> KeyRun:
        """Return both as one."""
        keys = np.concatenate([self.keys, other.keys])
        shift = np.uint32(other.first - self.first)
        owners = np.concatenate([self.owners, other.owners + shift])
        order = np.argsort(keys, kind="stable")
        return KeyRun(keys[order], owners[order], self.first)

    def only(self, living: NDArray[np.bool_]) -> KeyRun:
        """Return the keys of some of the articles, numbered anew: bool, (articles,)."""
        kept = living[self.owners]
        numbers = (np.cumsum(living) - 1).astype(np.uint32)
        return KeyRun(self.keys[kept], numbers[self.owners[kept]], self.first)


Span = tuple[KeyRun, int, int]
"""A run, and where in it a key begins and ends."""


class KeyRuns:
    """The keys of articles numbered from 0 on, to which more can be added.

    Args:
        runs: of the articles that there are; they stay as they are.
    """

    def __init__(self, runs: Sequence[KeyRun]) -> None:
        self._runs = list(runs)
        self._settled = len(self._runs)
        self._tail: dict[int, list[int]] = {}
        self._tail_keys: list[NDArray[np.uint64]] = []
        self._expected: set[bytes] = set()
        self._ahead: dict[int, list[Span]] = {}

    def append(self, number: int, keys: NDArray[np.uint64]) -> None:
        """Add the keys of the next article: uint64, (KEYS,), 0 where it has none."""
        for key in filter(None, keys.tolist()):
            self._tail.setdefault(key, []).append(number)
        self._tail_keys.append(keys)
        if len(self._tail_keys) == TAIL:
            run = KeyRun.of(np.stack(self._tail_keys), number + 1 - TAIL)
            while len(self._runs) > self._settled and len(self._runs[-1]) < 2 * len(run):
                run = self._runs.pop().followed_by(run)
            self._runs.append(run)
            self._tail, self._tail_keys = {}, []

    def expect(self, keys: NDArray[np.uint64]) -> None:
        """Look up what is asked for next, in the runs that stay: uint64, (articles, KEYS).

        Many keys in order share pages, of which each article's own few take one or two each.
        """
        self._expected = {row.tobytes() for row in keys}
        self._ahead = _found(self._runs[: self._settled], keys.ravel())

    def under(self, keys: NDArray[np.uint64]) -> list[list[int]]:
        """Return the numbers of the articles under each key, ascending; none under 0.

        Of a crowd under one key the first and the last are given.
        """
        ahead = keys.tobytes() in self._expected
        runs = self._runs[self._settled :] if ahead else self._runs
        before, later, tail = self._ahead if ahead else {}, _found(runs, keys), self._tail
        return [
            self._numbers([*before.get(key, ()), *later.get(key, ())], tail.get(key, ()))
            if key in tail or key in later or key in before
            else []
            for key in keys.tolist()
        ]

    def _numbers(self, spans: list[Span], tail: Sequence[int]) -> list[int]:
        size = sum(end - start for _, start, end in spans) + len(tail)
        numbers: list[int] = []
        passed = 0
        for run, start, end in spans:
            places = _at_the_ends(start, end, passed, size)
            numbers += (run.first + int(run.owners[place]) for place in places)
            passed += end - start
        numbers += (tail[place] for place in _at_the_ends(0, len(tail), passed, size))
        return numbers


def _found(runs: Iterable[KeyRun], keys: NDArray[np.uint64]) -> dict[int, list[Span]]:
    """Return where keys are in some runs, by key; nothing of 0, and of what is in none."""
    found: dict[int, list[Span]] = {}
    wanted = np.sort(keys)
    wanted = wanted[wanted.searchsorted(1) :]
    for run in filter(len, runs):
        starts = run.keys.searchsorted(wanted)
        there = (run.keys.take(starts, mode="clip") == wanted).nonzero()[0]
        ends = run.keys.searchsorted(wanted[there], side="right")
        places = zip(wanted[there].tolist(), starts[there].tolist(), ends.tolist(), strict=True)
        for key, start, end in dict.fromkeys(places):
            found.setdefault(key, []).append((run, start, end))
    return found


def _at_the_ends(start: int, end: int, passed: int, size: int) -> Iterable[int]:
    """Return the places of a span that are among the first or the last of a crowd.

    Args:
        start: where the span starts, in its run.
        end: where it ends.
        passed: how many of the crowd come before it.
        size: of the whole crowd.
    """
    if size <= CROWD:
        return range(start, end)
    half = CROWD // 2
    first = range(start, min(end, start + max(half - passed, 0)))
    last = range(max(start, first.stop, start + size - half - passed), end)
    return chain(first, last)
