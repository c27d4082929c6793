"""The lengths of passages in terms, as Whoosh keeps them: in one byte, which rounds the long ones.

BM25 needs no more, and every engine that keeps parts scores alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.util.numeric import byte_to_length

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.int64)


def rounded(lengths: NDArray[Any]) -> NDArray[np.uint8]:
    """Return lengths as Whoosh's bytes: that of the least length it knows that is not less."""
    least: NDArray[np.int64] = np.searchsorted(_LENGTHS, np.minimum(lengths, _LENGTHS[-1]))
    return least.astype(np.uint8)


def length_of(lengths: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the lengths that Whoosh's bytes stand for."""
    return _LENGTHS.astype(np.float32)[lengths]
