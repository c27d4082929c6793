"""What a user asks: words that rank, and conditions that bind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.query.filters import Filters


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand one after the other, as they are written but for case."""

    text: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word, or one within so many edits of it."""

    text: str
    edits: int = 1


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on the article."""

    filters: Filters


@dataclass(frozen=True, slots=True)
class Every:
    """All of some conditions."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One at least of some conditions."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The contrary of a condition."""

    condition: Condition


Words = Phrase | Prefix | Fuzzy
Condition = Words | Field | Every | Either | Without


@dataclass(frozen=True, slots=True)
class Query:
    """A question taken apart."""

    words: str
    """What ranks, as it was written; empty if the question is nothing but conditions."""
    condition: Condition | None = None
    """What binds, for both legs and before they search."""
    note: str = ""
    """Why marks in the question were read as plain words, if they were."""
