"""The query engine: a question to ranked passages, over the three interfaces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from index.ranking.fusion import CANDIDATES, RECENT, Evidence, confidence, estimated, fuse, order
from index.ranking.preferences import recency, source_preference, time_preference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from index.interfaces.arrays import Allowed, Numbers, Scores
    from index.interfaces.legs import Answer, DenseLeg, KeywordLeg
    from index.interfaces.modes import Mode
    from index.interfaces.store import ArticleStore


@dataclass(frozen=True, slots=True)
class Wish:
    """How a question is to be ranked."""

    mode: Mode = "hybrid"
    depth: int = CANDIDATES
    """Passages to take from each leg, at least `CANDIDATES`."""
    today: date | None = None
    """The day that `yesterday` in a question is counted from; None takes today."""
    half_life: float | None = None
    """Days after which an article's newness counts half; None does not prefer new ones."""


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
    corrections: dict[str, str]
    """Words of the question that no passage has, and the ones they were read as."""
    idfs: dict[str, float]
    """Of the question's terms."""
    confidence: float | None
    """How close the best passages are; None where a leg was not asked."""

    def at(self, places: Numbers) -> Ranking:
        """Return the passages at some places, in that order."""
        return Ranking(
            self.numbers[places],
            self.articles[places],
            self.scores[places],
            None if self.keyword is None else self.keyword[places],
            None if self.dense is None else self.dense[places],
            self.corrections,
            self.idfs,
            self.confidence,
        )

    def reordered(self, scores: Scores) -> Ranking:
        """Return the first passages in the order of new scores, the others behind them.

        Args:
            scores: of the first passages, float32; the others' fall off from the least of them.
        """
        count = len(scores)
        behind = self.scores[count:]
        if len(behind) and count:
            behind = scores.min() + behind - behind.max() - 1.0
        order_of_first = np.lexsort((np.arange(count), -scores))
        places = np.concatenate([order_of_first, np.arange(count, len(self.scores))])
        new = np.concatenate([scores[order_of_first], behind]).astype(np.float32)
        return replace(self.at(places), scores=new)


@dataclass(frozen=True, slots=True)
class Engine:
    """What a ranking needs; the legs are had by call, so that one not asked is not opened."""

    store: ArticleStore
    keyword: Callable[[], KeywordLeg]
    dense: Callable[[], DenseLeg]
    embed: Callable[[str], NDArray[np.float32]]

    def rank(self, question: str, allowed: Allowed | None, wish: Wish) -> Ranking:
        """Rank the passages that may be found.

        Args:
            question: words.
            allowed: by passage number; holds for both legs before they search. None allows all.
            wish: which legs, how deep, and what to prefer.
        """
        depth = max(wish.depth, CANDIDATES)
        words = self.keyword().ask(question) if wish.mode != "dense" else None
        corrections = words.corrections if words else {}
        read_as = corrected(question, corrections)
        meaning = self.dense().ask(self.embed(read_as)) if wish.mode != "keyword" else None
        asked: list[Answer] = [answer for answer in (words, meaning) if answer is not None]
        candidates = np.zeros(self.store.passages, np.bool_)
        for leg in asked:
            candidates[leg.best(depth, allowed)] = True
        numbers = np.flatnonzero(candidates)
        articles = self.store.articles_of(numbers)
        keyword = words.scores(numbers) if words else None
        dense = None
        if meaning:
            dense, article = self._cosines(meaning, numbers, articles)
        if words and keyword is not None and dense is not None:
            scores = fuse(
                Evidence(
                    keyword=keyword,
                    dense=estimated(dense, keyword),
                    article=estimated(article, keyword),
                    title=words.title_shares(numbers),
                    source=source_preference(self.store, question, articles),
                    time=time_preference(self.store, question, articles, wish.today),
                )
            )
        else:
            (scores,) = (found for found in (keyword, dense) if found is not None)
        if wish.half_life is not None:
            scale = scores.max(initial=0) if wish.mode == "keyword" else 1.0
            scores = scores + RECENT * scale * recency(self.store, articles, wish.half_life)
        idfs = words.idfs if words else {}
        sure = None if keyword is None or dense is None else confidence(keyword, dense, idfs)
        ranking = Ranking(numbers, articles, scores, keyword, dense, corrections, idfs, sure)
        return ranking.at(order(numbers, scores))

    def newest(self, allowed: Allowed | None) -> Ranking:
        """Rank the first passages of the articles that may be found by date, newest first."""
        numbers = np.arange(self.store.passages) if allowed is None else np.flatnonzero(allowed)
        articles = self.store.articles_of(numbers)
        _, first = np.unique(articles, return_index=True)
        published = np.nan_to_num(self.store.published(articles[first]), nan=-np.inf)
        best = first[np.lexsort((first, -published))]
        scores = np.zeros(len(best), np.float32)
        return Ranking(numbers[best], articles[best], scores, None, None, {}, {}, None)

    def _cosines(
        self, meaning: Answer, numbers: Numbers, articles: Numbers
    ) -> tuple[Scores, Scores]:
        """Return the cosine of each candidate, and the mean over all passages of its article.

        NaN where a passage, or all of an article, has no vector yet.
        """
        unique, back = np.unique(articles, return_inverse=True)
        if not len(unique):
            return np.zeros(0, np.float32), np.zeros(0, np.float32)
        first, counts = self.store.passages_of(unique)
        starts = np.cumsum(counts) - counts
        passages = np.repeat(first - starts, counts) + np.arange(counts.sum())
        cosines = meaning.scores(passages)
        known = ~np.isnan(cosines)
        sums = np.add.reduceat(np.where(known, cosines, 0), starts)
        known_of = np.add.reduceat(known, starts, dtype=np.int64)
        with np.errstate(invalid="ignore"):
            means: Scores = (sums / known_of).astype(np.float32)
        return cosines[np.searchsorted(passages, numbers)], means[back]


def corrected(question: str, corrections: Mapping[str, str]) -> str:
    """Return a question with words replaced, whatever their case."""
    for word, read_as in corrections.items():
        question = re.sub(
            rf"(?<!\w){re.escape(word)}(?!\w)", read_as, question, flags=re.IGNORECASE
        )
    return question
