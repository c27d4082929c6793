"""What stands before a time and means a part of it: `early March`, `the last week of 2019`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from index.query.periods.named import Kind, Meaning, Named
from index.query.periods.numerals import NUMBER, ORDINAL, number_of, ordinal_of
from index.query.periods.period import Period
from index.query.periods.spotting import compiled
from index.query.periods.units import DAYS, HOURS, UNIT, moved, thirds, unit_around

if TYPE_CHECKING:
    import re
    from datetime import date

_A_DAY = timedelta(days=1)
_OF = r"[ ](?:of|in)[ ](?:the[ ]|year[ ])?"

_ENDING = r"[ ](?:(?:up[ ])?to|ending(?:[ ](?:in|on|with))?)[ ]"

_PARTS = (
    rf"(?:(?P<edge>early|mid|late)(?:{_OF}|[ -]|[ ](?:in[ ])?the[ ])"
    rf"|(?:the[ ])?(?:very[ ])?(?P<end>beginning|start|middle|end|close){_OF}"
    rf"|(?:the[ ])?(?P<side>early|first|middle|latter|later|last)[ ]part{_OF}"
    rf"|(?:the[ ])?(?P<which>{ORDINAL}|1st|2nd|3rd|4th|last|final)[ ]"
    rf"(?P<unit>day|week|half){_OF}"
    rf"|(?:the[ ])?(?P<several>first|last|final)[ ](?P<number>{NUMBER})[ ](?P<units>{UNIT})s{_OF}"
    r"|(?:the[ ])?(?P<around>week|month)[ ](?:of|from|starting|beginning|commencing)[ ](?:the[ ])?"
    rf"|within[ ](?P<near>an?|{NUMBER})[ ](?P<near_by>{UNIT})s?[ ](?:of|from)[ ]"
    rf"|(?:the[ ])?(?:last[ ]|past[ ])?(?P<up_to>{NUMBER})[ ](?P<up_to_by>{UNIT})s?{_ENDING}"
    rf"|the[ ](?P<ending>week|month|quarter|year){_ENDING}"
    rf"|(?P<all>the[ ])?(?P<off>an?|{NUMBER})[ ](?P<by>{UNIT})s?[ ](?P<way>before|after)[ ]"
    r"|(?:the[ ]|(?<!every\s)(?<!each\s)(?<!any\s)(?<!per\s))"
    r"(?P<one>day|week|fortnight|month|quarter|year|decade)[ ](?P<side_of>before|after)[ ]"
    r")$"
)

_LONGEST = 60
"""Characters that are looked at before a time."""

_PLACES = {"early": 0, "beginning": 0, "start": 0, "first": 0, "mid": 1, "middle": 1}
"""Which third of the whole a word means; the others mean the last."""

_FEW_DAYS = 3
"""What is no longer has no parts."""


def with_part(named: Named, text: str) -> Named:
    """Return a time with the words before it that take a part of it, if there are any."""
    before = text[max(named.start - _LONGEST, 0) : named.start]
    match = compiled(rf"(?<![\w-]){_PARTS}").search(before)
    period = named.meaning.period
    if not match or not (period.first and period.last):
        return named
    part: Meaning | None = None
    try:
        if match["around"]:
            part = _around(period.first, period.last, match["around"].lower())
        elif match["off"] or match["one"]:
            part = _beside(named.meaning, match)
        elif match["near"] or match["up_to"] or match["ending"]:
            part = _reaching(period.first, period.last, match)
        else:
            part = _inside(period.first, period.last, match)
    except (ValueError, OverflowError):  # the calendar has no such day
        return named
    if part is None:
        return named
    start = named.start - len(before) + match.start()
    kind: Kind = "relative" if named.kind == "relative" else "whole"
    return replace(named, start=start, kind=kind, meaning=part)


def _around(first: date, last: date, unit: str) -> Meaning:
    """Read `week of 5 May`, `the month of May`."""
    return Meaning(unit_around(first, unit) if first == last else Period(first, last))


def _reaching(first: date, last: date, match: re.Match[str]) -> Meaning:
    """Read `within 3 days of 5 May`, `the 12 months to May 2021`, `the year to May 2021`."""
    if match["near"]:
        number, unit = number_of(match["near"]), match["near_by"].lower()
        return Meaning(Period(moved(first, unit, -number), moved(last, unit, number)))
    number, unit = (
        (1, match["ending"]) if match["ending"] else (number_of(match["up_to"]), match["up_to_by"])
    )
    return Meaning(Period(moved(last + _A_DAY, unit.lower(), -number), last))


def _beside(meaning: Meaning, match: re.Match[str]) -> Meaning | None:
    """Read `two days before 5 May`, and all of `the month before May 2021`."""
    first = meaning.exact or meaning.period.first
    last = meaning.exact or meaning.period.last
    if not (first and last):
        return None
    unit = (match["one"] or match["by"]).lower()
    number = 1 if match["one"] else number_of(match["off"])
    before = (match["side_of"] or match["way"]).lower() == "before"
    if match["one"] or match["all"]:
        if before:
            return Meaning(Period(moved(first, unit, -number), first - _A_DAY))
        return Meaning(Period(last + _A_DAY, moved(last + _A_DAY, unit, number) - _A_DAY))
    step = -number if before else number
    if first == last or unit in DAYS or unit in HOURS:
        day = moved(first if before else last, unit, step)
        return Meaning(Period(day, day))
    return Meaning(Period(moved(first, unit, step), moved(last + _A_DAY, unit, step) - _A_DAY))


def _inside(first: date, last: date, match: re.Match[str]) -> Meaning | None:
    """Read `early`, `the end of`, `the first three months of` and `the last week of` days."""
    whole = Period(first, last)
    if (last - first).days < _FEW_DAYS:
        return None
    if word := match["edge"] or match["side"]:
        return Meaning(thirds(whole, _PLACES.get(word.lower(), 2)))
    if word := match["end"]:
        place = _PLACES.get(word.lower(), 2)
        return Meaning(thirds(whole, place), exact={0: first, 2: last}.get(place))
    return _several(first, last, match) if match["several"] else _nth(first, last, match)


def _several(first: date, last: date, match: re.Match[str]) -> Meaning | None:
    """Read `the first three months of`."""
    number, unit = number_of(match["number"]), match["units"].lower()
    if match["several"].lower() == "first":
        return _within(first, last, first, moved(first, unit, number) - _A_DAY)
    return _within(first, last, moved(last + _A_DAY, unit, -number), last)


def _nth(first: date, last: date, match: re.Match[str]) -> Meaning | None:
    """Read `the third week of`, `the last day of`, `the second half of`."""
    is_last = match["which"].lower() in {"last", "final"}
    number = 0 if is_last else ordinal_of(match["which"])
    if match["unit"].lower() == "half":
        middle = first + (last - first + _A_DAY) // 2
        return (
            _within(first, last, first, middle - _A_DAY)
            if number == 1
            else _within(first, last, middle, last)
        )
    days = DAYS[match["unit"].lower()] * _A_DAY
    begin = last - days + _A_DAY if is_last else first + (number - 1) * days
    return _within(first, last, begin, begin + days - _A_DAY)


def _within(first: date, last: date, begin: date, end: date) -> Meaning | None:
    """Return the days from one to another, if they begin in the whole, up to its end."""
    return Meaning(Period(begin, min(end, last))) if first <= begin <= last else None
