"""What stands before a time and means a part of it: `early March`, `the last week of 2019`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from index.query.periods.named import Kind, Meaning, Named
from index.query.periods.numerals import NUMBER, ORDINAL, number_of, ordinal_of
from index.query.periods.period import Period
from index.query.periods.spotting import compiled
from index.query.periods.units import DAYS, UNIT, moved, thirds, unit_around

if TYPE_CHECKING:
    import re
    from datetime import date

_A_DAY = timedelta(days=1)
_OF = r"[ ](?:of|in)[ ](?:the[ ]|year[ ])?"

_PARTS = (
    rf"(?:(?P<edge>early|mid|late)(?:{_OF}|[ -]|[ ](?:in[ ])?the[ ])"
    rf"|(?:the[ ])?(?:very[ ])?(?P<end>beginning|start|middle|end|close){_OF}"
    rf"|(?:the[ ])?(?P<side>early|first|middle|latter|later|last)[ ]part{_OF}"
    rf"|(?:the[ ])?(?P<which>{ORDINAL}|1st|2nd|3rd|4th|last|final)[ ]"
    rf"(?P<unit>day|week|half){_OF}"
    rf"|(?:the[ ])?(?P<several>first|last|final)[ ](?P<number>{NUMBER})[ ](?P<units>{UNIT})s{_OF}"
    r"|(?:the[ ])?(?P<around>week|month)[ ](?:of|from|starting|beginning|commencing)[ ](?:the[ ])?"
    rf"|(?P<off>the|an?|{NUMBER})[ ](?P<by>day|week|month|year)s?[ ](?P<way>before|after)[ ]"
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
    try:
        if match["around"] or match["off"]:
            part = _beside(period.first, period.last, match)
        else:
            part = _inside(period.first, period.last, match)
    except (ValueError, OverflowError):  # the calendar has no such day
        part = None
    if part is None:
        return named
    start = named.start - len(before) + match.start()
    kind: Kind = "relative" if named.kind == "relative" else "whole"
    return replace(named, start=start, kind=kind, meaning=part)


def _beside(first: date, last: date, match: re.Match[str]) -> Meaning | None:
    """Read `week of 5 May`, `two days before 5 May`, `the month of May`."""
    if match["around"]:
        whole = Period(first, last)
        return Meaning(unit_around(first, match["around"].lower()) if first == last else whole)
    if first != last:
        return None
    number = 1 if match["off"].lower() == "the" else number_of(match["off"])
    step = -number if match["way"].lower() == "before" else number
    day = moved(first, match["by"].lower(), step)
    return Meaning(Period(day, day))


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
