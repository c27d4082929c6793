"""One form for what people write: a text without what is not seen, a word without its accents.

`as_compared` brings a text to Unicode's compatibility form NFKC (UAX #15), in which composed and
decomposed letters, ligatures and full-width forms are the same, and drops what only guides the
eye. `folded` then takes from a word what people leave out when they type: case, accents, points.
Both leave a text alone that is all ASCII, as most news is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile(
    "\u00ad(?:[^\\S\n]*\r?\n[^\\S\n]*)?"  # a soft hyphen, and the end of the line that it stands at
    "|[\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
"""What guides the eye, the line or the direction, and is no part of a word."""

_THIN = re.compile("(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
"""A space that groups the digits of a number."""

_APART: dict[str, str] = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ł": "l", "ŋ": "n", "ŧ": "t", "ƒ": "f", "ə": "e", "ς": "σ",
    "ґ": "г",
    "ى": "ي", "ی": "ي", "ة": "ه", "ۀ": "ه", "ک": "ك", "ٱ": "ا", "ـ": "",
}  # fmt: skip
"""Letters that people type otherwise, and that Unicode takes for letters of their own."""

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
    parts = unicodedata.normalize("NFKD", letter)
    kept = "".join(_APART.get(part, part) for part in _ACCENTS.sub("", parts))
    return unicodedata.normalize("NFC", kept)


_FOLDING = _Folding()


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a word as it is compared: in lower case, without accents, `strasse` for `Straße`."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.lower().translate(_FOLDING))


def as_compared(text: str) -> str:
    """Return a text in Unicode's form NFKC, without what is not seen."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", _THIN.sub("", text)))


def with_places(text: str) -> tuple[str, list[int]]:
    """Return a text as `as_compared` does, and where each character of it comes from.

    Returns:
        The text, n characters, and n + 1 places in the text given: where the piece begins that
        each was made of, and the end of the last.
    """
    if text.isascii():
        return text, list(range(len(text) + 1))
    made: list[str] = []
    places: list[int] = []
    kept = _kept(text)
    at, end = 0, 0
    while at < len(kept):
        stop = at + 1
        while stop < len(kept) and _goes_on(text[kept[stop]]):
            stop += 1
        piece = unicodedata.normalize("NFKC", "".join(text[place] for place in kept[at:stop]))
        made.append(piece)
        places += [kept[at]] * len(piece)
        end = kept[stop - 1] + 1
        at = stop
    return "".join(made), [*places, end]


def _kept(text: str) -> list[int]:
    """Return the places of the characters that are seen."""
    dropped: set[int] = set()
    for pattern in (_THIN, _UNSEEN):
        for found in pattern.finditer(text):
            dropped.update(range(*found.span()))
    return [place for place in range(len(text)) if place not in dropped]


@lru_cache(maxsize=10_000)
def _goes_on(letter: str) -> bool:
    """Tell whether a character may become one with what stands before it."""
    first = unicodedata.normalize("NFKD", letter)[0]
    conjoining = "\u1161" <= first <= "\u1175" or "\u11a8" <= first <= "\u11c2"
    return bool(unicodedata.combining(first)) or conjoining or first in _SECONDS
