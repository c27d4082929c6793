"""The postings of a term: as arrays, and as plain bytes.

The bytes are those of three arrays, one after the other: by how much each passage's number is more
than the one before (the first stands in the entry), how often the term occurs in each (nothing if
equally often in all), and its places in each, likewise by their differences. Each array is as
narrow as its greatest number lets it be; the entry says how narrow. Nothing here is executed or
unpickled, and nothing is larger in memory than its bytes on disk and a small factor.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_FEW = 16
"""Postings up to which lists are quicker than arrays; most terms have no more."""

_KINDS: tuple[np.dtype[np.unsignedinteger], ...] = (
    np.dtype("u1"),
    np.dtype("u1"),
    np.dtype("<u2"),
    np.dtype("<u4"),
)
WIDTHS = (0, 1, 2, 4)
"""Bytes of a number in an array, by what an entry's form says of it."""
_BYTE, _SHORT = 1 << 8, 1 << 16


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term occurs."""

    passages: NDArray[np.uint32]
    """Numbers of passages, ascending, each once: (n,)."""
    counts: NDArray[np.float32]
    """How often in each, whole numbers: (n,)."""
    steps: NDArray[np.unsignedinteger] | None = None
    """Its places in all of them together: the first of each passage, and from each to the next,
    (sum of counts,); None where they were not read."""

    def places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return for every occurrence which of the passages has it, and at which place."""
        if self.steps is None:
            raise ValueError("its places were not read")
        counts = self.counts.astype(np.int64)
        holders = np.repeat(np.arange(len(counts)), counts)
        along = np.cumsum(self.steps, dtype=np.int64)
        before = np.concatenate([[0], along])[np.cumsum(counts) - counts]
        return holders, along - before[holders]

    def renumbered(self, base: int) -> Postings:
        """Return the same with numbers that begin at a base."""
        return Postings(self.passages + np.uint32(base), self.counts, self.steps)

    def only(self, stay: NDArray[np.bool_], numbers: NDArray[np.uint32]) -> Postings:
        """Return what is left where some passages stay, by their new numbers: both (n,)."""
        counts = self.counts[stay]
        if self.steps is None:
            return Postings(numbers[stay], counts)
        steps = self.steps[np.repeat(stay, self.counts.astype(np.int64))]
        return Postings(numbers[stay], counts, steps)


def joined(lists: Sequence[Postings]) -> Postings:
    """Return lists of postings as one; each begins where the one before ends."""
    if len(lists) == 1:
        return lists[0]
    steps = [each.steps for each in lists if each.steps is not None]
    return Postings(
        np.concatenate([each.passages for each in lists]),
        np.concatenate([each.counts for each in lists]),
        np.concatenate(steps) if steps else None,
    )


class Entry(NamedTuple):
    """What the term index says of a term."""

    form: int
    """How narrow the three arrays are: two bits for each."""
    shortest: int
    """Least length of a passage that holds it, as Whoosh's byte."""
    longest: int
    passages: int
    """How many hold it; at least one."""
    total: int
    """How often it occurs in all of them together."""
    most: int
    """How often in one at most."""
    first: int
    """Number of the first passage that holds it."""
    last: int
    offset: int
    """Where its postings begin in their file."""
    size: int
    """Bytes of them; none where the entry says it all."""


_KINDS_OF_ENTRY = "BBBIIIIIQI"
ENTRY = struct.Struct(f"<{_KINDS_OF_ENTRY}")
ENTRIES = np.dtype(
    [(name, f"<{kind}") for name, kind in zip(Entry._fields, _KINDS_OF_ENTRY, strict=True)]
)
"""The bytes of many entries, as columns of an array."""


def encode(postings: Postings, lengths: NDArray[np.uint8], offset: int) -> tuple[bytes, Entry]:
    """Return the bytes of a term's postings, and what the term index is to say of them.

    Args:
        postings: at least one.
        lengths: of the field in every passage, as Whoosh's bytes: (passages,).
        offset: where the bytes will begin in their file.
    """
    held = lengths[postings.passages]
    if len(postings.passages) <= _FEW:
        numbers, counts = postings.passages.tolist(), postings.counts.tolist()
        most, total = int(max(counts)), int(sum(counts))
        arrays = (
            _packed(list(map(sub, numbers[1:], numbers))),
            _packed(list(map(int, counts))) if total < most * len(counts) else _NOTHING,
            _NOTHING if postings.steps is None else _packed(postings.steps.tolist()),
        )
        lengths_held = held.tolist()
        shortest, longest = min(lengths_held), max(lengths_held)
    else:
        numbers = postings.passages
        most, total = int(postings.counts.max()), int(postings.counts.sum(dtype=np.float64))
        arrays = (
            _narrowed(np.diff(numbers)),
            _narrowed(postings.counts) if total < most * len(numbers) else _NOTHING,
            _NOTHING if postings.steps is None else _narrowed(postings.steps),
        )
        shortest, longest = int(held.min()), int(held.max())
    (gap, gaps), (count, counted), (step, steps) = arrays
    content = gaps + counted + steps
    return content, Entry(
        form=gap | count << 2 | step << 4,
        shortest=shortest,
        longest=longest,
        passages=len(numbers),
        total=total,
        most=most,
        first=int(numbers[0]),
        last=int(numbers[-1]),
        offset=offset,
        size=len(content),
    )


_NOTHING = 0, b""


def _packed(numbers: list[int]) -> tuple[int, bytes]:
    """Return how narrow numbers can be, and their bytes."""
    if not numbers:
        return _NOTHING
    greatest = max(numbers)
    if greatest < _BYTE:
        return 1, bytes(numbers)
    if greatest < _SHORT:
        return 2, struct.pack(f"<{len(numbers)}H", *numbers)
    return 3, struct.pack(f"<{len(numbers)}I", *numbers)


def _narrowed(numbers: NDArray[np.unsignedinteger | np.float32]) -> tuple[int, bytes]:
    greatest = numbers.max(initial=0)
    width = 1 if greatest < _BYTE else 2 if greatest < _SHORT else 3
    return width, numbers.astype(_KINDS[width]).tobytes()


def decode(entry: Entry, content: bytes, *, with_places: bool = False) -> Postings:
    """Return the postings of a term.

    Raises:
        ValueError: the bytes are not what the entry says.
    """
    gap, count, step = entry.form & 3, entry.form >> 2 & 3, entry.form >> 4 & 3
    many, first, total = entry.passages, entry.first, entry.total
    sizes = (many - 1) * WIDTHS[gap], many * WIDTHS[count], total * WIDTHS[step]
    if not many or (many > 1 and not gap) or not sum(sizes) == entry.size == len(content):
        raise ValueError("its postings have another size")
    passages = np.empty(many, np.uint32)
    passages[0] = first
    if many > 1:
        gaps = np.frombuffer(content, _KINDS[gap], many - 1)
        np.cumsum(gaps, dtype=np.uint32, out=passages[1:])
        passages[1:] += np.uint32(first)
    if passages[-1] != entry.last:
        raise ValueError("its postings are wrong")
    if count:
        counts = np.frombuffer(content, _KINDS[count], many, sizes[0]).astype(np.float32)
    else:
        counts = np.full(many, total // many, np.float32)
    if not with_places or not step:
        return Postings(passages, counts)
    if counts.sum(dtype=np.float64) != total:
        raise ValueError("its places are of another number")
    return Postings(
        passages, counts, np.frombuffer(content, _KINDS[step], total, sizes[0] + sizes[1])
    )
