"""The lengths of the passages of a part, in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.local.commit.disk import read_array
from index.engines.parts.keyword.fields import LANGUAGE, LEAD, TERMS, TITLE, TITLE_WORDS, WORDS
from index.engines.parts.keyword.lengths import rounded
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

LENGTHS_FILE = "lengths.npy"

_KEPT = (TERMS, TITLE, TITLE_WORDS, LEAD)
"""Fields whose lengths are kept; a passage has as many words as stems."""


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
