"""What a question is ranked by: its words, and the patterns that stand for words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.query.conditions import Fuzzy, Pattern, Prefix, Wildcard
from index.vocabulary.words import SPACELESS_LETTER, folded, question_words
from index.vocabulary.words.spelling import may_be_misspelt

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.query.conditions import Query
    from index.vocabulary.words import QuestionWord


_MOST_TYPED = 64
"""Words of a question that was typed: a longer one was pasted, and each word that may be misspelt
is some milliseconds."""
READ_AS = 0.7
"""Weight of a word that another is read as."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a question is ranked by."""

    words: tuple[QuestionWord, ...]
    patterns: tuple[Pattern, ...] = ()
    read_as: tuple[QuestionWord, ...] = ()
    """What misspelt words are read as: these rank beside them, for `READ_AS` of their weight."""

    @property
    def spelt(self) -> tuple[QuestionWord, ...]:
        """Return the words that may be misspelt; none of so many that they were not typed."""
        if len(self.words) > _MOST_TYPED:
            return ()
        return tuple(word for word in self.words if may_be_misspelt(word.key))

    @property
    def weights(self) -> dict[QuestionWord, float]:
        """Return the words that rank, each with its weight."""
        typed = {word.key for word in self.words}
        others = {word: READ_AS for word in self.read_as if word.key not in typed}
        return {**dict.fromkeys(self.words, 1.0), **others}

    @property
    def keys(self) -> list[str]:
        """Return the names by which statistics know them all."""
        return [*(word.key for word in self.weights), *map(pattern_key, self.patterns)]


def ranked(query: Query, languages: Collection[str]) -> Ranked:
    """Return what a question is ranked by, over texts in some languages.

    A single character of a script without spaces stands for the words that begin with it.
    """
    if not query.words.strip() and query.patterns:
        return Ranked((), query.patterns)
    words: list[QuestionWord] = []
    single: list[QuestionWord] = []
    for word in question_words(query.words, languages):
        alone = len(word.key) == 1 and SPACELESS_LETTER.match(word.key)
        (single if alone else words).append(word)
    patterns = (*query.patterns, *(Prefix(word.key) for word in single))
    return Ranked(tuple(words), tuple(dict.fromkeys(patterns)))


def pattern_key(pattern: Pattern) -> str:
    """Return a pattern as it is typed, which no word is."""
    match pattern:
        case Prefix(text):
            return f"{folded(text)}*"
        case Fuzzy(text, edits):
            return f"{folded(text)}~{edits}"
        case Wildcard(text):
            return folded(text)


def stands_for(pattern: Pattern, key: str) -> bool:
    """Tell whether a pattern stands for a word, as it is compared."""
    match pattern:
        case Prefix(text):
            return key.startswith(folded(text))
        case Fuzzy(text, edits):
            from rapidfuzz.distance import OSA

            word = folded(text)
            return key[:1] == word[:1] and OSA.distance(word, key, score_cutoff=edits) <= edits
        case Wildcard(text):
            return _expression(folded(text)).fullmatch(key) is not None


@lru_cache(maxsize=64)
def _expression(wildcard: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, re.split(r"\*+", wildcard))), re.DOTALL)
