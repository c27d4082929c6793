"""Which articles of a part pass filters on source, author, section and language."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.interfaces import Allowed
    from index.local.store.part import PartStore
    from index.query import Filters

_REMEMBERED = 8
"""Conditions whose articles are remembered, a byte for each article."""


class PartFilters:
    """Asks the store of a part of so many articles, and remembers what it answered last."""

    def __init__(self, store: PartStore, articles: int) -> None:
        self._store = store
        self._articles = articles
        self._meeting = lru_cache(maxsize=_REMEMBERED)(self._ask)

    def matching(self, filters: Filters) -> Allowed:
        """Return which articles pass the filters, those on dates aside: (articles,)."""
        conditions = {
            "instr(authors_folded, ?)": filters.author and f" {filters.author} ",
            "section_folded = ?": filters.section,
            "instr(language_folded || '-', ?) = 1": filters.language and f"{filters.language}-",
        }
        passing = np.ones(self._articles, np.bool_)
        for condition, value in conditions.items():
            if value:
                passing &= self._meeting(condition, value)
        if filters.source:
            passing &= self._of_any("source_folded = ?", filters.source)
        return passing

    def from_sources(self, names: Collection[str]) -> Allowed:
        """Return which articles are from one of some sources, as written: (articles,)."""
        return self._of_any("source = ?", names)

    def _of_any(self, condition: str, values: Collection[str]) -> Allowed:
        """Return which articles meet a condition with one of some values."""
        meeting = np.zeros(self._articles, np.bool_)
        for value in values:
            meeting |= self._meeting(condition, value)
        return meeting

    def _ask(self, condition: str, value: str) -> Allowed:
        """Ask for the articles that meet a condition, or for the others if those are fewer."""
        # The conditions are those above; the value is bound.
        select = "SELECT {} FROM article WHERE {}"
        ((count,),) = self._store.query(select.format("count(*)", condition), (value,))
        most = 2 * count > self._articles
        which = f"NOT ({condition})" if most else condition
        rows = self._store.query(select.format("ordinal", which), (value,))
        meeting = np.full(self._articles, most)
        try:
            meeting[np.fromiter(chain.from_iterable(rows), np.int64, len(rows))] = not most
        except (IndexError, ValueError, TypeError, OverflowError) as error:
            raise self._store.damage_error(error) from error
        return meeting
