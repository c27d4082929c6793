"""Which articles of a part have which values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from index.engines.cluster.store.writing import HELD
from index.engines.cluster.tables import Table
from index.engines.parts.store.fields import FieldPart
from index.query import compared, folded, same
from index.vocabulary.made_once import made_once
from index.vocabulary.remembered import remembered

if TYPE_CHECKING:
    from index.engines.cluster.objects import Objects
    from index.interfaces import Allowed, Numbers

_FIELDS, _VALUES = 8, 32
"""Fields whose values are remembered, and values whose articles are, a byte for each article."""


class PartFields(FieldPart):
    """The values of the articles of a part."""

    def __init__(self, objects: Objects, folder: str, articles: int) -> None:
        """Take the tables in the folder of a part that has so many articles."""
        self._table = Table(objects, f"{folder}/{HELD}")
        self.articles = articles
        self._held = remembered(self._read, _FIELDS)
        self.having = remembered(self._ask, _VALUES)

    @made_once
    def _where(self) -> dict[str, tuple[int, int]]:
        """The rows of each field: the first, and one past the last."""
        fields = json.loads(self._table.metadata["fields"])
        return {name: (first, end) for name, (first, end) in fields.items()}

    @property
    def names(self) -> list[str]:
        """The fields that some article has a value of."""
        return list(self._where)

    def _read(self, field: str) -> tuple[list[str], list[str], list[bytes]]:
        """Return the values of a field, as written and as compared, and who has each."""
        first, end = self._where.get(field, (0, 0))
        found = self._table.span(first, end, "value", "compared", "ordinals")
        values, forms, ordinals = (found.column(n).to_pylist() for n in range(3))
        return values, forms, ordinals

    def _numbers(self, blob: bytes) -> Numbers:
        ordinals = np.frombuffer(blob, "<u4").astype(np.int64)
        if ordinals.max(initial=0) >= max(1, self.articles):
            raise self._table.damage_error(ValueError("it names articles that aren't there"))
        return ordinals

    def _ask(self, field: str, value: str, as_written: bool) -> Allowed:
        values, forms, ordinals = self._held(field)
        wanted = compared(field, value)
        having = np.zeros(self.articles, np.bool_)
        for written, form, blob in zip(values, forms, ordinals, strict=True):
            if written == value if as_written else same(folded(field), wanted, form):
                having[self._numbers(blob)] = True
        return having

    def holdings(self, field: str) -> dict[str, Numbers]:
        """Return the values of a field, as written, with the ordinals of those that have them."""
        values, _, ordinals = self._held(field)
        return dict(zip(values, map(self._numbers, ordinals), strict=True))
