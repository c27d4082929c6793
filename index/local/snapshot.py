"""An open generation: its parts, put together for the query engine."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from corpus import Article, Passage
from index.local.alive import Alive, read_removed
from index.local.commit.checksums import check_files
from index.local.commit.layout import PARTS
from index.local.numbering import Numbering
from index.local.watches import read_watches
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers
    from index.local.commit.manifest import Contents
    from index.local.dense.leg import FaissLeg
    from index.local.dense.vectors import PartVectors
    from index.local.keyword.leg import WhooshLeg
    from index.local.origins import Ledger
    from index.local.store.part import PartStore
    from index.local.store.store import SqliteStore
    from index.vocabulary.results import Watch

Split = tuple[Article, list[Passage]]
"""An article and its passages."""


class LocalSnapshot:
    """The files of one generation; what a question doesn't need is not opened.

    Raises:
        DamagedIndexError: a file is missing or has another size than was written.
    """

    def __init__(self, directory: Path, contents: Contents) -> None:
        check_files(directory, contents)
        self.contents = contents
        self._directory = directory
        self._folders = [directory / PARTS / part.name for part in contents.parts]

    @made_once
    def part_stores(self) -> list[PartStore]:
        """The articles of each part."""
        from index.local.store.part import PartStore

        return [
            PartStore(folder, entry.articles, entry.passages)
            for folder, entry in zip(self._folders, self.contents.parts, strict=True)
        ]

    @made_once
    def numbering(self) -> Numbering:
        """How articles are numbered over the parts."""
        return Numbering([part.articles for part in self.contents.parts])

    @made_once
    def alive(self) -> Alive:
        """Which articles are still in the index."""
        removed = [read_removed(self._directory, part) for part in self.contents.parts]
        return Alive(removed, self.numbering)

    @made_once
    def part_vectors(self) -> list[PartVectors]:
        """The vectors of each part."""
        from index.local.dense.vectors import PartVectors

        return [
            PartVectors(folder, self.contents.dimension, entry.passages, entry.vectors)
            for folder, entry in zip(self._folders, self.contents.parts, strict=True)
        ]

    @made_once
    def store(self) -> SqliteStore:
        """The articles."""
        from index.local.store.store import SqliteStore

        return SqliteStore(self.part_stores, self.numbering, self.alive, self.ledger)

    @made_once
    def ledger(self) -> Ledger:
        """Where the articles were found."""
        from index.local.origins import Ledger

        return Ledger([self._directory / segment.path for segment in self.contents.ledger])

    @made_once
    def watches(self) -> tuple[Watch, ...]:
        """The standing questions."""
        return read_watches(self._directory, self.contents.watches)

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
    def keyword(self) -> WhooshLeg:
        """The keyword leg."""
        from index.local.keyword.leg import WhooshLeg
        from index.local.keyword.part import PartKeywords

        return WhooshLeg(
            [
                PartKeywords(folder, entry.passages)
                for folder, entry in zip(self._folders, self.contents.parts, strict=True)
            ]
        )

    @made_once
    def dense(self) -> FaissLeg:
        """The dense leg."""
        from index.local.dense.leg import FaissLeg

        sizes = [part.passages for part in self.contents.parts]
        return FaissLeg(self.part_vectors, sizes, self.contents.dimension)

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
        return LivingArticles(self, range(len(self._folders)) if places is None else places)

    def close(self) -> None:
        """Close what was opened, and let go of what is mapped: Windows removes nothing before."""
        opened = vars(self)
        for store in opened.get("part_stores", []):
            store.close()
        if "keyword" in opened:
            self.keyword.close()
        if "ledger" in opened:
            self.ledger.close()
        for name in ("ledger", "part_stores", "part_vectors", "store", "keyword", "dense"):
            opened.pop(name, None)


class LivingArticles:
    """Articles of some parts that are still in the index; read anew each time they are asked for.

    Raises:
        DamagedIndexError: an article is not what was written.
    """

    def __init__(self, generation: LocalSnapshot, places: Sequence[int]) -> None:
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
