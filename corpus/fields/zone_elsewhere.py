"""The time zone of a date that states none, by what else is stated beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from corpus.fields.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

_LONGEST = 50
"""Characters of a date in another field."""
_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)
"""How far ahead of UTC a clock is at the most."""


def zone_stated(moment: datetime, place: str, others: Iterable[tuple[str, Any]]) -> tzinfo | None:
    """Return the zone in which others state the same moment, if one does.

    Either by the same clock, or in UTC: then they differ by what a zone may be ahead. Without
    seconds two may do so by chance, unless one is called after the other (`date_gmt`).

    Args:
        moment: by the clock of a zone that is not known.
        place: field or element that states it.
        others: what is stated beside it, dates or not, each with its place.
    """
    in_utc: list[datetime] = []
    minute = f":{moment.minute:02}"
    for name, value in others:
        other = _other_moment(value, minute)
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


def _other_moment(value: Any, minute: str) -> datetime | None:
    """Return the moment that another value stands for; None if it is not for sure one."""
    if isinstance(value, str):
        if len(value) > _LONGEST or not (minute in value or value.isdecimal()):
            return None
    elif isinstance(value, bool) or not isinstance(value, int | float | datetime):
        return None
    try:
        other = read_date(value)
    except ValueError:
        return None
    return other.moment if other.has_time and not other.uncertain else None
