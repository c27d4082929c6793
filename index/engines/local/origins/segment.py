"""One file of the ledger: what some readings of files found, and what was withdrawn.

It is written once and never changed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import OWNER_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from index.engines.parts.ledger import FileNote, OriginNote
    from index.vocabulary.results import WithdrawnArticle

_SCHEMA = """
CREATE TABLE file (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL,               -- absolute
    reading INTEGER NOT NULL,
    settled INTEGER NOT NULL,         -- whether this reading supersedes those before it
    given TEXT NOT NULL,              -- the path as it was given
    size INTEGER, modified INTEGER,   -- bytes; nanoseconds since 1970
    fresh INTEGER NOT NULL, device INTEGER NOT NULL, checksum BLOB NOT NULL,
    articles INTEGER NOT NULL, gone INTEGER NOT NULL,
    UNIQUE (path, reading)
) STRICT;
CREATE TABLE origin (
    id TEXT NOT NULL,                 -- of the article
    file INTEGER NOT NULL, member TEXT NOT NULL,
    record INTEGER NOT NULL, line INTEGER, offset INTEGER, reader TEXT NOT NULL,
    digest BLOB NOT NULL,             -- of all that the article said there
    PRIMARY KEY (id, file, member)
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn (
    id TEXT PRIMARY KEY,              -- of an article that its agency withdrew
    reason TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL,
    moment TEXT NOT NULL              -- ISO 8601 with offset
) STRICT, WITHOUT ROWID;
"""
_INDEX = "CREATE INDEX by_file ON origin (file)"

_NEW_FILE = "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_DEVICES = 2**63
"""SQLite keeps whole numbers below it; a few systems number their file systems higher."""


def write_segment(
    path: Path,
    files: Iterable[FileNote],
    origins: Iterable[OriginNote],
    withdrawn: Iterable[WithdrawnArticle] = (),
) -> int:
    """Write a segment; return how many notes are in it.

    Args:
        path: of the file to be made.
        files: one note for each file, among them those of all origins.
        origins: in any order; of two for one article in one member, the last counts.
        withdrawn: articles; each stands for what older segments say of it.
    """
    numbers: dict[str, int] = {}
    with closing(_made(path)) as connection:
        for number, note in enumerate(files):
            state = note.state
            numbers[state.absolute] = number
            row = (
                *(number, state.absolute, note.reading, note.settled, state.path),
                *(state.size, state.modified, state.fresh, state.device % _DEVICES),
                *(state.checksum, state.articles, state.reading == "gone"),
            )
            connection.execute(_NEW_FILE, row)
        connection.executemany(
            "INSERT OR REPLACE INTO origin VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(note.id, numbers[note.origin.absolute], note.origin.member),
                    *(note.origin.record, note.origin.line, note.origin.offset),
                    *(note.origin.reader, note.digest),
                )
                for note in origins
            ),
        )
        connection.executemany(
            "INSERT INTO withdrawn VALUES (?, ?, ?, ?, ?)",
            (
                (each.id, each.reason, each.version, each.title, each.when.isoformat())
                for each in withdrawn
            ),
        )
        return _finished(connection)


def merge_segments(path: Path, segments: Sequence[Path], *, first: bool) -> int:
    """Write one segment in place of two that follow each other; return how many notes are in it.

    Args:
        path: of the file to be made.
        segments: two, the older one first.
        first: whether none is before them, so that what is gone need not be remembered.
    """
    older, newer = segments
    with closing(_made(path)) as connection:
        connection.execute("COMMIT")  # a database is attached outside of transactions alone
        connection.execute("ATTACH ? AS older", (str(older),))
        connection.execute("ATTACH ? AS newer", (str(newer),))
        connection.executescript(f"BEGIN; {_MERGE}")
        if first:
            connection.execute("DELETE FROM main.file WHERE gone")
        return _finished(connection)


_MERGE = """
CREATE TEMP TABLE both AS SELECT * FROM older.file UNION ALL SELECT * FROM newer.file;
CREATE INDEX temp.by_path ON both (path, reading);
-- Of the two notes on one reading, the later is settled, or says as much as the other.
INSERT INTO main.file
SELECT NULL, path, reading, max(settled), given, size, modified, fresh, device, checksum, articles,
    gone
FROM both AS each
WHERE reading >= coalesce(
    (SELECT max(reading) FROM both WHERE both.path = each.path AND settled), 0)
GROUP BY path, reading;
INSERT OR REPLACE INTO main.origin
SELECT id, kept.number, member, record, line, offset, reader, digest
FROM older.origin JOIN older.file AS noted ON noted.number = older.origin.file
    JOIN main.file AS kept ON kept.path = noted.path AND kept.reading = noted.reading;
INSERT OR REPLACE INTO main.origin
SELECT id, kept.number, member, record, line, offset, reader, digest
FROM newer.origin JOIN newer.file AS noted ON noted.number = newer.origin.file
    JOIN main.file AS kept ON kept.path = noted.path AND kept.reading = noted.reading;
INSERT INTO main.withdrawn SELECT * FROM older.withdrawn;
INSERT OR REPLACE INTO main.withdrawn SELECT * FROM newer.withdrawn;
"""


def _made(path: Path) -> sqlite3.Connection:
    """Make the file of a segment, and begin to write."""
    path.touch(OWNER_FILE)  # SQLite would not say why it can't be made
    connection = sqlite3.connect(path, isolation_level=None)
    # The file counts only once the manifest names it, and is synced as a whole before.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    connection.executescript(f"BEGIN; {_SCHEMA}")
    return connection


def _finished(connection: sqlite3.Connection) -> int:
    """End writing, and return how many notes there are."""
    connection.execute(_INDEX)
    connection.execute("COMMIT")
    count: int = connection.execute(
        "SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM origin) "
        "+ (SELECT count(*) FROM withdrawn)"
    ).fetchone()[0]
    return count
