"""The one way in: articles to a new generation, by one writer at a time."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from filelock import FileLock, Timeout

from corpus import Article, split_passages
from index.errors import IndexLockedError, NewsIndexError
from index.generation import Generation
from index.lease import held_generations
from index.manifest import FileEntry, PartEntry, publish, read_manifest
from index.parts import (
    PARTS,
    REMOVED,
    Split,
    merge_parts,
    parts_to_merge,
    write_part,
    write_removed,
)
from index.rendering import render
from index.results import AddReport, RemoveReport
from index.store import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Passage
    from index.encoder import Encoder

LOCK = "lock"

EMBED_PASSAGES = 512
"""Passages embedded in one go: enough that texts of like length can share a batch."""

COMMIT_PASSAGES = 8192
"""Passages of a long `add` after which it commits: a bound on memory, and progress to see."""


@dataclass
class _Batch:
    """Articles on their way into one part, embedded as they come."""

    splits: list[Split] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    """Passages not yet embedded."""
    vectors: list[NDArray[np.float32]] = field(default_factory=list)
    passages: int = 0
    replaced: int = 0
    unchanged: int = 0

    def put(self, article: Article, digest: bytes, passages: list[Passage]) -> None:
        """Take an article in."""
        self.splits.append((article, passages))
        self.digests[article.id] = digest
        self.waiting += [render(article.title, passage.text) for passage in passages]
        self.passages += len(passages)

    def report(self) -> AddReport:
        """Say what adding this batch does."""
        added = len(self.splits) - self.replaced
        return AddReport(added, self.replaced, self.unchanged, self.passages)


class IndexWriter:
    """Holds the lock of an index, stages changes, and publishes them as a new generation.

    Raises:
        IndexLockedError: another writer did not finish within `wait` seconds.
    """

    def __init__(self, directory: Path, *, wait: float) -> None:
        self._directory = directory
        self._lock = FileLock(directory / LOCK, timeout=wait)

    def __enter__(self) -> Self:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise IndexLockedError(
                f"another process is writing to {self._directory}; try again when it has finished"
            ) from error
        except OSError as error:
            raise NewsIndexError(f"{self._directory} can't be written to ({error})") from error
        try:
            self._staged = self._published = read_manifest(self._directory)
            self._generation = Generation(self._directory, self._staged)
        except BaseException:
            self._lock.release()
            raise
        self._dead: dict[int, set[int]] = {}
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._generation.close()
            self._clear_away()
        finally:
            self._lock.release()

    def add(
        self,
        articles: Iterable[Article],
        encoder: Encoder,
        *,
        atomic: bool = False,
        on_embedded: Callable[[int], None] | None = None,
    ) -> AddReport:
        """Add articles, commit by commit, or all in one commit if `atomic`.

        Args:
            articles: any number; they are taken as they come.
            encoder: the one that the index was made with.
            atomic: whether readers see nothing of it before the end, and an error undoes all.
            on_embedded: called with the number of passages embedded since the last call.
        """
        total = AddReport(0, 0, 0, 0)
        batch = _Batch()
        for article in articles:
            digest = digest_of(article)
            if batch.digests.get(article.id, digest) != digest or batch.passages >= COMMIT_PASSAGES:
                # A second version of one article goes into the next part, and replaces the first.
                total += self._stage_batch(batch, encoder, on_embedded)
                batch = _Batch()
                if not atomic:
                    self._publish()
            self._take(article, digest, batch, encoder)
            if len(batch.waiting) >= EMBED_PASSAGES:
                _embed(batch, encoder, on_embedded)
        total += self._stage_batch(batch, encoder, on_embedded)
        self._publish()
        return total

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id, in one commit."""
        removed, missing = [], []
        for id_ in dict.fromkeys(ids):
            if found := self._generation.store.find(id_):
                self._dead.setdefault(found.part, set()).add(found.ordinal)
                removed.append(id_)
            else:
                missing.append(id_)
        if removed:
            self._stage(*self._parts_without_dead())
            self._merge()
            self._publish()
        return RemoveReport(tuple(removed), tuple(missing))

    def _take(self, article: Article, digest: bytes, batch: _Batch, encoder: Encoder) -> None:
        """Put an article into the batch, unless it is there or in the index as it is."""
        known = self._generation.store.find(article.id)
        if article.id in batch.digests or (known and known.digest == digest):
            batch.unchanged += 1
            return
        if known:
            self._dead.setdefault(known.part, set()).add(known.ordinal)
            batch.replaced += 1
        passages = split_passages(
            article.text, fits=lambda text: encoder.fits(render(article.title, text))
        )
        batch.put(article, digest, passages)

    def _stage_batch(
        self, batch: _Batch, encoder: Encoder, on_embedded: Callable[[int], None] | None
    ) -> AddReport:
        import numpy as np

        if batch.splits:
            _embed(batch, encoder, on_embedded)
            vectors = np.concatenate(batch.vectors)
            part, new_files = write_part(self._directory, batch.splits, vectors)
            parts, files = self._parts_without_dead()
            self._stage([*parts, part], {**files, **new_files})
            self._merge()
        return batch.report()

    def _parts_without_dead(self) -> tuple[list[PartEntry], dict[str, FileEntry]]:
        """Write down which articles died since the last stage; return the parts as they are now."""
        import numpy as np

        parts, files = list(self._staged.parts), dict(self._staged.files)
        for place, ordinals in self._dead.items():
            dead = np.union1d(self._generation.removed[place], np.array(sorted(ordinals), np.int64))
            passages = self._generation.part_stores[place].passages_in(dead.tolist())
            parts[place], new_files = write_removed(self._directory, parts[place], dead, passages)
            files.update(new_files)
        self._dead = {}
        return parts, files

    def _merge(self) -> None:
        """Merge parts as long as there are some that are better one."""
        while places := parts_to_merge(self._staged.parts):
            merged = merge_parts(self._directory, self._generation, places)
            parts = [p for place, p in enumerate(self._staged.parts) if place not in places]
            files = dict(self._staged.files)
            if merged:
                parts.append(merged[0])
                files.update(merged[1])
            self._stage(parts, files)

    def _stage(self, parts: Sequence[PartEntry], files: dict[str, FileEntry]) -> None:
        """Open what is to be the next generation, not yet published."""
        folders = {f"{PARTS}/{part.name}" for part in parts}
        lists = {part.removed for part in parts}
        kept = {
            path: entry
            for path, entry in files.items()
            if path in lists or "/".join(path.split("/")[:2]) in folders
        }
        self._staged = replace(
            self._published,
            generation=self._published.generation + 1,
            parts=tuple(parts),
            files=kept,
        )
        self._generation.close()
        self._generation = Generation(self._directory, self._staged)

    def _publish(self) -> None:
        if self._staged is not self._published:
            publish(self._directory, self._staged)
            self._published = self._staged

    def _clear_away(self) -> None:
        """Remove what no generation in use names: left over from an error, a crash, a merge."""
        newest = self._published
        in_use = [newest, *held_generations(self._directory, newest.generation)]
        parts = {part.name for manifest in in_use for part in manifest.parts}
        lists = {part.removed for manifest in in_use for part in manifest.parts}
        for folder in (self._directory / PARTS).glob("*"):
            if folder.name not in parts:
                shutil.rmtree(folder, ignore_errors=True)
        for path in (self._directory / REMOVED).glob("*"):
            if f"{REMOVED}/{path.name}" not in lists:
                with contextlib.suppress(OSError):
                    path.unlink()


def _embed(batch: _Batch, encoder: Encoder, on_embedded: Callable[[int], None] | None) -> None:
    if batch.waiting:
        batch.vectors.append(encoder.passages(batch.waiting, on_embedded))
        batch.waiting = []
