"""Which passages hold a phrase: its words side by side, in order.

A compound takes as many places as it has parts, so that `the email address` stands where a text
has `the e-mail address`.

Places are followed on a map of all places of some thousands of passages, a byte each, on which
words mark where they end. So the work grows with the number of occurrences and sorts nothing:
phrases of the most frequent words are the ones that must not take long.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.lengths import length_of
from index.vocabulary.words import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from index.engines.parts.keyword.part import KeywordPart
    from index.engines.parts.keyword.postings import Postings
    from index.interfaces import Allowed
    from index.vocabulary.words import Slot

_BLOCK = 4096
"""Passages whose places are mapped at once, less than a megabyte: what a core has at hand."""
_WIDEST = 8
"""Places that a word may take, so that none reaches into the next passage."""


def holding_phrase(
    part: KeywordPart,
    field: str,
    slots: Sequence[Slot],
    stored: Callable[[str], Sequence[str]],
) -> NDArray[np.int64]:
    """Return the passages of a part in which words of a field follow one another: (n,).

    Args:
        part: to look in.
        field: one whose places are kept.
        slots: what may stand at each place, at least one.
        stored: gives the words that the part keeps for one as it is compared.
    """
    words: dict[str, Sequence[str]] = {}
    found: dict[str, Postings] = {}
    alone = len(slots) == 1 and all(len(keys) == 1 for keys in slots[0])
    for key in dict.fromkeys(key for slot in slots for keys in slot for key in keys):
        words[key] = stored(key)
        for word in words[key]:
            found[word] = part.postings(word, field, with_places=not alone)

    def holding(key: str) -> Allowed:
        held = np.zeros(part.passages, np.bool_)
        for word in words[key]:
            held[found[word].passages] = True
        return held

    common = reduce(
        and_, (reduce(or_, (reduce(and_, map(holding, keys)) for keys in slot)) for slot in slots)
    )
    if alone or not common.any():
        return np.flatnonzero(common)
    held = np.flatnonzero(common)
    rank = np.cumsum(common) - 1
    occurrences = {word: _occurrences(each, common, rank) for word, each in found.items()}
    lengths = length_of(part.field_lengths[field][held]).astype(np.int64) + _WIDEST
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    follows = np.concatenate(
        [
            first + _following(occurrences, words, slots, bounds[first : first + _BLOCK + 1], first)
            for first in range(0, len(held), _BLOCK)
        ]
    )
    holding_all: NDArray[np.int64] = held[follows]
    return holding_all


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Where a word stands in passages that may hold a phrase."""

    passages: NDArray[np.int64]
    """The how many-eth of those each is, ascending: (n,)."""
    counts: NDArray[np.int64]
    """How often it stands in each: (n,)."""
    ends: NDArray[np.int64]
    """How often in it and all before: (n,)."""
    steps: NDArray[np.unsignedinteger]
    """Places by their differences, anew in each passage: (sum of counts,)."""

    def places(self, bounds: NDArray[np.int64], first: int) -> NDArray[np.int64]:
        """Return the places in some passages, on the map of all their places.

        Args:
            bounds: where each of n passages begins on it, and the last ends: (n + 1,).
            first: of the passages.
        """
        begin, end = np.searchsorted(self.passages, [first, first + len(bounds) - 1]).tolist()
        if begin == end:
            return np.zeros(0, np.int64)
        counts = self.counts[begin:end]
        before = int(self.ends[begin] - counts[0])
        along = np.cumsum(self.steps[before : int(self.ends[end - 1])], dtype=np.int64)
        passed = np.concatenate([[0], along])[self.ends[begin:end] - counts - before]
        base = bounds[self.passages[begin:end] - first] - bounds[0] - passed
        places: NDArray[np.int64] = along + np.repeat(base, counts)
        return places


def _occurrences(postings: Postings, common: Allowed, rank: NDArray[np.int64]) -> _Occurrences:
    """Return where a word stands in some passages.

    Args:
        postings: of the word.
        common: which passages of the part are meant: (passages,).
        rank: the how many-eth of those each is: (passages,).
    """
    steps = np.zeros(0, np.uint8) if postings.steps is None else postings.steps
    counts = postings.counts.astype(np.int64)
    held = common[postings.passages]
    kept = counts[held]
    ends = np.cumsum(kept)
    if len(kept) < len(counts):
        first = (np.cumsum(counts) - counts)[held]
        steps = steps[np.repeat(first - (ends - kept), kept) + np.arange(int(kept.sum()))]
    return _Occurrences(rank[postings.passages[held]], kept, ends, steps)


def _following(
    occurrences: Mapping[str, _Occurrences],
    words: Mapping[str, Sequence[str]],
    slots: Sequence[Slot],
    bounds: NDArray[np.int64],
    first: int,
) -> NDArray[np.int64]:
    """Return which of some passages hold a phrase to its end, counted from the first: (k,).

    Args:
        occurrences: of each word that a part keeps.
        words: that are kept for each as it is compared.
        slots: what may stand at each place.
        bounds: where each of n passages begins on the map, and the last ends: (n + 1,).
        first: of the passages.
    """
    size = int(bounds[-1] - bounds[0])
    places = {word: found.places(bounds, first) for word, found in occurrences.items()}
    reached: Allowed | None = None
    ends: list[NDArray[np.int64]] = []
    for slot in slots:
        if ends:
            reached = _marked(ends, size)
        ends = []
        for keys in slot:
            start, after = reached, np.zeros(0, np.int64)
            for place, key in enumerate(keys):
                start = _marked([after], size) if place else start
                after = _after(start, [(places[word], width_of(word)) for word in words[key]])
            ends.append(after)
    held = np.zeros(len(bounds) - 1, np.bool_)
    held[np.searchsorted(bounds - bounds[0], np.concatenate(ends) - 1, "right") - 1] = True
    return np.flatnonzero(held)


def _marked(ends: Sequence[NDArray[np.int64]], size: int) -> Allowed:
    """Return a map on which some places are marked."""
    reached = np.zeros(size, np.bool_)
    for places in ends:
        reached[places] = True
    return reached


def _after(
    reached: Allowed | None, words: Iterable[tuple[NDArray[np.int64], int]]
) -> NDArray[np.int64]:
    """Return where words end that begin at a place that was reached; None is anywhere."""
    ends = [
        (places if reached is None else places[reached[places]]) + width for places, width in words
    ]
    return np.concatenate([np.zeros(0, np.int64), *ends])
