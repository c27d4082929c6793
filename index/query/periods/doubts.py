"""What looks like a time and is none: `May said`, `2000 people`, `USA Today`, `March on Rome`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from index.query.periods.bounds import Lead
    from index.query.periods.named import Named

_MONTH_LEADS = frozenset(
    "in|since|until|till|'til|til|during|throughout|before|after|by|through|from|of|prior to"
    "|later than|earlier than|up to|up until|starting in|beginning in|no later than".split("|")
)
_SAFE_LEADS = frozenset("in|since|until|till|during|throughout|starting in|beginning in".split("|"))
"""Which no name follows: who speaks before May may be a minister."""
_NAMES = re.compile(r"april|may|june|august", re.IGNORECASE)

_WEEKDAY_LEADS = frozenset(
    "on|since|before|after|until|till|by|from|over|at|during|later than|earlier than".split("|")
)
_DAY_LEADS = _WEEKDAY_LEADS | {"of", "dated", "through", "prior to", "up to", "no later than"}
_HOLIDAY_LEADS = _DAY_LEADS | {"around", "ahead of", "throughout", "following", "ever since"}
_YEAR_LEADS = _MONTH_LEADS | {"for", "year", "pre", "post", "ever since", "around", "circa"}

_MARCHES = re.compile(r" (?:on|to|for|against|through|past|toward|towards|with|across|of)\b")
_PAPERS = re.compile(
    r" (?:Times|Mail|Telegraph|Express|Mirror|Night|Post|Star|Independent|Herald|Sun|League)\b"
)
_NUMBERED = re.compile(
    r"(?:flight|room|route|highway|model|no\.?|number|page|section|resolution|bill|article|"
    r"version|windows|office|top|fortune|chapter|agenda|formula|channel|class|type|area) $",
    re.IGNORECASE,
)
"""Before a number that is the name of something."""

_LITTLE = frozenset(
    "a an and as at because between but by did do does due during for from had has have how if in "
    "is its of on or over since than that the their to under until was were what when where which "
    "while who why will with would".split()
)
"""Words that go on with a sentence; before any other a round number counts things."""

_PAPERS_OF_TODAY = re.compile(r"\b(?:usa|business|india|russia|psychology) today", re.IGNORECASE)
_MARCHING = re.compile(rf"last march(?:{_MARCHES.pattern})")
_MODAL = re.compile("this may")

_NO_DAY = re.compile(r"(?<!\d)\d\d?[ -]$")
"""Before a month with a year: a number that is no day of it."""

_FIRST_YEAR = 1900
_ROUND = 50


def is_a_time(named: Named, lead: Lead, text: str, today: date) -> bool:
    """Tell whether what may be a time is one, by the words around it."""
    match named.kind:
        case "whole":
            is_one = not _NO_DAY.search(text[: named.start])
        case "relative":
            is_one = _is_counted_from_today(named, text)
        case "year":
            is_one = _is_a_year(named, lead, text, today)
        case "month":
            is_one = _is_a_month(named, lead, text)
        case "day":
            is_one = _is_a_day(named, lead, text)
        case "weekday":
            is_one = _is_a_weekday(named, lead, text)
        case "holiday":
            is_one = _is_a_holiday(named, lead, text)
        case "now":
            is_one = False  # save where something goes on until now
    return is_one


def may_be_listed(named: Named, text: str, today: date) -> bool:
    """Tell whether what stands beside a time of its kind is one too: `in 2021, 2022`.

    In `in 2021, 1850 jobs` it counts something.
    """
    first = named.meaning.period.first
    if named.kind != "year" or not first:
        return True
    whole = first.year % _ROUND == 0
    counts = whole and _counts(_word_behind(named, text))
    return _FIRST_YEAR <= first.year <= today.year and not counts


def as_a_word(words: str, start: int, text: str) -> bool:
    """Tell whether words stand as words do: in small letters, save where a sentence begins.

    Names of papers and films are written in capitals: USA Today, Last Week Tonight. Where all is
    in capitals, nothing tells.
    """
    if not any(map(str.islower, text)):
        return True
    begins = not text[:start].strip() or text[:start].rstrip()[-1] in ".?!:;\"'“‘("
    return not any(map(str.isupper, words[1:] if begins else words))


def _is_counted_from_today(named: Named, text: str) -> bool:
    words = text[named.start : named.end]
    held = [word for word in words.split() if not _is_name_of_a_day(word)]
    if not held or not as_a_word(" ".join(held), named.start, text):
        return False
    if _MODAL.fullmatch(words) or _MARCHING.match(text, named.start):
        return False
    return not _PAPERS_OF_TODAY.match(text, max(text.rfind(" ", 0, max(named.start - 1, 0)) + 1, 0))


def _is_name_of_a_day(word: str) -> bool:
    """Tell whether a word is a weekday, month or number of one, which is written in capitals."""
    return bool(
        re.fullmatch(
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july"
            r"|august|september|october|november|december|q[1-4]|h[12]",
            word,
            re.IGNORECASE,
        )
    )


def _is_a_year(named: Named, lead: Lead, text: str, today: date) -> bool:
    year = named.meaning.period.first
    if not year:
        return False
    behind = _word_behind(named, text)
    if lead.word in _YEAR_LEADS and not lead.has_the:
        return bool(year.year % _ROUND) or not _counts(behind)
    before = text[: named.start]
    ends = not text[named.end :].strip(" ?.!")
    named_so = _NUMBERED.search(before) or re.search(r"[\W\d_]\s?$", before.rstrip())
    return bool(ends and before.strip() and not named_so and _FIRST_YEAR <= year.year <= today.year)


def _counts(word: str) -> bool:
    """Tell whether a word behind a round number is what is counted."""
    return word.islower() and word not in _LITTLE


def _is_a_month(named: Named, lead: Lead, text: str) -> bool:
    if lead.has_the or lead.word not in _MONTH_LEADS:
        return False
    word, behind = text[named.start : named.end], _word_behind(named, text)
    if _NAMES.fullmatch(word) and lead.word not in _SAFE_LEADS:
        return word.lower() != "may" and not behind.istitle()
    return not (word.lower() == "march" and _MARCHES.match(text, named.end))


def _is_a_day(named: Named, lead: Lead, text: str) -> bool:
    """Tell whether `1 March` is the day, and not `the March 1 movement`."""
    if lead.word:
        return lead.word in _DAY_LEADS and (
            not lead.has_the or not text[named.start].isalpha() or " of " in _of(named, text)
        )
    return not _word_behind(named, text)


def _of(named: Named, text: str) -> str:
    return text[named.start : named.end]


def _is_a_weekday(named: Named, lead: Lead, text: str) -> bool:
    _, *behind = text[named.start : named.end].split()
    if _PAPERS.match(text, named.end) or any(map(str.istitle, behind)):
        return False
    if lead.word in _WEEKDAY_LEADS and not lead.has_the:
        return True
    before = text[: named.start].split()
    belongs = text[named.end : named.end + 2] in {"'s", "’s"}
    return belongs and not (before and before[-1][:1].isupper())


def _is_a_holiday(named: Named, lead: Lead, text: str) -> bool:
    """Tell whether `Christmas` is the day, and not Christmas Island or a Christmas market."""
    if _counts(behind := _word_behind(named, text)) or behind.istitle():
        return False
    words = _of(named, text).lower()
    if words.startswith(("last ", "this ")):
        return True
    dated = words[-1].isdigit() and bool(text[: named.start].strip())
    return dated or (lead.word in _HOLIDAY_LEADS and not lead.has_the)


def _word_behind(named: Named, text: str) -> str:
    match = re.match(r"[ ,]+([\w'’-]+)", text[named.end :])
    return match[1] if match else ""
