"""Parts: folders of articles that were committed together, written once."""

from __future__ import annotations

import math
import shutil
import uuid
from contextlib import contextmanager
from dataclasses import replace
from functools import partial, reduce
from typing import TYPE_CHECKING

from index.disk import OWNER_FOLDER, make_folder
from index.errors import NewsIndexError
from index.manifest import PARTS, REMOVED, FileEntry, PartEntry, describe_files
from index.rendering import render
from index.vector_files import VECTORS, cells_file, file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.copy_finder import Placed
    from index.generation import Generation, Split
    from index.key_runs import KeyRun

    Change = tuple[PartEntry, dict[str, FileEntry]]
    """What the manifest must say of a part, and of files that are new to it."""

    Pieces = Iterable[NDArray[np.float32]]
    """Vectors, one piece after the other: float32, (n, dim), rows of unit length."""

_TIER = 8
"""Parts of about the same size that are merged into one, and how much larger the next size is."""
_SMALLEST = 64
"""Passages: parts below this count as being of one size."""


def write_part(directory: Path, articles: Iterable[Split], placed: Iterable[Placed]) -> Change:
    """Write articles with their passages as a new part, without vectors, synced to disk.

    Args:
        directory: of the index.
        articles: each with its passages, in order; gone through twice.
        placed: the story of each, and by what its copies are found.
    """
    import numpy as np

    from index.copies import KEYS, form
    from index.key_runs import KeyRun
    from index.keyword_files import write_keywords
    from index.part_store import write_articles

    keys: list[NDArray[np.uint64]] = []

    def stories() -> Iterator[tuple[int, int]]:
        for each in placed:
            keys.append(each.keys)
            yield each.story, each.day

    with _new_part(directory) as folder:
        count, passages = write_articles(folder, articles, stories())
        KeyRun.of(np.array(keys, np.uint64).reshape(-1, KEYS), 0).save(folder, form())
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
    from index.part_vectors import write_vectors

    first, end = run
    path = directory / PARTS / part.name / file_of(first, end, part.passages)
    _check_count(end - first, write_vectors(path, dimension, vectors), "embedded")
    files = describe_files(directory, [path])
    return replace(part, vectors=tuple(sorted((*part.vectors, run)))), files


def write_part_cells(directory: Path, generation: Generation, place: int) -> dict[str, FileEntry]:
    """Write the approximate index of a part's vectors, which are in one file, synced to disk."""
    from index.cells import write_cells

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


def merge_parts(directory: Path, generation: Generation, places: Sequence[int]) -> Change | None:
    """Write the living articles of some parts as one new part; None if none of them lives.

    Their postings and vectors are taken over, nothing is read or embedded anew.
    """
    from index.copies import form
    from index.keyword_files import merge_keywords
    from index.part_store import write_articles

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
        _merged_keys(generation, places).save(folder, form())
        _check_count(passages, merge_keywords(folder, sources), "indexed")
        part = PartEntry(folder.name, count, passages)
        for run, vectors in _merged_vectors(generation, places):
            part, _ = write_part_vectors(
                directory, generation.manifest.dimension, part, run, vectors
            )
        return part, _described(directory, folder)


def _merged_keys(generation: Generation, places: Sequence[int]) -> KeyRun:
    """Return by what copies of some parts' living articles are found."""
    runs, first = [], 0
    for place in places:
        alive = generation.alive_articles(place)
        runs.append(generation.part_keys[place].only(alive).numbered_from(first))
        first += int(alive.sum())
    return reduce(lambda one, other: one.followed_by(other), runs)


def _merged_vectors(
    generation: Generation, places: Sequence[int]
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


def join_part_vectors(directory: Path, generation: Generation, place: int) -> Change:
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
