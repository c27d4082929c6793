"""Dates that a user gives as conditions: as exact as ISO 8601, or as free as in a question."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from corpus.vocabulary.errors import shown
from index.query.periods.in_questions import whole_time
from index.query.periods.period import Now, Period
from index.query.periods.units import months
from index.vocabulary.errors import QuestionError

When = datetime | date | str
"""A moment, a day, or text for either, or for a longer time: `2021-03-18T09:30`, `2021-03`,
`last week`.

A day is the day that an article itself names, by the clock of its own time zone, as it is shown.
"""

Bounds = tuple[datetime | date | None, datetime | date | None]
"""From when on, and up to when; None where it is open."""

_YEAR = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?")
"""Of any time: a bound may lie where no question means a year, as `--until 2100`."""

_WRITE = '2021-03-18, 2021-03, 2021, "March 2021", yesterday or "last week"'


def bounds_between(since: When | None, until: When | None, on: When | None, now: Now) -> Bounds:
    """Return the bounds that a user gives.

    Of a longer time `since` takes the first day, `until` the last, and `on` both.

    Raises:
        QuestionError: one is not a date, they are the wrong way round, or `on` has company.
    """
    if on is not None:
        if since is not None or until is not None:
            raise QuestionError("on: stands alone, without since and until")
        return bounds_of(on, "on", now)
    first = _exact(since, "since", now)[0]
    last = _exact(until, "until", now)[1]
    if first and last and _after(first, last):
        raise QuestionError(
            f"since: {_as_given(since, first)} is after until: {_as_given(until, last)}; "
            "no article is from both"
        )
    return first, last


def bounds_of(when: When, name: str, now: Now) -> Bounds:
    """Return the first and the last day of a time, or a moment twice.

    Args:
        when: as a user gives it.
        name: of what was given, for an error.
        now: what it is counted from.

    Raises:
        QuestionError: it is not a date.
    """
    found = _read(when, name, now, exact=False)
    return (found.first, found.last) if isinstance(found, Period) else (found, found)


def _exact(when: When | None, name: str, now: Now) -> Bounds:
    if when is None:
        return None, None
    found = _read(when, name, now, exact=True)
    if not isinstance(found, Period):
        return found, found
    if found.first is None or found.last is None:
        raise QuestionError(f"{name}: {shown(when)} has no end of its own; {name} makes it a bound")
    return found.first, found.last


def _read(when: When, name: str, now: Now, *, exact: bool) -> Period | datetime | date:
    found = _from_text(when.strip(), name, now, exact=exact) if isinstance(when, str) else when
    if not isinstance(found, date | Period):
        raise QuestionError(f"{name}: {shown(when)} is not a date; write it as {_WRITE}")
    if isinstance(found, datetime) and not found.tzinfo:
        return found.replace(tzinfo=UTC)
    return found


def _from_text(text: str, name: str, now: Now, *, exact: bool) -> Period | datetime | date:
    if ":" in text:
        with suppress(ValueError):
            return datetime.fromisoformat(text)
    elif found := whole_time(text, now, exact=exact):
        return found
    with suppress(ValueError):
        return date.fromisoformat(text)
    if year := _YEAR.fullmatch(text):
        with suppress(ValueError):
            return months(int(year[1]), int(year[2] or 1), 1 if year[2] else 12)
    if re.search(r"\d", text):
        with suppress(ValueError):
            return _in_another_language(text, name)
    raise QuestionError(f"{name}: {shown(text)} is not a date; write it as {_WRITE}")


def _in_another_language(text: str, name: str) -> date:
    """Read `18 mars 2024`, as the dates of articles are read.

    Raises:
        ValueError: it is not a whole date.
        QuestionError: it may be two.
    """
    from corpus.fields.dates import read_date  # which a date in English doesn't need

    if text.isdigit():
        raise ValueError(text)
    stated = read_date(text)
    if stated.uncertain:
        one, other = stated.moment.date(), stated.moment.date()
        with suppress(ValueError):
            other = one.replace(month=one.day, day=one.month)
        raise QuestionError(f"{name}: {shown(text)} may be {one} or {other}; write which")
    return stated.moment.date()


def _after(first: datetime | date, last: datetime | date) -> bool:
    """Tell whether two bounds leave no moment; of a moment and a day, wherever that day is."""
    if isinstance(first, datetime) and isinstance(last, datetime):
        return first > last
    if isinstance(first, datetime) or isinstance(last, datetime):
        somewhere = timedelta(days=1)
        return _day(first) - somewhere > _day(last)
    return first > last


def _day(when: datetime | date) -> date:
    return when.astimezone(UTC).date() if isinstance(when, datetime) else when


def _as_given(when: When | None, read: datetime | date) -> str:
    """Return a bound as it was given, and what it was read as, where that differs."""
    given = str(when)
    return given if given.strip() == str(read) else f"{given} ({read})"
