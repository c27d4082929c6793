"""Holidays by their names: `before Christmas`, `over Easter 2021`, `last Thanksgiving`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from index.query.periods.calendar_words import YEAR
from index.query.periods.named import Form, Meaning
from index.query.periods.period import Now, Period

if TYPE_CHECKING:
    from collections.abc import Callable

_A_DAY = timedelta(days=1)


def _on(month: int, day: int) -> Callable[[int], Period]:
    return lambda year: Period(date(year, month, day), date(year, month, day))


def _beside_easter(first: int, last: int) -> Callable[[int], Period]:
    """Return a holiday that is so many days from Easter Sunday, of the Western churches."""

    def in_year(year: int) -> Period:
        from dateutil.easter import easter  # which few questions need

        sunday = easter(year)
        return Period(sunday + first * _A_DAY, sunday + last * _A_DAY)

    return in_year


def _thanksgiving(year: int) -> Period:
    """Return the fourth Thursday of November, as in the United States."""
    first = date(year, 11, 1)
    day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return Period(day, day)


_HOLIDAYS: dict[str, Callable[[int], Period]] = {
    r"christmas[ ]eve": _on(12, 24),
    r"christmas(?:[ ]day)?": _on(12, 25),
    r"boxing[ ]day": _on(12, 26),
    r"new[ ]year['’]?s?[ ]eve": _on(12, 31),
    r"new[ ]year['’]?s?(?:[ ]day)?": _on(1, 1),
    r"valentine['’]?s[ ]day": _on(2, 14),
    r"good[ ]friday": _beside_easter(-2, -2),
    r"easter[ ]sunday": _beside_easter(0, 0),
    r"easter[ ]monday": _beside_easter(1, 1),
    r"easter(?:[ ]weekend)?": _beside_easter(-2, 1),
    r"hallowe['’]?en": _on(10, 31),
    r"thanksgiving(?:[ ]day)?": _thanksgiving,
}


def _form(pattern: str, in_year: Callable[[int], Period]) -> Form:
    def up_to(last: date) -> Period:
        this = in_year(last.year)
        return this if this.first and this.first <= last else in_year(last.year - 1)

    def meaning(said: dict[str, str], now: Now) -> Meaning:
        if "year" in said:
            return Meaning(in_year(int(said["year"])))
        match said.get("which", "").lower():
            case "this":
                return Meaning(in_year(now.today.year))
            case "last":
                return Meaning(up_to(now.today - _A_DAY))
        return Meaning(up_to(now.reached), up_to=up_to)

    return Form(
        "holiday",
        rf"(?:(?P<which>last|this)[ ])?{pattern}"
        rf"(?:,?[ ](?:of[ ]|in[ ])?(?P<year>{YEAR}))?(?![\w-])",
        meaning,
    )


FORMS = tuple(_form(pattern, in_year) for pattern, in_year in _HOLIDAYS.items())
