"""The quotations of one part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from index.engines.cluster.store.writing import QUOTATIONS, RECORD
from index.engines.cluster.tables import Table
from index.engines.parts.store.facts import QUOTED
from index.query import SPEAKER, compared, same
from index.quotations import Quoted, speakers_named
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from index.engines.cluster.objects import Objects
    from index.interfaces import Numbers


class PartQuotations:
    """The quotations of one part, numbered from 0 in the order of articles and of their texts."""

    def __init__(self, objects: Objects, folder: str, articles: int) -> None:
        """Take the tables in the folder of a part that has so many articles."""
        self._table = Table(objects, f"{folder}/{QUOTATIONS}")
        self._articles = articles

    @made_once
    def facts(self) -> NDArray[np.void]:
        """What `QUOTED` names, of each quotation: (quotations,)."""
        found = self._table.columns(*(name for name, _ in QUOTED))
        facts = np.zeros(found.num_rows, QUOTED)
        for name, _ in QUOTED:
            facts[name] = found.column(name).to_numpy()
        return facts

    @made_once
    def _speakers(self) -> list[str]:
        names: list[str] = self._table.columns("speaker").column(0).to_pylist()
        return names

    def by(self, speaker: str) -> Numbers:
        """Return the quotations of those whose name has some words, ascending."""
        asked = compared(SPEAKER, speaker)
        there = {
            each: any(same(SPEAKER, asked, compared(SPEAKER, name)) for name in _names_of(each))
            for each in set(self._speakers)
        }
        return np.flatnonzero([there[each] for each in self._speakers])

    def quotation(self, number: int) -> Quoted:
        """Return one of the quotations."""
        (record,) = self._table.take([number], RECORD).column(0).to_pylist()
        return _quoted(record)

    def of_articles(self) -> Iterator[list[Quoted]]:
        """Yield the quotations of each article, in order."""
        records = self._table.columns(RECORD).column(0).to_pylist()
        counts = np.bincount(self.facts["article"], minlength=self._articles)
        past = 0
        for count in counts.tolist():
            yield [_quoted(record) for record in records[past : past + count]]
            past += count


def _names_of(speaker: str) -> list[str]:
    """Return the name of a speaker; none of one who is only described."""
    return list(speakers_named([Quoted((), speaker, None)])) if speaker else []


def _quoted(record: str) -> Quoted:
    speaker, named, pieces = json.loads(record)
    return Quoted(tuple((start, end) for start, end in pieces), speaker, named and tuple(named))
