"""Parts: articles that were committed together, in tables that are written once."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.copies import KEYS, KeyRun
from index.engines.cluster.dense.writing import INDEXED_FROM, write_index, write_vectors
from index.engines.cluster.generations import PartEntry, VectorsEntry, folder_of_part
from index.engines.cluster.keyword.writing import write_postings
from index.engines.cluster.store.copy_keys import write_keys
from index.engines.cluster.store.writing import write_articles
from index.engines.parts.keyword.inversion import Inversion
from index.engines.parts.keyword.merging import merged
from index.engines.parts.writing.merging import (
    living,
    merged_keys,
    merged_vectors,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from index.engines.cluster.objects import Objects
    from index.engines.cluster.snapshot import ClusterSnapshot
    from index.engines.parts.contents import Run
    from index.engines.parts.snapshot import PartedSnapshot
    from index.engines.parts.store.kept import Kept
    from index.engines.parts.writing.batch import Batch
    from index.interfaces import Numbers

    Pieces = Iterable[NDArray[np.float32]]
    """Vectors, one piece after the other: float32, (n, dim), rows of unit length."""

REMOVED = "removed"
"""Folder of what says which articles of a part were removed."""


def new_name() -> str:
    """Return a name that nothing else has."""
    return uuid.uuid4().hex[:16]


def write_part(
    objects: Objects, name: str, batches: Sequence[Batch], generations: Iterable[int]
) -> PartEntry:
    """Write articles with their passages as a new part, without vectors.

    Args:
        objects: of the index.
        name: of the part.
        batches: of articles, in order.
        generations: that each came in with; there may be more of them.
    """
    folder, came_in = folder_of_part(name), iter(generations)
    inversion = Inversion(batch.prepared.words for batch in batches)
    lengths = inversion.lengths()
    kept = (each for batch in batches for each in batch.kept(came_in))
    count, passages = write_articles(objects, folder, kept, lengths)
    keys = [np.zeros((0, KEYS), np.uint64), *(batch.prepared.keys for batch in batches)]
    write_keys(objects, folder, KeyRun.of(np.concatenate(keys), 0))
    write_postings(objects, folder, lengths, inversion.fields())
    return PartEntry(name, count, passages)


def merge_parts(
    objects: Objects, name: str, generation: PartedSnapshot, places: Sequence[int]
) -> PartEntry | None:
    """Write the living articles of some parts as one new part; None if none of them lives.

    Nothing is split, inverted or embedded anew.

    Args:
        objects: of the index.
        name: of the new part.
        generation: that has the others; of this engine or another that keeps parts.
        places: of the others.
    """
    if not any(generation.alive.in_part(place).any() for place in places):
        return None
    return write_living(objects, name, generation, places, living(generation, places))


def write_living(
    objects: Objects,
    name: str,
    generation: PartedSnapshot,
    places: Sequence[int],
    articles: Iterable[Kept],
) -> PartEntry:
    """Write the living articles of some parts as one new part, as `merge_parts` does.

    Args:
        objects: of the index.
        name: of the new part.
        generation: that has the others.
        places: of the others.
        articles: their living ones, in order, with all that is kept of them.
    """
    folder = folder_of_part(name)
    sources = [(generation.keyword.parts[n], generation.living_passages(n)) for n in places]
    lengths, fields = merged(sources)
    count, passages = write_articles(objects, folder, articles, lengths)
    write_keys(objects, folder, merged_keys(generation, places))
    write_postings(objects, folder, lengths, fields)
    part = PartEntry(name, count, passages)
    dimension = generation.contents.dimension
    for run, vectors in merged_vectors(generation, places):
        part = write_part_vectors(objects, dimension, part, run, vectors)
    return part


def write_part_vectors(
    objects: Objects, dimension: int, part: PartEntry, run: Run, vectors: Pieces
) -> PartEntry:
    """Write the vectors of a run of passages of a part, first and one past the last."""
    path = f"{folder_of_part(part.name)}/vectors-{new_name()}.lance"
    written = write_vectors(objects, path, dimension, vectors)
    if written != run[1] - run[0]:
        raise ValueError(f"{run[1] - run[0]} passages, but {written} vectors")
    entry = VectorsEntry(*run, path)
    return replace(part, vectors=tuple(sorted((*part.vectors, entry), key=lambda e: e.first)))


def is_arranged(part: PartEntry) -> bool:
    """Tell whether nothing is left for `arranged` to do, as long as passages lack vectors."""
    if part.unembedded or not part.vectors:
        return True
    indexed = part.vectors[0].version > 1 or part.passages < INDEXED_FROM
    return len(part.vectors) == 1 and indexed


def arranged(objects: Objects, generation: ClusterSnapshot, place: int) -> PartEntry:
    """Put the vectors of a part into one table, and make the index of a large one's."""
    part: PartEntry = generation.contents.parts[place]
    if len(part.vectors) > 1:
        files = generation.part_vectors[place].files
        pieces = (piece for file in files for piece in file.pieces())
        dimension, whole = generation.contents.dimension, (0, part.passages)
        part = write_part_vectors(objects, dimension, replace(part, vectors=()), whole, pieces)
    (entry,) = part.vectors
    if entry.version == 1 and part.passages >= INDEXED_FROM:
        entry = replace(entry, version=write_index(objects, entry.path))
    return replace(part, vectors=(entry,))


def write_removed(objects: Objects, part: PartEntry, ordinals: Numbers, passages: int) -> PartEntry:
    """Write which articles of a part are no longer in the index.

    Args:
        objects: of the index.
        part: as it was.
        ordinals: of all its removed articles, ascending.
        passages: how many passages they have.
    """
    path = f"{REMOVED}/{part.name}-{new_name()}"
    objects.write(path, ordinals.astype("<i8").tobytes())
    return replace(part, removed=path, removed_articles=len(ordinals), removed_passages=passages)
