"""Batches whose articles are drafted, to changes of the index: what is new goes in, as ever."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus import Article, FileState, Withdrawal
from index.engines.cluster.filling.assembling import Admitted, assemble
from index.engines.cluster.filling.drafted import rows_of
from index.intake import Effect, Intake, Signature, Withdrawn, digest_of
from index.vocabulary.results import AddReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.copies import Placed
    from index.engines.cluster.filling.batches import Named
    from index.engines.cluster.filling.drafted import Drafted, Row
    from index.engines.cluster.generations import PartEntry
    from index.engines.cluster.objects import Objects
    from index.engines.cluster.writing.staging import Staging
    from index.engines.parts.contents import Model
    from index.engines.parts.writing.provenance import Provenance


@dataclass
class _Group:
    """Articles on their way into one part."""

    intake: Intake
    drafts: dict[str, tuple[PartEntry, list[int]]] = field(default_factory=dict)
    told: list[Placed] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    passages: int = 0


class Taking:
    """Stages what batches do to an index."""

    def __init__(
        self, objects: Objects, model: Model, staging: Staging, provenance: Provenance
    ) -> None:
        self._objects, self._model = objects, model
        self._staging = staging
        self._provenance = provenance
        self._withdrawn = Withdrawn(staging.snapshot.ledger.withdrawal_of)
        self._group = self._new_group()

    def take(self, batches: Iterable[Drafted]) -> AddReport:
        """Stage batches in their order, and say what they do."""
        total = AddReport(0, 0, 0, 0)
        for batch in batches:
            gone: list[Named] = []
            for item, found in batch.rows(self._objects, self._model):
                if isinstance(item, FileState):
                    self._provenance.read(item)
                elif isinstance(item, Withdrawal):
                    total += self._withdraw(item)
                elif found:
                    total += self._put(item, found)
                elif not self._is_known(item):
                    gone.append(item)
            for item in gone:  # another version came between
                total += self._put_again(batch, item)
        return total + self._store()

    def _withdraw(self, item: Withdrawal) -> AddReport:
        """Take word of a withdrawal in; return what was stored before it."""
        before = self._stored_before(item)
        self._group.intake.take(item)
        return before

    def _put(self, item: Named, found: Row) -> AddReport:
        """Take an article in, if the intake lets it; return what was stored before it."""
        article = self._group.intake.named(replace(found.article, origins=item.origins))
        before = self._stored_before(article)
        group, renamed = self._group, article.id != item.id
        digest = digest_of(article) if renamed else item.digest
        decision = group.intake.take(article, Signature(digest, found.keys))
        self._provenance.found(article, decision.effect, digest)
        if decision.placed is not None:
            if renamed:
                group.names[len(group.told)] = article.id
            group.drafts.setdefault(found.draft.name, (found.draft, []))[1].append(found.row)
            group.told.append(decision.placed)
            group.passages += found.passages
        return before

    def _stored_before(self, item: Article | Withdrawal) -> AddReport:
        """Store the group where it has another version of what comes; return what that is."""
        has_another = self._group.intake.has_another(item)
        return self._store() if has_another else AddReport(0, 0, 0, 0)

    def _put_again(self, batch: Drafted, item: Named) -> AddReport:
        """Take an article in that the index had when the batch was handed out, and has no more."""
        (found,) = rows_of(self._objects, self._model, batch.had(item))
        return self._put(item, found)

    def _is_known(self, item: Named) -> bool:
        """Tell whether an article that the index had is there still, and note where it was."""
        intake = self._group.intake
        for id_, digest in item.names:
            if intake.knows(id_, digest):
                intake.effects[Effect.KNOWN] += 1
                self._provenance.is_there(id_, digest, item.origins)
                return True
        return False

    def _new_group(self) -> _Group:
        return _Group(Intake(self._staging.snapshot.store, self._withdrawn))

    def _store(self) -> AddReport:
        """Stage what a group does to the index, and say what that is."""
        group, intake = self._group, self._group.intake
        files, origins = self._provenance.taken()
        killed = self._withdrawn.taken()
        if files or killed:
            self._staging.note(files, origins, killed)
        if intake.removes:
            self._staging.remove(intake.removes)
        if group.told:
            came_in = self._staging.contents.generation
            admitted = Admitted(
                tuple(draft for draft, _ in group.drafts.values()),
                tuple(tuple(rows) for _, rows in group.drafts.values()),
                tuple(((each.story, each.day), came_in) for each in group.told),
                group.names,
            )
            self._staging.put(assemble, self._model, admitted)
        self._staging.merge()
        self._group = self._new_group()
        return AddReport(
            added=intake.effects[Effect.NEW],
            replaced=intake.effects[Effect.NEWER],
            unchanged=intake.effects[Effect.KNOWN] + intake.effects[Effect.OLDER],
            passages=group.passages,
            withdrawn=intake.effects[Effect.WITHDRAWN],
            crossed=tuple(intake.crossed),
        )
