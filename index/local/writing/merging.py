"""Several parts to one: their living articles, postings, vectors and keys are taken over."""

from __future__ import annotations

from functools import partial, reduce
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from index.copies import KeyRun
from index.local.keyword.writing import merge_keywords
from index.local.store.copy_keys import save_keys
from index.local.store.part import write_articles
from index.local.writing.parts import described, new_part, write_part_vectors
from index.parts.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from index.local.commit.manifest import PartEntry
    from index.local.snapshot import LocalSnapshot
    from index.local.writing.parts import Pieces, Quoting


def merge_parts(
    directory: Path, generation: LocalSnapshot, places: Sequence[int]
) -> PartEntry | None:
    """Write the living articles of some parts as one new part; None if none of them lives.

    Nothing is split, inverted or embedded anew.
    """
    alive = [generation.alive.in_part(place) for place in places]
    if not any(each.any() for each in alive):
        return None
    sources = [
        (generation.part_keywords[place], generation.living_passages(place)) for place in places
    ]
    stories = (
        story
        for place, living in zip(places, alive, strict=True)
        for story in compress(generation.part_stores[place].stories(), living.tolist())
    )
    came_in = (
        each
        for place, living in zip(places, alive, strict=True)
        for each in generation.part_stores[place].generations()[living].tolist()
    )
    with new_part(directory) as folder:
        quoting = _with_quotations(generation, places)
        articles, passages = write_articles(folder, quoting, stories, came_in)
        save_keys(folder, _merged_keys(generation, places))
        indexed = merge_keywords(folder, sources)
        part = described(directory, folder, articles, passages, indexed)
        dimension = generation.contents.dimension
        for run, vectors in _merged_vectors(generation, places):
            part = write_part_vectors(directory, dimension, part, run, vectors)
        return part


def _with_quotations(generation: LocalSnapshot, places: Sequence[int]) -> Iterator[Quoting]:
    """Yield some parts' living articles with their passages and the quotations found before."""
    quotations = (
        found
        for place in places
        for found in compress(
            generation.part_stores[place].quotations().of_articles(),
            generation.alive.in_part(place).tolist(),
        )
    )
    for (article, passages), found in zip(generation.living(places), quotations, strict=True):
        yield article, passages, found


def _merged_keys(generation: LocalSnapshot, places: Sequence[int]) -> KeyRun:
    """Return by what copies of some parts' living articles are found."""
    alive = [generation.alive.in_part(place) for place in places]
    firsts = Numbering([int(each.sum()) for each in alive]).bases.tolist()
    runs = (
        generation.part_stores[place].keys().only(living).numbered_from(first)
        for place, living, first in zip(places, alive, firsts, strict=False)
    )
    return reduce(KeyRun.followed_by, runs)


def _merged_vectors(
    generation: LocalSnapshot, places: Sequence[int]
) -> Iterator[tuple[tuple[int, int], Pieces]]:
    """Yield the vectors of some parts' living passages by what their numbers will be, run by run.

    Files that follow one another without a gap become one.
    """
    runs: list[tuple[int, int, list[Callable[[], Pieces]]]] = []
    kept = [generation.living_passages(place) for place in places]
    bases = Numbering([int(each.sum()) for each in kept]).bases.tolist()
    for place, living, base in zip(places, kept, bases, strict=False):
        new = base + np.concatenate([[0], np.cumsum(living)])
        for file in generation.part_vectors[place].files:
            last = file.first + file.count
            first, end = int(new[file.first]), int(new[last])
            pieces = partial(file.pieces, living[file.first : last])
            if runs and runs[-1][1] == first:
                runs[-1] = (runs[-1][0], end, [*runs[-1][2], pieces])
            elif first < end:
                runs.append((first, end, [pieces]))
    for first, end, sources in runs:
        yield (first, end), (piece for source in sources for piece in source())
