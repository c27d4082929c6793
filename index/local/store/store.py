"""The article store of a generation: those of its parts, numbered on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.local.passage_mask import PassageMask, allowed_by

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from corpus import Article
    from index.interfaces import Searchable
    from index.interfaces.arrays import Allowed, Numbers
    from index.local.store.filters import PartFilters
    from index.local.store.part import PartStore
    from index.query.filters import Filters
    from index.vocabulary.results import Copy


COMPLETE = 0.9
"""Length from which a copy is complete, as a share of the longest."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where an article is: its part, its ordinal there, and the digest of what it says."""

    part: int
    ordinal: int
    digest: bytes


class SqliteStore:
    """The articles of a generation: those of its parts, numbered on, less those removed."""

    def __init__(self, parts: Sequence[PartStore], removed: Sequence[Numbers]) -> None:
        """Put parts together.

        Args:
            parts: in the order of the manifest.
            removed: for each part the ordinals of the articles no longer in the index.
        """
        self._parts = parts
        self._removed = [frozenset(ordinals.tolist()) for ordinals in removed]
        counts = [part.passage_counts() for part in parts]
        self._article_base = np.cumsum([0, *map(len, counts)])
        lengths = np.concatenate([np.zeros(0, np.int64), *counts])
        self._first_passage = np.concatenate([[0], np.cumsum(lengths)])
        self.passages = int(self._first_passage[-1])
        self._passage_base = self._first_passage[self._article_base]
        self._alive = self._without(removed) if any(map(len, removed)) else None

    @cached_property
    def _filters(self) -> list[PartFilters]:
        from index.local.store.filters import PartFilters

        counts = np.diff(self._article_base)
        return [PartFilters(*each) for each in zip(self._parts, counts.tolist(), strict=True)]

    def _without(self, removed: Sequence[Numbers]) -> Allowed:
        alive = np.ones(self._article_base[-1], np.bool_)
        for base, ordinals in zip(self._article_base, removed, strict=False):
            alive[base + ordinals] = False
        return np.repeat(alive, np.diff(self._first_passage))

    @property
    def articles(self) -> int:
        """How many articles there are, those removed included."""
        return int(self._article_base[-1])

    def searchable(self) -> PassageMask | None:
        """Return the passages of articles that are in the index; None where none was removed."""
        return None if self._alive is None else PassageMask(self._alive)

    def meeting(self, filters: Filters) -> PassageMask:
        """Return the passages whose article is in the index and passes the filters."""
        allowed = self._allowed(filters)
        return PassageMask(np.ones(self.passages, np.bool_) if allowed is None else allowed)

    def newest(self, searchable: Searchable | None, limit: int) -> Numbers:
        """Return the first searchable passage of articles, by date, newest first, at most `limit`.

        Of one date, and without a date, the lower number comes first.
        """
        allowed = allowed_by(searchable)
        numbers = np.arange(self.passages) if allowed is None else np.flatnonzero(allowed)
        articles = self.articles_of(numbers)
        _, first = np.unique(articles, return_index=True)
        published = np.nan_to_num(self.published(articles[first]), nan=-np.inf)
        return numbers[first[np.lexsort((first, -published))][:limit]]

    def _allowed(self, filters: Filters) -> Allowed | None:
        if not filters:
            return self._alive
        passing = np.ones(self._article_base[-1], np.bool_)
        if filters.since:
            passing &= self._published >= filters.since.timestamp()
        if filters.until:
            passing &= self._published < filters.until.timestamp()
        if words := replace(filters, since=None, until=None):
            named = (part.matching(words) for part in self._filters)
            passing &= np.concatenate([np.zeros(0, np.bool_), *named])
        allowed = np.repeat(passing, np.diff(self._first_passage))
        return allowed if self._alive is None else allowed & self._alive

    def articles_of(self, passages: Numbers) -> Numbers:
        """Return for each passage the number of its article."""
        return np.searchsorted(self._first_passage, passages, side="right") - 1

    def passages_of(self, articles: Numbers) -> tuple[Numbers, Numbers]:
        """Return for each article its first passage and how many it has."""
        first = self._first_passage[articles]
        return first, self._first_passage[articles + 1] - first

    def source_names(self) -> list[str]:
        """Return the names of all sources, as written, each once."""
        return self._source_names

    @cached_property
    def _source_names(self) -> list[str]:
        rows = (part.query("SELECT DISTINCT source FROM article") for part in self._parts)
        return sorted({name for names in rows for (name,) in names if name})

    def from_sources(self, articles: Numbers, names: Collection[str]) -> Allowed:
        """Return for each article whether its source is one of these."""
        of_all = (part.from_sources(names) for part in self._filters)
        return np.concatenate([np.zeros(0, np.bool_), *of_all])[articles]

    def published(self, articles: Numbers) -> NDArray[np.float64]:
        """Return when articles were published, in seconds since 1970; NaN where unknown."""
        return self._published[articles]

    @cached_property
    def _published(self) -> NDArray[np.float64]:
        return np.concatenate([np.zeros(0), *(part.published() for part in self._parts)])

    @cached_property
    def stories(self) -> Numbers:
        """The story that each article prints, (articles,)."""
        return self._known("story")

    @cached_property
    def _lengths(self) -> Numbers:
        return self._known("length")

    def _known(self, fact: str) -> Numbers:
        known = (part.facts()[fact].astype(np.int64) for part in self._parts)
        return np.concatenate([np.zeros(0, np.int64), *known])

    @cached_property
    def days(self) -> NDArray[np.int32]:
        """The day when the story of each article was first told, (articles,); 0 if unknown."""
        return self._known("day").astype(np.int32)

    def removed_articles(self) -> list[int]:
        """Return the numbers of articles that are no longer in the index."""
        return [
            int(base) + ordinal
            for base, removed in zip(self._article_base, self._removed, strict=False)
            for ordinal in removed
        ]

    def number_of(self, found: Found) -> int:
        """Return the number of an article that was found."""
        return int(self._article_base[found.part]) + found.ordinal

    def stories_of(self, articles: Numbers) -> Numbers:
        """Return for each article the story that it prints."""
        return self.stories[articles]

    def copies(self, story: int) -> Numbers:
        """Return the articles in the index that print a story, the one to show first.

        That is the earliest of those that are complete.
        """
        found = np.flatnonzero(self.stories == story)
        return self.by_completeness(found[self._living(found)])

    def by_completeness(self, articles: Numbers) -> Numbers:
        """Return copies of one story: complete ones first, each kind by when it was published."""
        lengths = self._lengths[articles]
        cut = lengths < COMPLETE * lengths.max(initial=0)
        published = np.nan_to_num(self._published[articles], nan=np.inf)
        return articles[np.lexsort((articles, published, cut))]

    def printings(self, articles: Numbers) -> list[Copy]:
        """Return what there is to say of articles that print one story, without their text."""
        located = (self._locate(self._article_base, number) for number in articles.tolist())
        return [self._parts[part].printing(ordinal) for part, ordinal in located]

    def groups(self) -> list[Numbers]:
        """Return the copies of each story that several articles print, as `copies` orders them.

        The largest groups come first.
        """
        numbers = np.arange(self._article_base[-1])
        living = numbers[self._living(numbers)]
        order = living[np.argsort(self.stories[living], kind="stable")]
        of = self.stories[order]
        starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]]) if len(of) else of
        several = [group for group in np.split(order, starts[1:]) if len(group) > 1]
        return [self.by_completeness(g) for g in sorted(several, key=lambda g: (-len(g), g[0]))]

    def _living(self, articles: Numbers) -> Allowed:
        """Return which of some articles are still in the index."""
        if self._alive is None:
            return np.ones(len(articles), np.bool_)
        living: Allowed = self._alive[self._first_passage[articles]]
        return living

    def article(self, number: int) -> Article:
        """Return the article with this number."""
        part, ordinal = self._locate(self._article_base, number)
        return self._parts[part].article(ordinal)

    def ids(self, articles: Numbers) -> list[str]:
        """Return the ids of articles by number."""
        located = (self._locate(self._article_base, number) for number in articles.tolist())
        return [
            self._parts[part].query("SELECT id FROM article WHERE ordinal = ?", (ordinal,))[0][0]
            for part, ordinal in located
        ]

    def spans(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return for each passage its start and end in its article's text."""
        located = (self._locate(self._passage_base, number) for number in passages)
        return [
            self._parts[part].query("SELECT start, end FROM passage WHERE number = ?", (number,))[0]
            for part, number in located
        ]

    def find(self, id_: str) -> Found | None:
        """Return where the article with this id is, if it is in the index."""
        for place, part in enumerate(self._parts):
            rows = part.query("SELECT ordinal, digest FROM article WHERE id = ?", (id_,))
            if rows and rows[0][0] not in self._removed[place]:
                return Found(place, *rows[0])
        return None

    def holds(self, id_: str) -> bool:
        """Tell whether an article with this id is in the index."""
        return self.find(id_) is not None

    def article_by_id(self, id_: str) -> Article | None:
        """Return the article with this id, if it is in the index."""
        found = self.find(id_)
        return self._parts[found.part].article(found.ordinal) if found else None

    def summary(self) -> tuple[int, float | None, float | None]:
        """Return how many sources there are, and the first and last publication."""
        found = [
            part.summary(sorted(removed))
            for part, removed in zip(self._parts, self._removed, strict=True)
        ]
        dates = [date for _, first, last in found for date in (first, last) if date is not None]
        sources = {name for names, _, _ in found for name in names}
        return len(sources), min(dates, default=None), max(dates, default=None)

    def _locate(self, base: Numbers, number: int) -> tuple[int, int]:
        part = int(np.searchsorted(base, number, side="right")) - 1
        return part, int(number - base[part])

    def close(self) -> None:
        """Close the files of all parts."""
        for part in self._parts:
            part.close()
