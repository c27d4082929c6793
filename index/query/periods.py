"""The time that a question speaks of: `in March 2020`, `last week of May 2019`, `yesterday`."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_UNIT = r"(?:day|week|month|year)"

_EXPRESSION = re.compile(
    rf"""\b(?:
      (?P<part>first|second|third|fourth|last|early|mid|late|beginning|middle|end)
        (?:[ -](?:week|half))?(?:[ ]of)?[ -](?P<whole>{_MONTH},?[ ]{_YEAR}|{_YEAR})
    | (?P<core>
        {_YEAR}-\d\d?-\d\d?
      | {_DAY}[ ](?:of[ ])?{_MONTH},?[ ]{_YEAR}
      | {_MONTH}[ ]{_DAY},?[ ]{_YEAR}
      | {_MONTH},?[ ](?:of[ ])?{_YEAR}
      | {_YEAR}-\d\d
    )
    | (?:in|of|since|during|by|for|year|until|before|after)[ ](?P<year>{_YEAR})
    | (?P<relative>(?-i:yesterday|today|last[ ]{_UNIT}|this[ ]{_UNIT}|\d+[ ]{_UNIT}s?[ ]ago))
    )(?=\b|T\d)""",
    re.IGNORECASE | re.VERBOSE,
)

_THIRDS = {"first": 0, "early": 0, "beginning": 0, "second": 1, "mid": 1, "middle": 1}
"""Which third of the whole a word means; the others mean the last. Weeks are near enough."""

_FAR = 1000
"""Units that a question looks back at the most: no year before the calendar's first."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both in it."""

    first: date
    last: date


def periods_in(question: str, *, today: date | None = None) -> list[Period]:
    """Return the periods that a question names, in its order.

    Args:
        question: English words.
        today: the day that `yesterday` and `last week` are counted from; None takes today.
    """
    today = today or datetime.now(UTC).date()
    return list(_found(question, today))


def _found(question: str, today: date) -> Iterator[Period]:
    for match in _EXPRESSION.finditer(question):
        whole = match["whole"] or match["core"] or match["year"]
        period = _named(whole) if whole else _relative(match["relative"].lower(), today)
        if period and match["part"]:
            period = _third(period, match["part"].lower())
        if period:
            yield period


def _named(text: str) -> Period | None:
    """Read a day, a month or a year by dateparser, which says how much it read."""
    found = _parser().get_date_data(text.replace(" of ", " "))
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period == "year":
        return Period(day.replace(month=1, day=1), day.replace(month=12, day=31))
    if found.period == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        return Period(day.replace(day=1), day.replace(day=last))
    return Period(day, day)


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser

    return DateDataParser(languages=["en"], settings={"PREFER_DAY_OF_MONTH": "first"})


def _third(period: Period, word: str) -> Period:
    days = (period.last - period.first).days
    place = _THIRDS.get(word, 2)
    first = period.first + timedelta(days=days * place // 3)
    return Period(first, period.first + timedelta(days=days * (place + 1) // 3))


def _relative(words: str, today: date) -> Period:
    if words in {"today", "yesterday"}:
        number, unit = int(words == "yesterday"), "day"
    else:
        first, unit = words.split()[:2]
        number = int(first) if first.isdigit() else int(first == "last")
    number = min(number, _FAR)
    if unit.startswith("day"):
        day = today - timedelta(days=number)
        return Period(day, day)
    if unit.startswith("week"):
        monday = today - timedelta(days=today.weekday() + 7 * number)
        return Period(monday, monday + timedelta(days=6))
    if unit.startswith("year"):
        return Period(date(today.year - number, 1, 1), date(today.year - number, 12, 31))
    year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    days = calendar.monthrange(year, month + 1)[1]
    return Period(date(year, month + 1, 1), date(year, month + 1, days))
