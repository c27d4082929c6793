"""An open generation: its tables, put together for the query engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from index.engines.cluster.opened import Opened
from index.engines.parts.alive import Alive
from index.engines.parts.snapshot import PartedSnapshot
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from index.engines.cluster.dense.vectors import VectorTable
    from index.engines.cluster.generations import Contents, PartEntry
    from index.engines.cluster.ledger.ledger import TableLedger
    from index.engines.cluster.objects import Objects
    from index.engines.cluster.store.part import PartArticles
    from index.engines.parts.dense import PartVectors, VectorLeg
    from index.engines.parts.keyword.leg import ScoredLeg
    from index.engines.parts.store.store import PartedStore
    from index.interfaces import Numbers
    from index.vocabulary.results import Watch


class ClusterSnapshot(PartedSnapshot):
    """The tables of one generation; what a question doesn't need is not opened."""

    contents: Contents

    def __init__(self, objects: Objects, contents: Contents, opened: Opened | None = None) -> None:
        """Open a generation.

        Args:
            objects: of the index.
            contents: the generation.
            opened: what is opened already of what it is made of.
        """
        self.contents = contents
        self._objects = objects
        self._opened = opened or Opened(objects, contents.dimension)

    def next(self, contents: Contents) -> ClusterSnapshot:
        """Open another generation; what both are made of is not read again."""
        return ClusterSnapshot(self._objects, contents, self._opened.for_next(contents))

    def __reduce__(self) -> tuple[type[Self], tuple[Objects, Contents]]:
        """Open the same generation in another process."""
        return type(self), (self._objects, self.contents)

    @made_once
    def part_stores(self) -> list[PartArticles]:
        """The articles of each part."""
        return [self._opened.articles(entry) for entry in self.contents.parts]

    @made_once
    def alive(self) -> Alive:
        """Which articles are still in the index."""
        return Alive(
            [_removed(self._objects, part) for part in self.contents.parts], self.numbering
        )

    @made_once
    def part_vectors(self) -> list[PartVectors[VectorTable]]:
        """The vectors of each part."""
        return [self._opened.vectors(entry) for entry in self.contents.parts]

    @made_once
    def store(self) -> PartedStore:
        """The articles."""
        from index.engines.parts.store.store import PartedStore

        return PartedStore(self.part_stores, self.numbering, self.alive, self.ledger)

    @made_once
    def keyword(self) -> ScoredLeg:
        """The keyword leg."""
        from index.engines.parts.keyword.leg import ScoredLeg

        return ScoredLeg([self._opened.postings(entry) for entry in self.contents.parts])

    @made_once
    def dense(self) -> VectorLeg:
        """The dense leg."""
        from index.engines.parts.dense import VectorLeg

        sizes = [part.passages for part in self.contents.parts]
        return VectorLeg(self.part_vectors, sizes, self.contents.dimension)

    @made_once
    def ledger(self) -> TableLedger:
        """Where the articles were found."""
        from index.engines.cluster.ledger.ledger import TableLedger

        return TableLedger(map(self._opened.segment, self.contents.ledger))

    @property
    def watches(self) -> tuple[Watch, ...]:
        """The standing questions."""
        return self.contents.watches

    def close(self) -> None:
        """Nothing is held but memory."""


def _removed(objects: Objects, part: PartEntry) -> Numbers:
    """Read the ordinals of a part's articles that are no longer in the index, ascending."""
    if not part.removed:
        return np.zeros(0, np.int64)
    content = objects.read(part.removed) or b""
    try:
        ordinals: Numbers = np.frombuffer(content, "<i8").astype(np.int64)
    except ValueError as error:
        raise objects.damaged(part.removed) from error
    if (
        ordinals.shape != (part.removed_articles,)
        or (np.diff(ordinals, prepend=-1, append=part.articles) < 1).any()
    ):
        raise objects.damaged(part.removed)
    return ordinals
