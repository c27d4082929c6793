"""The query engine: a question to ranked passages, over the interfaces.

Evidence is gathered in each shard and settled over all. One shard is the whole corpus of a local
index; where there are several, each may be gathered on another machine.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from index.ranking.fusion import CANDIDATES
from index.ranking.gathering import Asked, gather
from index.ranking.ranking import Ranking
from index.ranking.settling import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from index.interfaces import ArticleStore, Searchable, Snapshot, Statistics
    from index.ranking.options import RankingOptions


def rank(
    question: str,
    shards: Sequence[tuple[Snapshot, Searchable | None]],
    options: RankingOptions,
    embed: Callable[[str], NDArray[np.float32]],
) -> Ranking:
    """Rank the passages that may be found.

    Args:
        question: words.
        shards: snapshots, each with its passages that may be found; None allows all.
        options: which legs, how deep, and what to prefer.
        embed: makes a question's vector, float32, (dim,), unit length.
    """
    snapshots = [snapshot for snapshot, _ in shards]
    statistics = _statistics(question, snapshots) if options.mode != "dense" else None
    vector = None
    if options.mode != "keyword":
        vector = embed(corrected(question, statistics.corrections if statistics else {}))
    depth = max(options.depth, CANDIDATES)
    asked = Asked(question, options, depth, statistics, vector)
    return settle(asked, [gather(asked, snapshot, passages) for snapshot, passages in shards])


def _statistics(question: str, shards: Sequence[Snapshot]) -> Statistics:
    """Return what the whole corpus has of a question's words, and of those they are read as."""

    def over_all(question: str) -> Statistics:
        return reduce(add, (shard.keyword.statistics(question) for shard in shards))

    statistics = over_all(question)
    for read_as in statistics.corrections.values():
        statistics = statistics.with_terms(over_all(read_as))
    return statistics


def newest(store: ArticleStore, searchable: Searchable | None, limit: int) -> Ranking:
    """Rank the first passages of articles by date, newest first, at most so many."""
    numbers = store.newest(searchable, limit)
    articles = store.articles_of(numbers)
    return Ranking(numbers, articles, np.zeros(len(numbers), np.float32), None, None, {}, {}, None)


def corrected(question: str, corrections: Mapping[str, str]) -> str:
    """Return a question with words replaced, whatever their case."""
    for word, read_as in corrections.items():
        question = re.sub(
            rf"(?<!\w){re.escape(word)}(?!\w)", read_as, question, flags=re.IGNORECASE
        )
    return question
