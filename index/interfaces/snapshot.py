"""One generation of an index, opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article, Passage
    from index.interfaces.arrays import Numbers
    from index.interfaces.legs import DenseLeg, KeywordLeg
    from index.interfaces.store import ArticleStore
    from index.vocabulary.results import Watch


class Snapshot(Protocol):
    """What a search reads: it stays as it is, whatever others write meanwhile.

    What a question doesn't need is not opened.
    """

    @property
    def store(self) -> ArticleStore:
        """The articles."""

    @property
    def keyword(self) -> KeywordLeg:
        """The keyword leg."""

    @property
    def dense(self) -> DenseLeg:
        """The dense leg."""

    @property
    def unembedded(self) -> int:
        """Passages in the index that have no vector yet."""

    @property
    def watches(self) -> tuple[Watch, ...]:
        """The standing questions, in the order of adding."""

    @property
    def mark(self) -> int:
        """A number for what is in the index: whatever comes in later is `came_in` after it.

        So is what came in before and has no vector yet.
        """

    def came_in(self, mark: int) -> Numbers:
        """Return the articles in the index that came in after a mark, ascending; 0 is before all.

        A new version of an article comes in anew.
        """

    def articles(self) -> Iterator[tuple[Article, list[Passage]]]:
        """Yield every article in the index with its passages, in the order of adding.

        Raises:
            DamagedIndexError: an article is not what was written.
        """

    def vectors(self) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of each article's passages, in the order of `articles`.

        They are float32, (n, dim), rows of unit length.

        Raises:
            NotEmbeddedError: a passage has no vector yet.
        """
