"""What comes of reading: an article and where its fields came from, or a withdrawal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from corpus.vocabulary.article import Article


class RecordError(ValueError):
    """A record that can't become an article: the reason, and what to do about it."""

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, where its fields came from, and what could not be understood."""

    article: Article
    warnings: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """Field of the article: the place in the file that it was taken from."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Word from an agency that one of its items is no longer to be used."""

    id: str
    """Of the article that is to be removed, if it is there."""
    status: str
    """As the agency writes it: `canceled`, `withheld`."""
    version: str = ""
    """Of the item that says so; an article of a later version stays."""
    title: str = field(default="", compare=False)
    issued: datetime | None = field(default=None, compare=False)
    """When the item that says so was made; an article of a later day stays, where none has a
    version."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of something in a file, and where it was."""

    path: str
    """Of the file; members of containers follow it after `!`."""
    format: str
    """As the reader is called that found it."""
    found: Reading | Withdrawal
    line: int | None = None
