"""A misspelt word to the words that may be meant, by slips and by how frequent they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.vocabulary.words.spelling.common_words import is_word
from index.vocabulary.words.spelling.letters import ALIKE, cost
from index.vocabulary.words.spelling.reach import spelt_alike
from index.vocabulary.words.spelling.sounds import same_sound
from index.vocabulary.words.stems import same_word
from index.vocabulary.words.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

SUSPECTED = 20
"""Occurrences of a word up to which it may be misspelt in the corpus too."""
_RARE = 5
"""Occurrences of a word up to which it may be a misspelling too, and not what was meant."""
_RARER = 100
"""How many times as frequent a word must be to be meant by one that the corpus has."""
_SOUNDS = 0.3
"""Less cost for a word that sounds the same."""
_FREQUENT = 0.15
"""Less cost for a word that is ten times as frequent."""
_STRANGE = 1.0
"""Cost up to which a word is meant that is rare in the corpus and not in common use: it is likely
misspelt itself, or a name that the other only looks like."""
_SHORT = 3
"""Letters up to which sound tells nothing."""
_ALIKE = 0.4
"""More cost that is allowed for a word that sounds the same."""

_MOST = (0.0, 0.0, 0.0, 0.6, 0.9, 1.35, 1.35, 1.35, 1.7)
"""Cost up to which a word is meant, by the letters of what was typed."""
_MOST_THERE = (0.0, 0.0, 0.0, 0.0, 0.0, 0.9, 0.9, 0.9, 0.9)
"""The same for a word that the corpus has, or another with its stem, and which may be right."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word of a question that occurs rarely or not at all."""

    key: str
    """As it is compared."""
    form: str
    """As it was typed, in lower case."""
    near: Mapping[str, int]
    """The words of the corpus within reach, and how often they occur, itself included."""

    held: bool = False
    """Whether some passage has a word with its stem."""

    @property
    def occurrences(self) -> int:
        """How often it occurs."""
        return self.near.get(self.key, 0)


def readings(suspect: Suspect, languages: Collection[str]) -> list[str]:
    """Return what a word may be read as, the likeliest first; nothing if it stands as it is.

    What is a word in one of the languages is not misspelt, nor is a form of a word that occurs;
    where many articles misspell a word, a few misspell its forms alike. A stop word is the last
    resort, since a question is not ranked by it.

    Args:
        suspect: the word.
        languages: of the corpus.
    """
    found = sorted(_likely(suspect))
    if not found or is_word({suspect.key, suspect.form}, languages):
        return []
    if any(
        same_word(suspect.key, word, each)
        for word, occurrences in suspect.near.items()
        if word != suspect.key and (suspect.occurrences <= _RARE or occurrences > _RARE)
        for each in languages
    ):
        return []
    return [
        word
        for _, _, word, unlikely in found
        if unlikely <= _STRANGE or suspect.near[word] > _RARE or is_word({word}, languages)
    ]


def _likely(suspect: Suspect) -> Iterator[tuple[bool, float, str, float]]:
    """Yield the words that may be meant: whether it is a stop word, its rank, itself, its cost."""
    letters = min(len(suspect.key), len(_MOST) - 1)
    beginnings = {alike: ALIKE * (alike != suspect.key) for alike in spelt_alike(suspect.key)}
    for word, occurrences in suspect.near.items():
        if word == suspect.key or occurrences < _RARER * suspect.occurrences:
            continue
        unlikely = min(step + cost(typed, word) for typed, step in beginnings.items())
        most = (_MOST_THERE if suspect.held else _MOST)[letters]
        if letters > _SHORT and same_sound(suspect.key, word):
            unlikely -= _SOUNDS
            most += 0 if suspect.held else _ALIKE
        if unlikely <= most:
            rank = unlikely - _FREQUENT * math.log10(max(1, occurrences))
            yield word in STOP_WORDS, rank, word, unlikely
