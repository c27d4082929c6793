"""What lies in an index directory and is no longer of use."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from index.disk import sync_folder
from index.errors import NewsIndexError
from index.journal import JOURNAL
from index.lease import held_generations
from index.manifest import MANIFEST, PARTS, REMOVED, read_manifest
from index.vector_files import VECTORS, WORTH, cells_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.manifest import Manifest


def clear_away(directory: Path, *, journal: bool = False) -> None:
    """Remove what no generation in use names: left over from an error, a crash, a merge.

    What can't be removed now is tried again next time. Only a writer may call this.

    Args:
        directory: of the index.
        journal: also remove what a stopped `add` embedded and no other has made use of.
    """
    try:
        # Were the newest manifest not sure to stay, a power cut might bring back the one before.
        sync_folder(directory)
        newest = read_manifest(directory)  # as it is on disk, whatever was meant to be there
        in_use = [newest, *held_generations(directory, newest.generation)]
        unnamed = _unnamed(directory, in_use)
    except (NewsIndexError, OSError):
        return
    for path in unnamed:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
    if journal:
        with contextlib.suppress(OSError):
            (directory / JOURNAL).unlink()


def _unnamed(directory: Path, in_use: Sequence[Manifest]) -> list[Path]:
    """Return the folders and files of articles that no generation in use names."""
    parts = {part.name for manifest in in_use for part in manifest.parts}
    lists = {part.removed for manifest in in_use for part in manifest.parts}
    files = {path for manifest in in_use for path in manifest.files}
    return [
        *(path for path in (directory / PARTS).glob("*") if path.name not in parts),
        *(
            path
            for path in (directory / PARTS).glob("*/*")
            if path.is_file()
            and path.parent.name in parts
            and path.relative_to(directory).as_posix() not in files
        ),
        *(p for p in (directory / REMOVED).glob("*") if f"{REMOVED}/{p.name}" not in lists),
        *directory.glob(f"{MANIFEST}.new"),
    ]


def dense_kind(manifest: Manifest) -> str:
    """Say how the dense leg searches a generation, and why."""
    by_cells = [
        part.passages
        for part in manifest.parts
        if f"{PARTS}/{part.name}/{cells_file(VECTORS)}" in manifest.files
    ]
    embedded = sum(part.embedded for part in manifest.parts)
    if not embedded:
        return "none: no passage has a vector yet"
    if not by_cells:
        return f"exact: no part has {WORTH:,} vectors, from which cells are worth their while"
    exact = embedded - sum(by_cells)
    return f"by cells: {sum(by_cells):,} vectors in parts of {WORTH:,} or more; {exact:,} exact"


def reclaimable(manifest: Manifest) -> int:
    """Return about how many bytes a compaction would free: the removed share of each part.

    What merging parts saves besides is not known before.
    """
    return sum(
        sum(entry.size for entry in manifest.files_of(part).values())
        * part.removed_passages
        // max(1, part.passages)
        for part in manifest.parts
    )


def size_on_disk(directory: Path) -> int:
    """Return the bytes of all files in a directory."""
    size = 0
    for folder, _, names in os.walk(directory):
        for name in names:
            with contextlib.suppress(OSError):
                size += Path(folder, name).stat().st_size
    return size
