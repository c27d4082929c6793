"""Builds the next generation beside the published ones, change by change."""

from __future__ import annotations

from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from index.engines.cluster.generations import folder_of_part
from index.engines.cluster.ledger.segment import LEDGER, Segment
from index.engines.cluster.ledger.writing import write_merged, write_notes
from index.engines.cluster.snapshot import ClusterSnapshot
from index.engines.cluster.writing.parts import (
    arranged,
    is_arranged,
    merge_parts,
    new_name,
    write_part,
    write_part_vectors,
    write_removed,
)
from index.engines.parts.writing.merge_policy import Mergeable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from index.engines.cluster.generations import Contents, PartEntry
    from index.engines.cluster.objects import Objects
    from index.engines.cluster.writing.parts import Pieces
    from index.engines.parts.contents import Run as Passages
    from index.engines.parts.ledger import FileNote, OriginNote
    from index.engines.parts.snapshot import PartedSnapshot
    from index.engines.parts.writing.batch import Batch
    from index.vocabulary.results import Watch, WithdrawnArticle

SEGMENT_RATIO = 8

T = TypeVar("T")


class Run(Protocol):
    """Runs a function: here, or on another machine."""

    def __call__(self, function: Callable[..., T], /, *args: Any) -> T:
        """Return what the function does with these arguments."""


def run_here(function: Callable[..., T], /, *args: Any) -> T:
    """Run a function here."""
    return function(*args)


class Staging(Mergeable):
    """Holds what is staged, and opens it to build upon it.

    Every change is written at once, under names of its own. Without a generation that names them
    nothing comes of it.

    Raises:
        IndexWriteError: of each change: the store can't be written to.
        DamagedIndexError: a table is not what was written.
    """

    def __init__(self, objects: Objects, published: Contents, run: Run = run_here) -> None:
        """Begin with a generation that is published.

        Args:
            objects: of the index.
            published: the generation.
            run: runs what writes parts out of parts, here or elsewhere.
        """
        self._objects = objects
        self._run = run
        self.contents = published.after()
        self._opened: ClusterSnapshot | None = None
        self._written: list[str] = []
        """Folders of what was written."""

    @property
    def snapshot(self) -> ClusterSnapshot:
        """What is staged, opened; good until the next change."""
        if self._opened is None or self._opened.contents != self.contents:
            opened = self._opened or ClusterSnapshot(self._objects, self.contents)
            self._opened = opened.next(self.contents)
        return self._opened

    def discard(self) -> None:
        """Remove what was written, where nothing will come of it."""
        for folder in self._written:
            self._objects.remove([path for path, _, _ in self._objects.listed(folder)])

    def _named(self) -> str:
        name = new_name()
        self._written.append(folder_of_part(name))
        return name

    def _with_part(self, place: int, part: PartEntry) -> None:
        parts = (*self.contents.parts[:place], part, *self.contents.parts[place + 1 :])
        self.contents = replace(self.contents, parts=parts)

    def add(self, batches: Sequence[Batch]) -> None:
        """Stage articles as a new part, the last; their passages have no vectors yet."""
        came_in = repeat(self.contents.generation)
        self.put(write_part, batches, came_in)

    def put(self, write: Callable[..., PartEntry], *args: Any) -> None:
        """Stage a new part, the last.

        Args:
            write: writes it, given the objects of the index and its name.
            args: what else it takes.
        """
        part = self._run(write, self._objects, self._named(), *args)
        self.contents = replace(self.contents, parts=(*self.contents.parts, part))

    def note(
        self,
        files: Iterable[FileNote],
        origins: Iterable[OriginNote],
        withdrawn: Iterable[WithdrawnArticle],
    ) -> None:
        """Stage notes on where articles were found and what was withdrawn; merge segments.

        A segment is at least `SEGMENT_RATIO` times as large as the next, so that there are few
        of them, and each note is written as often as the logarithm of their number.
        """
        ledger = [*self.contents.ledger, write_notes(self._objects, files, origins, withdrawn)]
        self._written.append(f"{LEDGER}/{ledger[-1].name}")
        while len(ledger) > 1 and SEGMENT_RATIO * ledger[-1].notes > ledger[-2].notes:
            older, newer = (Segment(self._objects, each) for each in ledger[-2:])
            first = len(ledger) == len((older, newer))
            ledger[-2:] = [write_merged(self._objects, older, newer, first=first)]
            self._written.append(f"{LEDGER}/{ledger[-1].name}")
        self.contents = replace(self.contents, ledger=tuple(ledger))

    def remove(self, numbers: Collection[int]) -> None:
        """Stage that articles are no longer in the index, by their numbers in the snapshot."""
        snapshot = self.snapshot
        for place, ordinals in snapshot.alive.without(numbers):
            passages = int(snapshot.part_stores[place].passage_counts()[ordinals].sum())
            part = self.contents.parts[place]
            self._with_part(place, write_removed(self._objects, part, ordinals, passages))

    def set_watches(self, watches: Sequence[Watch]) -> None:
        """Stage other standing questions."""
        self.contents = replace(self.contents, watches=tuple(watches))

    def set_vectors(self, place: int, run: Passages, vectors: Pieces) -> None:
        """Stage the vectors of a run of passages of a part, first and one past the last."""
        dimension, part = self.contents.dimension, self.contents.parts[place]
        self._with_part(place, write_part_vectors(self._objects, dimension, part, run, vectors))

    def take_over(self, snapshot: PartedSnapshot) -> None:
        """Stage all that another index holds, part by part, in place of what there is.

        Articles came in with the generations that they came in with there.
        """
        places = range(len(snapshot.contents.parts))
        parts = [merge_parts(self._objects, self._named(), snapshot, [place]) for place in places]
        self.contents = replace(
            self.contents,
            generation=snapshot.contents.generation,
            parts=tuple(part for part in parts if part),
            watches=snapshot.watches,
        )
        files, origins = snapshot.ledger.kept()
        withdrawn = list(snapshot.ledger.withdrawn())
        if files or withdrawn:
            self.note(files, origins, withdrawn)
        self.arrange_vectors()

    @property
    def _parts(self) -> Sequence[PartEntry]:
        return self.contents.parts

    def _merge(self, places: Sequence[int]) -> None:
        merged = self._run(merge_parts, self._objects, self._named(), self.snapshot, list(places))
        first, *others = places  # it stands where the first of them did: parts lie in order
        parts = {**dict(enumerate(self.contents.parts)), first: merged}
        left = (each for at, each in parts.items() if each and at not in others)
        self.contents = replace(self.contents, parts=tuple(left))

    def arrange_vectors(self) -> None:
        """Put the vectors of each part into one table, and make the index of a large one's."""
        for place, part in enumerate(self.contents.parts):
            if not is_arranged(part):
                self._with_part(place, self._run(arranged, self._objects, self.snapshot, place))
