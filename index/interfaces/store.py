"""The articles, and which passage is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.interfaces.arrays import Allowed, Numbers
    from index.query.filters import Filters
    from index.vocabulary.results import Copy


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
