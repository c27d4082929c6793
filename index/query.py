"""What a user asks: words that rank, and conditions that bind."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.filters import Filters
    from index.interfaces import Allowed, ArticleStore, KeywordLeg


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


def holding(
    condition: Condition, store: ArticleStore, keyword: Callable[[], KeywordLeg]
) -> Allowed:
    """Return by passage number whether a condition holds."""
    match condition:
        case Field(filters):
            allowed = store.allowed(filters)
            return np.ones(store.passages, np.bool_) if allowed is None else allowed
        case Without(inner):
            return ~holding(inner, store, keyword)
        case Every(conditions):
            return functools.reduce(np.logical_and, _each(conditions, store, keyword))
        case Either(conditions):
            return functools.reduce(np.logical_or, _each(conditions, store, keyword))
        case _:
            return keyword().holding(condition)


def _each(
    conditions: Iterable[Condition], store: ArticleStore, keyword: Callable[[], KeywordLeg]
) -> Iterator[Allowed]:
    return (holding(each, store, keyword) for each in conditions)
