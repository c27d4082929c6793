"""What no generation names any more is removed, after a while: readers may still read it."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from index.engines.cluster.generations import (
    GENERATIONS,
    PARTS,
    folder_of_part,
    newest,
    number_in,
    read_generation,
)
from index.engines.cluster.ledger.segment import LEDGER
from index.engines.cluster.writing.claims import CLAIMS
from index.engines.cluster.writing.parts import REMOVED

if TYPE_CHECKING:
    from index.engines.cluster.generations import Contents
    from index.engines.cluster.objects import Objects

KEPT_FOR = timedelta(days=1)
"""How long readers may stay on a generation after it has a later one, and a writer may take from
its first table to its commit."""


def clean(objects: Objects) -> int:
    """Remove older generations and what only they name, and what writers left; return its bytes."""
    last = newest(objects)
    before = datetime.now(UTC) - KEPT_FOR
    listed = sorted(objects.listed(GENERATIONS))
    # A generation is superseded when the next is written.
    since = {path: written for (path, *_), (*_, written) in itertools.pairwise(listed)}
    stale = [path for path, written in since.items() if written < before]
    left = {number_in(path) for path, *_ in listed if path not in stale} - {None}
    named: set[str] = set()
    for number in sorted(each for each in left if each is not None):
        contents = last if number == last.generation else read_generation(objects, number)
        named |= _named(contents)
    gone = [
        (path, size)
        for folder in (PARTS, LEDGER, REMOVED, CLAIMS)
        for path, size, written in objects.listed(folder)
        if written < before and not _is_named(path, named)
    ]
    objects.remove([*stale, *(path for path, _ in gone)])
    return sum(size for _, size in gone)


def _named(contents: Contents) -> set[str]:
    """Return the folders, tables and objects that a generation is made of."""
    parts = {part.removed for part in contents.parts} | {
        f"{LEDGER}/{s.name}" for s in contents.ledger
    }
    return parts | {folder_of_part(part.name) for part in contents.parts}


def _is_named(path: str, named: set[str]) -> bool:
    return path in named or "/".join(path.split("/")[:2]) in named


def size_of(objects: Objects, contents: Contents) -> int:
    """Return the bytes of all that a generation is made of."""
    named = _named(contents)
    return sum(
        size
        for folder in (PARTS, LEDGER, REMOVED)
        for path, size, _ in objects.listed(folder)
        if _is_named(path, named)
    )
