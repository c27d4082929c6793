"""Builds the next generation beside the published one, change by change, until it is published."""

from __future__ import annotations

from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import writing
from index.engines.local.commit.manifest import publish
from index.engines.local.dense.files import CELLS_FROM
from index.engines.local.snapshot import LocalSnapshot
from index.engines.local.watches import write_watches
from index.engines.local.writing.ledger import merge_ledger_segments, write_ledger_segment
from index.engines.local.writing.merging import merge_parts
from index.engines.local.writing.parts import (
    join_part_vectors,
    write_part,
    write_part_cells,
    write_part_vectors,
    write_removed,
)
from index.engines.local.writing.staged import Staged
from index.engines.parts.writing.merge_policy import Mergeable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from index.engines.local.commit.manifest import Manifest, PartEntry
    from index.engines.local.writing.parts import Pieces
    from index.engines.parts.ledger import FileNote, OriginNote
    from index.engines.parts.snapshot import PartedSnapshot
    from index.engines.parts.writing.batch import Batch
    from index.vocabulary.results import Watch, WithdrawnArticle

SEGMENT_RATIO = 8


class Staging(Mergeable):
    """Holds what is staged, and opens it to build upon it; only one writer may have one.

    Every change is written and synced at once. Without `publish` nothing comes of it.

    Raises:
        IndexWriteError: of each change: the directory can't be written to.
        DamagedIndexError: a file is not what was written.
    """

    largest = 1 << 20
    """Passages: an `add` waits a minute or two for a merge and its cells, not an hour."""

    def __init__(self, directory: Path, staged: Staged) -> None:
        self._directory = directory
        self.staged = staged
        self._opened: LocalSnapshot | None = None

    @property
    def snapshot(self) -> LocalSnapshot:
        """What is staged, opened; good until the next change."""
        if self._opened is None or self._opened.contents != self.staged:
            self.close()
            self._opened = LocalSnapshot(self._directory, self.staged)
        return self._opened

    def close(self) -> None:
        """Close what was opened; what is staged stays so."""
        if self._opened:
            self._opened.close()
            self._opened = None

    def take_over(self, part: PartEntry) -> None:
        """Stage a part that is written already."""
        self.staged = self.staged.with_new(part)

    def add(self, batches: Iterable[Batch], generations: Iterable[int] | None = None) -> None:
        """Stage articles as a new part, the last; their passages have no vectors yet.

        Args:
            batches: of articles, in order; gone through twice.
            generations: that each came in with; None for the one that is staged.
        """
        came_in = repeat(self.staged.generation) if generations is None else generations
        with writing(self._directory):
            part = write_part(self._directory, batches, came_in)
        self.staged = self.staged.with_new(part)

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
        with writing(self._directory):
            segment = write_ledger_segment(self._directory, files, origins, withdrawn)
            ledger = [*self.staged.ledger, segment]
            while len(ledger) > 1 and SEGMENT_RATIO * ledger[-1].notes > ledger[-2].notes:
                newest = ledger[-2:]
                first = len(ledger) == len(newest)
                ledger[-2:] = [merge_ledger_segments(self._directory, newest, first=first)]
        self.staged = self.staged.with_ledger(ledger)

    def remove(self, numbers: Collection[int]) -> None:
        """Stage that articles are no longer in the index, by their numbers in the snapshot."""
        snapshot, staged = self.snapshot, self.staged
        for place, ordinals in snapshot.alive.without(numbers):
            passages = snapshot.part_stores[place].passages_in(ordinals.tolist())
            with writing(self._directory):
                part = write_removed(self._directory, staged.parts[place], ordinals, passages)
            staged = staged.with_changed(place, part)
        self.staged = staged

    def set_watches(self, watches: Sequence[Watch]) -> None:
        """Stage other standing questions."""
        with writing(self._directory):
            written = write_watches(self._directory, watches)
        self.staged = self.staged.with_watches(written)

    def set_vectors(self, place: int, run: tuple[int, int], vectors: Pieces) -> None:
        """Stage the vectors of a run of passages of a part, first and one past the last."""
        with writing(self._directory):
            part = write_part_vectors(
                self._directory, self.staged.dimension, self.staged.parts[place], run, vectors
            )
        self.staged = self.staged.with_changed(place, part)

    def take_over_index(self, snapshot: PartedSnapshot) -> None:
        """Stage all that another index holds, part by part, in place of what there is.

        Articles came in with the generations that they came in with there.
        """
        dimension = self.staged.dimension
        with writing(self._directory):
            parts = [
                merge_parts(self._directory, snapshot, dimension, [place])
                for place in range(len(snapshot.contents.parts))
            ]
        self.staged = replace(
            self.staged,
            generation=snapshot.contents.generation,
            parts=tuple(part for part in parts if part),
        )
        files, origins = snapshot.ledger.kept()
        withdrawn = list(snapshot.ledger.withdrawn())
        if files or withdrawn:
            self.note(files, origins, withdrawn)
        if snapshot.watches:
            self.set_watches(snapshot.watches)
        self.arrange_vectors()

    @property
    def _parts(self) -> Sequence[PartEntry]:
        return self.staged.parts

    def _merge(self, places: Sequence[int]) -> None:
        with writing(self._directory):
            merged = merge_parts(self._directory, self.snapshot, self.staged.dimension, places)
        self.staged = self.staged.with_merged(places, merged)

    def arrange_vectors(self) -> None:
        """Put the vectors of each part into one file, and make cells of a large one's."""
        for place, part in enumerate(self.staged.parts):
            if part.unembedded:
                continue
            if len(part.vectors) > 1:
                vectors = self.snapshot.part_vectors[place]
                with writing(self._directory):
                    joined = join_part_vectors(
                        self._directory, self.staged.dimension, part, vectors
                    )
                self.staged = self.staged.with_changed(place, joined)
            if part.passages >= CELLS_FROM:
                vectors = self.snapshot.part_vectors[place]
                if not vectors.files[0].cells:
                    with writing(self._directory):
                        celled = write_part_cells(
                            self._directory, self.staged.parts[place], vectors
                        )
                    self.staged = self.staged.with_changed(place, celled)

    def publish(self) -> Manifest:
        """Make what is staged the newest generation, and go on from there."""
        manifest = self.staged.manifest()
        with writing(self._directory):
            publish(self._directory, manifest)
        self.staged = Staged.after(manifest)
        return manifest
