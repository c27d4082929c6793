"""Several parts to one: their living articles, postings, vectors and keys are taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.engines.local.keyword.writing import merge_keywords
from index.engines.local.store.copy_keys import save_keys
from index.engines.local.store.part import write_articles
from index.engines.local.writing.parts import described, new_part, write_part_vectors
from index.engines.parts.writing.merging import (
    living,
    merged_keys,
    merged_vectors,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.engines.local.commit.manifest import PartEntry
    from index.engines.parts.snapshot import PartedSnapshot


def merge_parts(
    directory: Path, generation: PartedSnapshot, dimension: int, places: Sequence[int]
) -> PartEntry | None:
    """Write the living articles of some parts as one new part; None if none of them lives.

    Nothing is split, inverted or embedded anew.

    Args:
        directory: of the index.
        generation: that has the others; of this engine or another that keeps parts.
        dimension: of vectors.
        places: of the others.
    """
    if not any(generation.alive.in_part(place).any() for place in places):
        return None
    sources = [
        (generation.keyword.parts[place], generation.living_passages(place)) for place in places
    ]
    with new_part(directory) as folder:
        articles, passages = write_articles(folder, living(generation, places))
        save_keys(folder, merged_keys(generation, places))
        indexed = merge_keywords(folder, sources)
        part = described(directory, folder, articles, passages, indexed)
        for run, vectors in merged_vectors(generation, places):
            part = write_part_vectors(directory, dimension, part, run, vectors)
        return part
