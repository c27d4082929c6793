"""Dates as newsrooms write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

_SECONDS_BELOW = 1e11
"""A number below this is read as seconds since 1970 (the year 5138), above it as milliseconds."""

_ZONE_IN_WORDS = re.compile(r"\s*\([^()]*\)$")
"""`(Central European Standard Time)`, as JavaScript writes after the offset."""

_BEFORE_OFFSET = re.compile(r"\b(?:GMT|UTC)(?=[+-]\d)")
"""dateutil reads `GMT+0100` as POSIX does, behind GMT; everybody else means ahead of it."""

_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_HOURS |= {"BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "WET": 0, "WEST": 1, "JST": 9}
_ZONES = {name: hours * 3600 for name, hours in _HOURS.items()} | {"UTC": 0, "GMT": 0}
"""Names of time zones in news, in seconds; those that several countries use are American."""

_YEARS = range(1000, 10000)

_AHEAD = timedelta(days=1)
"""How far in the future a date may lie: clocks and time zones differ, but not by more."""


def parse_date(value: Any) -> datetime:
    """Read one date: ISO 8601, RFC 2822, seconds or milliseconds since 1970, or words.

    A date without a time zone is taken as UTC, since a record rarely says where it was written.

    Raises:
        ValueError: nothing that names a day.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("not a date")  # noqa: TRY004 - one kind of error for one kind of question
    if isinstance(value, int | float):
        return _from_epoch(value)
    text = _BEFORE_OFFSET.sub("", _ZONE_IN_WORDS.sub("", value.strip()))
    moment = _from_iso(text) or _from_words(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def latest_believed(now: datetime | None = None) -> datetime:
    """Return after which moment nothing can have been published yet."""
    return (now or datetime.now(UTC)) + _AHEAD


def _from_epoch(number: float) -> datetime:
    try:
        seconds = number if abs(number) < _SECONDS_BELOW else number / 1000
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError) as error:
        raise ValueError("number out of range") from error


def _from_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _zone(name: str | None, seconds: int | None) -> timezone | None:
    if seconds is None:
        seconds = _ZONES.get((name or "").upper())
    return None if seconds is None else timezone(timedelta(seconds=seconds))


def _from_words(text: str) -> datetime:
    from dateutil import parser

    digits = text.lstrip("+-")
    if digits.isdecimal() and len(digits) >= len("100000000"):
        return _from_epoch(int(text))
    # dateutil fills what is missing from a default: two defaults show what the text itself says.
    try:
        first, second = (
            parser.parse(text, default=datetime(year, month, day), tzinfos=_zone)  # noqa: DTZ001
            for year, month, day in ((2000, 1, 1), (2004, 2, 2))
        )
    except (ValueError, ArithmeticError, TypeError) as error:
        raise ValueError("not a date") from error
    if first != second or first.year not in _YEARS:
        raise ValueError("not a whole date")
    return first
