"""What can go wrong while reading news.

CorpusError
├── UnreadableError      a file or a record that can't become an article
└── FieldMapError        a field mapping that names no field of an article
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One file or record that could not be read as it should, told in one line."""

    path: str
    reason: str
    advice: str = ""
    line: int | None = None
    skipped: bool = True
    """False where the article was kept and only a detail of it was lost."""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        told = f"{place}: {self.reason}" + (f"; {self.advice}" if self.advice else "")
        # Names in it are a stranger's: they may hold line ends, and what a terminal would obey.
        return "".join(char if char.isprintable() else "\ufffd" for char in told)


class CorpusError(Exception):
    """Base of every error of this package."""


class UnreadableError(CorpusError):
    """A file or a record can't become an article, and the caller wanted to know."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class FieldMapError(CorpusError):
    """A field mapping names something that is not a field of an article."""
