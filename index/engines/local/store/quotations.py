"""The quotations of one part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines.local.commit.disk import read_array
from index.engines.local.store.fields import HAS_WORDS
from index.engines.local.store.schema import QUOTED
from index.engines.parts.store.facts import QUOTED as QUOTED_FACTS
from index.query import SPEAKER, compared
from index.quotations import Quoted
from index.vocabulary.errors import DamagedIndexError
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.engines.local.store.file import PartFile
    from index.interfaces import Numbers

_BY = f"""
SELECT number FROM quotation WHERE speaker IN
    (SELECT value FROM held WHERE field = ? AND {HAS_WORDS})
"""  # noqa: S608 - a constant; the values are bound


class PartQuotations:
    """The quotations of one part, numbered from 0 in the order of articles and of their texts."""

    def __init__(self, store: PartFile, articles: int) -> None:
        """Take the store of a part that has so many articles."""
        self._store = store
        self._articles = articles

    @made_once
    def facts(self) -> NDArray[np.void]:
        """What `QUOTED_FACTS` names, of each quotation: (quotations,)."""
        path = self._store.folder / QUOTED
        facts = read_array(path)
        owners = facts["article"] if facts.dtype == np.dtype(QUOTED_FACTS) else np.zeros(1, "<u4")
        if (
            facts.dtype != np.dtype(QUOTED_FACTS)
            or facts.ndim != 1
            or owners.max(initial=0) >= max(1, self._articles)
            or np.any(owners[1:] < owners[:-1])
        ):
            raise DamagedIndexError(f"{path} is damaged")
        return facts

    def by(self, speaker: str) -> Numbers:
        """Return the quotations of those whose name has some words, ascending."""
        rows = self._store.query(_BY, (SPEAKER, compared(SPEAKER, speaker)))
        numbers = np.sort(np.array(rows, np.int64).reshape(-1))
        if numbers.max(initial=-1) >= len(self.facts):
            raise self._store.damage_error(ValueError("it has more quotations than it should"))
        return numbers

    def quotation(self, number: int) -> Quoted:
        """Return one of the quotations."""
        statement = "SELECT speaker, places FROM quotation WHERE number = ?"
        for row in self._store.query(statement, (number,)):
            return self._quoted(*row)
        raise self._store.damage_error(ValueError(f"quotation {number} is not there"))

    def of_articles(self) -> Iterator[list[Quoted]]:
        """Yield the quotations of each article, in order."""
        rows = self._store.query("SELECT speaker, places FROM quotation ORDER BY number")
        counts = np.bincount(self.facts["article"], minlength=self._articles)
        if len(rows) != len(self.facts):
            raise self._store.damage_error(ValueError("it lacks quotations"))
        past = 0
        for count in counts.tolist():
            yield [self._quoted(*row) for row in rows[past : past + count]]
            past += count

    def _quoted(self, speaker: str, places: Any) -> Quoted:
        try:
            named, *pieces = np.frombuffer(places, "<u4").reshape(-1, 2).tolist()
        except (ValueError, TypeError) as error:
            raise self._store.damage_error(error) from error
        told = (named[0], named[1]) if speaker else None
        return Quoted(tuple((start, end) for start, end in pieces), speaker, told)
