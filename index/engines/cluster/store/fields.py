"""Which articles of a part have which values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from index.engines.cluster.store.writing import HELD
from index.engines.cluster.tables import Table
from index.interfaces import FieldValues
from index.query import compared, folded, same
from index.vocabulary.made_once import made_once
from index.vocabulary.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from index.engines.cluster.objects import Objects
    from index.interfaces import Allowed, Numbers

_FIELDS, _VALUES = 8, 32
"""Fields whose values are remembered, and values whose articles are, a byte for each article."""


class PartFields:
    """The values of the articles of a part."""

    def __init__(self, objects: Objects, folder: str, articles: int) -> None:
        """Take the tables in the folder of a part that has so many articles."""
        self._table = Table(objects, f"{folder}/{HELD}")
        self._articles = articles
        self._held = remembered(self._read, _FIELDS)
        self._having = remembered(self._ask, _VALUES)

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
        if ordinals.max(initial=0) >= max(1, self._articles):
            raise self._table.damage_error(ValueError("it names articles that aren't there"))
        return ordinals

    def matching(self, named: Mapping[str, Collection[str]]) -> Allowed:
        """Return which articles have, of each field, one of some values: (articles,)."""
        passing = np.ones(self._articles, np.bool_)
        for field, values in named.items():
            there = [each for each in self.names if folded(each) == folded(field)]
            passing &= self._any((name, value, False) for name in there for value in values)
        return passing

    def from_sources(self, names: Collection[str]) -> Allowed:
        """Return which articles are from one of some sources, as written: (articles,)."""
        return self._any(("source", name, True) for name in names)

    def _any(self, asked: Iterator[tuple[str, str, bool]]) -> Allowed:
        having = np.zeros(self._articles, np.bool_)
        for each in asked:
            having |= self._having(*each)
        return having

    def _ask(self, field: str, value: str, as_written: bool) -> Allowed:
        values, forms, ordinals = self._held(field)
        wanted = compared(field, value)
        having = np.zeros(self._articles, np.bool_)
        for written, form, blob in zip(values, forms, ordinals, strict=True):
            if written == value if as_written else same(folded(field), wanted, form):
                having[self._numbers(blob)] = True
        return having

    def values(self, field: str, alive: Allowed) -> FieldValues:
        """Return the values of a field, and how many of the articles still there have them."""
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
        values, _, ordinals = self._held(field)
        return dict(zip(values, map(self._numbers, ordinals), strict=True))
