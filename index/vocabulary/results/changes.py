"""What a change of an index did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an `add` did."""

    added: int
    replaced: int
    """Articles whose id was there with another content."""
    unchanged: int
    passages: int
    """Of the articles added."""
    embedded: int = 0
    """Passages whose vectors were made, those left from before included."""
    withdrawn: int = 0
    """Articles removed because their agency withdrew them."""
    removed: int = 0
    """Articles removed because no file holds them any more."""
    moved: int = 0
    """Articles whose file was renamed or moved."""
    crossed: tuple[str, ...] = ()
    """Ids of articles that were replaced by one of another source or file."""
    again: frozenset[str] = frozenset()
    """Absolute paths of files that hold another version of an article that was removed."""

    def __add__(self, other: AddReport) -> AddReport:
        """Return what both did together."""
        return AddReport(
            self.added + other.added,
            self.replaced + other.replaced,
            self.unchanged + other.unchanged,
            self.passages + other.passages,
            self.embedded + other.embedded,
            self.withdrawn + other.withdrawn,
            self.removed + other.removed,
            self.moved + other.moved,
            (*self.crossed, *other.crossed),
            self.again | other.again,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What a `sync` did, in articles unless it says otherwise."""

    added: int
    replaced: int
    """Another version stands for it, or another text that came from the same file."""
    removed: int
    """No file holds it any more."""
    moved: int
    """Its file was renamed or moved."""
    unchanged: int
    """In files that are as they were, and in files read again."""
    withdrawn: int
    embedded: int
    """Passages whose vectors were made, those left from before included."""
    files_read: int
    missing: Mapping[str, int]
    """Folders that are not there, and how many articles were found in them: they stay."""
    passed_over: Mapping[str, int]
    """How many of the files that were read are not documents, by kind."""


@dataclass(frozen=True, slots=True)
class RemoveReport:
    """What a `remove` did."""

    removed: tuple[str, ...]
    missing: tuple[str, ...]
    """Ids that were not in the index."""


@dataclass(frozen=True, slots=True)
class CompactReport:
    """What a `compact` did."""

    parts_before: int
    parts: int
    freed: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class MigrateReport:
    """What a `migrate` took over, and found to be the same in both indexes."""

    articles: int
    passages: int
    embedded: int
    """Passages that have their vector."""
    digest: str
    """Of all that both hold, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class WithdrawnArticle:
    """An article that its agency withdrew: versions up to that stay out."""

    id: str
    reason: str
    """As the agency writes it: `canceled`, `withheld`."""
    version: str
    """The last that is withdrawn, as the agency numbers them; empty if it doesn't."""
    title: str
    """Empty where it is not known."""
    when: datetime
    """When word of it was issued, else when it was added."""
