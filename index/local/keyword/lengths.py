"""The lengths of passages in terms, as Whoosh keeps them: in one byte, which rounds the long ones.

BM25 needs no more, and what is scored here is scored as Whoosh scores it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.util.numeric import byte_to_length

from index.local.commit.disk import read_array
from index.local.keyword.analysis import LANGUAGE, LEAD, TERMS, TITLE, TITLE_WORDS, WORDS
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

LENGTHS_FILE = "lengths.npy"

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.int64)

_KEPT = (TERMS, TITLE, TITLE_WORDS, LEAD)
"""Fields whose lengths are kept; a passage has as many words as stems."""


def rounded(lengths: NDArray[Any]) -> NDArray[np.uint8]:
    """Return lengths as Whoosh's bytes: that of the least length it knows that is not less."""
    least: NDArray[np.int64] = np.searchsorted(_LENGTHS, np.minimum(lengths, _LENGTHS[-1]))
    return least.astype(np.uint8)


def length_of(lengths: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the lengths that Whoosh's bytes stand for."""
    return _LENGTHS.astype(np.float32)[lengths]


def write_lengths(folder: Path, lengths: Mapping[str, NDArray[np.uint8]]) -> None:
    """Write the lengths of each field in every passage."""
    np.save(folder / LENGTHS_FILE, np.stack([lengths[field] for field in _KEPT]))


def read_lengths(folder: Path, passages: int) -> dict[str, NDArray[np.uint8]]:
    """Return the lengths of each field in so many passages, as Whoosh's bytes: (passages,).

    Raises:
        DamagedIndexError: the file is damaged.
        NewsIndexError: it can't be opened.
    """
    path = folder / LENGTHS_FILE
    kept = read_array(path)
    if kept.shape != (len(_KEPT), passages) or kept.dtype != np.uint8:
        raise DamagedIndexError(f"{path} is damaged: its counts are wrong")
    lengths: dict[str, NDArray[np.uint8]] = dict(zip(_KEPT, kept, strict=True))
    one = rounded(np.ones(passages, np.int64))
    return {**lengths, WORDS: lengths[TERMS], LANGUAGE: one}
