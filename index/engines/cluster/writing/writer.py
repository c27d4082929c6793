"""The one way in: changes of all kinds, commit by commit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index.engines.cluster.generations import newest
from index.engines.cluster.snapshot import ClusterSnapshot
from index.engines.cluster.writing.cleaning import clean
from index.engines.cluster.writing.commits import commit
from index.engines.cluster.writing.embedding import Embedding
from index.engines.cluster.writing.sharing import embed_shared
from index.engines.parts.writing import adding
from index.engines.parts.writing.provenance import Provenance
from index.vocabulary.results import AddReport, CompactReport, RemoveReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from corpus import Article, FileState, Withdrawal
    from index.engines.cluster.objects import Objects
    from index.engines.cluster.writing.staging import Staging
    from index.models import Encoder
    from index.vocabulary.results import Watch

    Item = Article | Withdrawal | FileState

ITEMS, CHARACTERS = 4096, 6_000_000
"""Articles, and characters of their texts, after which a long `add` commits: some 8,000 passages.
It bounds memory, and how long it takes until they are found."""


class ClusterWriter:
    """Changes an index; any number of them may, at the same time, on any machine."""

    def __init__(self, objects: Objects, *, wait: float) -> None:
        """Take an index, and for how many seconds others may be quicker."""
        self._objects = objects
        self._wait = wait

    def add(  # noqa: PLR0913 - one parameter for each option
        self,
        articles: Iterable[Item],
        encoder: Encoder,
        *,
        atomic: bool = False,
        embed: bool = True,
        follow: bool = False,
        keep: bool = True,
        jobs: int | None = None,
        on_embedded: Callable[[int, int], None] | None = None,
    ) -> AddReport:
        """Add articles, commit by commit, each with its vectors, or all in one commit.

        Args:
            articles: any number; they are taken as they come, and states of files after what was
                found in them.
            encoder: the one that the index was made with.
            atomic: whether readers see nothing of it before the end, and an error undoes all.
            embed: whether every passage has its vector at the end, those from before included.
            follow: whether articles go that no file holds any more, all in one commit.
            keep: whether it is to be published; else nothing comes of it but the report.
            jobs: processes that read, None for one for each core.
            on_embedded: called with how many passages are embedded, and of how many.
        """
        first = newest(self._objects)
        ledger = ClusterSnapshot(self._objects, first).ledger
        embedding = Embedding(encoder, on_embedded)

        def stage(items: Sequence[Item], staging: Staging) -> AddReport:
            there = staging.contents.parts
            lacking = any(part.unembedded for part in there)
            provenance = Provenance(ledger, first.generation + 1)
            taking = adding.Adding(staging)
            report = taking.take(items, encoder, provenance, staging.snapshot, jobs=jobs)
            report = taking.follow(report, provenance, ledger, whole=follow)
            if embed and keep:
                # What lacked vectors before has its turn at the end, unless all is one commit;
                # what came in now may have been merged into an earlier part.
                first_part = len(there) if lacking and not atomic else 0
                made = embedding.embed(staging, first_part)
                report = replace(report, embedded=report.embedded + made)
                staging.arrange_vectors()
            return report

        total = AddReport(0, 0, 0, 0)
        for items in _batches(articles, whole=atomic or follow or not keep):
            total += commit(self._objects, partial(stage, items), wait=self._wait, keep=keep)
            embedding.settle()
        if embed and keep:
            more = self.embed(encoder, on_embedded=on_embedded)
            total = replace(total, embedded=total.embedded + more)
        return total

    def embed(
        self, encoder: Encoder, *, on_embedded: Callable[[int, int], None] | None = None
    ) -> int:
        """Make the vectors that are lacking, commit by commit, and return how many there were.

        Several writers share the work by claims, and each returns when there is none left.
        """
        return embed_shared(self._objects, encoder, on_embedded, wait=self._wait)

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id, in one commit."""
        wanted = list(dict.fromkeys(ids))

        def stage(staging: Staging) -> RemoveReport:
            store = staging.snapshot.store
            found = {id_: store.find(id_) for id_ in wanted}
            numbers = {id_: known.number for id_, known in found.items() if known}
            if numbers:
                staging.remove(numbers.values())
                staging.merge()
                staging.arrange_vectors()
            return RemoveReport(tuple(numbers), tuple(id_ for id_ in found if id_ not in numbers))

        return commit(self._objects, stage, wait=self._wait)

    def change_watches(self, change: Callable[[tuple[Watch, ...]], Sequence[Watch]]) -> None:
        """Change the standing questions, in one commit.

        Args:
            change: given those there are, returns those there are to be.
        """

        def stage(staging: Staging) -> None:
            staging.set_watches(change(staging.contents.watches))

        commit(self._objects, stage, wait=self._wait)

    def compact(self) -> CompactReport:
        """Merge all parts into one, in one commit, and remove what nobody reads any more."""
        parts = len(newest(self._objects).parts)

        def stage(staging: Staging) -> None:
            staging.merge_all()
            staging.arrange_vectors()

        commit(self._objects, stage, wait=self._wait)
        freed = clean(self._objects)
        return CompactReport(parts, len(newest(self._objects).parts), freed)


def _batches(items: Iterable[Item], *, whole: bool) -> Iterator[list[Item]]:
    """Yield items in batches of a bounded size, or all at once; at least one batch."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        if not whole and (len(batch) >= ITEMS or characters >= CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += len(getattr(item, "text", ""))
    yield batch
