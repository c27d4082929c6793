"""What was used last, on disk, up to a bound; several processes share it.

One SQLite file, which only its owner can read. It may be removed at any time, and whatever is wrong
with it means that something is read again from where it came from.
"""

from __future__ import annotations

import sqlite3
import threading
import time
import zlib
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

FILE = "tables.sqlite"

_OWNER_FOLDER, _OWNER_FILE = 0o700, 0o600

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS kept (key BLOB UNIQUE, used INTEGER, checked INTEGER, content BLOB);
CREATE INDEX IF NOT EXISTS kept_used ON kept (used);
"""
"""What a power cut takes is read again."""

_SELECT = "SELECT rowid, used, checked, content FROM kept WHERE key = ?"

_NOTED_EACH = 60
"""Seconds after which it is noted again that something was used."""

_LARGEST, _LEFT = 0.25, 0.9
"""Of the bound, what one thing may take; what is left when something has to go."""


class Disk:
    """Keeps bytes by keys of bytes; any thread of any process may ask."""

    def __init__(self, folder: Path, most: int) -> None:
        """Open or make the file in a folder; it may take `most` bytes."""
        self._path = folder / FILE
        self._most = most
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        with suppress(OSError), self._using():
            folder.mkdir(_OWNER_FOLDER, parents=True, exist_ok=True)
            self._path.touch(_OWNER_FILE)
            self._connection = sqlite3.connect(
                self._path, timeout=5, isolation_level=None, check_same_thread=False
            )
            self._connection.executescript(_SCHEMA)

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection | None]:
        """Let one thread at a time use the file; what it can't do is not done.

        A file that is no database any more is removed, and made anew by who opens it next.
        """
        with self._lock:
            try:
                yield self._connection
            except sqlite3.OperationalError:  # busy for long, or the disk is full
                pass
            except sqlite3.DatabaseError:
                self._end()
                with suppress(OSError):
                    self._path.unlink(missing_ok=True)

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return what is kept of some keys, and note that it was used."""
        found: dict[bytes, bytes] = {}
        used: list[tuple[int, int]] = []
        now = int(time.time())
        with self._using() as connection:
            if connection is None:
                return found
            for key in keys:
                row = connection.execute(_SELECT, (key,)).fetchone()
                if row and zlib.crc32(row[3]) == row[2]:
                    found[key] = row[3]
                    used += [(now, row[0])] if now - row[1] > _NOTED_EACH else []
            if used:
                _in_one(connection, "UPDATE kept SET used = ? WHERE rowid = ?", used)
        return found

    def put(self, contents: Mapping[bytes, bytes]) -> None:
        """Keep some contents by their keys; what was not used for longest goes."""
        now, largest = int(time.time()), self._most * _LARGEST
        rows = [
            (key, now, zlib.crc32(each), each)
            for key, each in contents.items()
            if len(each) <= largest
        ]
        with self._using() as connection:
            if connection:
                self._make_room(connection, sum(len(content) for *_, content in rows))
                _in_one(connection, "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)

    def _make_room(self, connection: sqlite3.Connection, size: int) -> None:
        """Have what was not used for longest go, if what comes would be too much."""
        names = "page_size", "page_count", "freelist_count"
        (page,), (pages,), (free,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in names
        )
        over = page * (pages - free) + size - self._most
        if over <= 0:
            return
        over += int((1 - _LEFT) * self._most)
        gone: list[tuple[int]] = []
        ask = "SELECT rowid, length(content) FROM kept ORDER BY used"
        with closing(connection.execute(ask)) as oldest:
            for row, length in oldest:
                gone.append((row,))
                over -= length
                if over <= 0:
                    break
        _in_one(connection, "DELETE FROM kept WHERE rowid = ?", gone)

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._end()


def _in_one(
    connection: sqlite3.Connection, statement: str, rows: Sequence[tuple[object, ...]]
) -> None:
    """Run a statement for each of some rows, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(statement, rows)
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
