"""What is written and not yet published, told from what is by its type."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from index.engines.local.commit.manifest import Contents, Manifest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.engines.local.commit.manifest import PartEntry, SegmentEntry, WatchesEntry


@dataclass(frozen=True, slots=True)
class Staged(Contents):
    """A generation to come: its files are written and synced, but no manifest names them yet.

    Each change gives another; `manifest` alone gives what can be published.
    """

    @classmethod
    def after(cls, base: Contents) -> Staged:
        """Return the generation after another, of the same files so far."""
        return cls(
            base.generation + 1,
            base.model,
            base.fingerprint,
            base.dimension,
            base.parts,
            base.ledger,
            base.watches,
        )

    def with_new(self, part: PartEntry) -> Staged:
        """Return it with one more part, the last."""
        return replace(self, parts=(*self.parts, part))

    def with_changed(self, place: int, part: PartEntry) -> Staged:
        """Return it with another state of a part."""
        return self.with_merged([place], part)

    def with_merged(self, places: Sequence[int], part: PartEntry | None) -> Staged:
        """Return it with one part in place of some, or with none.

        It stands where the first of them did, since parts lie in the order of adding.
        """
        first, *others = places
        parts = {**dict(enumerate(self.parts)), first: part}
        left = (each for at, each in parts.items() if each and at not in others)
        return replace(self, parts=tuple(left))

    def with_ledger(self, ledger: Sequence[SegmentEntry]) -> Staged:
        """Return it with another ledger of where articles were found."""
        return replace(self, ledger=tuple(ledger))

    def with_watches(self, watches: WatchesEntry | None) -> Staged:
        """Return it with other standing questions."""
        return replace(self, watches=watches)

    def manifest(self) -> Manifest:
        """Return what to publish."""
        return Manifest(**{field.name: getattr(self, field.name) for field in fields(self)})
