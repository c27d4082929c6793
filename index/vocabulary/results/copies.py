"""Articles that print one story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that prints a story which others print too."""

    id: str
    title: str
    source: str
    published: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """The articles that print one story."""

    copies: tuple[Copy, ...]
    """The one to show first: the earliest of those that are complete."""
    oldest: datetime | None
    newest: datetime | None
    """When the first and the last of them was published, where that is known."""
