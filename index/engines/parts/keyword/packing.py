"""Runs of terms to the bytes that are kept of their postings, and back: see `postings`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.parts.keyword.postings import ENTRIES, KINDS, WIDTHS
from index.engines.parts.keyword.runs import TermRun, stretches, sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.engines.parts.keyword.runs import Integers

_BYTE, _SHORT = 1 << 8, 1 << 16
_WIDTHS = np.array(WIDTHS, np.int64)


def encode_run(
    run: TermRun, lengths: NDArray[np.uint8], offset: int
) -> tuple[bytes, NDArray[np.void]]:
    """Return the bytes of the postings of terms, and what the term index is to say of each.

    Args:
        run: at least one term.
        lengths: of the field in every passage, as Whoosh's bytes: (passages,).
        offset: where the bytes will begin in their file.

    Returns:
        The bytes, and `postings.ENTRIES`, (terms,).
    """
    bounds = sums(run.sizes)
    starts, ends = bounds[:-1], bounds[1:]
    held = lengths[run.passages]
    totals = np.add.reduceat(run.counts, starts, dtype=np.int64)
    most = np.maximum.reduceat(run.counts, starts)
    gaps = np.diff(run.passages, prepend=np.uint32(0))
    gaps[starts] = 0
    gap = np.where(run.sizes > 1, _form(np.maximum.reduceat(gaps, starts)), 0)
    count = np.where(totals < most * run.sizes, _form(most), 0)
    step = np.zeros(len(run), np.int64)
    if run.steps is not None:
        step = _form(np.maximum.reduceat(run.steps, sums(totals)[:-1]))
    sizes = (run.sizes - 1) * _WIDTHS[gap], run.sizes * _WIDTHS[count], totals * _WIDTHS[step]
    begins = sums(sum(sizes, np.zeros(len(run), np.int64)))
    content = np.zeros(begins[-1], np.uint8)
    at = begins[:-1]
    _put(content, at, run.sizes - 1, gap, np.delete(gaps, starts))
    _put(content, at + sizes[0], run.sizes, count, run.counts)
    if run.steps is not None:
        _put(content, at + sizes[0] + sizes[1], totals, step, run.steps)
    entries = np.zeros(len(run), ENTRIES)
    entries["form"] = gap | count << 2 | step << 4
    entries["shortest"] = np.minimum.reduceat(held, starts)
    entries["longest"] = np.maximum.reduceat(held, starts)
    entries["passages"], entries["total"], entries["most"] = run.sizes, totals, most
    entries["first"], entries["last"] = run.passages[starts], run.passages[ends - 1]
    entries["offset"], entries["size"] = at + offset, np.diff(begins)
    return content.tobytes(), entries


def decode_run(
    terms: list[bytes], entries: NDArray[np.void], content: bytes, held: int, *, placed: bool
) -> TermRun:
    """Return the postings of terms.

    Args:
        terms: ascending, at least one.
        entries: what the term index says of each: `postings.ENTRIES`, (terms,).
        content: the bytes of all of them, one after the other.
        held: how many passages the part has.
        placed: whether their places are kept.

    Raises:
        ValueError: the bytes are not what the entries say.
    """
    form, many = entries["form"].astype(np.int64), entries["passages"].astype(np.int64)
    totals = entries["total"].astype(np.int64)
    gap, count, step = form & 3, form >> 2 & 3, form >> 4 & 3
    sizes = (many - 1) * _WIDTHS[gap], many * _WIDTHS[count], totals * _WIDTHS[step]
    begins = sums(entries["size"])
    whole = (sizes[0] + sizes[1] + sizes[2] == entries["size"]).all()
    if not whole or begins[-1] != len(content) or (many == 0).any() or (gap < (many > 1)).any():
        raise ValueError("its postings have another size")
    kept, at, bounds = np.frombuffer(content, np.uint8), begins[:-1], sums(many)
    starts = bounds[:-1]
    numbers = np.zeros(bounds[-1], np.int64)
    follow = np.ones(len(numbers), np.bool_)
    follow[starts] = False
    numbers[follow] = _get(kept, at, many - 1, gap)
    along = np.cumsum(numbers)
    first = entries["first"].astype(np.int64)
    passages = (along + np.repeat(first - along[starts], many)).astype(np.uint32)
    counts = np.repeat(totals // many, many).astype(np.uint32)
    counted = np.repeat(count > 0, many)
    counts[counted] = _get(kept, at + sizes[0], np.where(count > 0, many, 0), count)
    in_all = np.add.reduceat(counts, starts, dtype=np.int64)
    right = (passages[bounds[1:] - 1] == entries["last"]).all() and (in_all == totals).all()
    if not right or passages.max() >= held:
        raise ValueError("its postings are wrong")
    steps = None
    if placed:
        if (step == 0).any():
            raise ValueError("its places are not there")
        steps = _get(kept, at + sizes[0] + sizes[1], totals, step)
    return TermRun(terms, many, passages, counts, steps)


def _form(greatest: NDArray[Any]) -> Integers:
    """Return how narrow arrays can be, by their greatest numbers."""
    return 1 + (greatest >= _BYTE).astype(np.int64) + (greatest >= _SHORT)


def _put(
    content: NDArray[np.uint8], at: Integers, many: Integers, form: Integers, numbers: NDArray[Any]
) -> None:
    """Write arrays of numbers, each as narrow as its form says; none where that is 0.

    Args:
        content: where to.
        at: where each array begins.
        many: how many numbers each has.
        form: of each.
        numbers: of all, one array after the other.
    """
    before = sums(many)
    for each in range(1, len(WIDTHS)):
        of = np.flatnonzero((form == each) & (many > 0))
        narrow = numbers[stretches(before[of], many[of])].astype(KINDS[each])
        content[stretches(at[of], many[of] * WIDTHS[each])] = narrow.view(np.uint8)


def _get(
    content: NDArray[np.uint8], at: Integers, many: Integers, form: Integers
) -> NDArray[np.uint32]:
    """Return the numbers of arrays, as `_put` has written them."""
    before = sums(many)
    numbers = np.zeros(before[-1], np.uint32)
    for each in range(1, len(WIDTHS)):
        of = np.flatnonzero((form == each) & (many > 0))
        kept = content[stretches(at[of], many[of] * WIDTHS[each])]
        numbers[stretches(before[of], many[of])] = kept.view(KINDS[each])
    return numbers
