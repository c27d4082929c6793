"""Parts: folders of articles that were committed together, written once."""

from __future__ import annotations

import math
import shutil
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus import Article, Passage
from index.manifest import FileEntry, PartEntry, describe_files
from index.rendering import render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.generation import Generation

Split = tuple[Article, list[Passage]]
"""An article and its passages."""

PARTS = "parts"
REMOVED = "removed"

_TIER = 8
"""Parts of about the same size that are merged into one, and how much larger the next size is."""
_SMALLEST = 64
"""Passages: parts below this count as being of one size."""


def write_part(
    directory: Path, articles: Sequence[Split], vectors: NDArray[np.float32]
) -> tuple[PartEntry, dict[str, FileEntry]]:
    """Write articles with their passages and vectors as a new part, synced to disk.

    Args:
        directory: of the index.
        articles: each with its passages, in order.
        vectors: of all passages in that order, float32, (passages, dim), unit length.

    Returns:
        What the manifest must say of the part and of its files.
    """
    from index.dense import write_vectors
    from index.keyword import write_keywords
    from index.store import write_articles

    name = uuid.uuid4().hex[:12]
    folder = directory / PARTS / name
    folder.mkdir(parents=True)
    try:
        write_articles(folder, articles)
        write_keywords(
            folder,
            ((a.title, render(a.title, p.text)) for a, passages in articles for p in passages),
        )
        write_vectors(folder, vectors)
        files = describe_files(directory, (path for path in folder.rglob("*") if path.is_file()))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return PartEntry(name, len(articles), len(vectors)), files


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
    folder.mkdir(exist_ok=True)
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
    import numpy as np

    articles: list[Split] = []
    rows: list[NDArray[np.float32]] = []
    for place in places:
        store, vectors = generation.part_stores[place], generation.part_vectors[place]
        removed = set(generation.removed[place].tolist())
        first = 0
        for ordinal, (article, spans) in enumerate(store.articles()):
            if ordinal not in removed:
                passages = [Passage(start, end, article.text[start:end]) for start, end in spans]
                articles.append((article, passages))
                rows.append(vectors.rows[first : first + len(spans)].astype(np.float32))
            first += len(spans)
    return write_part(directory, articles, np.concatenate(rows)) if articles else None
