"""The lock of an index: one writer at a time.

It is the operating system's and dies with its process. The file says who holds it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from index.engines.local.commit.disk import OWNER_FILE, WITHOUT_LOCKS
from index.engines.local.commit.layout import LOCK
from index.vocabulary.errors import IndexLockedError, IndexWriteError

if TYPE_CHECKING:
    from pathlib import Path

WAIT = 10.0
"""Seconds that a writer waits for another to finish, unless told."""

_LONGEST = 4096
"""Bytes of what is said of the holder."""


class WriterLock:
    """Held by whoever writes to an index.

    Raises:
        IndexLockedError: another writer did not finish within `wait` seconds; says who it is.
        IndexWriteError: the directory can't be written to.
    """

    def __init__(self, directory: Path, *, wait: float) -> None:
        from filelock import FileLock  # only who writes needs it

        self._directory = directory
        self._path = directory / LOCK
        self._wait = wait
        self._descriptor = -1
        self._lock = FileLock(
            self._path,
            timeout=wait,
            mode=OWNER_FILE,
            fallback_to_soft=False,
            on_acquired=self._sign,
        )

    def __enter__(self) -> Self:
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout as error:
            raise IndexLockedError(
                f"{self._holder()} to {self._directory}; waited {self._wait:g} s: "
                "try again when it has finished, or wait longer with --wait SECONDS"
            ) from error
        except OSError as error:
            reason = "no file locks there" if error.errno in WITHOUT_LOCKS else error.strerror
            raise IndexWriteError(f"{self._directory} can't be written to ({reason})") from error
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        self._lock.release()

    def _sign(self, descriptor: int) -> None:
        """Say in the file who holds the lock, and since when."""
        self._descriptor = descriptor
        command = shlex.join(sys.argv)[: _LONGEST // 2]
        holder = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(), "command": command}
        with contextlib.suppress(OSError):  # a full disk: the lock holds all the same
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, b"\n" + json.dumps(holder).encode())

    def _holder(self) -> str:
        try:
            with self._path.open("rb", buffering=0) as file:
                file.seek(1)  # the first byte is what is locked; Windows lets no one else read it
                holder = json.loads(file.read(_LONGEST))
            since = datetime.fromisoformat(holder["since"]).astimezone()
            return (
                f"process {holder['pid']} ({holder['command']}) has been writing "
                f"since {since:%Y-%m-%d %H:%M:%S}"
            )
        except (OSError, ValueError, KeyError, TypeError):
            return "another process is writing"
