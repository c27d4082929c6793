"""The two retrieval legs, and what each makes of one question.

Passages are known to them by number: 0 to n - 1 within the snapshot that is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from index.interfaces.arrays import Allowed, Numbers, Scores
    from index.interfaces.searchable import Searchable
    from index.interfaces.statistics import Statistics
    from index.query import Ranked, Words
    from index.vocabulary.words import QuestionWord


class Answer(Protocol):
    """What the dense leg makes of one question; scores are cosines."""

    def best(self, limit: int, searchable: Searchable | None) -> Numbers:
        """Return the numbers of the best passages, best first, at most `limit`.

        Args:
            limit: how many.
            searchable: the passages that may be found; None allows all.
        """

    def above(self, least: float, searchable: Searchable | None) -> Numbers:
        """Return the passages that may be found and score so much or more, ascending."""

    def scores(self, numbers: Numbers) -> Scores:
        """Return the scores of passages; NaN without vector."""


class KeywordAnswer(Protocol):
    """What the keyword leg makes of a question; scores are BM25."""

    def best(self, limit: int, searchable: Searchable | None, *, bound: bool = False) -> Numbers:
        """Return the numbers of the best passages, best first, at most `limit`.

        Args:
            limit: how many.
            searchable: the passages that may be found; None allows all.
            bound: whether those hold what the question demands, so that each is to be returned
                even without a word that ranks, by number and after those that have one.
        """

    def matching(self, searchable: Searchable | None, *, bound: bool = False) -> Numbers:
        """Return the passages that `best` ranks when there is no limit, ascending."""

    def scores(self, numbers: Numbers) -> Scores:
        """Return the scores of passages; 0 without a word."""

    def word_scores(self, numbers: Numbers) -> Mapping[str, Scores]:
        """Return what each word and pattern of the question adds to `scores`, by `Ranked.keys`."""

    @property
    def idfs(self) -> Mapping[str, float]:
        """Inverse document frequencies of what the question is ranked by, by `Ranked.keys`."""

    def title_shares(self, numbers: Numbers) -> Scores:
        """Return how much of the question the titles of passages hold, 0 to 1, by idf.

        An article that has no title of its own has the share of its lead, times `LEAD_WEIGHT`.
        """

    def text_lengths(self, numbers: Numbers) -> Scores:
        """Return how many words passages have besides a title of their article's own.

        An engine may round what is more than a few.
        """


class KeywordLeg(Protocol):
    """Finds passages by their words."""

    @property
    def languages(self) -> Mapping[str, int]:
        """The languages of its passages, by their primary tags (`en`), and how many are in each."""

    def statistics(self, asked: Ranked) -> Statistics:
        """Return what this leg's passages have of what a question is ranked by."""

    def ask(self, asked: Ranked, statistics: Statistics) -> KeywordAnswer:
        """Put a question.

        Args:
            asked: what it is ranked by.
            statistics: of the whole corpus, this leg's share of it included.
        """

    def languages_of(self, numbers: Numbers) -> list[str]:
        """Return the language of each of some passages, by its primary tag."""

    def occurrences(self, words: Sequence[QuestionWord], searchable: Searchable | None) -> Numbers:
        """Return in how many of the passages that may be found words occur, in any form of each.

        Args:
            words: of a question.
            searchable: the passages that may be found; None allows all.

        Returns:
            Counts, (words,); those of shards add up.
        """

    def held(self, words: Sequence[QuestionWord], numbers: Numbers) -> Allowed:
        """Return which words occur in which passages, in any form of each: (words, passages)."""

    def frequencies(self, terms: Sequence[str]) -> Numbers:
        """Return how many passages have each of some terms, those removed included: (terms,).

        Terms are as `vocabulary.words.term_of` makes them.
        """

    def holding(self, words: Words) -> Searchable:
        """Return the passages in which a phrase occurs, or a word that a pattern stands for."""


class DenseLeg(Protocol):
    """Finds passages by their meaning."""

    def ask(self, vector: NDArray[np.float32], near: float | None = None) -> Answer:
        """Put a question.

        Args:
            vector: of it, float32, (dim,), unit length; scores are cosines.
            near: what `above` is going to be asked for, if it is known: those passages may then
                be found together with the best.
        """

    def vectors(self, numbers: Numbers) -> NDArray[np.float32]:
        """Return the vectors of passages: float32, (n, dim), rows of unit length.

        The row of a passage that has none yet is NaN.
        """
