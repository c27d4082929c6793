"""Forms of dates that say what they are: days, months, quarters, seasons, years, decades."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from index.query.periods.calendar_words import (
    ANY_WEEKDAY,
    DAY,
    FULL_MONTH,
    MONTH,
    SEASON,
    TIME_OF_DAY,
    WEEKDAY,
    YEAR,
    month_number,
    weekday_up_to,
    year_number,
)
from index.query.periods.named import Form, Meaning
from index.query.periods.numerals import ORDINAL, ordinal_of
from index.query.periods.period import Now, Period
from index.query.periods.units import month_of, months, season_of

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORT_YEAR = rf"(?:{YEAR}|['’]\d\d(?!\w))"
_SAID_YEAR = rf"(?:(?P<year>{YEAR})|(?P<back>last|this|the[ ]same)[ ]year)"
_DASH = r"(?:-|–|—|[ ](?:-|–|—|to|and|through)[ ])"
_FOR_COUNTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def _year(said: dict[str, str], now: Now) -> int:
    if "year" in said:
        return year_number(said["year"])
    return now.today.year - (said.get("back", "").lower() == "last")


def _one(day: date) -> Meaning:
    return Meaning(Period(day, day))


def _day(said: dict[str, str], now: Now) -> Meaning:  # noqa: ARG001 - as every form
    month = int(said["m"]) if "m" in said else month_number(said["month"])
    return _one(date(year_number(said["year"]), month, ordinal_of(said["day"])))


def _day_in_numbers(said: dict[str, str], now: Now) -> Meaning | None:  # noqa: ARG001
    """Read `18.3.2024` and `3/18/2024`; a stroke leaves open which one is the day."""
    one, other, year = int(said["one"]), int(said["other"]), int(said["year"])
    months_of_year = 12
    if said["sign"] == "." or one > months_of_year or one == other:
        return _one(date(year, other, one))
    return _one(date(year, one, other)) if other > months_of_year else None


def _days(said: dict[str, str], now: Now) -> Meaning:
    """Read `1-5 March 2020`."""
    month, numbers = month_number(said["month"]), (ordinal_of(said["a"]), ordinal_of(said["b"]))

    def in_year(year: int) -> Period:
        return Period(*(date(year, month, number) for number in sorted(numbers)))

    if "year" in said:
        return Meaning(in_year(year_number(said["year"])))
    return _yearless(in_year, now)


def _yearless(in_year: Callable[[int], Period], now: Now) -> Meaning:
    def up_to(last: date) -> Period:
        for year in range(last.year, max(last.year - 9, 0), -1):
            try:
                period = in_year(year)
            except ValueError:  # 29 February
                continue
            if period.first and period.first <= last:
                return period
        raise ValueError("no such day")

    return Meaning(up_to(now.reached), up_to=up_to)


def _yearless_day(said: dict[str, str], now: Now) -> Meaning:
    month, day = month_number(said["month"]), ordinal_of(said["day"])
    if day > calendar.monthrange(2000, month)[1]:
        raise ValueError(day)

    def in_year(year: int) -> Period:
        return Period(date(year, month, day), date(year, month, day))

    return _yearless(in_year, now)


def _yearless_month(said: dict[str, str], now: Now) -> Meaning:
    return _yearless(lambda year: month_of(year, month_number(said["month"])), now)


def _weekday(said: dict[str, str], now: Now) -> Meaning:
    def up_to(last: date) -> Period:
        day = weekday_up_to(said["weekday"], last)
        return Period(day, day)

    return Meaning(up_to(now.today), up_to=up_to)


def _month(said: dict[str, str], now: Now) -> Meaning:
    month = int(said["m"]) if "m" in said else month_number(said["month"])
    return Meaning(month_of(_year(said, now), month))


def _months(said: dict[str, str], now: Now) -> Meaning:  # noqa: ARG001 - as every form
    """Read `May/June 2021` and `November to January 2022`: the year is that of the last."""
    begin, end, year = month_number(said["a"]), month_number(said["b"]), year_number(said["year"])
    return Meaning(months(year - (begin > end), begin, (end - begin) % 12 + 1))


def _years(said: dict[str, str], now: Now) -> Meaning:  # noqa: ARG001
    first, last = year_number(said["year"]), year_number(said["to"])
    if first > last:
        raise ValueError(last)
    return Meaning(months(first, 1, 12 * (last - first + 1)))


def _quarter(said: dict[str, str], now: Now) -> Meaning:
    word = said["quarter"].lower()
    number = int(word) if word.isdigit() else _FOR_COUNTS.get(word) or ordinal_of(word)
    if "year" in said or "back" in said:
        return Meaning(months(_year(said, now), 3 * number - 2, 3))
    return _yearless(lambda year: months(year, 3 * number - 2, 3), now)


def _half(said: dict[str, str], now: Now) -> Meaning:
    word = said.get("half", said.get("number", "")).lower()
    first = word in {"1", "first", "1st"}
    return Meaning(months(_year(said, now), 1 if first else 7, 6))


def _season(said: dict[str, str], now: Now) -> Meaning:
    return Meaning(season_of(_year(said, now), said["season"].lower()))


def _iso_week(said: dict[str, str], now: Now) -> Meaning:  # noqa: ARG001
    monday = date.fromisocalendar(int(said["year"]), int(said["week"]), 1)
    return Meaning(Period(monday, monday + timedelta(days=6)))


_DECADES = {
    word: 10 * n for n, word in enumerate("twenties thirties forties fifties sixties".split(), 2)
}
_DECADES |= {"seventies": 70, "eighties": 80, "nineties": 90, "noughties": 0}


def _decade(said: dict[str, str], now: Now) -> Meaning:
    word = said["decade"].lower()
    tens = _DECADES[word] if word in _DECADES else int(re.sub(r"\D", "", word))
    if tens < 100:  # noqa: PLR2004 - the last such decade that has begun
        century = now.today.year // 100 * 100
        tens += century if century + tens <= now.today.year else century - 100
    return Meaning(months(tens, 1, 120))


def _century(said: dict[str, str], now: Now) -> Meaning:  # noqa: ARG001
    return Meaning(months(100 * ordinal_of(said["century"]) - 99, 1, 1200))


def _in_year(said: dict[str, str], now: Now) -> Meaning:  # noqa: ARG001
    year = int(said["year"])
    if "next" in said and int(said["next"]) != (year + 1) % 100:
        raise ValueError(said["next"])
    return Meaning(months(year, 1, 24 if "next" in said else 12))


_OF_DAY = rf"(?:{ANY_WEEKDAY}[ ])?(?:the[ ])?"
_DAY_MONTH = rf"{_OF_DAY}(?P<day>{DAY})[ -](?:of[ ])?(?P<month>{MONTH})"
_MONTH_DAY = rf"(?:{ANY_WEEKDAY}[ ])?(?P<month>{MONTH})[ ](?:the[ ])?(?P<day>{DAY})"
_YEAR_BEHIND = rf"(?:,?[ ]|,|-)(?P<year>{_SHORT_YEAR})"
_DAYS_MONTH = rf"(?P<a>{DAY}){_DASH}(?:the[ ])?(?P<b>{DAY})[ ](?:of[ ])?(?P<month>{MONTH})"
_MONTH_DAYS = rf"(?P<month>{MONTH})[ ](?P<a>{DAY}){_DASH}(?P<b>{DAY})"
_FOURTH = r"(?P<quarter>first|second|third|fourth|last|1st|2nd|3rd|4th)[ ]quarter"
_HALF = r"(?P<half>first|second|1st|2nd|last)[ ]half"
_DASH_TO = r"(?:\s?[-–—]\s?|[ ](?:to|until|till|through|thru)[ ])"
_OF_YEAR = rf"[ ](?:of[ ])?(?P<year>{YEAR})"
_NO_YEAR = rf"(?![ ,]{{1,2}}(?:{YEAR}|\d{{4}}\s*(?:$|[?.!,;])))"
"""Not before a year: `29 February 2023` is no day, and `1 January 0001` none of last year."""
_CLOCK = r"(?:T\d\d:\d\d\S*)?"

FORMS = (
    Form(
        "whole",
        r"(?P<year>(?:1[5-9]|20)\d\d)(?P<sign>[-/.])(?P<m>\d\d?)(?P=sign)(?P<day>\d\d?)"
        rf"{_CLOCK}(?![\w/])",
        _day,
    ),
    Form(
        "whole",
        rf"(?P<one>\d\d?)(?P<sign>[-/.])(?P<other>\d\d?)(?P=sign)(?P<year>{YEAR})(?!/)",
        _day_in_numbers,
    ),
    Form("whole", _DAY_MONTH + _YEAR_BEHIND, _day),
    Form("whole", _MONTH_DAY + _YEAR_BEHIND, _day),
    Form("whole", rf"(?P<year>{YEAR}),?[ -](?P<month>{MONTH})[ -](?P<day>{DAY})", _day),
    Form("whole", _DAYS_MONTH + _YEAR_BEHIND, _days),
    Form("whole", _MONTH_DAYS + _YEAR_BEHIND, _days),
    Form("day", _DAYS_MONTH, _days),
    Form("day", _MONTH_DAYS, _days),
    Form("day", _DAY_MONTH + _NO_YEAR, _yearless_day),
    Form("day", _MONTH_DAY + _NO_YEAR, _yearless_day),
    Form("whole", rf"(?P<a>{MONTH})(?:/|{_DASH_TO})(?P<b>{MONTH}),?{_OF_YEAR}", _months),
    Form("whole", rf"(?P<year>{YEAR})\s?[-–—]\s?(?P<to>{YEAR})(?![/-])", _years),
    Form("whole", rf"(?P<month>{MONTH})(?:,?[ ](?:of[ ])?|-)(?P<year>{_SHORT_YEAR})", _month),
    Form("whole", rf"(?P<month>{MONTH})[ ](?:of[ ])?{_SAID_YEAR}", _month),
    Form("whole", rf"(?P<year>{YEAR})[ -](?P<month>{MONTH})(?![ -]?\d)", _month),
    Form("whole", r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\w-])", _month),
    Form("whole", rf"(?P<m>0?[1-9]|1[0-2])/(?P<year>{YEAR})(?!/)", _month),
    Form("whole", rf"(?P<m>0[1-9]|1[0-2])\.(?P<year>{YEAR})", _month),
    Form("whole", rf"q(?P<quarter>[1-4])[ -/]?(?:of[ ])?{_SAID_YEAR}", _quarter),
    Form("whole", rf"(?P<quarter>[1-4])q[ -/]?{_SAID_YEAR}", _quarter),
    Form("whole", rf"(?P<year>{YEAR})[ -/]?q(?P<quarter>[1-4])(?!\w)", _quarter),
    Form("whole", rf"{_FOURTH}[ ](?:of[ ])?{_SAID_YEAR}", _quarter),
    Form("month", r"q(?P<quarter>[1-4])(?!\w)", _quarter),
    Form("whole", rf"(?:h(?P<half>[12])|(?P<number>[12])h)[ -/]?{_SAID_YEAR}", _half),
    Form("whole", rf"{_HALF}[ ](?:of[ ])?{_SAID_YEAR}", _half),
    Form("whole", rf"(?P<season>{SEASON})[ ](?:of[ ])?{_SAID_YEAR}(?:[-/]\d\d(?!\w))?", _season),
    Form("whole", r"(?P<decade>(?:1[5-9]|20)\d0)['’]?s(?!\w)", _decade),
    Form("whole", r"(?:the[ ])?['’](?P<decade>\d0)['’]?s(?!\w)", _decade),
    Form("whole", r"the[ ](?:(?:early|late|mid)[ -])?(?P<decade>\d0)['’]?s(?!\w)", _decade),
    Form("whole", rf"the[ ](?P<decade>{'|'.join(_DECADES)})(?!\w)", _decade),
    Form("whole", rf"(?P<century>(?:1\d|2[01])(?:st|th)|{ORDINAL})[ -]century(?!\w)", _century),
    Form("whole", r"(?P<year>(?:1[5-9]|20)\d\d)-?W(?P<week>\d\d)(?!\w)", _iso_week),
    Form("whole", rf"week[ ](?P<week>\d\d?)(?:,?[ ](?:of[ ]|in[ ])?)(?P<year>{YEAR})", _iso_week),
    Form("year", r"(?P<year>(?:1[5-9]|20)\d\d)[-/](?P<next>\d\d)(?![\w/-])", _in_year),
    Form("year", rf"(?P<year>{YEAR})(?!-[a-z])", _in_year),
    Form("month", rf"(?P<month>{FULL_MONTH})(?!\w){_NO_YEAR}", _yearless_month),
    Form("weekday", rf"(?P<weekday>{WEEKDAY})(?:[ ]{TIME_OF_DAY})?(?!\w)", _weekday),
)
