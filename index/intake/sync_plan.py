"""Files as they are beside files as they were read: which to read again, which are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.vocabulary.origin import absolute_path, checksum_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from corpus import FileState
    from corpus.files.finding import NewsFile


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What is to be done to bring an index in step with files."""

    read: tuple[NewsFile, ...]
    """Files that are new or were written to."""
    unchanged: tuple[FileState, ...]
    gone: tuple[FileState, ...]
    """Files that were removed, renamed or moved."""
    missing: Mapping[str, int] = field(default_factory=dict)
    """Folders that are not there, or not the ones that were read, and how many articles were
    found in them: they stay."""


def plan_sync(
    present: Iterable[NewsFile],
    known: Mapping[str, FileState],
    unlisted: Collection[str],
    *,
    checksum: bool,
    prune: bool,
) -> SyncPlan:
    """Compare files with what is known of them.

    A file is gone if its folder is there without it. Where a whole folder is missing, or lies on
    another file system than the one that was read, a drive may only be away: its files count as
    gone if they are found elsewhere, or if `prune` says so.

    Args:
        present: the files that are there.
        known: what is known of files in the same folders, by absolute path.
        unlisted: absolute paths of files and folders that could not be looked at.
        checksum: whether files are compared by their bytes, not by size and time alone.
        prune: whether files in missing folders are gone.
    """
    there = {absolute_path(file.path): file for file in present}
    read, unchanged = [], []
    for path, file in there.items():
        state = known.get(path)
        if state and _is_unchanged(file, state, checksum=checksum):
            unchanged.append(state)
        else:
            read.append(file)
    devices = {state.device for state in unchanged}
    gone: list[FileState] = []
    missing: defaultdict[str, list[FileState]] = defaultdict(list)
    for path, state in known.items():
        if path in there or _within(path, unlisted):
            continue
        folder = _missing_folder(path)
        if not folder and state.device not in devices:
            folder = _other_device(path, state.device)
        if folder:
            missing[folder].append(state)
        else:
            gone.append(state)
    new = [file for path, file in there.items() if path not in known]
    left: Counter[str] = Counter()
    for folder, states in missing.items():
        elsewhere = set(states) if prune else _found_elsewhere(states, new)
        gone += (state for state in states if state in elsewhere)
        if others := [state for state in states if state not in elsewhere]:
            left[folder] = sum(state.articles for state in others)
    return SyncPlan(tuple(read), tuple(unchanged), tuple(gone), left)


def _is_unchanged(file: NewsFile, state: FileState, *, checksum: bool) -> bool:
    if state.reading != "whole" or (file.size, file.modified) != (state.size, state.modified):
        return False
    return not (checksum or state.fresh) or _has_checksum(file, state)


def _has_checksum(file: NewsFile, state: FileState) -> bool:
    try:
        return checksum_of(file.path) == state.checksum
    except OSError:
        return False


def _within(path: str, folders: Collection[str]) -> bool:
    """Tell whether a path is one of some, or lies within one."""
    ancestors = (parent.as_posix() for parent in Path(path).parents)
    return path in folders or any(parent in folders for parent in ancestors)


def _missing_folder(path: str) -> str:
    """Return the outermost folder of a path that is not there; empty if all are."""
    parents = [*Path(path).parents]
    return next((p.as_posix() for p in reversed(parents) if not p.is_dir()), "")


def _other_device(path: str, device: int) -> str:
    """Return the folder of a path if it lies on another file system than that; else nothing."""
    folder = Path(path).parent
    try:
        return folder.as_posix() if _device_of(folder) != device else ""
    except OSError:
        return folder.as_posix()


def _device_of(folder: Path) -> int:
    return folder.stat().st_dev


def _found_elsewhere(states: list[FileState], new: list[NewsFile]) -> set[FileState]:
    """Return those files of which one that is new has every byte."""
    sizes: defaultdict[int, list[NewsFile]] = defaultdict(list)
    for file in new:
        sizes[file.size].append(file)
    return {
        state
        for state in states
        if any(_has_checksum(file, state) for file in sizes.get(state.size, ()))
    }
