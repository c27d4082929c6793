"""What the formats of news agencies have in common: codes, states, versions, moments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from corpus.fields.dates import parse_date
from corpus.found.findings import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WITHDRAWN = {"withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
_WITHDRAWN |= {"kill": "canceled", "killed": "canceled"}

_LONGEST_DATE = 100

_UUID_VERSION = re.compile(
    r"(.*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,4})", re.IGNORECASE
)
_URN_VERSION = re.compile(r"(urn:newsml:[^:]+:\d[^:]*:.+):(\d{1,9})[A-Z]?", re.IGNORECASE)

_HOST = re.compile(
    r"(?:https?://|urn:newsml:|tag:)(?:[^/@\s]{0,100}@)?(?:www\.)?((?:[\w-]{1,63}\.)+[a-z]{2,20})\b",
    re.IGNORECASE,
)

_LONGEST_NUMBER = 18
_MOST = 200
"""Subjects, places and the like that are kept of each kind."""


def code_of(qcode: str | None) -> str:
    """Return a code without the prefix of its scheme, which everybody names as they like."""
    return (qcode or "").strip().rpartition(":")[2].rpartition("/")[2].strip()


def withdrawn_as(state: str | None) -> str:
    """Return `withheld` or `canceled` if a state of publication is one of them, else nothing."""
    return _WITHDRAWN.get(code_of(state).lower(), "")


def numbered(text: Any) -> int | str:
    """Return a version or an urgency as a number where it is one, so that 10 comes after 9."""
    if isinstance(text, bool) or not isinstance(text, int | str):
        return ""
    word = str(text).strip()[:100]
    if word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER:
        return int(word)
    return word


def without_version(identifier: str) -> tuple[str, str]:
    """Part an identifier that ends in its version from it: `urn:newsml:…:3`, `<UUID>_03`."""
    found = _URN_VERSION.fullmatch(identifier) or _UUID_VERSION.fullmatch(identifier)
    return (found[1], found[2]) if found else (identifier, "")


def dates(candidates: Iterable[tuple[Any, str]]) -> list[Value]:
    """Return those candidates for a date that say anything: each what it says, and its place."""
    read = ((_stripped(value), place) for value, place in candidates)
    return [Value(value, place) for value, place in read if value not in (None, "")]


def _stripped(value: Any) -> Any:
    return value.strip()[:_LONGEST_DATE] if isinstance(value, str) else value


def later_than(candidates: list[Value], published: list[Value]) -> list[Value]:
    """Return the dates of a change: those that say another moment than the publication's."""
    first = _instant(published[0].value) if published else None
    return [value for value in candidates if first is None or _instant(value.value) != first]


def iso(value: Any, what: str, warnings: list[str]) -> str:
    """Return a moment as ISO 8601; one that can't be read is warned of, and left out."""
    value = _stripped(value)
    if value in (None, ""):
        return ""
    try:
        return parse_date(value).isoformat()
    except ValueError as error:
        warnings.append(f"unreadable date {str(value)[:80]!r} in {what} ({error})")
        return ""


def names(values: Iterable[str]) -> list[str]:
    """Return what is not empty, each once, and no more than anybody would read."""
    return list(dict.fromkeys(_first(filter(None, values))))


def _first(values: Iterable[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        if number == _MOST:
            return
        yield value[:1000]


def _instant(value: Any) -> Any:
    try:
        return parse_date(value)
    except ValueError:
        return value


def host_in(identifier: str) -> str:
    """Return the domain in an identifier: of an address, of `urn:newsml:`, of `tag:`."""
    found = _HOST.match(identifier)
    return found[1].lower() if found else ""


def fields(**found: tuple[Any, str]) -> dict[str, Value]:
    """Return the fields that have a value, with the place that each came from."""
    return {name: Value(value, place) for name, (value, place) in found.items() if value}
