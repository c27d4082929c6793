"""Writes the values by which articles of a part are asked for, each with who has it."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.query import compared

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_HELD = 100_000
"""Values that are kept in memory while a part is written; then they have a row each."""


class HeldValues:
    """Writes the values of a part's articles, as many as memory shall hold at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write to a database that has the table."""
        self._connection = connection
        self._held: dict[tuple[str, str], array[int]] = {}

    def note(self, ordinal: int, values: Iterable[tuple[str, str]]) -> None:
        """Take the fields of an article with their values, each once; ordinals ascend."""
        for named in values:
            self._held.setdefault(named, array("I")).append(ordinal)
        if len(self._held) > _HELD:
            self.write()

    def write(self) -> None:
        """Write what was taken since the last time."""
        self._connection.executemany(
            "INSERT INTO held VALUES (?, ?, ?, ?)",
            (
                (field, value, compared(field, value), np.array(ordinals, "<u4").tobytes())
                for (field, value), ordinals in sorted(self._held.items())
            ),
        )
        self._held.clear()
