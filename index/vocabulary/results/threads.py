"""What leads on from an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Article, Passage
    from index.vocabulary.results.copies import Copy


@dataclass(frozen=True, slots=True)
class Related:
    """An article that has to do with another one."""

    rank: int
    """From 1."""
    score: float
    """How near its matter is, from 0 to 1, which is that of the other article itself."""
    article: Article
    sentence: Passage | None
    """The sentence that shares most with the other article, with its offsets in the text; None
    for a headline without text."""
    copies: tuple[Copy, ...] = ()
    """Other articles of the index that print the same story."""


@dataclass(frozen=True, slots=True)
class Step:
    """An article of a running story."""

    number: int
    """From 1, the oldest."""
    article: Article
    new: Passage | None
    """The sentence that tells what is new in it, with its offsets in the text; None for a headline
    without text."""
    novelty: float | None
    """How little of that sentence earlier steps tell, 0 to 1; None without one."""
    asked: bool
    """Whether it is the article that was asked for."""
    copies: tuple[Copy, ...] = ()
    """Other articles of the index that print the same."""


@dataclass(frozen=True, slots=True)
class Story:
    """A running story."""

    steps: tuple[Step, ...]
    """The oldest first."""
    total: int
    """Steps that the story has, however few are given."""
