"""The figures of one generation."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from index.engines.local.commit.layout import PARTS
from index.engines.local.dense.files import CELLS_FROM, VECTORS, cells_file

if TYPE_CHECKING:
    from index.engines.local.commit.manifest import Contents


def dense_kind(contents: Contents) -> str:
    """Say how the dense leg searches a generation, and why."""
    by_cells = [
        part.passages
        for part in contents.parts
        if f"{PARTS}/{part.name}/{cells_file(VECTORS)}" in contents.files
    ]
    embedded = sum(part.embedded for part in contents.parts)
    if not embedded:
        return "none: no passage has a vector yet"
    if not by_cells:
        return f"exact: no part has {CELLS_FROM:,} vectors, from which cells are worth their while"
    celled = sum(by_cells)
    return (
        f"by cells: {celled:,} vectors in parts of {CELLS_FROM:,} or more; "
        f"{embedded - celled:,} exact"
    )


def reclaimable(contents: Contents) -> int:
    """Return about how many bytes a compaction would free: the removed share of each part.

    What merging parts saves besides is not known before.
    """
    return sum(
        sum(entry.size for entry in part.files.values())
        * part.removed_passages
        // max(1, part.passages)
        for part in contents.parts
    )


def size_on_disk(directory: Path) -> int:
    """Return the bytes of all files in a directory."""
    size = 0
    for folder, _, names in os.walk(directory):
        for name in names:
            with contextlib.suppress(OSError):
                size += Path(folder, name).stat().st_size
    return size
