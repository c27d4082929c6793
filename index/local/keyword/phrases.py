"""Which passages hold a phrase: its words side by side, in order.

A compound takes as many places as it has parts, so that `the email address` stands where a text
has `the e-mail address`.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from index.vocabulary.words import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.local.keyword.part import PartKeywords
    from index.local.keyword.postings import Postings
    from index.vocabulary.words import Slot

_PLACE_BITS = 32


def holding_phrase(
    part: PartKeywords,
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
    if not part.passages:
        return np.zeros(0, np.int64)
    found: dict[str, Postings] = {}
    words: dict[str, Sequence[str]] = {}
    for key in dict.fromkeys(key for slot in slots for keys in slot for key in keys):
        words[key] = stored(key)
        for word in words[key]:
            found[word] = part.postings(word, field, with_places=True)

    def holding(key: str) -> NDArray[np.int64]:
        return _united([found[word].passages for word in words[key]])

    common = reduce(
        np.intersect1d,
        (_united([reduce(np.intersect1d, map(holding, keys)) for keys in slot]) for slot in slots),
    )
    if not len(common) or (len(slots) == 1 and all(len(keys) == 1 for keys in slots[0])):
        return common
    return _following(common, found, words, slots)


def _following(
    common: NDArray[np.int64],
    found: dict[str, Postings],
    words: dict[str, Sequence[str]],
    slots: Sequence[Slot],
) -> NDArray[np.int64]:
    """Return which of some passages hold a phrase to its end."""
    spots = {word: _spots(postings, common) for word, postings in found.items()}
    reached: NDArray[np.int64] | None = None
    for slot in slots:
        ends = []
        for keys in slot:
            after = reached
            for key in keys:
                after = _after(after, [(spots[word], width_of(word)) for word in words[key]])
            ends.append(after)
        reached = _united([each for each in ends if each is not None])
    return common[np.unique(reached >> _PLACE_BITS)] if reached is not None else common


def _after(
    reached: NDArray[np.int64] | None, words: Sequence[tuple[NDArray[np.int64], int]]
) -> NDArray[np.int64]:
    """Return the spots behind words that begin at one of those reached; None is anywhere."""
    starts = [
        spots if reached is None else np.intersect1d(reached, spots, assume_unique=True)
        for spots, _ in words
    ]
    return _united([each + width for each, (_, width) in zip(starts, words, strict=True)])


def _united(arrays: Sequence[NDArray[Any]]) -> NDArray[np.int64]:
    """Return what is in any of some arrays, ascending, each once."""
    if not arrays:
        return np.zeros(0, np.int64)
    united = arrays[0] if len(arrays) == 1 else np.unique(np.concatenate(arrays))
    return united.astype(np.int64, copy=False)


def _spots(postings: Postings, common: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where a word stands in some passages.

    Each as one number: which of these passages, and in its lower bits at which place.
    """
    if not len(postings.passages):
        return np.zeros(0, np.int64)
    place = np.searchsorted(common, postings.passages)
    place[place == len(common)] = 0
    held = common[place] == postings.passages if len(common) else np.zeros(len(place), np.bool_)
    order = np.where(held, place, -1)
    holders, places = postings.places()
    holders = order[holders]
    return (holders[holders >= 0] << _PLACE_BITS) + places[holders >= 0]
