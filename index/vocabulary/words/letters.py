"""One form for what people write: a text without what is not seen, a word without its accents.

`as_compared` brings a text to Unicode's compatibility form NFKC (UAX #15), in which composed and
decomposed letters, ligatures and full-width forms are the same, but for signs that are no part of a
word, and drops what only guides the eye. `folded` then takes from a word what people leave out when
they type: case, accents, points. Chinese is simplified by OpenCC, character by character.
Both leave a text alone that is all ASCII, as most news is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_ARABIC = "\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
_REWRITTEN = re.compile(
    "(?P<unseen>"
    "\u00ad(?:[^\\S\n]*\r?\n[^\\S\n]*)?"  # a soft hyphen, and the end of the line that it stands at
    f"|(?<![{_ARABIC}])\u200c|\u200c(?![{_ARABIC}])"  # which in Persian parts an ending from a word
    "|[\u034f\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff])"
    "|(?P<aside>[\u2120\u2122\ufdfa\ufdfb])"
    "|(?P<raised>[\u00aa\u00ba\u00b9\u00b2\u00b3\u2070\u2074-\u2079])"
    "|(?P<fraction>[\u00bc-\u00be\u2150-\u215e])"
    "|(?P<ringed>[\u2460-\u2473\u24ea-\u24ff\u2776-\u2793])"
    "|(?P<apostrophe>[\u02bb\u02bc\u02be\u02bf])"
)
"""What Unicode's form would make part of a word, and no reader does: what guides the eye, the line
or the direction; signs of trade marks and honours; notes at the foot of the page; fractions;
numbers in rings; and apostrophes that are letters to Unicode, as in Hawaiʻi."""

_TAKES_A_RAISED = re.compile(
    "(?<![^\\W\\d_])(?<![\u0300-\u036f])(?:[kcdm]?m|ft|mi|yd|CO|[A-Za-z])\\Z"
)
"""What has a figure at its shoulder by itself: square metres, x², nº; others have a note there."""
_DIGITS = frozenset("0123456789")
_LOOKED_BACK = 5
"""Characters before a sign that tell what it is."""

_APART: dict[str, str] = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ł": "l", "ŋ": "n", "ŧ": "t", "ƒ": "f", "ə": "e", "ς": "σ",
    "ґ": "г",
    "ى": "ي", "ی": "ي", "ة": "ه", "ۀ": "ه", "ک": "ك", "ٱ": "ا", "ـ": "",
}  # fmt: skip
"""Letters that people type otherwise, and that Unicode takes for letters of their own."""

_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"}
"""What people type for a letter that they don't have, where it is more than its accent left out."""
_OTHERWISE = re.compile(f"[{''.join(_SPELT_OUT)}]")

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_KEPT = frozenset("йЙ")
"""Letters that Unicode takes apart and no reader does."""

_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""Marks on letters of alphabets; in the scripts of India and South-East Asia marks are vowels."""

_SECONDS = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e"
    "\u1b35\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af"
    "\U00011930"
)
"""Letters that are no marks, and that become one with the letter before."""


class _Folding(dict[int, str]):
    """What each letter is folded to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = form = _APART.get(letter) or (letter if letter in _KEPT else _bare(letter))
        return form


def _bare(letter: str) -> str:
    if letter in _APART:
        return ""
    if (digit := unicodedata.decimal(letter, None)) is not None:
        return str(digit)
    if _HAN.match(letter):
        return _simplified(letter)
    parts = unicodedata.normalize("NFKD", letter)
    kept = "".join(_APART.get(part, part) for part in _ACCENTS.sub("", parts))
    return unicodedata.normalize("NFC", kept)


def _simplified(letter: str) -> str:
    """Return the simplified form of a Chinese character, `台` for 臺: both are one by that."""
    once = _simplifier().convert(letter)
    return str(_simplifier().convert(once))


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


_FOLDING = _Folding()


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a word as it is compared: in lower case, without accents, `strasse` for `Straße`."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.lower().translate(_FOLDING))


@lru_cache(maxsize=50_000)
def spelt_out(word: str) -> str:
    """Return a word as people type it without some letters, `mueller`; empty where it has none."""
    lower = word.lower()
    if word.isascii() or not _OTHERWISE.search(lower):
        return ""
    return folded(_OTHERWISE.sub(lambda found: _SPELT_OUT[found[0]], lower))


def as_compared(text: str) -> str:
    """Return a text in Unicode's form NFKC, without what is not seen and what is no word's."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _REWRITTEN.sub(_rewritten, text))


def _rewritten(found: re.Match[str]) -> str:
    """Return what is compared in the place of a sign."""
    sign, start = found[0], found.start()
    before = found.string[max(0, start - _LOOKED_BACK) : start]
    match found.lastgroup:
        case "aside":
            return " "
        case "raised":
            return sign if _TAKES_A_RAISED.search(before) else " "
        case "fraction":
            decimals = f"{unicodedata.numeric(sign):.3f}".rstrip("0")
            return f"{decimals[1:]} " if before[-1:] in _DIGITS else f" {decimals} "
        case "ringed":
            return f" {unicodedata.numeric(sign):.0f} "
        case "apostrophe":
            return "'"
        case _:
            return ""


def with_places(text: str) -> tuple[str, list[int]]:
    """Return a text as `as_compared` does, and where each character of it comes from.

    Returns:
        The text, n characters, and n + 1 places in the text given: where the piece begins that
        each was made of, and the end of the last.
    """
    if text.isascii():
        return text, list(range(len(text) + 1))
    instead = _instead(text)
    made: list[str] = []
    places: list[int] = []
    kept = [place for place in range(len(text)) if instead.get(place, "kept")]
    at, end = 0, 0
    while at < len(kept):
        stop = at + 1
        while stop < len(kept) and _goes_on(text[kept[stop]]):
            stop += 1
        written = "".join(instead.get(place, text[place]) for place in kept[at:stop])
        piece = unicodedata.normalize("NFKC", written)
        made.append(piece)
        places += [kept[at]] * len(piece)
        end = kept[stop - 1] + 1
        at = stop
    return "".join(made), [*places, end]


def _instead(text: str) -> dict[int, str]:
    """Return what is compared in the place of some characters, by where they are."""
    instead: dict[int, str] = {}
    for found in _REWRITTEN.finditer(text):
        instead |= dict.fromkeys(range(*found.span()), _rewritten(found))
    return instead


@lru_cache(maxsize=10_000)
def _goes_on(letter: str) -> bool:
    """Tell whether a character may become one with what stands before it."""
    first = unicodedata.normalize("NFKD", letter)[0]
    conjoining = "\u1161" <= first <= "\u1175" or "\u11a8" <= first <= "\u11c2"
    return bool(unicodedata.combining(first)) or conjoining or first in _SECONDS
