"""Where sentences end in languages other than English: by the words around a point.

After an abbreviation, an initial or an ordinal, and before a small letter, a sentence goes on. In
doubt it does, too: half a sentence answers nothing. A capital letter after an abbreviation is
judged as Punkt does (Kiss and Strunk, 2006): a word that the text also has with a small letter
owes its capital to the sentence that it opens.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.passages.languages import Language

_POINT = re.compile("[.!?…]+|(?<=[\u0370-\u03ff\u1f00-\u1fff]);+|(?<=[\u0531-\u0587]):+")
"""Points, the Greek question mark, and the Armenian full stop as it is typed."""
_CLOSED = re.compile(r"""(?:[)\]}”“’"'»›«‹]|\[\d{1,3}\])*""")
_CLOSED_AS_IN_FRENCH = re.compile(r"""(?:[)\]}”“’"']|\s?[»›]|\[\d{1,3}\])*""")
_SPACE = re.compile(r"\s*")
_CONTINUED = frozenset(",;:.!?…)]}")
_OPENED = re.compile(r"""[\s"'“”„«»‹›‘’‚(\[{¿¡–—―-]*""")
_DUTCH_CLITIC = re.compile(r"['’‘][stknm]\s+[A-Z]")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_LAST = re.compile(r"[^\s(\[{“”„\"«»‹›‘‚¿¡–—'’]*$")
_LONGEST_ABBREVIATION = 30

_NUMBER = re.compile(r"-?\d{1,3}(?:\.?[/.-]\d{1,2})?$")
_ROMAN = re.compile("[IVXLC]{2,}$")
_DOTTED = re.compile(r"[^\W\d_]{1,4}(?:\.[^\W\d_]{1,4})+$")
_VOWELS = frozenset("aeiouyæœøıəаеиоуыэюяіїєαεηιουω")
_SHORTEST_WORDS = range(2, 6)
"""Letters of what is an abbreviation if it has no vowel: `bzw`, `гг`, `mgr`."""
_SYLLABIC = re.compile(".[rl].")
"""Czech, Slovak and Serbian words do without a vowel: `smrt`, `krk`, `prst`."""
_UNITS = frozenset("km cm mm kg mg ml tv pc км см мм кг мг".split())
_WORDS_OF_A_LETTER = frozenset("àáèéêóôòöåäяє")
_ELIDED = re.compile(r"(?:[lcjnst]|qu)['’]", re.IGNORECASE)
_POINT_ABBREVIATES = re.compile(r"[\u0530-\u058f\u0e00-\u109f\u1200-\u137f\u1780-\u17ff]$")
"""Armenian, Thai, Lao, Tibetan, Burmese, Ethiopic, Khmer: their full stop is another, or none."""
_WITHOUT_CASE = re.compile("[\u10d0-\u10ff]")
"""Georgian, whose letters Unicode calls small for the sake of capitals that open no sentence."""


class Points:
    """The ends of sentences in one text, by points and the words around them."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        outer = text.find("«"), text.find("»")
        french = outer[0] >= 0 and (outer[1] < 0 or outer[0] < outer[1])
        self._closed = _CLOSED_AS_IN_FRENCH if french else _CLOSED

    def sentences(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the sentences of a span of the text; marks that close after one belong to it."""
        after = start
        for point in _POINT.finditer(self._text, start, end):
            if point.start() >= after:
                after = _past(self._closed, self._text, point.end(), end)
                if after < end and self._is_end(point, after, end):
                    yield start, after
                    start = after
        yield start, end

    def _is_end(self, point: re.Match[str], after: int, end: int) -> bool:
        text = self._text
        follows = _past(_SPACE, text, after, end)
        begins = _past(_OPENED, text, follows, end)
        if follows == after or begins == end or text[follows] in _CONTINUED:
            return False
        word = _WORD.match(text, begins, end)
        if word is None:
            return True
        if (
            _is_small(word[0])
            and not _DUTCH_CLITIC.match(text, follows, end)
            and self._has_capitals
        ):
            return False
        if point[0] != "." or after > point.end():
            return True
        last = _LAST.search(text, max(0, point.start() - _LONGEST_ABBREVIATION), point.start())
        initial = len(word[0]) == 1 and text.startswith(".", word.end())
        return last is None or not self._goes_on(last[0], "" if initial else word[0])

    def _goes_on(self, last: str, word: str) -> bool:
        """Say whether a sentence goes on after a word with a point, before one with a capital.

        Args:
            last: the word, without its point.
            word: what follows; empty if that is an initial.
        """
        if not last:
            return False
        if _POINT_ABBREVIATES.search(last) or last.lower() in self._language.titles:
            return True
        return self._abbreviates(last) and not self._opens(word)

    def _abbreviates(self, last: str) -> bool:
        """Say whether a word with a point can stand before more of its sentence."""
        low = last.lower()
        if _NUMBER.match(last) or _ROMAN.match(last):
            return self._language.ordinals
        if len(last) == 1:
            if last.isupper() or last.islower():
                return last not in _WORDS_OF_A_LETTER
            return "\u0590" <= last <= "\u06ff"  # Hebrew and Arabic initials
        return bool(
            low in self._language.abbreviations or _DOTTED.match(last) or _has_no_vowel(last)
        )

    def _opens(self, word: str) -> bool:
        low = word.lower()
        return bool(low in self._language.words or low in self._small_words or _ELIDED.match(word))

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(word for word in _WORD.findall(self._text) if word.islower())

    @cached_property
    def _has_capitals(self) -> bool:
        return self._text != self._text.lower()


def _past(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return where a match that may be empty ends."""
    found = pattern.match(text, start, end)
    return found.end() if found else start


def _is_small(word: str) -> bool:
    return word.islower() and not _WITHOUT_CASE.match(word)


def _has_no_vowel(word: str) -> bool:
    low = word.lower()
    return (
        len(word) in _SHORTEST_WORDS
        and word.isalpha()
        and word != word.upper()  # `CDU`, or letters without case, which have no vowels to miss
        and low not in _UNITS
        and not _SYLLABIC.search(low)
        and _VOWELS.isdisjoint(normalize("NFD", low))
    )
