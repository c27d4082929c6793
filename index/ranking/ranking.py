"""Passages in the order of a ranking, with what it was made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import among
from index.ranking.relevance import of_dense, of_hybrid, of_keyword, of_reranked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.interfaces import Numbers, Scores


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
    corrections: Mapping[str, str]
    """Words of the question that no passage has, and the ones they were read as."""
    idfs: Mapping[str, float]
    """Of the question's terms."""
    preferences: Mapping[str, Scores] = field(default_factory=dict)
    """What else spoke for each passage, by name: `article`, `title`, `source`, `time`; NaN where
    it is not known, and nothing where one leg alone was asked."""
    matching: Numbers | None = None
    """All passages that match the question, ranked or not, ascending: (m,); None where no question
    was asked, so that all that is ranked does."""
    added: Mapping[str, Scores] = field(default_factory=dict)
    """What each kind of evidence adds to the scores; nothing unless that is to be explained."""
    words: Mapping[str, Scores] = field(default_factory=dict)
    """What each word and pattern of the question adds to BM25; nothing unless that is to be
    explained."""
    relevance: Scores | None = None
    """How likely each passage is relevant, 0 to 1, falling; None where no question was asked."""

    @property
    def matched(self) -> bool:
        """Whether a word of the question occurs in a passage; true where none was looked for."""
        return self.keyword is None or bool(self.keyword.any())

    def judged(self, confidence: float | None) -> Ranking:
        """Return it with how likely each of its passages is relevant.

        Args:
            confidence: of the question, where both legs were asked.
        """
        scores: Scores | None = None
        if self.keyword is None:
            scores = None if self.dense is None else of_dense(self.dense)
        elif self.dense is None:
            scores = of_keyword(self.keyword, self.idfs)
        elif confidence is not None:
            scores = of_hybrid(self.scores, confidence)
        if scores is not None:
            # Where new articles are preferred, a leg alone is not in the order of its scores.
            scores = np.minimum.accumulate(scores)
        return replace(self, relevance=scores)

    def only_matching(self) -> Ranking:
        """Return those that match the question, in their order; all of them where nothing does."""
        if self.matching is None or not len(self.matching):
            return self
        return self.at(np.flatnonzero(among(self.numbers, self.matching)))

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
            {name: scores[places] for name, scores in self.preferences.items()},
            self.matching,
            {name: scores[places] for name, scores in self.added.items()},
            {key: scores[places] for key, scores in self.words.items()},
            None if self.relevance is None else self.relevance[places],
        )

    def followed_by(self, others: Ranking) -> Ranking:
        """Return it with those passages of another ranking behind it that it has not itself.

        They keep their order, and none scores more than the last of these.

        Args:
            others: of the same question.
        """
        rest = others.at(np.flatnonzero(~np.isin(others.numbers, self.numbers)))
        return replace(
            self,
            numbers=np.concatenate([self.numbers, rest.numbers]),
            articles=np.concatenate([self.articles, rest.articles]),
            scores=_behind(self.scores, rest.scores),
            keyword=_joined(self.keyword, rest.keyword),
            dense=_joined(self.dense, rest.dense),
            preferences=_each_joined(self.preferences, rest.preferences),
            added=_each_joined(self.added, rest.added),
            words=_each_joined(self.words, rest.words),
            relevance=(
                None
                if self.relevance is None or rest.relevance is None
                else _behind(self.relevance, rest.relevance)
            ),
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
        relevance = of_reranked(new[:count])
        if self.relevance is not None:
            relevance = np.concatenate([relevance, self.relevance[count:]])
        return replace(self.at(places), scores=new, relevance=np.minimum.accumulate(relevance))


def _behind(first: Scores, rest: Scores) -> Scores:
    """Return scores and others behind them, none of which is more than the last of the first."""
    return np.concatenate([first, np.minimum(rest, first[-1:].min(initial=np.inf))])


def _joined(first: Scores | None, rest: Scores | None) -> Scores | None:
    return None if first is None or rest is None else np.concatenate([first, rest])


def _each_joined(first: Mapping[str, Scores], rest: Mapping[str, Scores]) -> dict[str, Scores]:
    return {name: np.concatenate([scores, rest[name]]) for name, scores in first.items()}
