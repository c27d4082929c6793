"""The words of a corpus, for questions that have not quite one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Lexicon:
    """Finds words near a word; those with its first letter, since misspellings mostly keep it.

    Distances are those of Damerau and Levenshtein (optimal string alignment): a letter too many,
    too few, another, or two neighbours swapped.
    """

    def __init__(self, beginning_with: Callable[[str], Iterable[str]]) -> None:
        """Take what gives the words that begin with a letter; it is asked once for each."""
        self._beginning_with = beginning_with
        self._words: dict[str, list[str]] = {}

    def within(self, word: str, edits: int) -> list[str]:
        """Return the words within so many edits of a word."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        letter = word[:1]
        if letter not in self._words:
            self._words[letter] = list(self._beginning_with(letter))
        near = process.extract(
            word, self._words[letter], scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        return [found for found, _, _ in near]
