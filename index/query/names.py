"""The one form in which names are compared: of sources, authors, sections and other values."""

from __future__ import annotations

import unicodedata

from corpus.vocabulary.article import storable
from index.vocabulary.words import as_compared
from index.vocabulary.words import folded as folded_word

_QUOTES = frozenset("'\"`´‘’‚‛“”„‟«»‹›′″ʹʻʼʽˈʾʿ＇＂｀「」『』")
"""Apostrophes and quotation marks: O'Hara is written with any of them, and with none."""

_DASHES = frozenset("−˗⁃")
"""Those that Unicode doesn't count as dashes; the rest are of its category Pd."""

_FILLERS = frozenset("ᅟᅠㅤﾠ")
"""Letters that show nothing."""


def folded(text: str | None) -> str:
    """Return a name as it is compared: without what people write in several ways.

    That is what words are compared without (`vocabulary.words.letters`), and kinds of dashes and
    of space, quotation marks and apostrophes.
    """
    text = storable(text or "")
    if not text.isascii():
        text = "".join(filter(None, map(_plain, as_compared(text))))
    elif "'" in text or '"' in text or "`" in text:
        text = "".join(letter for letter in text if letter not in _QUOTES)
    return " ".join(folded_word(text).split())


def _plain(letter: str) -> str:
    """Return what stands for a character; nothing for what doesn't count."""
    if letter in _QUOTES or letter in _FILLERS:
        return ""
    category = unicodedata.category(letter)
    if category == "Pd" or letter in _DASHES:
        return "-"
    return "" if category == "Cf" else letter
