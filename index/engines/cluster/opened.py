"""What is opened of the parts and segments of a generation; the next takes over what it shares."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar, cast

from index.engines.cluster.generations import folder_of_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.engines.cluster.dense.vectors import VectorTable
    from index.engines.cluster.generations import Contents, PartEntry, SegmentEntry, VectorsEntry
    from index.engines.cluster.keyword.part import PartPostings
    from index.engines.cluster.ledger.segment import Segment
    from index.engines.cluster.objects import Objects
    from index.engines.cluster.store.part import PartArticles
    from index.engines.parts.dense import PartVectors

    T = TypeVar("T")


class Opened:
    """Parts and segments by their names: what has a name is never changed.

    Several generations may be asked at the same time of what they share.
    """

    def __init__(self, objects: Objects, dimension: int) -> None:
        """Begin with nothing opened; vectors are of such a dimension."""
        self._objects = objects
        self._dimension = dimension
        self._made: dict[tuple[str, str], object] = {}
        self._lock = threading.RLock()  # the postings of a part ask for its articles

    def for_next(self, contents: Contents) -> Opened:
        """Return what is opened that another generation is made of, too."""
        named = {part.name for part in contents.parts} | {each.name for each in contents.ledger}
        named |= {each.path for part in contents.parts for each in part.vectors}
        after = Opened(self._objects, self._dimension)
        with self._lock:
            after._made = {key: made for key, made in self._made.items() if key[1] in named}
        return after

    def _once(self, kind: str, name: str, make: Callable[[], T]) -> T:
        with self._lock:
            if (kind, name) not in self._made:
                self._made[kind, name] = make()
            return cast("T", self._made[kind, name])

    def articles(self, part: PartEntry) -> PartArticles:
        """Return the articles of a part."""
        from index.engines.cluster.store.part import PartArticles

        def make() -> PartArticles:
            folder = folder_of_part(part.name)
            return PartArticles(self._objects, folder, part.articles, part.passages)

        return self._once("articles", part.name, make)

    def postings(self, part: PartEntry) -> PartPostings:
        """Return the keyword index of a part."""
        from index.engines.cluster.keyword.part import PartPostings

        def make() -> PartPostings:
            lengths = self.articles(part).lengths()
            return PartPostings(self._objects, folder_of_part(part.name), lengths)

        return self._once("postings", part.name, make)

    def vectors(self, part: PartEntry) -> PartVectors[VectorTable]:
        """Return the vectors of a part, of which there may be more than there were before."""
        from index.engines.cluster.dense.vectors import VectorTable
        from index.engines.parts.dense import PartVectors

        def table(entry: VectorsEntry) -> VectorTable:
            # An index beside the same rows makes another version of a table.
            return self._once(
                f"vectors {entry.version}",
                entry.path,
                lambda: VectorTable(self._objects, entry, self._dimension),
            )

        return PartVectors(map(table, part.vectors))

    def segment(self, segment: SegmentEntry) -> Segment:
        """Return a segment of the ledger."""
        from index.engines.cluster.ledger.segment import Segment

        return self._once("segment", segment.name, lambda: Segment(self._objects, segment))
