"""The times that a question speaks of, and its words without those that no article has for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.query.periods.bounds import (
    Lead,
    both_bounds,
    bounded,
    joined,
    lead_of,
    lies_ahead,
    side_behind,
)
from index.query.periods.doubts import as_a_word, is_a_time, may_be_listed
from index.query.periods.named import Meaning
from index.query.periods.parts import with_part
from index.query.periods.period import Period
from index.query.periods.spotting import compiled, times_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from index.query.periods.bounds import Side
    from index.query.periods.named import Named
    from index.query.periods.period import Now

_LONGEST = 2000
"""Characters of a question in which times are looked for; what follows was pasted."""

_NOT_READ = re.compile(
    r'[+-]?"[^"]*"|[“”„][^“”„]*[“”]|(?<![\w-])[a-zA-Z_]+:(?:"[^"]*"|\S+)|(?<!\S)\+\S+'
)
"""Phrases, fields, and words that must occur: they are looked for as they stand."""

_NEWEST = r"(?<![\w-])(?:the[ ])?(?:very[ ])?(?P<newest>latest|newest|most[ ]recent)(?![\w-])"
_NOT_NEWEST = re.compile(r"\b(?:at|by)\s+the\s+latest\b", re.IGNORECASE)

_BETWEEN = r"\s?(?:,\s)?(?P<word>to|until|till|up[ ]to|through|thru|and|-|–|—)(?:[ ]the)?\s?"

_LISTED = r"\s?(?:,\s?(?:and\s|or\s)?|&\s?|(?<=\s)(?:and|or)\s)(?:in\s|on\s)?"
"""Between times of which each is meant: `in 2021, 2022 and 2023`, `May or June 2021`."""

_JOINS = re.compile(r"[()]|\b(?:AND|OR|NOT)\b")
"""What would be left with nothing to join."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a question speaks of."""

    words: str
    """As they stand in the question."""
    period: Period
    in_texts: bool = False
    """Whether an article may say it: `in March 2019` is said, `yesterday` by every day."""


@dataclass(frozen=True, slots=True)
class Times:
    """The times that a question speaks of."""

    named: tuple[Time, ...]
    newest: str
    """The words that ask for new articles: `latest`; empty if none do."""
    words: str
    """The question without what no article would have in that place: `yesterday`, since today's
    article says today; `before March 2019`, since those of March say so. A time like `in March
    2019` stays, since an article may say it."""
    others: str
    """The question without all of its times: ` what happened`. `11 September` alone stays, which
    is the name of a day as well."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A time, with what stands around it."""

    named: Named
    lead: Lead
    start: int
    end: int
    period: Period
    open_or_relative: bool


def read_times(question: str, now: Now) -> Times:
    """Return the times that a question in English speaks of, in its order."""
    text = _readable(question[:_LONGEST])
    newest = None if _NOT_NEWEST.search(text) else compiled(_NEWEST).search(text)
    if newest and not as_a_word(newest["newest"], newest.start("newest"), text):
        newest = None
    read = _merged(_read(text, now))
    read = [each for each in read if not lies_ahead(each.period, _last_known(each.period, now))]
    spans = [(each.start, each.end) for each in read if each.open_or_relative]
    if newest:
        spans.append(newest.span())
    named = tuple(
        Time(question[each.start : each.end], each.period, not each.open_or_relative)
        for each in read
    )
    others = _cut(question, [*spans, *((each.start, each.end) for each in read)])
    if not others and [each.named.kind for each in read] == ["day"] and not read[0].lead.word:
        others = question
    return Times(named, newest["newest"] if newest else "", _without(question, spans), others)


def _last_known(period: Period, now: Now) -> date:
    """Return the last day that anything may have been published on."""
    begin = period.first or period.last
    if begin is None or begin < now.today:
        return now.today
    return max(now.today, now.newest() or now.today)


def whole_time(text: str, now: Now, *, exact: bool) -> Period | None:
    """Return the days that a text stands for which is a time and nothing else, or None.

    Here a bare `2024`, `March` or `monday` is one, and so is what is to come.

    Args:
        text: in English.
        now: what it is counted from.
        exact: `two weeks ago` is that one day; else the days that may be meant by it.
    """
    text = _readable(text)
    read = _read(text, now, certain=True)
    if len(read) != 1 or (read[0].start, read[0].end) != (0, len(text)):
        return None
    (only,) = read
    day = only.named.meaning.exact
    plain = only.lead.side == "in" and only.period == only.named.meaning.period
    return Period(day, day) if exact and day and plain else only.period


