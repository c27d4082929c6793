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

from index.engines.parts.keyword.fields import TERMS, TITLE
from index.engines.parts.keyword.lengths import length_of
from index.engines.parts.keyword.part import NOWHERE
from index.engines.parts.numbering import Numbering
from index.vocabulary.made_once import made_once
from index.vocabulary.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from index.engines.parts.keyword.part import KeywordPart
    from index.interfaces import Numbers, Scores

K1 = 0.9
B = 0.4
"""Measured on three sets of news; with 1.2 and 0.75 each ranks worse. See docs/ranking.md."""

_KEPT = 64 * 1024 * 1024
_KEPT_OF_EACH = 16
"""Bytes of decoded postings that are kept, so many at least, and so many for each passage: those
of one question are asked for several times."""

_OVERHEAD = 500
"""Bytes that what is kept takes beside its arrays, about."""

_ALL_LENGTHS = np.arange(256, dtype=np.uint8)
"""Each length that `lengths.rounded` makes."""


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
        self._average_length = 0.0
        self._forget()

    def _forget(self) -> None:
        self._kept: Memory[Scored] = Memory(max(_KEPT, _KEPT_OF_EACH * self.count))

    @made_once
    def _lengths(self) -> NDArray[np.uint8]:
        """Terms in each passage, as `lengths.rounded` makes them: (passages,)."""
        return self._lengths_of(TERMS)

    @made_once
    def _title_lengths(self) -> NDArray[np.uint8]:
        """Terms in each passage that are of its article's own title: (passages,)."""
        return self._lengths_of(TITLE)

    def _lengths_of(self, field: str) -> NDArray[np.uint8]:
        return Numbering.joined((part.field_lengths[field] for part in self.parts), np.uint8)

    def text_lengths(self, numbers: Numbers) -> Scores:
        """Return how many terms passages have besides their article's own title."""
        return length_of(self._lengths[numbers]) - length_of(self._title_lengths[numbers])

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
            norms = K1 * (1 - B + B * length_of(_ALL_LENGTHS) / average_length)
            self._norms: NDArray[np.float32] = norms.astype(np.float32)
            self._average_length = average_length
            self._forget()

    @property
    def reckons(self) -> bool:
        """Whether it was told an average length."""
        return bool(self._average_length)

    def of(self, field: str, terms: Sequence[str]) -> Scored:
        """Return where any of some terms of a field occurs.

        Those used last are kept, up to a bound: decoding them is most of a question's work.
        """
        key = field, tuple(terms)
        scored = self._kept.get(key)
        if scored is None:
            scored = self._read(field, terms)
            size = _OVERHEAD + scored.passages.nbytes + scored.gains.nbytes
            self._kept.put(key, scored, size)
        return scored

    def gains(self, passages: NDArray[np.uint32], counts: NDArray[np.float32]) -> Scored:
        """Return what BM25 makes of how often something occurs in some passages."""
        return Scored(passages, self._gains(self._lengths, passages, counts))

    def _gains(
        self,
        lengths: NDArray[np.uint8],
        passages: NDArray[np.uint32],
        counts: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        norms = self._norms.take(lengths.take(passages))
        return counts * np.float32(K1 + 1) / (counts + norms)

    def _read(self, field: str, terms: Sequence[str]) -> Scored:
        passages = [np.zeros(0, np.uint32)]
        gains = [np.zeros(0, np.float32)]
        for part, base in zip(self.parts, self.bases, strict=False):
            held, counts = _of_any(part, field, terms)
            if field == TERMS and len(held):
                gains.append(self._gains(part.field_lengths[TERMS], held, counts))
            passages.append(held + np.uint32(base))
        return Scored(np.concatenate(passages), np.concatenate(gains))


def _of_any(
    part: KeywordPart, field: str, terms: Iterable[str]
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Return the passages of a part that hold any of some terms, and the most of one in each."""
    found = [part.postings(term, field) for term in terms]
    found = [each for each in found if len(each.passages)] or [NOWHERE]
    if len(found) == 1:
        return found[0].passages, found[0].counts
    together = np.concatenate([each.passages for each in found])
    order = np.argsort(together, kind="stable")
    together = together[order]
    first = np.flatnonzero(np.diff(together, prepend=together[0] + np.uint32(1)))
    often = np.concatenate([each.counts for each in found])[order]
    return together[first], np.maximum.reduceat(often, first)


def idf(frequency: int, passages: int) -> float:
    """Return a term's inverse document frequency, as Whoosh computes it.

    Args:
        frequency: passages that hold the term.
        passages: how many there are.
    """
    return math.log(passages / (frequency + 1)) + 1 if passages else 0.0
