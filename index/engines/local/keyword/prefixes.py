"""How many words that begin so a passage holds; one letter begins tens of thousands of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.postings import WIDTHS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.engines.local.keyword.terms import TermIndex


def counts_of(terms: TermIndex, entries: NDArray[np.void], passages: int) -> NDArray[np.int64]:
    """Return how many of some words each passage of a part holds: (passages,).

    Args:
        terms: the term index of the part.
        entries: of words that follow one another in it: `ENTRIES`, (words,).
        passages: of the part.

    The postings of neighbours in the term index are neighbours in their file, so they are read
    and decoded together; term by term it takes four times as long.

    Raises:
        ValueError, IndexError: the files are damaged.
    """
    if not len(entries):
        return np.zeros(passages, np.int64)
    first = entries["first"].astype(np.int64)
    more = entries["passages"].astype(np.int64) - 1
    held = [first]
    begin = int(entries["offset"].min())
    end = int((entries["offset"] + entries["size"]).max())
    content = np.frombuffer(terms.bytes_of_postings(begin, end - begin), np.uint8)
    widths = np.array(WIDTHS)[entries["form"] & 3]
    if (more > 0)[widths == 0].any() or (more * widths > entries["size"]).any():
        raise ValueError("its postings have another size")
    for width in WIDTHS[1:]:
        alike = widths == width
        many = more[alike]
        before = np.cumsum(many) - many
        where = entries["offset"][alike].astype(np.int64) - begin - before * width
        where = np.repeat(where, many) + np.arange(many.sum()) * width
        along = np.cumsum(_numbers(content, where, width))
        passed = np.concatenate([[0], along])[before]
        held.append(along + np.repeat(first[alike] - passed, many))
    counts: NDArray[np.int64] = np.bincount(np.concatenate(held), minlength=passages)
    if len(counts) > passages:
        raise IndexError("its postings are wrong")
    return counts


def _numbers(content: NDArray[np.uint8], where: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Return the numbers of so many bytes that begin at some places, least byte first."""
    numbers = content[where].astype(np.int64)
    for place in range(1, width):
        numbers += content[where + place].astype(np.int64) << 8 * place
    return numbers
