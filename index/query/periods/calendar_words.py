"""Words for days, months and years, as patterns, and what they stand for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.query.periods.numerals import ORDINAL

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
FULL_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{ORDINAL})(?!\w)"
YEAR = r"(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)"
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?,?"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
TIME_OF_DAY = r"(?:early[ ]|late[ ])?(?:morning|afternoon|evening|night)"

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()


def month_number(name: str) -> int:
    """Return the number of a month, from 1."""
    return _MONTHS.index(name[:3].lower()) + 1


def year_number(text: str) -> int:
    """Return the year of `2024` and `'87`: of two digits, that from 1950 to 2049."""
    digits = re.sub(r"\D", "", text)
    if len(digits) > 2:  # noqa: PLR2004
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 50 else 2000)  # noqa: PLR2004


def weekday_up_to(name: str, last: date) -> date:
    """Return the last day of this name that is not after another day."""
    return last - timedelta(days=(last.weekday() - _WEEKDAYS.index(name[:3].lower())) % 7)
