"""The words of a corpus, for questions that have not quite one of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.engines.parts.keyword.fields import WORDS
from index.vocabulary.words import key_of
from index.vocabulary.words.spelling import other_beginnings, spelt_alike, within_reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.engines.parts.keyword.part import KeywordPart


class Lexicon:
    """Finds the words near a word, and how often each occurs.

    The words that begin with a letter are read from all parts when one is first looked for.
    """

    def __init__(self, parts: Sequence[KeywordPart]) -> None:
        self._parts = parts
        self._words: dict[str, dict[str, int]] = {}

    def near(self, word: str) -> dict[str, int]:
        """Return the word and those near it, as they are compared, and how often each occurs."""
        found: dict[str, int] = {}
        if not self.occurrences(word):  # else its first letter is hardly the one that is wrong
            others = ((other, self.occurrences(other)) for other in other_beginnings(word))
            found = {other: occurrences for other, occurrences in others if occurrences}
        for alike in spelt_alike(word):
            known = self._beginning_with(alike[0])
            found |= {near: known[near] for near in within_reach(alike, known.keys())}
            if alike in known:
                found[alike] = known[alike]
        found[word] = self._beginning_with(word[0]).get(word, 0)
        return found

    def _beginning_with(self, letter: str) -> dict[str, int]:
        if letter not in self._words:
            words: Counter[str] = Counter()
            for part in self._parts:
                terms, entries = part.beginning_with(WORDS, letter)
                for term, total in zip(terms, entries["total"].tolist(), strict=True):
                    key = key_of(term)
                    if key.isalpha():
                        words[key] += int(total)
            self._words[letter] = dict(words)
        return self._words[letter]

    def occurrences(self, word: str) -> int:
        """Return how often a word occurs as it is compared, without accents."""
        return sum(part.occurrences(word) for part in self._parts)
