"""What a corpus, or a shard of one, has of a question's words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Neighbour(NamedTuple):
    """A word of the corpus that is near one of the question's."""

    edits: int
    """Letters too many, too few, others, or swapped."""
    occurrences: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Corpus statistics of one question: shards add theirs up, and rank by the sum."""

    passages: int
    """How many there are, those removed included."""
    length: int
    """Terms in all of them together."""
    frequencies: Mapping[str, int]
    """Passages that hold it, of all that the question is ranked by, by `Ranked.keys`."""
    neighbours: Mapping[str, Mapping[str, Neighbour]] = field(default_factory=dict)
    """The nearest words to each word that no passage holds, and that may be misspelt."""
    expansions: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The words that each pattern stands for, the most frequent of each shard, and how often
    they occur."""
    corrections: Mapping[str, str] = field(init=False)
    """Words that no passage holds, and what they are read as: the most frequent of the nearest,
    as in Whoosh's own corrector."""

    def __post_init__(self) -> None:
        read_as = {word: _nearest(near) for word, near in self.neighbours.items() if near}
        object.__setattr__(self, "corrections", read_as)

    @property
    def average_length(self) -> float:
        """Terms to a passage; 1 where there is none."""
        return self.length / max(1, self.passages) or 1.0

    def __add__(self, other: Statistics) -> Statistics:
        """Return the statistics of both shards together."""
        terms = {*self.frequencies, *other.frequencies}
        # What one shard holds is not misspelt.
        lacking = self.neighbours.keys() & other.neighbours.keys()
        expanded = {**self.expansions, **other.expansions}
        return Statistics(
            self.passages + other.passages,
            self.length + other.length,
            {
                term: self.frequencies.get(term, 0) + other.frequencies.get(term, 0)
                for term in terms
            },
            {word: _joined(self.neighbours[word], other.neighbours[word]) for word in lacking},
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


def _nearest(near: Mapping[str, Neighbour]) -> str:
    fewest = min(neighbour.edits for neighbour in near.values())
    nearest = (word for word, neighbour in near.items() if neighbour.edits == fewest)
    return max(nearest, key=lambda word: (near[word].occurrences, word))


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {word: one.get(word, 0) + other.get(word, 0) for word in {**one, **other}}


def _joined(one: Mapping[str, Neighbour], other: Mapping[str, Neighbour]) -> dict[str, Neighbour]:
    joined = dict(one)
    for word, neighbour in other.items():
        here = joined.get(word, Neighbour(neighbour.edits, 0))
        joined[word] = here._replace(occurrences=here.occurrences + neighbour.occurrences)
    return joined
