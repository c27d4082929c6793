"""Numbers as countries write them, in one form: `1250` for 1,250, 1'250 and 1 250, `10.5` for 10,5.

A single point before three digits is read as it is written, since it may group them (12.750 jobs)
or begin decimals (12.750 per cent); a question is read in both ways where texts are in a language
that groups by points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_DECIMALS = r"(?:[.,][0-9]{1,2}(?![0-9]))?"

NUMBER = "|".join(
    (
        r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?[a-zA-Z]*",
        r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])(?:\.[0-9]+)?",  # in India
        rf"[0-9]{{1,3}}(?:['\u2019][0-9]{{3}})+(?![0-9]){_DECIMALS}",  # in Switzerland
        r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9])",
        r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?!\.?[0-9])",
        r"(?<![0-9],)[0-9]+,[0-9]{1,2}(?![0-9])(?!,[0-9])[a-zA-Z]*",
        rf"[0-9]{{1,3}}(?: [0-9]{{3}})+(?![^\W_]){_DECIMALS}",
    )
)
"""Matches a number whose digits are in groups, or whose decimals follow a comma."""

_GROUPED = re.compile(NUMBER)
_COMMA = re.compile(r",(?=[0-9]{1,2}(?![0-9]))(?!.*,)")
_GROUPING = re.compile("[ '\u2019]")

_BY_POINTS = frozenset(
    "ca da de el es et eu fo gl hr id is it nb nl nn no pl pt ro sl sr tr vi".split()
)
"""Languages whose writers group digits by points."""
_WHOLE = re.compile(r"[0-9]{4,6}")
_POINTED = re.compile(r"[0-9]{1,3}\.[0-9]{3}")


def is_grouped(piece: str) -> bool:
    """Tell whether a piece of a text is a number that `NUMBER` matches."""
    return piece[0].isdigit() and _GROUPED.fullmatch(piece) is not None


def number_key(number: str) -> str:
    """Return such a number as it is compared."""
    bare = _GROUPING.sub("", number.lower())
    whole, *decimals = _COMMA.split(bare)
    if decimals:
        return f"{whole.replace('.', '')}.{decimals[0]}"
    return bare.replace("." if bare.count(".") > 1 else ",", "")


def also_read_as(key: str, languages: Collection[str]) -> tuple[str, ...]:
    """Return how else texts in some languages may have a number of a question, as compared."""
    if _BY_POINTS.isdisjoint(languages):
        return ()
    if _WHOLE.fullmatch(key):
        return (f"{key[:-3]}.{key[-3:]}",)
    return (key.replace(".", ""),) if _POINTED.fullmatch(key) else ()
