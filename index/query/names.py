"""The one form in which names are compared: of sources, authors, sections and other values."""

from __future__ import annotations

import unicodedata

from corpus.vocabulary.article import storable

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""What people write who lack a letter that Unicode doesn't take apart."""

_QUOTES = frozenset("'\"`´‘’‚‛“”„‟«»‹›′″ʹʻʼʽˈʾʿ＇＂｀「」『』")
"""Apostrophes and quotation marks: O'Hara is written with any of them, and with none."""

_DASHES = frozenset("−˗⁃")
"""Those that Unicode doesn't count as dashes; the rest are of its category Pd."""

_FILLERS = frozenset("ᅟᅠㅤﾠـ")
"""Letters that show nothing, and the line that stretches Arabic words."""

_ACCENTS = (range(10, 37), range(200, 241))
"""Combining classes of marks that people leave out: points of Hebrew and Arabic, accents above
and below. Of the others a Japanese or Thai letter is another letter."""


def folded(text: str | None) -> str:
    """Return a name as it is compared: without what people write in several ways.

    That is case, accents, the form of letters in Unicode, kinds of dashes and of space, quotation
    marks and apostrophes, and characters that can't be seen.
    """
    text = storable(text or "")
    if not text.isascii():
        text = _plain_letters(unicodedata.normalize("NFKC", text))
    elif "'" in text or '"' in text or "`" in text:
        text = "".join(letter for letter in text if letter not in _QUOTES)
    return " ".join(text.casefold().split())


def _plain_letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(filter(None, map(_plain, apart))).translate(_LETTERS)
    return unicodedata.normalize("NFC", letters)


def _plain(letter: str) -> str:
    """Return what stands for a character, taken apart; nothing for what doesn't count."""
    if letter in _QUOTES or letter in _FILLERS:
        return ""
    category = unicodedata.category(letter)
    if category == "Pd" or letter in _DASHES:
        return "-"
    if category == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F:  # noqa: PLR2004 - variation selectors
        return ""
    accent = category == "Mn" and any(unicodedata.combining(letter) in each for each in _ACCENTS)
    return "" if accent else letter
