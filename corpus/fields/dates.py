"""Dates as newsrooms write them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, NamedTuple
from unicodedata import decimal

from corpus.fields.countries import likely_country
from corpus.fields.dates_of_digits import from_digits, from_number
from corpus.fields.day_and_month import NumericDay, day_in_numbers
from corpus.fields.time_zones import abbreviated, fixed, zone_called, zone_in_tzdata

_LONGEST = 200
"""Characters; what is longer is not a date and hardly a word more."""

_IN_BRACKETS = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])$")
"""`(Central European Standard Time)`, as JavaScript writes after the offset; `[Europe/Berlin]`."""
_AT_THE_END = re.compile(r"(?<=[\d\s])([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2})$")
_HAS_OFFSET = re.compile(
    r"(?::\d\d(?:[.,]\d+)?\s?(?:[AaPp]\.?[Mm]\.?\s?)?)(?:[+-]\d|(?![AP]M\b)[A-Z]{1,5}\b)"
)

_AFTER_OFFSET = re.compile(r"(:\d\d(?:[.,]\d+)?\s?[+-]\d\d:?\d\d)\s+[A-Z]{1,5}$")
"""`+0000 UTC`, as Go writes."""

_BEFORE_OFFSET = re.compile(r"\b(?:GMT|UTC)\s?(?=[+-]\d)")
"""dateutil reads `GMT+0100` as POSIX does, behind GMT; everybody else means ahead of it."""

_DAY_AND_ZONE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(Z|[+-]\d\d:?\d\d)", re.ASCII)
"""A day with the zone that it is a day of, as XML Schema and agencies write it."""
_WEEK = re.compile(r"\d{4}-?W\d\d", re.ASCII)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_IN_SCRIPTS = re.compile(r"\\?/Date\((\d{9,13})(?:[+-]\d{4})?\)\\?/", re.ASCII)
"""`/Date(1709652600000)/`, as .NET writes into JSON."""
_LONGEST_DAY = len("2024-03-05+01:00")
_WITH_FRACTION = re.compile(r"(\d{10})[.,](\d{1,9})", re.ASCII)
_DIGITS_AND_ZONE = re.compile(r"(\d{12}|\d{14})\s?(Z|[+-]\d\d:?\d\d)", re.ASCII)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_WHOLE = re.compile(
    rf"(?<![\w:.])\d{{1,2}}(?:st|nd|rd|th)?[ .-]{{1,2}}(?:of )?{_MONTH}[ .,-]{{1,2}}\d{{4}}(?!\d)"
    rf"|\b{_MONTH}[ .-]{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,?[ -]\d{{4}}(?!\d)",
    re.IGNORECASE | re.ASCII,
)
"""A whole day in English words."""
_A_DIGIT = re.compile(r"\d")

_YEARS = range(1000, 10000)

_AHEAD = timedelta(days=1)
"""How far in the future a date may lie: clocks and time zones differ, but not by more."""


@dataclass(frozen=True, slots=True)
class WrittenIn:
    """Where a date was written, as far as it is known."""

    language: str = ""
    """BCP 47."""
    country: str = ""
    """ISO 3166."""
    dayfirst: bool | None = None
    """Whether `03/04/2021` is of April; None if that is not known."""


ANYWHERE = WrittenIn()


class Stated(NamedTuple):
    """A date as far as it says itself what it is."""

    moment: datetime
    """Without a time zone where it states none that is known."""
    has_time: bool = True
    """Whether it says more than a day."""
    uncertain: bool = False
    """Whether day and month may be the other way round: read as in the United States."""
    proves: bool | None = None
    """Whether days come first, where the date itself leaves no doubt of it."""
    remark: str = ""
    """What is uncertain about its time zone."""


def parse_date(value: Any) -> datetime:
    """Read one date; without a time zone it is taken as UTC.

    Raises:
        ValueError: nothing that names a day.
    """
    moment = read_date(value).moment
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_date(value: Any, written: WrittenIn = ANYWHERE) -> Stated:
    """Read one date: ISO 8601, RFC 2822, digits, a time since 1970, numbers, or words.

    Raises:
        ValueError: nothing that names a day.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | datetime):
        raise ValueError("not a date")  # noqa: TRY004 - one kind of error for one kind of question
    if isinstance(value, str):
        stated = _read_text(value, written)
    else:
        stated = Stated(value) if isinstance(value, datetime) else Stated(*from_number(value))
    if stated.moment.year not in _YEARS:
        raise ValueError("not a whole date")
    return stated


def latest_believed(now: datetime | None = None) -> datetime:
    """Return after which moment nothing can have been published yet."""
    return (now or datetime.now(UTC)) + _AHEAD


