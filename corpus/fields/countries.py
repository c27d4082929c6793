"""The country that a text comes from, by its language or its address, and what is spoken there."""

from __future__ import annotations

from functools import lru_cache

_NOT_A_COUNTRY = frozenset("ai cc co eu fm gg io ly me to tv ws".split())
"""Ends of domains that anyone takes, and that two letters don't tell from a country's."""


def country_of(language: str, host: str) -> str:
    """Return the country that a language tag (`en-GB`) or else a domain names, or nothing."""
    for part in language.replace("_", "-").split("-")[1:]:
        if len(part) == len("GB") and part.isalpha():
            return part.upper()
    last = host.rpartition(".")[2].lower()
    if len(last) != len("uk") or not last.isalpha() or last in _NOT_A_COUNTRY:
        return ""
    return "GB" if last == "uk" else last.upper()


@lru_cache(maxsize=512)
def likely_country(language: str) -> str:
    """Return the country, as ISO 3166, where most of a language live, or nothing; CLDR knows it."""
    from babel.core import get_global

    base = language.replace("_", "-").partition("-")[0].lower()
    known = get_global("likely_subtags").get(base, "") if base else ""
    return str(known).rpartition("_")[2]


@lru_cache(maxsize=512)
def likely_language(country: str) -> str:
    """Return the language, as BCP 47, that most of a country speak, or nothing; CLDR knows it."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(f"und_{country}").language) if country else ""
    except (UnknownLocaleError, ValueError):
        return ""
