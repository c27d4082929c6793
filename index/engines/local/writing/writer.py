"""The one way in: articles to a new generation, by one writer at a time."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from index.engines.local.commit.checksums import refuse_damage
from index.engines.local.commit.disk import writing
from index.engines.local.commit.leftovers import clear_away
from index.engines.local.commit.manifest import read_manifest
from index.engines.local.commit.writer_lock import WriterLock
from index.engines.local.snapshot import LocalSnapshot
from index.engines.local.status import size_on_disk
from index.engines.local.writing.embedding import Embedding
from index.engines.local.writing.journal import Journal
from index.engines.local.writing.staged import Staged
from index.engines.local.writing.staging import Staging
from index.engines.parts.writing import adding
from index.engines.parts.writing.provenance import Provenance
from index.vocabulary.results import CompactReport, RemoveReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from corpus import Article, FileState, Withdrawal
    from index.models import Encoder
    from index.vocabulary.results import AddReport, Watch

AT_ONCE = 512
"""Passages up to which an `add` embeds what it read before it commits, some seconds' work; with
more, articles are committed as they are read, and vectors follow."""


class IndexWriter:
    """Holds the lock of an index, stages changes, and publishes them as a new generation.

    Raises:
        IndexLockedError: another writer did not finish within `wait` seconds.
    """

    def __init__(self, directory: Path, *, wait: float) -> None:
        self._directory = directory
        self._lock = WriterLock(directory, wait=wait)

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as undo:
            undo.enter_context(self._lock)
            self._published = read_manifest(self._directory)
            refuse_damage(self._directory, self._published)
            self._staging = Staging(self._directory, Staged.after(self._published))
            undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._staging.close()
            clear_away(self._directory)
        finally:
            self._lock.__exit__()

    def add(  # noqa: PLR0913 - one parameter for each option
        self,
        articles: Iterable[Article | Withdrawal | FileState],
        encoder: Encoder,
        *,
        atomic: bool = False,
        embed: bool = True,
        follow: bool = False,
        keep: bool = True,
        jobs: int | None = None,
        on_embedded: Callable[[int, int], None] | None = None,
    ) -> AddReport:
        """Add articles, commit by commit, or all in one commit if `atomic`.

        Args:
            articles: any number; they are taken as they come, and states of files after what was
                found in them.
            encoder: the one that the index was made with.
            atomic: whether readers see nothing of it before the end, and an error undoes all.
            embed: whether every passage has its vector at the end, those from before included.
            follow: whether articles go that no file holds any more.
            keep: whether it is to be published; else nothing comes of it but the report.
            jobs: processes that read, None for one for each core.
            on_embedded: called with how many passages are embedded, and of how many.
        """
        with contextlib.closing(LocalSnapshot(self._directory, self._published)) as before:
            provenance = Provenance(before.ledger, self._staging.staged.generation)
            taking = adding.Adding(self._staging)
            total = taking.take(
                articles,
                encoder,
                provenance,
                before,
                jobs=jobs,
                publish=self._publish if keep and not atomic else None,
            )
            total = taking.follow(total, provenance, before.ledger, whole=follow)
        if not keep:
            return total
        if not embed:
            self._publish()
            return total
        lacking = [run for part in self._staging.staged.parts for run in part.unembedded]
        at_once = atomic or sum(end - first for first, end in lacking) <= AT_ONCE
        if not at_once:
            self._publish()
        embedded = self.embed(encoder, atomic=at_once, on_embedded=on_embedded)
        return replace(total, embedded=embedded)

    def embed(
        self,
        encoder: Encoder,
        *,
        atomic: bool = False,
        on_embedded: Callable[[int, int], None] | None = None,
    ) -> int:
        """Make the vectors that are lacking, commit by commit, and return how many there were.

        Args: as `add`.
        """
        settings = encoder.settings
        total = sum(
            end - first for part in self._staging.staged.parts for first, end in part.unembedded
        )
        with writing(self._directory):
            journal = Journal(self._directory, settings.fingerprint, settings.dimension)
        embedded = 0
        with contextlib.closing(journal):
            embedding = Embedding(self._directory, encoder, journal, on_embedded, total)
            for place, part in enumerate(self._staging.staged.parts):
                for first, end in part.unembedded:
                    for start in range(first, end, adding.COMMIT_PASSAGES):
                        run = start, min(start + adding.COMMIT_PASSAGES, end)
                        texts = list(self._staging.snapshot.part_stores[place].texts(*run))
                        # Made before they are written: an error in between is not the disk's.
                        vectors = list(embedding.vectors(texts))
                        self._staging.set_vectors(place, run, vectors)
                        embedded += len(texts)
                        if not atomic:
                            self._publish()
                            embedding.settle()
            if atomic:
                self._staging.arrange_vectors()
            self._publish()
            embedding.settle()
        if not atomic:
            self._staging.arrange_vectors()
            self._publish()
        return embedded

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id, in one commit."""
        store = self._staging.snapshot.store
        found = {id_: store.find(id_) for id_ in ids}
        numbers = {id_: known.number for id_, known in found.items() if known}
        if numbers:
            self._staging.remove(numbers.values())
            self._staging.merge()
            self._staging.arrange_vectors()
            self._publish()
        return RemoveReport(tuple(numbers), tuple(id_ for id_ in found if id_ not in numbers))

    def change_watches(self, change: Callable[[tuple[Watch, ...]], Sequence[Watch]]) -> None:
        """Change the standing questions, in one commit.

        Args:
            change: given those there are, returns those there are to be.
        """
        there = self._staging.snapshot.watches
        changed = tuple(change(there))
        if changed != there:
            self._staging.set_watches(changed)
            self._publish()

    def compact(self, on_published: Callable[[], object]) -> CompactReport:
        """Merge all parts into one, in one commit, and free what removed articles take up.

        Args:
            on_published: called before the old files are cleared away, to let them go.
        """
        parts = len(self._published.parts)
        size = size_on_disk(self._directory)
        self._staging.merge_all()
        self._staging.arrange_vectors()
        self._publish()
        on_published()
        self._staging.close()
        clear_away(self._directory, journal=True)
        freed = size - size_on_disk(self._directory)
        return CompactReport(parts, len(self._published.parts), freed)

    def _publish(self) -> None:
        staged, published = self._staging.staged, self._published
        before = published.parts, published.ledger, published.watches
        if (staged.parts, staged.ledger, staged.watches) != before:
            self._published = self._staging.publish()
