"""Articles as they come, to changes of the index: what is new goes in, what is older goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from corpus import Article, FileState, Withdrawal, split_passages
from index.intake import Effect, Intake, Withdrawn, follow
from index.vocabulary.rendering import render
from index.vocabulary.results import AddReport

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from index.copies import Placed
    from index.engines.parts.ledger import FileNote, Ledger, OriginNote
    from index.engines.parts.snapshot import PartedSnapshot, Split
    from index.engines.parts.writing.provenance import Provenance
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

    def add(self, articles: Sequence[Split], placed: Iterable[Placed], /) -> None:
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


class _Batch:
    """Articles and withdrawals on their way in, the articles into one part."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.splits: list[Split] = []
        self.placed: list[Placed] = []
        self.passages = 0

    def put(self, item: Article | Withdrawal, encoder: Encoder) -> Effect:
        """Take an item in, if the intake lets it; its passages fit the encoder."""
        decision = self.intake.take(item)
        placed = decision.placed
        if placed is None or isinstance(item, Withdrawal):
            return decision.effect
        passages = split_passages(
            item.text, fits=lambda text: encoder.fits(render(item.own_title, text))
        )
        self.splits.append((item, passages))
        self.placed.append(placed)
        self.passages += len(passages)
        return decision.effect

    def report(self) -> AddReport:
        """Say what adding this batch does."""
        effects = self.intake.effects
        return AddReport(
            added=effects[Effect.NEW],
            replaced=effects[Effect.NEWER],
            unchanged=effects[Effect.KNOWN] + effects[Effect.OLDER],
            passages=self.passages,
            withdrawn=effects[Effect.WITHDRAWN],
            crossed=tuple(self.intake.crossed),
        )


class Adding:
    """Stages what articles, withdrawals and the states of files do to an index."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging

    def take(
        self,
        articles: Iterable[Article | Withdrawal | FileState],
        encoder: Encoder,
        provenance: Provenance,
        remembered: Callable[[str], WithdrawnArticle | None],
        *,
        publish: Callable[[], object] | None = None,
    ) -> AddReport:
        """Stage articles batch by batch, and say what they do."""
        total, withdrawn = AddReport(0, 0, 0, 0), Withdrawn(remembered)
        batch = self._batch(withdrawn)
        for incoming in articles:
            if isinstance(incoming, FileState):
                provenance.read(incoming)
                continue
            item = batch.intake.named(incoming)
            full = batch.passages >= COMMIT_PASSAGES
            # A second version of one article goes into the next part, and replaces the first.
            if full or batch.intake.has_another(item):
                total += self._store(batch, provenance, withdrawn)
                if full and publish:
                    publish()
                batch = self._batch(withdrawn)
            effect = batch.put(item, encoder)
            if isinstance(item, Article):
                provenance.found(item, effect)
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

    def _batch(self, withdrawn: Withdrawn) -> _Batch:
        return _Batch(Intake(self._staging.snapshot.store, withdrawn))

    def _store(self, batch: _Batch, provenance: Provenance, withdrawn: Withdrawn) -> AddReport:
        """Stage what a batch does to the index, and say what that is."""
        files, origins = provenance.taken()
        killed = withdrawn.taken()
        if files or killed:
            self._staging.note(files, origins, killed)
        if batch.intake.removes:
            self._staging.remove(batch.intake.removes)
        if batch.splits:
            self._staging.add(batch.splits, batch.placed)
        self._staging.merge()
        return batch.report()
