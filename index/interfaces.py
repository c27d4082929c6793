"""The three things the query engine talks to; what is behind them is none of its business.

Passages are known to all three by number: 0 to n - 1 within the generation that is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.filters import Filters
    from index.query import Words
    from index.results import Copy

    Numbers = NDArray[np.int64]
    """Passage or article numbers, (n,)."""
    Scores = NDArray[np.float32]
    """Scores, (n,), beside numbers of the same length."""
    Allowed = NDArray[np.bool_]
    """By passage number, whether it may be found, (passages,)."""

Mode = Literal["hybrid", "keyword", "dense"]
"""Which legs a question is put to: both, or one alone."""

Copies = Literal["first", "all"]
"""Whether a story that several articles print is shown once, or each of them."""


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


class ArticleStore(Protocol):
    """Keeps the articles and knows which passage is whose."""

    passages: int
    """How many there are, those removed included."""

    def allowed(self, filters: Filters) -> Allowed | None:
        """Return the passages whose article passes the filters; None if all do."""

    def articles_of(self, passages: Numbers) -> Numbers:
        """Return for each passage the number of its article."""

    def passages_of(self, articles: Numbers) -> tuple[Numbers, Numbers]:
        """Return for each article its first passage and how many it has."""

    def source_names(self) -> list[str]:
        """Return the names of all sources, as written, each once."""

    def from_sources(self, articles: Numbers, names: Collection[str]) -> Allowed:
        """Return for each article whether its source is one of these."""

    def published(self, articles: Numbers) -> NDArray[np.float64]:
        """Return when articles were published, in seconds since 1970; NaN where unknown."""

    def article(self, number: int) -> Article:
        """Return the article with this number."""

    def ids(self, articles: Numbers) -> list[str]:
        """Return the ids of articles by number."""

    def spans(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return for each passage its start and end in its article's text."""

    def stories_of(self, articles: Numbers) -> Numbers:
        """Return for each article the story that it prints."""

    def copies(self, story: int) -> Numbers:
        """Return the articles in the index that print a story, the one to show first."""

    def by_completeness(self, articles: Numbers) -> Numbers:
        """Return copies of one story: complete ones first, each kind by when it was published."""

    def printings(self, articles: Numbers) -> list[Copy]:
        """Return what there is to say of articles that print one story, without their text."""
