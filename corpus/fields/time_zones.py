"""Names of time zones, as news writes them: `ET`, `AEDT`, `Central European Time`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

_HOURS: dict[str, float] = {
    "UTC": 0,
    "GMT": 0,
    "UT": 0,
    "Z": 0,
    "WET": 0,
    "BST": 1,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "MET": 1,
    "MEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "MSD": 4,
    "EST": -5,
    "EDT": -4,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
    "NST": -3.5,
    "NDT": -2.5,
    "ADT": -3,
    "BRT": -3,
    "ART": -3,
    "CLT": -4,
    "CLST": -3,
    "COT": -5,
    "PET": -5,
    "UYT": -3,
    "VET": -4,
    "WAT": 1,
    "CAT": 2,
    "SAST": 2,
    "EAT": 3,
    "IDT": 3,
    "TRT": 3,
    "IRST": 3.5,
    "PKT": 5,
    "NPT": 5.75,
    "MMT": 6.5,
    "ICT": 7,
    "WIB": 7,
    "WITA": 8,
    "WIT": 9,
    "HKT": 8,
    "SGT": 8,
    "MYT": 8,
    "PHT": 8,
    "AWST": 8,
    "JST": 9,
    "KST": 9,
    "ACST": 9.5,
    "ACDT": 10.5,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
    "CHST": 10,
    "GST": 4,
}
"""Abbreviations that mean one thing in news, in hours ahead of UTC (tzdata's, and German ones)."""

_REGIONS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "AKT": "America/Anchorage",
    "AET": "Australia/Sydney",
    "ACT": "Australia/Adelaide",
    "AWT": "Australia/Perth",
    "NZT": "Pacific/Auckland",
}
"""Abbreviations that stand for winter and summer alike, and a place that keeps them."""

_DIFFERING: dict[str, dict[str, float]] = {
    "IST": {"IN": 5.5, "IE": 1, "IL": 2},
    "CST": {"CN": 8, "TW": 8, "HK": 8, "MO": 8, "CU": -5, "AU": 9.5},
    "AST": {"SA": 3, "IQ": 3, "KW": 3, "QA": 3, "BH": 3, "YE": 3, "CA": -4, "PR": -4, "TT": -4},
    "AMT": {"AM": 4, "BR": -4},
    "SST": {"AS": -11, "SG": 8},
}
"""Abbreviations that mean something else in other countries, in hours ahead of UTC."""

_AMERICAN = {"CST": -6.0}
"""What one of those means where the United States and their neighbours are spoken of, or nobody."""
_OF_AMERICA = frozenset({"", "US", "CA", "MX", "GT", "HN", "SV", "NI", "CR", "BZ"})

_IN_WORDS = {
    "eastern": "ET",
    "central": "CT",
    "mountain": "MT",
    "pacific": "PT",
    "alaska": "AKT",
    "british": "BST",
    "greenwich mean": "GMT",
    "coordinated universal": "UTC",
    "central european": "CET",
    "eastern european": "EET",
    "western european": "WET",
    "china": "+0800",
    "gulf": "+0400",
    "india": "+0530",
    "indian": "+0530",
    "moscow": "MSK",
    "japan": "JST",
    "korea": "KST",
    "singapore": "SGT",
    "hong kong": "HKT",
    "australian eastern": "AET",
    "new zealand": "NZT",
    "south africa": "SAST",
    "east africa": "EAT",
    "west africa": "WAT",
    "central africa": "CAT",
    "pakistan": "PKT",
}
_SUMMER = {"CET": "CEST", "EET": "EEST", "WET": "WEST"}
_WORDS = re.compile(
    r"\b(?P<place>(?:[A-Z][a-z]+ ){0,2}?[A-Z][a-z]+)"
    r"(?P<season> (?:Standard|Daylight|Summer))? Time\b"
)
_IN_TZDATA = re.compile(r"[A-Za-z]{1,20}(?:[/_+-][A-Za-z0-9]{1,20}){0,5}")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d\d?):?(\d\d)?")
_LARGEST_OFFSET = 15
"""Hours: tzdata has none beyond 15:13:42."""


def zone_called(name: str, country: Callable[[], str]) -> tuple[tzinfo | None, str]:
    """Return the zone that an abbreviation stands for, and what is uncertain about it.

    The zone is None where it is not known; the remark is empty where all is sure.

    Args:
        name: as written.
        country: returns where the text comes from, as ISO 3166, or nothing.
    """
    key = name.upper()
    if key in _HOURS:
        return _ahead(_HOURS[key]), ""
    if key in _REGIONS:
        return _place(_REGIONS[key]), ""
    if key not in _DIFFERING:
        return None, f"unknown time zone {name!r}"
    where = country()
    if key in _AMERICAN and where in _OF_AMERICA:
        return _ahead(_AMERICAN[key]), ""
    hours = _DIFFERING[key].get(where, _AMERICAN.get(key))
    if hours is None:
        return None, f"time zone {name!r} means several"
    zone = _ahead(hours)
    of = f"as in {where}" if where in _DIFFERING[key] else "as in the United States"
    return zone, f"time zone {name!r} means several, read as {zone} {of}"


def is_zone(name: str) -> bool:
    """Tell whether a word is an abbreviation of a time zone, in capitals as those are."""
    return name in _HOURS or name in _REGIONS or name in _DIFFERING


def zone_named(name: str) -> tzinfo:
    """Return a time zone by its name in tzdata, its offset, or an abbreviation that is sure.

    Raises:
        ValueError: there is no such zone.
    """
    text = name.strip()
    if found := _OFFSET.fullmatch(text):
        hours = int(found[2]) + int(found[3] or 0) / 60
        if hours <= _LARGEST_OFFSET:
            return _ahead(hours if found[1] == "+" else -hours)
    key = text.upper()
    zone = zone_called(key, str)[0] if key in _HOURS or key in _REGIONS else None
    zone = zone or zone_in_tzdata(text)
    if zone is None:
        raise ValueError(f"no time zone {name!r}")
    return zone


def zone_in_tzdata(name: str) -> tzinfo | None:
    """Return the zone that tzdata has under a name, `Europe/Berlin`; None if there is none."""
    return _place(name) if _IN_TZDATA.fullmatch(name) else None


def abbreviated(text: str) -> str:
    """Return a text with abbreviations or offsets for the names of zones in words."""

    def short(found: re.Match[str]) -> str:
        name = _IN_WORDS.get(found["place"].lower(), "")
        season = (found["season"] or "").strip()
        return (_SUMMER.get(name, name) if season == "Summer" else name) or found[0]

    return _WORDS.sub(short, text) if "Time" in text else text


def fixed(moment: datetime) -> datetime:
    """Return a moment with the offset of its zone alone, which needs no rules to be understood."""
    ahead = moment.utcoffset()
    if ahead is None or isinstance(moment.tzinfo, timezone):
        return moment
    return moment.replace(tzinfo=timezone(ahead) if ahead else UTC, fold=0)


def _ahead(hours: float) -> timezone:
    return timezone(timedelta(hours=hours)) if hours else UTC


@lru_cache(maxsize=64)
def _place(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # none of that name, or a folder of tzdata
        return None
