"""The generation that an open index answers from, while others commit new ones."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.engines.local.commit.reader_lease import Lease, lease_newest
from index.engines.local.snapshot import LocalSnapshot
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Held:
    """A generation, the lease on its files, and how many use it just now."""

    def __init__(self, generation: LocalSnapshot, lease: Lease) -> None:
        self.generation = generation
        self.lease = lease
        self.users = 0
        self.retired = False

    def close_if_unused(self) -> None:
        if self.retired and not self.users:
            self.generation.close()
            self.lease.release()


class Current:
    """Holds the newest generation there was when it was made, or moved on last.

    Any thread may use it while another moves it on: the generation before is closed, and its
    files let go, when the last that uses it has finished.

    Raises:
        NoIndexError, DamagedIndexError, IndexFormatError: as `read_manifest`.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = threading.Lock()
        self._held = self._newest()

    def _newest(self) -> _Held:
        manifest, lease = lease_newest(self._directory)
        try:
            return _Held(LocalSnapshot(self._directory, manifest), lease)
        except BaseException:
            lease.release()
            raise

    @contextmanager
    def use(self) -> Iterator[LocalSnapshot]:
        """Keep one generation open for the length of a block.

        Raises:
            NewsIndexError: the index was closed.
        """
        with self._lock:
            held = self._held
            if held.retired:
                raise NewsIndexError("this index was closed; open it anew")
            held.users += 1
        try:
            yield held.generation
        finally:
            with self._lock:
                held.users -= 1
                held.close_if_unused()

    def move_on(self) -> bool:
        """Move on to the newest generation; return whether there was a newer one."""
        newest = self._newest()
        with self._lock:
            before = self._held
            if before.retired or newest.generation.contents == before.generation.contents:
                before, moved = newest, False
            else:
                self._held, moved = newest, True
            before.retired = True
            before.close_if_unused()
        return moved

    def close(self) -> None:
        """Close its files as soon as no one uses them; a second time does nothing."""
        with self._lock:
            self._held.retired = True
            self._held.close_if_unused()
