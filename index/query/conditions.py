"""What a user asks: words that rank, and conditions that bind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.vocabulary.words import words_in

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
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word, or one within so many edits of it."""

    text: str
    edits: int = 1
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word with `*` in the middle, for any letters or none."""

    text: str
    in_title: bool = False


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


Pattern = Prefix | Fuzzy | Wildcard
"""What stands for several words."""
Words = Phrase | Pattern
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
    patterns: tuple[Pattern, ...] = ()
    """What ranks besides, by the words that it stands for."""

    @property
    def ranks(self) -> bool:
        """Whether anything in it ranks; a question of conditions alone lists what meets them."""
        return bool(has_words(self.words) or self.patterns)

    @property
    def demands_words(self) -> bool:
        """Whether words in it bind, so that whatever has them is an answer."""
        return self.condition is not None and _demands_words(self.condition)


def has_words(question: str) -> bool:
    """Tell whether a question holds a word: more than space, punctuation, pictures and signs."""
    return bool(words_in(question))


def _demands_words(condition: Condition) -> bool:
    match condition:
        case Every(of):
            return any(map(_demands_words, of))
        case Either(of):
            return all(map(_demands_words, of))
        case Field() | Without():
            return False
    return True
