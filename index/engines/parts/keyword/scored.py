"""Where words occur in all parts of a generation, and what BM25 makes of it; kept for a while.

BM25 as Whoosh's own `scoring.BM25F` computes it for one field, after Robertson and Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Whoosh walks postings one by
one in Python; arrays of them give the same scores many times faster.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.fields import TERMS
from index.engines.parts.numbering import Numbering
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from index.engines.parts.keyword.part import KeywordPart

K1 = 0.9
B = 0.4
"""Measured on three sets of news; with 1.2 and 0.75 each ranks worse. See docs/ranking.md."""

_KEPT = 64 * 1024 * 1024
"""Bytes of decoded postings that are kept for the next question."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Where any of some words occurs, and what BM25 makes of it there, but for its weight."""

    passages: NDArray[np.uint32]
    """Ascending: (n,)."""
    gains: NDArray[np.float32]
    """Frequency · (K1 + 1) / (frequency + norm): (n,); none for words that don't rank."""


class ScoredPostings:
    """Numbers run over all parts; one thread at a time may ask."""

    def __init__(self, parts: Sequence[KeywordPart]) -> None:
        self.parts = parts
        numbering = Numbering([part.passages for part in parts])
        self.bases, self.count = numbering.bases, len(numbering)
        self.total_length = sum(part.total_length for part in parts)
        """Terms in all passages together."""
        self._kept: dict[tuple[str, tuple[str, ...]], Scored] = {}
        self._kept_size = 0
        self._average_length = 0.0

    @made_once
    def _lengths(self) -> NDArray[np.float32]:
        """Terms in each passage: (passages,)."""
        return np.concatenate([np.zeros(0, np.float32), *(part.lengths for part in self.parts)])

    @made_once
    def text_lengths(self) -> NDArray[np.float32]:
        """Terms in each passage besides its article's own title: (passages,)."""
        return np.concatenate(
            [np.zeros(0, np.float32), *(part.text_lengths for part in self.parts)]
        )

    @made_once
    def languages(self) -> Mapping[str, int]:
        """The languages of the passages, and how many are in each."""
        counts: Counter[str] = Counter()
        for part in self.parts:
            counts.update(part.languages())
        return counts

    def reckon_with(self, average_length: float) -> None:
        """Score by K1 · (1 - B + B · length / average length) of every passage from now on."""
        if average_length != self._average_length:
            norms = K1 * (1 - B + B * self._lengths / average_length)
            self._norms: NDArray[np.float32] = norms.astype(np.float32)
            self._average_length = average_length
            self._kept.clear()
            self._kept_size = 0

    @property
    def reckons(self) -> bool:
        """Whether it was told an average length."""
        return bool(self._average_length)

    def of(self, field: str, terms: Sequence[str]) -> Scored:
        """Return where any of some terms of a field occurs.

        Those used last are kept, up to a bound: decoding them is most of a question's work.
        """
        key = (field, tuple(terms))
        kept = self._kept.pop(key, None)
        if kept is None:
            kept = self._read(field, terms)
            self._kept_size += kept.passages.nbytes + kept.gains.nbytes
        self._kept[key] = kept  # the one used last stands last
        while self._kept_size > _KEPT and len(self._kept) > 1:
            oldest = self._kept.pop(next(iter(self._kept)))
            self._kept_size -= oldest.passages.nbytes + oldest.gains.nbytes
        return kept

    def gains(self, passages: NDArray[np.uint32], counts: NDArray[np.float32]) -> Scored:
        """Return what BM25 makes of how often something occurs in some passages."""
        return Scored(passages, counts * np.float32(K1 + 1) / (counts + self._norms[passages]))

    def _read(self, field: str, terms: Sequence[str]) -> Scored:
        passages = [np.zeros(0, np.uint32)]
        counts = [np.zeros(0, np.float32)]
        for part, base in zip(self.parts, self.bases, strict=False):
            found = [part.postings(term, field) for term in terms]
            found = [each for each in found if len(each.passages)]
            if len(found) > 1:
                together = np.concatenate([each.passages for each in found])
                order = np.argsort(together, kind="stable")
                unique, first = np.unique(together[order], return_index=True)
                often = np.concatenate([each.counts for each in found])[order]
                passages.append(unique + np.uint32(base))
                counts.append(np.maximum.reduceat(often, first))
            elif found:
                passages.append(found[0].passages + np.uint32(base))
                counts.append(found[0].counts)
        where = np.concatenate(passages)
        if field != TERMS:
            return Scored(where, np.zeros(0, np.float32))
        return self.gains(where, np.concatenate(counts))


def idf(frequency: int, passages: int) -> float:
    """Return a term's inverse document frequency, as Whoosh computes it.

    Args:
        frequency: passages that hold the term.
        passages: how many there are.
    """
    return math.log(passages / (frequency + 1)) + 1 if passages else 0.0
