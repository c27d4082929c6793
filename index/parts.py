"""Parts: folders of articles that were committed together, written once."""

from __future__ import annotations

import math
import shutil
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from index.disk import OWNER_FOLDER, make_folder
from index.errors import NewsIndexError
from index.manifest import PARTS, REMOVED, FileEntry, PartEntry, describe_files
from index.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.generation import Generation, Split

_TIER = 8
"""Parts of about the same size that are merged into one, and how much larger the next size is."""
_SMALLEST = 64
"""Passages: parts below this count as being of one size."""


def write_part(
    directory: Path,
    dimension: int,
    articles: Iterable[Split],
    vectors: Iterable[NDArray[np.float32]],
) -> tuple[PartEntry, dict[str, FileEntry]]:
    """Write articles with their passages and vectors as a new part, synced to disk.

    Args:
        directory: of the index.
        dimension: of the vectors.
        articles: each with its passages, in order; gone through twice.
        vectors: of all passages in that order, in pieces: float32, (n, dim), unit length.

    Returns:
        What the manifest must say of the part and of its files.
    """
    from index.dense import write_vectors
    from index.keyword import write_keywords
    from index.part_store import write_articles

    name = uuid.uuid4().hex[:12]
    folder = directory / PARTS / name
    make_folder(folder.parent)
    folder.mkdir(mode=OWNER_FOLDER)
    try:
        count, passages = write_articles(folder, articles)
        indexed = write_keywords(
            folder,
            ((a.title, render(a.title, p.text)) for a, passages in articles for p in passages),
        )
        embedded = write_vectors(folder, dimension, vectors)
        _check_counts(passages, indexed, embedded)
        files = describe_files(directory, (path for path in folder.rglob("*") if path.is_file()))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return PartEntry(name, count, passages), files


def _check_counts(passages: int, indexed: int, embedded: int) -> None:
    if not passages == indexed == embedded:
        raise NewsIndexError(f"{passages} passages, but {indexed} indexed and {embedded} embedded")


def write_removed(
    directory: Path, part: PartEntry, ordinals: NDArray[np.int64], passages: int
) -> tuple[PartEntry, dict[str, FileEntry]]:
    """Write which articles of a part are no longer in the index.

    Args:
        directory: of the index.
        part: as the manifest has it.
        ordinals: of all its removed articles, ascending.
        passages: how many passages they have.
    """
    import numpy as np

    folder = directory / REMOVED
    make_folder(folder)
    path = folder / f"{part.name}-{uuid.uuid4().hex[:12]}.npy"
    np.save(path, ordinals)
    files = describe_files(directory, [path])
    changed = replace(
        part,
        removed=next(iter(files)),
        removed_articles=len(ordinals),
        removed_passages=passages,
    )
    return changed, files


def parts_to_merge(parts: Sequence[PartEntry]) -> list[int]:
    """Choose parts that are better one: many of about the same size, or one mostly removed.

    Merging only parts of a size keeps the work for each article at the logarithm of their
    number, as in Lucene's tiered policy.
    """
    for place, part in enumerate(parts):
        if 2 * part.removed_passages > part.passages:
            return [place]
    tiers: dict[int, list[int]] = {}
    for place, part in enumerate(parts):
        size = max(part.passages - part.removed_passages, _SMALLEST)
        tiers.setdefault(int(math.log(size / _SMALLEST, _TIER)), []).append(place)
    return next((places for places in tiers.values() if len(places) >= _TIER), [])


def merge_parts(
    directory: Path, generation: Generation, places: Sequence[int]
) -> tuple[PartEntry, dict[str, FileEntry]] | None:
    """Write the living articles of some parts as one new part; None if none of them lives."""
    articles = generation.living(places)
    if next(iter(articles), None) is None:
        return None
    return write_part(directory, generation.manifest.dimension, articles, articles.vectors())
