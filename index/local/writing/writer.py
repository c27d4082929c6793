"""The one way in: articles to a new generation, by one writer at a time."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from corpus import Article, Withdrawal, split_passages
from index.intake.versions import Withdrawn, order, version_of
from index.local.commit.checksums import refuse_damage
from index.local.commit.disk import writing
from index.local.commit.leftovers import clear_away
from index.local.commit.manifest import FileEntry, PartEntry, publish, read_manifest
from index.local.commit.writer_lock import WriterLock
from index.local.dense.files import WORTH
from index.local.snapshot import LocalSnapshot, Split
from index.local.status import size_on_disk
from index.local.store.rows import digest_of
from index.local.writing.embedding import Embedding
from index.local.writing.journal import Journal
from index.local.writing.merging import merge_parts, parts_to_merge
from index.local.writing.parts import (
    join_part_vectors,
    write_part,
    write_part_cells,
    write_part_vectors,
    write_removed,
)
from index.vocabulary.rendering import render
from index.vocabulary.results import AddReport, CompactReport, RemoveReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from corpus import Passage
    from index.copies.finder import CopyFinder, Placed
    from index.local.store.store import Found
    from index.local.writing.parts import Change
    from index.models import Encoder

COMMIT_PASSAGES = 8192
"""Passages read or embedded after which a long `add` commits: a bound on memory, and on how long
it takes until they are found."""

AT_ONCE = 512
"""Passages up to which an `add` embeds what it read before it commits, some seconds' work; with
more, articles are committed as they are read, and vectors follow."""


@dataclass
class _Batch:
    """Articles on their way into one part."""

    splits: list[Split] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)
    passages: int = 0
    replaced: int = 0
    unchanged: int = 0
    withdrawn: int = 0

    def put(self, article: Article, digest: bytes, passages: list[Passage], placed: Placed) -> None:
        """Take an article in."""
        self.splits.append((article, passages))
        self.placed.append(placed)
        self.digests[article.id] = digest
        self.passages += len(passages)

    def report(self) -> AddReport:
        """Say what adding this batch does."""
        added = len(self.splits) - self.replaced
        return AddReport(
            added, self.replaced, self.unchanged, self.passages, withdrawn=self.withdrawn
        )


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
            self._generation = LocalSnapshot(self._directory, self._staged)
            self._dead: dict[int, set[int]] = {}
            self._finder: CopyFinder | None = None
            self._withdrawn = Withdrawn()
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
        embed: bool = True,
        on_embedded: Callable[[int], None] | None = None,
    ) -> AddReport:
        """Add articles, commit by commit, or all in one commit if `atomic`.

        Args:
            articles: any number; they are taken as they come.
            encoder: the one that the index was made with.
            atomic: whether readers see nothing of it before the end, and an error undoes all.
            embed: whether every passage has its vector at the end, those from before included.
            on_embedded: called with the number of passages embedded since the last call.
        """
        total, batch = AddReport(0, 0, 0, 0), _Batch()
        for item in articles:
            digest = b"" if isinstance(item, Withdrawal) else digest_of(item)
            # A second version of one article goes into the next part, and replaces the first.
            again = item.id in batch.digests and batch.digests[item.id] != digest
            full = batch.passages >= COMMIT_PASSAGES
            if again or full:
                total += self._stage_batch(batch)
                batch = _Batch()
                if full and not atomic:
                    self._publish()
            if isinstance(item, Withdrawal):
                batch.withdrawn += self._withdraw(item)
            else:
                self._take(item, digest, batch, encoder)
        total += self._stage_batch(batch)
        if not embed:
            self._publish()
            return total
        at_once = atomic or sum(end - first for first, end in self._lacking()) <= AT_ONCE
        if not at_once:
            self._publish()
        embedded = self.embed(encoder, atomic=at_once, on_embedded=on_embedded)
        return replace(total, embedded=embedded)

    def embed(
        self,
        encoder: Encoder,
        *,
        atomic: bool = False,
        on_embedded: Callable[[int], None] | None = None,
    ) -> int:
        """Make the vectors that are lacking, commit by commit, and return how many there were.

        Args: as `add`.
        """
        settings = encoder.settings
        with writing(self._directory):
            journal = Journal(self._directory, settings.fingerprint, settings.dimension)
        embedded = 0
        with contextlib.closing(journal):
            embedding = Embedding(self._directory, encoder, journal, on_embedded)
            for place, part in enumerate(self._staged.parts):
                for first, end in part.lacking:
                    for start in range(first, end, COMMIT_PASSAGES):
                        stop = min(start + COMMIT_PASSAGES, end)
                        self._embed(embedding, place, start, stop)
                        embedded += stop - start
                        if not atomic:
                            self._publish()
                            embedding.settle()
            if atomic:
                self._arrange_vectors()
            self._publish()
            embedding.settle()
        if not atomic:
            self._arrange_vectors()
            self._publish()
        return embedded

    def _lacking(self) -> list[tuple[int, int]]:
        return [run for part in self._staged.parts for run in part.lacking]

    def _embed(self, embedding: Embedding, place: int, first: int, end: int) -> None:
        """Stage the vectors of some passages of a part."""
        texts = list(self._generation.part_stores[place].texts(first, end))
        part = self._staged.parts[place]
        vectors = list(embedding.vectors(texts))
        with writing(self._directory):
            change = write_part_vectors(
                self._directory, self._staged.dimension, part, (first, end), vectors
            )
        self._stage_change(place, change)

    def _arrange_vectors(self) -> None:
        """Put the vectors of each part into one file, and make cells of a large one's."""
        for place, part in enumerate(self._staged.parts):
            if part.lacking:
                continue
            if len(part.vectors) > 1:
                with writing(self._directory):
                    change = join_part_vectors(self._directory, self._generation, place)
                self._stage_change(place, change)
            if part.passages >= WORTH and not self._generation.part_vectors[place].files[0].cells:
                with writing(self._directory):
                    files = write_part_cells(self._directory, self._generation, place)
                self._stage_change(place, (self._staged.parts[place], files))

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id, in one commit."""
        removed, missing = [], []
        for id_ in dict.fromkeys(ids):
            if found := self._generation.store.find(id_):
                self._kill(found)
                removed.append(id_)
            else:
                missing.append(id_)
        if removed:
            self._stage_dead()
            self._merge()
            self._arrange_vectors()
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
        self._arrange_vectors()
        self._publish()
        on_published()
        self._generation.close()
        clear_away(self._directory, journal=True)
        freed = size - size_on_disk(self._directory)
        return CompactReport(len(before.parts), len(self._published.parts), freed)

    def _take(self, article: Article, digest: bytes, batch: _Batch, encoder: Encoder) -> None:
        """Put an article into the batch, unless it is there or in the index as it is."""
        if self._withdrawn.covers(article):
            batch.withdrawn += 1
            return
        known = self._find(article.id)
        if article.id in batch.digests or (
            known and (known.digest == digest or self._is_later(known, version_of(article)))
        ):
            batch.unchanged += 1
            return
        passages = split_passages(
            article.text, fits=lambda text: encoder.fits(render(article.title, text))
        )
        finder = self._copy_finder(batch)
        batch.put(article, digest, passages, finder.place(article))
        if known:  # looked up before it is forgotten: a new version stays with its story
            self._kill(known)
            batch.replaced += 1

    def _copy_finder(self, batch: _Batch) -> CopyFinder:
        """Return what finds copies among all articles there are, those of the batch included."""
        if self._finder is None:
            from index.copies.finder import CopyFinder

            generation = self._generation
            store = generation.store
            before = len(store.stories)

            def text_of(number: int) -> str:
                if number < before:
                    return store.article(number).text
                return batch.splits[number - before][0].text

            self._finder = CopyFinder(generation.part_keys, store.stories, store.days, text_of)
            self._finder.forget(store.removed_articles())
        return self._finder

    def _is_later(self, known: Found, version: str) -> bool:
        """Tell whether an article in the index is of a later version than what came now."""
        if not version:
            return False
        there = self._generation.part_stores[known.part].article(known.ordinal)
        return order(version_of(there)) > order(version)

    def _withdraw(self, withdrawal: Withdrawal) -> bool:
        """Remove an article that is withdrawn with the next stage; tell whether it is done."""
        self._withdrawn.note(withdrawal.id, withdrawal.version)
        found = self._find(withdrawal.id)
        if found is None or self._is_later(found, withdrawal.version):
            return False
        self._kill(found)
        return True

    def _kill(self, found: Found) -> None:
        """Have an article removed with the next stage."""
        self._dead.setdefault(found.part, set()).add(found.ordinal)
        if self._finder:
            self._finder.forget([self._generation.store.number_of(found)])

    def _find(self, id_: str) -> Found | None:
        """Return where an article is that stays, as far as this change goes."""
        found = self._generation.store.find(id_)
        gone = found and found.ordinal in self._dead.get(found.part, ())
        return None if gone else found

    def _stage_batch(self, batch: _Batch) -> AddReport:
        if batch.splits:
            with writing(self._directory):
                part, new_files = write_part(self._directory, batch.splits, batch.placed)
                parts, files = self._parts_without_dead()
            self._stage([*parts, part], {**files, **new_files})
            self._merge()
        elif self._dead:
            self._stage_dead()
            self._merge()
        return batch.report()

    def _stage_dead(self) -> None:
        with writing(self._directory):
            parts, files = self._parts_without_dead()
        self._stage(parts, files)

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
        parts = list(self._staged.parts)
        files = dict(self._staged.files)
        if merged:  # where the first of them was: parts lie in the order of adding
            parts[places[0]] = merged[0]
            files.update(merged[1])
        parts = [p for at, p in enumerate(parts) if at not in places[bool(merged) :]]
        self._stage(parts, files)

    def _stage_change(self, place: int, change: Change) -> None:
        """Stage a change of one part."""
        part, files = change
        parts = list(self._staged.parts)
        parts[place] = part
        self._stage(parts, {**self._staged.files, **files})

    def _stage(self, parts: Sequence[PartEntry], files: dict[str, FileEntry]) -> None:
        """Open what is to be the next generation, not yet published."""
        self._staged = replace(
            self._published,
            generation=self._published.generation + 1,
            parts=tuple(parts),
        ).with_files(files)
        self._generation.close()
        self._generation = LocalSnapshot(self._directory, self._staged)
        self._finder = None

    def _publish(self) -> None:
        if self._staged is not self._published:
            with writing(self._directory):
                publish(self._directory, self._staged)
            self._published = self._staged
