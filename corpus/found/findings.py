"""What a reader finds in a file: records, items, members, faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import io
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields as found in a file that follows no format for news: names are guessed."""

    fields: Mapping[str, Any]
    line: int | None = None
    """Where it begins, counted from 1; None where the file is one record."""
    offset: int | None = None
    """Of its first byte in the stream, where the reader knows it."""
    named: bool = True
    """Whether the names are the file's own, so that a user may say which of them mean what."""


@dataclass(frozen=True, slots=True)
class Value:
    """What some place in a file says, and which place that is."""

    value: Any
    place: str
    """As someone who looks for it would find it: `JSON-LD datePublished`, `hl1`, `URL`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article as a format for news says it is: nothing about its names is guessed."""

    fields: Mapping[str, Value]
    """`id title text source section language url`: text; `authors`: a list of names. A field
    that the file doesn't have is left out."""
    published: Sequence[Value] = ()
    """Candidates, the surest first; the first that can be read and is not in the future counts."""
    updated: Sequence[Value] = ()
    moments: Sequence[Value] = ()
    """Others that the file states: one may give the zone of a date that has none."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What else it says, as JSON values; empty ones are left out. `version` orders the versions
    of one id, `embargoed` is ISO 8601."""
    warnings: Sequence[str] = ()
    """What could not be understood; the article is kept."""
    withdrawn: str = ""
    """The agency's word for it, if the item is no longer to be used: `canceled`, `withheld`."""
    line: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file, to be read by the reader that its own content asks for."""

    name: str
    """Within the container; only shown, never a path that anything is written to."""
    content: io.BufferedReader
    suffix: str = ""
    """In lower case with its dot, `.gz` and the like left out."""
    known: Mapping[str, Value] = field(default_factory=dict)
    """Fields to take where the file itself doesn't say: `url`, `published`, `source`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in a file that gave no record."""

    reason: str
    advice: str = ""
    line: int | None = None


Found = Record | Item | Member | Fault
