"""Parts: folders of articles that were committed together, written once.

What is written here is synced to disk, and named by no manifest yet.
"""

from __future__ import annotations

import shutil
import uuid
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.copies import KEYS, KeyRun
from index.engines.local.commit.disk import OWNER_FOLDER, make_folder
from index.engines.local.commit.layout import PARTS, REMOVED
from index.engines.local.commit.manifest import PartEntry, describe_files
from index.engines.local.dense.cells import write_cells
from index.engines.local.dense.files import VECTORS, cells_file, file_of
from index.engines.local.dense.vectors import write_vectors
from index.engines.local.keyword.writing import write_keywords
from index.engines.local.store.copy_keys import save_keys
from index.engines.local.store.part import write_articles
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.engines.local.dense.vectors import PartVectors
    from index.engines.parts.store.kept import Kept
    from index.engines.parts.writing.batch import Batch

    Pieces = Iterable[NDArray[np.float32]]
    """Vectors, one piece after the other: float32, (n, dim), rows of unit length."""


def write_part(directory: Path, batches: Iterable[Batch], generations: Iterable[int]) -> PartEntry:
    """Write articles with their passages as a new part, without vectors.

    Args:
        directory: of the index.
        batches: of articles, in order; gone through twice.
        generations: that each came in with; there may be more of them.
    """
    keys = [np.zeros((0, KEYS), np.uint64)]
    came_in = iter(generations)

    def kept() -> Iterator[Kept]:
        for batch in batches:
            keys.append(batch.prepared.keys)
            yield from batch.kept(came_in)

    with new_part(directory) as folder:
        count, passages = write_articles(folder, kept())
        save_keys(folder, KeyRun.of(np.concatenate(keys), 0))
        indexed = write_keywords(folder, (batch.prepared.words for batch in batches))
        return described(directory, folder, count, passages, indexed)


@contextmanager
def new_part(directory: Path) -> Iterator[Path]:
    """Make the folder of a new part; after an error nothing is left of it."""
    folder = directory / PARTS / uuid.uuid4().hex[:12]
    make_folder(folder.parent)
    folder.mkdir(mode=OWNER_FOLDER)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def described(
    directory: Path, folder: Path, articles: int, passages: int, indexed: int
) -> PartEntry:
    """Sync a new part, and return what a manifest says of it.

    Args:
        directory: of the index.
        folder: of the part.
        articles: that were stored.
        passages: that were stored.
        indexed: passages that went into the keyword leg.
    """
    _check_count(passages, indexed, "indexed")
    files = describe_files(directory, (path for path in folder.rglob("*") if path.is_file()))
    return PartEntry(folder.name, articles, passages, files)


def _check_count(passages: int, done: int, how: str) -> None:
    if passages != done:
        raise NewsIndexError(f"{passages} passages, but {done} {how}")


def write_part_vectors(
    directory: Path, dimension: int, part: PartEntry, run: tuple[int, int], vectors: Pieces
) -> PartEntry:
    """Write the vectors of a run of passages of a part, first and one past the last."""
    first, end = run
    path = directory / PARTS / part.name / file_of(first, end, part.passages)
    _check_count(end - first, write_vectors(path, dimension, vectors), "embedded")
    return replace(
        part,
        files={**part.files, **describe_files(directory, [path])},
        vectors=tuple(sorted((*part.vectors, run))),
    )


def join_part_vectors(
    directory: Path, dimension: int, part: PartEntry, vectors: PartVectors
) -> PartEntry:
    """Write the vectors of a part, which every passage has, to one file instead of several."""
    folder = f"{PARTS}/{part.name}"
    several = {f"{folder}/{file.name}" for file in vectors.files}
    files = {path: entry for path, entry in part.files.items() if path not in several}
    pieces = (piece for file in vectors.files for piece in file.pieces())
    bare = replace(part, files=files, vectors=())
    return write_part_vectors(directory, dimension, bare, (0, part.passages), pieces)


def write_part_cells(directory: Path, part: PartEntry, vectors: PartVectors) -> PartEntry:
    """Write the approximate index of a part's vectors, which are in one file."""
    (file,) = vectors.files
    path = directory / PARTS / part.name / cells_file(VECTORS)
    write_cells(path, file.rows)
    return replace(part, files={**part.files, **describe_files(directory, [path])})


def write_removed(
    directory: Path, part: PartEntry, ordinals: NDArray[np.int64], passages: int
) -> PartEntry:
    """Write which articles of a part are no longer in the index.

    Args:
        directory: of the index.
        part: as it was.
        ordinals: of all its removed articles, ascending.
        passages: how many passages they have.
    """
    folder = directory / REMOVED
    make_folder(folder)
    path = folder / f"{part.name}-{uuid.uuid4().hex[:12]}.npy"
    np.save(path, ordinals)
    listed = describe_files(directory, [path])
    files = {path: entry for path, entry in part.files.items() if path != part.removed}
    return replace(
        part,
        files={**files, **listed},
        removed=next(iter(listed)),
        removed_articles=len(ordinals),
        removed_passages=passages,
    )
