"""The two retrieval legs, and what each makes of one question.

Passages are known to them by number: 0 to n - 1 within the snapshot that is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from index.interfaces.arrays import Numbers, Scores
    from index.interfaces.searchable import Searchable
    from index.interfaces.statistics import Statistics
    from index.query import Words


class Answer(Protocol):
    """What one leg makes of one question."""

    def best(self, limit: int, searchable: Searchable | None) -> Numbers:
        """Return the numbers of the best passages, best first, at most `limit`.

        Args:
            limit: how many.
            searchable: the passages that may be found; None allows all.
        """

    def scores(self, numbers: Numbers) -> Scores:
        """Return the scores of passages: BM25 is 0 without a word, a cosine NaN without vector."""


class KeywordAnswer(Answer, Protocol):
    """What the keyword leg makes of a question; scores are BM25."""

    @property
    def idfs(self) -> Mapping[str, float]:
        """Inverse document frequencies of the question's terms."""

    def title_shares(self, numbers: Numbers) -> Scores:
        """Return how much of the question the titles of passages hold, 0 to 1, by idf."""


class KeywordLeg(Protocol):
    """Finds passages by their words."""

    def statistics(self, question: str) -> Statistics:
        """Return what this leg's passages have of a question's words."""

    def ask(self, question: str, statistics: Statistics) -> KeywordAnswer:
        """Put a question; words that no passage of the whole corpus has are read as corrected.

        Args:
            question: words.
            statistics: of the whole corpus, this leg's share of it included.
        """

    def holding(self, words: Words) -> Searchable:
        """Return the passages in which a phrase, prefix or similar word occurs."""


class DenseLeg(Protocol):
    """Finds passages by their meaning."""

    def ask(self, vector: NDArray[np.float32]) -> Answer:
        """Put a question's vector, float32, (dim,), unit length; scores are cosines."""
