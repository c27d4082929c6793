"""Values of an article as a script gives them, to what an article keeps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from corpus.vocabulary.errors import ArgumentError, shown


def text_of(field: str, value: Any) -> str:
    """Return a text: text as it is, None as empty, several names one after the other.

    Raises:
        ArgumentError: it is none of these.
    """
    if isinstance(value, str):
        return str.__str__(value)  # of a class of its own, as numpy has one, the plain text
    if value is None:
        return ""
    if field == "source" and isinstance(value, list | tuple):
        return ", ".join(texts_of(field, value))
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ArgumentError(f"{field}: {shown(value)} is not text")


def texts_of(field: str, value: Any) -> tuple[str, ...]:
    """Return texts: several as they are, one as one, None as none.

    Raises:
        ArgumentError: it is none of these.
    """
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,) if value else ()
    if not isinstance(value, Collection) or isinstance(value, Mapping | bytes | bytearray):
        raise ArgumentError(f"{field}: {shown(value)} is neither a name nor a list of names")
    for one in value:
        if not isinstance(one, str):
            raise ArgumentError(f"{field}: {shown(one)} is not a name")
    return tuple(value)


def moment_of(field: str, value: Any) -> datetime | None:
    """Return a moment with its time zone: a day begins in UTC, and so is text without a zone.

    Args:
        field: what it is the moment of.
        value: a moment, a day, ISO 8601 text for either, or None.

    Raises:
        ArgumentError: it is none of these, or a `datetime` has no time zone.
    """
    if type(value) is datetime and value.tzinfo is UTC:
        return value
    moment = _from_text(field, value.strip()) if isinstance(value, str) else value
    # pandas has a moment that is none, and equals nothing, itself included.
    if moment is None or (isinstance(moment, datetime) and moment != moment):  # noqa: PLR0124
        return None
    if isinstance(moment, datetime):
        offset = moment.utcoffset()
        if offset is None:
            raise ArgumentError(f"{field} has no time zone: {moment.isoformat()}")
        if type(moment) is not datetime:
            moment = datetime.combine(moment.date(), moment.timetz())
        # A part of a microsecond in an offset ISO 8601 can't write.
        return moment.astimezone(UTC) if offset.microseconds else moment
    if isinstance(moment, date):
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    raise ArgumentError(
        f"{field}: {shown(value)} is not a date; "
        "give it as 2021-03-18, 2021-03-18T09:30+01:00, or a datetime"
    )


def _from_text(field: str, text: str) -> datetime | date | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(
            f"{field}: {shown(text)} is not a date; "
            "write it as 2021-03-18 or 2021-03-18T09:30+01:00"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
