"""The words of a corpus that are near enough to a word to be judged."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from index.vocabulary.words.pieces import SPACELESS_LETTER
from index.vocabulary.words.spelling.sounds import beginnings, same_sound

if TYPE_CHECKING:
    from collections.abc import Collection

SHORTEST = 3
LONGEST = 40
"""Letters of a word that may be misspelt."""
_TWO_EDITS = 5
"""Letters from which two edits are looked for; in a shorter word they make any word of it."""


def may_be_misspelt(word: str) -> bool:
    """Tell whether a word may be misspelt: it is of letters alone, of a script with spaces."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and not SPACELESS_LETTER.match(word)


def spelt_alike(word: str) -> list[str]:
    """Return the word and what sounds like it at its beginning; near words begin like these."""
    return [word, *beginnings(word)]


def within_reach(word: str, words: Collection[str]) -> list[str]:
    """Return the words that are near a word: by letters, and by sound one edit further.

    Args:
        word: as it was typed, or as `spelt_alike` has it.
        words: to look among.

    Distances are those of Damerau and Levenshtein (optimal string alignment): a letter too many,
    too few, another, or two neighbours swapped.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    edits = 1 if len(word) < _TWO_EDITS else 2
    near = process.extract(word, words, scorer=OSA.distance, score_cutoff=edits + 1, limit=None)
    return [
        found
        for found, distance, _ in near
        if found != word and (distance <= edits or same_sound(word, found))
    ]


def other_beginnings(word: str) -> list[str]:
    """Return what a word is if its first letter is a slip, and no other is.

    It is missing, one too many, another, or has changed places with the second.
    """
    letters = string.ascii_lowercase if word.isascii() else sorted(set(word))
    swapped = word[1] + word[0] + word[2:]
    changed = [letter + word[1:] for letter in letters]
    longer = [letter + word for letter in letters]
    return [each for each in dict.fromkeys((swapped, word[1:], *changed, *longer)) if each != word]
