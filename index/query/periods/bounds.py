"""What a time is there for: `before March 2019`, `since June`, `from Monday to Friday`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from index.query.periods.period import Period
from index.query.periods.spotting import compiled

if TYPE_CHECKING:
    from index.query.periods.named import Meaning, Named

_A_DAY = timedelta(days=1)

Side = Literal["in", "before", "after", "since", "until"]

_WORDS: dict[Side, str] = {
    "before": "before|prior to|earlier than|older than|ahead of|preceding|pre",
    "after": "after|later than|newer than|more recent than|following|post",
    "since": "ever since|since|not before|no earlier than|not earlier than|as from|from and after"
    "|starting|starting in|starting on|starting from|beginning in|beginning on",
    "until": "not after|no later than|not later than|up until|until|till|'til|til|up to|through"
    "|thru|by",
    "in": "in|on|during|of|for|throughout|within|from|year|dated|around|circa|at|over|between"
    "|as of|about|through all of",
}
"""Words before a time, by what they make of it."""

_SIDES: dict[str, Side] = {
    word: side for side, words in _WORDS.items() for word in words.split("|")
}

_LEAD = (
    rf"(?<![\w'’-])(?P<lead>{'|'.join(sorted(_SIDES, key=len, reverse=True)).replace(' ', '[ ]')})"
    r"(?:[ ](?P<the>the[ ]|roughly[ ]|about[ ]|around[ ]|year[ ]|the[ ]year[ ])?"
    r"|(?<=\bpre)-|(?<=\bpost)-)$"
)

_BEHIND = (
    r"(?:\s?\+(?!\w)|[ ](?P<side>onwards?"
    r"|(?:and|or)[ ](?:later|newer|beyond|earlier|older)(?!\w)"
    r"|(?:on|(?:and|or)[ ](?:after|afterwards|since|before))(?=\s*(?:$|[?.!,;]))))"
)

_LONGEST = 30
"""Characters that are looked at before a time."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The words before a time that say what it is there for."""

    word: str = ""
    """In lower case; empty if there are none."""
    start: int = 0
    """Where they begin."""
    has_the: bool = False
    """Whether `the` stands between them and the time."""

    @property
    def side(self) -> Side:
        """What they make of the time."""
        return _SIDES.get(self.word, "in")


def lead_of(named: Named, text: str) -> Lead:
    """Return the words before a time."""
    before = text[max(named.start - _LONGEST, 0) : named.start]
    match = compiled(_LEAD).search(before)
    if not match:
        return Lead(start=named.start)
    start = named.start - len(before) + match.start()
    word = " ".join(match["lead"].lower().split())
    if word in {"pre", "post"} and not match[0].endswith("-"):
        return Lead(start=named.start)
    return Lead(word, start, (match["the"] or "").lower().startswith("the"))


def bounded(meaning: Meaning, side: Side) -> Period:
    """Return the days before a time, since it, or in it.

    Raises:
        OverflowError: the calendar ends.
    """
    period, exact = meaning.period, meaning.exact
    first, last = exact or period.first, exact or period.last
    if side == "in" or not first or not last:
        return period
    if side == "before":
        return Period(None, first - _A_DAY)
    if side == "after":
        return Period(last + _A_DAY, None)
    return Period(first, None) if side == "since" else Period(None, last)


def side_behind(named: Named, lead: Lead, text: str) -> tuple[Side | None, int]:
    """Return what words behind a time make of it (`or later`), and where they end."""
    match = compiled(_BEHIND).match(text, named.end)
    if not match:
        return None, named.end
    word = " ".join((match["side"] or "+").lower().split())
    if word == "on" and lead.word not in {"from", "since"}:
        return None, named.end
    earlier = word.endswith(("earlier", "before", "older"))
    return ("until" if earlier else "since"), match.end()


def joined(first: Named, second: Named) -> Period | None:
    """Return the days from one time to another; the first may leave the year to the second."""
    begin, end = first.meaning, second.meaning
    last = end.exact or end.period.last
    if begin.up_to and end.period.first:
        begin_day = begin.up_to(end.period.first).first
    else:
        begin_day = begin.exact or begin.period.first
    if not begin_day or not last:
        return None
    if begin_day > last:
        other, last = end.exact or end.period.first, begin.exact or begin.period.last
        begin_day = other
    return Period(begin_day, last) if begin_day and last else None


def both_bounds(one: Period, other: Period) -> Period | None:
    """Return the days that lie within two open periods, if they face each other."""
    first, last = one.first or other.first, one.last or other.last
    opposed = bool(one.first) != bool(other.first) and bool(one.last) != bool(other.last)
    if opposed and first and last and first <= last:
        return Period(first, last)
    return None


def lies_ahead(period: Period, last: date) -> bool:
    """Tell whether a period says nothing of what was published up to a day."""
    return period.first > last if period.first else bool(period.last and period.last >= last)
