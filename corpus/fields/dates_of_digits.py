"""A date that is one run of digits: `20240305153000`, or a time since 1970."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

_PER_SECOND = {9: 1, 10: 1, 13: 10**3, 16: 10**6, 19: 10**9}
"""Digits of a time since 1970, to how many of its units are a second: all since March 1973."""

_WRITTEN_OUT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d)(\d{3}(?:\d{3})?)?)?)?)?",
    re.ASCII,
)
"""Year, month, day, and what follows of hour, minute, second, fraction."""

_SHORTEST_DAY = len("20240305")
_A_DAY = 86_400
"""Seconds: how far ahead another clock may be."""


def from_digits(digits: str, fraction: str = "") -> tuple[datetime, bool]:
    """Return the moment that a run of digits stands for, and whether it says a time of day.

    One written out has no time zone; one counted from 1970 is in UTC, and lies between 1970 and
    tomorrow.

    Args:
        digits: ASCII digits, any number of them.
        fraction: digits after the point, of seconds since 1970.

    Raises:
        ValueError: nothing that names a day.
    """
    if len(digits) < _SHORTEST_DAY:
        raise ValueError("not a whole date")
    since = None if len(digits) not in _PER_SECOND else _since_1970(digits, fraction)
    if since:
        return since, True
    written = None if fraction else _WRITTEN_OUT.fullmatch(digits)
    if not written:
        raise ValueError("number out of range")
    year, month, day, hour, minute, second, rest = written.groups()
    time_of_day = f"{hour or '00'}{minute or '00'}{second or '00'}.{(rest or '').ljust(6, '0')}"
    try:
        moment = datetime.fromisoformat(f"{year}{month}{day}T{time_of_day}")
    except ValueError as error:
        raise ValueError("number out of range") from error
    return moment, hour is not None


def from_number(number: float) -> tuple[datetime, bool]:
    """Return the moment that a number stands for, as for its digits.

    Raises:
        ValueError: nothing that names a day.
    """
    try:
        whole = int(number)
    except (OverflowError, ValueError) as error:
        raise ValueError("number out of range") from error
    if whole < 0 or whole >= 10**20:
        raise ValueError("number out of range")
    fraction = f"{number % 1:.6f}"[2:] if isinstance(number, float) and number % 1 else ""
    return from_digits(str(whole), fraction)


def _since_1970(digits: str, fraction: str) -> datetime | None:
    per_second = _PER_SECOND[len(digits)]
    seconds, rest = divmod(int(digits), per_second)
    if seconds > time.time() + _A_DAY:
        return None
    micros = int(fraction[:6].ljust(6, "0")) if fraction else rest * 10**6 // per_second
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
