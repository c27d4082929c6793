"""The query engine: a question to ranked passages, over the three interfaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.fusion import CANDIDATES, fuse, order

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from index.filters import Filters
    from index.interfaces import Answer, ArticleStore, DenseLeg, KeywordLeg, Mode, Numbers, Scores


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages, best first, with their scores; all arrays are (n,)."""

    numbers: Numbers
    articles: Numbers
    scores: Scores
    keyword: Scores | None
    """BM25; None where the keyword leg was not asked."""
    dense: Scores | None
    """Cosine; None where the dense leg was not asked."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What a ranking needs; the legs are had by call, so that one not asked is not opened."""

    store: ArticleStore
    keyword: Callable[[], KeywordLeg]
    dense: Callable[[], DenseLeg]
    embed: Callable[[str], NDArray[np.float32]]

    def rank(self, question: str, *, mode: Mode, filters: Filters, depth: int) -> Ranking:
        """Rank the passages that pass the filters.

        Args:
            question: words.
            mode: both legs, or one alone.
            filters: hold for both legs before they search.
            depth: passages to take from each leg, at least `CANDIDATES`.
        """
        allowed = self.store.allowed(filters)
        depth = max(depth, CANDIDATES)
        words = self.keyword().ask(question) if mode != "dense" else None
        meaning = self.dense().ask(self.embed(question)) if mode != "keyword" else None
        asked = [answer for answer in (words, meaning) if answer is not None]
        numbers = np.unique(np.concatenate([leg.best(depth, allowed) for leg in asked]))
        articles = self.store.articles_of(numbers)
        keyword = words.scores(numbers) if words else None
        dense = meaning.scores(numbers) if meaning else None
        if keyword is not None and dense is not None and meaning is not None:
            scores = fuse(keyword, dense, self._article_evidence(meaning, articles))
        else:
            (scores,) = (found for found in (keyword, dense) if found is not None)
        best = order(numbers, scores)
        return Ranking(
            numbers[best],
            articles[best],
            scores[best],
            None if keyword is None else keyword[best],
            None if dense is None else dense[best],
        )

    def _article_evidence(self, meaning: Answer, articles: Numbers) -> Scores:
        """Return for each candidate the mean cosine over all passages of its article."""
        unique, back = np.unique(articles, return_inverse=True)
        if not len(unique):
            return np.zeros(0, np.float32)
        first, counts = self.store.passages_of(unique)
        starts = np.cumsum(counts) - counts
        passages = np.repeat(first - starts, counts) + np.arange(counts.sum())
        sums = np.add.reduceat(meaning.scores(passages), starts)
        means: Scores = (sums / counts).astype(np.float32)
        return means[back]
