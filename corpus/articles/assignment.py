"""Which of a record's fields is which of an article's."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from corpus.fields.names import FieldMap, candidates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SAYING = ("rendered", "processed", "name", "title", "text", "value", "main", "original")
"""Where an object that stands for a text has it: in WordPress, Drupal, the New York Times' archive
and others."""

_MOST_NAMES = 100
_LONGEST_NAMES = 4_000
"""Of records whose names are remembered, as most files have the same in every record."""

_LONGEST_LIST = 200
"""Characters of the names that a user is told."""

_BEGUN_IN = {"TD": "LP"}
"""Field of a text, to the one that its first paragraphs are apart in: Factiva's."""

_ABSENT = object()


def assigned(record: Mapping[str, Any], fields: FieldMap) -> dict[str, tuple[str, Any]]:
    """Find for each field of an article the record's name and value that it goes by.

    Args:
        record: named values.
        fields: names that are not usual.
    """
    found: dict[str, tuple[str, Any]] = {}
    for field, names in _candidates(record).items():
        if field in fields:
            path = fields[field]
            value = at_path(record, path)
            if value is not None and value is not _ABSENT:
                found[field] = (path, value)
            continue
        first = None
        for name in names:
            value = record[name]
            if value is None:
                continue
            first = first or name
            if (isinstance(value, str) and value.strip()) or as_text(value).strip():
                found[field] = (name, value)
                break
        else:
            if first:
                found[field] = (first, record[first])
    name, value = found.get("text", ("", None))
    if (begun := _BEGUN_IN.get(name, "")) in record:
        found["text"] = (name, [record[begun], value])
    return found


class NamesAskedFor:
    """Which of the names that a user gives for fields no record of a file has."""

    def __init__(self, fields: FieldMap) -> None:
        """Begin a file."""
        self._unmet = dict(fields)
        self._first: tuple[str, ...] = ()

    def note(self, record: Mapping[str, Any]) -> None:
        """Take a record of the file into account."""
        if not self._unmet:
            return
        self._first = self._first or tuple(map(str, record))
        for field, path in list(self._unmet.items()):
            if at_path(record, path) is not _ABSENT:
                del self._unmet[field]

    def unmet(self) -> Iterator[str]:
        """Yield what to tell of the file, a line for each name."""
        if self._first:  # else there was no record
            there = ", ".join(self._first)[:_LONGEST_LIST]
            for field, path in self._unmet.items():
                yield f"no record has a field {path!r} for {field} (fields: {there})"


def at_path(record: Mapping[str, Any], path: str) -> Any:
    """Return the value under a name, dotted where it is nested; a mark where there is none."""
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        value = value.get(step, _ABSENT) if isinstance(value, dict) else _ABSENT
    return value


def as_text(value: Any) -> str:
    """Return what a value says: each part of a list, of an object what stands for a text."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, map(as_text, value)))
    if isinstance(value, dict):
        named = next((as_text(value[name]) for name in _SAYING if name in value), "")
        # An object around another, as `node` in GraphQL.
        return named or (as_text(next(iter(value.values()))) if len(value) == 1 else "")
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return str(value)


def _candidates(record: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    names = tuple(map(str, record))
    if len(names) <= _MOST_NAMES and sum(map(len, names)) <= _LONGEST_NAMES:
        return _remembered(names)
    return candidates(names)


_remembered = lru_cache(maxsize=64)(candidates)
