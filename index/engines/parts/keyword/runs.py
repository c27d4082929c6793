"""Terms that follow one another with all their postings, as few arrays: what is written and merged.

Most terms stand in a few passages. Taken one by one they cost Python a dozen steps each; so what
concerns every term of a part is done for thousands of them at once.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

RUN = 1 << 20
"""Occurrences of terms that are held as one run, some 12 MB; one term may have more."""


@dataclass(frozen=True, slots=True)
class TermRun:
    """Some terms, ascending, each with its postings as `postings.Postings` has them."""

    terms: list[bytes]
    sizes: Integers
    """How many passages hold each, at least one: (terms,)."""
    passages: NDArray[np.uint32]
    """Ascending within a term: (sum of sizes,)."""
    counts: NDArray[np.uint32]
    """How often in each: (sum of sizes,)."""
    steps: NDArray[np.uint32] | None
    """Places by their differences, anew in each passage: (sum of counts,); None if not kept."""

    def __len__(self) -> int:
        return len(self.terms)

    def part(self, first: int, end: int) -> TermRun:
        """Return some of the terms, up to one before `end`."""
        bounds = sums(self.sizes)
        postings = slice(bounds[first], bounds[end])
        steps = self.steps
        if steps is not None:
            before = int(self.counts[: bounds[first]].sum())
            steps = steps[before : before + int(self.counts[postings].sum())]
        sizes = self.sizes[first:end]
        return TermRun(
            self.terms[first:end], sizes, self.passages[postings], self.counts[postings], steps
        )

    def renumbered(self, base: int) -> TermRun:
        """Return the same with numbers of passages that begin at a base."""
        passages = self.passages + np.uint32(base)
        return TermRun(self.terms, self.sizes, passages, self.counts, self.steps)

    def only(self, kept: NDArray[np.bool_], numbers: NDArray[np.uint32]) -> TermRun:
        """Return what is left where some passages stay.

        Args:
            kept: whether each passage stays: (passages of the part,).
            numbers: their new numbers: (passages of the part,).
        """
        stay = kept[self.passages]
        sizes = np.diff(sums(stay)[sums(self.sizes)])
        left = np.flatnonzero(sizes)
        steps = None if self.steps is None else self.steps[np.repeat(stay, self.counts)]
        return TermRun(
            [self.terms[place] for place in left.tolist()],
            sizes[left],
            numbers[self.passages[stay]],
            self.counts[stay],
            steps,
        )


def sums(numbers: NDArray[Any]) -> Integers:
    """Return how much comes before each of some numbers, and all of it: (n + 1,)."""
    found = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(numbers, out=found[1:])
    return found


def stretches(starts: Integers, sizes: Integers) -> Integers:
    """Return every place of some stretches, each known by its start and how long it is."""
    before = sums(sizes)
    return np.repeat(starts - before[:-1], sizes) + np.arange(before[-1])


def collated(pieces: Sequence[TermRun]) -> TermRun:
    """Return runs as one, in the order of terms; of a term that of an earlier run comes first."""
    if len(pieces) == 1:
        return pieces[0]
    terms = sorted({term for piece in pieces for term in piece.terms})
    rank = {term: place for place, term in enumerate(terms)}
    ranks = np.array([rank[term] for piece in pieces for term in piece.terms], np.int64)
    order = np.argsort(ranks, kind="stable")
    sizes = np.concatenate([piece.sizes for piece in pieces])
    counts = np.concatenate([piece.counts for piece in pieces])
    bounds = sums(sizes)
    moved = stretches(bounds[:-1][order], sizes[order])
    placed = [piece.steps for piece in pieces if piece.steps is not None]
    steps = None
    if placed:
        before = sums(counts)[bounds]
        steps = np.concatenate(placed)[stretches(before[:-1][order], np.diff(before)[order])]
    of_each = np.zeros(len(terms), np.int64)
    np.add.at(of_each, ranks, sizes)
    passages = np.concatenate([piece.passages for piece in pieces])[moved]
    return TermRun(terms, of_each, passages, counts[moved], steps)


def merged_runs(sources: Iterable[Iterator[TermRun]]) -> Iterator[TermRun]:
    """Yield the terms of several sources as one, each of which yields runs in order.

    The passages of a source have greater numbers than those of the sources before.
    """
    waiting = [filter(len, source) for source in sources]
    heads = [next(source, None) for source in waiting]
    while there := [head for head in heads if head]:
        last = min(head.terms[-1] for head in there)
        pieces = []
        for place, head in enumerate(heads):
            end = bisect_right(head.terms, last) if head else 0
            if head and end:
                pieces.append(head.part(0, end))
                rest = head.part(end, len(head))
                heads[place] = rest if len(rest) else next(waiting[place], None)
        yield collated(pieces)
