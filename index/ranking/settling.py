"""What was gathered in all shards, settled into one ranking: one cut, one fusion, one order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.interfaces import distinct
from index.ranking.fusion import (
    CLOSE,
    NEWEST,
    RECENT,
    Evidence,
    added_up,
    coverage,
    estimated,
    order,
    shares,
)
from index.ranking.gathering import Candidates, Gathered
from index.ranking.preferences import newest_of_best, recency
from index.ranking.ranking import Ranking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.interfaces import Numbers, Scores
    from index.ranking.gathering import Asked


def settle(asked: Asked, gathered: Sequence[Gathered]) -> Ranking:
    """Rank the candidates of all shards.

    Args:
        asked: the question.
        gathered: in each shard, in their order; passages and articles of a shard are numbered
            on from those of the shards before it.
    """
    whole = gathered[0] if len(gathered) == 1 else _best_of(asked, gathered)
    keyword = whole.keyword.scores if whole.keyword else None
    dense = whole.dense.scores if whole.dense else None
    preferences = {}
    if keyword is not None and dense is not None:
        preferences = {
            "article": whole.article,
            "title": whole.title,
            "source": whole.source,
            "time": whole.time,
        }
        added = shares(
            Evidence(
                keyword=keyword,
                coverage=coverage(keyword, whole.idfs),
                dense=estimated(dense, keyword),
                article=estimated(whole.article, keyword),
                title=whole.title,
                stub=whole.stub,
                source=whole.source,
                time=whole.time,
            )
        )
    else:
        legs = {"keyword": keyword, "dense": dense}
        added = {leg: found for leg, found in legs.items() if found is not None}
    scores = added_up(added)
    if asked.options.half_life is not None or asked.options.newest_first:
        added["recent"] = _newness(asked, whole, scores)
        scores = added_up(added)
    ranking = Ranking(
        whole.numbers,
        whole.articles,
        scores,
        keyword,
        dense,
        asked.corrections,
        whole.idfs,
        preferences,
        whole.matching,
        added=added if asked.options.explain else {},
        words=whole.words,
    )
    return ranking.at(order(whole.numbers, scores))


def _newness(asked: Asked, whole: Gathered, scores: Scores) -> Scores:
    """Return what it adds to the score of each candidate that it is new: (n,)."""
    scale = float(scores.max(initial=0)) if whole.dense is None else 1.0
    if asked.options.half_life is None:
        return newest_of_best(whole.published, scores, CLOSE * scale, NEWEST * scale)
    age = recency(whole.published, asked.options.half_life, scores, RECENT * scale)
    return np.float32(RECENT * scale) * age


def _best_of(asked: Asked, gathered: Sequence[Gathered]) -> Gathered:
    """Put shards together, and keep what is among the best of a leg over all of them."""
    passages = _numbered([each.passages for each in gathered])
    articles = _numbered([each.all_articles for each in gathered])
    numbers = _together(
        [each.numbers + base for each, base in zip(gathered, passages, strict=True)]
    )
    keyword = _leg_over_all([each.keyword for each in gathered], numbers, asked.depth)
    dense = _leg_over_all([each.dense for each in gathered], numbers, asked.depth)
    kept = distinct(*(leg.best for leg in (keyword, dense) if leg))

    def of_kept(leg: Candidates | None) -> Candidates | None:
        return Candidates(kept.searchsorted(leg.best), leg.scores[kept]) if leg else None

    return Gathered(
        numbers[kept],
        _together([each.articles + base for each, base in zip(gathered, articles, strict=True)])[
            kept
        ],
        of_kept(keyword),
        of_kept(dense),
        _together([each.article for each in gathered])[kept],
        _together([each.title for each in gathered])[kept],
        _together([each.stub for each in gathered])[kept],
        _together([each.source for each in gathered])[kept],
        _together([each.time for each in gathered])[kept],
        _together([each.published for each in gathered])[kept],
        gathered[0].idfs,
        sum(each.passages for each in gathered),
        sum(each.all_articles for each in gathered),
        _together([each.matching + base for each, base in zip(gathered, passages, strict=True)]),
        {key: _together([each.words[key] for each in gathered])[kept] for key in gathered[0].words},
    )


def _leg_over_all(
    legs: Sequence[Candidates | None], numbers: Numbers, depth: int
) -> Candidates | None:
    """Return the best candidates of one leg over all shards, as places among all candidates."""
    asked = [leg for leg in legs if leg]
    if not asked:
        return None
    scores = _together([leg.scores for leg in asked])
    bases = _numbered([len(leg.scores) for leg in asked])
    best = _together([leg.best + base for leg, base in zip(asked, bases, strict=True)])
    return Candidates(best[order(numbers[best], scores[best])][:depth], scores)


def _numbered(sizes: Sequence[int]) -> Numbers:
    """Return where each of several begins, one after the other."""
    return np.cumsum([0, *sizes[:-1]], dtype=np.int64)


def _together(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(arrays)
