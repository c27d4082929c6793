"""What a text holds of a question, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.query import Ranked, pattern_key, ranked, stands_for
from index.vocabulary.words import (
    keys_held,
    marked_spans,
    question_words,
    words_in,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from index.query import Query


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought in the texts of an article."""

    ranked: Ranked
    language: str
    """Of the texts, by whose stems words are compared."""

    def held(self, text: str) -> set[str]:
        """Return what of the question a text holds, by its keys."""
        held = keys_held(text, self.ranked.words, (self.language,))
        if self.ranked.patterns:
            there = words_in(text)
            held |= {
                pattern_key(pattern)
                for pattern in self.ranked.patterns
                if any(stands_for(pattern, word) for word in there)
            }
        return held

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where that stands: start and end of each word, in order."""
        return marked_spans(text, self.ranked.words, (self.language,), self._stood_for)

    def _stood_for(self, key: str) -> bool:
        return any(stands_for(pattern, key) for pattern in self.ranked.patterns)


def sought_of(query: Query, corrections: Mapping[str, str], languages: Collection[str]) -> Ranked:
    """Return what a question seeks, and what its words were read as besides.

    Args:
        query: the question.
        corrections: what words of it were read as.
        languages: of the texts that were searched, in one of which it may be asked.
    """
    asked = ranked(query, languages)
    read_as = (word for each in corrections.values() for word in question_words(each))
    return Ranked((*asked.words, *read_as), asked.patterns)
