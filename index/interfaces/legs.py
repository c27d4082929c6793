"""The two retrieval legs, and what each makes of one question.

Passages are known to them by number: 0 to n - 1 within the snapshot that is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.interfaces.arrays import Allowed, Numbers, Scores
    from index.query.conditions import Words


class Answer(Protocol):
    """What one leg makes of one question."""

    def best(self, limit: int, allowed: Allowed | None) -> Numbers:
        """Return the numbers of the best passages, best first, at most `limit`.

        Args:
            limit: how many.
            allowed: the passages that may be found; None allows all.
        """

    def scores(self, numbers: Numbers) -> Scores:
        """Return the scores of passages: BM25 is 0 without a word, a cosine NaN without vector."""


class KeywordAnswer(Answer, Protocol):
    """What the keyword leg makes of a question; scores are BM25."""

    idfs: dict[str, float]
    """Inverse document frequencies of the question's terms."""
    corrections: dict[str, str]
    """Words of the question that no passage has, and the ones they were read as."""

    def title_shares(self, numbers: Numbers) -> Scores:
        """Return how much of the question the titles of passages hold, 0 to 1, by idf."""


class KeywordLeg(Protocol):
    """Finds passages by their words."""

    def ask(self, question: str) -> KeywordAnswer:
        """Put a question."""

    def holding(self, words: Words) -> Allowed:
        """Return by passage number whether a phrase, prefix or similar word occurs."""


class DenseLeg(Protocol):
    """Finds passages by their meaning."""

    def ask(self, vector: NDArray[np.float32]) -> Answer:
        """Put a question's vector, float32, (dim,), unit length; scores are cosines."""
