"""What lies in an index directory and is no longer of use."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import sync_folder
from index.engines.local.commit.layout import JOURNAL, MANIFEST, ORIGINS, PARTS, REMOVED, WATCHES
from index.engines.local.commit.manifest import read_manifest
from index.engines.local.commit.reader_lease import held_generations
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.engines.local.commit.manifest import Manifest


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
        *(p for p in (directory / ORIGINS).glob("*") if f"{ORIGINS}/{p.name}" not in files),
        *(p for p in (directory / WATCHES).glob("*") if f"{WATCHES}/{p.name}" not in files),
        *directory.glob(f"{MANIFEST}.new"),
    ]
