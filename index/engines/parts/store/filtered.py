"""Which articles pass which filters, and what values their fields have."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.numbering import Numbering
from index.engines.parts.passage_mask import PassageMask
from index.engines.parts.store.holdings import held_in_files, held_values
from index.engines.parts.store.numbered import NumberedArticles
from index.interfaces import FieldValues
from index.query import Filters, folded
from index.vocabulary.made_once import made_once
from index.vocabulary.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from numpy.typing import NDArray

    from index.engines.parts.store.fields import FieldPart
    from index.interfaces import Allowed, Holdings, Numbers

_DAY = 86400.0
_EPOCH = date(1970, 1, 1)

_REMEMBERED = 8
"""Fields whose holdings are remembered: 16 bytes for each value of each article."""


class FilteredArticles(NumberedArticles):
    """The articles of a generation by what is asked of their fields, dates and files."""

    @made_once
    def _remembered(self) -> Callable[[str], Holdings]:
        return remembered(self._holdings, _REMEMBERED)

    @made_once
    def _fields(self) -> list[FieldPart]:
        return [part.fields() for part in self._parts]

    def meeting(self, filters: Filters) -> PassageMask:
        """Return the passages whose article is in the index and passes the filters."""
        return PassageMask(self._passages.of_each(self._passing(filters)))

    def count(self, filters: Filters) -> int:
        """Return how many articles in the index pass the filters."""
        return int(self._passing(filters).sum())

    def _passing(self, filters: Filters) -> Allowed:
        """Return which articles are in the index and pass the filters: (articles,)."""
        passing = self._alive.everywhere.copy()
        if filters.since:
            dates, first = self._comparable(filters.since)
            passing &= dates >= first
        if filters.until:
            dates, last = self._comparable(filters.until)
            passing &= dates <= last
        if filters.path:
            found = self._ledger.found_at(filters.path)
            there = (part.said_so(found) for part in self._parts)
            passing &= Numbering.joined(there, np.bool_)
        if named := filters.named:
            having = (part.matching(named) for part in self._fields)
            passing &= Numbering.joined(having, np.bool_)
        return passing

    def _comparable(self, bound: datetime | date) -> tuple[NDArray[np.float64], float]:
        """Return when articles were published, and a bound: seconds for a moment, else days."""
        if isinstance(bound, datetime):
            return self._published, bound.timestamp()
        return np.floor(self._wall_clock / _DAY), (bound - _EPOCH).days

    def field_names(self) -> list[str]:
        """Return the fields by which articles can be asked for, beside time and path."""
        return sorted({name for part in self._fields for name in part.names})

    def field(self, name: str) -> FieldValues:
        """Return the values of a field: of one of `field_names`, or of `published` or `path`."""
        if name == "published":
            return self._days_published()
        if name == "path":
            files = self._ledger.every_file() if self._ledger else []
            articles = self.count(Filters(path="*")) if files else 0
            return FieldValues(articles, {state.path: state.articles for state in files})
        parts = enumerate(self._fields)
        found = (part.values(name, self._alive.in_part(place)) for place, part in parts)
        return sum(found, FieldValues())

    def _days_published(self) -> FieldValues:
        clock = self._wall_clock[self._alive.everywhere]
        days, counts = np.unique(np.floor(clock[~np.isnan(clock)] / _DAY), return_counts=True)
        named = (date.fromordinal(_EPOCH.toordinal() + int(day)).isoformat() for day in days)
        return FieldValues(int(counts.sum()), dict(zip(named, counts.tolist(), strict=True)))

    def holdings(self, name: str) -> Holdings:
        """Return which articles have which values of one of `field_names`, or of `path`."""
        return self._remembered(name)

    def _holdings(self, name: str) -> Holdings:
        firsts = self._articles.bases.tolist()
        if name == "path":
            return held_in_files(self._ledger, self._parts, firsts)
        return held_values(name, self._fields, firsts)

    def source_names(self) -> list[str]:
        """Return the names of all sources, as written, each once."""
        return self._source_names

    @made_once
    def _source_names(self) -> list[str]:
        return sorted({name for part in self._parts for name in part.sources()})

    def from_sources(self, articles: Numbers, names: Collection[str]) -> Allowed:
        """Return for each article whether its source is one of these."""
        of_all = (part.from_sources(names) for part in self._fields)
        from_them: Allowed = Numbering.joined(of_all, np.bool_)[articles]
        return from_them

    def summary(self) -> tuple[int, float | None, float | None]:
        """Return how many sources there are, and the first and last publication."""
        published = self._published[self._alive.everywhere]
        dates = published[~np.isnan(published)]
        sources = {folded(name) for name in self.field("source").values}
        if not len(dates):
            return len(sources), None, None
        return len(sources), float(dates.min()), float(dates.max())
