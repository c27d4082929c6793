"""Forms of times that are counted from today: `yesterday`, `last week`, `two weeks ago`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from index.query.periods.calendar_words import (
    FULL_MONTH,
    SEASON,
    TIME_OF_DAY,
    WEEKDAY,
    month_number,
    weekday_up_to,
)
from index.query.periods.named import Form, Meaning
from index.query.periods.numerals import NUMBER, number_of
from index.query.periods.period import Now, Period
from index.query.periods.units import (
    DAYS,
    HOURS,
    MONTHS,
    UNIT,
    month_of,
    moved,
    season_of,
    thirds,
    unit_around,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_A_DAY = timedelta(days=1)
_CALENDAR_UNIT = r"(?:week|fortnight|month|quarter|year|decade|century)"


def _a_day(said: dict[str, str], now: Now) -> Meaning:
    word = said["word"].lower()
    back = 2 if "before" in word else int(word.startswith("yesterday") or word == "last night")
    day = now.today - back * _A_DAY
    return Meaning(Period(day, day))


def _rolling(said: dict[str, str], now: Now) -> Meaning:
    """Read `the last two weeks`: up to today, so many units long."""
    unit = said["unit"].lower()
    return Meaning(Period(moved(now.today, unit, -number_of(said.get("number", "1"))), now.today))


def _recent(said: dict[str, str], now: Now) -> Meaning:
    return Meaning(Period(moved(now.today, said["unit"].lower(), -number_of("a few")), now.today))


def _calendar(said: dict[str, str], now: Now) -> Meaning:
    """Read `last week`, `this year`: the one that today lies in, or one before it."""
    back = {"last": 1, "previous": 1}.get(said.get("which", "").lower(), 0)
    if "before" in said:
        back = 2
    unit = said["unit"].lower()
    return Meaning(unit_around(moved(now.today, unit, -back), unit))


def _this_far(said: dict[str, str], now: Now) -> Meaning:  # noqa: ARG001 - as every form
    return Meaning(Period(date(now.today.year, 1, 1), now.today))


def _beginning(said: dict[str, str], now: Now) -> Meaning:
    """Read `the beginning of the year`: of the one that today lies in."""
    whole = unit_around(now.today, said["unit"].lower())
    return Meaning(thirds(whole, 0), exact=whole.first)


def _now(said: dict[str, str], now: Now) -> Meaning:  # noqa: ARG001 - as every form
    return Meaning(Period(now.today, now.today))


def _ago(said: dict[str, str], now: Now) -> Meaning:
    """Read `two weeks ago`: that day in bounds, else the days around it that may be meant."""
    unit = said["unit"].lower()
    number = number_of(said["number"])
    if "half" in said:
        unit, number = "month", MONTHS.get(unit, 0) // 2
        if not number:
            raise ValueError(unit)
    day = moved(now.today, unit, -number)
    if "to_the_day" in said or unit == "day" or unit in HOURS:
        return Meaning(Period(day, day), exact=day)
    if unit in DAYS:
        return Meaning(Period(day - 3 * _A_DAY, day + 3 * _A_DAY), exact=day)
    around = {"quarter": "month", "decade": "year"}.get(unit, unit)
    return Meaning(unit_around(day, around), exact=day)


def _weekday(said: dict[str, str], now: Now) -> Meaning:
    """Read `last Monday`, the last one before today, and `this Monday`, the one of this week."""
    yesterday = now.today - _A_DAY
    sunday = now.today + timedelta(days=6 - now.today.weekday())
    day = weekday_up_to(said["weekday"], yesterday if _is_last(said) else sunday)
    return Meaning(Period(day, day))


def _weekend(said: dict[str, str], now: Now) -> Meaning:
    begin = now.today - (2 * _A_DAY if _is_last(said) else 0 * _A_DAY)
    saturday = weekday_up_to("sat", begin)
    return Meaning(Period(saturday, saturday + _A_DAY))


def _month(said: dict[str, str], now: Now) -> Meaning:
    month, year = month_number(said["month"]), now.today.year
    if _is_last(said) and month >= now.today.month:
        year -= 1
    return Meaning(month_of(year, month))


def _season(said: dict[str, str], now: Now) -> Meaning:
    period = season_of(now.today.year, said["season"].lower())
    if _is_last(said) and period.last and period.last >= now.today:
        period = season_of(now.today.year - 1, said["season"].lower())
    elif not _is_last(said) and now.today.month <= 2 and said["season"].lower() == "winter":  # noqa: PLR2004
        period = season_of(now.today.year - 1, "winter")
    return Meaning(period)


def _is_last(said: dict[str, str]) -> bool:
    return said["which"].lower() in {"last", "past", "previous"}


_WHICH = r"(?P<which>last|this[ ]past|past|previous|this)"
_NOT_OF = r"(?![\w-]|[ ]of\b)"

_A_DAY_OF = (
    r"(?:the[ ])?day[ ]before[ ]yesterday|(?:earlier[ ])?today|tonight"
    rf"|yesterday(?:[ ]{TIME_OF_DAY})?|this[ ]{TIME_OF_DAY}|last[ ]night"
)
_LAST_SEVERAL = rf"(?:the[ ]|these[ ])?(?:last|past|previous)[ ](?P<number>{NUMBER})"
_ONE_OF = r"(?:(?:earlier|later)[ ])?(?:the[ ])?(?P<which>last|this|previous|current)"
_SO_MANY = rf"(?:(?P<half>half)[ ])?(?P<number>an?|{NUMBER})"


def _counted(pattern: str, meaning: Callable[[dict[str, str], Now], Meaning]) -> Form:
    return Form("relative", pattern, meaning)


FORMS = (
    _counted(rf"(?P<word>{_A_DAY_OF})(?![\w-])", _a_day),
    _counted(rf"{_LAST_SEVERAL}[ ](?P<unit>{UNIT})s?{_NOT_OF}", _rolling),
    _counted(rf"(?:the[ ]past|the[ ]last|past)[ ](?P<unit>{UNIT}){_NOT_OF}", _rolling),
    _counted(rf"(?:the[ ])?recent[ ](?P<unit>{UNIT})s{_NOT_OF}", _recent),
    _counted(rf"{_ONE_OF}[ ](?P<unit>{_CALENDAR_UNIT}){_NOT_OF}", _calendar),
    _counted(
        rf"(?:the[ ])?(?P<unit>{_CALENDAR_UNIT})[ ](?P<before>before)[ ]last(?!\w)", _calendar
    ),
    _counted(r"(?:this[ ])?year[ ]to[ ]date(?!\w)", _this_far),
    _counted(
        r"(?:the[ ])?(?:beginning|start)[ ]of[ ](?:the|this)[ ]"
        rf"(?P<unit>{_CALENDAR_UNIT}){_NOT_OF}",
        _beginning,
    ),
    _counted(
        rf"{_SO_MANY}[ ](?P<unit>{UNIT})s?[ ]ago(?:[ ](?P<to_the_day>today|to[ ]the[ ]day))?(?!\w)",
        _ago,
    ),
    Form("now", r"(?:right[ ])?now(?![\w-])|the[ ]present(?:[ ]day)?(?![\w-])", _now),
    _counted(rf"{_WHICH}[ ](?P<weekday>{WEEKDAY})(?:[ ]{TIME_OF_DAY})?{_NOT_OF}", _weekday),
    _counted(rf"{_WHICH}[ ]weekend{_NOT_OF}", _weekend),
    _counted(rf"{_WHICH}[ ](?P<month>{FULL_MONTH}){_NOT_OF}", _month),
    _counted(rf"{_WHICH}[ ](?P<season>{SEASON}){_NOT_OF}", _season),
    # What a weekday needs beside it, this needs too: over the weekend.
    Form("weekday", rf"(?P<which>the)[ ]weekend{_NOT_OF}", _weekend),
)
