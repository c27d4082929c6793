"""Dates in numbers: which one is the day, and which the month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_NUMBERS = re.compile(
    r"(?<![\d.,:/+-])(?P<first>\d{1,4})(?:"
    r"(?P<mark>\s?[./-]\s?|\s)(?P<second>\d{1,2})(?P=mark)(?P<third>\d{4}|\d\d?)"
    r"|\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号號]?)(?![\d:/])"
)
_MONTHS = 12
_DAYS = 31
_LAST_OF_THIS_CENTURY = 68
"""Two digits up to this are years from 2000 on, as POSIX reads `%y`."""

_FULL_YEAR = 4
_LONGEST = len("Wednesday, 30/11/2021, 10:00:00.000000 +00:00")


@dataclass(frozen=True, slots=True)
class NumericDay:
    """A day in numbers, within a text."""

    year: int
    first: int
    second: int
    rest: str
    """The text without it."""
    dayfirst: bool | None
    """What the text itself proves; None where both orders give a day, and not the same."""
    proves: bool = False
    """Whether others are written so: it ends in the year, and one number is above 12."""

    def iso(self, *, dayfirst: bool) -> str:
        """Return the day as ISO 8601, in the order that it proves, else in this one."""
        first = dayfirst if self.dayfirst is None else self.dayfirst
        day, month = (self.first, self.second) if first else (self.second, self.first)
        return f"{self.year:04}-{month:02}-{day:02}"


def day_in_numbers(text: str) -> NumericDay | None:
    """Find the day that numbers in a text name: `13/04/2021`, `4.3.2021`, `2021/3/4`."""
    found = _NUMBERS.search(text)
    if not found:
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if found["day"]:
        year, month, day = (int(found[name]) for name in ("first", "month", "day"))
        return NumericDay(year, month, day, rest, dayfirst=False)
    first, second, third = (int(found[name]) for name in ("first", "second", "third"))
    if len(found["first"]) >= _FULL_YEAR - 1 or first > _DAYS:
        if len(found["third"]) > len("31"):
            return None
        return NumericDay(_year(found["first"]), second, third, rest, dayfirst=False)
    dayfirst: bool | None = None
    if first > _MONTHS or second > _MONTHS:
        dayfirst = first > _MONTHS
    elif first == second or "." in found["mark"]:
        dayfirst = True
    small, large = sorted((first, second))
    proves = "." not in found["mark"] and 1 <= small <= _MONTHS < large <= _DAYS
    return NumericDay(_year(found["third"]), first, second, rest, dayfirst, proves)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > len("24"):
        return year
    return year + (2000 if year <= _LAST_OF_THIS_CENTURY else 1900)


def proven_order(value: object) -> bool | None:
    """Return whether a value proves that days come first, or that months do; None if neither."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    found = day_in_numbers(value)
    return found.dayfirst if found and found.proves else None


@lru_cache(maxsize=256)
def usual_order(language: str, country: str) -> tuple[bool, str] | None:
    """Return whether days come first where a text comes from, and the locale that says so.

    What is usual is what CLDR has for the locale. None where it is not known.

    Args:
        language: BCP 47, or empty.
        country: ISO 3166, or empty.
    """
    from babel import Locale, UnknownLocaleError

    base = re.split("[-_]", language)[0].lower()
    named = [f"{base}_{country}", f"und_{country}"] if country else [base] * (base != "und")
    for name in named:
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        for width in ("short", "medium", "long"):
            pattern = str(locale.date_formats[width].pattern)
            places = [pattern.find(letter) for letter in "dMy"]
            if -1 not in places and places[2] > min(places):
                return places[0] < places[1], str(locale).replace("_", "-")
    return None
