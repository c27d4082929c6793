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
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS: tuple[np.dtype[np.unsignedinteger], ...] = (
    np.dtype("u1"),
    np.dtype("u1"),
    np.dtype("<u2"),
    np.dtype("<u4"),
)
"""What the numbers of an array are, by what an entry's form says of it; nothing for 0."""
WIDTHS = (0, 1, 2, 4)
"""Bytes of a number in an array, by what an entry's form says of it."""


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


def _forms(entry: Entry) -> tuple[int, int, int]:
    """Return how narrow each of the three arrays is."""
    return entry.form & 3, entry.form >> 2 & 3, entry.form >> 4 & 3


def size_before_places(entry: Entry) -> int:
    """Return how many bytes come before those of the places."""
    gap, count, _ = _forms(entry)
    return max(0, entry.passages - 1) * WIDTHS[gap] + entry.passages * WIDTHS[count]


def decode(entry: Entry, content: bytes, *, with_places: bool = False) -> Postings:
    """Return the postings of a term.

    Args:
        entry: what the term index says of it.
        content: its bytes; those of its places may be left out where they are not wanted.
        with_places: whether they are.

    Raises:
        ValueError: the bytes are not what the entry says.
    """
    gap, count, step = _forms(entry)
    many, first, total = entry.passages, entry.first, entry.total
    sizes = (many - 1) * WIDTHS[gap], many * WIDTHS[count], total * WIDTHS[step]
    wrong = not many or (many > 1 and not gap) or sum(sizes) != entry.size
    if wrong or len(content) not in {entry.size, entry.size if with_places else sum(sizes[:2])}:
        raise ValueError("its postings have another size")
    passages = np.empty(many, np.uint32)
    passages[0] = first
    if many > 1:
        gaps = np.frombuffer(content, KINDS[gap], many - 1)
        np.cumsum(gaps, dtype=np.uint32, out=passages[1:])
        passages[1:] += np.uint32(first)
    if passages[-1] != entry.last:
        raise ValueError("its postings are wrong")
    if count:
        counts = np.frombuffer(content, KINDS[count], many, sizes[0]).astype(np.float32)
    else:
        counts = np.full(many, total // many, np.float32)
    if not with_places or not step:
        return Postings(passages, counts)
    if counts.sum(dtype=np.float64) != total:
        raise ValueError("its places are of another number")
    return Postings(
        passages, counts, np.frombuffer(content, KINDS[step], total, sizes[0] + sizes[1])
    )
