"""Months, weekdays and the words around them in languages other than English, to English.

The names are those that dateparser has of CLDR, and loaded when a date asks for them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any
from unicodedata import combining, normalize

from corpus.fields.countries import likely_language
from corpus.fields.time_zones import is_zone

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_HALVES = ("am", "pm")
_SILENT = ("skip", "pertain", "year", "day")
"""Under which dateparser has words that stand beside a date."""

_MOST_LANGUAGES = 60
"""Of dateparser's, which names the most used first: those that news is written in."""

_AROUND = frozenset(
    "a am an at da das de del den der des dia die dne dnia do día e el en est et gmt h hrs hs "
    "i il in jour kl klo la las le les los m na nd o of om on ore os pe posted published på r "
    "rd roku saat st tag th the thur thurs tues u uhr um updated uur v vid w weds y à η ος "
    "στις в г год года о об р року рік у".split()
)
"""Words beside a date that say nothing of when, in any of the languages."""

_TOKEN = re.compile(
    r"\d{1,2}\s?[時时点點시](?:\s?\d{1,2}\s?[分분]?)?|\d+(?:[.:,/+-]\d+)*"
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*|[+-]\d\d:?\d\d(?!\d)|[+-]"
)
_CLOCK = re.compile(r"(\d{1,2})\s?[時时点點시]\s?(\d{1,2})?\D*")
_HOURS_AND_MINUTES = re.compile(
    r"(?<![\d:.+-])([01]?\d|2[0-3])(?:\.|\s?[hH]\s?|\sUhr\s)([0-5]\d)(?![\d.:])"
)
_HOUR_ALONE = re.compile(r"(?<![\d:.+-])([01]?\d|2[0-3])\s?(?:h|Uhr)(?!\w)")
_VIETNAMESE = re.compile(r"(\d{1,2})\s(?:tháng|thg)\s(\d{1,2}),?\s(?:năm\s)?(\d{4})", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2}:\d\d(?::\d\d)?)")

Names = dict[str, frozenset[str]]
"""What a word means: English months, weekdays, `AM`, `PM`; nothing, of words around a date."""


def in_english(text: str, language: str, country: str = "") -> str:
    """Return a date with its months in English, and without its weekdays and words around.

    Args:
        text: a date in words, of a bounded length.
        language: of the text, as BCP 47; empty if it is not known.
        country: where it comes from, as ISO 3166; empty if it is not known.

    Raises:
        ValueError: a word in it is none of a date, or it means a month here and another there.
    """
    for pattern, plain in (
        (_VIETNAMESE, r"\3-\2-\1"),
        (_HOURS_AND_MINUTES, r"\1:\2"),
        (_HOUR_ALONE, r"\1:00"),
    ):
        text = pattern.sub(plain, text)
    own = _names(language.replace("_", "-").partition("-")[0].lower() or likely_language(country))
    tokens = _TOKEN.findall(text)
    words: list[str] = []
    months: list[int] = []
    half = ""
    for place, token in enumerate(tokens):
        if clock := _CLOCK.fullmatch(token):
            words.append(f"{clock[1]}:{clock[2] or '00'}")
            continue
        if token[0].isdigit() or token[0] in "+-" or is_zone(token):
            words.append(token)
            continue
        meaning = _meaning(token, own)
        if halves := meaning & {"AM", "PM"}:
            half = min(halves) if _beside_time(tokens, place) else half
        elif named := [name for name in _MONTHS if name in meaning]:
            if len(named) > 1:
                raise ValueError(f"{token!r} is the name of several months")
            months.append(len(words))
            words.append(named[0])
    # `mar 5 mar 2024`: Tuesday, and then the month.
    for place in months[:-1]:
        words[place] = ""
    plain = " ".join(filter(None, words))
    return _TIME.sub(rf"\1 {half}", plain, count=1) if half else plain


def _beside_time(tokens: list[str], place: int) -> bool:
    """Tell whether a token stands by a time: `am` does not in `am 5. März`, nor `de` in Spanish."""
    around = tokens[max(place - 1, 0) : place + 2]
    return any(":" in token or _CLOCK.fullmatch(token) for token in around)


def _meaning(token: str, own: Names) -> frozenset[str]:
    for word in (_key(token), _bare(_key(token))):
        for names in (own, _all_names()):
            if word in names:
                return names[word]
    if _key(token) not in _AROUND:
        raise ValueError("not a date")
    return frozenset()


def _key(word: str) -> str:
    return word.casefold().strip(". ").removeprefix("de ")


def _bare(word: str) -> str:
    """Return a word without accents, which some leave out: `fevrier`."""
    return "".join(char for char in normalize("NFKD", word) if not combining(char))


@lru_cache(maxsize=512)
def _names(language: str) -> Names:
    """Return what words mean in a language; nothing of one that dateparser doesn't know."""
    if language not in _languages():
        return {}
    data: dict[str, Any] = import_module(f"dateparser.data.date_translation_data.{language}").info
    named: dict[str, set[str]] = {}
    for name in (*_MONTHS, *_WEEKDAYS, "am", "pm"):
        for word in data.get(name, ()):
            named.setdefault(_key(word), set()).add(name.upper() if name in _HALVES else name)
    for name in _SILENT:
        for word in data.get(name, ()):
            named.setdefault(_key(word), set())
    return {word: frozenset(meanings) for word, meanings in named.items()}


@cache
def _languages() -> tuple[str, ...]:
    """Return all languages that dateparser knows, the most used first."""
    from dateparser.data.languages_info import language_order

    return tuple(language_order)


@cache
def _all_names() -> Names:
    """Return what words mean in any language, also without their accents."""
    named: dict[str, set[str]] = {}
    for language in sorted(_languages()[:_MOST_LANGUAGES]):
        for word, meanings in _names(language).items():
            named.setdefault(word, set()).update(meanings)
    for word in list(named):
        if (bare := _bare(word)) not in named:
            named[bare] = named[word]
    return {word: frozenset(meanings) for word, meanings in named.items()}
