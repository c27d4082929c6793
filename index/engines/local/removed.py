"""Which articles of a part were removed, read from the file that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.local.commit.disk import read_array
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from pathlib import Path

    from index.engines.local.commit.manifest import PartEntry
    from index.interfaces import Numbers


def read_removed(directory: Path, part: PartEntry) -> Numbers:
    """Read the ordinals of a part's articles that are no longer in the index, ascending.

    Raises:
        DamagedIndexError: they are not what was written.
    """
    if not part.removed:
        return np.zeros(0, np.int64)
    path = directory / part.removed
    ordinals: Numbers = read_array(path, mapped=False)
    if (
        ordinals.shape != (part.removed_articles,)
        or ordinals.dtype != np.int64
        or (np.diff(ordinals, prepend=-1, append=part.articles) < 1).any()
    ):
        raise DamagedIndexError(f"{path} is damaged")
    return ordinals
