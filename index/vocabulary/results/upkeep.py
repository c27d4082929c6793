"""What is in an index, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from corpus.vocabulary.in_notebooks import plain
from index.vocabulary.results.in_notebooks import table

if TYPE_CHECKING:
    from datetime import datetime

    from index.vocabulary.place import Where


@dataclass(frozen=True, slots=True, repr=False)
class Status:
    """What is in an index."""

    path: Where
    """A directory, or a URL."""
    generation: int
    articles: int
    passages: int
    embedded: int
    """Passages that have their vector; `newsdex embed` makes the others."""
    parts: int
    dense: str
    """How the dense leg searches, and why."""
    removed: int
    """Articles removed or replaced whose space is not yet freed."""
    size: int
    """Bytes on disk."""
    reclaimable: int
    """Bytes, roughly, that a `compact` would free."""
    model: str
    dimension: int
    sources: int
    oldest: datetime | None
    newest: datetime | None

    def __repr__(self) -> str:
        """Return in one line how much there is, and how far its vectors are."""
        return f"<Status of {str(self.path)!r}: {self._in_brief()}>"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it, a line for each figure."""
        rows = [(each.name, plain(str(getattr(self, each.name)))) for each in fields(self)]
        return table(self._in_brief(), ("", ""), rows)

    def _in_brief(self) -> str:
        return (
            f"{self.articles:,} articles, {self.embedded:,} of {self.passages:,} passages "
            f"embedded, generation {self.generation:,}, {self.size / 1e6:,.1f} MB"
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an index that is not as it should be."""

    path: str
    """Of the file or folder within the index; empty where it is not one alone."""
    what: str

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.path}: {self.what}" if self.path else self.what


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found."""

    files: int
    articles: int
    passages: int
    embedded: int
    """Passages that were embedded anew and compared."""
    faults: tuple[Fault, ...]
    note: str = ""
    """What could not be checked, and why."""


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What `repair` did."""

    articles: int
    """In the index now."""
    done: tuple[str, ...]
    """What was mended; nothing if nothing was wrong."""
    lost: tuple[str, ...]
    """Articles that could not be brought back: their ids, or where they were."""
