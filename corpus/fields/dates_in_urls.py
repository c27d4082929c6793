"""The day in an article's address: `/2024/03/05/`, `/2024/mar/05/`, `-2024-03-05`."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<between>[/_.-]?)"
    r"(?P<month>\d{1,2}|[a-z]{3})(?P=between)(?P<day>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_FIRST_YEAR = 1990
"""There is no news on the web of before."""

_LONGEST_URL = 2_000


def day_in_url(url: str) -> str:
    """Return the day that the path of an address names, as ISO 8601, or an empty string."""
    try:
        path = urlsplit(url[:_LONGEST_URL]).path
    except ValueError:
        return ""
    for found in _DAY.finditer(path):
        month, day = found["month"].lower(), found["day"]
        if not found["between"] and len(month + day) != len("0305"):
            continue
        number = _MONTHS.index(month) + 1 if month in _MONTHS else month
        try:
            moment = date(int(found["year"]), int(number), int(day))
        except ValueError:
            continue
        if moment.year >= _FIRST_YEAR:
            return moment.isoformat()
    return ""
