"""The query engine: a question to ranked passages, over the interfaces.

Evidence is gathered in each shard and settled over all. One shard is the whole corpus of a local
index; where there are several, each may be gathered on another machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.query import Ranked, pattern_key, ranked
from index.ranking.corpus import languages_of, statistics_of
from index.ranking.fusion import CANDIDATES
from index.ranking.gathering import Asked, gather
from index.ranking.misspellings import corrected, corrections_of, reading
from index.ranking.ranking import Ranking
from index.ranking.settling import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from index.interfaces import ArticleStore, Searchable, Snapshot, Statistics
    from index.query import Query
    from index.ranking.options import RankingOptions


def rank(
    query: Query,
    shards: Sequence[tuple[Snapshot, Searchable | None]],
    options: RankingOptions,
    embed: Callable[[str], NDArray[np.float32]],
) -> Ranking:
    """Rank the passages that may be found.

    Args:
        query: the question.
        shards: snapshots, each with its passages that may be found; None allows all.
        options: which legs, how deep, and what to prefer.
        embed: makes a question's vector, float32, (dim,), unit length.
    """
    snapshots = [snapshot for snapshot, _ in shards]
    asked_for = ranked(query, languages_of(snapshots))
    statistics = None
    corrections: dict[str, str] = {}
    if options.mode != "dense" or asked_for.patterns:
        statistics = statistics_of(asked_for, snapshots)
        corrections = corrections_of(query.words, asked_for, statistics, snapshots)
        if corrections:
            asked_for = reading(asked_for, corrections, statistics)
            others = statistics_of(Ranked((), (), asked_for.read_as), snapshots)
            statistics = statistics.with_terms(others)
    vector = None
    if options.mode != "keyword":
        vector = embed(_meant(query.words, asked_for, statistics))
        if corrections:
            words = corrected(query.words, corrections)
            vector = _between(vector, embed(_meant(words, asked_for, statistics)))
    asked = Asked(
        query.words,
        asked_for,
        options,
        max(options.depth, CANDIDATES),
        statistics if options.mode != "dense" else None,
        vector,
        query.demands_words,
        corrections,
    )
    return settle(asked, [gather(asked, snapshot, passages) for snapshot, passages in shards])


def rank_by_example(
    words: Ranked,
    vector: NDArray[np.float32] | None,
    shards: Sequence[tuple[Snapshot, Searchable | None]],
    options: RankingOptions,
) -> Ranking:
    """Rank the passages that may be found by how near they are to what is at hand, not asked for.

    Nothing is corrected and no source or time preferred, for the words are not a user's.

    Args:
        words: that tell what it is about.
        vector: of it, float32, (dim,), unit length; None where the keyword leg alone is asked.
        shards: as `rank`.
        options: as `rank`.
    """
    statistics = None
    if options.mode != "dense":
        statistics = statistics_of(words, [snapshot for snapshot, _ in shards])
    asked = Asked("", words, options, max(options.depth, CANDIDATES), statistics, vector)
    return settle(asked, [gather(asked, snapshot, passages) for snapshot, passages in shards])


def _meant(words: str, asked: Ranked, statistics: Statistics | None) -> str:
    """Return the words of a question, and what its patterns stand for most often."""
    if statistics is None:
        return words
    stand_for = (statistics.expansion(pattern_key(each)) for each in asked.patterns)
    return " ".join(filter(None, [words, *stand_for]))


def _between(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the vector whose cosines are the means of those of two, but for one factor."""
    both = one + other
    between: NDArray[np.float32] = (both / np.linalg.norm(both)).astype(np.float32)
    return between


def newest(store: ArticleStore, searchable: Searchable | None, limit: int) -> Ranking:
    """Rank the first passages of articles by date, newest first, at most so many."""
    numbers = store.newest(searchable, limit)
    articles = store.articles_of(numbers)
    return Ranking(numbers, articles, np.zeros(len(numbers), np.float32), None, None, {}, {})
