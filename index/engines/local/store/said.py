"""Writes what is said in the articles of a part: rows, and an array of what is asked of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.local.store.schema import QUOTED
from index.engines.parts.store.facts import QUOTED as QUOTED_FACTS
from index.quotations import said_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from index.quotations import Quoted


class WrittenQuotations:
    """Writes the quotations of a part's articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write to a database that has the table."""
        self._connection = connection
        self._facts: list[tuple[int, int]] = []

    def note(self, ordinal: int, text: str, quotations: Sequence[Quoted]) -> None:
        """Write the quotations of an article; ordinals ascend."""
        first = len(self._facts)
        for number, quoted in enumerate(quotations, first):
            row = (number, quoted.speaker, _blob(quoted))
            self._connection.execute("INSERT INTO quotation VALUES (?, ?, ?)", row)
            self._facts.append((ordinal, said_key(quoted.words(text), quoted.speaker)))

    def save(self, folder: Path) -> None:
        """Write what is asked of all of them."""
        np.save(folder / QUOTED, np.array(self._facts, QUOTED_FACTS))


def _blob(quoted: Quoted) -> bytes:
    return np.array([quoted.named or (0, 0), *quoted.pieces], "<u4").tobytes()
