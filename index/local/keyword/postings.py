"""The postings of a term as arrays, and as the blocks in which Whoosh keeps them.

A list of postings is a mark and blocks of at most `BLOCK` postings. A block is its length (the
last one's negative), a pickled tuple of what is in it, and a pickled tuple, compressed where that
pays, of the gaps between passage numbers, the frequencies, and a value for each posting. Whoosh's
own matcher reads what is written here; the tests hold both to the same postings.
"""

from __future__ import annotations

import io
import pickle
import struct
import zlib
from array import array
from dataclasses import dataclass
from operator import sub
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.util.numeric import length_to_byte

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

BLOCK = 1024
"""Postings to a block: larger ones are read in fewer steps."""

_LENGTH = struct.Struct("!i")

_WORTH_COMPRESSING = 80
"""Bytes; Whoosh's own measurement found no smaller block that compression made smaller."""
_COMPRESSION = 1
"""The fastest: level 3, Whoosh's own, takes longer to write and saves 3 % of space."""

_BYTE = 256
_FEW = 16
"""Postings up to which a tuple is shorter and quicker to read than an array."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term occurs."""

    passages: NDArray[np.uint32]
    """Numbers of passages, ascending, each once: (n,)."""
    counts: NDArray[np.float32]
    """How often in each: (n,)."""
    values: Sequence[bytes] | None = None
    """What Whoosh keeps with each: its frequency, or its places; None where they were not read."""


def joined(lists: Sequence[Postings]) -> Postings:
    """Return lists of postings as one; each begins where the one before ends."""
    if len(lists) == 1:
        return lists[0]
    return Postings(
        np.concatenate([each.passages for each in lists]),
        np.concatenate([each.counts for each in lists]),
        [value for each in lists for value in each.values or ()],
    )


def encode(
    postings: Postings, lengths: NDArray[np.int64], value_size: int | None
) -> tuple[bytes, W3TermInfo]:
    """Return the blocks of a term's postings, and what Whoosh's term index is to know of them.

    Args:
        postings: at least one, with their values.
        lengths: of the field in every passage, as Whoosh rounds them: (passages,).
        value_size: bytes of each value, None where they differ.
    """
    if len(postings.passages) <= _FEW:
        return _encode_few(postings, lengths, value_size)
    numbers, counts = postings.passages, postings.counts
    held = lengths[numbers]
    blocks = [WHOOSH3_HEADER_MAGIC]
    for start in range(0, len(numbers), BLOCK):
        here = slice(start, start + BLOCK)
        data = (
            _smallest(np.diff(numbers[here], prepend=np.uint32(0))),
            _weights(counts[here]),
            _values((postings.values or ())[here], value_size),
        )
        last = start + BLOCK >= len(numbers)
        blocks += _block(
            data, numbers[here].tolist(), float(counts[here].max()), _extremes(held[here]), last
        )
    info = _term_info(numbers, counts.sum(dtype=np.float64), float(counts.max()), _extremes(held))
    return b"".join(blocks), info


def _encode_few(
    postings: Postings, lengths: NDArray[np.int64], value_size: int | None
) -> tuple[bytes, W3TermInfo]:
    """Do as `encode` for at most `_FEW` postings, as most terms have: NumPy's calls take longer."""
    numbers, counts = postings.passages.tolist(), postings.counts.tolist()
    held = lengths[postings.passages].tolist()
    extremes = min(filter(None, held), default=None), max(held)
    weights = counts[0] if counts.count(counts[0]) == len(counts) else tuple(map(int, counts))
    data = (
        tuple(map(sub, numbers, (0, *numbers))),
        None if weights == 1 else weights,
        _values(postings.values or (), value_size),
    )
    most = max(counts)
    blocks = [WHOOSH3_HEADER_MAGIC, *_block(data, numbers, most, extremes, last=True)]
    return b"".join(blocks), _term_info(numbers, sum(counts), most, extremes)


Extremes = tuple[int | None, int]
"""Of lengths: the least that is not 0, None where all are, and the greatest."""


