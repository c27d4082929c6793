"""What a corpus, or a shard of one, has of a question's words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Statistics:
    """Corpus statistics of one question: shards add theirs up, and rank by the sum."""

    passages: int
    """How many there are, those removed included."""
    length: int
    """Terms in all of them together."""
    frequencies: Mapping[str, int]
    """Passages that hold it, of all that the question is ranked by, by `Ranked.keys`."""
    neighbours: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The words near each word that occurs rarely or not at all, and that may be misspelt; and how
    often they occur, itself included."""
    expansions: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The words that each pattern stands for, the most frequent of each shard, and how often
    they occur."""

    @property
    def average_length(self) -> float:
        """Terms to a passage; 1 where there is none."""
        return self.length / max(1, self.passages) or 1.0

    def __add__(self, other: Statistics) -> Statistics:
        """Return the statistics of both shards together."""
        terms = {*self.frequencies, *other.frequencies}
        # What one shard holds often is not misspelt.
        lacking = self.neighbours.keys() & other.neighbours.keys()
        expanded = {**self.expansions, **other.expansions}
        return Statistics(
            self.passages + other.passages,
            self.length + other.length,
            {
                term: self.frequencies.get(term, 0) + other.frequencies.get(term, 0)
                for term in terms
            },
            {word: _added(self.neighbours[word], other.neighbours[word]) for word in lacking},
            {
                key: _added(self.expansions.get(key, {}), other.expansions.get(key, {}))
                for key in expanded
            },
        )

    def expansion(self, key: str) -> str:
        """Return the most frequent word that a pattern stands for; empty if there is none."""
        words = self.expansions.get(key, {})
        return max(words, key=lambda word: (words[word], word), default="")

    def with_terms(self, other: Statistics) -> Statistics:
        """Return these statistics with the frequencies of other terms of the same corpus."""
        return replace(self, frequencies={**self.frequencies, **other.frequencies})


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {word: one.get(word, 0) + other.get(word, 0) for word in {**one, **other}}
