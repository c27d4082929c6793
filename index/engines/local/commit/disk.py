"""What is asked of the disk: files for the owner alone, synced, and its errors told plainly."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from index.vocabulary.errors import DamagedIndexError, IndexWriteError, NewsIndexError

if sys.platform == "darwin":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

Done = TypeVar("Done")

OWNER_FILE = 0o600
OWNER_FOLDER = 0o700

WITHOUT_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}
"""What a file system without file locks answers; newsdex reads there and does not write."""

_SHORTAGES = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EPERM}
"""Too many open files, no memory, no right to read."""


_PAUSES = [0.01 * 2**n for n in range(8)]
"""Seconds between attempts at a file that others have open, some 2.5 in all."""


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, readable for the owner alone, and sync their names."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        sync_folder(each.parent)


def write_synced(path: Path, text: str) -> None:
    """Write a file anew, readable for the owner alone, and sync it; its name is not synced."""
    path.touch(OWNER_FILE)
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        sync_file(file.fileno())


def replace_file(source: Path, target: Path) -> None:
    """Give a file the name of another, which it replaces.

    Raises:
        OSError: it is refused.
    """
    _patiently(lambda: source.replace(target))


def read_text(path: Path) -> str:
    """Read a file that another process may replace at the same time.

    Raises:
        OSError: it is refused.
    """
    return _patiently(lambda: path.read_text(encoding="utf-8"))


def _patiently(act: Callable[[], Done]) -> Done:
    """Do what Windows refuses while others have a file open, or replace it: a moment later again.

    Raises:
        OSError: it is refused for longer, or on another system.
    """
    for pause in _PAUSES if sys.platform == "win32" else ():
        try:
            return act()
        except PermissionError:
            time.sleep(pause)
    return act()


def sync_file(descriptor: int) -> None:
    """Sync what was written to a file, down to the medium where the system tells apart."""
    if sys.platform == "darwin":  # whose fsync leaves it in the cache of the disk
        with contextlib.suppress(OSError):  # a file system that knows no better
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Sync the names in a folder, where the system lets folders be opened."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows, whose file systems journal names themselves
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems can't sync a folder; there the rename is all that can be had.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Tell of what the disk refuses in one line.

    Raises:
        IndexWriteError: it is full, read-only, or something else keeps from writing.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError, RuntimeError) as error:
        # FAISS raises RuntimeError; NewsIndexError is not one.
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise IndexWriteError(
            f"{directory} can't be written to ({reason}); what was committed is as it was"
        ) from error


def is_shortage(error: OSError) -> bool:
    """Tell whether a file can't be opened though nothing is wrong with it."""
    return error.errno in _SHORTAGES


def unreadable(path: Path, error: Exception) -> NewsIndexError:
    """Return what to raise for a file that can't be read: is it damaged, or can't it be opened?"""
    refused = error
    if not isinstance(error, OSError):  # SQLite and FAISS don't say why
        try:
            os.close(os.open(path, os.O_RDONLY))
        except OSError as found:
            refused = found
    if isinstance(refused, OSError) and is_shortage(refused):
        return NewsIndexError(f"{path} can't be opened ({refused.strerror})")
    return DamagedIndexError(f"{path} is damaged ({' '.join(str(error).split())[:200]})")


_PARSING = threading.Lock()
"""NumPy has Python parse the head of a file, and where two threads parse at once, Python 3.11 may
lose count of its depth and raise SystemError (CPython issue 106905)."""


def read_array(path: Path, *, mapped: bool = True) -> NDArray[Any]:
    """Read an array that NumPy wrote; its shape and type are the caller's to check.

    Raises:
        DamagedIndexError: it is not an array.
        NewsIndexError: it can't be opened.
    """
    try:
        with _PARSING:
            array = _load(path, mapped)
    except Exception as error:  # whatever Python's parser makes of a damaged header
        raise unreadable(path, error) from error
    return array


def _load(path: Path, mapped: bool, attempts: int = 3) -> NDArray[Any]:
    try:
        array = np.load(path, mmap_mode="r" if mapped else None)
    except SystemError:  # a thread that is not ours parses, too
        if attempts == 1:
            raise
        return _load(path, mapped, attempts - 1)
    return np.asarray(array)  # each operation on a np.memmap takes longer
