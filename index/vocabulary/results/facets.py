"""How many of the articles that were found have which values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.vocabulary.results.fields import FieldValue


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that the articles which were found have of one field."""

    field: str
    values: tuple[FieldValue, ...]
    """The most frequent first; times in their order: `2021`, `2021-03`, a week by its Monday."""
    articles: int
    """How many have a value."""
    without: int
    """How many have none; both together are all that was found."""
    distinct: int
    """How many values there are; those that are compared as the same count once."""
