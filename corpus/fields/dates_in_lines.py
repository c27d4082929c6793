"""The day that a visible line names, in the language of its page: `Publié le 5 mars 2024`."""

from __future__ import annotations

import re

from corpus.fields.dates import WrittenIn, read_date
from corpus.fields.day_and_month import day_in_numbers

_MONTH = r"[^\W\d_]{3,14}\.?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)?\s+(?:(?:de|of)\s+)?{_MONTH},?\s+(?:del?\s+)?{_YEAR}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th|\.)?,?\s+{_YEAR}"
    rf"|(?<!\d)\d{{1,2}}(?P<mark>[./-])\s?\d{{1,2}}(?P=mark)\s?{_YEAR}"
    r"|(?<!\d)(?:19|20)\d\d\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}(?!\d)\s?[日일]?",
    re.IGNORECASE,
)
_LONGEST_LINE = 200
_WORD = re.compile(r"[^\W\d_]{3,}")
_FEW_WORDS = 4


def day_in_line(line: str, language: str) -> str:
    """Return the day that a line names, or an empty string.

    That is ISO 8601, or numbers as they stand, whose order the rest of the file may tell.

    Args:
        line: a few words.
        language: BCP 47, or empty; it says what months are called, and whether they come first.
    """
    found = _DAY.search(line[:_LONGEST_LINE])
    if not found:
        return ""
    words = found[0]
    if day_in_numbers(words):
        return words
    try:
        return read_date(words, WrittenIn(language)).moment.date().isoformat()
    except ValueError:
        return ""


def is_date_line(line: str) -> bool:
    """Tell whether a line is a date and hardly a word more, such as `Published` or a time."""
    found = _DAY.search(line[:_LONGEST_LINE])
    if not found:
        return False
    return len(_WORD.findall(line.replace(found[0], ""))) <= _FEW_WORDS