def _read_text(text: str, written: WrittenIn) -> Stated:
    text = text.strip()
    if len(text) > _LONGEST:
        raise ValueError("not a date")
    if not text.isascii():
        text = "".join(str(decimal(char)) if char.isdecimal() else char for char in text)
        text = _DASHES.sub("-", text)
    if text.isdigit():
        return Stated(*from_digits(text))
    if _WEEK.fullmatch(text):
        raise ValueError("not a whole date")
    day = _DAY_AND_ZONE.fullmatch(text) if len(text) <= _LONGEST_DAY else None
    try:
        if day:  # Python takes its zone for a time
            whole = datetime.fromisoformat(f"{day[1]}-{day[2]}-{day[3]}T00:00:00{day[4]}")
            return Stated(whole, has_time=False)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _read_spelled(text, written)
    return Stated(moment, has_time=len(text) > len("2024-03-05"))


def _read_spelled(text: str, written: WrittenIn) -> Stated:
    if number := _IN_SCRIPTS.fullmatch(text):
        return Stated(*from_digits(number[1]))
    if number := _WITH_FRACTION.fullmatch(text):
        return Stated(*from_digits(*number.groups()))
    if digits := _DIGITS_AND_ZONE.fullmatch(text):
        return Stated(datetime.fromisoformat(f"{digits[1][:8]}T{digits[1][8:]}{digits[2]}"))
    text, zone = _without_zone_in_words(text)
    stated = _from_words(_AFTER_OFFSET.sub(r"\1", _BEFORE_OFFSET.sub("", text)), written)
    if not stated.moment.tzinfo and zone:
        return stated._replace(moment=fixed(stated.moment.replace(tzinfo=zone)))
    return stated


def _without_zone_in_words(text: str) -> tuple[str, tzinfo | None]:
    """Part a zone in brackets, or one of tzdata, from what stands before it.

    Returns:
        the text without it, and the zone.
    """
    text = abbreviated(text)
    if found := _IN_BRACKETS.search(text):
        before, inner = text[: found.start()], (found[1] or found[2] or "").strip()
        if not before:
            return inner, None
        said = _HAS_OFFSET.search(before) or ":" not in before  # or it is a weekday, say
        zone = None if said else zone_in_tzdata(inner)
        return before if said or zone else f"{before} {inner}", zone
    if (found := _AT_THE_END.search(text)) and (zone := zone_in_tzdata(found[1])):
        return text[: found.start()].rstrip(), zone
    return text, None


def _from_words(text: str, written: WrittenIn) -> Stated:
    whole = _WHOLE.search(text)
    day = None if whole else day_in_numbers(text)
    uncertain = day is not None and day.dayfirst is None
    proves = day.dayfirst if day and day.proves else None
    if day:
        text = _with_iso(day, written)
        uncertain = uncertain and written.dayfirst is None
        has_time = len(text) > len("2024-03-05")
        if ":" in text or not has_time:  # Python takes 15.30 for a fraction of an hour
            with suppress(ValueError):
                return Stated(datetime.fromisoformat(text), has_time, uncertain, proves)
    try:
        moment, has_time, remark = _in_english(text, written, rest=_rest(text, whole, day))
    except ValueError:
        from corpus.fields.month_names import in_english

        english = in_english(text, written.language, written.country)
        if not any(map(str.isdigit, english)):
            raise
        moment, has_time, remark = _in_english(english, written)
    return Stated(moment, has_time, uncertain, proves, remark)


def _with_iso(day: NumericDay, written: WrittenIn) -> str:
    iso = day.iso(dayfirst=bool(written.dayfirst))
    return f"{iso} {day.rest.strip(' ,;|·•–—-')}".strip()


def _rest(text: str, whole: re.Match[str] | None, day: NumericDay | None) -> str | None:
    """Return what a text has beside a whole day; None where it names none for sure."""
    if day:
        return day.rest
    return f"{text[: whole.start()]} {text[whole.end() :]}" if whole else None


def _in_english(
    text: str, written: WrittenIn, rest: str | None = None
) -> tuple[datetime, bool, str]:
    """Read a date as dateutil does.

    Args:
        text: with months in English.
        written: tells zones of one name apart.
        rest: what it has beside a whole day; None if it may not have one.

    Returns:
        the moment, whether the text says a time of day, and what is uncertain about the zone.
    """
    from dateutil import parser

    remarks: list[str] = []

    def country() -> str:
        return written.country or likely_country(written.language)

    def zone(name: str | None, seconds: int | None) -> tzinfo | None:
        if seconds is not None:
            return timezone(timedelta(seconds=seconds)) if seconds else UTC
        if not name:
            return None
        found, remark = zone_called(
            name, lambda: written.country or likely_country(written.language)
        )
        remarks.append(remark)
        return found

    # dateutil fills what is missing from a default: two defaults show what the text itself says.
    first_default = datetime(2000, 1, 1)  # noqa: DTZ001
    second_default = datetime(2004, 2, 2, 1)  # noqa: DTZ001
    try:
        first = parser.parse(text, default=first_default, tzinfos=zone)
        if rest is not None:
            return fixed(first), bool(_A_DIGIT.search(rest)), remarks[0] if remarks else ""
        second = parser.parse(text, default=second_default, tzinfos=zone)
    except (ValueError, ArithmeticError, TypeError) as error:
        raise ValueError("not a date") from error
    if first.date() != second.date():
        raise ValueError("not a whole date")
    return fixed(first), first == second, remarks[0] if remarks else ""
