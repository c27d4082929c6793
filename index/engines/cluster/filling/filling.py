"""An index filled by a Ray cluster: machines read, split, invert, embed and write; one commits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from corpus import CorpusError
from index.engines.cluster.filling.batches import Bounds
from index.engines.cluster.filling.drafting import Drafting
from index.engines.cluster.filling.drafts import is_there, remove_drafts, remove_under
from index.engines.cluster.filling.reading_ahead import ReadingAhead
from index.engines.cluster.filling.taking import Taking
from index.engines.cluster.generations import newest
from index.engines.cluster.snapshot import ClusterSnapshot
from index.engines.cluster.writing.commits import commit
from index.engines.parts.writing.adding import Adding
from index.engines.parts.writing.provenance import Provenance
from index.vocabulary.errors import AddInterruptedError, DamagedIndexError, IndexLockedError
from index.vocabulary.results import AddReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from corpus import Article, FileState, Withdrawal
    from index.engines.cluster.filling.drafted import Drafted
    from index.engines.cluster.filling.reading_ahead import Batch
    from index.engines.cluster.generations import PartEntry
    from index.engines.cluster.objects import Objects
    from index.engines.cluster.writing.staging import Staging
    from index.models import RayEncoder

    Incoming = Iterable[Article | Withdrawal | FileState]

COMMIT_PASSAGES, COMMIT_ITEMS = 16_384, 65_536
"""Passages drafted, and articles that came in, after which a long `add` commits."""

BOUNDS = Bounds()


class Filling:
    """Adds articles by the machines of a cluster.

    What they write are drafts, which no generation names. Here it is decided, in the order of
    coming, which of their articles go in; these are made a part, again on a machine, and
    committed. A process that goes on with what another began finds its drafts.
    """

    def __init__(
        self,
        objects: Objects,
        encoder: RayEncoder,
        *,
        wait: float,
        on_embedded: Callable[[int, int], None] | None,
    ) -> None:
        """Begin.

        Args:
            objects: of the index.
            encoder: the one that the index was made with, on a cluster.
            wait: seconds for which other writers may be quicker.
            on_embedded: called with how many passages are embedded, and of how many.
        """
        settings = encoder.settings
        self._model = settings.name, settings.fingerprint, settings.dimension
        self._objects = objects
        self._cluster = encoder.cluster
        self._wait = wait
        self._on_embedded = on_embedded
        self._snapshot = ClusterSnapshot(objects, newest(objects))

    def add(
        self,
        articles: Incoming,
        *,
        atomic: bool,
        embed: bool,
        follow: bool,
    ) -> AddReport:
        """Add articles, as `ClusterWriter.add` does.

        Raises:
            IndexLockedError: another process adds the same, or is always quicker.
            AddInterruptedError: a file could not be read, and nobody is told of such; what came
                before is in the index. With `atomic` the error is raised as it is.
        """
        whole = atomic or follow
        drafting = Drafting(
            self._objects,
            self._model,
            self._cluster,
            embed=embed,
            newest=lambda: self._snapshot,
        )
        reading = ReadingAhead(self._objects, self._cluster, BOUNDS, drafting.is_done)
        failed: list[CorpusError] = []
        batches = reading.batches(articles)
        drafted = drafting.drafted(batches if whole else _up_to_error(batches, failed))
        stage = partial(self._stage, before=self._snapshot, follow=follow)
        total, taken = AddReport(0, 0, 0, 0), 0
        for group in _groups(self._shown(drafting, drafted), whole=whole):
            drafts = [batch.draft for batch in group if batch.draft]
            total += self._committed(partial(stage, group), drafts)
            remove_drafts(self._objects, [*drafts, *drafting.again])
            taken += sum(batch.slip.count for batch in group)
        total = replace(total, embedded=drafting.embedded)
        if failed:
            raise AddInterruptedError(str(failed[0]), taken, total) from failed[0]
        for key in reading.records:
            remove_under(self._objects, key)
        return total

    def _stage(
        self,
        group: Sequence[Drafted],
        staging: Staging,
        *,
        before: ClusterSnapshot,
        follow: bool,
    ) -> AddReport:
        """Stage a group of batches, given what the index had before the first."""
        provenance = Provenance(before.ledger, before.contents.generation + 1)
        report = Taking(self._objects, self._model, staging, provenance).take(group)
        report = Adding(staging).follow(report, provenance, before.ledger, whole=follow)
        staging.arrange_vectors()
        return report

    def _committed(
        self, stage: Callable[[Staging], AddReport], drafts: Iterable[PartEntry]
    ) -> AddReport:
        try:
            report = commit(self._objects, stage, wait=self._wait, run=self._cluster.run)
        except DamagedIndexError as error:
            if all(is_there(self._objects, draft) for draft in drafts):
                raise
            raise IndexLockedError(
                "another process adds the same articles, and was quicker; the same command goes on"
            ) from error
        self._snapshot = ClusterSnapshot(self._objects, newest(self._objects))
        return report

    def _shown(self, drafting: Drafting, drafted: Iterator[Drafted]) -> Iterator[Drafted]:
        """Yield batches, and tell how many passages were embedded so far."""
        for batch in drafted:
            if self._on_embedded:
                self._on_embedded(drafting.embedded, drafting.embedded)
            yield batch


def _up_to_error(batches: Iterator[Batch], failed: list[CorpusError]) -> Iterator[Batch]:
    """Yield batches up to where a file can't be read, and keep the error."""
    try:
        yield from batches
    except CorpusError as error:
        failed.append(error)


def _groups(drafted: Iterator[Drafted], *, whole: bool) -> Iterator[list[Drafted]]:
    """Yield batches in groups that are committed together, or all at once; at least one group."""
    group: list[Drafted] = []
    passages = items = 0
    for batch in drafted:
        group.append(batch)
        passages += batch.draft.passages if batch.draft else 0
        items += len(batch.slip.items)
        if not whole and (passages >= COMMIT_PASSAGES or items >= COMMIT_ITEMS):
            yield group
            group, passages, items = [], 0, 0
    yield group
