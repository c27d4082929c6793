"""The SQLite file of a part, opened: written once, read-only ever after."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from index.engines.local.commit.disk import unreadable
from index.engines.local.store.schema import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.vocabulary.errors import NewsIndexError

UNREADABLE = (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError)
"""What SQLite's module raises on a damaged file."""


class PartFile:
    """The file; any thread may ask it."""

    def __init__(self, folder: Path) -> None:
        """Open the file in the folder of a part."""
        self.path = folder / ARTICLES
        try:
            # Nothing ever writes to the file again, so SQLite need neither lock nor look.
            self.connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise self.damage_error(error) from error

    @property
    def folder(self) -> Path:
        """The folder of the part."""
        return self.path.parent

    def damage_error(self, error: Exception) -> NewsIndexError:
        """Return what to raise when reading fails."""
        return unreadable(self.path, error)

    def query(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a query and return all rows."""
        try:
            return self.connection.execute(statement, values).fetchall()
        except UNREADABLE as error:
            raise self.damage_error(error) from error

    def close(self) -> None:
        """Close the file."""
        self.connection.close()
