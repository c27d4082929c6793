"""What an index gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from corpus import Article, Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked passage with its article."""

    rank: int
    """From 1."""
    score: float
    """By which hits are ordered; comparable within one search only."""
    keyword_score: float | None
    """BM25; 0 where no word of the question occurs, None where the leg was not asked."""
    dense_score: float | None
    """Cosine of question and passage; None where the leg was not asked."""
    article: Article
    passage: Passage
    """`article.text[passage.start:passage.end]` is `passage.text`."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an `add` did."""

    added: int
    replaced: int
    """Articles whose id was there with another content."""
    unchanged: int
    passages: int
    """Embedded and indexed."""

    def __add__(self, other: AddReport) -> AddReport:
        """Return what both did together."""
        return AddReport(
            self.added + other.added,
            self.replaced + other.replaced,
            self.unchanged + other.unchanged,
            self.passages + other.passages,
        )


@dataclass(frozen=True, slots=True)
class RemoveReport:
    """What a `remove` did."""

    removed: tuple[str, ...]
    missing: tuple[str, ...]
    """Ids that were not in the index."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is in an index."""

    path: Path
    generation: int
    articles: int
    passages: int
    parts: int
    removed: int
    """Articles removed or replaced whose space is not yet freed."""
    size: int
    """Bytes on disk."""
    model: str
    dimension: int
    sources: int
    oldest: datetime | None
    newest: datetime | None
