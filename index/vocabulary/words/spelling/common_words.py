"""The words that people use, by language: Speer, wordfreq (2022).

Its short lists hold what is used once in a million words or more: 29,000 words of English, and few
misspelt ones. They are read when a question has a word that the corpus has not.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

ENGLISH = "en"

_LATIN = tuple("ca cs da de es fi fr hu id it nb nl pl pt ro sv tr".split())
"""The languages with most news of those that it has, and that are written in Latin letters; save
English, and Vietnamese, whose words are syllables that other languages have as words."""

_USED = 10.0
"""Uses in a million words from which on a word tells what language it is of."""
_TELLING = 4
"""Letters of a word from which on it tells of its language that the corpus has it: where most such
words are there, no list need be read."""
_MANY = 3
"""Such words from which on it is not asked what else the question may be in."""
_SLIP = 0.5
"""Orders of magnitude by which a word is less likely misspelt."""
_SURE = 0.5
"""Orders of magnitude by which another language must be more likely."""


@cache
def _uses(language: str, least: float) -> Mapping[str, float]:
    """Return how often words are used, in a million words; those used so often at least."""
    import wordfreq

    if language not in wordfreq.available_languages("small"):
        return {}
    # Words of one frequency together, by hundredths of a power of ten below 1.
    found: dict[str, float] = {}
    for hundredths, words in enumerate(wordfreq.get_frequency_list(language, "small")):
        uses = 10 ** (6 - hundredths / 100)
        if uses < least:
            break
        found |= dict.fromkeys(words, uses)
    return found


def is_word(forms: Collection[str], languages: Collection[str]) -> bool:
    """Tell whether a form of a word, in lower case, is in use in one of some languages."""
    return any(form in _uses(language, 0) for language in languages for form in forms)


def is_foreign(
    words: Sequence[str],
    read_as: Mapping[str, str],
    held: Collection[str],
    languages: Collection[str],
) -> bool:
    """Tell whether a question is likely in another language than those that are searched.

    By how much its words are used in each language: in its own those that are meant, less what a
    slip costs, in others those that were typed. A word that the corpus has counts at least as one
    of the common words of its languages. Only languages in Latin letters are looked at: words in
    other letters are near none that are written otherwise.

    Args:
        words: of the question, in lower case, its stop words too.
        read_as: the misspelt ones, and what is meant by them.
        held: those that the corpus has.
        languages: of the corpus.
    """
    telling = [word for word in words if len(word) >= _TELLING]
    there = sum(word in held for word in telling)
    if there >= _MANY and 2 * there > len(telling):
        return False
    lists = [_uses(language, 0) for language in {*languages, ENGLISH}]
    own = sum(
        max(float(word in held), *(_points(read_as.get(word, word), each) for each in lists))
        for word in words
    )
    likely = max(0.0, own - _SLIP * len(read_as)) + _SURE
    return any(
        sum(_points(word, _uses(other, _USED)) for word in words) > likely
        for other in _LATIN
        if other not in languages
    )


def _points(word: str, uses: Mapping[str, float]) -> float:
    """Return 1 for a word that is used as often as `_USED`, 1 more for each ten times more."""
    return max(0.0, 1 + math.log10(uses[word] / _USED)) if word in uses else 0.0
