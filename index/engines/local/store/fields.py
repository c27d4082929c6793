"""Which articles of a part have which values of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.interfaces import FieldValues
from index.query import SPEAKER, compared, folded
from index.vocabulary.made_once import made_once
from index.vocabulary.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from index.engines.local.store.file import PartFile
    from index.interfaces import Allowed, Numbers

_REMEMBERED = 32
"""Values whose articles are remembered, a byte for each article."""

HAS_WORDS = "instr(' ' || compared || ' ', ' ' || ? || ' ')"
_MATCHES = {
    "author": HAS_WORDS,
    SPEAKER: HAS_WORDS,
    "language": "instr(compared || '-', ? || '-') = 1",
}
"""What `query.same` says, in SQL; of all other fields the whole value is compared."""

_NAMES = """
WITH RECURSIVE name(field) AS (
    SELECT min(field) FROM held
    UNION ALL SELECT (SELECT min(field) FROM held WHERE field > name.field) FROM name
    WHERE field IS NOT NULL
) SELECT field FROM name WHERE field IS NOT NULL
"""
"""All fields, by a step in the index for each."""


class PartFields:
    """Asks the store of a part of so many articles, and remembers what it answered last."""

    def __init__(self, store: PartFile, articles: int) -> None:
        self._store = store
        self._articles = articles
        self._having = remembered(self._ask, _REMEMBERED)

    @made_once
    def names(self) -> list[str]:
        """The fields that some article has a value of."""
        return [name for (name,) in self._store.query(_NAMES)]

    def matching(self, named: Mapping[str, Collection[str]]) -> Allowed:
        """Return which articles have, of each field, one of some values: (articles,)."""
        passing = np.ones(self._articles, np.bool_)
        for field, values in named.items():
            asked = [compared(field, value) for value in values]
            condition = _MATCHES.get(field, "compared = ?")
            there = [each for each in self.names if folded(each) == folded(field)]
            passing &= self._any((name, condition, value) for name in there for value in asked)
        return passing

    def from_sources(self, names: Collection[str]) -> Allowed:
        """Return which articles are from one of some sources, as written: (articles,)."""
        return self._any(("source", "value = ?", name) for name in names)

    def values(self, field: str, alive: Allowed) -> FieldValues:
        """Return the values of a field, and how many articles have them.

        Args:
            field: its name, as written.
            alive: which articles are still in the index: (articles,).
        """
        counts: dict[str, int] = {}
        having = np.zeros(self._articles, np.bool_)
        for value, ordinals in self.holdings(field).items():
            living = ordinals[alive[ordinals]]
            having[living] = True
            counts[value] = len(living)
        there = {value: count for value, count in counts.items() if count}
        return FieldValues(int(having.sum()), there)

    def holdings(self, field: str) -> dict[str, Numbers]:
        """Return the values of a field, as written, with the ordinals of those that have them."""
        having: dict[str, list[Numbers]] = {}
        for value, blob in self._rows("value", "field = ?", (field,)):
            having.setdefault(value, []).append(self._numbers(blob))
        return {value: np.concatenate(ordinals) for value, ordinals in having.items()}

    def _any(self, asked: Iterator[tuple[str, str, str]]) -> Allowed:
        having = np.zeros(self._articles, np.bool_)
        for each in asked:
            having |= self._having(*each)
        return having

    def _ask(self, field: str, condition: str, value: str) -> Allowed:
        having = np.zeros(self._articles, np.bool_)
        for _, blob in self._rows("NULL", f"field = ? AND {condition}", (field, value)):
            having[self._numbers(blob)] = True
        return having

    def _rows(self, column: str, condition: str, values: tuple[str, ...]) -> list[Any]:
        # Columns and conditions are those of this module; the values are bound.
        return self._store.query(f"SELECT {column}, ordinals FROM held WHERE {condition}", values)  # noqa: S608

    def _numbers(self, blob: bytes) -> Numbers:
        try:
            ordinals = np.frombuffer(blob, "<u4").astype(np.int64)
        except ValueError as error:
            raise self._store.damage_error(error) from error
        if ordinals.max(initial=0) >= max(1, self._articles):
            raise self._store.damage_error(ValueError("it names articles that aren't there"))
        return ordinals
