"""Writes the values by which articles of a part are asked for, each with who has it."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from index.query import SPEAKER, compared, values_in
from index.quotations import speakers_named

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from corpus import Article
    from index.quotations import Quoted

_HELD = 100_000
"""Values that are kept in memory while a part is written; then they have a row each."""


class HeldValues:
    """Writes the values of a part's articles, as many as memory shall hold at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write to a database that has the table."""
        self._connection = connection
        self._held: dict[tuple[str, str], array[int]] = {}

    def note(self, ordinal: int, article: Article, quotations: Iterable[Quoted]) -> None:
        """Take the values of an article, and who is quoted in it; ordinals ascend."""
        speakers = ((SPEAKER, name) for name in speakers_named(quotations))
        for named in (*values_in(article), *speakers):
            ordinals = self._held.setdefault(named, array("I"))
            if not ordinals or ordinals[-1] != ordinal:
                ordinals.append(ordinal)
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
