"""The articles of an index, counted: by source, language and day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from index.query import Filters
from index.search.counted.fields import field_summary
from index.search.counted.foreign import foreign_languages
from index.vocabulary.results import Archive, Days

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.interfaces import Snapshot

_DAY = timedelta(days=1)


def archive_of(snapshot: Snapshot, known: Collection[str]) -> Archive:
    """Return what a snapshot holds.

    Args:
        snapshot: to count in.
        known: languages of its model; none where it may know them all.
    """
    store = snapshot.store
    articles = store.count(Filters())
    held = snapshot.keyword.languages
    passages = sum(held.values())
    by_frequency = sorted(held.items(), key=lambda each: (-each[1], each[0]))
    published = store.field("published")
    days = [date.fromisoformat(day) for day in sorted(published.values)]
    return Archive(
        articles,
        field_summary(store, "source"),
        {language: count / passages for language, count in by_frequency if count},
        Days(days[0], days[-1]) if days else None,
        len(days),
        longest_gap(days),
        articles - published.articles,
        foreign_languages(held, known),
    )


def longest_gap(days: Sequence[date]) -> Days | None:
    """Return the longest run of days that are missing among some, the first of equal ones.

    Args:
        days: ascending, each once.
    """
    gaps = [
        Days(before + _DAY, after - _DAY)
        for before, after in pairwise(days)
        if after - before > _DAY
    ]
    return max(gaps, key=len, default=None)
