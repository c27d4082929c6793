"""An open generation: its parts, put together for the query engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from corpus import Article, Passage
from index.engines.parts.numbering import Numbering
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from index.engines.parts.alive import Alive
    from index.engines.parts.contents import Contents
    from index.engines.parts.dense import PartVectors, VectorFile, VectorLeg
    from index.engines.parts.keyword.leg import ScoredLeg
    from index.engines.parts.ledger import Ledger
    from index.engines.parts.store.part import ArticlePart
    from index.engines.parts.store.store import PartedStore
    from index.interfaces import Allowed, Numbers
    from index.vocabulary.results import Watch

Split = tuple[Article, list[Passage]]
"""An article and its passages."""


class PartedSnapshot(ABC):
    """One generation; what a question doesn't need is not opened."""

    contents: Contents

    @property
    @abstractmethod
    def part_stores(self) -> Sequence[ArticlePart]:
        """The articles of each part."""

    @property
    @abstractmethod
    def alive(self) -> Alive:
        """Which articles are still in the index."""

    @property
    @abstractmethod
    def part_vectors(self) -> Sequence[PartVectors[VectorFile]]:
        """The vectors of each part."""

    @property
    @abstractmethod
    def store(self) -> PartedStore:
        """The articles."""

    @property
    @abstractmethod
    def keyword(self) -> ScoredLeg:
        """The keyword leg."""

    @property
    @abstractmethod
    def dense(self) -> VectorLeg:
        """The dense leg."""

    @property
    @abstractmethod
    def ledger(self) -> Ledger:
        """Where the articles were found."""

    @property
    @abstractmethod
    def watches(self) -> tuple[Watch, ...]:
        """The standing questions."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what was opened."""

    @made_once
    def numbering(self) -> Numbering:
        """How articles are numbered over the parts."""
        return Numbering([part.articles for part in self.contents.parts])

    def came_in(self, mark: int) -> Numbers:
        """Return the articles in the index that came in after a mark, ascending."""
        after: Numbers = np.flatnonzero((self.store.generations > mark) & self.alive.everywhere)
        return after

    @made_once
    def mark(self) -> int:
        """The generation up to which all that came in has its vectors."""
        waiting = [
            self.part_stores[place].generations()[self._lacking(place)]
            for place, part in enumerate(self.contents.parts)
            if part.unembedded
        ]
        first = min((int(each.min()) for each in waiting if len(each)), default=None)
        return self.contents.generation if first is None else first - 1

    def _lacking(self, place: int) -> Allowed:
        """Return which articles of a part have passages that lack vectors: (articles,)."""
        passages = Numbering(self.part_stores[place].passage_counts())
        lacking = np.zeros(len(passages.sizes), np.bool_)
        for first, end in self.contents.parts[place].unembedded:
            lacking[passages.groups_of(np.arange(first, end))] = True
        return lacking & self.alive.in_part(place)

    @made_once
    def unembedded(self) -> int:
        """Passages in the index that have no vector yet."""
        return sum(
            int(np.count_nonzero(self.living_passages(place)[first:end]))
            for place, part in enumerate(self.contents.parts)
            for first, end in part.unembedded
        )

    def living_passages(self, place: int) -> Allowed:
        """Return which passages of a part are still in the index: (passages of the part,)."""
        return np.repeat(self.alive.in_part(place), self.part_stores[place].passage_counts())

    def articles(self) -> Iterator[Split]:
        """Yield every article in the index with its passages, in the order of adding."""
        for article, passages in self.living():
            yield self.store.placed(article), passages

    def vectors(self) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of each article's passages, in the order of `articles`."""
        return self.living().vectors()

    def living(self, places: Sequence[int] | None = None) -> LivingArticles:
        """Return the articles of some parts, or all, less those removed."""
        return LivingArticles(self, range(len(self.contents.parts)) if places is None else places)


class LivingArticles:
    """Articles of some parts that are still in the index; read anew each time they are asked for.

    Raises:
        DamagedIndexError: an article is not what was written.
    """

    def __init__(self, generation: PartedSnapshot, places: Sequence[int]) -> None:
        self._generation = generation
        self._places = places

    def __iter__(self) -> Iterator[Split]:
        """Yield each article with its passages, in order."""
        for place in self._places:
            articles = self._generation.part_stores[place].articles()
            for article, spans in compress(articles, self._generation.alive.in_part(place)):
                text = article.text
                yield article, [Passage(start, end, text[start:end]) for start, end in spans]

    def vectors(self) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of each article's passages, in the same order: float32, (n, dim).

        Raises:
            NotEmbeddedError: a passage has none.
        """
        for place in self._places:
            vectors = self._generation.part_vectors[place]
            passages = Numbering(self._generation.part_stores[place].passage_counts())
            spans = zip(passages.bases.tolist(), passages.sizes.tolist(), strict=False)
            for first, count in compress(spans, self._generation.alive.in_part(place)):
                yield vectors.rows(first, count)
