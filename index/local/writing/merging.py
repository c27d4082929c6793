"""Which parts are better one, and how they become one."""

from __future__ import annotations

import math
from functools import partial, reduce
from typing import TYPE_CHECKING

from index.local.commit.manifest import FileEntry, PartEntry
from index.local.writing.parts import _check_count, _described, _new_part, write_part_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.copies.key_runs import KeyRun
    from index.local.snapshot import LocalSnapshot

    Change = tuple[PartEntry, dict[str, FileEntry]]
    """What the manifest must say of a part, and of files that are new to it."""

    Pieces = Iterable[NDArray[np.float32]]
    """Vectors, one piece after the other: float32, (n, dim), rows of unit length."""


_TIER = 8
"""Parts of about the same size that are merged into one, and how much larger the next size is."""
_SMALLEST = 64
"""Passages: parts below this count as being of one size."""


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


def merge_parts(directory: Path, generation: LocalSnapshot, places: Sequence[int]) -> Change | None:
    """Write the living articles of some parts as one new part; None if none of them lives.

    Their postings and vectors are taken over, nothing is read or embedded anew.
    """
    from index.local.keyword.writing import merge_keywords
    from index.local.store.copy_keys import save_keys
    from index.local.store.part import write_articles

    articles = generation.living(places)
    if next(iter(articles), None) is None:
        return None
    sources = [(generation.keyword.parts[place], generation.alive(place)) for place in places]
    stories = (
        story
        for place in places
        for story, alive in zip(
            generation.part_stores[place].stories(),
            generation.alive_articles(place).tolist(),
            strict=True,
        )
        if alive
    )
    with _new_part(directory) as folder:
        count, passages = write_articles(folder, articles, stories)
        save_keys(folder, _merged_keys(generation, places))
        _check_count(passages, merge_keywords(folder, sources), "indexed")
        part = PartEntry(folder.name, count, passages)
        for run, vectors in _merged_vectors(generation, places):
            part, _ = write_part_vectors(
                directory, generation.manifest.dimension, part, run, vectors
            )
        return part, _described(directory, folder)


def _merged_keys(generation: LocalSnapshot, places: Sequence[int]) -> KeyRun:
    """Return by what copies of some parts' living articles are found."""
    runs, first = [], 0
    for place in places:
        alive = generation.alive_articles(place)
        runs.append(generation.part_keys[place].only(alive).numbered_from(first))
        first += int(alive.sum())
    return reduce(lambda one, other: one.followed_by(other), runs)


def _merged_vectors(
    generation: LocalSnapshot, places: Sequence[int]
) -> Iterator[tuple[tuple[int, int], Pieces]]:
    """Yield the vectors of some parts' living passages by what their numbers will be, run by run.

    Files that follow one another without a gap become one.
    """
    import numpy as np

    runs: list[tuple[int, int, list[Callable[[], Pieces]]]] = []
    base = 0
    for place in places:
        passages = generation.manifest.parts[place].passages
        kept = generation.alive(place)
        kept = np.ones(passages, np.bool_) if kept is None else kept
        new = base + np.concatenate([[0], np.cumsum(kept)])
        for file in generation.part_vectors[place].files:
            last = file.first + file.count
            first, end = int(new[file.first]), int(new[last])
            pieces = partial(file.pieces, kept[file.first : last])
            if runs and runs[-1][1] == first:
                runs[-1] = (runs[-1][0], end, [*runs[-1][2], pieces])
            elif first < end:
                runs.append((first, end, [pieces]))
        base = int(new[-1])
    for first, end, sources in runs:
        yield (first, end), (piece for source in sources for piece in source())
