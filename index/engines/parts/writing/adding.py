"""Articles as they come, to changes of the index: what is new goes in, what is older goes."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from corpus import Article, FileState, Withdrawal
from index.engines.parts.writing.ahead import prepared_ahead
from index.engines.parts.writing.coming import Coming
from index.intake import Intake, Withdrawn, digest_of, follow
from index.vocabulary.cores import cores
from index.vocabulary.results import AddReport

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from index.engines.parts.ledger import FileNote, Ledger, OriginNote
    from index.engines.parts.snapshot import PartedSnapshot
    from index.engines.parts.writing.batch import Batch
    from index.engines.parts.writing.provenance import Provenance
    from index.intake import Holdings
    from index.models import Encoder
    from index.vocabulary.results import WithdrawnArticle

COMMIT_PASSAGES = 8192
"""Passages read or embedded after which a long `add` commits: a bound on memory, and on how long
it takes until they are found."""


class Staging(Protocol):
    """What is written and not yet published, as an engine keeps it."""

    @property
    def snapshot(self) -> PartedSnapshot:
        """What is staged, opened; good until the next change."""

    def add(self, batches: Sequence[Batch], /) -> None:
        """Stage articles as a new part, the last; their passages have no vectors yet."""

    def note(
        self,
        files: Iterable[FileNote],
        origins: Iterable[OriginNote],
        withdrawn: Iterable[WithdrawnArticle],
        /,
    ) -> None:
        """Stage notes on where articles were found and what was withdrawn."""

    def remove(self, numbers: Collection[int], /) -> None:
        """Stage that articles are no longer in the index, by their numbers in the snapshot."""

    def merge(self) -> None:
        """Merge parts as long as there are some that are better one."""


class Adding:
    """Stages what articles, withdrawals and the states of files do to an index."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging

    def take(  # noqa: PLR0913 - one parameter for each thing that an add depends on
        self,
        articles: Iterable[Article | Withdrawal | FileState],
        encoder: Encoder,
        provenance: Provenance,
        before: PartedSnapshot,
        *,
        jobs: int | None = None,
        publish: Callable[[], object] | None = None,
    ) -> AddReport:
        """Stage articles batch by batch, and say what they do.

        Args:
            articles: any number, and what comes with them; they are read some way ahead.
            encoder: the one that the index was made with.
            provenance: takes note of where they were found.
            before: the index as it is published; to stay open.
            jobs: processes that prepare them, this one among them; None for one for each core.
            publish: called after each part but the last.
        """
        total, withdrawn = AddReport(0, 0, 0, 0), Withdrawn(before.ledger.withdrawal_of)
        batch = self._begun(withdrawn, encoder)
        known = partial(_is_known, before.store)
        ahead = prepared_ahead(articles, encoder, known, cores() if jobs is None else jobs)
        with closing(ahead) as coming:
            for come in coming:
                if isinstance(come.item, FileState):
                    provenance.read(come.item)
                    continue
                item = batch.intake.named(come.item)
                full = batch.passages >= COMMIT_PASSAGES
                # A second version of one article goes into the next part, and replaces the first.
                if full or batch.intake.has_another(item):
                    total += self._store(batch, provenance, withdrawn)
                    if full and publish:
                        publish()
                    batch = self._begun(withdrawn, encoder)
                effect, digest = batch.put(item, come)
                if isinstance(item, Article):
                    provenance.found(item, effect, digest)
        return total + self._store(batch, provenance, withdrawn)

    def follow(
        self, total: AddReport, provenance: Provenance, before: Ledger, *, whole: bool
    ) -> AddReport:
        """Stage that articles go which no file holds any more, and say so."""
        if not provenance.states:
            return total
        snapshot = self._staging.snapshot
        store = snapshot.store
        followed = follow(
            provenance.states,
            before,
            snapshot.ledger,
            provenance.new,
            store.article_by_id,
            whole=whole,
        )
        found = map(store.find, followed.removes)
        numbers = [known.number for known in found if known]
        if numbers:
            self._staging.remove(numbers)
            self._staging.merge()
        return replace(
            total,
            added=total.added - followed.replaced,
            replaced=total.replaced + followed.replaced,
            unchanged=total.unchanged - followed.moved,
            removed=len(numbers) - followed.replaced,
            moved=followed.moved,
            again=followed.again,
        )

    def _begun(self, withdrawn: Withdrawn, encoder: Encoder) -> Coming:
        return Coming(Intake(self._staging.snapshot.store, withdrawn), encoder.fits)

    def _store(self, coming: Coming, provenance: Provenance, withdrawn: Withdrawn) -> AddReport:
        """Stage what has come in does to the index, and say what that is."""
        files, origins = provenance.taken()
        killed = withdrawn.taken()
        if files or killed:
            self._staging.note(files, origins, killed)
        if coming.intake.removes:
            self._staging.remove(coming.intake.removes)
        if batches := coming.batches():
            self._staging.add(batches)
        self._staging.merge()
        return coming.report()


def _is_known(store: Holdings, article: Article) -> bool:
    """Tell whether an article is in an index as it comes."""
    found = store.find(article.id)
    return found is not None and found.digest == digest_of(article)
