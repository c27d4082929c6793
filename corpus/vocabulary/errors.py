"""What can go wrong while reading news.

CorpusError
├── UnreadableError      a file or a record that can't become an article
├── FieldMapError        a field mapping that names no field of an article
└── ArgumentError        a value that can't be used where it was given, such as 5 for a path
"""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from typing import Any

_LONGEST = 300
"""Characters of a reason: it may quote what a stranger wrote."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One file or record that could not be read as it should, told in one line."""

    path: str
    reason: str
    advice: str = ""
    line: int | None = None
    skipped: bool = True
    """False where the article was kept and only a detail of it was lost."""
    kind: str = ""
    """Of a file in a folder or archive that is not a document, such as `.jpg`: it was passed over,
    and nobody lost anything."""

    def __str__(self) -> str:
        place = _cut(self.path) if self.line is None else f"{_cut(self.path)}:{self.line}"
        reason = _cut(self.reason)
        told = f"{place}: {reason}" + (f"; {self.advice}" if self.advice else "")
        # Names in it are a stranger's: they may hold line ends, and what a terminal would obey.
        return "".join(char if char.isprintable() else "\ufffd" for char in told)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class CorpusError(Exception):
    """Base of every error of this package."""


class UnreadableError(CorpusError):
    """A file or a record can't become an article, and the caller wanted to know."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class FieldMapError(CorpusError):
    """A field mapping names something that is not a field of an article."""


class ArgumentError(CorpusError, ValueError):
    """A value can't be used where it was given: 5 for a path, a number for a text."""


def shown(value: Any) -> str:
    """Return a value as an error names it: in one short line, whatever it is."""
    written = " ".join(_SHORT.repr(value).split())
    return "".join(char if char.isprintable() else "\ufffd" for char in written)


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 80
