"""Parts: folders of articles that were committed together, written once."""

from __future__ import annotations

import shutil
import uuid
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from index.local.commit.disk import OWNER_FOLDER, make_folder
from index.local.commit.layout import PARTS, REMOVED
from index.local.commit.manifest import FileEntry, PartEntry, describe_files
from index.local.dense.files import VECTORS, cells_file, file_of
from index.vocabulary.errors import NewsIndexError
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.copies.finder import Placed
    from index.local.snapshot import LocalSnapshot, Split

    Change = tuple[PartEntry, dict[str, FileEntry]]
    """What the manifest must say of a part, and of files that are new to it."""

    Pieces = Iterable[NDArray[np.float32]]
    """Vectors, one piece after the other: float32, (n, dim), rows of unit length."""


def write_part(directory: Path, articles: Iterable[Split], placed: Iterable[Placed]) -> Change:
    """Write articles with their passages as a new part, without vectors, synced to disk.

    Args:
        directory: of the index.
        articles: each with its passages, in order; gone through twice.
        placed: the story of each, and by what its copies are found.
    """
    import numpy as np

    from index.copies.key_runs import KeyRun
    from index.copies.keys import KEYS
    from index.local.keyword.writing import write_keywords
    from index.local.store.copy_keys import save_keys
    from index.local.store.part import write_articles

    keys: list[NDArray[np.uint64]] = []

    def stories() -> Iterator[tuple[int, int]]:
        for each in placed:
            keys.append(each.keys)
            yield each.story, each.day

    with _new_part(directory) as folder:
        count, passages = write_articles(folder, articles, stories())
        save_keys(folder, KeyRun.of(np.array(keys, np.uint64).reshape(-1, KEYS), 0))
        indexed = write_keywords(
            folder,
            ((a.title, render(a.title, p.text)) for a, passages in articles for p in passages),
        )
        _check_count(passages, indexed, "indexed")
        return PartEntry(folder.name, count, passages), _described(directory, folder)


@contextmanager
def _new_part(directory: Path) -> Iterator[Path]:
    """Make the folder of a new part; after an error nothing is left of it."""
    folder = directory / PARTS / uuid.uuid4().hex[:12]
    make_folder(folder.parent)
    folder.mkdir(mode=OWNER_FOLDER)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _described(directory: Path, folder: Path) -> dict[str, FileEntry]:
    return describe_files(directory, (path for path in folder.rglob("*") if path.is_file()))


def _check_count(passages: int, done: int, how: str) -> None:
    if passages != done:
        raise NewsIndexError(f"{passages} passages, but {done} {how}")


def write_part_vectors(
    directory: Path, dimension: int, part: PartEntry, run: tuple[int, int], vectors: Pieces
) -> Change:
    """Write the vectors of a run of passages of a part, first and one past the last, synced."""
    from index.local.dense.vectors import write_vectors

    first, end = run
    path = directory / PARTS / part.name / file_of(first, end, part.passages)
    _check_count(end - first, write_vectors(path, dimension, vectors), "embedded")
    files = describe_files(directory, [path])
    return replace(part, vectors=tuple(sorted((*part.vectors, run)))), files


def write_part_cells(
    directory: Path, generation: LocalSnapshot, place: int
) -> dict[str, FileEntry]:
    """Write the approximate index of a part's vectors, which are in one file, synced to disk."""
    from index.local.dense.cells import write_cells

    (file,) = generation.part_vectors[place].files
    folder = directory / PARTS / generation.manifest.parts[place].name
    path = folder / cells_file(VECTORS)
    write_cells(path, file.rows)
    return describe_files(directory, [path])


def write_removed(
    directory: Path, part: PartEntry, ordinals: NDArray[np.int64], passages: int
) -> Change:
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


def join_part_vectors(directory: Path, generation: LocalSnapshot, place: int) -> Change:
    """Write the vectors of a part, which every passage has, to one file instead of several."""
    part = generation.manifest.parts[place]
    files = generation.part_vectors[place].files
    pieces = (piece for file in files for piece in file.pieces())
    return write_part_vectors(
        directory,
        generation.manifest.dimension,
        replace(part, vectors=()),
        (0, part.passages),
        pieces,
    )
