"""The one way in: articles to a new generation, by one writer at a time."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from corpus import Article, Withdrawal, split_passages
from index.disk import writing
from index.generation import Generation, Split
from index.integrity import refuse_damage
from index.journal import Journal
from index.lock import WriterLock
from index.manifest import FileEntry, PartEntry, publish, read_manifest
from index.part_store import digest_of
from index.parts import merge_parts, parts_to_merge, write_part, write_removed
from index.rendering import render
from index.results import AddReport, CompactReport, RemoveReport
from index.tidying import clear_away, size_on_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Passage
    from index.encoder import Encoder

EMBED_PASSAGES = 64
"""Passages embedded in one go, about a second's work: what a stop may lose."""

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
        self._lock = WriterLock(directory, wait=wait)

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as undo:
            undo.enter_context(self._lock)
            self._staged = self._published = read_manifest(self._directory)
            refuse_damage(self._directory, self._published)
            self._generation = Generation(self._directory, self._staged)
            self._dead: dict[int, set[int]] = {}
            undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._generation.close()
            clear_away(self._directory)
        finally:
            self._lock.__exit__()

    def add(
        self,
        articles: Iterable[Article | Withdrawal],
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
        settings = encoder.settings
        with writing(self._directory):
            journal = Journal(self._directory, settings.fingerprint, settings.dimension)
        with contextlib.closing(journal):
            embed = _Embedding(self._directory, encoder, journal, on_embedded)
            return self._add(articles, embed, atomic=atomic)

    def _add(
        self, articles: Iterable[Article | Withdrawal], embedding: _Embedding, *, atomic: bool
    ) -> AddReport:
        total = AddReport(0, 0, 0, 0)
        batch = _Batch()
        for article in articles:
            if isinstance(article, Withdrawal):
                total += self._withdraw(article, batch, embedding)
                batch = _Batch()
                continue
            digest = digest_of(article)
            if batch.digests.get(article.id, digest) != digest or batch.passages >= COMMIT_PASSAGES:
                # A second version of one article goes into the next part, and replaces the first.
                total += self._stage_batch(batch, embedding)
                batch = _Batch()
                if not atomic:
                    self._publish()
                    embedding.settle()
            self._take(article, digest, batch, embedding)
            while len(batch.waiting) >= EMBED_PASSAGES:
                embedding.embed(batch)
        total += self._stage_batch(batch, embedding)
        self._publish()
        embedding.settle()
        return total

    def _withdraw(self, withdrawal: Withdrawal, batch: _Batch, embedding: _Embedding) -> AddReport:
        """Stage what came before, and remove the article that is withdrawn, if it is there."""
        report = self._stage_batch(batch, embedding)
        if found := self._generation.store.find(withdrawal.id):
            self._dead.setdefault(found.part, set()).add(found.ordinal)
            with writing(self._directory):
                parts, files = self._parts_without_dead()
            self._stage(parts, files)
        return report

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
            with writing(self._directory):
                parts, files = self._parts_without_dead()
            self._stage(parts, files)
            self._merge()
            self._publish()
        return RemoveReport(tuple(removed), tuple(missing))

    def compact(self, on_published: Callable[[], object]) -> CompactReport:
        """Merge all parts into one, in one commit, and free what removed articles take up.

        Args:
            on_published: called before the old files are cleared away, to let them go.
        """
        before = self._published
        size = size_on_disk(self._directory)
        if len(before.parts) > 1 or any(part.removed_articles for part in before.parts):
            self._merge_parts(range(len(before.parts)))
            self._publish()
        on_published()
        self._generation.close()
        clear_away(self._directory, journal=True)
        freed = size - size_on_disk(self._directory)
        return CompactReport(len(before.parts), len(self._published.parts), freed)

    def _take(self, article: Article, digest: bytes, batch: _Batch, embedding: _Embedding) -> None:
        """Put an article into the batch, unless it is there or in the index as it is."""
        known = self._generation.store.find(article.id)
        if article.id in batch.digests or (known and known.digest == digest):
            batch.unchanged += 1
            return
        if known:
            self._dead.setdefault(known.part, set()).add(known.ordinal)
            batch.replaced += 1
        passages = split_passages(
            article.text, fits=lambda text: embedding.fits(render(article.title, text))
        )
        batch.put(article, digest, passages)

    def _stage_batch(self, batch: _Batch, embedding: _Embedding) -> AddReport:
        if batch.splits:
            while batch.waiting:
                embedding.embed(batch)
            with writing(self._directory):
                part, new_files = write_part(
                    self._directory, self._published.dimension, batch.splits, batch.vectors
                )
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
            self._merge_parts(places)

    def _merge_parts(self, places: Sequence[int]) -> None:
        with writing(self._directory):
            merged = merge_parts(self._directory, self._generation, places)
        parts = [p for place, p in enumerate(self._staged.parts) if place not in places]
        files = dict(self._staged.files)
        if merged:
            parts.append(merged[0])
            files.update(merged[1])
        self._stage(parts, files)

    def _stage(self, parts: Sequence[PartEntry], files: dict[str, FileEntry]) -> None:
        """Open what is to be the next generation, not yet published."""
        self._staged = replace(
            self._published,
            generation=self._published.generation + 1,
            parts=tuple(parts),
        ).with_files(files)
        self._generation.close()
        self._generation = Generation(self._directory, self._staged)

    def _publish(self) -> None:
        if self._staged is not self._published:
            with writing(self._directory):
                publish(self._directory, self._staged)
            self._published = self._staged


class _Embedding:
    """Embeds batches of passages, and keeps the vectors until they are committed."""

    def __init__(
        self,
        directory: Path,
        encoder: Encoder,
        journal: Journal,
        on_embedded: Callable[[int], None] | None,
    ) -> None:
        self._directory = directory
        self._encoder = encoder
        self._journal = journal
        self._on_embedded = on_embedded
        self.fits = encoder.fits

    def embed(self, batch: _Batch) -> None:
        """Embed the next passages that wait; those that a stopped `add` embedded are there."""
        import numpy as np

        texts, batch.waiting = batch.waiting[:EMBED_PASSAGES], batch.waiting[EMBED_PASSAGES:]
        known = {text: vector for text in texts if (vector := self._journal.take(text)) is not None}
        new = list(dict.fromkeys(text for text in texts if text not in known))
        if self._on_embedded and len(new) < len(texts):
            self._on_embedded(len(texts) - len(new))
        if new:
            vectors = self._encoder.passages(new, self._on_embedded)
            with writing(self._directory):
                self._journal.keep(new, vectors)
            known.update(zip(new, vectors, strict=True))
        batch.vectors.append(np.stack([known[text] for text in texts]))

    def settle(self) -> None:
        """Forget vectors that are committed."""
        with writing(self._directory):
            self._journal.settle()
