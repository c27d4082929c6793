"""Times in a text, one after the other, before it is known what they are there for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from index.query.periods import dates, holidays, relative
from index.query.periods.named import Form, Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.query.periods.period import Now

_HINT = re.compile(
    r"\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day|week|night|month|quarter|year|decade"
    r"|century|hour|hrs?\b|wks?\b|mths?\b|yrs?\b|morning|afternoon|evening|spring|summer|autumn"
    r"|fall|winter|ies\b|christmas|easter|thanksgiving|hallow|\bnow\b|present",
    re.IGNORECASE,
)
"""What every time has some of; without it, no form need look."""


def times_in(text: str, now: Now) -> list[Named]:
    """Return the times in a text, in its order; of those that overlap the first, the longest."""
    if not _HINT.search(text):
        return []
    found: list[Named] = []
    end = 0
    for named in sorted(_all(text, now), key=lambda each: (each.start, -each.end)):
        if named.start >= end:
            found.append(named)
            end = named.end
    return found


def _all(text: str, now: Now) -> Iterator[Named]:
    for form, pattern in _patterns():
        for match in pattern.finditer(text):
            said = {name: value for name, value in match.groupdict().items() if value is not None}
            try:
                meaning = form.meaning(said, now)
            except (ValueError, OverflowError):  # the calendar has no such day
                continue
            if meaning:
                yield Named(match.start(), match.end(), form.kind, meaning)


@cache
def _patterns() -> list[tuple[Form, re.Pattern[str]]]:
    """Return all forms with their patterns, which begin where a word does."""
    return [
        (form, compiled(rf"(?<![\w$€£#+:@/])(?<!\s-)(?<!^-)(?:{form.pattern})"))
        for form in (*dates.FORMS, *relative.FORMS, *holidays.FORMS)
    ]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of forms: space may be wide, case is one."""
    return re.compile(pattern.replace("[ ]", "[ ]{1,3}"), re.IGNORECASE)
