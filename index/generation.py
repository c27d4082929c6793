"""An open generation: its parts, put together for the query engine."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from index.errors import DamagedIndexError
from index.manifest import check_files
from index.parts import PARTS

if TYPE_CHECKING:
    from pathlib import Path

    from index.dense import FaissLeg, PartVectors
    from index.interfaces import Numbers
    from index.keyword import WhooshLeg
    from index.manifest import Manifest
    from index.store import PartStore, SqliteStore


class Generation:
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
        from index.store import PartStore

        return [PartStore(folder) for folder in self._folders]

    @cached_property
    def removed(self) -> list[Numbers]:
        """For each part the ordinals of the articles no longer in the index."""
        import numpy as np

        removed: list[Numbers] = []
        for part in self.manifest.parts:
            try:
                path = self._directory / part.removed
                removed.append(np.load(path) if part.removed else np.zeros(0, np.int64))
            except (OSError, ValueError) as error:
                raise DamagedIndexError(f"{path} is damaged ({error})") from error
        return removed

    @cached_property
    def part_vectors(self) -> list[PartVectors]:
        """The vectors of each part."""
        from index.dense import PartVectors

        return [PartVectors(folder, self.manifest.dimension) for folder in self._folders]

    @cached_property
    def store(self) -> SqliteStore:
        """The articles."""
        from index.store import SqliteStore

        return SqliteStore(self.part_stores, self.removed)

    @cached_property
    def keyword(self) -> WhooshLeg:
        """The keyword leg."""
        from index.keyword import PartKeywords, WhooshLeg

        return WhooshLeg([PartKeywords(folder) for folder in self._folders])

    @cached_property
    def dense(self) -> FaissLeg:
        """The dense leg."""
        from index.dense import FaissLeg

        return FaissLeg(self.part_vectors, self.manifest.dimension)

    def close(self) -> None:
        """Close what was opened."""
        opened = vars(self)
        for store in opened.get("part_stores", []):
            store.close()
        if "keyword" in opened:
            self.keyword.close()
