"""An open generation: its parts, put together for the query engine."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from corpus import Article, Passage
from index.local.commit.checksums import check_files
from index.local.commit.disk import read_array
from index.local.commit.layout import PARTS
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from index.copies.key_runs import KeyRun
    from index.interfaces.arrays import Allowed, Numbers
    from index.local.commit.manifest import Manifest
    from index.local.dense.leg import FaissLeg
    from index.local.dense.vectors import PartVectors
    from index.local.keyword.leg import WhooshLeg
    from index.local.store.part import PartStore
    from index.local.store.store import SqliteStore

Split = tuple[Article, list[Passage]]
"""An article and its passages."""


class LocalSnapshot:
    """The files of one generation; what a question doesn't need is not opened.

    Raises:
        DamagedIndexError: a file is missing or has another size than was written.
    """

    def __init__(self, directory: Path, manifest: Manifest) -> None:
        check_files(directory, manifest)
        self.manifest = manifest
        self._directory = directory
        self._folders = [directory / PARTS / part.name for part in manifest.parts]

    @cached_property
    def part_stores(self) -> list[PartStore]:
        """The articles of each part."""
        from index.local.store.part import PartStore

        return [
            PartStore(folder, entry.articles, entry.passages)
            for folder, entry in zip(self._folders, self.manifest.parts, strict=True)
        ]

    @cached_property
    def removed(self) -> list[Numbers]:
        """For each part the ordinals of the articles no longer in the index."""
        import numpy as np

        removed: list[Numbers] = []
        for part in self.manifest.parts:
            if not part.removed:
                removed.append(np.zeros(0, np.int64))
                continue
            path = self._directory / part.removed
            ordinals = read_array(path, mapped=False)
            if (
                ordinals.shape != (part.removed_articles,)
                or ordinals.dtype != np.int64
                or (np.diff(ordinals, prepend=-1, append=part.articles) < 1).any()
            ):
                raise DamagedIndexError(f"{path} is damaged")
            removed.append(ordinals)
        return removed

    @cached_property
    def part_vectors(self) -> list[PartVectors]:
        """The vectors of each part."""
        from index.local.dense.vectors import PartVectors

        return [
            PartVectors(folder, self.manifest.dimension, entry.passages, entry.vectors)
            for folder, entry in zip(self._folders, self.manifest.parts, strict=True)
        ]

    @cached_property
    def part_keys(self) -> list[KeyRun]:
        """By what keys the copies of each part's articles are found, numbered on."""
        from index.copies.key_runs import KeyRun
        from index.local.store.copy_keys import load_keys

        runs, first = [], 0
        for folder, store in zip(self._folders, self.part_stores, strict=True):
            articles = len(store.facts())
            run = load_keys(folder, first, articles)
            if run is None:  # an older newsdex wrote it, or a library has changed
                run = KeyRun.of(store.copy_keys(), first)
            runs.append(run)
            first += articles
        return runs

    @cached_property
    def store(self) -> SqliteStore:
        """The articles."""
        from index.local.store.store import SqliteStore

        return SqliteStore(self.part_stores, self.removed)

    @cached_property
    def keyword(self) -> WhooshLeg:
        """The keyword leg."""
        from index.local.keyword.leg import WhooshLeg
        from index.local.keyword.part import PartKeywords

        return WhooshLeg(
            [
                PartKeywords(folder, entry.passages)
                for folder, entry in zip(self._folders, self.manifest.parts, strict=True)
            ]
        )

    @cached_property
    def dense(self) -> FaissLeg:
        """The dense leg."""
        from index.local.dense.leg import FaissLeg

        return FaissLeg(self.part_vectors, [part.passages for part in self.manifest.parts])

    @cached_property
    def unembedded(self) -> int:
        """Passages in the index that have no vector yet."""
        import numpy as np

        lacking = 0
        for place, part in enumerate(self.manifest.parts):
            alive = self.alive(place) if part.lacking else None
            for first, end in part.lacking:
                here = end - first if alive is None else np.count_nonzero(alive[first:end])
                lacking += int(here)
        return lacking

    def alive_articles(self, place: int) -> Allowed:
        """Return which articles of a part are still in the index: (articles,)."""
        import numpy as np

        alive = np.ones(len(self.part_stores[place].facts()), np.bool_)
        alive[self.removed[place]] = False
        return alive

    def alive(self, place: int) -> Allowed | None:
        """Return which passages of a part are still in the index; None if all are."""
        import numpy as np

        if not len(self.removed[place]):
            return None
        return np.repeat(self.alive_articles(place), self.part_stores[place].passage_counts())

    def articles(self) -> Iterator[Split]:
        """Yield every article in the index with its passages, in the order of adding."""
        return iter(self.living())

    def vectors(self) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of each article's passages, in the order of `articles`."""
        return self.living().vectors()

    def living(self, places: Sequence[int] | None = None) -> LivingArticles:
        """Return the articles of some parts, or all, less those removed."""
        return LivingArticles(self, range(len(self._folders)) if places is None else places)

    def close(self) -> None:
        """Close what was opened."""
        opened = vars(self)
        for store in opened.get("part_stores", []):
            store.close()
        if "keyword" in opened:
            self.keyword.close()


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
            removed = set(self._generation.removed[place].tolist())
            for ordinal, (article, spans) in enumerate(
                self._generation.part_stores[place].articles()
            ):
                if ordinal not in removed:
                    text = article.text
                    yield article, [Passage(start, end, text[start:end]) for start, end in spans]

    def vectors(self) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of each article's passages, in the same order: float32, (n, dim).

        Raises:
            NotEmbeddedError: a passage has none.
        """
        for place in self._places:
            removed = set(self._generation.removed[place].tolist())
            vectors = self._generation.part_vectors[place]
            first = 0
            for ordinal, count in enumerate(
                self._generation.part_stores[place].passage_counts().tolist()
            ):
                if ordinal not in removed:
                    yield vectors.rows(first, count)
                first += count