def _readable(text: str) -> str:
    """Return a text of the same length, with one kind of space and without what is not read."""
    text = _NOT_READ.sub(lambda match: "\0" * len(match[0]), text)
    return re.sub(r"\s", " ", text)


def _read(text: str, now: Now, *, certain: bool = False) -> list[_Read]:
    """Return the times of a text, ranges as one; if `certain`, it is known to be one."""
    times = _with_years([with_part(named, text) for named in times_in(text, now)], text)
    listed = set() if certain else _listed(times, text, now)
    found: list[_Read] = []
    for place, named in enumerate(times):
        if found and named.start < found[-1].end:
            continue
        following = times[place + 1] if place + 1 < len(times) else None
        each = _range(named, following, text) if following else None
        lead = lead_of(named, text)
        if each is None:
            side, end = side_behind(named, lead, text)
            if certain or side or place in listed or is_a_time(named, lead, text, now.today):
                each = _alone(named, lead, side or lead.side, end)
        if each:
            found.append(each)
    return found


def _with_years(times: list[Named], text: str) -> list[Named]:
    """Give those that leave their year to the next of a list that year: `May and June 2021`."""
    dated = times.copy()
    for place in range(len(times) - 2, -1, -1):
        named, following = dated[place : place + 2]
        up_to, first = named.meaning.up_to, following.meaning.period.first
        if (
            up_to
            and first
            and named.kind in {"month", "day"}
            and following.kind == "whole"
            and compiled(_LISTED).fullmatch(text, named.end, following.start)
        ):
            dated[place] = replace(named, kind="whole", meaning=Meaning(up_to(first)))
    return dated


def _listed(times: list[Named], text: str, now: Now) -> set[int]:
    """Return the places of those that are listed with one of their kind that is a time."""
    listed: set[int] = set()
    run: list[int] = []
    for place, named in enumerate(times):
        before = times[place - 1] if run else None
        if not (
            before
            and before.kind == named.kind
            and compiled(_LISTED).fullmatch(text, before.end, named.start)
        ):
            run = []
        run.append(place)
        if len(run) > 1 and any(
            is_a_time(times[each], lead_of(times[each], text), text, now.today) for each in run
        ):
            listed.update(each for each in run if may_be_listed(times[each], text, now.today))
    return listed


def _alone(named: Named, lead: Lead, side: Side, end: int) -> _Read | None:
    try:
        period = bounded(named.meaning, side)
    except OverflowError:
        return None
    is_relative = named.kind in {"relative", "weekday"}
    # By the end of May: what it was then, in the words of those days.
    said_so = side in {"in", "until"} and not is_relative
    return _Read(named, lead, lead.start, end, period, not said_so)


def _range(named: Named, following: Named, text: str) -> _Read | None:
    """Return two times as one, where words say that it goes from one to the other."""
    between = compiled(_BETWEEN).fullmatch(text, named.end, following.start)
    if not between:
        return None
    lead, word = lead_of(named, text), between["word"].lower()
    named_alike = named.kind == following.kind and following.kind != "relative"
    dash = word in {"-", "–", "—"}
    if named.kind == "now":
        return None
    if not (
        (lead.word == "between" and (word in {"and", "to"} or dash))
        or (lead.word == "from" and word != "and")
        or (following.kind == "now" and word != "and" and not dash)
        or (word != "and" and named_alike and (following.kind == "whole" or lead.word))
    ):
        return None
    period = joined(named, following)
    if period and following.kind == "now":
        period = Period(period.first, None)
    if period is None:
        return None
    return _Read(named, lead, lead.start, following.end, period, open_or_relative=True)


def _merged(read: Iterable[_Read]) -> list[_Read]:
    """Put `after` one time and `before` another together."""
    merged: list[_Read] = []
    for each in read:
        both = both_bounds(merged[-1].period, each.period) if merged else None
        if both:
            merged[-1] = replace(merged[-1], end=each.end, period=both)
        else:
            merged.append(each)
    return merged


def _without(question: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a question without some of its words; as it is, if too little would be left."""
    rest = _cut(question, spans)
    return rest if re.search(r"\w", rest) else question


def _cut(question: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a question without some of its words; as it is, where operators join them."""
    spans = sorted(set(spans), reverse=True)
    if not spans or _JOINS.search(question):
        return question
    rest = question
    for start, end in spans:
        rest = f"{rest[:start].rstrip()} {rest[end:].lstrip()}"
    return re.sub(r"(?<=\w)\s+(?=[?.!,;])", "", rest.strip())
