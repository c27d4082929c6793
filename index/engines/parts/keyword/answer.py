"""What the keyword leg makes of one question: the score of every passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.highest import highest
from index.engines.parts.passage_mask import allowed_by
from index.interfaces import among

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.engines.parts.keyword.scored import Scored
    from index.interfaces import Numbers, Scores, Searchable

_BLOCK = 1 << 18
"""Passages whose scores are summed at once: a megabyte of them."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a word or pattern of a question adds to the scores of passages."""

    key: str
    """By which the question knows it."""
    where: Scored
    """The passages that hold it, and what each gains; without gains all gain the same."""
    weight: float

    def scores(self, places: slice | Numbers) -> Scores:
        """Return what it adds to some of the passages where it occurs, by their places there."""
        weight = np.float32(self.weight)
        if len(self.where.gains):
            return weight * self.where.gains[places]
        return np.full(len(self.where.passages[places]), weight)


class KeywordAnswer:
    """The BM25 score of every passage for one question."""

    def __init__(
        self,
        gains: Sequence[Gain],
        passages: int,
        idfs: dict[str, float],
        title_shares: Callable[[Numbers], Scores],
        text_lengths: Callable[[Numbers], Scores],
    ) -> None:
        """Take what was computed.

        Args:
            gains: of words and patterns; a word may have several.
            passages: how many there are.
            idfs: inverse document frequencies of what the question is ranked by, by its keys.
            title_shares: says how much of the question the titles of some passages hold.
            text_lengths: says how many words some passages have besides a title.
        """
        self._gains = gains
        self._scores = _summed(gains, passages)
        self.idfs = idfs
        """Inverse document frequencies of what the question is ranked by, by its keys."""
        self._title_shares = title_shares
        self._text_lengths = text_lengths

    def best(self, limit: int, searchable: Searchable | None, *, bound: bool = False) -> Numbers:
        """Return the numbers of the best passages that hold a word of the question.

        Args:
            limit: how many at most.
            searchable: the passages that may be found; None allows all.
            bound: whether those have what the question demands, so that each may be an answer,
                whatever it scores.
        """
        allowed = allowed_by(searchable)
        scores = self._scores if allowed is None else np.where(allowed, self._scores, 0)
        best = highest(scores, limit, more_than=0)
        if bound and allowed is not None and len(best) < limit:
            others = np.flatnonzero(allowed & (self._scores <= 0))[: limit - len(best)]
            best = np.concatenate([best, others])
        return best

    def matching(self, searchable: Searchable | None, *, bound: bool = False) -> Numbers:
        """Return the passages that `best` ranks when there is no limit, ascending."""
        allowed = allowed_by(searchable)
        held = self._scores > 0
        if allowed is not None:
            held = allowed if bound else held & allowed
        return np.flatnonzero(held)

    def scores(self, numbers: Numbers) -> Scores:
        """Return the scores of any passages, 0 for one that holds no word of the question."""
        return self._scores[numbers]

    def word_scores(self, numbers: Numbers) -> dict[str, Scores]:
        """Return what each word and pattern of the question adds to the scores of passages."""
        found = {key: np.zeros(len(numbers), np.float32) for key in self.idfs}
        for gain in self._gains:
            passages = gain.where.passages
            held = among(numbers, passages)
            places = np.searchsorted(passages, numbers[held].astype(passages.dtype))
            found[gain.key][held] += gain.scores(places)
        return found

    def title_shares(self, numbers: Numbers) -> Scores:
        """Return how much of the question the titles of passages hold, 0 to 1, by idf."""
        return self._title_shares(numbers)

    def text_lengths(self, numbers: Numbers) -> Scores:
        """Return how many words passages have besides a title of their article's own."""
        return self._text_lengths(numbers)


def _summed(gains: Sequence[Gain], passages: int) -> Scores:
    """Return what all words together add to the score of each passage: (passages,).

    Block by block, of which each is at hand of a processor while all words are added to it.
    """
    scores = np.zeros(passages, np.float32)
    starts = np.arange(0, passages + _BLOCK, _BLOCK, dtype=np.uint32)
    bounds = [gain.where.passages.searchsorted(starts).tolist() for gain in gains]
    for number, start in enumerate(starts[:-1].tolist()):
        block = scores[start : start + _BLOCK]
        for gain, bound in zip(gains, bounds, strict=True):
            places = slice(bound[number], bound[number + 1])
            held = gain.where.passages[places]
            if len(held):
                # Each stands once in it; this takes half as long as `+=` on those.
                np.add.at(block, held.astype(np.intp) - start, gain.scores(places))
    return scores
