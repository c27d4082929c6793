"""An open generation: its parts, put together for the query engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.engines.local.commit.checksums import check_files
from index.engines.local.commit.layout import PARTS
from index.engines.local.removed import read_removed
from index.engines.local.watches import read_watches
from index.engines.parts.alive import Alive
from index.engines.parts.snapshot import PartedSnapshot
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from pathlib import Path

    from index.engines.local.commit.manifest import Contents
    from index.engines.local.dense.vectors import PartVectors
    from index.engines.local.keyword.part import PartKeywords
    from index.engines.local.origins import SqliteLedger
    from index.engines.local.store.part import PartStore
    from index.engines.parts.dense import VectorLeg
    from index.engines.parts.keyword.leg import ScoredLeg
    from index.engines.parts.store.store import PartedStore
    from index.vocabulary.results import Watch


class LocalSnapshot(PartedSnapshot):
    """The files of one generation; what a question doesn't need is not opened.

    Raises:
        DamagedIndexError: a file is missing or has another size than was written.
    """

    contents: Contents

    def __init__(self, directory: Path, contents: Contents) -> None:
        check_files(directory, contents)
        self.contents = contents
        self._directory = directory
        self._folders = [directory / PARTS / part.name for part in contents.parts]

    @made_once
    def part_stores(self) -> list[PartStore]:
        """The articles of each part."""
        from index.engines.local.store.part import PartStore

        return [
            PartStore(folder, entry.articles, entry.passages)
            for folder, entry in zip(self._folders, self.contents.parts, strict=True)
        ]

    @made_once
    def alive(self) -> Alive:
        """Which articles are still in the index."""
        removed = [read_removed(self._directory, part) for part in self.contents.parts]
        return Alive(removed, self.numbering)

    @made_once
    def part_vectors(self) -> list[PartVectors]:
        """The vectors of each part."""
        from index.engines.local.dense.vectors import PartVectors

        return [
            PartVectors(folder, self.contents.dimension, entry.passages, entry.vectors)
            for folder, entry in zip(self._folders, self.contents.parts, strict=True)
        ]

    @made_once
    def store(self) -> PartedStore:
        """The articles."""
        from index.engines.parts.store.store import PartedStore

        return PartedStore(self.part_stores, self.numbering, self.alive, self.ledger)

    @made_once
    def ledger(self) -> SqliteLedger:
        """Where the articles were found."""
        from index.engines.local.origins import SqliteLedger

        return SqliteLedger([self._directory / segment.path for segment in self.contents.ledger])

    @made_once
    def watches(self) -> tuple[Watch, ...]:
        """The standing questions."""
        return read_watches(self._directory, self.contents.watches)

    @made_once
    def part_keywords(self) -> list[PartKeywords]:
        """The keyword index of each part."""
        from index.engines.local.keyword.part import PartKeywords

        return [
            PartKeywords(folder, entry.passages)
            for folder, entry in zip(self._folders, self.contents.parts, strict=True)
        ]

    @made_once
    def keyword(self) -> ScoredLeg:
        """The keyword leg."""
        from index.engines.parts.keyword.leg import ScoredLeg

        return ScoredLeg(self.part_keywords)

    @made_once
    def dense(self) -> VectorLeg:
        """The dense leg."""
        from index.engines.parts.dense import VectorLeg

        sizes = [part.passages for part in self.contents.parts]
        return VectorLeg(self.part_vectors, sizes, self.contents.dimension)

    def close(self) -> None:
        """Close what was opened, and let go of what is mapped: Windows removes nothing before."""
        opened = vars(self)
        for store in opened.get("part_stores", []):
            store.close()
        if "keyword" in opened:
            self.keyword.close()
        if "ledger" in opened:
            self.ledger.close()
        for name in (
            *("ledger", "part_stores", "part_vectors", "part_keywords"),
            *("store", "keyword", "dense"),
        ):
            opened.pop(name, None)
