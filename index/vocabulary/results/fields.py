"""What articles can be asked for by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value of a field."""

    value: str
    """As most articles write it, where they write it in several ways; days as ISO 8601."""
    articles: int
    """How many have it."""


@dataclass(frozen=True, slots=True)
class FieldSummary:
    """A field by which articles can be asked for."""

    name: str
    articles: int
    """How many have it."""
    distinct: int
    """How many values there are; those that are compared as the same count once."""
    values: tuple[FieldValue, ...]
    """The most frequent first; of `published` alone, all days in their order."""
    oldest: date | None = None
    newest: date | None = None
    """Of `published`: the first and the last day."""
