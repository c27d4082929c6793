"""What of a text stands between spaces and marks: words, numbers, names, runs without spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.vocabulary.words.numbers import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese; and Korean, which puts its endings to the word."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711"
    "\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70-\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03"
    "\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0df3\u0f18-\u0f84\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Characters that stand on or beside a letter, and that are no letters to Python."""

SPACELESS_LETTER = re.compile(f"[{SPACELESS}]")

HYPHEN = "[-\u2010\u2011\u200c]"
_LETTER = rf"[^\W_{SPACELESS}]"
_RUN = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
_JOINED = rf"(?:[.&]|{HYPHEN}(?:[^\S\n]*\r?\n[^\S\n]*)?)"
SIGN = r"(?:\+\+|[#+])(?![^\W_])"

_CAPITALS = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x250))))
_CYRILLIC = "[\u0400-\u04ff]"
APOSTROPHE = "['\u2018\u2019]"
_NO_ENDING = r"(?!(?i:s|t|re|ve|ll|d|m)(?![^\W_]))"


def _pattern(capital: str, run: str, joined: str, *others: str) -> str:
    """Return what matches a piece of a text: a number, initials, or words with marks between."""
    name = rf"{capital}{APOSTROPHE}{_NO_ENDING}(?={capital}[^\W\d_])"
    within = rf"{capital}{run}{APOSTROPHE}{_NO_ENDING}(?=[^\W\d_]){run}"
    word = "|".join((within, *others, f"(?:{name})?{run}"))
    words = rf"{capital}\.(?: {capital}\.)+|(?:{word})(?:{joined}(?:{word}))*(?:{SIGN})?"
    return rf"(?=[0-9])(?:{NUMBER})|{words}"


_PLAIN = r"[A-Za-z]++(?![0-9.&\-+#'])"
"""A word that nothing after it can be part of, as most are: sought first, which halves the time."""
_ASCII = re.compile(
    f"{_PLAIN}|" + _pattern("[A-Z]", "[A-Za-z0-9]+", r"(?:[.&]|-(?:[^\S\n]*\r?\n[^\S\n]*)?)")
)
_ANY = re.compile(
    f"[{SPACELESS}]+|"
    + _pattern(f"[{_CAPITALS}]", _RUN, _JOINED, f"{_CYRILLIC}+{APOSTROPHE}{_CYRILLIC}+")
)
_CLUSTER = re.compile(rf"[^{_MARKS}][{_MARKS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
                      rf"\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]*")  # fmt: skip


def pieces(compared: str) -> list[str]:
    """Return the pieces of a text that was brought to `letters.as_compared`."""
    found: list[str] = (_ASCII if compared.isascii() else _ANY).findall(compared)
    return found


def matches(compared: str) -> Iterator[re.Match[str]]:
    """Yield the same with where each stands."""
    return (_ASCII if compared.isascii() else _ANY).finditer(compared)


def characters(run: str) -> list[str]:
    """Return the characters of a run without spaces as readers see them, each with its marks."""
    return _CLUSTER.findall(run)
