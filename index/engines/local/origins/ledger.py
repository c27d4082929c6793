"""Where the articles of a generation were found, and which were withdrawn, over its segments."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from corpus import FileState, Origin
from index.engines.local.commit.disk import unreadable
from index.engines.parts.ledger import FileNote, OriginNote
from index.vocabulary.errors import DamagedIndexError
from index.vocabulary.made_once import made_once
from index.vocabulary.results import WithdrawnArticle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

_UNREADABLE = (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError)
"""What SQLite's module raises on a damaged file."""

# Statements below are put together from constants of this module; values are bound.
# ruff: noqa: S608

_WITHDRAWN = "id, reason, version, title, moment"
_FEW = 100
"""Files that are looked up one by one."""

_STATE = "path, given, size, modified, fresh, device, checksum, articles, settled, gone"


class SqliteLedger:
    """Which files were read, how they were then, and which articles were found where.

    Raises:
        DamagedIndexError: of each question: a file of it can't be read.
    """

    def __init__(self, segments: Sequence[Path]) -> None:
        """Take the segments of a generation, the oldest first; they are opened when asked."""
        self._paths = segments

    def __bool__(self) -> bool:
        """Tell whether anything is noted."""
        return bool(self._paths)

    @made_once
    def _connections(self) -> list[sqlite3.Connection]:
        return [self._opened(path) for path in self._paths]

    def _opened(self, path: Path) -> sqlite3.Connection:
        try:
            # Nothing ever writes to the file again, so SQLite need neither lock nor look.
            return sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise unreadable(path, error) from error

    def _query(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Yield the rows of all segments, the oldest first."""
        for rows in self._query_each(statement, values):
            yield from rows

    def _query_each(self, statement: str, values: Sequence[Any] = ()) -> list[list[Any]]:
        """Return the rows of each segment, the oldest first."""
        return [self._ask(segment, statement, values) for segment in range(len(self._paths))]

    def _ask(self, segment: int, statement: str, values: Sequence[Any]) -> list[Any]:
        try:
            return self._connections[segment].execute(statement, values).fetchall()
        except _UNREADABLE as error:
            raise unreadable(self._paths[segment], error) from error

    def files(self, under: str) -> dict[str, FileState]:
        """Return what is known of the files in a folder, or of one file, by absolute path.

        Those that are gone are left out.

        Args:
            under: absolute path, parted by `/`.
        """
        folder = under.rstrip("/") + "/"
        statement = (
            f"SELECT {_STATE} FROM file WHERE path = ? OR (path > ? AND path < ?) ORDER BY reading"
        )
        rows = self._query(statement, (under, folder, folder[:-1] + "0"))  # 0 follows /
        return self._present(rows)

    def every_file(self) -> list[FileState]:
        """Return what is known of all files that are not gone."""
        rows = self._query(f"SELECT {_STATE} FROM file ORDER BY reading")
        return list(self._present(rows).values())

    @staticmethod
    def _present(rows: Iterable[Sequence[Any]]) -> dict[str, FileState]:
        found = {row[0]: _state(row) for row in rows}
        return {path: state for path, state in found.items() if state.reading != "gone"}

    def state_of(self, path: str) -> FileState | None:
        """Return what is known of a file by its absolute path, if it was read and is there."""
        rows = self._query(f"SELECT {_STATE} FROM file WHERE path = ? ORDER BY reading", (path,))
        state = next((_state(row) for row in reversed(list(rows))), None)
        return None if state and state.reading == "gone" else state

    def ids_in(self, path: str) -> set[str]:
        """Return the ids of the articles that a file holds, by its absolute path."""
        last = self._superseding(path)
        statement = (
            "SELECT id FROM origin JOIN file ON number = file WHERE path = ? AND reading >= ?"
        )
        return {id_ for (id_,) in self._query(statement, (path, last))}

    def origins_of(self, id_: str, digest: bytes | None = None) -> tuple[Origin, ...]:
        """Return where an article is found, in the order of reading.

        Args:
            id_: of the article.
            digest: of what it says; without it also where another version of it is found.
        """
        statement = (
            "SELECT path, reading, digest, given, member, record, line, offset, size, modified, "
            "reader FROM origin JOIN file ON number = file WHERE id = ? ORDER BY reading, record"
        )
        found: dict[tuple[str, str], Origin] = {}
        for path, reading, said, *values in self._query(statement, (id_,)):
            if reading < self._superseding(path) or digest not in (None, said):
                continue
            origin = _origin(path, *values)
            found[path, origin.member] = origin
        return tuple(found.values())

    def found_at(self, pattern: str) -> dict[str, set[bytes]]:
        """Return the articles found where a pattern says: their ids, and digests of what they say.

        Args:
            pattern: as SQLite's GLOB takes it; of a path as it was given or an absolute one, of
                the end of either from a folder on, or of a folder; a member follows after `!`.
        """
        forms = [pattern, f"{pattern}/*"]
        if not pattern.startswith(("/", "*")):
            forms += [f"*/{form}" for form in forms]
        if "!" in pattern:
            places, of = "file JOIN origin ON number = file", "{} || '!' || member"
        else:
            places, of = "file", "{}"
        matches = [f"{of.format(name)} GLOB ?" for name in ("path", "given") for _ in forms]
        which = " OR ".join(matches)
        statement = f"SELECT DISTINCT number, path, reading FROM {places} WHERE {which}"
        matching = self._query_each(statement, (*forms, *forms))
        last = self._superseding_all({path for rows in matching for _, path, _ in rows})
        found: defaultdict[str, set[bytes]] = defaultdict(set)
        inside = f"AND ({which})" if "!" in pattern else ""
        statement = (
            "SELECT id, digest FROM origin JOIN file ON number = file "
            f"WHERE file IN (SELECT value FROM json_each(?)) {inside}"
        )
        for segment, rows in enumerate(matching):
            files = [number for number, path, reading in rows if reading >= last.get(path, 0)]
            values = (json.dumps(files), *((*forms, *forms) if inside else ()))
            for id_, digest in self._ask(segment, statement, values):
                found[id_].add(digest)
        return found

    def every_place(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield where articles are found: a file, as given, an id, and the digest of what it says.

        An article that a file holds several times comes as often.
        """
        last = self._superseding_all({state.absolute for state in self.every_file()})
        statement = "SELECT path, reading, given, id, digest FROM origin JOIN file ON number = file"
        for path, reading, given, id_, digest in self._query(statement):
            if path in last and reading >= last[path]:
                yield given, id_, digest

    def kept(self) -> tuple[list[FileNote], list[OriginNote]]:
        """Return what holds of files that are not gone, and all origins in them."""
        rows = self._query(f"SELECT {_STATE}, reading FROM file ORDER BY reading")
        notes = {row[0]: (_state(row[:-1]), row[-1]) for row in rows}
        files = [
            FileNote(state, reading, settled=state.reading != "partly")
            for state, reading in notes.values()
            if state.reading != "gone"
        ]
        last = self._superseding_all({note.state.absolute for note in files})
        statement = (
            "SELECT path, reading, id, digest, given, member, record, line, offset, size, "
            "modified, reader FROM origin JOIN file ON number = file ORDER BY reading"
        )
        origins = []
        for path, reading, id_, digest, *values in self._query(statement):
            if path in last and reading >= last[path]:
                origins.append(OriginNote(id_, _origin(path, *values), digest))
        return files, origins

    def _superseding_all(self, paths: Collection[str]) -> dict[str, int]:
        """Return the last reading of each file that supersedes those before it."""
        if len(paths) <= _FEW:
            return {path: self._superseding(path) for path in paths}
        last: dict[str, int] = {}
        for path, reading in self._query(
            "SELECT path, max(reading) FROM file WHERE settled GROUP BY path"
        ):
            last[path] = max(reading, last.get(path, 0))
        return last

    def _superseding(self, path: str) -> int:
        """Return the last reading of a file that supersedes those before it."""
        rows = self._query("SELECT max(reading) FROM file WHERE path = ? AND settled", (path,))
        return max((reading for (reading,) in rows if reading is not None), default=0)

    def withdrawal_of(self, id_: str) -> WithdrawnArticle | None:
        """Return what is known of the withdrawal of an article, by its id."""
        if not self._any_withdrawn:
            return None
        rows = list(self._query(f"SELECT {_WITHDRAWN} FROM withdrawn WHERE id = ?", (id_,)))
        return _withdrawn(rows[-1]) if rows else None

    def withdrawn(self) -> Iterator[WithdrawnArticle]:
        """Yield the articles that were withdrawn, in the order of their ids."""
        rows = {row[0]: row for row in self._query(f"SELECT {_WITHDRAWN} FROM withdrawn")}
        return (_withdrawn(rows[id_]) for id_ in sorted(rows))

    @made_once
    def _any_withdrawn(self) -> bool:
        return any(self._query("SELECT 1 FROM withdrawn LIMIT 1"))

    def notes(self) -> int:
        """Return how many notes there are."""
        tables = ("file", "origin", "withdrawn")
        counts = (self._query(f"SELECT count(*) FROM {table}") for table in tables)
        return sum(count for rows in counts for (count,) in rows)

    def integrity(self) -> list[str]:
        """Return what SQLite's own check finds wrong."""
        return [str(line) for (line,) in self._query("PRAGMA integrity_check") if line != "ok"]

    def close(self) -> None:
        """Close the files that were opened."""
        for connection in vars(self).pop("_connections", []):
            connection.close()


def _origin(path: str, given: str, *values: Any) -> Origin:
    member, record, line, offset, size, modified, reader = values
    return Origin(
        path=given,
        absolute=path,
        member=member,
        record=record,
        line=line,
        offset=offset,
        size=size,
        modified=modified,
        reader=reader,
    )


def _withdrawn(row: Sequence[Any]) -> WithdrawnArticle:
    id_, reason, version, title, moment = row
    try:
        when = datetime.fromisoformat(moment)
    except ValueError as error:
        raise DamagedIndexError("a withdrawal in the index has no date") from error
    return WithdrawnArticle(id_, reason, version, title, when)


def _state(row: Sequence[Any]) -> FileState:
    path, given, size, modified, fresh, device, checksum, articles, settled, gone = row
    return FileState(
        path=given,
        absolute=path,
        size=size,
        modified=modified,
        fresh=bool(fresh),
        device=device,
        checksum=checksum,
        articles=articles,
        reading="gone" if gone else "whole" if settled else "partly",
    )
