"""The quotations of all parts, numbered on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.numbering import Numbering
from index.interfaces import QuotationTable
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.engines.parts.alive import Alive
    from index.engines.parts.store.part import ArticlePart
    from index.quotations import Quoted


class StoredQuotations:
    """The quotations of all parts, numbered on."""

    def __init__(self, stores: Sequence[ArticlePart], articles: Numbering, alive: Alive) -> None:
        """Take the stores of parts, how their articles are numbered on, and which are there."""
        self._parts = [store.quotations() for store in stores]
        self._articles = articles
        self._alive = alive

    @made_once
    def _numbering(self) -> Numbering:
        return Numbering([len(part.facts) for part in self._parts])

    @made_once
    def every(self) -> QuotationTable:
        """Those in articles that are in the index."""
        firsts = self._articles.bases.tolist()
        facts = [(part.facts, first) for part, first in zip(self._parts, firsts, strict=False)]
        owners = (each["article"].astype(np.int64) + first for each, first in facts)
        articles = Numbering.joined(owners, np.int64)
        said = Numbering.joined((each["said"] for each, _ in facts), np.uint64)
        there = QuotationTable(np.arange(len(articles)), articles, said)
        return there.at(self._alive.everywhere[articles])

    def by(self, speaker: str) -> QuotationTable:
        """Return those of whoever has a name with some words."""
        firsts = self._numbering.bases.tolist()
        parts = zip(self._parts, firsts, strict=False)
        numbers = Numbering.joined((part.by(speaker) + first for part, first in parts), np.int64)
        return self.every.at(np.isin(self.every.numbers, numbers))

    def quotation(self, number: int) -> Quoted:
        """Return one of the quotations."""
        part, place = self._numbering.locate(number)
        return self._parts[part].quotation(place)
