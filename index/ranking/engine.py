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

from index.query import Ranked, pattern_key, ranked
from index.ranking.fusion import CANDIDATES
from index.ranking.gathering import Asked, gather
from index.ranking.ranking import Ranking
from index.ranking.settling import settle
from index.vocabulary.words import question_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    if options.mode != "dense" or asked_for.patterns:
        statistics = _statistics(asked_for, snapshots)
    vector = None
    if options.mode != "keyword":
        vector = embed(_meant(query, asked_for, statistics))
    asked = Asked(
        query.words,
        asked_for,
        options,
        max(options.depth, CANDIDATES),
        statistics if options.mode != "dense" else None,
        vector,
        query.demands_words,
    )
    return settle(asked, [gather(asked, snapshot, passages) for snapshot, passages in shards])


def languages_of(shards: Sequence[Snapshot]) -> frozenset[str]:
    """Return the languages of all that is searched."""
    return frozenset(language for shard in shards for language in shard.keyword.languages)


def _statistics(asked: Ranked, shards: Sequence[Snapshot]) -> Statistics:
    """Return what the whole corpus has of a question's words, and of those they are read as."""

    def over_all(asked: Ranked) -> Statistics:
        return reduce(add, (shard.keyword.statistics(asked) for shard in shards))

    statistics = over_all(asked)
    for read_as in statistics.corrections.values():
        statistics = statistics.with_terms(over_all(Ranked(question_words(read_as))))
    return statistics


def _meant(query: Query, asked: Ranked, statistics: Statistics | None) -> str:
    """Return the words of a question, corrected, and what its patterns stand for most often."""
    if statistics is None:
        return query.words
    stand_for = (statistics.expansion(pattern_key(each)) for each in asked.patterns)
    words = corrected(query.words, statistics.corrections)
    return " ".join(filter(None, [words, *stand_for]))


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
