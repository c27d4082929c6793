"""Standing questions that are still there without a manifest."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import writing
from index.engines.local.commit.layout import WATCHES
from index.engines.local.commit.manifest import WatchesEntry, describe_files
from index.engines.local.watches import read_watches
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from pathlib import Path


def watches_in(directory: Path) -> WatchesEntry | None:
    """Return what a manifest would say of the newest file of standing questions that can be read.

    Files that are no longer in use are cleared away with each commit, so that there is hardly ever
    another.
    """
    paths = (directory / WATCHES).glob("*.json")
    for path in sorted(paths, key=lambda path: -path.stat().st_mtime_ns):
        with writing(directory):
            ((name, entry),) = describe_files(directory, [path]).items()
        with contextlib.suppress(DamagedIndexError, ValueError):
            found = WatchesEntry(name, entry)
            read_watches(directory, found)
            return found
    return None
