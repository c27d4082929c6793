"""Leases: a reader keeps the files of its generation from being cleared away.

The lock is the operating system's and dies with its process, so that no reader that was killed
keeps files for ever.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import WITHOUT_LOCKS, unreadable
from index.engines.local.commit.file_locks import lock_alone, lock_shared
from index.engines.local.commit.layout import GENERATIONS, generation_file
from index.engines.local.commit.manifest import Manifest, read_manifest, read_manifest_file
from index.vocabulary.errors import DamagedIndexError, IndexFormatError

if TYPE_CHECKING:
    from pathlib import Path


class Lease:
    """A shared lock on one generation's manifest."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the generation go; a second time does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        self.release()


def lease_newest(directory: Path) -> tuple[Manifest, Lease]:
    """Return the newest generation, and a lease on it.

    Raises:
        NoIndexError, DamagedIndexError, IndexFormatError: as `read_manifest`.
    """
    while True:
        manifest = read_manifest(directory)
        path = directory / generation_file(manifest.generation)
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            if read_manifest(directory) == manifest:  # lost: `verify` says so, searches go on
                return manifest, Lease(-1)
            continue  # a writer has moved on meanwhile
        except OSError as error:
            raise unreadable(path, error) from error
        lease = Lease(descriptor)
        try:
            lock_shared(descriptor)
        except OSError as error:
            if error.errno not in WITHOUT_LOCKS:  # with none, no one can write and clear away
                raise unreadable(path, error) from error
        if os.fstat(descriptor).st_nlink and read_manifest(directory) == manifest:
            return manifest, lease
        lease.release()


def held_generations(directory: Path, newest: int) -> list[Manifest]:
    """Return the older generations that readers hold; forget those that none does.

    Only a writer may call this.
    """
    held = []
    for path in sorted((directory / GENERATIONS).glob("*.json")):
        if path == directory / generation_file(newest):
            continue
        with path.open("rb") as file:
            if not _is_free(file.fileno()):
                # A damaged one names no files to keep.
                with contextlib.suppress(DamagedIndexError, IndexFormatError):
                    held.append(read_manifest_file(path))
                continue
        # Closed first, since some systems remove no open file. Whoever locks it in between sees
        # that it is not the newest, and lets go.
        with contextlib.suppress(OSError):
            path.unlink()
    return held


def _is_free(descriptor: int) -> bool:
    """Tell whether no reader holds a generation; where there are no locks, one might."""
    try:
        return lock_alone(descriptor)
    except OSError:
        return False
