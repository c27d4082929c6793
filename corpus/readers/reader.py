"""What every format's reader does: a stream in, records and faults out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields as found in a file, not yet an article."""

    fields: Mapping[str, Any]
    line: int | None = None
    """Where it begins, counted from 1; None where the file is one record."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in a file that gave no record."""

    reason: str
    advice: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """What a reader reads from: the content, its first bytes, and the name to go by."""

    content: io.BufferedReader
    head: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: the suffixes it goes by, how it looks, and how it is read."""

    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[Stream], Iterator[Record | Fault]]
    """Yields records and faults in the order of the file, holding one of them at a time."""
