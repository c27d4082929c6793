"""The articles nearest to one in matter, by both legs, each story once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.query import Ranked
from index.ranking import RankingOptions, one_of_each, rank_by_example

if TYPE_CHECKING:
    from index.interfaces import Copies, Mode, Numbers, Scores, Searchable, Snapshot
    from index.threads.matter import Matter


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Articles, the nearest first; all arrays are (n,)."""

    articles: Numbers
    passages: Numbers
    """The nearest passage of each."""
    scores: Scores
    """How near that is, over how near the article asked for is to itself: from 0 to about 1."""

    def at(self, places: Numbers) -> Near:
        """Return the articles at some places, in that order."""
        return Near(self.articles[places], self.passages[places], self.scores[places])


def nearest(
    matter: Matter,
    snapshot: Snapshot,
    searchable: Searchable | None,
    *,
    mode: Mode = "hybrid",
    copies: Copies = "first",
) -> Near:
    """Return the articles nearest to one, without it and its copies.

    The legs are asked, and what they say is fused, as for a question. The article itself is
    ranked too, since its own scores are what those of others are measured by.

    Args:
        matter: what that one is about.
        snapshot: to look in.
        searchable: the passages that may be found; None allows all.
        mode: which legs are asked.
        copies: whether a story that several print is shown once.
    """
    store = snapshot.store
    if searchable is not None:
        searchable = searchable | store.of_articles(np.array([matter.number]))
    options = RankingOptions("keyword" if matter.vector is None else mode)
    vector = None if options.mode == "keyword" else matter.vector
    ranking = rank_by_example(
        Ranked(tuple(matter.weights)), vector, [(snapshot, searchable)], options
    )
    _, first = np.unique(ranking.articles, return_index=True)
    ranking = ranking.at(np.sort(first))
    own = ranking.scores[ranking.articles == matter.number]
    near = Near(ranking.articles, ranking.numbers, ranking.scores / max(own, default=1.0))
    kept = store.stories_of(near.articles) != store.stories_of(np.array([matter.number]))
    if copies == "first":
        kept &= np.isin(near.articles, one_of_each(near.articles, store))
    return near.at(np.flatnonzero(kept))
