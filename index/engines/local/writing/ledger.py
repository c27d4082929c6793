"""Segments of the ledger to files of the index, synced and described."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import make_folder
from index.engines.local.commit.layout import ORIGINS
from index.engines.local.commit.manifest import SegmentEntry, describe_files
from index.engines.local.origins import merge_segments, write_segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from index.engines.parts.ledger import FileNote, OriginNote
    from index.vocabulary.results import WithdrawnArticle


def write_ledger_segment(
    directory: Path,
    files: Iterable[FileNote],
    origins: Iterable[OriginNote],
    withdrawn: Iterable[WithdrawnArticle],
) -> SegmentEntry:
    """Write notes as a new segment."""
    with _new_segment(directory) as path:
        return _described(directory, path, write_segment(path, files, origins, withdrawn))


def merge_ledger_segments(
    directory: Path, segments: Sequence[SegmentEntry], *, first: bool
) -> SegmentEntry:
    """Write one segment in place of two that follow each other, the older one first.

    Args:
        directory: of the index.
        segments: the two.
        first: whether none is before them.
    """
    paths = [directory / segment.path for segment in segments]
    with _new_segment(directory) as path:
        return _described(directory, path, merge_segments(path, paths, first=first))


@contextmanager
def _new_segment(directory: Path) -> Iterator[Path]:
    """Give the path of a new segment; after an error nothing is left of it."""
    make_folder(directory / ORIGINS)
    path = directory / ORIGINS / f"{uuid.uuid4().hex[:12]}.sqlite"
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _described(directory: Path, path: Path, notes: int) -> SegmentEntry:
    ((name, entry),) = describe_files(directory, [path]).items()
    return SegmentEntry(name, notes, entry)
