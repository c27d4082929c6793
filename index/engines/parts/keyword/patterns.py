"""The words that `harb*`, `min*ter` or `blinkin~` stands for, and where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.fields import TITLE_WORDS, WORDS
from index.query import Prefix, Wildcard, stands_for
from index.vocabulary.words import folded, key_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.engines.parts.keyword.part import KeywordPart
    from index.query import Pattern

_SHOWN = 50
"""Words of a part that are told of; the most frequent."""


def counts_of_pattern(
    part: KeywordPart, pattern: Pattern
) -> tuple[NDArray[np.int64], dict[str, int]]:
    """Return how many of a pattern's words each passage of a part holds, and the words.

    Returns:
        Whole numbers, (passages,), and how often each of the most frequent words occurs.
    """
    field = TITLE_WORDS if pattern.in_title else WORDS
    terms, entries = part.beginning_with(field, _beginning(pattern))
    words = [key_of(term) for term in terms]
    if not isinstance(pattern, Prefix):
        fitting = np.array([stands_for(pattern, word) for word in words], np.bool_)
        words = [word for word, fits in zip(words, fitting.tolist(), strict=True) if fits]
        entries = entries[fitting] if words else entries[:0]
        counts = _one_by_one(part, entries)
    else:
        counts = part.counts_of(entries)
    totals = entries["total"].astype(np.int64)
    most = np.argsort(-totals, kind="stable")[:_SHOWN].tolist()
    return counts, {words[place]: int(totals[place]) for place in reversed(most)}


def _beginning(pattern: Pattern) -> str:
    """Return what all words of a pattern begin with."""
    match pattern:
        case Prefix(text):
            return folded(text)
        case Wildcard(text):
            return folded(text.partition("*")[0])
    return folded(pattern.text)[:1]


def _one_by_one(part: KeywordPart, entries: NDArray[np.void]) -> NDArray[np.int64]:
    counts = np.zeros(part.passages, np.int64)
    for place in range(len(entries)):
        counts += part.counts_of(entries[place : place + 1])
    return counts
