"""How the files of a part's vectors are called, and how FAISS's indexes are written to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

VECTORS = "vectors.faiss"
"""File of a part of which every passage has its vector."""

_RANGE = re.compile(r"vectors-(\d+)-(\d+)\.faiss")

CELLS_FROM = 300_000
"""Vectors in one file from which cells are made. An exact search takes 25 ms for a million on one
core, and its time grows with them; one by cells takes 4 to 5 ms from 200,000 to a million."""

PIECE = 8192
"""Rows that are copied in one go: 12 MB with 384 dimensions."""


def file_of(first: int, end: int, passages: int) -> str:
    """Return the name of the file that holds the vectors of passages `first` to `end` - 1."""
    return VECTORS if (first, end) == (0, passages) else f"vectors-{first}-{end}.faiss"


def ranges_in(folder: Path, passages: int) -> tuple[tuple[int, int], ...]:
    """Return which passages have vectors by the files that are in a part's folder."""
    if (folder / VECTORS).exists():
        return ((0, passages),)
    names = (_RANGE.fullmatch(path.name) for path in folder.glob("vectors-*.faiss"))
    return tuple(sorted((int(name[1]), int(name[2])) for name in names if name))


def cells_file(vectors: str) -> str:
    """Return the name of the file of cells beside a file of vectors."""
    return vectors.removesuffix(".faiss") + ".cells"


def write_index(index: Any, path: Path) -> None:
    """Write an index of FAISS's; an error of the disk is raised as what it is."""
    import faiss

    with path.open("wb") as file:
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))  # type: ignore[attr-defined]
