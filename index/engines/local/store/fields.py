"""Which articles of a part have which values of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.parts.store.fields import FieldPart
from index.query import SPEAKER, compared, folded
from index.vocabulary.made_once import made_once
from index.vocabulary.remembered import remembered

if TYPE_CHECKING:
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


class PartFields(FieldPart):
    """Asks the store of a part of so many articles, and remembers what it answered last."""

    def __init__(self, store: PartFile, articles: int) -> None:
        self._store = store
        self.articles = articles
        self.having = remembered(self._ask, _REMEMBERED)

    @made_once
    def names(self) -> list[str]:
        """The fields that some article has a value of."""
        return [name for (name,) in self._store.query(_NAMES)]

    def holdings(self, field: str) -> dict[str, Numbers]:
        """Return the values of a field, as written, with the ordinals of those that have them."""
        having: dict[str, list[Numbers]] = {}
        for value, blob in self._rows("value", "field = ?", (field,)):
            having.setdefault(value, []).append(self._numbers(blob))
        return {value: np.concatenate(ordinals) for value, ordinals in having.items()}

    def _ask(self, field: str, value: str, as_written: bool) -> Allowed:
        plain = folded(field)
        condition = "value = ?" if as_written else _MATCHES.get(plain, "compared = ?")
        wanted = value if as_written else compared(plain, value)
        having = np.zeros(self.articles, np.bool_)
        for _, blob in self._rows("NULL", f"field = ? AND {condition}", (field, wanted)):
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
        if ordinals.max(initial=0) >= max(1, self.articles):
            raise self._store.damage_error(ValueError("it names articles that aren't there"))
        return ordinals
