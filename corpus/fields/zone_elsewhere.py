"""The time zone of a date that states none, by what else is stated beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from corpus.fields.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

_SHORTEST, _LONGEST = 9, 50
"""Characters of a date in another field: seconds since 1970, or words."""
_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)
"""How far ahead of UTC a clock is at the most."""


def zone_stated(
    moment: datetime, written: Any, place: str, others: Iterable[tuple[str, Any]]
) -> tzinfo | None:
    """Return the zone in which others state the same moment, if one does.

    Either by the same clock, or in UTC: then they differ by what a zone may be ahead. Without
    seconds two may do so by chance, unless one is called after the other (`date_gmt`).

    Args:
        moment: by the clock of a zone that is not known.
        written: as it is written.
        place: field or element that states it.
        others: what is stated beside it, dates or not, each with its place; it may be among them.
    """
    in_utc: list[datetime] = []
    for name, value in _likely(others, f":{moment.minute:02}"):
        other = None if value is written else _read(value)
        if other is None:
            continue
        root = name.lower().removesuffix("gmt").removesuffix("utc").rstrip("_-. ")
        if root == place.lower() != name.lower():
            return _ahead(moment, other)
        if not other.tzinfo:
            continue
        if _shown(other) == _shown(moment):
            return other.tzinfo
        in_utc.append(other)
    zones = (_ahead(moment, other) for other in in_utc if moment.second)
    return next(filter(None, zones), None)


def _shown(moment: datetime) -> str:
    """Return what a clock shows, to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M")


def _ahead(moment: datetime, other: datetime) -> tzinfo | None:
    """Return the zone of a moment that another gives in UTC, if there is such a zone."""
    utc = other.astimezone(UTC).replace(tzinfo=None) if other.tzinfo else other
    ahead = moment.replace(microsecond=0) - utc.replace(microsecond=0)
    if abs(ahead) > _FARTHEST or ahead % _QUARTER:
        return None
    return timezone(ahead) if ahead else UTC


def _likely(
    others: Iterable[tuple[str, Any]], minute: str, within: str = ""
) -> Iterator[tuple[str, Any]]:
    """Yield what may be a moment of that minute, also out of objects: most values can't be.

    This is asked of every value of every record, so it is a matter of a millionth of a second.
    """
    for name, value in others:
        kind = type(value)
        if kind is str:
            if _SHORTEST <= len(value) <= _LONGEST and (minute in value or value.isdecimal()):
                yield f"{within}{name}", value
        elif kind is int or kind is float or kind is datetime:
            yield f"{within}{name}", value
        elif kind is dict and not within:
            yield from _likely(value.items(), minute, f"{name}.")


def _read(value: Any) -> datetime | None:
    """Return the moment that a value stands for; None if it is not for sure one."""
    try:
        other = read_date(value)
    except ValueError:
        return None
    return other.moment if other.has_time and not other.uncertain else None
