"""What an index holds, as a newsroom sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from index.vocabulary.results.fields import FieldSummary


@dataclass(frozen=True, slots=True)
class Days:
    """Days that follow one another, both ends included."""

    first: date
    last: date

    def __len__(self) -> int:
        """Return how many they are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Archive:
    """The articles of an index, counted."""

    articles: int
    sources: FieldSummary
    """With all their names, the most frequent first."""
    languages: Mapping[str, float]
    """Share of the passages in each language, by its primary tag (`en`), the largest first: as
    articles state it, else as it was identified."""
    span: Days | None
    """From the first day of publication to the last; None where no article has a date."""
    days: int
    """Of those, days on which articles were published."""
    longest_gap: Days | None
    """The longest run of days without articles between the first and the last; None where each
    has some."""
    undated: int
    """Articles without a date."""
    foreign: Mapping[str, float]
    """Of the languages, those that the index's model was not made for, if together they are
    many."""