def _block(
    data: Any, numbers: Sequence[int], most: float, extremes: Extremes, last: bool
) -> list[bytes]:
    """Return what a block consists of."""
    body = pickle.dumps(data, 5)
    compression = _COMPRESSION if len(body) >= _WORTH_COMPRESSING else 0
    if compression:
        body = zlib.compress(body, compression)
    shortest, longest = map(length_to_byte, extremes)
    head = pickle.dumps((len(numbers), numbers[-1], most, compression, shortest, longest), 2)
    size = len(head) + len(body)
    return [_LENGTH.pack(-size if last else size), head, body]


def _extremes(lengths: NDArray[np.int64]) -> Extremes:
    shortest = int(lengths.min())
    if not shortest:
        shortest = int(lengths[lengths > 0].min(initial=_NO_LENGTH))
    return None if shortest == _NO_LENGTH else shortest, int(lengths.max())


_NO_LENGTH = 1 << 40


def _term_info(
    numbers: Sequence[int] | NDArray[np.uint32], weight: float, most: float, extremes: Extremes
) -> W3TermInfo:
    shortest, longest = extremes
    return W3TermInfo(
        weight=float(weight),
        df=len(numbers),
        minlength=shortest,
        maxlength=longest,
        maxweight=most,
        minid=int(numbers[0]),
        maxid=int(numbers[-1]),
    )


def _smallest(numbers: NDArray[np.uint32]) -> Any:
    """Return numbers as the sequence that takes least room and is read fastest."""
    if len(numbers) <= _FEW:
        return tuple(numbers.tolist())
    if numbers.max() < _BYTE:
        return numbers.astype(np.uint8).tobytes()
    return array("I", numbers.astype(np.uint32).tobytes())


def _weights(counts: NDArray[np.float32]) -> Any:
    """Return frequencies as Whoosh reads them: None for all 1, one number for all the same."""
    first = float(counts[0])
    if (counts == first).all():
        return None if first == 1 else first
    return _smallest(counts.astype(np.uint32))


def _values(values: Sequence[bytes], size: int | None) -> Any:
    return tuple(values) if size is None else b"".join(values)


def decode(blocks: bytes, value_size: int | None = None, *, with_values: bool = False) -> Postings:
    """Return the postings that blocks hold.

    Raises:
        Whatever pickle, zlib and struct raise where the blocks are damaged.
    """
    numbers: list[NDArray[np.uint32]] = []
    counts: list[NDArray[np.float32]] = []
    values: list[bytes] = []
    for count, data in _bodies(blocks):
        gaps, weights, held = data
        numbers.append(np.cumsum(_array(gaps), dtype=np.uint32))
        counts.append(_counts(weights, count))
        if with_values:
            values += _split(held, value_size)
    if len(numbers) == 1:
        return Postings(numbers[0], counts[0], values if with_values else None)
    return Postings(
        np.concatenate(numbers), np.concatenate(counts), values if with_values else None
    )


def _bodies(blocks: bytes) -> Iterator[tuple[int, Any]]:
    """Yield for each block how many postings it has, and its data."""
    stream = io.BytesIO(blocks)
    if stream.read(len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
        raise ValueError("no postings here")
    more = True
    while more:
        (size,) = _LENGTH.unpack(stream.read(_LENGTH.size))
        more = size > 0
        end = stream.tell() + abs(size)
        count, _, _, compression, _, _ = pickle.load(stream)
        body = stream.read(end - stream.tell())
        yield count, pickle.loads(zlib.decompress(body) if compression else body)


def _array(numbers: Any) -> NDArray[Any]:
    if isinstance(numbers, bytes):
        return np.frombuffer(numbers, np.uint8)
    return np.asarray(numbers)


def _counts(weights: Any, count: int) -> NDArray[np.float32]:
    if weights is None or isinstance(weights, float):
        return np.full(count, 1.0 if weights is None else weights, np.float32)
    return _array(weights).astype(np.float32)


def _split(values: Any, size: int | None) -> Sequence[bytes]:
    if size is None:
        return list(values)
    return [values[start : start + size] for start in range(0, len(values), size)]
