"""Which engine keeps an index: the one place that knows of engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.local import LocalIndex

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.interfaces import Index
    from index.models import Encoder


def create_index(directory: Path, encoder: Callable[[], Encoder], *, wait: float) -> Index:
    """Make an empty index in a directory.

    Args:
        directory: that is empty or does not exist yet.
        encoder: gives what will make its vectors, once the directory is found to be vacant.
        wait: seconds to wait for another writer.

    Raises:
        IndexExistsError, NoIndexError, IndexLockedError, IndexWriteError
    """
    return LocalIndex.create(directory, encoder, wait=wait)


def open_index(directory: Path, *, wait: float) -> Index:
    """Open the index in a directory.

    Raises:
        NoIndexError, DamagedIndexError, IndexFormatError
    """
    return LocalIndex.open(directory, wait=wait)
